//! Whose words a question asks for: they have to be that person's.

use super::super::question::Term;
use super::Case;
use crate::people::speaker::Sentence;
use crate::people::{People, Person};

impl Case<'_> {
    /// Whether the question asks for somebody's words, and these are another's.
    pub(super) fn is_spoken_by_another(&self) -> bool {
        let speaker = self.question.speaker.map(|who| &self.question.terms[who]);
        speaker.is_some_and(|who| {
            let people = (self.people)();
            // Of what the sentence makes plain nothing else has to be known, if it is a person who is asked about.
            match self.speaker(people).filter(|_| people.is_name(&who.word)) {
                Some(speaker) => !speaker.has_word(&who.word),
                None => !self.is_spoken_by(who),
            }
        })
    }

    /// Who speaks in the sentence, where it makes that plain.
    fn speaker<'p>(&self, people: &'p People) -> Option<&'p Person> {
        let sentences = self.passage.sentences();
        let at = sentences.iter().position(|range| range == self.range)?;
        let sentence = Sentence::of(self.passage, at, people)?;
        let before = at
            .checked_sub(1)
            .and_then(|before| Sentence::of(self.passage, before, people));
        sentence.speaker(before.as_ref())
    }

    /// Whether somebody speaks: they are named in the sentence, or before it as the last of all who are.
    fn is_spoken_by(&self, who: &Term) -> bool {
        if self.sentence.has_in_any_form(who) {
            return true;
        }
        if who.is_name {
            self.before().has(who)
                && self.sentence.other_names(self.question) == 0
                && !self.before().ends_with_another(self.question)
        } else {
            self.just_before().has_in_any_form(who)
        }
    }
}
