//! `!artikel`, and the question back where a command is about one article and there are several.

use std::sync::Arc;

use super::{Bot, Context};
use crate::answer::{Answer, Block};
use crate::article::Article;
use crate::citation;
use crate::command::Command;
use crate::lexicon::fold::fold;
use crate::preferences::Home;
use crate::wording::Message;

/// The most articles that are listed one by one.
const LISTED: usize = 10;

pub(super) fn answer(
    bot: &Bot,
    command: &Command,
    context: &Context<'_>,
    name: Option<&str>,
) -> Answer {
    // In a channel only moderators choose, which is not done here; others see what there is.
    let is_theirs = context
        .preferences
        .is_some_and(|preferences| preferences.home != Home::Operator);
    if let Some(name) = name.filter(|_| context.is_moderator || !is_theirs) {
        return chosen(bot, command, name);
    }
    let mut blocks = Vec::new();
    if let Some(article) = bot.article(context) {
        blocks.push(Block::Say(
            Message::new("article-current").with("article", citation::work(article)),
        ));
    }
    if bot.library().articles().len() > 1 {
        blocks.extend(list(bot.library().articles().iter()));
    }
    Answer::certain(command, blocks)
}

/// Asks which article is meant.
pub(super) fn which(bot: &Bot, command: &Command) -> Answer {
    let mut blocks = vec![Block::Say(Message::new("article-which"))];
    blocks.extend(list(bot.library().articles().iter()));
    Answer::question_back(command, blocks)
}

/// The articles that a name fits: the one whose id it is, or those in whose id or title it stands.
pub(super) fn fitting<'a>(bot: &'a Bot, name: &str) -> Vec<&'a Arc<Article>> {
    let wanted = fold(name);
    let fits = |article: &&Arc<Article>| {
        fold(&article.id).contains(&wanted) || fold(&article.title).contains(&wanted)
    };
    match bot.library().get(name) {
        Some(article) => vec![article],
        None => bot.library().articles().iter().filter(fits).collect(),
    }
}

/// What is said of the articles that a name fits.
fn chosen(bot: &Bot, command: &Command, name: &str) -> Answer {
    let found = fitting(bot, name);
    match found.as_slice() {
        [] => {
            let said = Message::new("article-unknown").with("typed", super::typed(name));
            let blocks =
                std::iter::once(Block::Say(said)).chain(list(bot.library().articles().iter()));
            Answer::nothing(command, blocks.collect())
        }
        [article] => {
            let said = Message::new("article-found")
                .with("article", citation::work(article))
                .with("id", article.id.as_str());
            Answer::certain(command, vec![Block::Say(said)])
        }
        _ => {
            let said = Message::new("article-which");
            Answer::question_back(
                command,
                std::iter::once(Block::Say(said))
                    .chain(list(found.into_iter()))
                    .collect(),
            )
        }
    }
}

fn list<'a>(articles: impl ExactSizeIterator<Item = &'a Arc<Article>>) -> Vec<Block> {
    let count = articles.len();
    let item = |article: &Arc<Article>| {
        Block::Item(
            Message::verbatim(article.id.clone()),
            Some(citation::title(article)),
        )
    };
    let mut blocks = vec![Block::Heading(
        Message::new("about-articles").with("count", count),
    )];
    blocks.extend(articles.take(LISTED).map(item));
    if count > LISTED {
        blocks.push(Block::Say(
            Message::new("and-more").with("count", count - LISTED),
        ));
    }
    blocks
}
