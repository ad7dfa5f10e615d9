//! The test question: searches for the first words of a paragraph, and expects that paragraph.

use crate::analyzer;
use crate::article::Kind;
use crate::bot::Bot;
use crate::excerpt::Passage;

/// How many words to search for.
const WORDS: usize = 8;

/// Searches the index for the first words of the first body paragraph. Takes some microseconds, because it uses no model.
///
/// # Errors
/// Fails if there is no paragraph, or if the index does not find it.
pub fn ask_itself(bot: &Bot) -> Result<(), &'static str> {
    let passage = expected(bot).ok_or("no article has a paragraph")?;
    let words = beginning(&passage).ok_or("the first paragraph has no words")?;
    let is_found = bot
        .engine()
        .find_phrase(words, Some(passage.article()))
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
