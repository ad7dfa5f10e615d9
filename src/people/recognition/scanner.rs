//! Reads a passage for names of people: where a name begins, and where it ends.

use std::cell::OnceCell;
use std::ops::Range;

use super::ArticleWords;
use crate::analyzer::{self, Word};
use crate::article::Kind;
use crate::excerpt::Passage;
use crate::lexicon::gazetteer;
use crate::lexicon::initials::{is_initial, is_short_title};
use crate::lexicon::mentions::{self, Case};
use crate::lexicon::roles::is_role;
use crate::lexicon::spaces::{self, is_space};
use crate::lexicon::things::{is_noun_for_thing, is_thing};
use crate::lexicon::{compounds, inflection};
use crate::people::person::is_particle;

/// Words before a speaker's name.
const SPEAKS: [&str; 3] = ["aldus", "zei", "volgens"];

/// Words for family and friends before a name: «haar zoon Nigel».
#[rustfmt::skip]
const KIN: [&str; 28] = [
    "broer", "buurman", "buurvrouw", "collega", "dochter", "echtgenoot", "echtgenote", "kleindochter", "kleinzoon", "man",
    "moeder", "neef", "nicht", "oma", "oom", "opa", "partner", "stiefvader", "stiefmoeder", "tante", "vader", "vriend", "vriendin", "vrouw",
    "weduwe", "zoon", "zus", "zusje",
];

/// Longer first names that are ordinary Dutch words too.
#[rustfmt::skip]
const FIRST_NAMES: [&str; 14] = [
    "august", "augustus", "benjamin", "christen", "jasmijn", "madelief", "margriet", "marijn", "rozemarijn", "sterre", "linde",
    "valentijn", "violet", "victoria",
];

/// The longest first name that may be any ordinary Dutch word, in letters: «Bas», «Fleur».
const LONGEST_FIRST_NAME: usize = 5;

/// The words of a passage. It is read twice.
pub(super) struct PassageWords {
    words: Vec<Word>,
    /// Where it names countries, computed on first use.
    countries: OnceCell<Vec<Range<usize>>>,
}

impl PassageWords {
    pub(super) fn of(passage: &Passage) -> Self {
        Self {
            words: analyzer::words(passage.text()),
            countries: OnceCell::new(),
        }
    }
}

/// A passage that is searched for names. All indices are those of words.
pub(super) struct NameScanner<'t> {
    pub(super) text: &'t str,
    pub(super) words: &'t [Word],
    countries: &'t OnceCell<Vec<Range<usize>>>,
    pub(super) known: &'t ArticleWords<'t>,
    pub(super) is_caption: bool,
}

impl<'t> NameScanner<'t> {
    pub(super) fn of(
        passage: &'t Passage,
        words: &'t PassageWords,
        known: &'t ArticleWords<'t>,
    ) -> Self {
        Self {
            text: passage.text(),
            words: &words.words,
            countries: &words.countries,
            known,
            is_caption: passage.paragraph().kind() == Kind::Caption,
        }
    }

