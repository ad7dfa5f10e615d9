//! `!over`: version, articles, rights, and what is stored.

use std::sync::Arc;

use super::article::{LISTED, listed};
use crate::answer::{Answer, Block};
use crate::article::Article;
use crate::bot::core::Bot;
use crate::citation;
use crate::command::{Command, Name};
use crate::preferences::{Context, MISSED_DAYS};
use crate::wording::Message;

pub(in crate::bot) fn answer(bot: &Bot, command: &Command, context: &Context<'_>) -> Answer {
    let articles = bot.library().articles();
    let version = Message::new("about-version").with("version", env!("CARGO_PKG_VERSION"));
    let mut blocks = vec![
        Block::Say(version),
        Block::Say(Message::new("about-promise")),
    ];
    let work =
        |article: &Arc<Article>| Block::Article(Arc::clone(article), citation::work(article), None);
    blocks.extend(listed(articles.iter(), work));
    let mut rights: Vec<&str> = articles
        .iter()
        .take(LISTED)
        .filter_map(|article| article.rights.as_deref())
        .collect();
    rights.dedup();
    blocks.extend(
        rights
            .into_iter()
            .map(|rights| Block::Say(Message::verbatim(rights))),
    );
    let asked = if context.preferences.keeps_missed {
        Message::new("about-missed").with("days", MISSED_DAYS)
    } else {
        Message::new("about-unkept")
    };
    blocks.push(Block::Say(asked));
    if let Some(pointer) = bot.engine().pointer() {
        let is_kept = bot
            .article(context)
            .is_some_and(|article| article.own_reader);
        let key = if context.asks_model() && !is_kept {
            "about-reader"
        } else {
            "about-reader-off"
        };
        let said = Message::new(key).with("place", pointer.place());
        blocks.push(Block::Say(said));
    }
    if context.takes(Name::Forget) {
        blocks.push(Block::Say(Message::new("about-privacy")));
    }
    Answer::certain(command, blocks)
}
