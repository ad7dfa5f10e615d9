//! One order: the index's scores, the evidence of the sentences, and what passages and sentences mean.
//!
//! Without a model the words decide, by weights of their own ([`super::weights`]); with one the score of the words is one
//! of the signals that [`super::learned`] weighs.

use std::collections::HashMap;
use std::ops::Range;

use crate::article::{Article, Kind};
use crate::excerpt::Passage;

use super::Engine;
use super::agreement::{Agreement, Weighed, weighed};
use super::candidates::{Candidate, Meaning};
use super::confidence::{confidence, confidence_in_words, doubt};
use super::learned::{Learned, RANKING, SENTENCE, Thresholds};
use super::objection::objects;
use super::question::Question;
use super::weights::Weights;

/// Of how many candidates the sentences are weighed where one answer is wanted.
pub const WEIGHED: usize = 10;

/// Of how many candidates they are weighed where meaning counts too: beside the embedding of the question, it is little.
pub(crate) const CLOSELY: usize = 100;

/// By how much the odds of a passage have to fall for its score to halve.
const HALVED: f64 = 2.0;

/// A passage that may answer a question.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The passage.
    pub passage: Passage,
    /// The sentence of it that answers best, in bytes of its text.
    pub sentence: Range<usize>,
    /// How good it is. Ranks within one question only.
    pub score: f64,
    /// Whether it has any of the question's words.
    pub has_words: bool,
}

/// What was found for a question.
#[derive(Clone, Debug)]
pub struct Ranking {
    /// The passages, best first.
    pub hits: Vec<Hit>,
    /// How probable it is that the first hit answers the question, 0 to 1.
    pub confidence: f64,
    /// What that means.
    pub thresholds: Thresholds,
}

/// A candidate, looked at closely.
#[derive(Clone, Debug)]
pub(crate) struct Examined {
    pub(crate) passage: Passage,
    /// Which of its sentences answers best.
    pub(crate) sentence: usize,
    /// What the choice of the sentence is made by, for each of them.
    pub(crate) sentences: Vec<[f64; SENTENCE.len()]>,
    /// What its place is given by.
    pub(crate) signals: [f64; RANKING.len()],
    pub(super) agreement: Agreement,
    pub(crate) score: f64,
    /// Whether something speaks against the sentence. Worked out for the first candidate alone.
    pub(super) has_objection: bool,
    has_words: bool,
}

impl Engine {
    /// The passages that may answer a question, best first, of all articles or of one. The sentences of the `most` best
    /// candidates are weighed; of those behind them the first sentence stands in.
    #[must_use]
    pub fn rank(&self, question: &Question, article: Option<&Article>, most: usize) -> Ranking {
        let meaning = self.meaning(question);
        let most = if meaning.is_some() {
            most.max(CLOSELY)
        } else {
            most
        };
        let candidates = self.candidates(question, article, meaning.as_ref(), &self.learned);
        let examined = self.examined(question, &candidates, meaning.as_ref(), most, &self.learned);
        let confidence = if meaning.is_some() {
            confidence(question, &examined, &self.learned)
        } else {
            confidence_in_words(&examined)
        };
        let best = examined.first().map_or(0.0, |first| first.score);
        let hit = |examined: Examined| Hit {
            sentence: examined.range(),
            score: if meaning.is_some() {
                ((examined.score - best) / HALVED).exp2()
            } else {
                examined.score
            },
            passage: examined.passage,
            has_words: examined.has_words,
        };
        Ranking {
            hits: examined.into_iter().map(hit).collect(),
            confidence: confidence * doubt(question),
            thresholds: if meaning.is_some() {
                self.learned.verdict
            } else {
                Thresholds::IN_WORDS
            },
        }
    }

    /// The candidates in their order, the `most` most promising of them looked at closely.
    pub(crate) fn examined(
        &self,
        question: &Question,
        candidates: &[Candidate],
        meaning: Option<&Meaning<'_>>,
        most: usize,
        learned: &Learned,
    ) -> Vec<Examined> {
        let of_article = self.by_article(candidates);
        let mut examined: Vec<Examined> = Vec::with_capacity(candidates.len());
        for (rank, candidate) in candidates.iter().enumerate() {
            examined.push(if rank < most {
                self.examine(question, candidate, meaning, &of_article, learned)
            } else {
                self.passed_over(candidate, meaning.is_some(), learned)
            });
        }
        examined.sort_by(|a, b| b.score.total_cmp(&a.score));
        if let Some(first) = examined.first_mut() {
            let people = || self.people(first.passage.article());
            first.has_objection = objects(question, &first.passage, &first.range(), people);
        }
        examined
    }

