//! Promise: whom an article names, what it says and what is asked are read as a careful editor reads them.

#[path = "../common/mod.rs"]
mod common;

mod common_words;
mod countries;
mod english;
mod forms;
mod initials;
mod interviews;
mod lists;
mod spaces;
mod speakers;
mod things;
mod typed;
mod when;

use voetnoot::answer::Answer;
use voetnoot::article::Library;
use voetnoot::bot::Bot;
use voetnoot::command::parse;
use voetnoot::render::{Plain, pages};
use voetnoot::wording::Language;

/// A bot about an article in Markdown with this text, by Noor Hofstra.
fn about(text: &str) -> Bot {
    bot_of(&format!(
        "+++\nid = \"a\"\ntitle = \"T\"\nauthors = [\"Noor Hofstra\"]\nlanguage = \"nl\"\npublished = \"2024-05-14\"\n+++\n{text}\n"
    ))
}

/// A bot about an article file.
fn bot_of(file: &str) -> Bot {
    common::bot_about(Library::from_text("a.md", file).expect("an article"))
}

fn answered(bot: &Bot, line: &str) -> Answer {
    bot.answer(&parse(line), &common::moderator())
}

/// The answer without the line that names the article.
fn reply(bot: &Bot, line: &str) -> String {
    let said = pages(&answered(bot, line), &Plain::new(), Language::Dutch).join("\n");
    let lines = said.lines().filter(|line| !line.starts_with("Bron: "));
    lines.collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

/// Whom the article names.
fn people(text: &str) -> String {
    reply(&about(text), "!wie")
}
