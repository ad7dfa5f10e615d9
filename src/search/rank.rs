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
use super::confidence::{confidence_in_words, doubt, learned_confidence};
use super::learned::{Learned, RANKING, READING, SENTENCE, Thresholds};
use super::objection::{Objection, objections};
use super::question::Question;
use super::reader::{READ, Readable};
use super::weights::Weights;

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
    /// Its score before anything was read.
    pub(crate) retrieval: f64,
    /// What speaks against the sentence. Worked out for the first candidates alone.
    pub(crate) objections: Vec<Objection>,
    /// The reader's log odds of the sentence, if the passage was read.
    pub(crate) read: Option<f64>,
    has_words: bool,
}

impl Engine {
    /// The passages that may answer a question, best first, of all articles or of one. The sentences of the `most` best
    /// candidates are weighed; of those behind them the first sentence stands in.
    #[must_use]
    pub fn rank(&self, question: &Question, article: Option<&Article>, most: usize) -> Ranking {
        let look = Look {
            ignored: None,
            readings: Some(&mut Readings::new()),
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
        let meaning = self.meaning(question);
        let most = if meaning.is_some() {
            most.max(CLOSELY)
        } else {
            most
        };
        let candidates = self.candidates(question, article, meaning.as_ref(), &self.learned);
        let examined = self.examined(
            question,
            &candidates,
            meaning.as_ref(),
            most,
            &self.learned,
            look,
        );
        let is_read = examined.first().is_some_and(|first| first.read.is_some());
        let (confidence, thresholds) = if is_read {
            let confidence = learned_confidence(question, &examined, &self.learned);
            (confidence, self.learned.verdict)
        } else {
            (confidence_in_words(&examined), Thresholds::IN_WORDS)
        };
        let doubt = doubt(question);
        let first = examined.first();
        let objection = first.and_then(|first| first.objections.first().copied());
        let best = first.map_or(0.0, |first| first.score);
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
            confidence: confidence.with_objection * doubt,
            thresholds,
            // Without it the answer would be found.
            objection: objection.filter(|_| confidence.without * doubt >= thresholds.found),
            hits: examined.into_iter().map(hit).collect(),
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
        look: Look<'_>,
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
        let readings = meaning.and(look.readings);
        let odds = readings.and_then(|readings| self.read(question, &examined, readings));
        let checked = odds.as_ref().map_or(1, Vec::len);
        for (at, one) in examined.iter_mut().take(checked).enumerate() {
            if let Some(odds) = odds.as_ref().and_then(|odds| odds.get(at)) {
                one.take_odds(odds, learned);
            }
            let people = || self.people(one.passage.article());
            let mut objections = objections(question, &one.passage, &one.range(), &people);
            objections.retain(|objection| look.ignored != Some(*objection));
            one.objections = objections;
        }
        if odds.is_some() {
            by_reading(&mut examined, checked, learned);
        }
        examined
    }

    /// The reader's log odds of the sentences of the first candidates; `None` if there is no reader, or it fails.
    fn read(
        &self,
        question: &Question,
        examined: &[Examined],
        readings: &mut Readings,
    ) -> Option<Vec<Vec<f64>>> {
        let reader = self.model.as_ref()?.reader()?;
        let first = &examined[..examined.len().min(READ)];
        let address = |one: &Examined| one.passage.address().to_owned();
        let missing: Vec<&Examined> = first
            .iter()
            .filter(|one| !readings.contains_key(&address(one)))
            .collect();
        if !missing.is_empty() {
            let passages: Vec<Readable<'_>> = missing
                .iter()
                .map(|one| Readable::from(&one.passage))
                .collect();
            let read = reader
                .read(&question.text, &passages)
                .inspect_err(|error| tracing::error!(%error, "passages cannot be read"))
                .ok()?;
            readings.extend(missing.into_iter().map(address).zip(read));
        }
        let odds = first.iter().map(|one| readings.get(&address(one)).cloned());
        odds.collect()
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
                    0.0,
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
        let score = if meaning.is_some() {
            learned.ranking.of(&signals)
        } else {
            words
        };
        Examined {
            passage: passage.clone(),
            sentence,
            score,
            retrieval: score,
            sentences,
            signals,
            agreement,
            objections: Vec::new(),
            read: None,
            has_words: candidate.share > 0.0,
        }
    }

    /// What is not looked at closely comes after everything that is, in the order of its promise.
    fn passed_over(&self, candidate: &Candidate, by_meaning: bool, learned: &Learned) -> Examined {
        let signals = [candidate.lexical, candidate.meaning, 0.0];
        let score = if by_meaning {
            learned.ranking.of(&signals) - FAR
        } else {
            candidate.lexical - 1.0
        };
        Examined {
            passage: self.passages[candidate.number].clone(),
            sentence: 0,
            sentences: Vec::new(),
            signals,
            agreement: Agreement::default(),
            score,
            retrieval: score,
            objections: Vec::new(),
            read: None,
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

/// The reader's log odds of the sentences of a question's candidates, by the candidates' addresses.
pub(crate) type Readings = HashMap<String, Vec<f64>>;

/// How candidates are ranked.
#[derive(Default)]
pub(crate) struct Look<'a> {
    /// A rule that is passed over, to measure what it does.
    pub(crate) ignored: Option<Objection>,
    /// What was read before, to which what is read now is added; `None` if nothing is to be read.
    pub(crate) readings: Option<&'a mut Readings>,
}

/// Puts the first `read` candidates in order again, now that they were read. The others stay behind them, scored as if the
/// reader gave them the lowest odds of all.
fn by_reading(examined: &mut [Examined], read: usize, learned: &Learned) {
    let odds = examined.iter().filter_map(|one| one.read);
    let lowest = odds.fold(f64::INFINITY, f64::min).min(0.0);
    for one in examined.iter_mut() {
        one.score = learned.reading.of(&one.reading(lowest));
    }
    let (first, others) = examined.split_at_mut(read);
    first.sort_by(|a, b| b.score.total_cmp(&a.score));
    let last = first.last().map_or(f64::INFINITY, |last| last.score);
    for other in others {
        other.score = other.score.min(last);
    }
}

impl Examined {
    /// What its place is given by once candidates were read; `unread` stands for the reader's odds if it was not.
    pub(crate) fn reading(&self, unread: f64) -> [f64; READING.len()] {
        let objection = if self.objections.is_empty() { 0.0 } else { 1.0 };
        [self.retrieval, self.read.unwrap_or(unread), objection]
    }

    /// Chooses the sentence anew, by the reader too.
    fn take_odds(&mut self, odds: &[f64], learned: &Learned) {
        let reader = SENTENCE.len() - 1;
        for (signals, odds) in self.sentences.iter_mut().zip(odds) {
            signals[reader] = *odds;
        }
        let worth = |signals: &[f64; SENTENCE.len()]| learned.sentence.of(signals);
        let mut best = 0;
        for at in 1..self.sentences.len() {
            if worth(&self.sentences[at]) > worth(&self.sentences[best]) {
                best = at;
            }
        }
        self.sentence = best;
        self.read = odds.get(best).copied();
    }

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
