//! Promise: what a person sees on a platform is what was meant, for every command and whatever the article says. Parsers that
//! are not ours read what the dialects write: html5gum reads Matrix's HTML, and `tests/rendering/run` has an npm package read
//! Discord's markdown.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use html5gum::{Token, Tokenizer};
use serde_json::json;
use voetnoot::answer::Answer;
use voetnoot::article::Library;
use voetnoot::bot::Bot;
use voetnoot::command::parse;
use voetnoot::render::{Dialect, Discord, Matrix, Plain, Run, matrix, pages};
use voetnoot::wording::Language;

mod common;

const COMMANDS: &str = include_str!("data/contracts/commands.txt");

/// What would be markup, a mention, an emoji or a link somewhere.
const HOSTILE: [&str; 40] = [
    "*ster*",
    "**sterren**",
    "_onder_",
    "__init__",
    "~~weg~~",
    "`code`",
    "```blok```",
    "||spoiler||",
    "# kop",
    "## kop",
    "- lijst",
    "+ plus",
    "1. een",
    "> citaat",
    ">>> alles",
    "-# klein",
    "[woorden](https://example.org)",
    "<https://a.nl>",
    "https://example.org/a_b_c",
    "<@123456>",
    "<@&123>",
    "<#123>",
    "@everyone",
    "@here",
    ":smile:",
    "<:naam:123>",
    "<t:1700000000>",
    "</vraag:123>",
    "\\*",
    "\\\\",
    "***",
    "___",
    "<b>vet</b>",
    "&amp;",
    "&lt;i&gt;",
    "@anna:example.org",
    "#kamer:example.org",
    "matrix.to/#/@a:b",
    "snake_case_naam",
    "3 * 4 * 5",
];

