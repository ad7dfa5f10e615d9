//! What is not quoted: texts that do not fit their hash, and editions that were replaced.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use voetnoot::answer::Answer;
use voetnoot::bot::{Bot, Context};
use voetnoot::command::parse;

use super::double::{Double, both};
use super::server::Speaks;

const QUESTION: &str = "Hoe hoog is de toren van Zwaagdam?";

fn asked(bot: &Bot, line: &str) -> Answer {
    bot.answer(&parse(line), &Context::default())
}

fn quoted(answer: &Answer) -> String {
    let excerpts = answer.quotes().flat_map(|quote| quote.excerpts().to_vec());
    excerpts
        .map(|excerpt| excerpt.text().to_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

/// An archive of one article, which tells how high a tower is, and of some others.
fn write(folder: &Path, height: u32) {
    let text = format!(
        "De toren van Zwaagdam is {height} meter hoog. Hij werd in 1911 gebouwd van rode baksteen."
    );
    let tower = json!({"id": "toren", "title": "De toren", "language": "nl", "paragraphs": [{"text": text}]});
    let other = json!({"id": "brug", "title": "De brug", "language": "nl", "paragraphs": [{"text": "De brug van Zwaagdam is van ijzer."}]});
    fs::write(folder.join("krant.jsonl"), format!("{tower}\n{other}\n")).expect("it is written");
}

#[test]
fn a_text_that_does_not_fit_its_hash_is_never_quoted() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), 42);
    let forge: [fn(&mut Value); 5] = [
        |document| {
            let forged = document["text"]
                .as_str()
                .expect("a text")
                .replace("42 meter", "43 meter");
            document["text"] = json!(forged);
        },
        |document| document["hash"] = json!("00"),
        |document| document["hash"] = json!(null),
        |document| document["name"] = json!("krant.exe"),
        |document| {
            let forged = document["text"]
                .as_str()
                .expect("a text")
                .replace("\"toren\"", "\"torens\"");
            document["text"] = json!(forged);
        },
    ];
    for forge in forge {
        let double = Double::new(Speaks::Elastic);
        double.fill(folder.path());
        assert!(quoted(&asked(&double.bot(), QUESTION)).contains("42 meter"));
        for (_, document) in &mut double.state().index.documents {
            if document["source"] == "toren" {
                forge(document);
            }
        }
        let bot = double.bot();
        let answer = quoted(&asked(&bot, QUESTION));
        assert!(!answer.contains("meter"), "{answer}");
        let counts = bot.archive().expect("an archive").counts();
        assert!(counts.all().any(|count| count == ("unfit", 1)));
    }
}

#[test]
fn a_text_with_the_hash_of_another_text_is_not_that_article() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), 42);
    let double = Double::new(Speaks::Elastic);
    double.fill(folder.path());
    {
        // The text of the bridge, with its right hash, under the name of the tower.
        let documents = &mut double.state().index.documents;
        let bridge = documents
            .iter()
            .find(|(_, one)| one["source"] == "brug")
            .expect("a bridge")
            .1
            .clone();
        for (_, document) in documents
            .iter_mut()
            .filter(|(_, one)| one["source"] == "toren")
        {
            for field in ["text", "hash", "name"] {
                document[field] = bridge[field].clone();
            }
        }
    }
    let answer = asked(&double.bot(), QUESTION);
    assert!(
        answer
            .quotes()
            .all(|quote| quote.passage().article().id != "toren")
    );
}

#[test]
fn a_corrected_article_is_quoted_as_it_is_now_at_once() {
    both(|double| {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), 42);
        double.fill(folder.path());
        let bot = double.bot();
        assert!(quoted(&asked(&bot, QUESTION)).contains("42 meter"));
        write(folder.path(), 45);
        let written = double.fill(folder.path());
        assert_eq!((written.articles, written.known), (1, 1));
        assert!(quoted(&asked(&bot, QUESTION)).contains("45 meter"));
        // And back.
        write(folder.path(), 42);
        double.fill(folder.path());
        assert!(quoted(&asked(&bot, QUESTION)).contains("42 meter"));
        let known = double.fill(folder.path());
        assert_eq!((known.articles, known.known), (0, 2));
    });
}

#[test]
fn words_that_only_an_earlier_edition_has_find_nothing() {
    both(|double| {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), 4_217);
        double.fill(folder.path());
        let bot = double.bot();
        assert!(quoted(&asked(&bot, "!zoek 4217")).contains("4217 meter"));
        write(folder.path(), 42);
        double.fill(folder.path());
        assert_eq!(quoted(&asked(&bot, "!zoek 4217")), "");
    });
}
