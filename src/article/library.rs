//! [`Library`]: the articles of a file or a folder.
//!
//! A library leaves out articles with errors and reports them. Of two articles with one id it takes the first by path, so
//! that adding a file later does not change a citation.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::document::Article;
use super::files::Files;
use super::passed_over::PassedOver;
use super::problem::{ContentError, Problem};
use super::reading::{Origin, Reading};
use super::texts::ArticleText;
use crate::hash::hex;
use crate::wording::Message;

/// The file of the bundled article.
const BUNDLED_NAME: &str = "csto-kazachstan.md";
const BUNDLED: &str = include_str!("../../content/csto-kazachstan.md");

/// Articles with unique ids.
#[derive(Debug, Clone)]
pub struct Library {
    articles: Vec<Arc<Article>>,
    /// The file and line of each article.
    origins: Vec<Origin>,
    /// The index of the article with each id.
    places: HashMap<String, usize>,
    errors: Vec<Problem>,
    warnings: Vec<Problem>,
    passed_over: Vec<PassedOver>,
}

impl Library {
    /// Reads an article file (`.md`, `.markdown`, `.txt`), an archive (`.jsonl`), or every one of those in a folder and its
    /// subfolders, by path.
    ///
    /// In a folder, `README.md` and names that begin with a dot are ignored.
    ///
    /// # Errors
    /// Fails if no article can be read; the error lists all problems.
    pub fn load(path: &Path) -> Result<Library, ContentError> {
        Self::of(Reading::of(path), path)
    }

    /// Reads a path again. If an article now has errors, this library's version of it stays.
    ///
    /// # Errors
    /// Fails if no article is left.
    pub fn reload(&self, path: &Path) -> Result<Library, ContentError> {
        let mut reading = Reading::of(path);
        reading.keep(self.origins.iter().zip(&self.articles));
        Self::of(reading, path)
    }

    /// The text of the bundled article, as a file has it.
    pub fn bundled_text() -> ArticleText {
        ArticleText {
            name: BUNDLED_NAME.to_owned(),
            text: BUNDLED.to_owned(),
            place: BUNDLED_NAME.to_owned(),
        }
    }

    /// The library of the bundled article.
    pub fn bundled() -> Library {
        let read = Library::from_text(BUNDLED_NAME, BUNDLED);
        read.expect("the bundled article is sound: a test reads it")
    }

    /// Reads a text as if it were the content of the file `name`, whose extension tells article from archive.
    ///
    /// # Errors
    /// Fails if no article in it can be read; the error lists all problems.
    pub fn from_text(name: &str, text: &str) -> Result<Library, ContentError> {
        let mut reading = Reading::default();
        reading.bytes(Path::new(name), text.as_bytes());
        Self::of(reading, Path::new(name))
    }

    /// The library of one article.
    pub fn of_one(article: Arc<Article>) -> Library {
        Self::of_these(vec![article])
    }

    /// The library of these articles, whose ids differ.
    pub fn of_these(articles: Vec<Arc<Article>>) -> Library {
        let ids = articles.iter().map(|article| article.id.clone());
        Library {
            places: ids.zip(0..).collect(),
            origins: articles.iter().map(|_| Origin::unknown()).collect(),
            articles,
            errors: Vec::new(),
            warnings: Vec::new(),
            passed_over: Vec::new(),
        }
    }

    fn of(mut reading: Reading, path: &Path) -> Result<Library, ContentError> {
        let (origins, articles): (Vec<_>, Vec<_>) = reading.settle().into_iter().unzip();
        let Reading {
            mut errors,
            warnings,
            passed_over,
            ..
        } = reading;
        if articles.is_empty() {
            if errors.is_empty() {
                errors.push(nothing_in(path));
            }
            return Err(ContentError {
                errors,
                warnings,
                passed_over,
            });
        }
        let ids = articles
            .iter()
            .map(|article: &Arc<Article>| article.id.clone());
        let places = ids.enumerate().map(|(place, id)| (id, place)).collect();
        Ok(Library {
            articles,
            origins,
            places,
            errors,
            warnings,
            passed_over,
        })
    }

    /// Whether a folder holds an article or an archive.
    pub fn is_in(folder: &Path) -> bool {
        folder.is_dir() && !Files::of(folder).read.is_empty()
    }

    /// The articles, in the order of their files and lines.
    pub fn articles(&self) -> &[Arc<Article>] {
        &self.articles
    }

    /// The errors that keep articles out, by file and line.
    pub fn errors(&self) -> &[Problem] {
        &self.errors
    }

    /// The warnings, by file and line.
    pub fn warnings(&self) -> &[Problem] {
        &self.warnings
    }

    /// The files that are not read, by path.
    pub fn passed_over(&self) -> &[PassedOver] {
        &self.passed_over
    }

    /// The index in [`Library::articles`] of the article with this id.
    pub(crate) fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// The article with this id.
    pub fn get(&self, id: &str) -> Option<&Arc<Article>> {
        self.articles.get(self.place(id)?)
    }

    /// The articles of the files whose path ends with `file`.
    pub fn in_file(&self, file: &Path) -> Vec<Arc<Article>> {
        let placed = self.origins.iter().zip(&self.articles);
        let here = placed.filter(|(origin, _)| origin.file.ends_with(file));
        here.map(|(_, article)| Arc::clone(article)).collect()
    }

    /// A hash of all articles and their order, in sixteen hexadecimal digits.
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        for article in &self.articles {
            hash.update(&article.id);
            hash.update("\n");
            hash.update(&article.revision);
            hash.update("\n");
        }
        hex(&hash.finalize()[..8])
    }
}

/// The error for a path without articles.
fn nothing_in(path: &Path) -> Problem {
    let [what, mend] = ["problem-nothing", "problem-nothing-mend"].map(Message::new);
    Problem::error(&path.display().to_string(), None, what, mend)
}
