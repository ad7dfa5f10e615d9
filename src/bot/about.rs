//! `!over`: what this is, about which text, whose it is, and what is kept.

use super::{Bot, Context};
use crate::answer::{Answer, Block};
use crate::citation;
use crate::command::Command;
use crate::preferences::MISSED_DAYS;
use crate::wording::Message;

/// The most articles that are listed one by one.
const LISTED: usize = 10;

pub(super) fn answer(bot: &Bot, command: &Command, context: &Context<'_>) -> Answer {
    let articles = bot.library().articles();
    let version = Message::new("about-version").with("version", env!("CARGO_PKG_VERSION"));
    let mut blocks = vec![
        Block::Say(version),
        Block::Say(Message::new("about-promise")),
    ];
    let heading = Message::new("about-articles").with("count", articles.len());
    blocks.push(Block::Heading(heading));
    blocks.extend(
        articles
            .iter()
            .take(LISTED)
            .map(|article| Block::Item(citation::work(article), None)),
    );
    if articles.len() > LISTED {
        blocks.push(Block::Say(
            Message::new("and-more").with("count", articles.len() - LISTED),
        ));
    }
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
    let keeps_missed = context
        .preferences
        .is_some_and(|preferences| preferences.keeps_missed);
    let asked = if keeps_missed {
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
    blocks.push(Block::Say(Message::new("about-privacy")));
    Answer::certain(command, blocks)
}
