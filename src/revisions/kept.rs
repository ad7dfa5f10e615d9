//! [`Kept`]: the folder of the revisions that were served.
//!
//! A file holds the record of one revision, compressed. Its name is of our making: digits of a hash of the article's id, the
//! time of first serving, the revision; so no id and no request names a file. When the folder is full, the oldest revision goes
//! that is not served any more; if all are served, no more are kept.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

use super::{KeepRevisions, Revision};
use crate::article::{Article, Library};
use crate::hash;
use crate::parallel::lock;

/// The extension of a revision's file.
const EXTENSION: &str = "gz";

/// What the name of a file ends in that is being written.
const HALF: &str = ".half";

/// What a file takes on a disk is a multiple of this many bytes.
const BLOCK: u64 = 4_096;

/// The longest record that is read, in bytes: a damaged file cannot fill the memory.
const LONGEST: u64 = 64 * 1024 * 1024;

/// The folder of revisions that were served.
#[derive(Debug)]
pub struct Kept {
    folder: PathBuf,
    /// The most bytes that all files take together.
    room: u64,
    /// What is in the folder, the oldest first. Of processes that share the folder, each knows what it found and kept itself.
    files: Mutex<Vec<KeptFile>>,
    /// Held while files are written, so that nobody has to wait who only reads.
    writing: Mutex<()>,
}

/// A file of the folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct KeptFile {
    /// When the revision was first served, in milliseconds since 1970.
    since: u64,
    /// Which article it is of.
    article: String,
    revision: String,
    bytes: u64,
}

impl KeptFile {
    fn name(&self) -> String {
        format!(
            "{}-{:014}-{}.{EXTENSION}",
            self.article, self.since, self.revision
        )
    }

    /// The file with this name and size; `None` if the name is not of our making.
    fn named(name: &str, bytes: u64) -> Option<Self> {
        let parts = name.strip_suffix(".gz")?.split('-');
        let [article, since, revision] = parts.collect::<Vec<_>>().try_into().ok()?;
        Some(Self {
            since: since.parse().ok()?,
            article: article.to_owned(),
            revision: revision.to_owned(),
            bytes: on_disk(bytes),
        })
    }
}

impl Kept {
    /// The revisions in a folder, which need not exist, with room for so many bytes.
    #[must_use]
    pub fn at(folder: PathBuf, room: u64) -> Self {
        let files = listed(&folder).unwrap_or_else(|error| {
            if error.kind() != io::ErrorKind::NotFound {
                unkept(&folder, &error);
            }
            Vec::new()
        });
        Self {
            folder,
            room,
            files: Mutex::new(files),
            writing: Mutex::new(()),
        }
    }

    /// The files of an article, the oldest first.
    fn of_article(&self, id: &str) -> Vec<KeptFile> {
        let article = digits(id);
        let files = lock(&self.files);
        let own = files.iter().filter(|file| file.article == article);
        own.cloned().collect()
    }

    /// Reads a file; `None` if it cannot be used, which is logged.
    fn read(&self, id: &str, file: &KeptFile) -> Option<Arc<Article>> {
        let path = self.folder.join(file.name());
        let pass_over = |why: &dyn std::fmt::Display| {
            let file = path.display();
            tracing::warn!(%file, why = %why, "an earlier revision cannot be read; it is passed over");
            None
        };
        let text = match uncompressed(&path) {
            Ok(text) => text,
            Err(error) => return pass_over(&error),
        };
        match Article::from_record(&text) {
            Some(article) if article.id == id && article.revision == file.revision => {
                Some(Arc::new(article))
            }
            _ => pass_over(&"it does not hold what its name says"),
        }
    }