    fn examine(
        &self,
        question: &Question,
        candidate: &Candidate,
        meaning: Option<&Meaning<'_>>,
        of_article: &HashMap<&str, f64>,
        learned: &Learned,
    ) -> Examined {
        let weights = &Weights::TUNED;
        let number = candidate.number;
        let passage = &self.passages[number];
        let worths = weighed(question, passage, self.evidence(number), weights);
        let sentences: Vec<[f64; SENTENCE.len()]> = worths
            .iter()
            .enumerate()
            .map(|(at, weighed): (usize, &Weighed)| {
                let nearness = meaning.map_or(0.0, |m| m.vectors.sentence(number, at, &m.question));
                let said = weighed.agreement.shares();
                [
                    said.sentence,
                    nearness,
                    said.has_fact,
                    said.has_kind,
                    weighed.has_focus,
                ]
            })
            .collect();
        let worth = |at: usize| match meaning {
            Some(_) => learned.sentence.of(&sentences[at]),
            None => worths[at].worth,
        };
        let mut sentence = 0;
        for at in 1..sentences.len() {
            if worth(at) > worth(sentence) {
                sentence = at;
            }
        }
        let agreement = worths
            .get(sentence)
            .map(|weighed| weighed.agreement)
            .unwrap_or_default();
        let company = of_article
            .get(passage.article().id.as_str())
            .map_or(0.0, |sum| sum - candidate.share);
        let opens = self.library.articles().len() > 1 && passage.paragraph().kind() == Kind::Lede;
        let context = weights.article * (company / (company + 1.0))
            + if opens { weights.opening } else { 0.0 };
        let words = candidate.lexical + context + agreement.score(weights);
        let footnote = if is_footnote(passage.text()) {
            1.0
        } else {
            0.0
        };
        let signals = [words, candidate.meaning, footnote];
        Examined {
            passage: passage.clone(),
            sentence,
            score: if meaning.is_some() {
                learned.ranking.of(&signals)
            } else {
                words
            },
            sentences,
            signals,
            agreement,
            has_objection: false,
            has_words: candidate.share > 0.0,
        }
    }

    /// What is not looked at closely comes after everything that is, in the order of its promise.
    fn passed_over(&self, candidate: &Candidate, by_meaning: bool, learned: &Learned) -> Examined {
        let signals = [candidate.lexical, candidate.meaning, 0.0];
        Examined {
            passage: self.passages[candidate.number].clone(),
            sentence: 0,
            sentences: Vec::new(),
            signals,
            agreement: Agreement::default(),
            score: if by_meaning {
                learned.ranking.of(&signals) - FAR
            } else {
                candidate.lexical - 1.0
            },
            has_objection: false,
            has_words: candidate.share > 0.0,
        }
    }

    /// For each article the sum of its candidates' scores, where there are several articles.
    fn by_article(&self, candidates: &[Candidate]) -> HashMap<&str, f64> {
        let mut sums = HashMap::new();
        if self.library.articles().len() > 1 {
            for candidate in candidates {
                let article = self.passages[candidate.number].article();
                *sums.entry(article.id.as_str()).or_default() += candidate.share;
            }
        }
        sums
    }
}

/// More than anything that was learned can bridge.
const FAR: f64 = 1_000.0;

impl Examined {
    /// The sentence that answers best, in bytes of the passage's text.
    pub(crate) fn range(&self) -> Range<usize> {
        self.passage
            .sentences()
            .get(self.sentence)
            .cloned()
            .unwrap_or(0..0)
    }
}

/// Whether a passage is no prose but a note to some: `[4] NOS, 3 mei 2021`, a link that stands alone.
fn is_footnote(text: &str) -> bool {
    const LINK_WORDS: usize = 15;
    let text = text.trim_start();
    let unbracketed = text.strip_prefix('[').unwrap_or(text);
    let number = unbracketed.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = number.len() < unbracketed.len()
        && number.starts_with(if unbracketed.len() < text.len() {
            ']'
        } else {
            ')'
        });
    let is_link = text.contains("http") && text.split_whitespace().count() < LINK_WORDS;
    is_numbered || is_link || text.starts_with(')')
}
