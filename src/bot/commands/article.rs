//! `!artikel`, and the question back when a command needs one article of several.

use std::sync::Arc;

use crate::answer::{Answer, Block};
use crate::article::Article;
use crate::bot::blocks::repeated;
use crate::bot::core::Bot;
use crate::citation;
use crate::command::Command;
use crate::lexicon::fold::fold;
use crate::preferences::{Context, Home};
use crate::wording::Message;

/// The most articles that are listed.
pub(super) const LISTED: usize = 10;

impl Bot {
    /// Returns the id of the article that a command chooses for the conversation, and the answer; `None` if it chooses
    /// none.
    #[must_use]
    pub fn choice(&self, command: &Command) -> Option<(String, Answer)> {
        let Command::Article(Some(name)) = command else {
            return None;
        };
        let article = the_one(self, name)?;
        let said = Message::new("article-current").with("article", citation::work(&article));
        Some((
            article.id.clone(),
            Answer::certain(command, [Block::Say(said)]),
        ))
    }
}

pub(in crate::bot) fn answer(
    bot: &Bot,
    command: &Command,
    context: &Context<'_>,
    name: Option<&str>,
) -> Answer {
    // The caller stores the choice.
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

/// Asks which article the command is about, and says how to choose one.
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

/// Whether the asker may choose the article. In a channel only moderators may; others see the list.
fn may_choose(context: &Context<'_>) -> bool {
    let is_of_many = matches!(context.preferences.home, Home::Channel | Home::Server);
    context.is_moderator || !is_of_many
}

/// Returns the article that a name matches, if it matches only one, here or in the archive.
pub(in crate::bot) fn the_one(bot: &Bot, name: &str) -> Option<Arc<Article>> {
    match fitting(bot, name)[..] {
        [article] => Some(Arc::clone(article)),
        _ => the_one(bot.named_there(name)?.as_ref(), name),
    }
}

/// Whether a name matches an article here.
pub(in crate::bot) fn is_here(bot: &Bot, name: &str) -> bool {
    !fitting(bot, name).is_empty()
}

/// Returns the articles that a name matches: the one with this id, or those whose id or title contains the name.
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

/// Answers with the articles that a name matches.
fn chosen(bot: &Bot, command: &Command, name: &str) -> Answer {
    let found = fitting(bot, name);
    match found.as_slice() {
        [] => {
            let said = Message::new("article-unknown").with("typed", repeated(name));
            let all = list(bot.library().articles().iter());
            Answer::nothing(command, std::iter::once(Block::Say(said)).chain(all))
        }
        [article] => {
            let said = Message::new("article-found")
                .with("article", citation::work(article))
                .with("id", article.id.as_str());
            Answer::certain(command, [Block::Say(said)])
        }
        _ => {
            let said = Block::Say(Message::new("article-which"));
            let found = list(found.into_iter());
            Answer::question_back(command, std::iter::once(said).chain(found))
        }
    }
}

/// Lists articles by id and title.
fn list<'a>(articles: impl ExactSizeIterator<Item = &'a Arc<Article>>) -> Vec<Block> {
    listed(articles, |article| {
        let id = Message::verbatim(article.id.clone());
        Block::Article(Arc::clone(article), id, Some(citation::title(article)))
    })
}

/// Lists articles, the first [`LISTED`] of them.
pub(super) fn listed<'a>(
    articles: impl ExactSizeIterator<Item = &'a Arc<Article>>,
    item: impl Fn(&Arc<Article>) -> Block,
) -> Vec<Block> {
    let count = articles.len();
    let heading = Message::new("about-articles").with("count", count);
    let mut blocks = vec![Block::Heading(heading)];
    blocks.extend(articles.take(LISTED).map(item));
    if count > LISTED {
        let more = Message::new("and-more").with("count", count - LISTED);
        blocks.push(Block::Say(more));
    }
    blocks
}
