//! Training examples: questions put to articles, answerable or not.

use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};

use crate::article::{Article, Library};
use crate::eval::{self, EvalQuestion, QuestionSet};
use crate::search::Engine;
use crate::search::examined::{Examined, Readings};
use crate::search::learned::Learned;
use crate::search::question::Question;
use crate::search::rank::CLOSELY;

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
    /// Its examined candidates.
    pub(super) examined: RefCell<Vec<Examined>>,
    /// What the reader has read of its candidates so far.
    pub(super) readings: RefCell<Readings>,
    pub(super) is_answerable: bool,
    /// Whether the article is not the one that the question is about.
    pub(super) is_strange: bool,
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

/// Returns the examples of each set.
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
    let meaning = set
        .engine
        .meaning(&question, article)
        .context("learning takes a model")?;
    let (engine, meaning) = (&set.engine, Some(&meaning));
    let candidates = engine.candidates(&question, article, meaning, &Learned::neutral());
    let examined = engine.examined(&question, &candidates, meaning, CLOSELY);
    Ok(Example {
        engine,
        asked,
        question,
        examined: RefCell::new(examined),
        readings: RefCell::default(),
        is_answerable: asked.answerable && !is_strange,
        is_strange,
    })
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
