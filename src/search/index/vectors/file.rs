//! The file of an index's vectors, which is written while they are made.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result};

use super::records::{RecordKey, RecordWriter, Records};
use crate::search::index::store::IndexFolder;

/// How often to check whether another process still writes the file.
const AGAIN: Duration = Duration::from_millis(50);

/// The file of an index's vectors.
pub(super) struct VectorFile {
    folder: IndexFolder,
    /// The keys of the records in the file.
    keys: HashSet<RecordKey>,
    writer: Option<RecordWriter>,
    error: Option<io::Error>,
}

/// Vectors under their key.
type Record = (RecordKey, Vec<i16>);

impl VectorFile {
    /// The file in the folder of an index.
    pub(super) fn new(folder: IndexFolder) -> Self {
        Self {
            folder,
            keys: HashSet::new(),
            writer: None,
            error: None,
        }
    }

    /// Reads the records of the file.
    pub(super) fn read(&mut self, mut learn: impl FnMut(Record)) {
        for record in records(&self.folder.vectors()) {
            self.keys.insert(record.0);
            learn(record);
        }
    }

    /// Reads the records of the store's other indexes.
    pub(super) fn read_others(&self, mut learn: impl FnMut(Record)) {
        for path in self.folder.vectors_of_others() {
            records(&path).for_each(&mut learn);
        }
    }

    /// Opens the file for writing, and reads it again. Waits as long as another process writes it, unless it is stopped.
    pub(super) fn open(&mut self, is_stopped: impl Fn() -> bool, mut learn: impl FnMut(Record)) {
        let path = self.folder.vectors();
        while !is_stopped() {
            let keys = &mut self.keys;
            keys.clear();
            let opened = RecordWriter::open(&path, |record| {
                keys.insert(record.0);
                learn(record);
            });
            match opened {
                Ok(None) => thread::sleep(AGAIN),
                Ok(writer) => {
                    self.writer = writer;
                    return;
                }
                Err(error) => return self.fail(error),
            }
        }
    }

    /// Whether the file has a record with this key.
    pub(super) fn has(&self, key: &RecordKey) -> bool {
        self.keys.contains(key)
    }

    /// Adds vectors, unless the file has them.
    pub(super) fn add(&mut self, key: &RecordKey, rows: &[i16]) {
        if let Some(writer) = &mut self.writer
            && self.keys.insert(*key)
            && let Err(error) = writer.add(key, rows)
        {
            self.fail(error);
        }
    }

    /// Checks that everything was written.
    ///
    /// # Errors
    /// Fails if it was not, but must be.
    pub(super) fn check(&mut self) -> Result<()> {
        let error = self.error.take().filter(|_| self.folder.must_keep);
        error.map_or(Ok(()), |error| {
            Err(error).with_context(|| self.folder.store.cannot_keep())
        })
    }

    fn fail(&mut self, error: io::Error) {
        self.writer = None;
        tracing::warn!(store = %self.folder.store.root().display(), %error, "vectors not kept");
        self.error = Some(error);
    }
}

fn records(path: &Path) -> impl Iterator<Item = Record> {
    let file = File::open(path).into_iter();
    file.flat_map(|file| Records::of(BufReader::new(file)))
}
