//! Candidates, looked at closely: what is known of their sentences.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use crate::article::Kind;
use crate::excerpt::Passage;

use super::Engine;
use super::agreement::{Agreement, Weighed, weighed};
use super::candidates::{Candidate, Meaning};
use super::learned::{Learned, RANKING, SENTENCE};
use super::objection::Objection;
use super::printed;
use super::question::Question;
use super::time;
use super::weights::Weights;

/// More than anything that was learned can bridge.
const FAR: f64 = 1_000.0;

/// The reader's log odds of the sentences of a question's candidates, by the candidates' addresses.
pub(crate) type Readings = HashMap<String, Vec<f64>>;

/// A candidate, looked at closely.
#[derive(Clone, Debug)]
pub(crate) struct Examined {
    pub(crate) passage: Passage,
    /// Its sentences; none if it is one of those that are passed over.
    pub(crate) sentences: Vec<Sentence>,
    /// Which of them answers best.
    pub(crate) best: usize,
    /// What its place is given by before anything is read.
    pub(crate) signals: [f64; RANKING.len()],
    pub(super) agreement: Agreement,
    pub(crate) score: f64,
    /// How good an answer each of its sentences is, on the scale of scores.
    pub(crate) worths: Vec<f64>,
    /// Its score before anything was read.
    pub(crate) retrieval: f64,
    pub(super) has_words: bool,
    /// The index's score and what its article adds.
    lexical: f64,
    is_passed_over: bool,
}

/// A sentence of a candidate.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    /// What it is chosen by if nothing is read.
    pub(crate) signals: [f64; SENTENCE.len()],
    /// How good an answer it is by its words alone.
    worth: f64,
    agreement: Agreement,
    /// The reader's log odds, if it was read.
    pub(crate) odds: Option<f64>,
    /// How much a language model points at it: 1 for its first choice, less for others, else 0.
    pub(super) pointed: f64,
    /// What speaks against it, once that was looked for.
    pub(super) objections: OnceCell<Vec<Objection>>,
    /// Whether it tells a time on the side of now that is asked for; `None` if that plays no part.
    pub(super) fits_time: Option<bool>,
    /// Whether another sentence answers in its place.
    pub(super) is_left_out: bool,
}

impl Engine {
    /// The candidates, the `most` most promising of them looked at closely.
    pub(crate) fn examined(
        &self,
        question: &Question,
        candidates: &[Candidate],
        meaning: Option<&Meaning<'_>>,
        most: usize,
    ) -> Vec<Examined> {
        let of_article = self.by_article(candidates);
        let examine = |(rank, candidate): (usize, &Candidate)| {
            if rank < most {
                self.examine(question, candidate, meaning, &of_article)
            } else {
                self.passed_over(candidate)
            }
        };
        candidates.iter().enumerate().map(examine).collect()
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
        let worths = weighed(question, passage, &self.evidence(number), weights);
        let sentences = worths
            .into_iter()
            .zip(passage.sentences())
            .enumerate()
            .map(|(at, (weighed, range)): (usize, (Weighed, _))| {
                let nearness = meaning.map_or(0.0, |m| m.vectors.sentence(number, at, &m.question));
                let said = weighed.agreement.shares();
                Sentence {
                    signals: [said.sentence, nearness, said.has_fact, said.has_kind],
                    worth: weighed.worth,
                    agreement: weighed.agreement,
                    odds: None,
                    pointed: 0.0,
                    objections: OnceCell::new(),
                    fits_time: time::fits(question, passage, range),
                    is_left_out: false,
                }
            })
            .collect();
        let company = of_article
            .get(passage.article().id.as_str())
            .map_or(0.0, |sum| sum - candidate.share);
        let opens = self.library.articles().len() > 1 && passage.paragraph().kind() == Kind::Lede;
        let context = weights.article * (company / (company + 1.0))
            + if opens { weights.opening } else { 0.0 };
        let footnote = if printed::is_footnote(passage.text()) {
            1.0
        } else {
            0.0
        };
        Examined {
            sentences,
            signals: [0.0, candidate.meaning, footnote],
            lexical: candidate.lexical + context,
            is_passed_over: false,
            ..self.passed_over(candidate)
        }
    }

