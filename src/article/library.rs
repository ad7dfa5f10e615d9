//! The articles that can be asked about, read from a file or a folder.
//!
//! Content is read whole or not at all: one problem anywhere and there is no library, but the list of all problems of
//! all files. Half a library would answer "that is not in the article" where it is.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use super::problem::{Report, Severity};
use super::{Article, ContentError, Problem, archive, file};
use crate::textfile;

/// The article that is always there, in its own file's bytes.
const BUNDLED: &str = include_str!("../../content/csto-kazachstan.md");

/// The articles, each with an id of its own.
#[derive(Debug, Clone)]
pub struct Library {
    articles: Vec<Arc<Article>>,
    places: HashMap<String, usize>,
    doubts: Vec<Problem>,
}

impl Library {
    /// Reads an article file (`.md`), an archive (`.jsonl`), or every one of those in a folder, by file name.
    ///
    /// In a folder, `README.md` and names that begin with a dot are skipped, and subfolders are not looked into.
    ///
    /// # Errors
    /// All that is wrong, of all files: see the module's documentation.
    pub fn load(path: &Path) -> Result<Library, ContentError> {
        let mut reading = Reading::default();
        match files(path) {
            Ok(files) => {
                for file in files {
                    reading.file(&file);
                }
            }
            Err(problem) => reading.problems.push(problem),
        }
        reading.finish(&path.display().to_string())
    }

    /// The library of the one article that is compiled in.
    pub fn bundled() -> Library {
        let read = Library::from_text("csto-kazachstan.md", BUNDLED);
        read.expect("the bundled article is sound: a test reads it")
    }

    /// Reads a text as if it were the content of the file `name`, whose extension tells article from archive.
    ///
    /// # Errors
    /// All that is wrong with the text.
    pub fn from_text(name: &str, text: &str) -> Result<Library, ContentError> {
        let mut reading = Reading::default();
        reading.bytes(name, text.as_bytes());
        reading.finish(name)
    }

    /// Whether a folder holds an article or an archive.
    pub fn is_in(folder: &Path) -> bool {
        folder.is_dir() && files(folder).is_ok_and(|files| !files.is_empty())
    }

    /// The articles, in the order of their files and lines.
    pub fn articles(&self) -> &[Arc<Article>] {
        &self.articles
    }

    /// What may be meant otherwise than it is read, in the order of the files and their lines.
    pub fn doubts(&self) -> &[Problem] {
        &self.doubts
    }

    /// The article with this id.
    pub fn get(&self, id: &str) -> Option<&Arc<Article>> {
        self.places
            .get(id)
            .and_then(|place| self.articles.get(*place))
    }

    /// Sixteen hexadecimal digits that change whenever an article does, or their order.
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        for article in &self.articles {
            hash.update(&article.id);
            hash.update("\n");
            hash.update(&article.revision);
            hash.update("\n");
        }
        hexadecimal(&hash.finalize(), 8)
    }
}

/// How the files that a path stands for look from outside: their names, sizes and times. Two looks that differ mean that
/// something was written between them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look(Vec<(PathBuf, Option<(u64, SystemTime)>)>);

impl Look {
    /// A look at the files that [`Library::load`] would read. What cannot be seen is part of what is seen: it never fails.
    pub fn at(path: &Path) -> Look {
        let seen = |file: PathBuf| {
            // Of a link, what it leads to: that is what is read.
            let metadata = fs::metadata(&file).ok();
            let seen = metadata.and_then(|data| Some((data.len(), data.modified().ok()?)));
            (file, seen)
        };
        Look(
            files(path)
                .unwrap_or_default()
                .into_iter()
                .map(seen)
                .collect(),
        )
    }
}

/// What a file is, by its extension.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Article,
    Archive,
}

impl Format {
    fn of(name: &Path) -> Option<Format> {
        let extension = name.extension()?.to_str()?.to_lowercase();
        match extension.as_str() {
            "md" | "markdown" | "html" | "htm" => Some(Format::Article),
            "jsonl" => Some(Format::Archive),
            _ => None,
        }
    }
}

