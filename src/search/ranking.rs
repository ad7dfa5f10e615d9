//! Ranking: puts the passages that may answer a question in order, and says how sure the first one is.
//!
//! [`candidates`] come from the index, [`scored`] has the scores of their sentences by words ([`coverage`], [`weights`]) and by
//! vectors, [`reading`] has the best ones read, and [`confidence`] makes one order and one confidence of everything. Without a
//! model the words decide.

pub(crate) mod candidates;
pub(crate) mod confidence;
mod coverage;
mod keywords;
mod phrase;
pub(crate) mod pointed;
pub(crate) mod reading;
pub(crate) mod scored;
mod weights;
mod window;

use std::ops::Range;
use std::time::Instant;

use super::engine::Engine;
use super::learned::{LearnedWeights, Thresholds};
use super::objections::Objection;
use super::question::{Question, Term};
use crate::article::Article;
use crate::excerpt::Passage;
use confidence::{confidence_in_words, doubt, learned_confidence, settle};
use pointed::PointingOutcome;
use reading::promising;
use scored::{Readings, ScoredPassage, leave_out_other_times};

/// The number of candidates whose sentences are scored if one answer is wanted.
pub const SCORED: usize = 10;

/// The same with vectors: this takes little time compared with embedding the question.
pub(crate) const SCORED_BY_MEANING: usize = 100;

/// The fall of a passage's log odds that halves its score.
const HALVED: f64 = 6.0;

/// A passage that may answer a question.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The passage.
    pub passage: Passage,
    /// The sentence that answers best, in bytes of the passage's text.
    pub sentence: Range<usize>,
    /// Its score, which can be compared within one question only.
    pub score: f64,
    /// The score of each sentence of the passage, which can be compared among all hits of a question; empty if they were not
    /// scored.
    pub sentence_scores: Vec<f64>,
    /// Whether it has any of the question's words.
    pub has_words: bool,
}

/// The result of a search.
#[derive(Clone, Debug)]
pub struct Ranking {
    /// The passages, best first.
    pub hits: Vec<Hit>,
    /// The probability that the first hit answers the question, 0 to 1.
    pub confidence: f64,
    /// The thresholds that the confidence is compared with.
    pub thresholds: Thresholds,
    /// The objection that keeps the first hit from being found; `None` if it would not be found anyway.
    pub objection: Option<Objection>,
    /// Whether a language model should have been asked too, but did not answer.
    pub fell_back: bool,
}

#[derive(Default)]
pub(crate) struct RankOptions<'a> {
    /// A rule that is skipped, to measure its effect.
    pub(crate) ignored: Option<Objection>,
    /// What was read before, to which new readings are added; `None` if nothing is to be read.
    pub(crate) readings: Option<&'a mut Readings>,
    /// Whether the language model is asked too, if there is one.
    pub(crate) asks_model: bool,
}

/// Candidates that were scored and read.
pub(crate) struct ReadCandidates {
    /// The candidates, in the order before reading.
    pub(crate) scored: Vec<ScoredPassage>,
    /// Whether they were compared by vectors.
    pub(crate) by_meaning: bool,
    pub(crate) pointing: PointingOutcome,
}

impl Hit {
    /// A hit whose sentences are not scored.
    pub(crate) fn unscored(passage: Passage, sentence: Range<usize>, score: f64) -> Self {
        Self {
            passage,
            sentence,
            score,
            sentence_scores: Vec::new(),
            has_words: true,
        }
    }
}

impl Engine {
    /// Returns the passages that may answer a question, best first, of one article or of all. The sentences of the `most` best
    /// candidates are scored; the others are represented by their first sentence.
    #[must_use]
    pub fn rank(&self, question: &Question, article: Option<&Article>, most: usize) -> Ranking {
        let options = RankOptions {
            readings: Some(&mut Readings::new()),
            ..RankOptions::default()
        };
        self.rank_with(question, article, most, options)
    }

    /// As [`Engine::rank`], and asks the language model too, if there is one.
    #[must_use]
    pub fn rank_pointed(
        &self,
        question: &Question,
        article: Option<&Article>,
        most: usize,
    ) -> Ranking {
        let options = RankOptions {
            readings: Some(&mut Readings::new()),
            asks_model: true,
            ..RankOptions::default()
        };
        self.rank_with(question, article, most, options)
    }

    /// As [`Engine::rank`], but nothing is read: for a search by keywords, which is no question.
    #[must_use]
    pub fn rank_unread(&self, words: &Question, article: Option<&Article>, most: usize) -> Ranking {
        self.rank_with(words, article, most, RankOptions::default())
    }

