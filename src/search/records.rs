//! Vectors as they are kept: one record per passage, under what was embedded, wherever the passage stands.
//!
//! A record is its [`Key`], how many bytes follow, the bytes, and the beginning of the SHA-256 sum of key and bytes. The file of
//! an index's vectors is a row of records in the order in which they were made, and grows while they are being made
//! ([`Journal`]): an interrupted build goes on where it was. What comes after a record that is not whole is forgotten.

use std::fs::{File, TryLockError};
use std::io::{self, BufReader, BufWriter, Read, Write as _};
use std::path::Path;

use sha2::{Digest as _, Sha256};

/// How many bytes a key has: enough that no two texts ever share one.
const KEY: usize = 16;
const SUM: usize = 8;

/// No record is longer, in bytes: one that says so is damaged.
const LONGEST: u64 = 1 << 30;

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

/// The whole records at the beginning of some bytes, read one after the other: each key, with the components under it.
#[derive(Debug)]
pub(super) struct Records<R> {
    source: R,
    /// How many bytes the whole records have that were read.
    whole: u64,
    is_over: bool,
}

impl<R: Read> Records<R> {
    pub(super) fn of(source: R) -> Self {
        Self {
            source,
            whole: 0,
            is_over: false,
        }
    }

    /// The next record; an error if there is none, or if it is not whole.
    fn read(&mut self) -> io::Result<(Key, Vec<i16>)> {
        let damaged = || io::Error::from(io::ErrorKind::InvalidData);
        let mut key = [0; KEY];
        self.source.read_exact(&mut key)?;
        let mut length = [0; 8];
        self.source.read_exact(&mut length)?;
        let length = u64::from_le_bytes(length);
        if length > LONGEST {
            return Err(damaged());
        }
        let mut body = Vec::new();
        (&mut self.source).take(length).read_to_end(&mut body)?;
        let mut found = [0; SUM];
        self.source.read_exact(&mut found)?;
        let key = Key(key);
        if found != sum(&key, &body) {
            return Err(damaged());
        }
        self.whole += KEY as u64 + 8 + length + SUM as u64;
        Ok((key, components(&body)))
    }
}

impl<R: Read> Iterator for Records<R> {
    type Item = (Key, Vec<i16>);

    fn next(&mut self) -> Option<Self::Item> {
        let read = (!self.is_over).then(|| self.read().ok()).flatten();
        self.is_over = read.is_none();
        read
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
fn components(body: &[u8]) -> Vec<i16> {
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

/// A file of records that grows. Whoever has it open is the only one who adds to it, in any process.
#[derive(Debug)]
pub(super) struct Journal(BufWriter<File>);

impl Journal {
    /// Opens a file to go on after its last whole record; `learn` is told all records that it has. `None` if another process
    /// has it open.
    ///
    /// # Errors
    /// Fails if the file cannot be written.
    pub(super) fn open(
        path: &Path,
        learn: impl FnMut((Key, Vec<i16>)),
    ) -> io::Result<Option<Self>> {
        let options = File::options().create(true).read(true).append(true).clone();
        let file = options.open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        let mut records = Records::of(BufReader::new(&file));
        records.by_ref().for_each(learn);
        file.set_len(records.whole)?;
        Ok(Some(Self(BufWriter::new(file))))
    }

    /// Adds a record.
    ///
    /// # Errors
    /// Fails if it cannot be written.
    pub(super) fn add(&mut self, key: &Key, rows: &[i16]) -> io::Result<()> {
        self.0.write_all(&record(key, rows))?;
        self.0.flush()
    }
}
