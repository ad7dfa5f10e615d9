//! Candidates: which passages are worth a closer look, by their words and by their meaning.

use super::Engine;
use super::embedding::Side;
use super::essence::essence;
use super::learned::Learned;
use super::lexical::{Field, Wanted};
use super::printed;
use super::question::{Question, Term};
use super::vectors::Vectors;
use super::weights::Weights;
use crate::article::{Article, Kind};
use crate::excerpt::Passage;
use crate::lexicon::mentions::MentionKind;

/// The most candidates that the index of words gives.
pub(super) const CANDIDATES: usize = 200;

/// Up to how many passages all are candidates, whatever their words.
const COMPARED: usize = 2_000;

/// How many of the nearest in meaning are candidates where not all are.
const NEAREST: usize = 50;

/// The most terms of a question that are looked up.
const LOOKED_UP: usize = 20;

/// A passage that may answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(super) number: usize,
    /// The index's score, 1 for the best candidate, less for what is no running text.
    pub(super) lexical: f64,
    /// The same, whatever kind of text it is.
    pub(super) share: f64,
    /// How near it is to the question in meaning, a cosine; 0 without a model.
    pub(super) meaning: f64,
}

/// A question as a model reads it, and what it is compared with.
pub(crate) struct Meaning<'a> {
    pub(super) vectors: &'a Vectors,
    pub(super) question: Vec<f32>,
}

impl Engine {
    /// What a question to all articles or to one means; `None` if the search goes by words alone.
    pub(crate) fn meaning(
        &self,
        question: &Question,
        article: Option<&Article>,
    ) -> Option<Meaning<'_>> {
        let model = self.model.as_ref()?;
        let vectors = self.vectors(article)?;
        let embedded = model.embed(Side::Question, &essence(&question.text));
        let question = embedded
            .inspect_err(|error| tracing::error!(%error, "a question cannot be embedded"))
            .ok()?;
        Some(Meaning { vectors, question })
    }

    /// The passages that are worth a closer look, the most promising first.
    pub(crate) fn candidates(
        &self,
        question: &Question,
        article: Option<&Article>,
        meaning: Option<&Meaning<'_>>,
        learned: &Learned,
    ) -> Vec<Candidate> {
        let scope = self.scope(article);
        let compares_all = meaning.is_some() && scope.len() <= COMPARED;
        let limit = if compares_all {
            scope.len()
        } else {
            CANDIDATES
        };
        let wanted = wanted(question, &Weights::TUNED);
        let number = article.and_then(|article| self.number_of(article));
        let found = self
            .index
            .best(&wanted, number, limit)
            .unwrap_or_else(|error| {
                tracing::error!(%error, "search failed");
                Vec::new()
            });
        let best = f64::from(found.first().map_or(1.0, |found| found.1)).max(f64::MIN_POSITIVE);
        let candidate = |number: usize, score: f32| {
            let share = f64::from(score) / best;
            Candidate {
                number,
                lexical: share * prior(&self.passages[number]),
                share,
                meaning: meaning.map_or(0.0, |meaning| {
                    meaning.vectors.passage(number, &meaning.question)
                }),
            }
        };
        let mut candidates: Vec<Candidate> = found
            .iter()
            .filter_map(|(number, score)| Some((usize::try_from(*number).ok()?, *score)))
            .filter(|(number, _)| *number < self.passages.len())
            .map(|(number, score)| candidate(number, score))
            .collect();
        if meaning.is_some() {
            let mut is_found = vec![false; self.passages.len()];
            for candidate in &candidates {
                is_found[candidate.number] = true;
            }
            // What tells where the text comes from is no answer to a question that has none of its words.
            let is_text = |number: &usize| {
                !matches!(
                    self.passages[*number].paragraph().kind(),
                    Kind::Byline | Kind::Sources
                )
            };
            let mut others: Vec<Candidate> = scope
                .filter(|number| !is_found[*number])
                .filter(is_text)
                .map(|number| candidate(number, 0.0))
                .collect();
            if !compares_all && others.len() > NEAREST {
                others.select_nth_unstable_by(NEAREST, |a, b| b.meaning.total_cmp(&a.meaning));
                others.truncate(NEAREST);
            }
            candidates.extend(others);
            let promise = |candidate: &Candidate| {
                learned
                    .ranking
                    .of(&[candidate.lexical, candidate.meaning, 0.0])
            };
            candidates.sort_by(|a, b| promise(b).total_cmp(&promise(a)));
        }
        if !question.is_search {
            // A printed question answers nothing; what it leads to has its words too.
            candidates.retain(|one| printed::led_to(&self.passages[one.number]).is_none());
        }
        candidates
    }
}

/// Captions, byline and sources line are short, which BM25 takes for a merit.
fn prior(passage: &Passage) -> f64 {
    match passage.paragraph().kind() {
        Kind::Lede | Kind::Body => 1.0,
        Kind::Caption => 0.75,
        Kind::Byline | Kind::Sources => 0.5,
    }
}

/// The terms that are looked up: of a very long question the rarest, which decide anyway.
fn rarest(terms: &[Term]) -> Vec<&Term> {
    let mut rarest: Vec<&Term> = terms.iter().collect();
    rarest.sort_by(|a, b| b.idf.total_cmp(&a.idf));
    rarest.truncate(LOOKED_UP);
    rarest
}

fn wanted(question: &Question, weights: &Weights) -> Vec<Wanted> {
    let mut wanted = Vec::new();
    let mut want = |field, term: &str, weight| {
        wanted.push(Wanted {
            field,
            term: term.to_owned(),
            weight,
        });
    };
    for term in rarest(&question.terms) {
        want(Field::Word, &term.word, weights.word);
        want(Field::Dutch, &term.forms.dutch, weights.dutch);
        want(Field::Porter, &term.forms.porter, weights.porter);
        want(Field::Section, &term.forms.dutch, weights.section);
        want(Field::Title, &term.forms.dutch, weights.title);
        for part in &term.forms.parts {
            want(Field::Part, part, weights.part);
        }
    }
    for (country, kind) in &question.countries {
        let by_name = if *kind == MentionKind::Capital {
            weights.capital
        } else {
            weights.country
        };
        want(Field::Country, country.code(), by_name);
        want(Field::Section, country.code(), by_name);
        want(Field::Capital, country.code(), weights.capital);
    }
    wanted
}
