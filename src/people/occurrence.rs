//! Finds where a text names a person: by the whole name, or by the surname if nobody else has it.

use std::ops::Range;

use super::person::{NameMatch, Person, is_particle};
use crate::analyzer::{self, Word};
use crate::lexicon::dates::is_month_or_weekday;
use crate::lexicon::initials::{is_initial, is_short_title};
use crate::lexicon::roles::is_role;

impl Person {
    /// Returns the byte ranges at which a text names this person, by the whole name or by its last word.
    #[must_use]
    pub fn occurrences(&self, text: &str) -> Vec<Range<usize>> {
        let words = analyzer::words(text);
        let named = |at| self.named_at(text, &words, at);
        (0..words.len()).filter_map(named).collect()
    }

    /// Returns the range of this person's name that ends at a word: the whole name, or its last word with the particles
    /// before it.
    pub(super) fn named_at(&self, text: &str, words: &[Word], at: usize) -> Option<Range<usize>> {
        let (last, others) = self.words.split_last()?;
        let word = &words[at];
        let is_last = match self.matches_by {
            NameMatch::Words => word.folded == *last,
            _ => word.is_capitalised && last_words(word).any(|bare| bare == last),
        };
        if !is_last {
            return None;
        }
        let is_same = |back: &usize| {
            let (before, after) = (&words[at - back], &words[at - back + 1]);
            let gap = text.get(before.range.end..after.range.start);
            before.folded == others[others.len() - back]
                && gap.is_some_and(|gap| may_join(before, gap))
        };
        let same = (1..=others.len().min(at)).take_while(is_same).count();
        let is_whole = same == others.len();
        let is_leading = |name: &&String| is_particle(name);
        // «ten Brinke»: the capital follows the particle.
        let leading = others.iter().take_while(is_leading).count();
        let begins_with_capital = || {
            let first = words.get(at - same + leading);
            first.is_some_and(|first| first.is_capitalised)
        };
        let is_name = match self.matches_by {
            NameMatch::Surname => true,
            NameMatch::CountryToo => is_whole || !follows_place(words, at),
            NameMatch::Initial => {
                is_whole && begins_with_capital() && !is_of_longer_name(text, words, at)
            }
            NameMatch::Whole => is_whole && begins_with_capital(),
            NameMatch::Words => is_whole,
        };
        if !is_name {
            return None;
        }
        let particles = others.iter().rev().take(same).take_while(is_leading);
        let first = if is_whole {
            at - same
        } else {
            at - particles.count()
        };
        let end = word.range.end + self.point_after(text, word.range.end);
        Some(words[first].range.start..end)
    }

    /// The length of the point after an initial that ends the name, in bytes.
    fn point_after(&self, text: &str, end: usize) -> usize {
        let has_point = text.get(end..).is_some_and(|rest| rest.starts_with('.'));
        usize::from(self.matches_by == NameMatch::Initial && has_point)
    }
}

/// Whether the gap after a word may be inside a name: spaces, a hyphen, the point of an initial.
fn may_join(word: &Word, gap: &str) -> bool {
    let rest = if is_initial(&word.folded) || is_short_title(&word.folded) {
        gap.strip_prefix('.').unwrap_or(gap)
    } else {
        gap
    };
    rest.chars().all(|c| c.is_whitespace() || is_joint(c))
}

/// A hyphen or an apostrophe.
fn is_joint(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '’' | '\'')
}

/// Whether the word before is one that precedes places: «in Holland», «heel Holland».
fn follows_place(words: &[Word], at: usize) -> bool {
    #[rustfmt::skip]
    const BEFORE: [&str; 14] = [
        "in", "uit", "naar", "heel", "buiten", "binnen", "over", "tegen", "van", "voor", "tussen", "door", "met", "en",
    ];
    at.checked_sub(1)
        .is_some_and(|before| words[before].is_one_of(&BEFORE))
}

/// Whether a surname follows an initial, with or without particles: «B.» does not end the name «Sander B. Mulder».
fn is_of_longer_name(text: &str, words: &[Word], at: usize) -> bool {
    let gap = |next: usize| text.get(words[next - 1].range.end..words.get(next)?.range.start);
    let is_after_point = gap(at + 1)
        .and_then(|gap| gap.strip_prefix('.'))
        .is_some_and(|gap| gap.trim().is_empty());
    if !is_after_point {
        return false;
    }
    let mut surname = at + 1;
    while words
        .get(surname)
        .is_some_and(|word| !word.is_capitalised && is_particle(&word.folded))
    {
        surname += 1;
    }
    // Only these words surely open a sentence. Hiding a passage is better than showing one about somebody else.
    let opens_sentence = |word: &Word| {
        word.is_stop_word
            || word.is_one_of(&OPENINGS)
            || is_role(&word.folded)
            || is_month_or_weekday(&word.folded)
    };
    words
        .get(surname)
        .is_some_and(|word| word.is_capitalised && !opens_sentence(word))
}

/// Words that open many sentences and are no surnames.
#[rustfmt::skip]
const OPENINGS: [&str; 24] = [
    "advocaten", "afgelopen", "agenten", "bovendien", "daarop", "eerder", "eerst", "getuigen", "gisteren", "inmiddels", "intussen",
    "justitie", "later", "morgen", "omwonenden", "ondertussen", "politie", "sindsdien", "slachtoffers", "toch", "vandaag", "verder",
    "vervolgens", "vorig",
];

/// Returns the last words of names that a word may be: «Tokajevs uitleg» and «Tokayev’s words» name him.
pub(super) fn last_words(word: &Word) -> impl Iterator<Item = &str> {
    let folded = word.folded.as_str();
    let bare = folded.strip_suffix("'s").or(folded.strip_suffix('s'));
    std::iter::once(word.folded.as_str()).chain(bare)
}
