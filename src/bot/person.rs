//! `!wie`: the passages in which a person occurs, the introducing one first.

use std::sync::Arc;

use super::people::{Meant, Person};
use super::{Bot, Context, articles};
use crate::answer::{Answer, Block, Quote, Unit};
use crate::article::{Article, Kind};
use crate::command::Command;
use crate::excerpt::Passage;
use crate::search::analyzer;
use crate::wording::Message;

pub(super) fn answer(bot: &Bot, command: &Command, article: &Arc<Article>, name: &str) -> Answer {
    let people = bot.people(article);
    let person = match people.meant(name) {
        Meant::Several(people) => {
            let names = people
                .into_iter()
                .map(|person| Message::verbatim(&person.name));
            let asked = Message::new("did-you-mean").with("options", Message::list_or(names));
            return Answer::question_back(command, vec![Block::Say(asked)]);
        }
        Meant::One { person, as_typed } => (person.clone(), as_typed),
        // Not on the list of people, but perhaps a name all the same.
        Meant::Nobody => (Person::named(name), true),
    };
    let quotes = occurrences(article, &person.0);
    if quotes.is_empty() {
        let said = Message::new("person-none").with("typed", super::typed(name));
        return Answer::nothing(
            command,
            vec![Block::Say(said), Block::Say(listed(bot, article))],
        );
    }
    let mut blocks = Vec::new();
    if !person.1 {
        let said = Message::new("corrected")
            .with("typed", super::typed(name))
            .with("read", person.0.name.as_str());
        blocks.push(Block::Note(said));
    }
    blocks.extend(quotes.into_iter().map(Block::Quote));
    Answer::certain(command, blocks)
}

/// `!wie` without a name: who is named.
pub(super) fn list(bot: &Bot, command: &Command, context: &Context<'_>) -> Answer {
    match bot.article(context) {
        Some(article) => Answer::certain(command, vec![Block::Say(listed(bot, article))]),
        None => articles::which(bot, command),
    }
}

fn listed(bot: &Bot, article: &Arc<Article>) -> Message {
    /// More than this many names help nobody.
    const NAMED: usize = 20;
    let people = bot.people(article).all();
    if people.is_empty() {
        return Message::new("people-none");
    }
    let names = people
        .iter()
        .take(NAMED)
        .map(|person| Message::verbatim(&person.name));
    Message::new("people-present").with("people", Message::list(names))
}

/// The passages that name a person, with the sentences that do: first the one that introduces, then in order.
fn occurrences(article: &Arc<Article>, person: &Person) -> Vec<Quote> {
    let mut found: Vec<(u32, Quote)> = Vec::new();
    for passage in Passage::all(article) {
        let names = person.occurrences(passage.text());
        let holding = |sentence: &&std::ops::Range<usize>| {
            names
                .iter()
                .any(|name| sentence.start <= name.start && name.end <= sentence.end)
        };
        let sentences: Vec<_> = passage
            .sentences()
            .iter()
            .filter(holding)
            .cloned()
            .collect();
        if let Some(mut quote) = Quote::new(&passage, sentences, &[]) {
            quote.unit = Unit::Sentence;
            let introduction = names
                .iter()
                .map(|name| introduction(&passage, name))
                .max()
                .unwrap_or(0);
            found.push((introduction, quote));
        }
    }
    let introducing = found.iter().map(|(score, _)| *score).max().unwrap_or(0);
    if let Some(place) = found.iter().position(|(score, _)| *score == introducing) {
        let first = found.remove(place);
        found.insert(0, first);
    }
    found.into_iter().map(|(_, quote)| quote).collect()
}

/// How much a mention tells of who somebody is: an apposition after the name, a title or an adjective before it, the
/// whole name. A caption introduces less than the text.
fn introduction(passage: &Passage, name: &std::ops::Range<usize>) -> u32 {
    let text = passage.text();
    let after = text.get(name.end..).unwrap_or_default();
    let has_apposition = after
        .strip_prefix(", ")
        .is_some_and(|rest| rest.starts_with(char::is_lowercase));
    let before = text.get(..name.start).unwrap_or_default();
    let previous = analyzer::words(before).pop();
    let is_adjacent = before.ends_with(' ') && !before.trim_end().ends_with(['.', ',', ';', ':']);
    let has_title = is_adjacent && previous.is_some_and(|word| !word.is_stop_word);
    let is_whole = text
        .get(name.clone())
        .is_some_and(|name| name.contains(' '));
    let of_kind = u32::from(passage.paragraph().kind() != Kind::Caption);
    4 * u32::from(has_apposition) + 3 * u32::from(has_title) + 2 * u32::from(is_whole) + of_kind
}
