//! One order: the index's scores, the evidence of the sentences, what passages and sentences mean, and what reading them says.
//!
//! Without a model the words decide, by weights of their own ([`super::weights`]); with one the score of the words is one
//! of the signals that [`super::learned`] weighs.

use std::ops::Range;
use std::time::Instant;

use crate::article::Article;
use crate::excerpt::Passage;

use super::Engine;
use super::confidence::{confidence_in_words, doubt, learned_confidence, settle};
use super::examined::{Examined, Readings};
use super::learned::{Learned, Thresholds};
use super::objection::Objection;
use super::pointing::Pointing;
use super::question::{Question, Term};
use super::reading::promising;
use super::time;

/// Of how many candidates the sentences are weighed where one answer is wanted.
pub const WEIGHED: usize = 10;

/// Of how many candidates they are weighed where meaning counts too: beside the embedding of the question, it is little.
pub(crate) const CLOSELY: usize = 100;

/// By how much the odds of a passage have to fall for its score to halve.
const HALVED: f64 = 6.0;

/// A passage that may answer a question.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The passage.
    pub passage: Passage,
    /// The sentence of it that answers best, in bytes of its text.
    pub sentence: Range<usize>,
    /// How good it is. Ranks within one question only.
    pub score: f64,
    /// How good an answer each sentence of the passage is, to be compared among all hits of a question; empty if it was not
    /// weighed.
    pub worths: Vec<f64>,
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
    /// What a confidence means.
    pub thresholds: Thresholds,
    /// The objection that keeps the first hit from being found; `None` if it would not be found anyway.
    pub objection: Option<Objection>,
    /// Whether a language model should have been asked too, and did not answer.
    pub is_makeshift: bool,
}

/// How candidates are ranked.
#[derive(Default)]
pub(crate) struct Look<'a> {
    /// A rule that is passed over, to measure what it does.
    pub(crate) ignored: Option<Objection>,
    /// What was read before, to which what is read now is added; `None` if nothing is to be read.
    pub(crate) readings: Option<&'a mut Readings>,
    /// Whether the language model that is plugged in is asked too, if there is one.
    pub(crate) asks_model: bool,
}

/// Candidates that were looked at, and by whom.
pub(crate) struct Considered {
    /// In the order of what is known before any of them is read.
    pub(crate) examined: Vec<Examined>,
    pub(crate) by_meaning: bool,
    pub(crate) pointing: Pointing,
}

impl Engine {
    /// The passages that may answer a question, best first, of all articles or of one. The sentences of the `most` best
    /// candidates are weighed; of those behind them the first sentence stands in.
    #[must_use]
    pub fn rank(&self, question: &Question, article: Option<&Article>, most: usize) -> Ranking {
        let look = Look {
            readings: Some(&mut Readings::new()),
            ..Look::default()
        };
        self.ranked(question, article, most, look)
    }

    /// The same, and the language model that is plugged in is asked too, if there is one.
    #[must_use]
    pub fn rank_pointed(
        &self,
        question: &Question,
        article: Option<&Article>,
        most: usize,
    ) -> Ranking {
        let look = Look {
            readings: Some(&mut Readings::new()),
            asks_model: true,
            ..Look::default()
        };
        self.ranked(question, article, most, look)
    }

    /// The passages that hold what is searched for, best first; as [`Engine::rank`], but nothing is read: words that are looked
    /// for are no question.
    #[must_use]
    pub fn rank_unread(&self, words: &Question, article: Option<&Article>, most: usize) -> Ranking {
        self.ranked(words, article, most, Look::default())
    }