    /// Returns the sequences of capitalised words that may be names, with single spaces between, and whether a title
    /// precedes each.
    pub(super) fn names(&self) -> Vec<(String, bool)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            if self.is_credit(at) || !self.begins(at) {
                at += 1;
                continue;
            }
            let is_introduced = self.is_introduced(at);
            let last = self.last_of(at, is_introduced);
            let first = self.after_origin(at, last);
            let is_nobody = self.is_nobody(at, first, last, is_introduced);
            if !is_nobody {
                found.push((self.name(first, last), is_introduced));
            }
            at = last + 1;
        }
        found
    }

    /// Returns a name as written, including the point of a final initial.
    pub(super) fn name(&self, first: usize, last: usize) -> String {
        let (start, end) = (self.words[first].range.start, self.words[last].range.end);
        let rest = self.text.get(end..).unwrap_or_default();
        let has_point = first < last && is_initial(self.folded(last)) && rest.starts_with('.');
        let written = self.text.get(start..end + usize::from(has_point));
        spaces::squeezed(written.unwrap_or_default())
    }

    /// Returns the word right before an index, folded; empty if more than a space stands between.
    pub(super) fn before(&self, at: usize) -> &str {
        match at.checked_sub(1) {
            Some(before) if self.follows(at) => self.folded(before),
            _ => "",
        }
    }

    /// Whether a title, an office, a family word or a word before speakers precedes a name.
    pub(super) fn is_introduced(&self, at: usize) -> bool {
        let before = self.before(at);
        let is_titled = || {
            let title = at.checked_sub(1).map_or("", |before| self.folded(before));
            is_short_title(title) && self.between(at).is_some_and(is_point)
        };
        is_role(before) || SPEAKS.contains(&before) || KIN.contains(&before) || is_titled()
    }

    /// Whether a name begins here.
    pub(super) fn begins(&self, at: usize) -> bool {
        // «De Vries» is a name inside a sentence; at its beginning «De» may be an article.
        let may_open = !(self.words[at].is_stop_word && self.opens_sentence(at));
        if is_initial(self.folded(at)) {
            self.begins_with_initials(at)
        } else {
            let is_noun = is_noun_for_thing(self.folded(at));
            may_open && !is_noun && (self.is_namelike(at) || self.is_given_name(at))
        }
    }

    /// «Armen» is an ordinary word, but inside a sentence and before a name it is a first name. So is «Bas» after a
    /// title and before «Kuipers», which is ordinary too.
    pub(super) fn is_given_name(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |before| self.folded(before));
        let is_followed = || {
            (self.may_be_first_name(at) || self.is_introduced(at))
                && (self
                    .next_of_name(at, |next| self.is_namelike(next))
                    .is_some()
                    || self.surname_after_particle(at).is_some())
        };
        let is_titled = || {
            is_role(before)
                && self.follows(at)
                && self.is_short_name(at)
                && self.follows(at + 1)
                && self.may_be_surname(at + 1)
        };
        !self.opens_sentence(at)
            && !is_role(self.folded(at))
            && !self.words[at].is_stop_word
            && self.may_be_name(at)
            && !is_thing(self.folded(at))
            && !self.is_inside_thing(at)
            && (is_followed()
                || matches!(before, "aldus" | "zei")
                || KIN.contains(&before) && self.follows(at) && self.is_short_name(at)
                || is_titled())
    }

    /// Returns the index of the last word of the name that begins here.
    pub(super) fn last_of(&self, first: usize, is_introduced: bool) -> usize {
        // «Rector Henk Blokland»: elsewhere «Blokland» is an ordinary word. A title follows no name, except as a
        // surname: «Joris Schrijver» needs no introduction.
        let goes_on = |at: usize| {
            // The name of a country that is not meant here is a surname: «Joris Spanje».
            self.is_namelike(at)
                || (is_introduced
                    || is_role(self.folded(at))
                    || gazetteer::is_spoken(self.folded(at)))
                    && self.may_be_surname(at)
        };
        let mut last = first;
        if is_initial(self.folded(first)) {
            last = self.surname_after_initials(first).unwrap_or(first);
        }
        while let Some(next) = self
            .surname_after_middle_initial(last)
            .or_else(|| self.next_of_name(last, goes_on))
            .or_else(|| self.surname_after_particle(last))
        {
            last = next;
        }
        last
    }

    /// Returns the next word of a name: capitalised and adjacent, perhaps with particles between.
    pub(super) fn next_of_name(
        &self,
        last: usize,
        goes_on: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        for next in last + 1..self.words.len() {
            let gap = self.between(next)?;
            if !is_space(gap) && gap != "-" {
                return None;
            }
            if !is_particle(self.folded(next)) {
                let is_joined = gap == "-" && self.may_be_surname(next);
                return (is_joined || goes_on(next)).then_some(next);
            }
        }
        None
    }

    /// Returns the index of a capitalised word after «de», «der», «den», «ten» or «ter», itself right after a name,
    /// perhaps with «van» between: «Piet de Boer». An ordinary word is a surname there.
    pub(super) fn surname_after_particle(&self, last: usize) -> Option<usize> {
        let van = usize::from(self.words.get(last + 1)?.folded == "van");
        let particle = last + 1 + van;
        let is_particle = matches!(
            self.words.get(particle)?.folded.as_str(),
            "de" | "der" | "den" | "ten" | "ter"
        );
        let surname = self.words.get(particle + 1)?;
        let is_adjacent = self
            .text
            .get(self.words[last].range.end..surname.range.start)?
            .chars()
            .all(|c| c.is_whitespace() || c.is_alphabetic() || c == '-');
        let is_name = self.may_be_name(particle + 1) && !self.is_title(particle + 1);
        (is_particle && is_adjacent && is_name).then_some(particle + 1)
    }

    /// Whether an ordinary word may be a first name: it is short, or one of [`FIRST_NAMES`].
    pub(super) fn may_be_first_name(&self, at: usize) -> bool {
        let word = self.folded(at);
        word.chars().count() <= LONGEST_FIRST_NAME
            || FIRST_NAMES.contains(&word)
            || word.ends_with("tje")
    }

    pub(super) fn may_be_name(&self, at: usize) -> bool {
        let word = &self.words[at];
        let written = self.text.get(word.range.clone()).unwrap_or_default();
        let is_abbreviation = capitals(written) > 1;
        word.is_capitalised
            && written.chars().all(is_latin)
            && !is_abbreviation
            && !self.is_country(word)
            && !self.known.sources.contains(&word.folded)
    }

    fn is_country(&self, word: &Word) -> bool {
        let mut countries = self.countries().iter();
        countries.any(|range| range.start <= word.range.start && word.range.end <= range.end)
    }

    /// Where the passage names countries.
    pub(super) fn countries(&self) -> &[Range<usize>] {
        self.countries.get_or_init(|| {
            let mentions = mentions::mentions(self.text, Case::Strict);
            mentions.into_iter().map(|mention| mention.range).collect()
        })
    }

    pub(super) fn is_namelike(&self, at: usize) -> bool {
        at < self.words.len() && self.may_be_name(at) && !is_ordinary(self.folded(at))
    }

    pub(super) fn may_be_surname(&self, at: usize) -> bool {
        at < self.words.len()
            && self.may_be_name(at)
            && !self.words[at].is_stop_word
            && !self.is_title(at)
    }

    /// Whether it is short enough for a first name and no adjective: «Hoge».
    pub(super) fn is_short_name(&self, at: usize) -> bool {
        let word = self.folded(at);
        word.chars().count() <= LONGEST_FIRST_NAME && !word.ends_with('e')
    }

    /// Whether it is the title of the name after it: «Prins Bernhard». In «Marieke Prins» it is a surname.
    pub(super) fn is_title(&self, at: usize) -> bool {
        is_role(self.folded(at)) && self.is_followed_by_capital(at)
    }

    pub(super) fn is_followed_by_capital(&self, at: usize) -> bool {
        let next = self.words.get(at + 1);
        next.is_some_and(|next| next.is_capitalised) && self.follows(at + 1)
    }

    pub(super) fn opens_sentence(&self, at: usize) -> bool {
        let before = self.text.get(..self.words[at].range.start);
        let before = before.unwrap_or_default().trim_end();
        before.is_empty() || before.ends_with(['.', '?', '!', ':', '‘', '“', '"'])
    }

    /// Whether only a space stands between a word and the one before it.
    pub(super) fn follows(&self, at: usize) -> bool {
        self.between(at).is_some_and(is_space)
    }

    /// The text between a word and the one before it.
    pub(super) fn between(&self, at: usize) -> Option<&'t str> {
        let before = self.words.get(at.checked_sub(1)?)?;
        self.text
            .get(before.range.end..self.words.get(at)?.range.start)
    }

    /// A folded word; empty if there is none.
    pub(super) fn folded(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.folded.as_str())
    }
}

/// Counts the capitals of a word, without the second one of «O’Brien», «McDonald» and «IJsbrand».
pub(super) fn capitals(written: &str) -> usize {
    let second = ["O’", "O'", "D’", "D'", "Mc", "Mac", "IJ"];
    let rest = second
        .iter()
        .find_map(|prefix| written.strip_prefix(prefix));
    match rest.filter(|rest| rest.len() > 1) {
        Some(rest) => rest.chars().skip(1).filter(|c| c.is_uppercase()).count(),
        None => written.chars().filter(|c| c.is_uppercase()).count(),
    }
}

/// Whether a gap is the point of an abbreviation, with or without a space after it.
pub(super) fn is_point(gap: &str) -> bool {
    gap.strip_prefix('.')
        .is_some_and(|rest| rest.trim().is_empty())
}

/// Whether a letter belongs to the alphabet of Dutch names.
pub(super) fn is_latin(c: char) -> bool {
    !c.is_alphabetic() || c < '\u{250}'
}

/// Whether a word is ordinary Dutch, inflected or compounded, and so no name.
pub(super) fn is_ordinary(folded: &str) -> bool {
    inflection::is_inflected(folded) || !compounds::split(folded).is_empty()
}
