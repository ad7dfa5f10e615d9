//! Whose words a question asks for: they have to be that person's.

use super::super::question::Term;
use super::Case;

impl Case<'_> {
    /// Whether the question asks for somebody's words, and these are another's.
    pub(super) fn is_spoken_by_another(&self) -> bool {
        let speaker = self.question.speaker.map(|who| &self.question.terms[who]);
        speaker.is_some_and(|who| !self.is_spoken_by(who))
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
