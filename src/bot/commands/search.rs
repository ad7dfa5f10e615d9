//! `!zoek`: ranked passages for search words. Words between quotation marks must stand together.

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
use crate::search::{Hit, Question};
use crate::wording::Message;

/// The length of each passage in characters, roughly.
const EXCERPT: usize = 300;

/// The most passages. More words help more than more passages.
const MOST: usize = 20;

/// The most phrases of a search. More are ignored, for they may be an attack.
const PHRASES: usize = 8;

pub(in crate::bot) fn answer(
    bot: &Bot,
    command: &Command,
    context: &Context<'_>,
    text: &str,
) -> Answer {
    let article = bot.chosen(context).map(Arc::as_ref);
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
    // A search shows only passages that contain the words.
    hits.retain(|hit| hit.has_words);
    let mut hits = as_typed(bot, &understood, hits);
    for (at, phrase) in phrases.iter().enumerate() {
        let holding = bot.engine().find_phrase(phrase, article);
        let held = |hit: &Hit| holding.iter().find(|held| held.passage == hit.passage);
        hits.retain(|hit| held(hit).is_some());
        for hit in &mut hits {
            if let Some(held) = held(hit) {
                hit.sentence = held.sentence.clone();
            }
        }
        if at == 0 {
            // Adds passages with the phrase that ranked too low, or whose phrase has only stop words.
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

/// Returns the hits with the sentences that contain the words. A passage that only its title matches is dropped if
/// others match; passages with all numbers come first.
fn as_typed(bot: &Bot, understood: &Question, hits: Vec<Hit>) -> Vec<Hit> {
    let mut held: Vec<(bool, bool, Hit)> = Vec::new();
    for mut hit in hits {
        let literal = bot.engine().match_keywords(understood, &hit);
        hit.sentence = literal.sentence;
        held.push((literal.has_any, literal.has_numbers, hit));
    }
    if held.iter().any(|(has_any, ..)| *has_any) {
        held.retain(|(has_any, ..)| *has_any);
    }
    // A stable sort keeps the order otherwise.
    held.sort_by_key(|(_, has_numbers, _)| !has_numbers);
    held.into_iter().map(|(.., hit)| hit).collect()
}

/// Answers a search with its hits.
pub(in crate::bot) fn found(command: &Command, hits: &[Hit]) -> Answer {
    let quotes = hits
        .iter()
        .take(MOST)
        .filter_map(|hit| shown::passage(hit, EXCERPT));
    Answer::certain(command, quotes.map(Block::Quote))
}

/// Whether a character is a quotation mark. The answer adds its own.
fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‘' | '’' | '\'')
}
