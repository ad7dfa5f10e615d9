//! Promise: everything a user reads exists in Dutch and in English, and reads friendly in both.

use std::collections::{BTreeMap, BTreeSet};

use voetnoot::command::COMMANDS;
use voetnoot::wording::{Language, Message, echo};

const DUTCH: &str = concat!(
    include_str!("../src/wording/nl.ftl"),
    include_str!("../src/wording/check.nl.ftl"),
    include_str!("../src/wording/doctor.nl.ftl"),
    include_str!("../src/wording/import.nl.ftl"),
    include_str!("../src/wording/page.nl.ftl")
);
const ENGLISH: &str = concat!(
    include_str!("../src/wording/en.ftl"),
    include_str!("../src/wording/check.en.ftl"),
    include_str!("../src/wording/doctor.en.ftl"),
    include_str!("../src/wording/import.en.ftl"),
    include_str!("../src/wording/page.en.ftl")
);

/// Every key with the names of its arguments.
fn keys(source: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut keys: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut current = "";
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if let Some((key, _)) = line
            .split_once(" = ")
            .filter(|_| !line.starts_with([' ', '}']))
        {
            assert!(!keys.contains_key(key), "{key} stands twice");
            current = key;
            keys.insert(key, BTreeSet::new());
        }
        let names = line.split('$').skip(1).map(|rest| {
            rest.split(|c: char| !c.is_alphanumeric() && c != '-')
                .next()
                .unwrap_or_default()
        });
        keys.entry(current).or_default().extend(names);
    }
    keys.remove("");
    keys
}

#[test]
fn both_languages_have_the_same_sentences() {
    let (dutch, english) = (keys(DUTCH), keys(ENGLISH));
    assert_eq!(
        dutch.keys().collect::<Vec<_>>(),
        english.keys().collect::<Vec<_>>()
    );
    // Where a name differs by language, each file picks its own.
    let shared = |arguments: &BTreeSet<&str>| -> BTreeSet<String> {
        let by_language = ["dutch", "english"];
        arguments
            .iter()
            .filter(|name| !by_language.contains(name))
            .map(|name| (*name).to_owned())
            .collect()
    };
    for (key, arguments) in &dutch {
        assert_eq!(shared(arguments), shared(&english[key]), "{key}");
    }
}

#[test]
fn every_sentence_that_the_program_says_is_there() {
    let keys = keys(DUTCH);
    let sources = std::fs::read_dir("src")
        .expect("the sources")
        .flatten()
        .map(|entry| entry.path());
    let mut pending: Vec<_> = sources.collect();
    let mut said = 0;
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            pending.extend(
                std::fs::read_dir(path)
                    .expect("a folder")
                    .flatten()
                    .map(|entry| entry.path()),
            );
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap_or_default();
        for rest in source.split("Message::new(\"").skip(1) {
            let key = rest.split('"').next().unwrap_or_default();
            assert!(
                keys.contains_key(key),
                "{}: no words for `{key}`",
                path.display()
            );
            said += 1;
        }
    }
    assert!(said > 50, "the sentences of the program were found");
}

#[test]
fn a_command_is_named_by_the_table_alone() {
    for source in [DUTCH, ENGLISH] {
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            let bare = line.replace("{ \"!\" }", "");
            assert!(!bare.contains('!'), "name the command by `-do-…`: {line}");
        }
        let names = source
            .split("{ -do-")
            .skip(1)
            .map(|rest| rest.split([' ', '}']).next().unwrap_or_default());
        for name in names {
            assert!(
                COMMANDS.iter().any(|spec| spec.name == name),
                "no command {name}"
            );
        }
    }
}

#[test]
fn nobody_is_shouted_at() {
    for source in [DUTCH, ENGLISH] {
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            let said = line.replace("{ \"!\" }", "").replace(" !", " ");
            assert!(!said.contains('!'), "{line}");
        }
    }
}

#[test]
fn words_of_others_come_through_byte_for_byte() {
    let said = Message::new("corrected")
        .with("typed", "a\u{301}{ $b }")
        .with("read", "ë’");
    assert_eq!(
        said.words(Language::Dutch),
        "Ik las “a\u{301}{ $b }” als “ë’”."
    );
}

#[test]
fn lists_read_as_a_person_would_say_them() {
    let names = |count: usize| {
        Message::list(
            ["a", "b", "c"]
                .map(Message::verbatim)
                .into_iter()
                .take(count),
        )
    };
    assert_eq!(names(1).words(Language::Dutch), "a");
    assert_eq!(names(2).words(Language::Dutch), "a en b");
    assert_eq!(names(3).words(Language::English), "a, b and c");
}

#[test]
fn what_was_typed_is_repeated_without_tricks() {
    assert_eq!(echo("a\u{202e}b\u{200b}c\n d\0\x1b[31m"), "abc d[31m");
    assert_eq!(echo(&"x".repeat(100)).chars().count(), 60);
}
