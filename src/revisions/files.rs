//! The files of revisions: their names, and how they are read and written.
//!
//! A file holds the record of one revision, compressed. Its name is of our making: digits of a hash of the article's id, the
//! time of first serving, the revision; so no id and no request names a file.

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};

/// The extension of a revision's file.
const EXTENSION: &str = "gz";

/// What the name of a file ends in that is being written.
const HALF: &str = ".half";

/// What a file takes on a disk is a multiple of this many bytes.
const BLOCK: u64 = 4_096;

/// The longest record that is read, in bytes: a damaged file cannot fill the memory.
const LONGEST: u64 = 64 * 1024 * 1024;

/// A file of the folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct KeptFile {
    /// When the revision was first served, in milliseconds since 1970.
    pub(super) since: u64,
    /// Which article it is of.
    pub(super) article: String,
    pub(super) revision: String,
    /// What it takes on the disk; 0 if it has yet to be written.
    pub(super) bytes: u64,
}

impl KeptFile {
    pub(super) fn name(&self) -> String {
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

/// The revisions in a folder, the oldest first.
pub(super) fn listed(folder: &Path) -> io::Result<Vec<KeptFile>> {
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

/// Waits until no other process writes in a folder, and keeps the others waiting until the result is dropped. `None` if the
/// file system has no locks: then two processes may keep one revision twice.
pub(super) fn lock(folder: &Path) -> Option<fs::File> {
    let folder = fs::File::open(folder).ok()?;
    folder.lock().ok()?;
    Some(folder)
}

/// Deletes what a program left half-written when it was stopped.
pub(super) fn sweep(folder: &Path) -> io::Result<()> {
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
pub(super) fn put(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let half = folder.join(format!("{name}.{}{HALF}", std::process::id()));
    let written = fs::write(&half, bytes).and_then(|()| fs::rename(&half, folder.join(name)));
    if written.is_err() {
        // It may not even exist.
        let _ = fs::remove_file(&half);
    }
    written
}

/// Deletes a file, if it is still there.
pub(super) fn delete(folder: &Path, name: &str) -> io::Result<()> {
    match fs::remove_file(folder.join(name)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

pub(super) fn compressed(text: &str) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes())?;
    encoder.finish()
}

pub(super) fn uncompressed(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    let decoder = GzDecoder::new(fs::File::open(path)?);
    decoder.take(LONGEST).read_to_string(&mut text)?;
    Ok(text)
}

/// What a file of this size takes on a disk.
pub(super) fn on_disk(bytes: u64) -> u64 {
    bytes.div_ceil(BLOCK).saturating_mul(BLOCK)
}

/// Digits for an article's id, of which every file system can make a name.
pub(super) fn digits(id: &str) -> String {
    let sum = Sha256::digest(id);
    let bytes = sum.iter().take(8);
    bytes.map(|byte| format!("{byte:02x}")).collect()
}