/// An article with links, in addresses of which stands what would end one.
const LINKS: &str = "+++
title = \"Links\"
id = \"links\"
authors = [\"Q\"]
language = \"nl\"
+++
Volgens [de krant van A_B](https://example.org/a_(b)?c=*d*) vergadert de raad **[dinsdag](https://example.org/x)** weer.

[Een hele zin is een link.](https://example.org/a%20b) En [twee](https://example.org/1)[delen](https://example.org/2) aan elkaar.

De raad [stemt *voor* het plan](https://example.org/>x<) en `code` blijft.
";

/// Writes an answer as it is meant: marks around what is strong and what is small, and no markup.
struct Meant {
    /// Whether the number behind a sentence is small: not on Discord, where only a whole line can be.
    has_small_numbers: bool,
}

impl Dialect for Meant {
    fn limit(&self) -> usize {
        usize::MAX / 2
    }

    fn sentence(&self, text: &str) -> String {
        text.to_owned()
    }

    fn heading(&self, text: &str) -> String {
        format!("\u{e000}{text}\u{e001}")
    }

    fn item(&self, label: &str, detail: Option<&str>) -> String {
        match detail {
            Some(detail) => format!("\u{e000}{label}\u{e001}: {detail}"),
            None => label.to_owned(),
        }
    }

    fn quotation(&self, runs: &[Run<'_>]) -> String {
        let strong: Vec<String> = runs
            .iter()
            .map(|run| match run {
                Run::Strong(words)
                | Run::Link {
                    words,
                    is_strong: true,
                    ..
                } => format!("\u{e000}{words}\u{e001}"),
                Run::Text(words) | Run::Link { words, .. } => (*words).to_owned(),
                Run::Omission => String::new(),
            })
            .collect();
        let marked: Vec<Run<'_>> = runs
            .iter()
            .zip(&strong)
            .map(|(run, words)| match run {
                Run::Omission => Run::Omission,
                _ => Run::Text(words),
            })
            .collect();
        Plain::new().quotation(&marked)
    }

    fn small(&self, text: &str) -> String {
        format!("\u{e002}{text}\u{e003}")
    }

    fn small_within(&self, text: &str) -> String {
        if self.has_small_numbers {
            self.small(text)
        } else {
            text.to_owned()
        }
    }
}

#[test]
fn what_matrix_shows_is_what_was_meant() {
    let mut wrong = Vec::new();
    for (answer, language) in answers() {
        let Some((source, meant)) = case(&answer, language, &Matrix, true) else {
            continue;
        };
        let seen = settled(&of_html(&matrix::html(&source)));
        if seen != settled(&meant) {
            wrong.push((source, settled(&meant), seen));
        }
    }
    assert!(wrong.is_empty(), "{}: {:#?}", wrong.len(), wrong.first());
}

#[test]
fn what_discord_shows_is_what_was_meant() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("discord.jsonl");
    let mut file = std::fs::File::create(&path).expect("a file");
    let mut count = 0;
    for (answer, language) in answers() {
        if let Some((source, meant)) = case(&answer, language, &Discord, false) {
            writeln!(file, "{}", json!({ "source": source, "meant": meant })).expect("written");
            count += 1;
        }
    }
    assert!(count > 400, "{count} answers fit a page");
    // `tests/rendering/run` has what reads them.
    let Some(modules) = std::env::var_os("VOETNOOT_NODE_MODULES") else {
        return;
    };
    let read = Command::new("node")
        .arg("tests/rendering/discord.cjs")
        .args([modules.as_os_str(), path.as_os_str()])
        .output()
        .expect("Node.js");
    let said = String::from_utf8_lossy(&read.stdout);
    assert!(
        read.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&read.stderr)
    );
    println!("{said}");
}

/// Answers to every command about the bundled article, and about texts that are full of markup, in both languages.
fn answers() -> Vec<(Answer, Language)> {
    let moderator = common::moderator();
    let mut answers = Vec::new();
    for language in [Language::Dutch, Language::English] {
        for line in COMMANDS.lines() {
            answers.push((common::bot().answer(&parse(line), &moderator), language));
        }
    }
    let linking = Library::from_text("links.md", LINKS).expect("an article");
    let linking = common::bot_about(linking);
    for line in [
        "!alinea 1",
        "!alinea 2",
        "!alinea 3",
        "Wat meldt de krant?",
        "!zoek raad",
    ] {
        answers.push((linking.answer(&parse(line), &moderator), Language::Dutch));
    }
    let hostile = hostile();
    let paragraphs = HOSTILE.len() * 2;
    for number in 1..=paragraphs {
        let line = format!("!alinea {number}");
        answers.push((hostile.answer(&parse(&line), &moderator), Language::Dutch));
    }
    for text in HOSTILE {
        for line in [
            format!("!zoek {text}"),
            format!("!land {text}"),
            format!("!wie {text}"),
            format!("!help {text}"),
            format!("!citaat {text}"),
            format!("!{text}"),
            text.to_owned(),
        ] {
            answers.push((hostile.answer(&parse(&line), &moderator), Language::Dutch));
        }
    }
    answers
}

/// A bot about an article in which every paragraph, section and title has something of markup.
fn hostile() -> Bot {
    let mut paragraphs = Vec::new();
    for (place, text) in HOSTILE.iter().enumerate() {
        let other = HOSTILE[(place * 7 + 3) % HOSTILE.len()];
        paragraphs.push(json!({ "section": text, "text": format!("{text} staat vooraan, en {other} in het midden.") }));
        paragraphs.push(json!({
            "section": other,
            "text": format!("De zin gaat over {text}\n{other} op de volgende regel. „Zo {text} is het”, zei Anna de Vries."),
        }));
    }
    let line = json!({
        "id": "x", "title": "Titel *met* [haken](https://a.nl) en @everyone", "language": "nl",
        "authors": ["A_B_C"], "paragraphs": paragraphs,
    });
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("x.jsonl");
    std::fs::write(&file, format!("{line}\n")).expect("written");
    common::bot_about(Library::load(&file).expect("an archive"))
}

/// An answer as a dialect writes it and as it is meant, if it fits one page.
fn case(
    answer: &Answer,
    language: Language,
    dialect: &dyn Dialect,
    has_small_numbers: bool,
) -> Option<(String, String)> {
    let written = pages(answer, dialect, language);
    let [source] = written.as_slice() else {
        return None;
    };
    let meant = pages(answer, &Meant { has_small_numbers }, language);
    Some((source.clone(), meant.concat()))
}

/// What a person sees of HTML, with the same marks.
fn of_html(html: &str) -> String {
    let mut seen = String::new();
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::String(text) => seen.push_str(&String::from_utf8_lossy(&text)),
            Token::StartTag(tag) => match tag.name.as_slice() {
                b"strong" | b"b" => seen.push('\u{e000}'),
                b"sub" => seen.push('\u{e002}'),
                b"blockquote" | b"br" => seen.push('\n'),
                b"span" | b"a" => {}
                other => write!(seen, "«{}»", String::from_utf8_lossy(other)).expect("a String"),
            },
            Token::EndTag(tag) => match tag.name.as_slice() {
                b"strong" | b"b" => seen.push('\u{e001}'),
                b"sub" => seen.push('\u{e003}'),
                b"blockquote" => seen.push('\n'),
                _ => {}
            },
            _ => seen.push('«'),
        }
    }
    seen
}

/// A text with one space wherever there is white space, and none beside what is small.
fn settled(text: &str) -> String {
    let mut text = text.replace("• ", "").replace("\u{e001}\u{e000}", "");
    for mark in ['\u{e002}', '\u{e003}'] {
        let parts: Vec<&str> = text.split(mark).map(str::trim).collect();
        text = parts.join(&mark.to_string());
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