/// The files that a path stands for, in order.
fn files(path: &Path) -> Result<Vec<PathBuf>, Problem> {
    let unreadable = |error: &dyn std::fmt::Display| Problem {
        severity: Severity::Error,
        file: path.display().to_string(),
        line: None,
        what: format!("This cannot be read: {error}."),
        mend: "Check the path and its permissions.".to_owned(),
    };
    let metadata = fs::metadata(path).map_err(|error| unreadable(&error))?;
    if !metadata.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(|error| unreadable(&error))? {
        let file = entry.map_err(|error| unreadable(&error))?.path();
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .to_lowercase();
        let skipped = name == "readme.md" || name.starts_with('.');
        if !skipped && Format::of(&file).is_some() && !file.is_dir() {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

/// A library in the making.
#[derive(Default)]
struct Reading {
    articles: Vec<Arc<Article>>,
    /// Every id with the file and the line that gave it first, those of broken articles too.
    ids: HashMap<String, (String, usize)>,
    problems: Vec<Problem>,
    doubts: Vec<Problem>,
}

impl Reading {
    fn file(&mut self, file: &Path) {
        let name = file.display().to_string();
        match fs::read(file) {
            Ok(bytes) => self.bytes(&name, &bytes),
            Err(error) => {
                let mut report = Report::new(&name);
                let what = format!("This cannot be read: {error}.");
                report.whole(what, "Check the path and its permissions.");
                self.take(report);
            }
        }
    }

    fn bytes(&mut self, name: &str, bytes: &[u8]) {
        let mut report = Report::new(name);
        if let Some(text) = utf8(bytes, &mut report) {
            match Format::of(Path::new(name)) {
                Some(Format::Article) => self.article(name, text, bytes, &mut report),
                Some(Format::Archive) => self.archive(name, text, &mut report),
                None => report.whole(
                    "This is neither an article nor an archive.",
                    "Name an article .md and an archive .jsonl.",
                ),
            }
        }
        self.take(report);
    }

    fn take(&mut self, report: Report<'_>) {
        let (problems, doubts) = report.into_parts();
        self.problems.extend(problems);
        self.doubts.extend(doubts);
    }

    fn article(&mut self, name: &str, text: &str, bytes: &[u8], report: &mut Report) {
        let text = if text.contains("\r\n") {
            Cow::Owned(text.replace("\r\n", "\n"))
        } else {
            Cow::Borrowed(text)
        };
        let (id, article) = file::article(&text, revision(bytes), report);
        self.claim(&id.text, name, id.line, report);
        self.articles.extend(article.map(Arc::new));
    }

    fn archive(&mut self, name: &str, text: &str, report: &mut Report) {
        for (line, text) in (1..).zip(text.lines()) {
            if text.trim().is_empty() {
                continue;
            }
            let (id, article) = archive::article(text, line, revision(text.as_bytes()), report);
            self.claim(&id.text, name, id.line, report);
            self.articles.extend(article.map(Arc::new));
        }
    }

    /// Notes who has an id, and reports the second to want it.
    fn claim(&mut self, id: &str, name: &str, line: usize, report: &mut Report) {
        if id.is_empty() {
            return;
        }
        if let Some((file, first)) = self.ids.get(id) {
            let what = format!("The id {id:?} is taken already, by {file}:{first}.");
            report.at(line, what, "Give each article an id of its own.");
            return;
        }
        self.ids.insert(id.to_owned(), (name.to_owned(), line));
    }

    fn finish(mut self, path: &str) -> Result<Library, ContentError> {
        if self.articles.is_empty() && self.problems.is_empty() {
            let mut report = Report::new(path);
            report.whole(
                "There is no article here.",
                "Add an article (.md) or an archive (.jsonl).",
            );
            self.take(report);
        }
        if !self.problems.is_empty() {
            return Err(ContentError {
                problems: self.problems,
            });
        }
        let ids = self.articles.iter().map(|article| article.id.clone());
        let places = ids.enumerate().map(|(place, id)| (id, place)).collect();
        Ok(Library {
            articles: self.articles,
            places,
            doubts: self.doubts,
        })
    }
}

/// The text of a file; reports the line that is not UTF-8.
fn utf8<'a>(bytes: &'a [u8], report: &mut Report) -> Option<&'a str> {
    textfile::text(bytes)
        .inspect_err(|error| {
            report.at(
                error.line,
                "This line is not UTF-8.",
                "Save the file as UTF-8.",
            );
        })
        .ok()
}

/// The first eight hexadecimal digits of the SHA-256.
fn revision(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes), 4)
}

fn hexadecimal(bytes: &[u8], count: usize) -> String {
    let mut digits = String::new();
    for byte in bytes.iter().take(count) {
        write!(digits, "{byte:02x}").expect("a String takes every write");
    }
    digits
}
