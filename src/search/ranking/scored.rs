//! Candidates with the scores of their sentences.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use super::candidates::{Candidate, EmbeddedQuestion};
use super::coverage::{Coverage, SentenceScore, score_sentences};
use super::weights;
use crate::article::Kind;
use crate::excerpt::Passage;
use crate::search::engine::Engine;
use crate::search::index::lead_ins;
use crate::search::learned::{LearnedWeights, RANKING, SENTENCE};
use crate::search::objections::Objection;
use crate::search::question::Question;

/// More than any learned score.
const FAR: f64 = 1_000.0;

/// The reader's log odds of the sentences of a question's candidates, by the candidates' addresses.
pub(crate) type Readings = HashMap<String, Vec<f64>>;

#[derive(Clone, Debug)]
pub(crate) struct ScoredPassage {
    pub(crate) passage: Passage,
    /// Its sentences; none if it is skipped.
    pub(crate) sentences: Vec<ScoredSentence>,
    /// The index of the best sentence.
    pub(crate) best: usize,
    /// The signals of its score before reading ([`RANKING`]).
    pub(crate) signals: [f64; RANKING.len()],
    pub(super) coverage: Coverage,
    pub(crate) score: f64,
    /// The score of each sentence, on the scale of `score`.
    pub(crate) sentence_scores: Vec<f64>,
    /// Its score before reading.
    pub(crate) unread_score: f64,
    pub(super) has_words: bool,
    /// The score of the index, with what the article adds.
    lexical: f64,
    /// Whether its sentences are not scored.
    is_skipped: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct ScoredSentence {
    /// The signals of its score before reading ([`SENTENCE`]).
    pub(crate) signals: [f64; SENTENCE.len()],
    /// Its score by words alone.
    score: f64,
    coverage: Coverage,
    /// The reader's log odds, if it was read.
    pub(crate) odds: Option<f64>,
    /// How much a language model points at it: 1 for its first choice, less for others, else 0.
    pub(super) pointed: f64,
    /// The objections against it, once they were looked for.
    pub(super) objections: OnceCell<Vec<Objection>>,
    /// Whether it tells a time in the direction that is asked for ([`Question::fits_time`]).
    fits_time: Option<bool>,
    /// Whether a sentence that tells the right time comes before it.
    is_left_out: bool,
}

impl Engine {
    /// Scores the sentences of the `most` most promising candidates, and skips the others.
    pub(crate) fn scored(
        &self,
        question: &Question,
        candidates: &[Candidate],
        embedded: Option<&EmbeddedQuestion<'_>>,
        most: usize,
    ) -> Vec<ScoredPassage> {
        let of_article = self.by_article(candidates);
        let score = |(rank, candidate): (usize, &Candidate)| {
            if rank < most {
                self.score(question, candidate, embedded, &of_article)
            } else {
                self.skipped(candidate)
            }
        };
        candidates.iter().enumerate().map(score).collect()
    }

    fn score(
        &self,
        question: &Question,
        candidate: &Candidate,
        embedded: Option<&EmbeddedQuestion<'_>>,
        of_article: &HashMap<&str, f64>,
    ) -> ScoredPassage {
        let number = candidate.number;
        let passage = &self.passages[number];
        let scores = score_sentences(question, passage, &self.evidence(number));
        let sentence = |(at, (scored, range)): (usize, (SentenceScore, &Range<usize>))| {
            let similarity = embedded.map_or(0.0, |embedded| embedded.sentence(number, at));
            let coverage = scored.coverage;
            ScoredSentence {
                signals: [
                    coverage.sentence,
                    similarity,
                    coverage.fact(),
                    coverage.kind(),
                ],
                score: scored.score,
                coverage,
                odds: None,
                pointed: 0.0,
                objections: OnceCell::new(),
                fits_time: question.fits_time(passage, range),
                is_left_out: false,
            }
        };
        let sentences = scores.into_iter().zip(passage.sentences()).enumerate();
        let others = of_article
            .get(passage.article().id.as_str())
            .map_or(0.0, |sum| sum - candidate.share);
        let is_lede = self.library.articles().len() > 1 && passage.paragraph().kind() == Kind::Lede;
        let context = weights::ARTICLE * (others / (others + 1.0))
            + if is_lede { weights::LEDE } else { 0.0 };
        let footnote = if lead_ins::is_footnote(passage.text()) {
            1.0
        } else {
            0.0
        };
        ScoredPassage {
            sentences: sentences.map(sentence).collect(),
            signals: [0.0, candidate.similarity, footnote],
            lexical: candidate.lexical + context,
            is_skipped: false,
            ..self.skipped(candidate)
        }
    }

    /// A candidate that comes after all whose sentences are scored.
    fn skipped(&self, candidate: &Candidate) -> ScoredPassage {
        ScoredPassage {
            passage: self.passages[candidate.number].clone(),
            sentences: Vec::new(),
            best: 0,
            signals: [0.0, candidate.similarity, 0.0],
            coverage: Coverage::default(),
            score: 0.0,
            sentence_scores: Vec::new(),
            unread_score: 0.0,
            has_words: candidate.share > 0.0,
            lexical: candidate.lexical,
            is_skipped: true,
        }
    }

