//! One order and one confidence: the index's scores, the evidence of the sentences, what passages and sentences mean, and
//! how far all of that agrees.
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
use super::learned::{CONFIDENCE, RANKING, SENTENCE};
use super::objection::objects;
use super::question::Question;
use super::weights::Weights;

/// The most confidence in a sentence from which something is missing that the question names: it may come near, no more.
const DOUBTFUL: f64 = 0.4;

/// Of how many candidates the sentences are weighed where one answer is wanted.
pub const WEIGHED: usize = 10;

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
    agreement: Agreement,
    score: f64,
    has_words: bool,
}

impl Engine {
    /// The passages that may answer a question, best first, of all articles or of one. The sentences of the `most` best
    /// candidates are weighed; of those behind them the first sentence stands in.
    #[must_use]
    pub fn rank(&self, question: &Question, article: Option<&Article>, most: usize) -> Ranking {
        let meaning = self.meaning(question);
        let candidates = self.candidates(question, article, meaning.as_ref());
        let examined = self.examined(question, &candidates, meaning.as_ref(), most);
        let confidence = if meaning.is_some() {
            confidence_signals(&examined).map_or(0.0, |signals| {
                logistic(self.learned.confidence.of(&signals))
            })
        } else {
            confidence_in_words(&examined)
        };
        let is_doubtful = |first: &Examined| objects(question, &first.passage, &first.range());
        let confidence = match examined.first() {
            Some(first) if is_doubtful(first) => confidence.min(DOUBTFUL),
            _ => confidence,
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
            confidence,
        }
    }

    /// The candidates in their order, the `most` most promising of them looked at closely.
    pub(crate) fn examined(
        &self,
        question: &Question,
        candidates: &[Candidate],
        meaning: Option<&Meaning<'_>>,
        most: usize,
    ) -> Vec<Examined> {
        let of_article = self.by_article(candidates);
        let mut examined: Vec<Examined> = Vec::with_capacity(candidates.len());
        for (rank, candidate) in candidates.iter().enumerate() {
            examined.push(if rank < most {
                self.examine(question, candidate, meaning, &of_article)
            } else {
                self.passed_over(candidate, meaning.is_some())
            });
        }
        examined.sort_by(|a, b| b.score.total_cmp(&a.score));
        examined
    }

    fn examine(
        &self,
        question: &Question,
        candidate: &Candidate,
        meaning: Option<&Meaning<'_>>,
        of_article: &HashMap<&str, f64>,
    ) -> Examined {
        let weights = &Weights::TUNED;
        let number = candidate.number;
        let passage = &self.passages[number];
        let worths = weighed(question, passage, self.evidence(number), weights);
        let sentences: Vec<[f64; 2]> = worths
            .iter()
            .enumerate()
            .map(|(at, weighed): (usize, &Weighed)| {
                let nearness = meaning.map_or(0.0, |m| m.vectors.sentence(number, at, &m.question));
                [weighed.worth, nearness]
            })
            .collect();
        let worth = |signals: &[f64; 2]| match meaning {
            Some(_) => self.learned.sentence.of(signals),
            None => signals[0],
        };
        let mut sentence = 0;
        for (at, signals) in sentences.iter().enumerate() {
            if worth(signals) > worth(&sentences[sentence]) {
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
        let nearest = sentences
            .iter()
            .map(|signals| signals[1])
            .fold(0.0, f64::max);
        let footnote = if is_footnote(passage.text()) {
            1.0
        } else {
            0.0
        };
        let signals = [words, candidate.meaning, nearest, footnote];
        Examined {
            passage: passage.clone(),
            sentence,
            score: if meaning.is_some() {
                self.learned.ranking.of(&signals)
            } else {
                words
            },
            sentences,
            signals,
            agreement,
            has_words: candidate.share > 0.0,
        }
    }

    /// What is not looked at closely comes after everything that is, in the order of its promise.
    fn passed_over(&self, candidate: &Candidate, by_meaning: bool) -> Examined {
        let signals = [candidate.lexical, candidate.meaning, 0.0, 0.0];
        Examined {
            passage: self.passages[candidate.number].clone(),
            sentence: 0,
            sentences: Vec::new(),
            signals,
            agreement: Agreement::default(),
            score: if by_meaning {
                self.learned.ranking.of(&signals) - FAR
            } else {
                candidate.lexical - 1.0
            },
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
    fn range(&self) -> Range<usize> {
        self.passage
            .sentences()
            .get(self.sentence)
            .cloned()
            .unwrap_or(0..0)
    }
}

/// By how much the first candidate is better than the next, as a share of its own score.
fn confidence_in_words(examined: &[Examined]) -> f64 {
    let margin = match examined {
        [] => return 0.0,
        [_] => 1.0,
        [first, second, ..] => {
            ((first.score - second.score) / first.score.max(f64::MIN_POSITIVE)).clamp(0.0, 1.0)
        }
    };
    examined[0].agreement.confidence(margin)
}

/// What the confidence in the first candidate is worked out from; none where there is no candidate.
pub(crate) fn confidence_signals(examined: &[Examined]) -> Option<[f64; CONFIDENCE.len()]> {
    let first = examined.first()?;
    let [_, meaning, _, _] = first.signals;
    let sentence = first
        .sentences
        .get(first.sentence)
        .map_or(0.0, |signals| signals[1]);
    let margin = examined
        .get(1)
        .map_or(MOST_MARGIN, |second| first.score - second.score);
    let nearness: Vec<f64> = examined
        .iter()
        .map(|examined| examined.signals[1])
        .collect();
    let [passage_covers, sentence_covers, names, rarest, has, lacks] = first.agreement.shares();
    Some([
        1.0,
        passage_covers,
        sentence_covers,
        names,
        rarest,
        has,
        lacks,
        meaning,
        sentence,
        deviations_above(meaning, &nearness),
        margin.min(MOST_MARGIN),
    ])
}

/// A margin beyond which an answer is no surer, in log odds.
const MOST_MARGIN: f64 = 4.0;

/// By how many standard deviations a value lies above the mean of all.
fn deviations_above(value: f64, all: &[f64]) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "some thousand candidates at most"
    )]
    let count = all.len().max(1) as f64;
    let mean = all.iter().sum::<f64>() / count;
    let variance = all.iter().map(|one| (one - mean).powi(2)).sum::<f64>() / count;
    (value - mean) / variance.sqrt().max(0.001)
}

fn logistic(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

/// Whether a passage is no prose but a note to some: «[4] NOS, 3 mei 2021», a link that stands alone.
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
