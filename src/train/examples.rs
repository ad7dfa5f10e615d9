//! Examples: questions with known answers, and their candidates.

use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};

use crate::article::{Article, Library};
use crate::eval::{self, EvalQuestion, QuestionSet};
use crate::search::learned::LearnedWeights;
use crate::search::ranking::SCORED_BY_MEANING;
use crate::search::ranking::confidence::settle;
use crate::search::ranking::scored::{Readings, ScoredPassage};
use crate::search::{Engine, Question};

/// A set of questions with the articles that they are about.
pub struct TrainingSet {
    /// Its name: that of its folder.
    pub name: String,
    questions: QuestionSet,
    engine: Engine,
    within_article: bool,
}

/// A question, put to one article or to all.
pub(super) struct Example<'a> {
    pub(super) engine: &'a Engine,
    pub(super) asked: &'a EvalQuestion,
    pub(super) question: Question,
    /// Its candidates.
    pub(super) scored: RefCell<Vec<ScoredPassage>>,
    /// What the reader has read of its candidates so far.
    pub(super) readings: RefCell<Readings>,
    pub(super) is_answerable: bool,
    /// Whether the article is not the one that the question is about.
    pub(super) is_strange: bool,
}

impl<'a> Example<'a> {
    pub(super) fn new(
        engine: &'a Engine,
        asked: &'a EvalQuestion,
        question: Question,
        scored: Vec<ScoredPassage>,
        is_strange: bool,
    ) -> Self {
        Self {
            engine,
            asked,
            question,
            scored: RefCell::new(scored),
            readings: RefCell::default(),
            is_answerable: asked.answerable && !is_strange,
            is_strange,
        }
    }

    /// Sorts its candidates, and returns the signals of the first one's confidence.
    pub(super) fn settle(
        &self,
        scored: &mut [ScoredPassage],
        learned: &LearnedWeights,
    ) -> Option<[f64; 3]> {
        let signals = settle(&self.question, scored, learned, None);
        if let Some(first) = scored.first() {
            self.engine.object(&self.question, first);
        }
        signals
    }

    /// Whether the sentence of a candidate at this index answers, if any does.
    pub(super) fn answers_at(&self, one: &ScoredPassage, at: usize) -> bool {
        let range = one.passage.sentences().get(at);
        range.is_some_and(|range| self.asked.is_answered_at(&one.passage, range))
    }

    /// Whether the best sentence of a candidate answers.
    pub(super) fn is_right(&self, one: &ScoredPassage) -> bool {
        self.is_answerable && self.answers_at(one, one.best)
    }

    /// Whether each sentence of these candidates answers, and last whether none does.
    pub(super) fn right_outcomes(&self, read: &[ScoredPassage]) -> Vec<bool> {
        let of_passage = |one: &ScoredPassage| -> Vec<bool> {
            let sentences = 0..one.sentences.len();
            sentences
                .map(|at| self.is_answerable && self.answers_at(one, at))
                .collect()
        };
        let mut outcomes: Vec<bool> = read.iter().flat_map(of_passage).collect();
        outcomes.push(!outcomes.contains(&true));
        outcomes
    }
}

impl TrainingSet {
    /// Opens the set of a folder: its `questions.jsonl`, about its `corpus.jsonl` or else the articles in its
    /// `artikelen`. `open` makes the engine.
    ///
    /// # Errors
    /// Fails if a file cannot be used.
    pub fn open(
        folder: &Path,
        within_article: bool,
        open: impl FnOnce(Arc<Library>) -> Result<Engine>,
    ) -> Result<Self> {
        let questions = eval::read(&folder.join("questions.jsonl"))?;
        let corpus = ["corpus.jsonl", "artikelen"].map(|name| folder.join(name));
        let corpus = corpus.iter().find(|place| place.exists());
        let corpus = corpus.map_or_else(|| folder.join("corpus.jsonl"), Clone::clone);
        let library = Library::load(&corpus)
            .with_context(|| format!("{} cannot be used", corpus.display()))?;
        eval::verify(&library, &questions)?;
        ensure!(
            questions.questions.iter().any(|asked| asked.answerable),
            "{} has no answerable question to learn from",
            folder.display()
        );
        let engine = open(Arc::new(library))?;
        let name = folder.file_name().unwrap_or(folder.as_os_str());
        Ok(Self {
            name: name.to_string_lossy().into_owned(),
            questions,
            engine,
            within_article,
        })
    }

    /// Whether it has questions that its articles do not answer.
    pub(super) fn has_unanswerable(&self) -> bool {
        self.questions
            .questions
            .iter()
            .any(|asked| !asked.answerable)
    }

    fn article(&self, asked: &EvalQuestion) -> Option<Arc<Article>> {
        let id = eval::article_of(asked, self.within_article)?;
        self.engine.library().get(&id).cloned()
    }
}

pub(super) fn all(sets: &[TrainingSet]) -> Result<Vec<Vec<Example<'_>>>> {
    let next = sets.iter().cycle().skip(1);
    sets.iter()
        .zip(next)
        .map(|(set, next)| of_set(set, next))
        .collect()
}

/// One question in this many is also put to an article that cannot answer it.
const STRANGE: usize = 4;

/// Returns the examples of a set. Some questions are also put to the next article, or to the next set if they are about
/// no article in particular.
fn of_set<'a>(set: &'a TrainingSet, next: &'a TrainingSet) -> Result<Vec<Example<'a>>> {
    let mut examples = Vec::new();
    for (number, asked) in set.questions.questions.iter().enumerate() {
        let article = set.article(asked);
        let (stranger, other) = match &article {
            Some(article) if set.engine.library().articles().len() > 1 => {
                (set, Some(after(set, article)))
            }
            _ => (next, None),
        };
        examples.push(example(set, article.as_deref(), asked, false)?);
        if number.is_multiple_of(STRANGE) {
            examples.push(example(stranger, other.as_deref(), asked, true)?);
        }
    }
    Ok(examples)
}

fn example<'a>(
    set: &'a TrainingSet,
    article: Option<&Article>,
    asked: &'a EvalQuestion,
    is_strange: bool,
) -> Result<Example<'a>> {
    let question = set.engine.understand(&asked.question);
    let embedded = set
        .engine
        .embedded(&question, article)
        .context("learning takes a model")?;
    let (engine, embedded) = (&set.engine, Some(&embedded));
    let candidates = engine.candidates(&question, article, embedded, &LearnedWeights::neutral());
    let scored = engine.scored(&question, &candidates, embedded, SCORED_BY_MEANING);
    Ok(Example::new(engine, asked, question, scored, is_strange))
}

/// The next article, cyclically.
fn after(set: &TrainingSet, article: &Article) -> Arc<Article> {
    let articles = set.engine.library().articles();
    let place = articles
        .iter()
        .position(|candidate| candidate.id == article.id)
        .unwrap_or(0);
    Arc::clone(&articles[(place + 1) % articles.len()])
}
