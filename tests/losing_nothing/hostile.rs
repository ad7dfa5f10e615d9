//! Hostile files go through what `check` and `index` do. The number of folders is that of `PROPTEST_CASES`; the long run of
//! 100,000 files is
//!
//! `PROPTEST_CASES=10000 cargo test --test losing_nothing hostile -- --nocapture`

use std::cell::Cell;
use std::fs;
use std::sync::Arc;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use voetnoot::article::{Article, Library, Problem};
use voetnoot::bot::Bot;
use voetnoot::command::parse;
use voetnoot::render::{Plain, pages};
use voetnoot::search::{Engine, Keep};
use voetnoot::wording::Language;

use super::grammar::{HostileFile, hostile_file, letters};
use super::{SLOWEST, texts};
use crate::common;

/// How many files a folder holds.
const FILES: usize = 10;

/// How many folders are read if nothing else is asked for.
const FOLDERS: u32 = 40;

#[expect(clippy::print_stderr, reason = "the long run tells what it measured")]
#[test]
fn hostile_files_are_checked_indexed_and_quoted_in_time() {
    let mut config = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = FOLDERS;
    }
    let folders = config.cases as usize;
    let slowest = Cell::new(Duration::ZERO);
    let mut runner = TestRunner::new(config);
    let files = proptest::collection::vec(hostile_file(), FILES);
    let all = runner.run(&files, |files| {
        for file in &files {
            let took = check(file)?;
            slowest.set(slowest.get().max(took));
        }
        index(&files)
    });
    eprintln!("{} files, the slowest {:?}", folders * FILES, slowest.get());
    if let Err(error) = all {
        panic!("{error}");
    }
}

/// Reads a file by itself, and says all that is wrong with it.
fn check(file: &HostileFile) -> Result<Duration, TestCaseError> {
    let start = Instant::now();
    let read = Library::from_text("x.md", &file.text);
    let took = start.elapsed();
    prop_assert!(took < SLOWEST, "{took:?} for {:?}", file.text);
    match &read {
        Ok(library) => {
            all_are_said(library.errors())?;
            all_are_said(library.warnings())?;
            let article = &library.articles()[0];
            shows_what_its_page_shows(article, file)?;
        }
        Err(error) => {
            all_are_said(&error.errors)?;
            all_are_said(&error.warnings)?;
            prop_assert!(file.seen.is_none(), "{error} in {:?}", file.text);
        }
    }
    Ok(took)
}

fn all_are_said(problems: &[Problem]) -> Result<(), TestCaseError> {
    for problem in problems {
        for language in [Language::Dutch, Language::English] {
            let said = problem.words(language);
            prop_assert!(
                said.ends_with(['.', '?', ')']) || said.contains(".md"),
                "{said}"
            );
            prop_assert!(
                !said.contains("problem-") && !said.contains("kind-"),
                "{said}"
            );
        }
    }
    Ok(())
}

fn shows_what_its_page_shows(article: &Article, file: &HostileFile) -> Result<(), TestCaseError> {
    let Some(seen) = &file.seen else {
        return Ok(());
    };
    let text = texts(article).concat();
    prop_assert_eq!(&letters(&text), seen, "{}", file.text);
    for mark in ["<b", "</", "{{", "](", "-->", "&amp;"] {
        prop_assert!(!text.contains(mark), "{mark} in {text}");
    }
    Ok(())
}

/// Reads a folder with these files, indexes it, and has it quoted.
fn index(files: &[HostileFile]) -> Result<(), TestCaseError> {
    let folder = tempfile::tempdir().expect("a folder");
    for (number, file) in files.iter().enumerate() {
        let name = folder.path().join(format!("{number}.md"));
        fs::write(name, &file.text).expect("a file");
    }
    let start = Instant::now();
    let Ok(library) = Library::load(folder.path()) else {
        return Ok(());
    };
    let (engine, _) = Engine::open(Arc::new(library), Keep::InMemory, None, &mut |_, _| {})
        .expect("an index in memory");
    let took = start.elapsed();
    prop_assert!(took < SLOWEST, "{took:?} for a folder");
    let bot = Bot::new(engine);
    for line in ["Wat is het slot?", "!zoek slot"] {
        let answer = bot.answer(&parse(line), &common::moderator());
        let said = pages(&answer, &Plain::new(), Language::Dutch);
        prop_assert!(said.iter().all(|page| !page.is_empty()));
    }
    Ok(())
}
