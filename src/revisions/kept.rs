//! [`Kept`]: the folder of the revisions that were served.
//!
//! What is served is [noted](KeepRevisions::note) at once and written later, beside serving: a revision can be read from the
//! moment at which it was noted. When the folder is full, the oldest revision goes that is not served any more; if all are
//! served, no more are kept.
//!
//! Several processes may share a folder. One writes at a time, after it has read what the others wrote.

use std::collections::{HashMap, HashSet, VecDeque};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::files::{
    KeptFile, alone, compressed, delete, digits, listed, on_disk, put, sweep, uncompressed,
};
use super::{KeepRevisions, Revision};
use crate::article::{Article, Library};
use crate::parallel::lock;

/// The folder of revisions that were served.
#[derive(Debug)]
pub struct Kept {
    folder: PathBuf,
    /// The most bytes that all files take together.
    room: u64,
    known: Mutex<Known>,
    /// Held while files are written, so that nobody has to wait who only reads.
    writing: Mutex<()>,
}

/// What is known of the folder. Of processes that share it, each knows what it found and kept itself.
#[derive(Debug, Default)]
struct Known {
    /// What is in the folder, the oldest first.
    files: Vec<KeptFile>,
    /// What all files take together, in bytes.
    held: u64,
    /// What has yet to be written, the oldest first; all of it is newer than the files.
    unwritten: VecDeque<(KeptFile, Arc<Article>)>,
    /// The articles that are served, each with its revision.
    served: HashSet<(String, String)>,
}

impl Known {
    /// The files that were found in the folder.
    fn of(files: Vec<KeptFile>) -> Self {
        Self {
            held: files.iter().map(|file| file.bytes).sum(),
            files,
            ..Self::default()
        }
    }

    /// The last revision of each article.
    fn last(&self) -> HashMap<String, String> {
        let files = self.files.iter();
        let files = files.chain(self.unwritten.iter().map(|(file, _)| file));
        let revision = |file: &KeptFile| (file.article.clone(), file.revision.clone());
        files.map(revision).collect()
    }

    /// Adds the articles of a library that are not the last known revision, all served from `now` on.
    fn note(&mut self, library: &Library, now: u64) {
        let last = self.last();
        let articles = library.articles().iter();
        let articles = articles.map(|article| (digits(&article.id), article));
        self.served.clear();
        for (digits, article) in articles {
            let revision = &article.revision;
            self.served.insert((digits.clone(), revision.clone()));
            if last.get(&digits) != Some(revision) {
                let file = KeptFile {
                    since: now,
                    article: digits,
                    revision: revision.clone(),
                    bytes: 0,
                };
                self.unwritten.push_back((file, Arc::clone(article)));
            }
        }
        self.put_in_order();
    }

    /// Takes over what other processes wrote meanwhile.
    fn found(&mut self, files: Vec<KeptFile>) {
        let (unwritten, served) = (
            std::mem::take(&mut self.unwritten),
            std::mem::take(&mut self.served),
        );
        *self = Self::of(files);
        let mut last = self.last();
        let is_new = |(file, _): &(KeptFile, _)| {
            let before = last.insert(file.article.clone(), file.revision.clone());
            before.as_ref() != Some(&file.revision)
        };
        self.unwritten = unwritten.into_iter().filter(is_new).collect();
        self.served = served;
        self.put_in_order();
    }

    /// Has what is unwritten come after the files, one after the other, whatever the clock says.
    fn put_in_order(&mut self) {
        let mut before = self.files.last().map_or(0, |file| file.since);
        for (file, _) in &mut self.unwritten {
            file.since = file.since.max(before.saturating_add(1));
            before = file.since;
        }
    }

    /// Removes the oldest file that is not served any more.
    fn remove_oldest(&mut self) -> Option<KeptFile> {
        let is_old = |file: &KeptFile| {
            let revision = (file.article.clone(), file.revision.clone());
            !self.served.contains(&revision)
        };
        let oldest = self.files.iter().position(is_old)?;
        let file = self.files.remove(oldest);
        self.held = self.held.saturating_sub(file.bytes);
        Some(file)
    }

