//! One order and one confidence: the index's scores, the evidence of the sentences, and how far they agree.

use std::collections::HashMap;
use std::ops::Range;

use crate::article::{Article, Kind};
use crate::excerpt::Passage;
use crate::lexicon::mentions::MentionKind;

use super::Engine;
use super::agreement::{Agreement, agreement};
use super::lexical::{Field, Wanted};
use super::objection::objects;
use super::question::{Question, Term};
use super::weights::Weights;

/// The most candidates that the index gives.
pub const CANDIDATES: usize = 200;

/// The most confidence in a sentence from which something is missing that the question names: it may come near, no more.
const DOUBTFUL: f64 = 0.4;

/// The most terms of a question that are looked up.
const LOOKED_UP: usize = 20;

/// Of how many candidates the sentences are weighed where one answer is wanted.
pub const WEIGHED: usize = 10;

/// A passage that may answer a question.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The passage.
    pub passage: Passage,
    /// The sentence of it that answers best, in bytes of its text.
    pub sentence: Range<usize>,
    /// How good it is. Ranks within one question only.
    pub score: f64,
}

/// What was found for a question.
#[derive(Clone, Debug)]
pub struct Ranking {
    /// The passages, best first.
    pub hits: Vec<Hit>,
    /// How probable it is that the first hit answers the question, 0 to 1.
    pub confidence: f64,
}

impl Engine {
    /// The passages that may answer a question, best first, of all articles or of one. The sentences of the `most` best
    /// candidates are weighed; of those behind them the first sentence stands in.
    #[must_use]
    pub fn rank(&self, question: &Question, article: Option<&Article>, most: usize) -> Ranking {
        let wanted = wanted(question, &Weights::TUNED);
        let article = article.and_then(|article| self.number_of(article));
        let candidates = self
            .index
            .best(&wanted, article, CANDIDATES)
            .unwrap_or_else(|error| {
                tracing::error!(%error, "search failed");
                Vec::new()
            });
        self.weighed(question, &candidates, most)
    }

    fn weighed(&self, question: &Question, candidates: &[(u64, f32)], most: usize) -> Ranking {
        let best = f64::from(candidates.first().map_or(1.0, |candidate| candidate.1))
            .max(f64::MIN_POSITIVE);
        let weights = &Weights::TUNED;
        let mut weighed: Vec<(Hit, Agreement)> = Vec::new();
        let of_article = self.by_article(candidates, best);
        for (rank, (number, score)) in candidates.iter().enumerate() {
            let Some(number) = usize::try_from(*number)
                .ok()
                .filter(|number| *number < self.passages.len())
            else {
                continue;
            };
            let passage = &self.passages[number];
            let lexical = f64::from(*score) / best * prior(passage.paragraph().kind());
            let (sentence, agreement) = if rank < most {
                agreement(question, passage, self.evidence(number), weights)
            } else {
                (
                    passage.sentences().first().cloned().unwrap_or(0..0),
                    Agreement::default(),
                )
            };
            let company = of_article
                .get(&passage.article().id)
                .map_or(0.0, |sum| sum - f64::from(*score) / best);
            let opens =
                self.library.articles().len() > 1 && passage.paragraph().kind() == Kind::Lede;
            let context = weights.article * (company / (company + 1.0))
                + if opens { weights.opening } else { 0.0 };
            // Whoever is not weighed comes after everyone who is.
            let score = if rank < most {
                lexical + context + agreement.score(weights)
            } else {
                lexical - 1.0
            };
            weighed.push((
                Hit {
                    passage: passage.clone(),
                    sentence,
                    score,
                },
                agreement,
            ));
        }
        weighed.sort_by(|(a, _), (b, _)| b.score.total_cmp(&a.score));
        let margin = match weighed.as_slice() {
            [] => 0.0,
            [_] => 1.0,
            [first, second, ..] => ((first.0.score - second.0.score)
                / first.0.score.max(f64::MIN_POSITIVE))
            .clamp(0.0, 1.0),
        };
        let confidence = weighed.first().map_or(0.0, |(hit, agreement)| {
            let confidence = agreement.confidence(margin);
            let is_doubtful = objects(question, &hit.passage, &hit.sentence);
            if is_doubtful {
                confidence.min(DOUBTFUL)
            } else {
                confidence
            }
        });
        Ranking {
            hits: weighed.into_iter().map(|(hit, _)| hit).collect(),
            confidence,
        }
    }

    /// For each article the sum of its candidates' scores, where there are several articles.
    fn by_article(&self, candidates: &[(u64, f32)], best: f64) -> HashMap<String, f64> {
        let mut sums = HashMap::new();
        if self.library.articles().len() > 1 {
            for (number, score) in candidates {
                let passage = usize::try_from(*number)
                    .ok()
                    .and_then(|number| self.passages.get(number));
                if let Some(passage) = passage {
                    *sums.entry(passage.article().id.clone()).or_default() +=
                        f64::from(*score) / best;
                }
            }
        }
        sums
    }
}

/// Captions, byline and sources line are short, which BM25 takes for a merit.
fn prior(kind: Kind) -> f64 {
    match kind {
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
