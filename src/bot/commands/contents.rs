//! `!inhoud`: the sections and their paragraphs.

use std::sync::Arc;

use crate::answer::{Answer, Block};
use crate::article::Article;
use crate::bot::blocks::paragraph_list;
use crate::citation;
use crate::command::Command;
use crate::wording::Message;

pub(in crate::bot) fn answer(command: &Command, article: &Arc<Article>) -> Answer {
    let mut blocks = vec![Block::Heading(
        Message::new("contents-heading").with("title", citation::title(article)),
    )];
    for section in article.sections() {
        let name = if section.title.is_empty() {
            Message::new("section-opening")
        } else {
            Message::verbatim(&section.title)
        };
        blocks.push(Block::Item(
            name,
            Some(paragraph_list((section.first..=section.last).collect())),
        ));
    }
    blocks.push(Block::Note(Message::new("contents-hint")));
    Answer::certain(command, blocks)
}
