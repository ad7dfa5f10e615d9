//! Sets of questions with known answers.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail, ensure};
use serde::Deserialize;

use crate::article::Library;
use crate::excerpt::Passage;
use crate::textfile;

/// A question of a set.
#[derive(Clone, Debug, Deserialize)]
pub struct EvalQuestion {
    /// Its id.
    pub id: String,
    /// The question, as a user would type it.
    pub question: String,
    /// The addresses of the passages that answer it. Each is right.
    #[serde(default)]
    pub gold: Vec<String>,
    /// The id of the article that it is asked about; `None` for all articles.
    #[serde(default)]
    pub article: Option<String>,
    /// Strings of the article. A text that contains one answers the question.
    #[serde(default)]
    pub answer_spans: Vec<String>,
    /// Whether the articles answer it.
    #[serde(default = "yes")]
    pub answerable: bool,
    /// The kind of question, by a name that the set's authors chose.
    #[serde(default)]
    pub kind: Option<String>,
}

impl EvalQuestion {
    /// Whether a passage answers it.
    #[must_use]
    pub fn is_answered_by(&self, passage: &Passage) -> bool {
        self.gold.iter().any(|gold| gold == passage.address())
            || self.is_answered_in(passage.text())
    }

    /// Whether the sentence at `range` (bytes of the passage's text) answers it. If the set names passages only,
    /// whether the passage does.
    pub(crate) fn is_answered_at(&self, passage: &Passage, range: &Range<usize>) -> bool {
        match passage.text().get(range.clone()) {
            Some(sentence) if !self.answer_spans.is_empty() => self.is_answered_in(sentence),
            _ => self.is_answered_by(passage),
        }
    }

    /// Whether a text contains one of the strings that answer it.
    #[must_use]
    pub fn is_answered_in(&self, text: &str) -> bool {
        self.answer_spans
            .iter()
            .any(|span| text.contains(span.as_str()))
    }
}

fn yes() -> bool {
    true
}

/// A named set of questions.
#[derive(Clone, Debug)]
pub struct QuestionSet {
    /// Its name: that of the file, or of its folder if the file is called `questions`.
    pub name: String,
    /// The questions.
    pub questions: Vec<EvalQuestion>,
}

/// Reads a set of questions, one JSON object a line.
///
/// # Errors
/// Fails if the file cannot be read or a line is no question; the message names file and line.
pub fn read(path: &Path) -> Result<QuestionSet> {
    let place = path.display();
    let text = textfile::read(path).with_context(|| format!("{place} cannot be read"))?;
    let mut questions = Vec::new();
    for (number, line) in (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let question: EvalQuestion = serde_json::from_str(line).map_err(|error| {
            // The error counts lines within the one line that it was given.
            let reason = error.to_string().replace(" at line 1 column", ", at column");
            anyhow!("{place}:{number}: not a question (one JSON object a line, with id and question): {reason}")
        })?;
        if question.answerable && question.gold.is_empty() && question.answer_spans.is_empty() {
            bail!(
                "{place}:{number}: an answerable question needs gold or answer_spans; one that the content does not answer has \"answerable\": false"
            );
        }
        questions.push(question);
    }
    ensure!(
        !questions.is_empty(),
        "{place}: there is no question in it (write one JSON object a line, with id and question)"
    );
    let stem = path.file_stem().unwrap_or_default();
    let folder = path
        .parent()
        .and_then(Path::file_name)
        .filter(|_| stem == "questions");
    Ok(QuestionSet {
        name: folder.unwrap_or(stem).to_string_lossy().into_owned(),
        questions,
    })
}

/// The article in which to ask a question: the one that it names, or with `within_article` that of its gold.
pub(crate) fn article_of(question: &EvalQuestion, within_article: bool) -> Option<String> {
    if question.article.is_some() {
        return question.article.clone();
    }
    let (article, _) = question.gold.first()?.rsplit_once('#')?;
    within_article.then(|| article.to_owned())
}

/// Checks that the library has everything that the questions name.
///
/// # Errors
/// Fails if a passage, a text or an article is missing.
pub(crate) fn verify(library: &Library, set: &QuestionSet) -> Result<()> {
    let articles = library.articles();
    let paragraphs = || articles.iter().flat_map(|article| article.paragraphs());
    let addresses: BTreeSet<&str> = paragraphs().map(|paragraph| paragraph.address()).collect();
    for question in &set.questions {
        let id = &question.id;
        let mut gold = question.gold.iter();
        if let Some(missing) = gold.find(|address| !addresses.contains(address.as_str())) {
            bail!(
                "question {id}: there is no passage {missing} in the content (name the set's own with --content)"
            );
        }
        let stands = |span: &str| paragraphs().any(|paragraph| paragraph.text().contains(span));
        if let Some(missing) = question.answer_spans.iter().find(|span| !stands(span)) {
            bail!("question {id}: «{missing}» stands in no passage of the content");
        }
        if let Some(missing) = question
            .article
            .as_ref()
            .filter(|id| library.get(id).is_none())
        {
            bail!("question {id}: there is no article {missing} in the content");
        }
    }
    Ok(())
}
