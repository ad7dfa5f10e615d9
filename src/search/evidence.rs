//! Evidence: what each sentence of a passage has to say to a question.
//!
//! A passage is analysed once, when a question first comes near it. What is kept are hashes and flags, not words.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::OnceLock;

use crate::excerpt::Passage;
use crate::lexicon::gazetteer::Country;
use crate::lexicon::mentions::{self, Case, MentionKind};

use super::holds::holds;
use super::intent::Wants;
use super::lexical::Field;
use super::printed;
use super::question::Term;
use crate::analyzer;

/// What is known of a passage's sentences.
#[derive(Debug)]
pub(super) struct PassageEvidence {
    /// The sentences, in order.
    pub(super) sentences: Vec<SentenceEvidence>,
    /// The terms of the section's name, and of the line that leads to the passage.
    section: Terms,
    /// The countries that the section is about.
    section_countries: Vec<Country>,
}

/// What is known of a sentence.
#[derive(Debug)]
pub(super) struct SentenceEvidence {
    /// Where it stands, in bytes of the passage's text.
    pub(super) range: Range<usize>,
    terms: Terms,
    countries: Vec<Country>,
    /// Whether it has what a question may want, worked out when one first does.
    has: [OnceLock<bool>; Wants::KINDS],
}

/// Hashes of terms with their field, sorted.
#[derive(Debug, Default)]
struct Terms(Vec<u64>);

impl Terms {
    fn of(text: &str) -> Self {
        let mut hashes = Vec::new();
        for word in analyzer::words(text) {
            if !word.is_stop_word {
                let forms = analyzer::forms_of_text(&word.folded);
                hashes.push(hash(Field::Dutch, &forms.dutch));
                hashes.push(hash(Field::Porter, &forms.porter));
                let parts = forms.parts.iter().chain(&forms.inner_parts);
                hashes.extend(parts.map(|part| hash(Field::Part, part)));
            }
            hashes.push(hash(Field::Word, &word.folded));
        }
        hashes.sort_unstable();
        hashes.dedup();
        Self(hashes)
    }

    fn has(&self, field: Field, term: &str) -> bool {
        self.0.binary_search(&hash(field, term)).is_ok()
    }

    /// How well a term occurs here, 0 to 1.
    fn fit(&self, term: &Term) -> f64 {
        const STEM: f64 = 0.95;
        const PARTS: f64 = 0.6;
        if self.has(Field::Word, &term.word) {
            return 1.0;
        }
        if self.has(Field::Dutch, &term.forms.dutch) || self.has(Field::Porter, &term.forms.porter)
        {
            return STEM;
        }
        let parts = &term.forms.parts;
        let found = parts
            .iter()
            .filter(|part| self.has(Field::Part, part))
            .count();
        #[expect(clippy::cast_precision_loss, reason = "a word has few parts")]
        let share = found as f64 / parts.len().max(1) as f64;
        PARTS * share
    }
}

fn hash(field: Field, term: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (field as u8).hash(&mut hasher);
    term.hash(&mut hasher);
    hasher.finish()
}

impl PassageEvidence {
    /// Analyses a passage.
    pub(super) fn of(passage: &Passage) -> Self {
        let section = passage.paragraph().section();
        let mentions = mentions::mentions(section, Case::Strict);
        let leading = printed::leading_to(passage);
        let above = leading.as_ref().map_or("", Passage::text);
        Self {
            sentences: passage
                .sentences()
                .iter()
                .map(|range| SentenceEvidence::of(passage, range.clone()))
                .collect(),
            section: Terms::of(&format!("{section}\n{above}")),
            section_countries: mentions.iter().map(|mention| mention.country).collect(),
        }
    }

    /// How well a term occurs in the passage: in its text, or in the name of its section.
    pub(super) fn fit(&self, term: &Term) -> f64 {
        let in_text = self
            .sentences
            .iter()
            .map(|sentence| sentence.fit(term))
            .fold(0.0, f64::max);
        in_text.max(self.section_fit(term))
    }

    /// How well a term occurs in the name of the section.
    pub(super) fn section_fit(&self, term: &Term) -> f64 {
        if term
            .country
            .is_some_and(|country| self.section_countries.contains(&country))
        {
            return 1.0;
        }
        self.section.fit(term)
    }
}

impl SentenceEvidence {
    fn of(passage: &Passage, range: Range<usize>) -> Self {
        let text = passage.text().get(range.clone()).unwrap_or_default();
        let mentions = mentions::mentions(text, Case::Strict);
        let named = mentions
            .iter()
            .filter(|mention| mention.kind != MentionKind::Capital);
        Self {
            terms: Terms::of(text),
            countries: named.map(|mention| mention.country).collect(),
            has: Default::default(),
            range,
        }
    }

    /// How well a term occurs in the sentence, 0 to 1; a country also by its adjective or inhabitants.
    pub(super) fn fit(&self, term: &Term) -> f64 {
        const RELATED: f64 = 0.9;
        let by_country = term
            .country
            .is_some_and(|country| self.countries.contains(&country));
        self.terms
            .fit(term)
            .max(if by_country { RELATED } else { 0.0 })
    }

    /// Whether the sentence has what a question wants. None where any sentence would do.
    pub(super) fn has(&self, wants: Wants, passage: &Passage) -> Option<bool> {
        let has = || *self.has[wants as usize].get_or_init(|| holds(wants, passage, &self.range));
        match wants {
            Wants::Other => None,
            // An article confirms without saying «ja» too.
            Wants::Confirmation => has().then_some(true),
            _ => Some(has()),
        }
    }
}
