//! If the question asks for somebody's words, the sentence must have words of that person.

use super::ProposedAnswer;
use crate::people::speaker::Sentence;
use crate::people::{People, Person};
use crate::search::question::Term;

impl ProposedAnswer<'_> {
    /// Whether the question asks for somebody's words, and these are somebody else's.
    pub(super) fn is_spoken_by_another(&self) -> bool {
        let speaker = self.question.speaker.map(|who| &self.question.terms[who]);
        speaker.is_some_and(|who| {
            let people = (self.people)();
            // If the sentence makes plain who speaks, and the question names a person, that decides.
            match self.speaker(people).filter(|_| people.is_name(&who.word)) {
                Some(speaker) => !speaker.has_word(&who.word),
                None => !self.is_spoken_by(who),
            }
        })
    }

    /// The speaker of the sentence, if it makes that plain.
    fn speaker<'p>(&self, people: &'p People) -> Option<&'p Person> {
        let sentences = self.passage.sentences();
        let at = sentences.iter().position(|range| range == self.range)?;
        let sentence = Sentence::of(self.passage, at, people)?;
        let before = at
            .checked_sub(1)
            .and_then(|before| Sentence::of(self.passage, before, people));
        sentence.speaker(before.as_ref())
    }

    /// Whether somebody may be the speaker: they are named in the sentence, or are the last who are named before it.
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
