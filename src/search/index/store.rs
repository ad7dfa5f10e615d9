//! The store: a folder of indexes, with a folder for each fingerprint.
//!
//! An index is written under another name and then renamed, so a reader sees a whole index or none. Every folder has a list of
//! its files' SHA-256 sums; an index with a byte too few, too many or changed is [`StoredIndex::Damaged`] and is never opened.
//! A writer holds a lock, so an unfinished folder is that of a process that died, and is removed. Readers need no lock and no
//! permission to write.
//!
//! The file of vectors is not in the list, because it grows. Each of its records has a sum of its own
//! ([`records`](super::vectors::records)).

use std::cmp::Reverse;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::lexical::IndexFiles;
use crate::hash;

const SUMS: &str = "SHA256SUMS";
const LOCK: &str = ".lock";
const UNFINISHED: &str = ".unfinished-";

/// The file of vectors in the folder of an index.
const VECTORS: &str = "vectors";

/// The prefix of files in which earlier versions kept unfinished vectors.
const JOURNAL: &str = ".journal-";

/// How many indexes of other contents or versions are kept.
const OTHERS_KEPT: usize = 3;

/// Where to keep an index.
#[derive(Clone, Copy, Debug)]
pub enum Keep<'a> {
    /// Nowhere: it ends with the process.
    InMemory,
    /// In this store, or nowhere if that fails.
    IfPossible(&'a Path),
    /// In this store; it is an error if that fails.
    Here(&'a Path),
}

/// Where an index came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexOrigin {
    /// It was loaded from the store.
    Loaded,
    /// It was built now.
    Built,
}

impl IndexOrigin {
    /// The origin of two parts together: loaded if both were.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        if self == Self::Loaded { other } else { self }
    }
}

/// A store.
#[derive(Clone, Debug)]
pub(super) struct Store {
    root: PathBuf,
}

/// The index that a store has under a fingerprint.
#[derive(Debug)]
pub(super) enum StoredIndex {
    /// Every byte is as it was written.
    Intact(IndexFiles),
    /// It is not what was written, for this reason.
    Damaged(String),
    /// There is none; `others` says whether there are indexes of other contents or versions.
    Absent { others: bool },
}

/// The lock of a writer, held until it is dropped.
#[derive(Debug)]
pub(super) struct WriteLock(#[expect(dead_code, reason = "the open file is the lock")] File);

/// The folder of one index in a store.
pub(in crate::search) struct IndexFolder {
    pub(super) store: Store,
    pub(super) fingerprint: String,
    /// Whether it is an error if nothing can be written there.
    pub(super) must_keep: bool,
}

impl IndexFolder {
    /// The file of its vectors.
    pub(super) fn vectors(&self) -> PathBuf {
        self.store.root.join(&self.fingerprint).join(VECTORS)
    }

    /// The files of the vectors of the store's other indexes, newest first.
    pub(super) fn vectors_of_others(&self) -> Vec<PathBuf> {
        let indexes = self.store.indexes().into_iter();
        let others = indexes.filter(|path| !path.ends_with(&self.fingerprint));
        others.map(|path| path.join(VECTORS)).collect()
    }
}

impl Store {
    pub(super) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
        }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Reads the index of a fingerprint.
    pub(super) fn load(&self, fingerprint: &str) -> StoredIndex {
        let folder = self.root.join(fingerprint);
        if !folder.is_dir() {
            return StoredIndex::Absent {
                others: !self.indexes().is_empty(),
            };
        }
        match read_checked(&folder) {
            Ok(files) => StoredIndex::Intact(files),
            Err(error) => StoredIndex::Damaged(error.to_string()),
        }
    }

    /// Makes the folder if it is missing, waits for the lock, and removes the unfinished folders of processes that died.
    pub(super) fn lock(&self) -> io::Result<WriteLock> {
        fs::create_dir_all(&self.root)?;
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(self.root.join(LOCK))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                tracing::info!(store = %self.root.display(), "another process makes an index here: waiting for it");
                file.lock()?;
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
        for (path, name) in self.entries() {
            if name.starts_with(UNFINISHED) || name.starts_with(JOURNAL) {
                remove(&path)?;
            }
        }
        Ok(WriteLock(file))
    }

    /// The error message for an operator if nothing can be written here.
    pub(super) fn cannot_keep(&self) -> String {
        format!(
            "the index cannot be kept in {} (make room there, make it writable, or name another folder with --store)",
            self.root.display()
        )
    }

    /// Writes an index under its fingerprint. It replaces the previous one whole, or not at all; its vectors stay.
    pub(super) fn save(
        &self,
        _held: &WriteLock,
        fingerprint: &str,
        files: &IndexFiles,
    ) -> io::Result<()> {
        let aside = self.root.join(format!("{UNFINISHED}{fingerprint}"));
        let place = self.root.join(fingerprint);
        let written = write_checked(&aside, files).and_then(|()| {
            if fs::symlink_metadata(&place).is_ok() {
                // If this fails, the vectors are made again.
                let _ = fs::hard_link(place.join(VECTORS), aside.join(VECTORS));
                fs::rename(
                    &place,
                    self.root.join(format!("{UNFINISHED}old-{fingerprint}")),
                )?;
            }
            fs::rename(&aside, &place)?;
            sync_folder(&self.root)
        });
        if written.is_err() {
            // Frees room. The first error is the one to report.
            let _ = fs::remove_dir_all(&aside);
        }
        written?;
        self.prune(fingerprint);
        Ok(())
    }

    /// Removes the oldest indexes. One that cannot be removed stays.
    fn prune(&self, current: &str) {
        let _ = remove(&self.root.join(format!("{UNFINISHED}old-{current}")));
        let others = self
            .indexes()
            .into_iter()
            .filter(|path| !path.ends_with(current));
        for path in others.skip(OTHERS_KEPT) {
            let _ = fs::remove_dir_all(path);
        }
    }

    /// The folders of indexes, newest first. Nothing else in the store's folder is ever touched.
    fn indexes(&self) -> Vec<PathBuf> {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        let is_fingerprint = |name: &str| name.len() == 16 && name.bytes().all(is_digit);
        let mut indexes: Vec<PathBuf> = self
            .entries()
            .into_iter()
            .filter(|(path, name)| {
                is_fingerprint(name) && is_folder(path) && path.join(SUMS).is_file()
            })
            .map(|(path, _)| path)
            .collect();
        indexes.sort_by_key(|path| Reverse(changed(path)));
        indexes
    }

    /// The entries of the store's folder, with their names.
    fn entries(&self) -> Vec<(PathBuf, String)> {
        let entries = fs::read_dir(&self.root).into_iter().flatten().flatten();
        entries
            .map(|entry| {
                (
                    entry.path(),
                    entry.file_name().to_string_lossy().into_owned(),
                )
            })
            .collect()
    }
}

