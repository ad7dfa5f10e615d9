//! Recognises names in an English text: runs of capitalised words.

use std::ops::Range;

use crate::analyzer::Word;
use crate::lexicon::dates::is_month_or_weekday;
use crate::lexicon::english;
use crate::lexicon::initials::{is_initial, is_short_title};
use crate::lexicon::spaces::is_space;
use crate::people::person::is_particle;

use super::scanner::{NameScanner, capitals, is_latin, is_point};

/// Prepositions of place: «in Milton Keynes».
const PLACES: [&str; 7] = ["across", "at", "in", "near", "on", "outside", "through"];

/// Articles, which precede the name of a thing: «the Ashford Players».
const ARTICLES: [&str; 3] = ["a", "an", "the"];

/// Endings of adjectives of origin: «the Norwegian Anna Berg».
const ORIGINS: [&str; 4] = ["ese", "ian", "ish", "can"];

/// The most words of a name.
const LONGEST: usize = 5;

/// Returns the names in an English passage, with single spaces between their words, and whether a title precedes each.
pub(super) fn names(passage: &NameScanner<'_>) -> Vec<(String, bool)> {
    let scanner = Scanner(passage);
    let mut found = Vec::new();
    let mut at = 0;
    while at < passage.words.len() {
        if !scanner.is_capitalised(at) {
            at += 1;
            continue;
        }
        let end = scanner.end_of_run(at);
        found.extend(scanner.name(at..end));
        at = end;
    }
    found
}

/// A passage that is searched for English names.
struct Scanner<'t>(&'t NameScanner<'t>);

impl Scanner<'_> {
    /// The index after the last word of a run of capitalised words, with particles between: «Ludwig van Dam».
    fn end_of_run(&self, first: usize) -> usize {
        let mut end = first + 1;
        while end < self.0.words.len() {
            let particles = (end..self.0.words.len())
                .take_while(|at| is_particle(self.0.folded(*at)) && self.joins(*at))
                .count();
            let next = end + particles;
            if !self.is_capitalised(next)
                || !self.joins(next)
                || self.0.folded(end - 1).ends_with("'s")
            {
                break;
            }
            end = next + 1;
        }
        end
    }

    /// Returns the name in a run of capitalised words, and whether a title precedes it.
    fn name(&self, run: Range<usize>) -> Option<(String, bool)> {
        let last = run.end.checked_sub(1)?;
        if english::is_thing(self.bare(last))
            || run
                .clone()
                .any(|at| self.0.known.sources.contains(self.bare(at)))
        {
            return None;
        }
        // «Defence Secretary John Healey», «Mr Harding»
        let title = run
            .clone()
            .rev()
            .find(|at| english::is_role(self.0.folded(*at)));
        let mut first = match title {
            Some(title) if title < last => title + 1,
            // «Stephen King»
            Some(title) if title == run.start => return None,
            _ => run.start,
        };
        let is_introduced = first > run.start || self.is_introduced(first);
        let is_open = |at: usize| !is_introduced && self.0.opens_sentence(at);
        while first < last
            && (self.0.words[first].is_stop_word || is_open(first) && self.is_opening(first))
        {
            first += 1;
        }
        let has_article = ARTICLES.contains(&self.0.before(first));
        let has_origin = last - first >= 2
            && ORIGINS
                .iter()
                .any(|end| self.0.folded(first).ends_with(end));
        if has_origin {
            first += 1;
        }
        let count = last + 1 - first;
        let begins = is_introduced
            || is_initial(self.0.folded(first))
            || english::is_first_name(self.0.folded(first))
            || !english::is_word(self.bare(first));
        // «York Times» is a part of something.
        let is_part = first > run.start && !is_introduced && !self.0.opens_sentence(run.start);
        let is_place =
            PLACES.contains(&self.0.before(first)) || english::begins_town(self.0.folded(first));
        let is_thing = has_article && !has_origin;
        let is_person = begins
            && !is_thing
            && count <= LONGEST
            && !is_place
            && !is_part
            && !self.0.words[last].is_stop_word;
        is_person.then(|| (self.written(first, last), is_introduced))
    }

    /// Whether a capitalised word at the beginning of a sentence says nothing: «Drivers», «Yesterday».
    fn is_opening(&self, at: usize) -> bool {
        english::is_word(self.bare(at)) && !english::is_first_name(self.0.folded(at))
    }

    /// Whether a title, an office or a family word precedes a name, or a word that speakers follow.
    fn is_introduced(&self, at: usize) -> bool {
        let before = self.0.before(at);
        let is_titled = at > 0
            && is_short_title(self.0.folded(at - 1))
            && self.0.between(at).is_some_and(is_point);
        english::is_role(before)
            || english::is_kin(before)
            || english::is_speech(before)
            || is_titled
    }

    /// Whether a word may be part of a name.
    fn is_capitalised(&self, at: usize) -> bool {
        let Some(word) = self.0.words.get(at) else {
            return false;
        };
        let written = self.0.text.get(word.range.clone()).unwrap_or_default();
        word.is_capitalised
            && written.chars().all(|c| is_latin(c) || c == '’')
            && (capitals(written) < 2 || is_initial(&word.folded))
            && !is_month_or_weekday(&word.folded)
            && !self.is_country(word)
    }

    /// Whether a word begins in the name of a country: «Russia’s» does.
    fn is_country(&self, word: &Word) -> bool {
        let mut countries = self.0.countries().iter();
        countries.any(|range| range.start <= word.range.start && word.range.start < range.end)
    }

    /// Whether a word belongs to the one before it: a space between, or the point of an initial.
    fn joins(&self, at: usize) -> bool {
        let is_after_initial = || {
            at > 0 && (is_initial(self.0.folded(at - 1)) || is_short_title(self.0.folded(at - 1)))
        };
        self.0
            .between(at)
            .is_some_and(|gap| is_space(gap) || gap == "-" || is_point(gap) && is_after_initial())
    }

    /// A name as written, without «’s».
    fn written(&self, first: usize, last: usize) -> String {
        let written = self.0.name(first, last);
        let bare = written.strip_suffix("’s").or(written.strip_suffix("'s"));
        bare.map(str::to_owned).unwrap_or(written)
    }

    /// A folded word without «’s».
    fn bare(&self, at: usize) -> &str {
        let folded = self.0.folded(at);
        folded.strip_suffix("'s").unwrap_or(folded)
    }
}
