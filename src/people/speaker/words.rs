//! The words of a sentence that tell who speaks: verbs of speech, titles, words such as «volgens».

use std::ops::Range;

use super::Sentence;
use crate::lexicon::english;
use crate::lexicon::roles;
use crate::lexicon::speech::is_speech;

/// Words before the name of a speaker.
const ACCORDING: [&str; 2] = ["volgens", "aldus"];

/// Words that may stand between a name and its verb.
#[rustfmt::skip]
const LIGHT: [&str; 20] = [
    "also", "has", "yesterday", "today", "eerder", "al", "had", "heeft", "ook", "nog", "zelf", "later", "opnieuw", "destijds", "toen", "vandaag",
    "gisteren", "daarop", "daarna", "vervolgens",
];

impl Sentence<'_, '_> {
    /// Whether a word names a source of what is said: «volgens», «according to».
    pub(super) fn is_according(&self, at: usize) -> bool {
        let is_english = || {
            let before = at.checked_sub(1).map_or("", |before| self.folded(before));
            self.is_english && before == "according" && self.folded(at) == "to"
        };
        ACCORDING.contains(&self.folded(at)) || is_english()
    }

    /// Whether a title, an office or a profession stands here.
    pub(super) fn is_role(&self, at: usize) -> bool {
        let folded = self.folded(at);
        roles::is_role(folded) || self.is_english && english::is_role(folded)
    }

    /// Whether a word may stand between a name and its verb.
    pub(super) fn is_light(&self, at: usize) -> bool {
        LIGHT.contains(&self.folded(at))
    }

    /// Whether words form a title: «de Kazachse president», «oud-minister». The last word must be a role.
    pub(super) fn is_titles(&self, range: Range<usize>) -> bool {
        let article = usize::from(matches!(
            self.folded(range.start),
            "de" | "het" | "een" | "the" | "a" | "an"
        ));
        let is_short = range.len() <= 2 + article;
        let Some(last) = range.end.checked_sub(1).filter(|_| !range.is_empty()) else {
            return false;
        };
        is_short
            && self.is_role(last)
            && (range.start + article..last).all(|at| !self.words[at].is_stop_word)
    }

    /// Whether a verb of speech stands here.
    pub(super) fn is_verb(&self, at: usize) -> bool {
        let is_english = self.is_english && english::is_speech(self.folded(at));
        is_english
            || is_speech(self.folded(at), |wanted| {
                self.words.iter().any(|word| word.folded == wanted)
            })
    }

    /// A folded word outside the quotations; empty if there is none.
    pub(super) fn folded(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.folded.as_str())
    }
}
