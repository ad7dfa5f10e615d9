//! The file format of vectors: a record for each passage, and one for its sentences ([`Level`](super::level::Level)).
//! Earlier versions wrote one for both.
//!
//! A record is a [`RecordKey`], the number of bytes that follow, the bytes, and the beginning of the SHA-256 sum of key and
//! bytes. Records stand in the order in which they were made. A file grows while vectors are made ([`RecordWriter`]), so an
//! interrupted build continues where it was. Everything after a damaged record is ignored.

use std::fs::{File, TryLockError};
use std::io::{self, BufReader, BufWriter, Read, Write as _};
use std::path::Path;

use sha2::{Digest as _, Sha256};

/// The number of bytes of a key, which is enough that no two texts share one.
const KEY: usize = 16;
const SUM: usize = 8;

/// The most bytes of a record. One that claims more is damaged.
const LONGEST: u64 = 1 << 30;

/// The key of a passage's vectors: a hash of everything that was embedded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::search) struct RecordKey([u8; KEY]);

impl RecordKey {
    /// The key of these parts, in their order.
    pub(in crate::search) fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Self(beginning(hash))
    }

    /// The key of a part of what has this key.
    pub(super) fn part(&self, name: &str) -> Self {
        Self::of([self.0.as_slice(), name.as_bytes()])
    }
}

/// Reads records up to the first damaged one: each key with its components.
#[derive(Debug)]
pub(super) struct Records<R> {
    source: R,
    /// The number of bytes of the records that were read.
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

    /// Reads the next record. Fails if there is none or it is damaged.
    fn read(&mut self) -> io::Result<(RecordKey, Vec<i16>)> {
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
        let key = RecordKey(key);
        if found != sum(&key, &body) {
            return Err(damaged());
        }
        self.whole += KEY as u64 + 8 + length + SUM as u64;
        Ok((key, components(&body)))
    }
}

impl<R: Read> Iterator for Records<R> {
    type Item = (RecordKey, Vec<i16>);

    fn next(&mut self) -> Option<Self::Item> {
        let read = (!self.is_over).then(|| self.read().ok()).flatten();
        self.is_over = read.is_none();
        read
    }
}

/// The bytes of a record.
pub(super) fn record(key: &RecordKey, rows: &[i16]) -> Vec<u8> {
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

fn sum(key: &RecordKey, body: &[u8]) -> [u8; SUM] {
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

/// Adds records to a file. One writer at a time may have it open, in any process.
#[derive(Debug)]
pub(super) struct RecordWriter(BufWriter<File>);

impl RecordWriter {
    /// Opens a file to continue after its last whole record. `learn` gets all records that it has. `None` if another process
    /// has it open.
    ///
    /// # Errors
    /// Fails if the file cannot be written.
    pub(super) fn open(
        path: &Path,
        learn: impl FnMut((RecordKey, Vec<i16>)),
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
    pub(super) fn add(&mut self, key: &RecordKey, rows: &[i16]) -> io::Result<()> {
        self.0.write_all(&record(key, rows))?;
        self.0.flush()
    }
}