    pub(crate) fn rank_with(
        &self,
        question: &Question,
        article: Option<&Article>,
        most: usize,
        options: RankOptions<'_>,
    ) -> Ranking {
        let ignored = options.ignored;
        let ReadCandidates {
            mut scored,
            by_meaning,
            pointing,
        } = self.read_candidates(question, article, most, options);
        let learned = match (self.pointer(), pointing) {
            (Some(pointer), PointingOutcome::Done) => pointer.learned(),
            _ => &self.learned,
        };
        let settled = settle(question, &mut scored, learned, ignored);
        let first = scored.first();
        if let Some(first) = first {
            self.object(question, first);
        }
        let (confidence, doubt, thresholds) = match settled {
            Some(signals) => {
                let confidence = learned_confidence(first, &signals, learned, ignored);
                (
                    confidence,
                    self.doubt_of_names(question, first),
                    learned.thresholds,
                )
            }
            None => {
                let confidence = confidence_in_words(&scored, Thresholds::IN_WORDS.found, ignored);
                (confidence, doubt(question), Thresholds::IN_WORDS)
            }
        };
        let objection = first.and_then(|first| first.objection(ignored));
        let best = first.map_or(0.0, |first| first.score);
        let hit = |one: ScoredPassage| Hit {
            sentence: one.answer(),
            score: if by_meaning {
                ((one.score - best) / HALVED).exp2()
            } else {
                one.score
            },
            sentence_scores: one.sentence_scores,
            passage: one.passage,
            has_words: one.has_words,
        };
        Ranking {
            confidence: confidence.with_objection * doubt,
            thresholds,
            // Without the objection the answer would be found.
            objection: objection.filter(|_| confidence.without * doubt >= thresholds.found),
            hits: scored.into_iter().map(hit).collect(),
            fell_back: pointing == PointingOutcome::FellBack,
        }
    }

    /// Finds candidates, scores them, and has the most promising read.
    pub(crate) fn read_candidates(
        &self,
        question: &Question,
        article: Option<&Article>,
        most: usize,
        options: RankOptions<'_>,
    ) -> ReadCandidates {
        // Wait before the time of a language model begins.
        self.wait_briefly();
        let began = Instant::now();
        let embedded = self.embedded(question, article);
        let most = if embedded.is_some() {
            most.max(SCORED_BY_MEANING)
        } else {
            most
        };
        let learned = &self.learned;
        let candidates = self.candidates(question, article, embedded.as_ref(), learned);
        let mut scored = self.scored(question, &candidates, embedded.as_ref(), most);
        if options.ignored != Some(Objection::TIME) {
            leave_out_other_times(&mut scored);
        }
        let by_meaning = embedded.is_some();
        sort_unread(&mut scored, by_meaning, learned);
        let pointer = self.pointer().filter(|_| options.asks_model);
        let pointing = match (embedded.and(options.readings), pointer) {
            (None, _) => PointingOutcome::NotAsked,
            (Some(readings), Some(pointer)) => {
                self.read_pointed(pointer, question, &mut scored, readings, began)
            }
            (Some(readings), None) => {
                let count = promising(&scored);
                self.read(question, &mut scored, count, readings);
                PointingOutcome::NotAsked
            }
        };
        ReadCandidates {
            scored,
            by_meaning,
            pointing,
        }
    }

    /// A factor for the confidence, lower if the question has a name that occurs nowhere in any spelling: «Wie is de trainer
    /// van Ajax?» is hardly answered by articles that never name Ajax.
    fn doubt_of_names(&self, question: &Question, first: Option<&ScoredPassage>) -> f64 {
        let is_called_so = |word: &str| {
            let people = first.map(|first| self.people(first.passage.article()));
            people.is_some_and(|people| people.all().iter().any(|one| one.has_word(word)))
        };
        // The first word has a capital anyway. A name that belongs to a country is no matter here.
        let mut terms = question.terms.iter().skip(1);
        let is_strange = |term: &Term| term.is_name && !term.is_known && !is_called_so(&term.word);
        if question.countries.is_empty() && terms.any(is_strange) {
            0.25
        } else {
            1.0
        }
    }
}

/// Sorts candidates by what is known before any of them is read.
pub(crate) fn sort_unread(
    scored: &mut [ScoredPassage],
    by_meaning: bool,
    learned: &LearnedWeights,
) {
    for one in scored.iter_mut() {
        one.score_unread(by_meaning, learned);
    }
    scored.sort_by(|a, b| b.score.total_cmp(&a.score));
}
