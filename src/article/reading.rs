//! [`Reading`]: reads the files of a library one by one, and decides which article gets each id.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::document::Article;
use super::files::{Files, Format, is_document, unreadable};
use super::id::Id;
use super::passed_over::PassedOver;
use super::problem::{Problem, Report, shown};
use super::{archive, file};
use crate::hash;
use crate::language::Language;
use crate::parallel;
use crate::textfile::{self, Encoding, NotUtf8};
use crate::wording::Message;

/// The articles and problems found in the files of a library.
#[derive(Default)]
pub(super) struct Reading {
    /// The articles, including those with errors, by file and line.
    claims: Vec<Claim>,
    /// The errors that keep articles out of the library.
    pub(super) errors: Vec<Problem>,
    /// The warnings.
    pub(super) warnings: Vec<Problem>,
    /// The files that are not read.
    pub(super) passed_over: Vec<PassedOver>,
}

/// An article's claim to an id.
struct Claim {
    origin: Origin,
    id: String,
    /// `None` if it has errors.
    article: Option<Arc<Article>>,
    /// Whether it is the earlier version of an article that now has errors.
    is_kept: bool,
}

/// The file and line of an article.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Origin {
    /// Its file, as the caller named it.
    pub(super) file: Arc<Path>,
    /// The line of its id, from 1.
    line: usize,
}

impl Origin {
    /// The origin of an article that was not read from a file.
    pub(super) fn unknown() -> Self {
        Self {
            file: Path::new("").into(),
            line: 1,
        }
    }
}

/// An article and its origin.
pub(super) type Placed = (Origin, Arc<Article>);

impl Reading {
    /// Reads all content files under a path.
    pub(super) fn of(path: &Path) -> Reading {
        let files = Files::of(path);
        let mut reading = Reading {
            errors: files.problems,
            passed_over: files.passed_over,
            ..Reading::default()
        };
        for file in files.read {
            reading.file(&file);
        }
        reading
    }

    /// Reads the bytes of one file.
    pub(super) fn bytes(&mut self, file: &Path, bytes: &[u8]) {
        let name = file.display().to_string();
        let mut report = Report::new(&name);
        match (Format::of(file), textfile::text(bytes)) {
            (None, _) => no_format(file, &mut report),
            (_, Err(error)) => not_utf8(error, &mut report),
            (Some(Format::Article), Ok(text)) => self.article(file, text, bytes, &mut report),
            (Some(Format::Archive), Ok(text)) => self.archive(file, &name, text),
        }
        self.take(report);
    }

    fn file(&mut self, file: &Path) {
        match fs::read(file) {
            Ok(bytes) => self.bytes(file, &bytes),
            Err(error) => {
                let name = file.display().to_string();
                let mut report = Report::new(&name);
                unreadable(&error, &mut report);
                self.take(report);
            }
        }
    }

    fn take(&mut self, report: Report<'_>) {
        let (errors, warnings) = report.into_parts();
        self.errors.extend(errors);
        self.warnings.extend(warnings);
    }

    fn article(&mut self, file: &Path, text: &str, bytes: &[u8], report: &mut Report) {
        let text = if text.contains("\r\n") {
            Cow::Owned(text.replace("\r\n", "\n"))
        } else {
            Cow::Borrowed(text)
        };
        let read = file::article(&text, revision(bytes), report);
        self.claim(file, read, report);
    }

    fn archive(&mut self, file: &Path, name: &str, text: &str) {
        let lines: Vec<(usize, &str)> = (1..)
            .zip(text.lines())
            .filter(|(_, text)| !text.trim().is_empty())
            .collect();
        let read = parallel::each(lines.len(), |place| {
            let (line, text) = lines[place];
            let mut report = Report::new(name);
            let read = archive::article(text, line, revision(text.as_bytes()), &mut report);
            (read, report)
        });
        for (read, mut report) in read {
            self.claim(file, read, &mut report);
            self.take(report);
        }
    }

    fn claim(&mut self, file: &Path, (id, article): (Id, Option<Article>), report: &mut Report) {
        if let Some(article) = &article {
            knows_language(article, file, id.line, report);
        }
        if id.text.is_empty() {
            return;
        }
        self.claims.push(Claim {
            origin: Origin {
                file: file.into(),
                line: id.line,
            },
            id: id.text,
            article: article.map(Arc::new),
            is_kept: false,
        });
    }

