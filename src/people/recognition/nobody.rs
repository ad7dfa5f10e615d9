//! Rejects what looks like a person's name and is none: streets, institutions, clubs, photo credits.

use super::scanner::NameScanner;
use crate::lexicon::roles::is_role;
use crate::lexicon::things::{ends_name_of_thing, is_noun_for_thing, is_thing};
use crate::people::person::is_particle;

/// Articles, which precede a thing's name, not a person's: «de Jan van Dalenstraat».
const ARTICLES: [&str; 4] = ["de", "het", "een", "t"];

/// Endings of words for origin: «de Feyenoorder Jan Smit».
const FROM_SOMEWHERE: [&str; 6] = ["se", "er", "aar", "ees", "ing", "aan"];

impl NameScanner<'_> {
    /// Whether words `first..=last` are no person's name. `at` is where the name begins, after a word for origin.
    pub(super) fn is_nobody(
        &self,
        at: usize,
        first: usize,
        last: usize,
        is_introduced: bool,
    ) -> bool {
        self.is_thing(first, last)
            || self.is_doubtful(at)
            || is_thing(self.before(first))
            || self.names_thing(first, last, is_introduced)
    }

    /// «De Graafse Boys», «De Amsterdamse School»: such a beginning makes a thing's name.
    fn is_thing(&self, first: usize, last: usize) -> bool {
        self.words[first].is_stop_word && self.is_followed_by_capital(last)
    }

    /// Returns the index after a leading word for origin: «de Feyenoorder Jan Smit».
    pub(super) fn after_origin(&self, first: usize, last: usize) -> usize {
        let is_origin = ARTICLES.contains(&self.before(first))
            && last > first + 1
            && FROM_SOMEWHERE
                .iter()
                .any(|end| self.folded(first).ends_with(end));
        first + usize::from(is_origin && self.follows(first + 1))
    }

    /// «De Jan van Dalenstraat», «het Herman Vosholt Ziekenhuis», «Sparta Rotterdam», «de Jan Smit-fans»: things that
    /// bear a person's name.
    fn names_thing(&self, first: usize, last: usize, is_introduced: bool) -> bool {
        let rest = self.text.get(self.words[last].range.end..);
        let goes_on = rest
            .and_then(|rest| rest.strip_prefix('-'))
            .is_some_and(|rest| rest.starts_with(char::is_lowercase));
        let next = self.folded(last + 1);
        let is_followed =
            self.is_followed_by_capital(last) && (ends_name_of_thing(next) || is_thing(next));
        let is_many = first < last;
        let has_title = is_introduced
            && (!self.words[first - 1].is_capitalised || self.opens_sentence(first - 1));
        let ends_as_thing = ends_name_of_thing(self.folded(last)) && !self.is_after_particle(last);
        let is_of_place = last == first + 1 && self.known.is_place(self.folded(last));
        let has_article =
            is_many && ARTICLES.contains(&self.before(first)) && !self.is_introduced(first - 1);
        goes_on || is_followed || has_article || !has_title && (ends_as_thing || is_of_place)
    }

    /// Whether a surname follows lower-case particles: «Jan van der Straat».
    fn is_after_particle(&self, at: usize) -> bool {
        is_particle(self.before(at)) && is_noun_for_thing(self.folded(at))
    }

    /// Whether a word follows a capitalised ordinary word that is no title. At the beginning of a sentence the capital
    /// means nothing.
    pub(super) fn is_inside_thing(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|_| self.follows(at)) else {
            return false;
        };
        let may_be_thing = self.may_be_name(before)
            && !self.is_namelike(before)
            && !self.words[before].is_stop_word
            && !is_role(self.folded(before));
        may_be_thing && !self.opens_sentence(before)
    }

    /// «Universitair Medisch Centrum Groningen» ends in no name; «minister van Buitenlandse Zaken Jan Smit» does.
    fn is_doubtful(&self, at: usize) -> bool {
        self.is_inside_thing(at) && !self.ends_title(at - 1)
    }

    /// Whether a capitalised word ends a title and its field.
    fn ends_title(&self, at: usize) -> bool {
        let goes_back = |at: &usize| {
            self.words[*at].is_capitalised || matches!(self.folded(*at), "van" | "voor" | "en")
        };
        let mut adjacent = (0..at).rev().take_while(|before| self.follows(before + 1));
        adjacent
            .find(|before| !goes_back(before) || is_role(self.folded(*before)))
            .is_some_and(|before| is_role(self.folded(before)))
    }

    pub(super) fn is_credit(&self, at: usize) -> bool {
        let before = self.text.get(..self.words[at].range.start);
        let count = |mark: char| before.unwrap_or_default().matches(mark).count();
        self.is_caption && count('(') > count(')')
    }
}