    /// The sum of the scores of each article's candidates; empty if there is one article.
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

/// Leaves out the sentences that tell a time in the wrong direction if a sentence in the right one covers as much of the
/// question: of «In 1911 werd er gebouwd» and «In 2027 wordt er gebouwd» the second answers «Wanneer wordt er gebouwd?»
pub(super) fn leave_out_other_times(scored: &mut [ScoredPassage]) {
    let all = scored.iter().flat_map(|one| &one.sentences);
    let fitting = all.filter(|sentence| sentence.fits_time == Some(true));
    let covered = fitting
        .map(|sentence| sentence.coverage.sentence)
        .fold(f64::NEG_INFINITY, f64::max);
    for sentence in scored.iter_mut().flat_map(|one| &mut one.sentences) {
        sentence.is_left_out =
            sentence.fits_time == Some(false) && sentence.coverage.sentence <= covered;
    }
}

impl ScoredPassage {
    /// Chooses the best sentence and computes the score, as if nothing was read yet.
    pub(super) fn score_unread(&mut self, by_meaning: bool, learned: &LearnedWeights) {
        for sentence in &mut self.sentences {
            sentence.odds = None;
            sentence.pointed = 0.0;
        }
        let score = |sentence: &ScoredSentence| {
            let score = if by_meaning {
                learned.sentence.sum(&sentence.signals)
            } else {
                sentence.score
            };
            score - sentence.handicap()
        };
        self.sentence_scores = self.sentences.iter().map(score).collect();
        self.best = first_of_best(&self.sentence_scores);
        let best = self.sentences.get(self.best);
        self.coverage = best.map(|best| best.coverage).unwrap_or_default();
        self.signals[0] = self.lexical + self.coverage.score();
        let score = if by_meaning {
            learned.ranking.sum(&self.signals)
        } else {
            self.signals[0]
        };
        self.score = match (self.is_skipped, by_meaning) {
            (false, _) => score,
            (true, true) => score - FAR,
            (true, false) => score - 1.0,
        };
        self.score -= best.map_or(0.0, ScoredSentence::handicap);
        self.unread_score = self.score;
        let highest = self.sentence_scores.get(self.best);
        let highest = highest.copied().unwrap_or_default();
        for score in &mut self.sentence_scores {
            *score += self.score - highest;
        }
    }

    /// Chooses the best sentence again, by these scores, after the passage was read.
    pub(super) fn score_read(&mut self, scores: &[f64]) {
        self.best = first_of_best(scores);
        self.sentence_scores = scores.to_vec();
        self.score = scores.get(self.best).copied().unwrap_or(-FAR);
    }

    /// Puts it behind the passages that were read, the last of which has this score.
    pub(super) fn put_behind(&mut self, last: f64) {
        self.score = self.score.min(last);
        self.sentence_scores.clear();
    }

    /// Sets how much a language model points at each sentence.
    pub(super) fn set_pointing(&mut self, scores: &[f64]) {
        for (sentence, score) in self.sentences.iter_mut().zip(scores) {
            sentence.pointed = *score;
        }
    }

    /// Whether a language model points at one of its sentences.
    pub(super) fn is_pointed_at(&self) -> bool {
        self.sentences.iter().any(|sentence| sentence.pointed > 0.0)
    }

    /// The index of the sentence that the reader prefers, if it was read.
    pub(super) fn preferred(&self) -> Option<usize> {
        let odds = self.sentences.iter().map(|sentence| sentence.odds);
        let odds: Vec<f64> = odds.collect::<Option<_>>()?;
        Some(first_of_best(&odds)).filter(|_| self.is_read())
    }

    pub(crate) fn is_read(&self) -> bool {
        self.sentences
            .iter()
            .any(|sentence| sentence.odds.is_some())
    }

    /// The first objection against the best sentence, except one that is ignored.
    pub(crate) fn objection(&self, ignored: Option<Objection>) -> Option<Objection> {
        self.sentences.get(self.best)?.objection(ignored)
    }

    /// The best sentence, in bytes of the passage's text; after a lead-in, the sentence that follows.
    pub(super) fn answer(&self) -> Range<usize> {
        let best = lead_ins::skip(&self.passage, self.best);
        let range = self.passage.sentences().get(best);
        range.cloned().unwrap_or(0..0)
    }
}

impl ScoredSentence {
    /// What is subtracted from its score to put it last if it is left out.
    pub(super) fn handicap(&self) -> f64 {
        if self.is_left_out { FAR } else { 0.0 }
    }

    /// The first objection against it, except one that is ignored, if objections were looked for.
    pub(super) fn objection(&self, ignored: Option<Objection>) -> Option<Objection> {
        let mut objections = self.objections.get()?.iter().copied();
        objections.find(|objection| ignored != Some(*objection))
    }
}

/// The index of the highest value, the first one if several are equal.
fn first_of_best(values: &[f64]) -> usize {
    let mut best = (0, f64::NEG_INFINITY);
    for (at, value) in values.iter().enumerate() {
        if *value > best.1 {
            best = (at, *value);
        }
    }
    best.0
}
