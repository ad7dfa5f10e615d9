//! Lists the content files under a path, with subfolders. Hidden files and folders are ignored; other files that are not
//! content are listed as [`PassedOver`], so that `check` can name them.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::passed_over::{PassedOver, Reason};
use super::problem::{Problem, Report};
use crate::wording::Message;

/// Files that are about a folder, in lower case.
const READMES: [&str; 3] = ["readme.md", "readme.markdown", "readme.txt"];

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// One article: front matter and text.
    Article,
    /// JSON with one article per line.
    Archive,
}

impl Format {
    /// The format of a file with this name; `None` if it is neither.
    pub(super) fn of(name: &Path) -> Option<Format> {
        match extension(name)?.as_str() {
            "md" | "markdown" | "txt" | "html" | "htm" => Some(Format::Article),
            "jsonl" => Some(Format::Archive),
            _ => None,
        }
    }
}

/// Whether a file with this name is a document that `voetnoot import` makes an article of.
pub(super) fn is_document(name: &Path) -> bool {
    let documents = ["html", "htm", "xhtml", "docx", "odt", "xml", "rss", "atom"];
    extension(name).is_some_and(|extension| documents.contains(&extension.as_str()))
}

fn extension(name: &Path) -> Option<String> {
    Some(name.extension()?.to_str()?.to_lowercase())
}

/// The files under a path, sorted.
#[derive(Default)]
pub(super) struct Files {
    /// The content files.
    pub(super) read: Vec<PathBuf>,
    /// The other files.
    pub(super) passed_over: Vec<PassedOver>,
    /// The files and folders that could not be read.
    pub(super) problems: Vec<Problem>,
}

impl Files {
    /// Lists a file, or all files of a folder and its subfolders.
    pub(super) fn of(path: &Path) -> Files {
        let mut files = Files::default();
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => files.folder(path, &mut BTreeSet::new()),
            Ok(_) => files.read.push(path.to_owned()),
            Err(error) => files.unreadable(path, &error),
        }
        files.read.sort();
        files.passed_over.sort_by(|a, b| a.file.cmp(&b.file));
        files
    }

    /// Lists a folder. `above` holds the canonical paths of its parents, so that a link to one of them is not followed.
    fn folder(&mut self, folder: &Path, above: &mut BTreeSet<PathBuf>) {
        let entries = fs::canonicalize(folder).and_then(|path| Ok((path, fs::read_dir(folder)?)));
        let (path, entries) = match entries {
            Ok(read) => read,
            Err(error) => return self.unreadable(folder, &error),
        };
        if !above.insert(path.clone()) {
            return;
        }
        for entry in entries {
            match entry {
                Ok(entry) => self.entry(entry.path(), above),
                Err(error) => self.unreadable(folder, &error),
            }
        }
        above.remove(&path);
    }

    fn entry(&mut self, file: PathBuf, above: &mut BTreeSet<PathBuf>) {
        let name = file.file_name().unwrap_or_default();
        if name.as_encoded_bytes().starts_with(b".") {
            return;
        }
        if file.is_dir() {
            self.folder(&file, above);
        } else if READMES.contains(&name.to_string_lossy().to_lowercase().as_str()) {
            self.pass_over(file, Reason::Readme);
        } else if is_document(&file) {
            self.pass_over(file, Reason::Document);
        } else if Format::of(&file).is_none() {
            self.pass_over(file, Reason::Other);
        } else {
            self.read.push(file);
        }
    }

    fn pass_over(&mut self, file: PathBuf, reason: Reason) {
        self.passed_over.push(PassedOver { file, reason });
    }

    fn unreadable(&mut self, path: &Path, error: &dyn Display) {
        let name = path.display().to_string();
        let mut report = Report::new(&name);
        unreadable(error, &mut report);
        self.problems.extend(report.into_parts().0);
    }
}

/// Reports that a file or a folder cannot be read.
pub(super) fn unreadable(error: &dyn Display, report: &mut Report) {
    let what = Message::new("problem-unreadable").with("error", error.to_string());
    report.whole(what, Message::new("problem-unreadable-mend"));
}

/// The names, sizes and modification times of the content files under a path. If two looks differ, a file changed in
/// between.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look(Vec<(PathBuf, Option<(u64, SystemTime)>)>);

impl Look {
    /// Looks at the files that [`Library::load`](super::Library::load) would read. Never fails: an unreadable file is
    /// recorded as such.
    #[must_use]
    pub fn at(path: &Path) -> Look {
        let seen = |file: PathBuf| {
            // `metadata` follows links, as reading does.
            let metadata = fs::metadata(&file).ok();
            let seen = metadata.and_then(|data| Some((data.len(), data.modified().ok()?)));
            (file, seen)
        };
        Look(Files::of(path).read.into_iter().map(seen).collect())
    }
}
