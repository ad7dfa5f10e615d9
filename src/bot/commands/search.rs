//! `!zoek`: ranked passages for some words; words between quotation marks must stand together.

use std::sync::Arc;

use super::{ask, help};
use crate::analyzer;
use crate::answer::{Answer, Block};
use crate::article::quotations;
use crate::bot::blocks::repeated;
use crate::bot::core::Bot;
use crate::bot::shown;
use crate::command::{Command, Name};
use crate::preferences::Context;
use crate::search::question::Question;
use crate::search::rank::Hit;
use crate::wording::Message;

/// About how many characters of each passage are shown.
const EXCERPT: usize = 300;

/// The most passages that are shown. Whoever wants more is helped better by more words.
const MOST: usize = 20;

/// The most phrases that are looked at. A longer line of them is no search, or an attack.
const PHRASES: usize = 8;

pub(in crate::bot) fn answer(
    bot: &Bot,
    command: &Command,
    context: &Context<'_>,
    text: &str,
) -> Answer {
    let article = context
        .article
        .and_then(|id| bot.library().get(id))
        .map(Arc::as_ref);
    let understood = Question {
        is_search: true,
        ..bot.engine().understand(text)
    };
    let phrases: Vec<&str> = quotations(text)
        .into_iter()
        .filter_map(|quotation| text.get(quotation.inner))
        .take(PHRASES)
        .collect();
    let mut hits = bot.engine().rank_unread(&understood, article, MOST).hits;
    // Whoever searches for words wants to see them, in the order of what they mean.
    hits.retain(|hit| hit.has_words);
    let mut hits = as_typed(bot, &understood, hits);
    for (at, phrase) in phrases.iter().enumerate() {
        let holding = bot.engine().holding(phrase, article);
        let held = |hit: &Hit| holding.iter().find(|held| held.passage == hit.passage);
        hits.retain(|hit| held(hit).is_some());
        for hit in &mut hits {
            if let Some(held) = held(hit) {
                hit.sentence = held.sentence.clone();
            }
        }
        if at == 0 {
            // A phrase of small words alone is found too, and so is one that its words do not rank high.
            let is_new = |held: &&Hit| !hits.iter().any(|hit| hit.passage == held.passage);
            let missed: Vec<Hit> = holding.iter().filter(is_new).cloned().collect();
            hits.extend(missed);
        }
    }
    if hits.is_empty() {
        if analyzer::words(text).is_empty() && understood.countries.is_empty() {
            return help::incomplete(bot, command, context, Name::Search);
        }
        let typed = repeated(text.trim_matches(is_mark));
        let is_small = understood.terms.is_empty() && phrases.is_empty();
        let blocks = if is_small {
            let said = Message::new("search-small").with("typed", typed);
            vec![Block::Say(said)]
        } else {
            let said = Message::new("search-none").with("typed", typed);
            let hint = Message::new("question-none-hint");
            vec![Block::Say(said), Block::Note(hint)]
        };
        return Answer::nothing(command, blocks);
    }
    let count = hits.len();
    let mut blocks: Vec<Block> = Vec::new();
    let corrected = |correction| ask::corrected(correction, &hits);
    blocks.extend(understood.corrections.iter().map(corrected));
    blocks.append(&mut found(command, &hits).blocks);
    if count > MOST {
        blocks.push(Block::Note(
            Message::new("search-more").with("count", count - MOST),
        ));
    }
    Answer::certain(command, blocks)
}

/// The hits with the sentences that hold the words. Where the title alone has a word, the passage does not count as long
/// as others do; and a number is not there by half, so that passages that hold it come first.
fn as_typed(bot: &Bot, understood: &Question, hits: Vec<Hit>) -> Vec<Hit> {
    let mut held: Vec<(bool, bool, Hit)> = Vec::new();
    for mut hit in hits {
        let literal = bot.engine().literal(understood, &hit);
        hit.sentence = literal.sentence;
        held.push((literal.has_any, literal.has_numbers, hit));
    }
    if held.iter().any(|(has_any, ..)| *has_any) {
        held.retain(|(has_any, ..)| *has_any);
    }
    // Stable: the rest of the order stays.
    held.sort_by_key(|(_, has_numbers, _)| !has_numbers);
    held.into_iter().map(|(.., hit)| hit).collect()
}

/// What a search found.
pub(in crate::bot) fn found(command: &Command, hits: &[Hit]) -> Answer {
    let quotes = hits
        .iter()
        .take(MOST)
        .filter_map(|hit| shown::passage(hit, EXCERPT));
    Answer::certain(command, quotes.map(Block::Quote).collect())
}

/// Whether a character is a quotation mark, which the answer sets itself.
fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‘' | '’' | '\'')
}