    /// Keeps earlier versions of articles that now have errors: of an article whose id was read but not its text, and of an
    /// article whose file has an error.
    pub(super) fn keep<'a>(
        &mut self,
        before: impl Iterator<Item = (&'a Origin, &'a Arc<Article>)>,
    ) {
        let broken: BTreeSet<&Path> = self
            .errors
            .iter()
            .map(|error| Path::new(&error.file))
            .collect();
        let claims = by_id(&self.claims);
        let kept = before.filter_map(|(origin, article)| {
            let claims = claims
                .get(article.id.as_str())
                .map_or(&[][..], Vec::as_slice);
            let is_here = |claim: &&&Claim| claim.origin.file == origin.file;
            let origin = match claims.iter().find(is_here).or(claims.first()) {
                Some(claim) if claim.article.is_some() => return None,
                Some(claim)
                    if is_here(&claim) || claims.iter().all(|claim| claim.article.is_none()) =>
                {
                    &claim.origin
                }
                None if broken.contains(&*origin.file) => origin,
                _ => return None,
            };
            Some(Claim {
                origin: origin.clone(),
                id: article.id.clone(),
                article: Some(Arc::clone(article)),
                is_kept: true,
            })
        });
        let kept: Vec<Claim> = kept.collect();
        self.claims.extend(kept);
    }

    /// Gives each id to one article: the kept earlier version, else the first without errors. Reports every other claim.
    /// Returns the articles by file and line.
    pub(super) fn settle(&mut self) -> Vec<Placed> {
        let mut claims = std::mem::take(&mut self.claims);
        claims.sort_by(|a, b| a.origin.cmp(&b.origin));
        let mut articles: Vec<Placed> = Vec::new();
        for (id, claims) in by_id(&claims) {
            let kept = claims.iter().find(|claim| claim.is_kept);
            let sound = || claims.iter().find(|claim| claim.article.is_some());
            let Some(owner) = kept.or_else(sound).or(claims.first()) else {
                continue;
            };
            for claim in claims.iter().filter(|claim| claim.origin != owner.origin) {
                self.errors.push(taken(id, claim, owner));
            }
            let article = owner.article.as_ref();
            articles.extend(article.map(|article| (owner.origin.clone(), Arc::clone(article))));
        }
        articles.sort_by(|(a, _), (b, _)| a.cmp(b));
        self.errors
            .sort_by_cached_key(|problem| (PathBuf::from(&problem.file), problem.line));
        articles
    }
}

/// Groups claims by id, in their order.
fn by_id(claims: &[Claim]) -> HashMap<&str, Vec<&Claim>> {
    let mut by_id: HashMap<&str, Vec<&Claim>> = HashMap::new();
    for claim in claims {
        by_id.entry(&claim.id).or_default().push(claim);
    }
    by_id
}

/// The error for an id that belongs to another article.
fn taken(id: &str, claim: &Claim, owner: &Claim) -> Problem {
    let what = Message::new("problem-id-taken")
        .with("id", shown(id))
        .with("file", owner.origin.file.display().to_string())
        .with("line", owner.origin.line);
    let file = claim.origin.file.display().to_string();
    Problem::error(
        &file,
        Some(claim.origin.line),
        what,
        Message::new("problem-id-taken-mend"),
    )
}

/// Warns if the article's language is not supported.
fn knows_language(article: &Article, file: &Path, line: usize, report: &mut Report) {
    if Language::from_tag(&article.language).is_some() {
        return;
    }
    let what = Message::new("problem-language").with("language", shown(&article.language));
    let mend = Message::new("problem-language-mend");
    match Format::of(file) {
        Some(Format::Archive) => report.warn(line, what, mend),
        _ => report.warn_whole(what, mend),
    }
}

/// Reports a file whose extension names no supported format.
fn no_format(file: &Path, report: &mut Report) {
    if is_document(file) {
        let mend = Message::new("problem-document-mend").with("file", file.display().to_string());
        report.whole(Message::new("problem-document"), mend);
    } else {
        report.whole(
            Message::new("problem-format"),
            Message::new("problem-format-mend"),
        );
    }
}

/// Reports the encoding of a file that is not UTF-8.
fn not_utf8(error: NotUtf8, report: &mut Report) {
    let mend = Message::new("problem-encoding-mend");
    match error.encoding {
        Encoding::Utf16 => report.whole(Message::new("problem-utf16"), mend),
        Encoding::Latin1 => report.at(error.line, Message::new("problem-latin1"), mend),
        Encoding::Binary => report.whole(
            Message::new("problem-binary"),
            Message::new("problem-binary-mend"),
        ),
        Encoding::Mixed(line) => report.at(line, Message::new("problem-not-utf8"), mend),
    }
}

/// The first eight hexadecimal digits of the SHA-256 hash.
fn revision(bytes: &[u8]) -> String {
    hash::digits(bytes, 4)
}
