//! Builds the index of words of a library, or loads it from the store if it fits.

use std::iter;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

use crate::analyzer;
use crate::article::{Library, READING_VERSION};
use crate::excerpt::Passage;
use crate::hash::hex;

use super::analysis::{Analysis, KnownWords};
use super::lexical::{self, Lexical};
use super::store::{IndexFolder, IndexOrigin, Keep, Store, StoredIndex};
use super::vectors::embedding;
use crate::search::model::Embed;

/// The fingerprint of a library's index, 16 hexadecimal digits: it covers the content, how it is read, the analysis, the
/// lexicon, the fields and the model.
#[must_use]
pub fn fingerprint(library: &Library, model: Option<&dyn Embed>) -> String {
    let mut hash = Sha256::new();
    for part in [
        library.fingerprint().as_str(),
        READING_VERSION,
        analyzer::VERSION,
        env!("VOETNOOT_LEXICON"),
        lexical::SCHEMA_VERSION,
        model.map_or("", |_| embedding::VERSION),
        model.map_or("", Embed::identity),
    ] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hex(&hash.finalize()[..8])
}

/// Loads the index of words of a library, or builds it. Also returns its folder in the store; `None` if it is kept nowhere.
pub(in crate::search) fn open(
    library: &Library,
    passages: &[Passage],
    keep: Keep<'_>,
    model: Option<&dyn Embed>,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<(Lexical, IndexOrigin, Option<IndexFolder>)> {
    let fingerprint = fingerprint(library, model);
    let (folder, must_keep) = match keep {
        Keep::InMemory => {
            let lexical = build(library, passages, &fingerprint, progress)?;
            return Ok((lexical, IndexOrigin::Built, None));
        }
        Keep::IfPossible(folder) => (folder, false),
        Keep::Here(folder) => (folder, true),
    };
    let store = Store::new(folder);
    let index_folder = || IndexFolder {
        store: store.clone(),
        fingerprint: fingerprint.clone(),
        must_keep,
    };
    let load = || load(&store, &fingerprint);
    if let Ok(lexical) = load() {
        return Ok((lexical, IndexOrigin::Loaded, Some(index_folder())));
    }
    let lock = match store.lock() {
        Ok(lock) => lock,
        Err(error) if must_keep => return Err(error).with_context(|| store.cannot_keep()),
        Err(error) => {
            tracing::warn!(store = %folder.display(), %error, "index not kept");
            let lexical = build(library, passages, &fingerprint, progress)?;
            return Ok((lexical, IndexOrigin::Built, None));
        }
    };
    let start = Instant::now();
    // Another process may have made it while this one waited.
    match load() {
        Ok(lexical) => return Ok((lexical, IndexOrigin::Loaded, Some(index_folder()))),
        Err(Unfit::Damaged(reason)) => {
            tracing::warn!(store = %store.root().display(), reason, "index damaged, making it anew");
        }
        Err(Unfit::Stale) => {
            tracing::info!(store = %store.root().display(), "content or model changed, making the index anew");
        }
        Err(Unfit::Absent) => {}
    }
    let lexical = build(library, passages, &fingerprint, progress)?;
    tracing::info!(
        passages = passages.len(),
        milliseconds = start.elapsed().as_millis(),
        "index made"
    );
    match store.save(&lock, &fingerprint, &lexical.files()?) {
        Ok(()) => Ok((lexical, IndexOrigin::Built, Some(index_folder()))),
        Err(error) if must_keep => Err(error).with_context(|| store.cannot_keep()),
        Err(error) => {
            tracing::warn!(store = %folder.display(), %error, "index not kept");
            Ok((lexical, IndexOrigin::Built, None))
        }
    }
}

/// Why an index has to be built.
enum Unfit {
    Absent,
    Stale,
    Damaged(String),
}

fn load(store: &Store, fingerprint: &str) -> Result<Lexical, Unfit> {
    let files = match store.load(fingerprint) {
        StoredIndex::Intact(files) => files,
        StoredIndex::Damaged(reason) => return Err(Unfit::Damaged(reason)),
        StoredIndex::Absent { others: true } => return Err(Unfit::Stale),
        StoredIndex::Absent { others: false } => return Err(Unfit::Absent),
    };
    let lexical =
        Lexical::from_files(files).map_err(|error| Unfit::Damaged(format!("{error:#}")))?;
    match lexical.fingerprint() {
        Some(found) if found == fingerprint => Ok(lexical),
        found => Err(Unfit::Damaged(format!(
            "it says it was made from {}",
            found.as_deref().unwrap_or("something else")
        ))),
    }
}

fn build(
    library: &Library,
    passages: &[Passage],
    fingerprint: &str,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Lexical> {
    let of_articles = (0..).zip(library.articles());
    let articles: Vec<u64> = of_articles
        .flat_map(|(number, article)| iter::repeat_n(number, article.paragraphs().len()))
        .collect();
    let known = KnownWords::default();
    let done = AtomicUsize::new(0);
    let terms_of = |range: Range<usize>| {
        let mut analysis = Analysis::new(&known);
        let numbered = range
            .clone()
            .zip(passages.get(range.clone()).unwrap_or_default());
        let articles = articles.get(range).unwrap_or_default();
        let done = &done;
        numbered
            .zip(articles)
            .map(move |((number, passage), article)| {
                done.fetch_add(1, Ordering::Relaxed);
                (number as u64, *article, analysis.terms(passage))
            })
    };
    let segments = segments(passages).into_iter().map(terms_of).collect();
    let report = &mut || progress(done.load(Ordering::Relaxed), passages.len());
    Lexical::build(segments, fingerprint, report).context("making the index")
}

/// The ranges of passages that each make a segment of the index. They depend on the texts alone, so that the index is the same
/// on every machine.
fn segments(passages: &[Passage]) -> Vec<Range<usize>> {
    /// A segment of fewer bytes of text is not worth a thread.
    const WORTH_IT: usize = 1_000_000;
    /// Beyond this many segments, only size adds more: each has a list of terms of its own, which takes time to write.
    const MANY: usize = 2;
    /// A segment of more bytes would take too much memory while it is made.
    const TOO_MUCH: usize = 16_000_000;
    let bytes: usize = passages.iter().map(|passage| passage.text().len()).sum();
    let count = (bytes / WORTH_IT).clamp(1, MANY).max(bytes / TOO_MUCH);
    let mut segments = Vec::with_capacity(count);
    let (mut start, mut read) = (0, 0);
    for (number, passage) in passages.iter().enumerate() {
        read += passage.text().len();
        if read * count >= bytes * (segments.len() + 1) {
            segments.push(start..number + 1);
            start = number + 1;
        }
    }
    if start < passages.len() {
        segments.push(start..passages.len());
    }
    segments
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::field::Field;
    use super::super::lexical::Wanted;
    use super::*;

    /// The versions in the fingerprint of an index, and the sum of the terms that they give for the sample.
    const KNOWN: (&str, &str) = ("2; 5, frostem 1; 3", "2b465841a08b07c2");

    #[test]
    fn the_segments_hold_every_passage_in_order_however_large_the_library() {
        for (articles, paragraphs, length) in [(1, 1, 3), (3, 400, 900), (1, 40, 200_000)] {
            let text = "woord ".repeat(length / 6 + 1);
            let paragraphs: Vec<_> = iter::repeat_n(json!({ "text": text }), paragraphs).collect();
            let article = |number| json!({ "id": format!("a{number}"), "title": "Titel", "language": "nl", "paragraphs": paragraphs });
            let lines: Vec<String> = (0..articles)
                .map(|number| article(number).to_string())
                .collect();
            let library =
                Library::from_text("archive.jsonl", &lines.join("\n")).expect("an archive");
            let passages: Vec<Passage> = library.articles().iter().flat_map(Passage::all).collect();
            let numbers: Vec<usize> = segments(&passages).into_iter().flatten().collect();
            assert!(numbers.into_iter().eq(0..passages.len()));
            let index = build(&library, &passages, "", &mut |_, _| {}).expect("an index");
            let wanted = [Wanted {
                field: Field::Word,
                term: "woord".into(),
                weight: 1.0,
            }];
            let best = index.best(&wanted, None, 5).expect("an answer");
            let best: Vec<u64> = best.into_iter().map(|(number, _)| number).collect();
            assert!(
                best.into_iter().eq(0..passages.len().min(5) as u64),
                "as good passages come in the order of the text"
            );
        }
    }

    #[test]
    fn who_changes_what_passages_are_found_by_raises_a_version() {
        let newspapers = include_str!("../../../tests/data/vac/corpus.jsonl");
        let newspapers: String = newspapers.split_inclusive('\n').take(200).collect();
        let sample = Library::from_text("sample.jsonl", &newspapers).expect("an archive");
        let mut sum = Sha256::new();
        for library in [Library::bundled(), sample] {
            let known = KnownWords::default();
            let mut analysis = Analysis::new(&known);
            for passage in library.articles().iter().flat_map(Passage::all) {
                for (field, terms) in analysis.terms(&passage).by_field() {
                    sum.update([field as u8]);
                    sum.update(terms);
                }
            }
        }
        let versions = format!(
            "{READING_VERSION}; {}; {}",
            analyzer::VERSION,
            lexical::SCHEMA_VERSION
        );
        let sum = hex(&sum.finalize()[..8]);
        assert_eq!(
            (versions.as_str(), sum.as_str()),
            KNOWN,
            "an index that was made before does not fit the terms of now: raise the version of what changed (the reading of \
             files, the analysis, the fields), and write both down here"
        );
    }
}
