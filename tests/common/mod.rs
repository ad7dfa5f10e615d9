//! What several test files need: a bot about the bundled article, and its answers as text.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::sync::{Arc, LazyLock};

use voetnoot::article::Library;
use voetnoot::bot::{Bot, Context};
use voetnoot::command::parse;
use voetnoot::render::{Plain, pages};
use voetnoot::search::{Embed, Engine, Keep};
use voetnoot::wording::Language;

static BUNDLED: LazyLock<Bot> = LazyLock::new(|| bot_about(Library::bundled()));

/// A bot about the bundled article.
pub(crate) fn bot() -> &'static Bot {
    &BUNDLED
}

/// A bot about these articles, with its index in memory.
pub(crate) fn bot_about(library: Library) -> Bot {
    bot_with(library, None)
}

/// The same with a model, or by words alone.
pub(crate) fn bot_with(library: Library, model: Option<Arc<dyn Embed>>) -> Bot {
    let (engine, _) = Engine::open(Arc::new(library), Keep::InMemory, model, &mut |_, _| {})
        .expect("an index in memory");
    Bot::new(engine)
}

/// Somebody who may use every command.
pub(crate) fn moderator() -> Context<'static> {
    Context {
        is_moderator: true,
        ..Context::default()
    }
}

/// All pages of the answer to a line about the bundled article, in Dutch.
pub(crate) fn answer(line: &str) -> String {
    answer_in(line, Language::Dutch)
}

/// All pages of the answer to a line about the bundled article.
pub(crate) fn answer_in(line: &str, language: Language) -> String {
    let answer = bot().answer(&parse(line), &moderator());
    pages(&answer, &Plain::new(), language).join("\n~~~\n")
}