    /// Writes the articles that are not kept yet, and deletes what there is no room for.
    fn write(&self, library: &Library) -> io::Result<()> {
        let _alone = self.writing.lock();
        let mut files = lock(&self.files).clone();
        let mut last: HashMap<&str, &KeptFile> = HashMap::new();
        for file in files.iter() {
            last.insert(&file.article, file);
        }
        let articles = library.articles().iter();
        let articles: Vec<_> = articles
            .map(|article| (digits(&article.id), article))
            .collect();
        let is_new = |(digits, article): &&(String, &Arc<Article>)| {
            let known = last.get(digits.as_str());
            known.is_none_or(|known| known.revision != article.revision)
        };
        let new: Vec<_> = articles.iter().filter(is_new).cloned().collect();
        if new.is_empty() {
            return Ok(());
        }
        let revisions = articles.iter();
        let served: HashSet<(String, String)> = revisions
            .map(|(digits, article)| (digits.clone(), article.revision.clone()))
            .collect();
        fs::create_dir_all(&self.folder)?;
        sweep(&self.folder)?;
        let mut held: u64 = files.iter().map(|file| file.bytes).sum();
        let mut since = now().max(files.last().map_or(0, |file| file.since));
        let mut left_out = new.len();
        for (article, one) in new {
            let compressed = compressed(&one.record())?;
            let bytes = on_disk(u64::try_from(compressed.len()).unwrap_or(u64::MAX));
            while held.saturating_add(bytes) > self.room {
                let is_old = |file: &KeptFile| {
                    !served.contains(&(file.article.clone(), file.revision.clone()))
                };
                let Some(oldest) = files.iter().position(is_old) else {
                    break;
                };
                let file = files.remove(oldest);
                lock(&self.files).retain(|other| *other != file);
                held = held.saturating_sub(file.bytes);
                self.delete(&file)?;
            }
            if held.saturating_add(bytes) > self.room {
                break;
            }
            left_out -= 1;
            since = since.saturating_add(1);
            let file = KeptFile {
                since,
                article,
                revision: one.revision.clone(),
                bytes,
            };
            put(&self.folder, &file.name(), &compressed)?;
            held += bytes;
            files.push(file.clone());
            lock(&self.files).push(file);
        }
        if left_out > 0 {
            tracing::warn!(
                articles = left_out,
                folder = %self.folder.display(),
                "there is no room to keep the revisions that are served; --revisions gives more"
            );
        }
        Ok(())
    }

    fn delete(&self, file: &KeptFile) -> io::Result<()> {
        match fs::remove_file(self.folder.join(file.name())) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

impl KeepRevisions for Kept {
    fn keep(&self, library: &Library) {
        if let Err(error) = self.write(library) {
            unkept(&self.folder, &error);
        }
    }

    fn of(&self, id: &str, most: usize) -> Vec<Revision> {
        let revision = |file: KeptFile| {
            Some(Revision {
                article: self.read(id, &file)?,
                since: UNIX_EPOCH + Duration::from_millis(file.since),
            })
        };
        let files = self.of_article(id);
        let surplus = files.len().saturating_sub(most);
        files
            .into_iter()
            .skip(surplus)
            .filter_map(revision)
            .collect()
    }

    fn article(&self, id: &str, revision: &str) -> Option<Arc<Article>> {
        let files = self.of_article(id);
        let file = files.iter().rfind(|file| file.revision == revision)?;
        self.read(id, file)
    }
}

fn unkept(folder: &Path, error: &io::Error) {
    let folder = folder.display();
    tracing::warn!(%folder, %error, "revisions that are served are not kept");
}

/// The revisions in a folder, the oldest first.
fn listed(folder: &Path) -> io::Result<Vec<KeptFile>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some(file) = name.to_str() else { continue };
        files.extend(KeptFile::named(file, entry.metadata()?.len()));
    }
    files.sort();
    Ok(files)
}

/// Deletes what a program left half-written when it was stopped.
fn sweep(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default();
        if name.as_encoded_bytes().ends_with(HALF.as_bytes()) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Writes a file under another name first, so that no half-written one is ever read.
fn put(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let half = folder.join(format!("{name}.{}{HALF}", std::process::id()));
    let written = fs::write(&half, bytes).and_then(|()| fs::rename(&half, folder.join(name)));
    if written.is_err() {
        // It may not even exist.
        let _ = fs::remove_file(&half);
    }
    written
}

fn compressed(text: &str) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes())?;
    encoder.finish()
}

fn uncompressed(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    let decoder = GzDecoder::new(fs::File::open(path)?);
    decoder.take(LONGEST).read_to_string(&mut text)?;
    Ok(text)
}

/// What a file of this size takes on a disk.
fn on_disk(bytes: u64) -> u64 {
    bytes.div_ceil(BLOCK).saturating_mul(BLOCK)
}

/// Digits for an article's id, of which every file system can make a name.
fn digits(id: &str) -> String {
    hash::digits(id, 8)
}

/// The milliseconds since 1970.
fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let milliseconds = since.unwrap_or_default().as_millis();
    u64::try_from(milliseconds).unwrap_or(u64::MAX)
}
