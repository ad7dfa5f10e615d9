//! [`Folder`]: writes imported articles as files with unique names.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::draft::Draft;
use super::refusal::{Refusal, refusal};
use super::web::last_part;
use crate::article::Library;
use crate::wording::Message;

/// The most bytes of an id.
const LONGEST: usize = 60;

/// The content folder for imported articles.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    replace: bool,
    /// The ids given in this run.
    given: HashSet<String>,
    /// The ids of articles that were in the folder before.
    there: HashSet<String>,
}

/// The file of an imported article.
#[derive(Debug)]
pub struct Placed {
    /// The article's id.
    pub id: String,
    /// Its file.
    pub file: PathBuf,
    /// Whether it replaced a file.
    pub replaced: bool,
}

impl Folder {
    /// Opens a folder, which need not exist; `replace` permits overwriting files in it.
    #[must_use]
    pub fn open(path: &Path, replace: bool) -> Self {
        let library = Library::load(path).ok();
        let articles = library.iter().flat_map(|library| library.articles());
        Self {
            path: path.to_owned(),
            replace,
            given: HashSet::new(),
            there: articles.map(|article| article.id.clone()).collect(),
        }
    }

    /// Writes an article, with an id made from its title or its address.
    ///
    /// # Errors
    /// Fails if the file exists and `replace` is false, or if it cannot be written.
    pub fn put(&mut self, source: &str, draft: &Draft) -> Result<Placed, Refusal> {
        let id = self.free(&id(source, draft));
        let file = self.path.join(format!("{id}.md"));
        let replaced = file.exists();
        self.given.insert(id.clone());
        if replaced && !self.replace {
            let what = Message::new("import-exists").with("file", file.display().to_string());
            return Err(refusal(source, what, Message::new("import-exists-mend")));
        }
        write(&file, &draft.file(&id)).map_err(|error| {
            let what = Message::new("import-unwritable")
                .with("file", file.display().to_string())
                .with("error", error.to_string());
            refusal(source, what, Message::new("import-unwritable-mend"))
        })?;
        Ok(Placed { id, file, replaced })
    }

    /// The id, with a number added if another article of this run or another file has it.
    fn free(&self, id: &str) -> String {
        let is_taken = |id: &String| {
            let is_elsewhere =
                self.there.contains(id) && !self.path.join(format!("{id}.md")).exists();
            self.given.contains(id) || is_elsewhere
        };
        let numbered = (2..).map(|number| format!("{id}-{number}"));
        let mut candidates = std::iter::once(id.to_owned()).chain(numbered);
        candidates.find(|id| !is_taken(id)).unwrap_or_default()
    }
}

/// Writes a file atomically.
fn write(file: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let aside = file.with_extension("md.new");
    fs::write(&aside, text)?;
    fs::rename(&aside, file)
}

/// Makes an id from the title, else from the last part of the address, else from the source's file name.
fn id(source: &str, draft: &Draft) -> String {
    let part = draft.url.as_deref().and_then(last_part).unwrap_or_default();
    let stem = Path::new(source)
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy();
    let candidates = [slug(&draft.title), slug(part), slug(&stem)];
    let found = candidates.into_iter().find(|id| !id.is_empty());
    found.unwrap_or_else(|| "artikel".to_owned())
}

/// A text in lower case, without diacritics, its words joined by hyphens and cut at a word's end.
fn slug(text: &str) -> String {
    let bare = text
        .nfkd()
        .filter(|char| !is_combining_mark(*char) && !matches!(char, '’' | '\'' | '‘'));
    let lower: String = bare.flat_map(char::to_lowercase).collect();
    let mut slug = String::new();
    let words = lower.split(|char: char| !char.is_ascii_alphanumeric());
    for word in words.filter(|word| !word.is_empty()) {
        if !slug.is_empty() {
            if slug.len() + 1 + word.len() > LONGEST {
                break;
            }
            slug.push('-');
        }
        slug.push_str(word.get(..LONGEST).unwrap_or(word));
    }
    // The bot ignores `README.md`.
    if slug == "readme" {
        "readme-artikel".to_owned()
    } else {
        slug
    }
}
