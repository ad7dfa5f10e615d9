//! Recognises names in an English text: runs of capitalised words.

use std::collections::HashSet;
use std::ops::Range;

use crate::analyzer::{self, Word};
use crate::excerpt::Passage;
use crate::lexicon::dates::is_month_or_weekday;
use crate::lexicon::english;
use crate::lexicon::initials::{is_initial, is_short_title};
use crate::lexicon::mentions::{self, Case};
use crate::lexicon::spaces::{self, is_space};
use crate::people::person::is_particle;

use super::scanner::{capitals, is_latin, is_point};

/// Prepositions of place: «in Milton Keynes».
const PLACES: [&str; 7] = ["across", "at", "in", "near", "on", "outside", "through"];

/// Articles, which precede the name of a thing: «the Ashford Players».
const ARTICLES: [&str; 3] = ["a", "an", "the"];

/// Endings of adjectives of origin: «the Norwegian Anna Berg».
const ORIGINS: [&str; 4] = ["ese", "ian", "ish", "can"];

/// The most words of a name.
const LONGEST: usize = 5;

/// Returns the names in a passage, with single spaces between their words, and whether a title precedes each.
pub(super) fn names(passage: &Passage, sources: &HashSet<String>) -> Vec<(String, bool)> {
    let text = passage.text();
    let mentions = mentions::mentions(text, Case::Strict).into_iter();
    let scanner = Scanner {
        text,
        words: analyzer::words(text),
        countries: mentions.map(|mention| mention.range).collect(),
        sources,
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < scanner.words.len() {
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

/// A passage that is searched for names. All indices are those of words.
struct Scanner<'t> {
    text: &'t str,
    words: Vec<Word>,
    countries: Vec<Range<usize>>,
    sources: &'t HashSet<String>,
}

impl Scanner<'_> {
    /// The index after the last word of a run of capitalised words, with particles between: «Ludwig van Dam».
    fn end_of_run(&self, first: usize) -> usize {
        let mut end = first + 1;
        while end < self.words.len() {
            let particles = (end..self.words.len())
                .take_while(|at| is_particle(self.folded(*at)) && self.joins(*at))
                .count();
            let next = end + particles;
            if !self.is_capitalised(next) || !self.joins(next) || self.ends_in_possessive(end - 1) {
                break;
            }
            end = next + 1;
        }
        end
    }

    /// Returns the name in a run of capitalised words, and whether a title precedes it.
    fn name(&self, run: Range<usize>) -> Option<(String, bool)> {
        let last = run.end.checked_sub(1)?;
        if english::is_thing(self.bare(last)) || run.clone().any(|at| self.is_of_thing(at)) {
            return None;
        }
        // «Defence Secretary John Healey», «Mr Harding»
        let title = run
            .clone()
            .rev()
            .find(|at| english::is_role(self.folded(*at)));
        let mut first = match title {
            Some(title) if title < last => title + 1,
            // «Stephen King»
            Some(title) if title == run.start => return None,
            _ => run.start,
        };
        let is_introduced = first > run.start || self.is_introduced(first);
        let is_open = |at: usize| !is_introduced && self.opens_sentence(at);
        while first < last && (self.is_stop_word(first) || is_open(first) && self.is_opening(first))
        {
            first += 1;
        }
        let has_article = ARTICLES.contains(&self.before(first));
        let has_origin =
            last - first >= 2 && ORIGINS.iter().any(|end| self.folded(first).ends_with(end));
        if has_origin {
            first += 1;
        }
        let count = last + 1 - first;
        let begins = is_introduced
            || is_initial(self.folded(first))
            || english::is_first_name(self.folded(first))
            || !english::is_word(self.bare(first));
        // «York Times» is a part of something.
        let is_part = first > run.start && !is_introduced && !self.opens_sentence(run.start);
        let is_place =
            PLACES.contains(&self.before(first)) || english::begins_town(self.folded(first));
        let is_thing = has_article && !has_origin;
        let is_person = begins
            && !is_thing
            && count <= LONGEST
            && !is_place
            && !is_part
            && !self.is_stop_word(last);
        is_person.then(|| (self.written(first, last), is_introduced))
    }

    /// Whether a capitalised word at the beginning of a sentence says nothing: «Drivers», «Yesterday».
    fn is_opening(&self, at: usize) -> bool {
        english::is_word(self.bare(at)) && !english::is_first_name(self.folded(at))
    }

    /// Whether a title, an office or a family word precedes a name, or a word that speakers follow.
    fn is_introduced(&self, at: usize) -> bool {
        let before = self.before(at);
        let is_titled =
            at > 0 && is_short_title(self.folded(at - 1)) && self.between(at).is_some_and(is_point);
        english::is_role(before)
            || english::is_kin(before)
            || english::is_speech(before)
            || is_titled
    }

    /// Whether a word may be part of a name.
    fn is_capitalised(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else {
            return false;
        };
        let written = self.text.get(word.range.clone()).unwrap_or_default();
        word.is_capitalised
            && written.chars().all(|c| is_latin(c) || c == '’')
            && (capitals(written) < 2 || is_initial(&word.folded))
            && !is_month_or_weekday(&word.folded)
            && !self.is_country(word)
    }

    fn is_country(&self, word: &Word) -> bool {
        let mut countries = self.countries.iter();
        countries.any(|range| range.start <= word.range.start && word.range.start < range.end)
    }

    /// Whether a word is one of the names of the article's sources.
    fn is_of_thing(&self, at: usize) -> bool {
        self.sources.contains(self.bare(at))
    }

    fn is_stop_word(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.is_stop_word)
    }

    /// Whether a word belongs to the one before it: a space between, or the point of an initial.
    fn joins(&self, at: usize) -> bool {
        let is_after_initial =
            || at > 0 && (is_initial(self.folded(at - 1)) || is_short_title(self.folded(at - 1)));
        self.between(at)
            .is_some_and(|gap| is_space(gap) || gap == "-" || is_point(gap) && is_after_initial())
    }

    fn opens_sentence(&self, at: usize) -> bool {
        let start = self.words.get(at).map_or(0, |word| word.range.start);
        let before = self.text.get(..start).unwrap_or_default().trim_end();
        before.is_empty() || before.ends_with(['.', '?', '!', ':', '‘', '“', '"'])
    }

    /// The word right before an index, folded; empty if more than a space stands between.
    fn before(&self, at: usize) -> &str {
        match at.checked_sub(1) {
            Some(before) if self.between(at).is_some_and(is_space) => self.folded(before),
            _ => "",
        }
    }

    fn between(&self, at: usize) -> Option<&str> {
        let before = self.words.get(at.checked_sub(1)?)?;
        self.text
            .get(before.range.end..self.words.get(at)?.range.start)
    }

    /// A name as written, without «’s» and with the point of a final initial.
    fn written(&self, first: usize, last: usize) -> String {
        let (Some(first), Some(end)) = (self.words.get(first), self.words.get(last)) else {
            return String::new();
        };
        let rest = self.text.get(end.range.end..).unwrap_or_default();
        let has_point =
            is_initial(&end.folded) && rest.starts_with('.') && first.range != end.range;
        let written = self
            .text
            .get(first.range.start..end.range.end + usize::from(has_point));
        let written = spaces::squeezed(written.unwrap_or_default());
        let bare = written.strip_suffix("’s").or(written.strip_suffix("'s"));
        bare.map(str::to_owned).unwrap_or(written)
    }

    fn ends_in_possessive(&self, at: usize) -> bool {
        self.folded(at).ends_with("'s")
    }

    /// A folded word without «’s».
    fn bare(&self, at: usize) -> &str {
        let folded = self.folded(at);
        folded.strip_suffix("'s").unwrap_or(folded)
    }

    /// A folded word; empty if there is none.
    fn folded(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.folded.as_str())
    }
}
