//! Initials in a name: before the surname («A.B. Terwindt») or in the middle («Jan P. Terwindt»).

use super::scanner::{NameScanner, is_point};
use crate::lexicon::initials::{is_initial, names_letter};
use crate::lexicon::roles::is_role;
use crate::people::person::is_particle;

impl NameScanner<'_> {
    /// Whether initials and a surname begin here: «A.B. Terwindt», not «groep B. Kuipers won».
    pub(super) fn begins_with_initials(&self, at: usize) -> bool {
        let is_of_other = at.checked_sub(1).is_some_and(|before| {
            self.follows(at)
                && (names_letter(self.folded(before))
                    || self.words[before].is_capitalised
                        && !is_role(self.folded(before))
                        && (self.is_namelike(before) || !self.opens_sentence(before)))
        });
        !is_of_other && self.may_be_name(at) && self.has_surname(at)
    }

    /// Whether a surname follows the initials that begin here.
    pub(super) fn has_surname(&self, at: usize) -> bool {
        self.surname_after_initials(at).is_some()
    }

    /// Returns the index of the surname that follows the initials here: a name, perhaps after particles. After a title
    /// it may be an ordinary word: «mr. B. Kuipers».
    pub(super) fn surname_after_initials(&self, at: usize) -> Option<usize> {
        let mut next = at;
        while is_initial(self.folded(next)) && self.words[next].is_capitalised {
            next += 1;
            if !self.between(next).is_some_and(is_point) {
                return None;
            }
        }
        let first = next;
        while is_particle(self.folded(next)) && !self.words[next].is_capitalised {
            next += 1;
            if !self.follows(next) {
                return None;
            }
        }
        let may_be_any = first < next || self.is_introduced(at);
        let is_surname = self.is_namelike(next) || may_be_any && self.may_be_surname(next);
        is_surname.then_some(next)
    }

    /// Returns the surname of «George W. Bush», unless the article uses the initial alone: «Sander B. Kuipers» may be
    /// two people.
    pub(super) fn surname_after_middle_initial(&self, last: usize) -> Option<usize> {
        let initial = last + 1;
        let is_middle = self.follows(initial) && is_initial(self.folded(initial));
        let name = || {
            [
                self.folded(last).to_owned(),
                self.folded(initial).to_owned(),
            ]
        };
        if !is_middle || self.known.short.contains(&name()) {
            return None;
        }
        self.surname_after_initials(initial)
    }
}
