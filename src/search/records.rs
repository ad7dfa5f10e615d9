//! Vectors as they are kept: one record per passage, under what was embedded, wherever the passage stands.
//!
//! A record is its [`Key`], how many bytes follow, the bytes, and the beginning of the SHA-256 sum of key and bytes. An index
//! keeps its vectors so, and so does the journal of a build, which lets an interrupted build go on where it was: whatever
//! comes after a record that is not whole is forgotten. A journal is a convenience: what cannot be written to it is only
//! work that may have to be done again.

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::Path;

use sha2::{Digest as _, Sha256};

/// How many bytes a key has: enough that no two texts ever share one.
const KEY: usize = 16;
const SUM: usize = 8;

/// What the vectors of a passage are known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key([u8; KEY]);

impl Key {
    /// The key of parts that all count, in their order.
    pub(super) fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Self(beginning(hash))
    }
}

/// The whole records at the beginning of some bytes: each key, with the components under it, still as bytes.
#[derive(Clone, Debug)]
pub(super) struct Records<'a>(&'a [u8]);

impl<'a> Records<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (Key, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (key, rest) = self.0.split_first_chunk()?;
        let (length, rest) = rest.split_first_chunk()?;
        let (body, rest) = rest.split_at_checked(u64::from_le_bytes(*length).try_into().ok()?)?;
        let (found, rest) = rest.split_first_chunk()?;
        let key = Key(*key);
        (*found == sum(&key, body)).then(|| {
            self.0 = rest;
            (key, body)
        })
    }
}

/// A record: a key, and the components under it.
pub(super) fn record(key: &Key, rows: &[i16]) -> Vec<u8> {
    let body: Vec<u8> = rows
        .iter()
        .flat_map(|component| component.to_le_bytes())
        .collect();
    let mut record = key.0.to_vec();
    record.extend((body.len() as u64).to_le_bytes());
    record.extend(&body);
    record.extend(sum(key, &body));
    record
}

/// Components from the bytes of a record.
pub(super) fn components(body: &[u8]) -> Vec<i16> {
    let (pairs, _) = body.as_chunks::<2>();
    pairs.iter().map(|pair| i16::from_le_bytes(*pair)).collect()
}

fn sum(key: &Key, body: &[u8]) -> [u8; SUM] {
    let mut hash = Sha256::new();
    hash.update(key.0);
    hash.update(body);
    beginning(hash)
}

fn beginning<const N: usize>(hash: Sha256) -> [u8; N] {
    let mut beginning = [0; N];
    beginning.copy_from_slice(&hash.finalize()[..N]);
    beginning
}

/// The journal of a build: the vectors that are ready.
#[derive(Debug, Default)]
pub(super) struct Journal(Option<BufWriter<File>>);

impl Journal {
    /// Opens the journal in a file, to go on after its last whole record.
    pub(super) fn open(path: &Path) -> Self {
        let kept = fs::read(path).unwrap_or_default();
        let mut records = Records::of(&kept);
        records.by_ref().for_each(drop);
        let whole = (kept.len() - records.0.len()) as u64;
        let file = File::options().create(true).append(true).open(path);
        let file = file.and_then(|file| file.set_len(whole).map(|()| BufWriter::new(file)));
        if let Err(error) = &file {
            tracing::warn!(journal = %path.display(), %error, "an interrupted build will begin anew");
        }
        Self(file.ok())
    }

    /// Keeps nothing: for a build that nobody can take up again.
    pub(super) fn none() -> Self {
        Self::default()
    }

    /// Notes that a passage is ready.
    pub(super) fn add(&mut self, key: &Key, rows: &[i16]) {
        let Some(file) = &mut self.0 else {
            return;
        };
        let written = file
            .write_all(&record(key, rows))
            .and_then(|()| file.flush());
        if let Err(error) = written {
            tracing::warn!(%error, "an interrupted build will begin anew");
            self.0 = None;
        }
    }
}
