//! Promise: answers change only if somebody means to change them.
//!
//! The snapshots hold, for some 750 lines, the verdict, the passages and a digest of the whole JSON answer, apart from the
//! revision of the text and from digits of a score that another order of additions may change. A change that is meant
//! shows as a reviewable difference: `INSTA_UPDATE=always cargo test --test answers_stay`.

use std::fmt::Write as _;
use std::path::Path;
#[cfg(feature = "semantic")]
use std::sync::Arc;

use serde_json::Value;
use sha2::{Digest as _, Sha256};
use voetnoot::article::Library;
use voetnoot::bot::{Bot, Context};
use voetnoot::command::parse;
use voetnoot::eval;
use voetnoot::render::json;
#[cfg(feature = "semantic")]
use voetnoot::search::Embed;
use voetnoot::wording::Language;

mod common;

const COMMANDS: &str = include_str!("data/contracts/commands.txt");

#[test]
fn by_words_every_command_and_the_newspaper_questions_are_answered_as_before() {
    let newspapers = Library::load(Path::new("tests/data/kranten/artikelen")).expect("articles");
    let mut lines = commands(common::bot());
    lines.push_str(&questions(
        &common::bot_about(newspapers),
        "kranten/questions.jsonl",
    ));
    insta::assert_snapshot!("by_words", lines);
}

#[cfg(feature = "semantic")]
#[test]
fn by_meaning_every_command_and_the_questions_about_the_bundled_article_are_answered_as_before() {
    let model: Arc<dyn Embed> = Arc::new(voetnoot::search::semantic::Model::bundled());
    let bot = common::bot_with(Library::bundled(), Some(model));
    let mut lines = commands(&bot);
    lines.push_str(&questions(&bot, "article-dev.jsonl"));
    lines.push_str(&questions(&bot, "article-dev-en.jsonl"));
    insta::assert_snapshot!("by_meaning", lines);
}

fn commands(bot: &Bot) -> String {
    let context = common::moderator();
    let lines = COMMANDS.lines().map(|line| told(bot, line, &context));
    lines.collect()
}

/// The questions of a set, each asked of the article that it is about.
fn questions(bot: &Bot, set: &str) -> String {
    let set = eval::read(&Path::new("tests/data").join(set)).expect("questions");
    let questions = set.questions.iter();
    questions
        .map(|question| {
            let context = Context {
                article: question.article.as_deref(),
                ..Context::default()
            };
            told(bot, &question.question, &context)
        })
        .collect()
}

fn told(bot: &Bot, line: &str, context: &Context<'_>) -> String {
    let answer = bot.answer(&parse(line), context);
    let printed = json(&answer, Language::Dutch).expect("JSON");
    let mut answer: Value = serde_json::from_str(&printed).expect("JSON");
    let of_old_revision: Vec<String> = passages(&answer)
        .filter_map(|passage| Some(passage["revision"].as_str()?.to_owned()))
        .collect();
    settle(&mut answer, &of_old_revision);
    let digest = Sha256::digest(answer.to_string());
    let addresses = passages(&answer).filter_map(|passage| passage["address"].as_str());
    let mut told = format!("{line} | {}", answer["verdict"].as_str().unwrap_or("?"));
    for address in addresses {
        write!(told, " {address}").expect("a String takes every write");
    }
    told += " | ";
    for byte in &digest[..5] {
        write!(told, "{byte:02x}").expect("a String takes every write");
    }
    told + "\n"
}

fn passages(answer: &Value) -> impl Iterator<Item = &Value> {
    answer["passages"].as_array().into_iter().flatten()
}

/// Rounds every number to three digits, and takes the revision of the text out.
fn settle(value: &mut Value, revisions: &[String]) {
    match value {
        Value::Number(number) if number.is_f64() => {
            let rounded = (number.as_f64().unwrap_or_default() * 1_000.0).round() / 1_000.0;
            *value = rounded.into();
        }
        Value::String(text) => {
            for revision in revisions {
                *text = text.replace(revision, "");
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| settle(item, revisions)),
        Value::Object(fields) => {
            for item in fields.values_mut() {
                settle(item, revisions);
            }
        }
        _ => {}
    }
}