    /// Ranks as `look` says.
    pub(crate) fn ranked(
        &self,
        question: &Question,
        article: Option<&Article>,
        most: usize,
        look: Look<'_>,
    ) -> Ranking {
        let ignored = look.ignored;
        let Considered {
            mut examined,
            by_meaning,
            pointing,
        } = self.considered(question, article, most, look);
        let learned = match (self.pointer(), pointing) {
            (Some(pointer), Pointing::Done) => pointer.learned(),
            _ => &self.learned,
        };
        let settled = settle(question, &mut examined, learned, ignored);
        let first = examined.first();
        if let Some(first) = first {
            self.object(question, first);
        }
        let (confidence, doubt, thresholds) = match settled {
            Some(signals) => {
                let confidence = learned_confidence(first, &signals, learned, ignored);
                (
                    confidence,
                    self.doubt_of_names(question, first),
                    learned.verdict,
                )
            }
            None => {
                let confidence =
                    confidence_in_words(&examined, Thresholds::IN_WORDS.found, ignored);
                (confidence, doubt(question), Thresholds::IN_WORDS)
            }
        };
        let objection = first.and_then(|first| first.objection(ignored));
        let best = first.map_or(0.0, |first| first.score);
        let hit = |examined: Examined| Hit {
            sentence: examined.range(),
            score: if by_meaning {
                ((examined.score - best) / HALVED).exp2()
            } else {
                examined.score
            },
            worths: examined.worths,
            passage: examined.passage,
            has_words: examined.has_words,
        };
        Ranking {
            confidence: confidence.with_objection * doubt,
            thresholds,
            // Without it the answer would be found.
            objection: objection.filter(|_| confidence.without * doubt >= thresholds.found),
            hits: examined.into_iter().map(hit).collect(),
            is_makeshift: pointing == Pointing::FellBack,
        }
    }

    /// Looks for candidates, and reads the most promising.
    pub(crate) fn considered(
        &self,
        question: &Question,
        article: Option<&Article>,
        most: usize,
        look: Look<'_>,
    ) -> Considered {
        // What is being read or made when the program starts takes none of a language model's time.
        self.wait_a_moment();
        let began = Instant::now();
        let meaning = self.meaning(question, article);
        let most = if meaning.is_some() {
            most.max(CLOSELY)
        } else {
            most
        };
        let learned = &self.learned;
        let candidates = self.candidates(question, article, meaning.as_ref(), learned);
        let mut examined = self.examined(question, &candidates, meaning.as_ref(), most);
        if look.ignored != Some(Objection::Time) {
            time::leave_out_other_side(&mut examined);
        }
        let by_meaning = meaning.is_some();
        by_retrieval(&mut examined, by_meaning, learned);
        let pointer = self.pointer().filter(|_| look.asks_model);
        let pointing = match (meaning.and(look.readings), pointer) {
            (None, _) => Pointing::NotAsked,
            (Some(readings), Some(pointer)) => {
                self.read_pointed(pointer, question, &mut examined, readings, began)
            }
            (Some(readings), None) => {
                let count = promising(&examined);
                self.read(question, &mut examined, count, readings);
                Pointing::NotAsked
            }
        };
        Considered {
            examined,
            by_meaning,
            pointing,
        }
    }
}

impl Engine {
    /// What is left of the confidence of a reading if the question has a name that stands nowhere in what is searched, in no
    /// spelling: «Wie is de trainer van Ajax?» is hardly answered where Ajax is never spoken of.
    fn doubt_of_names(&self, question: &Question, first: Option<&Examined>) -> f64 {
        let is_called_so = |word: &str| {
            let people = first.map(|first| self.people(first.passage.article()));
            people.is_some_and(|people| people.all().iter().any(|one| one.has_word(word)))
        };
        // A word with a capital at the beginning need not be a name, nor one that belongs to a country.
        let mut terms = question.terms.iter().skip(1);
        let is_strange = |term: &Term| term.is_name && !term.is_known && !is_called_so(&term.word);
        if question.countries.is_empty() && terms.any(is_strange) {
            0.25
        } else {
            1.0
        }
    }
}

/// Puts candidates in order by what is known before any of them is read.
pub(crate) fn by_retrieval(examined: &mut [Examined], by_meaning: bool, learned: &Learned) {
    for one in examined.iter_mut() {
        one.take_score(by_meaning, learned);
    }
    examined.sort_by(|a, b| b.score.total_cmp(&a.score));
}
