//! `!alinea`: paragraphs, whole.

use std::sync::Arc;

use crate::answer::{Answer, Block};
use crate::article::Article;
use crate::command::{Command, Selection};
use crate::excerpt::Passage;
use crate::wording::Message;

pub(super) fn answer(command: &Command, article: &Arc<Article>, selection: &Selection) -> Answer {
    let found = selected(article, selection);
    if found.is_empty() {
        return Answer::nothing(command, vec![Block::Say(missing(article, selection))]);
    }
    let mut blocks = super::whole(found.into_iter());
    if matches!(selection, Selection::Numbers(_, last) if *last > last_number(article)) {
        blocks.push(Block::Note(
            Message::new("paragraph-last").with("last", last_number(article)),
        ));
    }
    Answer::certain(command, blocks)
}

/// The passages that are meant, in order; none where there are no such.
pub(super) fn selected(article: &Arc<Article>, selection: &Selection) -> Vec<Passage> {
    match selection {
        Selection::Numbers(first, last) => {
            let last = (*last).min(last_number(article));
            (*first..=last)
                .filter_map(|number| Passage::new(article, article.numbered(number)?))
                .collect()
        }
        Selection::Label(label) => {
            let label = label
                .rsplit('#')
                .next()
                .unwrap_or(label)
                .trim()
                .to_lowercase()
                .replace(' ', "-");
            article
                .labelled(&label)
                .and_then(|index| Passage::new(article, index))
                .into_iter()
                .collect()
        }
    }
}

/// Says that there is no such paragraph, and which there are.
pub(super) fn missing(article: &Article, selection: &Selection) -> Message {
    let typed = match selection {
        Selection::Numbers(first, last) if first == last => first.to_string(),
        Selection::Numbers(first, last) => format!("{first}-{last}"),
        Selection::Label(label) => crate::wording::echo(label),
    };
    Message::new("paragraph-missing")
        .with("typed", typed)
        .with("last", last_number(article))
}

fn last_number(article: &Article) -> u32 {
    article
        .paragraphs()
        .iter()
        .filter_map(|paragraph| paragraph.number())
        .max()
        .unwrap_or(0)
}