    /// What is not looked at closely comes after everything that is, in the order of its promise.
    fn passed_over(&self, candidate: &Candidate) -> Examined {
        Examined {
            passage: self.passages[candidate.number].clone(),
            sentences: Vec::new(),
            best: 0,
            signals: [0.0, candidate.meaning, 0.0],
            agreement: Agreement::default(),
            score: 0.0,
            worths: Vec::new(),
            retrieval: 0.0,
            has_words: candidate.share > 0.0,
            lexical: candidate.lexical,
            is_passed_over: true,
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

impl Examined {
    /// Chooses the sentence that stands for the passage, and works out its score, as if nothing was read yet.
    pub(super) fn take_score(&mut self, by_meaning: bool, learned: &Learned) {
        for sentence in &mut self.sentences {
            sentence.odds = None;
            sentence.pointed = 0.0;
        }
        let worth = |sentence: &Sentence| {
            let worth = if by_meaning {
                learned.sentence.of(&sentence.signals)
            } else {
                sentence.worth
            };
            worth - sentence.handicap()
        };
        self.worths = self.sentences.iter().map(worth).collect();
        self.best = first_of_best(&self.worths);
        let best = self.sentences.get(self.best);
        self.agreement = best.map(|best| best.agreement).unwrap_or_default();
        self.signals[0] = self.lexical + self.agreement.score(&Weights::TUNED);
        let score = if by_meaning {
            learned.ranking.of(&self.signals)
        } else {
            self.signals[0]
        };
        self.score = match (self.is_passed_over, by_meaning) {
            (false, _) => score,
            (true, true) => score - FAR,
            (true, false) => score - 1.0,
        };
        self.score -= best.map_or(0.0, Sentence::handicap);
        self.retrieval = self.score;
        let highest = self.worths.get(self.best).copied().unwrap_or_default();
        for worth in &mut self.worths {
            *worth += self.score - highest;
        }
    }

    /// Chooses the sentence anew and takes its weight for a score, now that the passage was read.
    pub(super) fn take_best(&mut self, weighed: &[f64]) {
        self.best = first_of_best(weighed);
        self.worths = weighed.to_vec();
        self.score = weighed.get(self.best).copied().unwrap_or(-FAR);
    }

    /// Puts it behind those that were read.
    pub(super) fn leave_unread(&mut self, last: f64) {
        self.score = self.score.min(last);
        self.worths.clear();
    }

    /// Takes how much a language model points at each of its sentences.
    pub(super) fn take_pointing(&mut self, scores: &[f64]) {
        for (sentence, score) in self.sentences.iter_mut().zip(scores) {
            sentence.pointed = *score;
        }
    }

    /// Whether a language model points at one of its sentences.
    pub(super) fn is_pointed_at(&self) -> bool {
        self.sentences.iter().any(|sentence| sentence.pointed > 0.0)
    }

    /// Which sentence the reader prefers, if it was read.
    pub(super) fn preferred(&self) -> Option<usize> {
        let odds = self.sentences.iter().map(|sentence| sentence.odds);
        let odds: Vec<f64> = odds.collect::<Option<_>>()?;
        Some(first_of_best(&odds)).filter(|_| self.is_read())
    }

    /// Whether it was read.
    pub(crate) fn is_read(&self) -> bool {
        self.sentences
            .iter()
            .any(|sentence| sentence.odds.is_some())
    }

    /// What speaks against the chosen sentence, but for a rule that is ignored: the first of the table.
    pub(crate) fn objection(&self, ignored: Option<Objection>) -> Option<Objection> {
        self.sentences.get(self.best)?.objection(ignored)
    }

    /// The sentence that answers best, in bytes of the passage's text; after a printed question or a line that ends in a colon what
    /// follows it.
    pub(crate) fn range(&self) -> Range<usize> {
        let best = printed::answering(&self.passage, self.best);
        let range = self.passage.sentences().get(best);
        range.cloned().unwrap_or(0..0)
    }
}

impl Sentence {
    /// The share of the question that it covers, its context included; 0 to 1.
    pub(super) fn covers(&self) -> f64 {
        self.signals[0]
    }

    /// What puts it behind all others if it is left out.
    pub(super) fn handicap(&self) -> f64 {
        if self.is_left_out { FAR } else { 0.0 }
    }

    /// What speaks against it, but for this rule, if that was looked for.
    pub(super) fn objection(&self, ignored: Option<Objection>) -> Option<Objection> {
        let mut objections = self.objections.get()?.iter().copied();
        objections.find(|objection| ignored != Some(*objection))
    }
}

/// The place of the highest value, the first of those that are equal.
fn first_of_best(values: &[f64]) -> usize {
    let mut best = (0, f64::NEG_INFINITY);
    for (at, value) in values.iter().enumerate() {
        if *value > best.1 {
            best = (at, *value);
        }
    }
    best.0
}
