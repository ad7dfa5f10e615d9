//! The journal of a build: the vectors that are ready, so that an interrupted build goes on where it was.
//!
//! One record per passage: its number, how many bytes follow, the bytes, and the beginning of their SHA-256 sum. Whatever
//! comes after a record that is not whole is forgotten. A journal is a convenience: what cannot be written to it is only
//! work that may have to be done again.

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::vectors::{bytes, components};

const SUM: usize = 8;

/// The number of a passage, with its vectors.
pub(super) type Record = (usize, Vec<i16>);

/// The vectors of passages that are ready.
#[derive(Debug, Default)]
pub(super) struct Journal {
    ready: Vec<Record>,
    file: Option<BufWriter<File>>,
}

impl Journal {
    /// Opens the journal in a file, and goes on after its last whole record.
    pub(super) fn open(path: &Path) -> Self {
        let mut ready = Vec::new();
        let kept = fs::read(path).unwrap_or_default();
        let mut rest = kept.as_slice();
        while let Some((record, after)) = record(rest) {
            ready.push(record);
            rest = after;
        }
        let whole = (kept.len() - rest.len()) as u64;
        let file = File::options().create(true).append(true).open(path);
        let file = file.and_then(|file| file.set_len(whole).map(|()| BufWriter::new(file)));
        if let Err(error) = &file {
            tracing::warn!(journal = %path.display(), %error, "an interrupted build will begin anew");
        }
        Self {
            ready,
            file: file.ok(),
        }
    }

    /// Keeps nothing: for a build that nobody can take up again.
    pub(super) fn none() -> Self {
        Self::default()
    }

    /// What was ready when the journal was opened.
    pub(super) fn take(&mut self) -> Vec<Record> {
        std::mem::take(&mut self.ready)
    }

    /// Notes that a passage is ready.
    pub(super) fn add(&mut self, number: usize, rows: &[i16]) {
        let Some(file) = &mut self.file else {
            return;
        };
        let body = bytes(rows);
        let written = file
            .write_all(&head(number, body.len()))
            .and_then(|()| file.write_all(&body))
            .and_then(|()| file.write_all(&sum(number, &body)))
            .and_then(|()| file.flush());
        if let Err(error) = written {
            tracing::warn!(%error, "an interrupted build will begin anew");
            self.file = None;
        }
    }
}

fn head(number: usize, length: usize) -> [u8; 16] {
    let mut head = [0; 16];
    let (first, second) = head.split_at_mut(8);
    first.copy_from_slice(&(number as u64).to_le_bytes());
    second.copy_from_slice(&(length as u64).to_le_bytes());
    head
}

fn sum(number: usize, body: &[u8]) -> [u8; SUM] {
    let mut hash = Sha256::new();
    hash.update(head(number, body.len()));
    hash.update(body);
    let mut sum = [0; SUM];
    sum.copy_from_slice(&hash.finalize()[..SUM]);
    sum
}

/// The first record of some bytes, where it is whole, and what comes after it.
fn record(bytes: &[u8]) -> Option<(Record, &[u8])> {
    let (number, rest) = bytes.split_first_chunk::<8>()?;
    let (length, rest) = rest.split_first_chunk::<8>()?;
    let number = usize::try_from(u64::from_le_bytes(*number)).ok()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let (body, rest) = rest.split_at_checked(length)?;
    let (found, rest) = rest.split_first_chunk::<SUM>()?;
    (*found == sum(number, body)).then(|| ((number, components(body)), rest))
}
