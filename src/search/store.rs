//! Where an index is kept between runs: one folder per fingerprint, written aside and moved into place whole.
//!
//! A reader sees either a whole index or none. Every folder holds a list of its files' SHA-256 sums; an index with a
//! byte too few, too many or changed is reported as [`Kept::Damaged`] and is never opened. Whoever writes holds a lock,
//! so what lies half-written under it was left by a process that died, and is removed. Readers need no lock and no
//! permission to write.
//!
//! The file of the index's vectors stands beside the others and is not in the list: it grows, and each of its records has a sum
//! of its own ([`super::records`]).

use std::cmp::Reverse;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use sha2::{Digest as _, Sha256};

use super::lexical::Files;

const SUMS: &str = "SHA256SUMS";
const LOCK: &str = ".lock";
const UNFINISHED: &str = ".unfinished-";

/// The file of an index that holds its vectors.
const VECTORS: &str = "vectors";

/// What earlier versions kept vectors in while they were made.
const JOURNAL: &str = ".journal-";

/// How many indexes of other contents or versions stay beside the newest.
const OTHERS_KEPT: usize = 3;

/// A folder of indexes.
#[derive(Clone, Debug)]
pub(super) struct Store {
    root: PathBuf,
}

/// What a store holds under a fingerprint.
#[derive(Debug)]
pub(super) enum Kept {
    /// The index, every byte as it was written.
    Whole(Files),
    /// Something that is not the index that was written, and why.
    Damaged(String),
    /// Nothing; `others` tells whether there are indexes of other contents or versions.
    Nothing { others: bool },
}

/// The right to write, until it is dropped.
#[derive(Debug)]
pub(super) struct WriteLock(#[expect(dead_code, reason = "the open file is the lock")] File);

impl Store {
    pub(super) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
        }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Reads the index that was written under a fingerprint.
    pub(super) fn load(&self, fingerprint: &str) -> Kept {
        let folder = self.root.join(fingerprint);
        if !folder.is_dir() {
            return Kept::Nothing {
                others: !self.indexes().is_empty(),
            };
        }
        match read_checked(&folder) {
            Ok(files) => Kept::Whole(files),
            Err(error) => Kept::Damaged(error.to_string()),
        }
    }

    /// Waits for the right to write, makes the folder where it is missing, and clears what a dead writer left.
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

    /// The file in which the vectors of an index are kept.
    pub(super) fn vectors(&self, fingerprint: &str) -> PathBuf {
        self.root.join(fingerprint).join(VECTORS)
    }

    /// The files in which the vectors of the other indexes are kept, those of the newest index first.
    pub(super) fn vectors_of_others(&self, fingerprint: &str) -> Vec<PathBuf> {
        let indexes = self.indexes().into_iter();
        let others = indexes.filter(|path| !path.ends_with(fingerprint));
        others.map(|path| path.join(VECTORS)).collect()
    }

    /// What to tell the operator if nothing can be kept here.
    pub(super) fn cannot_keep(&self) -> String {
        format!(
            "the index cannot be kept in {} (make room there, make it writable, or name another folder with --store)",
            self.root.display()
        )
    }

    /// Writes an index under its fingerprint. What was there before is replaced at once, or not at all, but for its vectors.
    pub(super) fn save(
        &self,
        _held: &WriteLock,
        fingerprint: &str,
        files: &Files,
    ) -> io::Result<()> {
        let aside = self.root.join(format!("{UNFINISHED}{fingerprint}"));
        let place = self.root.join(fingerprint);
        let written = write_checked(&aside, files).and_then(|()| {
            if fs::symlink_metadata(&place).is_ok() {
                // They have sums of their own. Without them they are made again.
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
            // Room matters most where writing failed; the error to tell is the first one.
            let _ = fs::remove_dir_all(&aside);
        }
        written?;
        self.prune(fingerprint);
        Ok(())
    }

    /// Removes the oldest indexes beyond those worth keeping. What cannot be removed stays: it harms nobody.
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

    /// The folders that are indexes, the newest first: nothing else in the store's folder is ever touched.
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

    /// What lies in the store's folder, with its name.
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

/// When what lies at a path last changed.
fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|data| data.modified()).ok()
}

/// Whether a path is a folder itself, and no link to one.
fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|data| data.is_dir())
}

/// Removes a folder with all that is in it, or a file; of a link, the link.
fn remove(path: &Path) -> io::Result<()> {
    if is_folder(path) {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    }
}

fn read_checked(folder: &Path) -> io::Result<Files> {
    let damaged = |what: String| io::Error::new(io::ErrorKind::InvalidData, what);
    let sums = fs::read_to_string(folder.join(SUMS))
        .map_err(|error| damaged(format!("{SUMS}: {error}")))?;
    let mut files = Files::new();
    let mut listed = 0;
    for line in sums.lines() {
        let (sum, name) = line
            .split_once("  ")
            .ok_or_else(|| damaged(format!("{SUMS} is not a list of sums")))?;
        if name == VECTORS {
            // Earlier versions listed them.
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
    // Tantivy does without some of its files: it would find nothing where it should.
    let is_listed = |entry: &io::Result<fs::DirEntry>| !matches!(entry, Ok(entry) if entry.file_name() == VECTORS);
    let is_whole = sums.ends_with('\n')
        && listed == files.len()
        && fs::read_dir(folder)?.filter(is_listed).count() == files.len() + 1;
    if !is_whole {
        return Err(damaged(format!("{SUMS} does not list every file")));
    }
    Ok(files)
}

fn write_checked(folder: &Path, files: &Files) -> io::Result<()> {
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

/// Makes the names in a folder last. Where folders cannot be opened as files this is not needed.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

fn checksum(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes as lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
