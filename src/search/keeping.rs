//! Keeping vectors as they are made, in a file beside the index of words.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result};

use super::records::{Journal, Key, Records};
use super::store::Store;

/// How often is looked whether another process still makes the same vectors.
const AGAIN: Duration = Duration::from_millis(50);

/// Where the vectors of an index are kept, and what is there.
pub(super) struct Keeping {
    store: Store,
    fingerprint: String,
    must_keep: bool,
    there: HashSet<Key>,
    journal: Option<Journal>,
    error: Option<io::Error>,
}

/// The rows of a passage under their key.
type Record = (Key, Vec<i16>);

impl Keeping {
    /// Vectors are kept beside the index of this fingerprint. `must_keep` tells whether it is an error if they cannot be.
    pub(super) fn new(store: Store, fingerprint: String, must_keep: bool) -> Self {
        Self {
            store,
            fingerprint,
            must_keep,
            there: HashSet::new(),
            journal: None,
            error: None,
        }
    }

    /// Reads what is there.
    pub(super) fn read(&mut self, mut learn: impl FnMut(Record)) {
        for record in records(&self.store.vectors(&self.fingerprint)) {
            self.there.insert(record.0);
            learn(record);
        }
    }

    /// Reads what the other indexes of the store have.
    pub(super) fn read_others(&self, mut learn: impl FnMut(Record)) {
        for path in self.store.vectors_of_others(&self.fingerprint) {
            records(&path).for_each(&mut learn);
        }
    }

    /// Opens the file to add to it. While another process does, this one waits for what that one makes, unless it is to stop.
    pub(super) fn open(&mut self, is_stopped: impl Fn() -> bool, mut learn: impl FnMut(Record)) {
        let path = self.store.vectors(&self.fingerprint);
        while !is_stopped() {
            let there = &mut self.there;
            there.clear();
            let opened = Journal::open(&path, |record| {
                there.insert(record.0);
                learn(record);
            });
            match opened {
                Ok(None) => thread::sleep(AGAIN),
                Ok(journal) => {
                    self.journal = journal;
                    return;
                }
                Err(error) => return self.fail(error),
            }
        }
    }

    /// Keeps the rows of a passage, unless they are kept.
    pub(super) fn add(&mut self, key: &Key, rows: &[i16]) {
        if let Some(journal) = &mut self.journal
            && self.there.insert(*key)
            && let Err(error) = journal.add(key, rows)
        {
            self.fail(error);
        }
    }

    /// Whether all that was given is kept.
    ///
    /// # Errors
    /// Fails if it is not, and must be.
    pub(super) fn kept(&mut self) -> Result<()> {
        let error = self.error.take().filter(|_| self.must_keep);
        error.map_or(Ok(()), |error| {
            Err(error).with_context(|| self.store.cannot_keep())
        })
    }

    fn fail(&mut self, error: io::Error) {
        self.journal = None;
        tracing::warn!(store = %self.store.root().display(), %error, "vectors not kept");
        self.error = Some(error);
    }
}

fn records(path: &Path) -> impl Iterator<Item = Record> {
    let file = File::open(path).into_iter();
    file.flat_map(|file| Records::of(BufReader::new(file)))
}
