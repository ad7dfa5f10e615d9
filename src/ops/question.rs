//! The question that the bot asks itself: whether the words that begin a paragraph are found in that paragraph.

use crate::analyzer;
use crate::article::Kind;
use crate::bot::Bot;
use crate::excerpt::Passage;

/// How many words it is made of.
const WORDS: usize = 8;

/// What went wrong where the bot does not find what it should.
///
/// The words are those that begin the first paragraph of the first article that has one. They are looked for in the index
/// alone, which takes some microseconds: no model is asked.
///
/// # Errors
/// Where there is nothing to find, or it is not found.
pub fn ask_itself(bot: &Bot) -> Result<(), &'static str> {
    let passage = expected(bot).ok_or("no article has a paragraph")?;
    let words = beginning(&passage).ok_or("the first paragraph has no words")?;
    let is_found = bot
        .engine()
        .holding(words, Some(passage.article()))
        .iter()
        .any(|hit| hit.passage.address() == passage.address());
    is_found
        .then_some(())
        .ok_or("the index does not find the words of the first paragraph")
}

fn expected(bot: &Bot) -> Option<Passage> {
    let first_of = |kind: Option<Kind>| {
        let articles = bot.library().articles().iter();
        articles.flat_map(Passage::all).find(|passage| {
            kind.is_none_or(|kind| passage.paragraph().kind() == kind)
                && beginning(passage).is_some()
        })
    };
    first_of(Some(Kind::Body)).or_else(|| first_of(None))
}

fn beginning(passage: &Passage) -> Option<&str> {
    let first = passage.sentences().first()?;
    let sentence = passage.text().get(first.clone())?;
    let words = analyzer::words(sentence);
    let last = words.get(WORDS - 1).or(words.last())?;
    sentence.get(..last.range.end)
}
