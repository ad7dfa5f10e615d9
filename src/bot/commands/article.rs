//! `!artikel`, and the question back where a command is about one article and there are several.

use std::sync::Arc;

use crate::answer::{Answer, Block};
use crate::article::Article;
use crate::bot::blocks::repeated;
use crate::bot::core::Bot;
use crate::citation;
use crate::command::Command;
use crate::lexicon::fold::fold;
use crate::preferences::Context;
use crate::preferences::Home;
use crate::wording::Message;

/// The most articles that are listed one by one.
const LISTED: usize = 10;

impl Bot {
    /// The id of the article that a command chooses for the rest of a conversation, and what is said of it; none where it
    /// chooses none.
    #[must_use]
    pub fn choice(&self, command: &Command) -> Option<(String, Answer)> {
        let Command::Article(Some(name)) = command else {
            return None;
        };
        let article = the_one(self, name)?;
        let said = Message::new("article-current").with("article", citation::work(article));
        Some((
            article.id.clone(),
            Answer::certain(command, vec![Block::Say(said)]),
        ))
    }
}

pub(in crate::bot) fn answer(
    bot: &Bot,
    command: &Command,
    context: &Context<'_>,
    name: Option<&str>,
) -> Answer {
    // Choosing is not done here.
    if let Some(name) = name.filter(|_| may_choose(context)) {
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

/// Asks which article is meant, and says how to choose one.
pub(in crate::bot) fn which(bot: &Bot, command: &Command, context: &Context<'_>) -> Answer {
    let mut blocks = vec![Block::Say(Message::new("article-which"))];
    blocks.extend(list(bot.library().articles().iter()));
    if context.goes_on {
        let hint = if may_choose(context) {
            "article-choose"
        } else {
            "article-choose-moderator"
        };
        blocks.push(Block::Note(Message::new(hint)));
    }
    Answer::question_back(command, blocks)
}

/// Whether whoever asks chooses the article: in a channel only moderators do, others see what there is.
fn may_choose(context: &Context<'_>) -> bool {
    let is_of_many = context
        .preferences
        .is_some_and(|preferences| preferences.home != Home::Operator);
    context.is_moderator || !is_of_many
}

/// The article that a name fits, where it fits no other.
pub(in crate::bot) fn the_one<'a>(bot: &'a Bot, name: &str) -> Option<&'a Arc<Article>> {
    match fitting(bot, name)[..] {
        [article] => Some(article),
        _ => None,
    }
}

/// The articles that a name fits: the one whose id it is, or those in whose id or title it stands.
fn fitting<'a>(bot: &'a Bot, name: &str) -> Vec<&'a Arc<Article>> {
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
            let said = Message::new("article-unknown").with("typed", repeated(name));
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