    /// The first of what is unwritten was written, and takes so many bytes.
    fn written(&mut self, bytes: u64) {
        let Some((file, _)) = self.unwritten.pop_front() else {
            return;
        };
        self.held = self.held.saturating_add(bytes);
        self.files.push(KeptFile { bytes, ..file });
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
            known: Mutex::new(Known::of(files)),
            writing: Mutex::new(()),
        }
    }

    /// The files of an article, the oldest first, each with its text if it has yet to be written.
    fn of_article(&self, id: &str) -> Vec<(KeptFile, Option<Arc<Article>>)> {
        let digits = digits(id);
        let known = lock(&self.known);
        let files = known.files.iter().map(|file| (file, None));
        let unwritten = known.unwritten.iter();
        let unwritten = unwritten.map(|(file, article)| (file, Some(Arc::clone(article))));
        let own = files
            .chain(unwritten)
            .filter(|(file, _)| file.article == digits);
        own.map(|(file, article)| (file.clone(), article)).collect()
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

    /// Writes what has yet to be written, and deletes what there is no room for. Returns how many revisions found no room.
    fn write(&self) -> io::Result<usize> {
        let _alone = lock(&self.writing);
        if lock(&self.known).unwritten.is_empty() {
            return Ok(0);
        }
        fs::create_dir_all(&self.folder)?;
        let _locked = alone(&self.folder);
        sweep(&self.folder)?;
        let files = listed(&self.folder)?;
        lock(&self.known).found(files);
        while let Some((file, article)) = self.next() {
            let record = compressed(&article.record())?;
            let bytes = on_disk(u64::try_from(record.len()).unwrap_or(u64::MAX));
            if !self.make_room(bytes)? {
                let mut known = lock(&self.known);
                return Ok(std::mem::take(&mut known.unwritten).len());
            }
            put(&self.folder, &file.name(), &record)?;
            lock(&self.known).written(bytes);
        }
        Ok(0)
    }

    /// What is to be written next.
    fn next(&self) -> Option<(KeptFile, Arc<Article>)> {
        lock(&self.known).unwritten.front().cloned()
    }

    /// Deletes the oldest revisions that are not served any more, until there is room for so many bytes. Returns whether there
    /// is.
    fn make_room(&self, bytes: u64) -> io::Result<bool> {
        loop {
            let oldest = {
                let mut known = lock(&self.known);
                if known.held.saturating_add(bytes) <= self.room {
                    return Ok(true);
                }
                known.remove_oldest()
            };
            let Some(oldest) = oldest else {
                return Ok(false);
            };
            delete(&self.folder, &oldest.name())?;
        }
    }
}

impl KeepRevisions for Kept {
    fn note(&self, library: &Library) {
        lock(&self.known).note(library, now());
    }

    fn keep(&self) {
        match self.write() {
            Ok(0) => {}
            Ok(articles) => tracing::warn!(
                articles,
                folder = %self.folder.display(),
                "there is no room to keep the revisions that are served; --revisions gives more"
            ),
            Err(error) => {
                lock(&self.known).unwritten.clear();
                unkept(&self.folder, &error);
            }
        }
    }

    fn of(&self, id: &str, most: usize) -> Vec<Revision> {
        let revision = |(file, article): (KeptFile, Option<Arc<Article>>)| {
            Some(Revision {
                article: article.or_else(|| self.read(id, &file))?,
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
        let files = self.of_article(id).into_iter();
        let (file, article) = files.rev().find(|(file, _)| file.revision == revision)?;
        article.or_else(|| self.read(id, &file))
    }
}

fn unkept(folder: &Path, error: &io::Error) {
    let folder = folder.display();
    tracing::warn!(%folder, %error, "revisions that are served are not kept");
}

/// The milliseconds since 1970.
fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let milliseconds = since.unwrap_or_default().as_millis();
    u64::try_from(milliseconds).unwrap_or(u64::MAX)
}
