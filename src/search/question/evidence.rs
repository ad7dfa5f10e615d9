//! How well each sentence of a passage matches the terms of a question.
//!
//! A passage is analysed once, when a question first needs it. The result has hashes and flags, not words.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::OnceLock;

use crate::excerpt::Passage;
use crate::lexicon::gazetteer::Country;
use crate::lexicon::mentions::{self, Case, MentionKind};
use crate::search::index::field::Field;
use crate::search::index::lead_ins;

use super::answer_type::AnswerType;
use super::contains::contains;
use super::term::Term;
use crate::analyzer;

/// The analysis of a passage.
#[derive(Debug)]
pub(crate) struct PassageEvidence {
    /// The sentences, in order.
    pub(crate) sentences: Vec<SentenceEvidence>,
    /// The terms of the section's name and of the passage's lead-in.
    section: TermHashes,
    /// The countries that the section is about.
    section_countries: Vec<Country>,
}

/// The analysis of a sentence.
#[derive(Debug)]
pub(crate) struct SentenceEvidence {
    /// Its bytes of the passage's text.
    pub(crate) range: Range<usize>,
    terms: TermHashes,
    countries: Vec<Country>,
    /// Whether it contains each kind of answer, computed when first needed.
    contains: [OnceLock<bool>; AnswerType::KINDS],
}

/// Hashes of terms with their field, sorted.
#[derive(Debug, Default)]
struct TermHashes(Vec<u64>);

impl TermHashes {
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

    /// How well a term matches, 0 to 1.
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
    pub(crate) fn of(passage: &Passage) -> Self {
        let section = passage.paragraph().section();
        let mentions = mentions::mentions(section, Case::Strict);
        let leading = lead_ins::leading_to(passage);
        let above = leading.as_ref().map_or("", Passage::text);
        Self {
            sentences: passage
                .sentences()
                .iter()
                .map(|range| SentenceEvidence::of(passage, range.clone()))
                .collect(),
            section: TermHashes::of(&format!("{section}\n{above}")),
            section_countries: mentions.iter().map(|mention| mention.country).collect(),
        }
    }

    /// How well a term matches the passage or the name of its section, 0 to 1.
    pub(crate) fn fit(&self, term: &Term) -> f64 {
        let in_text = self
            .sentences
            .iter()
            .map(|sentence| sentence.fit(term))
            .fold(0.0, f64::max);
        in_text.max(self.section_fit(term))
    }

    /// How well a term matches the name of the section, 0 to 1.
    pub(crate) fn section_fit(&self, term: &Term) -> f64 {
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
        let text = passage.text_at(&range);
        let mentions = mentions::mentions(text, Case::Strict);
        let named = mentions
            .iter()
            .filter(|mention| mention.kind != MentionKind::Capital);
        Self {
            terms: TermHashes::of(text),
            countries: named.map(|mention| mention.country).collect(),
            contains: Default::default(),
            range,
        }
    }

    /// How well a term matches the sentence, 0 to 1; a country also by its adjective or inhabitants.
    pub(crate) fn fit(&self, term: &Term) -> f64 {
        const RELATED: f64 = 0.9;
        let by_country = term
            .country
            .is_some_and(|country| self.countries.contains(&country));
        self.terms
            .fit(term)
            .max(if by_country { RELATED } else { 0.0 })
    }

    /// Whether the sentence contains this kind of answer. `None` if any sentence may answer.
    pub(crate) fn contains(&self, answer_type: AnswerType, passage: &Passage) -> Option<bool> {
        let is_here = &self.contains[answer_type as usize];
        let is_here = || *is_here.get_or_init(|| contains(answer_type, passage, &self.range));
        match answer_type {
            AnswerType::Other => None,
            // An article may confirm something without «ja».
            AnswerType::Confirmation => is_here().then_some(true),
            _ => Some(is_here()),
        }
    }
}
