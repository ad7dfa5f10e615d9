//! Which replies to an answer the bot answers. People also talk to each other in replies to it: «haha», «goed antwoord».

use std::sync::Arc;

use super::commands::country;
use super::core::Bot;
use super::small_talk::{SmallTalk, small_talk};
use crate::analyzer::{self, Word};
use crate::article::Article;
use crate::command::{Command, parse_addressed};
use crate::lexicon::gazetteer::{self, Resolution};
use crate::people::{People, PersonMatch};
use crate::preferences::Context;
use crate::search;

/// The most words of a name after «en», as in «en de Verenigde Staten».
const FOLLOW_UP: usize = 4;

/// The most words of a name that is said alone.
const ALONE: usize = 3;

impl Bot {
    /// Whether a reply to an answer asks for another one: it is a command, a question, or a follow-up that names a country
    /// or a person of the article. Everything else is talk.
    #[must_use]
    pub fn asks_on(&self, text: &str, context: &Context<'_>) -> bool {
        let Command::Ask(text) = parse_addressed(text) else {
            return true;
        };
        if let Some(talk) = small_talk(&text) {
            return talk == SmallTalk::AboutTheBot;
        }
        let words = analyzer::words(&text);
        !words.is_empty() && (is_asked(&words, &text) || self.is_follow_up(&words, &text, context))
    }

    /// Whether a few words name somebody or something of the article.
    fn is_follow_up(&self, words: &[Word], text: &str, context: &Context<'_>) -> bool {
        let Some(article) = self.article(context) else {
            return false;
        };
        let opens_so = words[0].is_one_of(&["en", "of", "maar", "and", "or", "but"]);
        let rest = if opens_so { &words[1..] } else { words };
        let most = if opens_so { FOLLOW_UP } else { ALONE };
        let Some(named) = rest.first().and_then(|first| text.get(first.range.start..)) else {
            return false;
        };
        let named = named.trim_end_matches(['.', '…']);
        rest.len() <= most
            && !named.ends_with('!')
            && (names_country(article, self.people(article), named)
                || matches!(
                    self.people(article).resolve(named),
                    PersonMatch::One { as_typed: true, .. }
                ))
    }
}

/// Whether words are a country that the article mentions, and nothing else.
fn names_country(article: &Arc<Article>, people: &People, named: &str) -> bool {
    let Resolution::One(country) = gazetteer::resolve(named) else {
        return false;
    };
    country::all(article, people).contains(&country)
}

/// Whether a line asks: it ends in a question mark, or begins as questions do, and says more than that.
fn is_asked(words: &[Word], text: &str) -> bool {
    #[rustfmt::skip]
    const EXCLAIMS: [&str; 6] = ["wat een", "hoe mooi", "hoe leuk", "wat leuk", "what a", "wat mooi"];
    let line = analyzer::folded_words(text).join(" ");
    let exclaims = EXCLAIMS.iter().any(|exclaims| line.starts_with(exclaims));
    search::is_question(words, text) && (!exclaims || text.contains('?'))
}