/// When a file or folder last changed.
fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|data| data.modified()).ok()
}

/// Whether a path is a folder and no link to one.
fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|data| data.is_dir())
}

/// Removes a file, a link, or a folder with everything in it.
fn remove(path: &Path) -> io::Result<()> {
    if is_folder(path) {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    }
}

fn read_checked(folder: &Path) -> io::Result<IndexFiles> {
    let damaged = |what: String| io::Error::new(io::ErrorKind::InvalidData, what);
    let sums = fs::read_to_string(folder.join(SUMS))
        .map_err(|error| damaged(format!("{SUMS}: {error}")))?;
    let mut files = IndexFiles::new();
    let mut listed = 0;
    for line in sums.lines() {
        let (sum, name) = line
            .split_once("  ")
            .ok_or_else(|| damaged(format!("{SUMS} is not a list of sums")))?;
        if name == VECTORS {
            // Earlier versions listed it.
            continue;
        }
        listed += 1;
        if name.contains(['/', '\\']) {
            return Err(damaged(format!("{SUMS} names a file outside the index")));
        }
        let bytes =
            fs::read(folder.join(name)).map_err(|error| damaged(format!("{name}: {error}")))?;
        if checksum(&bytes) != sum {
            return Err(damaged(format!("{name} is not as it was written")));
        }
        files.insert(name.to_owned(), bytes);
    }
    // Tantivy opens an index without some of its files, and then finds nothing.
    let is_listed = |entry: &io::Result<fs::DirEntry>| !matches!(entry, Ok(entry) if entry.file_name() == VECTORS);
    let is_whole = sums.ends_with('\n')
        && listed == files.len()
        && fs::read_dir(folder)?.filter(is_listed).count() == files.len() + 1;
    if !is_whole {
        return Err(damaged(format!("{SUMS} does not list every file")));
    }
    Ok(files)
}

fn write_checked(folder: &Path, files: &IndexFiles) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut sums = String::new();
    for (name, bytes) in files {
        write_synced(&folder.join(name), bytes)?;
        sums.push_str(&format!("{}  {name}\n", checksum(bytes)));
    }
    write_synced(&folder.join(SUMS), sums.as_bytes())?;
    sync_folder(folder)
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes the names in a folder durable. Only Unix needs it.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

fn checksum(bytes: &[u8]) -> String {
    hash::digits(bytes, 32)
}
