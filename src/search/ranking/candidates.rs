//! Candidates: the passages that the index and the vectors give for a question.

use super::weights::field;
use crate::article::{Article, Kind};
use crate::excerpt::Passage;
use crate::lexicon::mentions::MentionKind;
use crate::search::engine::Engine;
use crate::search::index::field::Field;
use crate::search::index::lead_ins;
use crate::search::index::lexical::Wanted;
use crate::search::index::vectors::level::Level;
use crate::search::index::vectors::table::VectorTable;
use crate::search::learned::LearnedWeights;
use crate::search::model::Side;
use crate::search::question::preamble::without_preamble;
use crate::search::question::{Question, Term};

/// The most candidates that the index of words gives.
pub(super) const CANDIDATES: usize = 200;

/// Of at most so many passages all are candidates, whatever their words.
const COMPARED: usize = 2_000;

/// The number of nearest vectors that are candidates if there are more passages.
const NEAREST: usize = 50;

/// The most terms of a question that are looked up.
const LOOKED_UP: usize = 20;

/// A passage that may answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(super) number: usize,
    /// Its BM25 score as a share of the best one, lower for what is no running text.
    pub(super) lexical: f64,
    /// Its BM25 score as a share of the best one.
    pub(super) share: f64,
    /// The cosine similarity to the question; 0 without a model.
    pub(super) similarity: f64,
}

/// The vector of a question, and those that it is compared with.
pub(crate) struct EmbeddedQuestion<'a> {
    vectors: &'a VectorTable,
    /// The finest level of vectors that all passages have.
    level: Level,
    vector: Vec<f32>,
}

impl EmbeddedQuestion<'_> {
    /// The similarity of a passage.
    fn passage(&self, number: usize) -> f64 {
        self.vectors.passage(number, &self.vector)
    }

    /// The similarity of a sentence of a passage; that of the passage if not all sentences have vectors yet.
    pub(super) fn sentence(&self, number: usize, sentence: usize) -> f64 {
        match self.level {
            Level::Passage => self.passage(number),
            Level::Sentences => self.vectors.sentence(number, sentence, &self.vector),
        }
    }
}

impl Engine {
    /// Embeds a question to an article, or to all; `None` if it is answered by words alone.
    pub(crate) fn embedded(
        &self,
        question: &Question,
        article: Option<&Article>,
    ) -> Option<EmbeddedQuestion<'_>> {
        let model = self.model.as_ref()?;
        let (vectors, level) = self.vectors(article)?;
        let vector = model.embed(Side::Question, &without_preamble(&question.text));
        let vector = vector
            .inspect_err(|error| tracing::error!(%error, "a question cannot be embedded"))
            .ok()?;
        Some(EmbeddedQuestion {
            vectors,
            level,
            vector,
        })
    }

    /// The passages that may answer, the most promising first.
    pub(crate) fn candidates(
        &self,
        question: &Question,
        article: Option<&Article>,
        embedded: Option<&EmbeddedQuestion<'_>>,
        learned: &LearnedWeights,
    ) -> Vec<Candidate> {
        let scope = self.scope(article);
        let compares_all = embedded.is_some() && scope.len() <= COMPARED;
        let limit = if compares_all {
            scope.len()
        } else {
            CANDIDATES
        };
        let found = self.best(&wanted(question), article, limit);
        let best = f64::from(found.first().map_or(1.0, |found| found.1)).max(f64::MIN_POSITIVE);
        let candidate = |number: usize, score: f32| {
            let share = f64::from(score) / best;
            Candidate {
                number,
                lexical: share * prior(&self.passages[number]),
                share,
                similarity: embedded.map_or(0.0, |embedded| embedded.passage(number)),
            }
        };
        let mut candidates: Vec<Candidate> = found
            .iter()
            .map(|(number, score)| candidate(*number, *score))
            .collect();
        if embedded.is_some() {
            let mut is_found = vec![false; self.passages.len()];
            for candidate in &candidates {
                is_found[candidate.number] = true;
            }
            // Byline and sources answer only a question that has some of their words.
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
                others
                    .select_nth_unstable_by(NEAREST, |a, b| b.similarity.total_cmp(&a.similarity));
                others.truncate(NEAREST);
            }
            candidates.extend(others);
            let promise = |candidate: &Candidate| {
                let signals = [candidate.lexical, candidate.similarity, 0.0];
                learned.ranking.sum(&signals)
            };
            candidates.sort_by(|a, b| promise(b).total_cmp(&promise(a)));
        }
        if !question.is_search {
            // Lead-ins answer nothing, and what they lead to is found by their words too.
            candidates.retain(|one| lead_ins::led_to(&self.passages[one.number]).is_none());
        }
        candidates
    }

    /// The passages with the highest BM25 scores for these stems ([`Forms::porter`](crate::analyzer::Forms::porter)).
    pub(crate) fn best_by_stems(
        &self,
        stems: &[String],
        article: Option<&Article>,
    ) -> Vec<(&Passage, f32)> {
        let wanted = |stem: &String| Wanted {
            field: Field::Porter,
            term: stem.clone(),
            weight: 1.0,
        };
        let wanted: Vec<Wanted> = stems.iter().map(wanted).collect();
        let found = self.best(&wanted, article, CANDIDATES).into_iter();
        found
            .map(|(number, score)| (&self.passages[number], score))
            .collect()
    }

    /// The numbers of the passages with the highest BM25 scores.
    fn best(
        &self,
        wanted: &[Wanted],
        article: Option<&Article>,
        limit: usize,
    ) -> Vec<(usize, f32)> {
        let article = article.and_then(|article| self.article_number(article));
        let found = self.index.best(wanted, article, limit);
        let found = found.unwrap_or_else(|error| {
            tracing::error!(%error, "search failed");
            Vec::new()
        });
        let found = found.into_iter();
        found
            .filter_map(|(number, score)| Some((usize::try_from(number).ok()?, score)))
            .filter(|(number, _)| *number < self.passages.len())
            .collect()
    }
}

/// A factor for the scores of captions, byline and sources, which BM25 prefers because they are short.
fn prior(passage: &Passage) -> f64 {
    match passage.paragraph().kind() {
        Kind::Lede | Kind::Body => 1.0,
        Kind::Caption => 0.75,
        Kind::Byline | Kind::Sources => 0.5,
    }
}

pub(in crate::search) fn wanted(question: &Question) -> Vec<Wanted> {
    let mut wanted = Vec::new();
    let mut want = |field, term: &str, weight| {
        wanted.push(Wanted {
            field,
            term: term.to_owned(),
            weight,
        });
    };
    // Of a very long question the rarest terms decide anyway.
    let mut rarest: Vec<&Term> = question.terms.iter().collect();
    rarest.sort_by(|a, b| b.idf.total_cmp(&a.idf));
    for term in rarest.into_iter().take(LOOKED_UP) {
        want(Field::Word, &term.word, field::WORD);
        want(Field::Dutch, &term.forms.dutch, field::DUTCH);
        want(Field::Porter, &term.forms.porter, field::PORTER);
        want(Field::Section, &term.forms.dutch, field::SECTION);
        want(Field::Title, &term.forms.dutch, field::TITLE);
        for part in &term.forms.parts {
            want(Field::Part, part, field::PART);
        }
    }
    for (country, kind) in &question.countries {
        let by_name = if *kind == MentionKind::Capital {
            field::CAPITAL
        } else {
            field::COUNTRY
        };
        want(Field::Country, country.code(), by_name);
        want(Field::Section, country.code(), by_name);
        want(Field::Capital, country.code(), field::CAPITAL);
    }
    wanted
}
