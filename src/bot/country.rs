//! `!land`: what the article says of a country.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::answer::{Answer, Block, Quote, Unit};
use crate::article::Article;
use crate::command::Command;
use crate::excerpt::Passage;
use crate::lexicon::gazetteer::{self, Country, Resolution};
use crate::lexicon::mentions::{self, Case, MentionKind};
use crate::wording::Message;

pub(super) fn answer(command: &Command, article: &Arc<Article>, argument: Option<&str>) -> Answer {
    let Some(argument) = argument else {
        return Answer::certain(command, list(article));
    };
    match gazetteer::resolve(argument) {
        Resolution::One(country) => about(command, article, country),
        Resolution::Several(countries) | Resolution::Near(countries) => {
            let names = countries.into_iter().map(name);
            let asked = Message::new("did-you-mean").with("options", Message::list_or(names));
            Answer::question_back(command, vec![Block::Say(asked)])
        }
        Resolution::Unknown => {
            let said = Message::new("country-unknown").with("typed", super::typed(argument));
            Answer::nothing(
                command,
                vec![Block::Say(said), Block::Say(present(article))],
            )
        }
    }
}

/// What a country is called.
pub(super) fn name(country: Country) -> Message {
    Message::new("country-name")
        .with("dutch", country.dutch())
        .with("english", country.english())
}

/// The section about a country; for one that is only mentioned, the sentences in which it is.
fn about(command: &Command, article: &Arc<Article>, country: Country) -> Answer {
    let (section, elsewhere): (Vec<Passage>, Vec<Passage>) = Passage::all(article)
        .partition(|passage| is_section_of(passage.paragraph().section(), country));
    let mentions: Vec<Quote> = elsewhere
        .iter()
        .filter_map(|passage| mentioning(passage, country))
        .collect();
    if section.is_empty() && mentions.is_empty() {
        let said = Message::new("country-absent").with("country", name(country));
        return Answer::nothing(
            command,
            vec![Block::Say(said), Block::Say(present(article))],
        );
    }
    if section.is_empty() {
        let said = Message::new("country-mentioned")
            .with("country", name(country))
            .with("count", mentions.len());
        let quotes = mentions.into_iter().map(Block::Quote);
        return Answer::certain(
            command,
            std::iter::once(Block::Say(said)).chain(quotes).collect(),
        );
    }
    let mut blocks = super::whole(section.into_iter());
    let numbers: Vec<u32> = mentions
        .iter()
        .filter_map(|quote| quote.passage().paragraph().number())
        .collect();
    if !numbers.is_empty() {
        let said = Message::new("country-elsewhere")
            .with("country", name(country))
            .with("paragraphs", super::numbers(numbers));
        blocks.push(Block::Note(said));
    }
    Answer::certain(command, blocks)
}

/// The sentences of a passage that name a country, by adjective and inhabitants too.
fn mentioning(passage: &Passage, country: Country) -> Option<Quote> {
    let text = passage.text();
    let is_named = |range: &&std::ops::Range<usize>| {
        let sentence = text.get((*range).clone()).unwrap_or_default();
        mentioned(sentence).any(|mentioned| mentioned == country)
    };
    let sentences = passage
        .sentences()
        .iter()
        .filter(is_named)
        .cloned()
        .collect();
    let mut quote = Quote::new(passage, sentences, &[])?;
    quote.unit = Unit::Sentence;
    Some(quote)
}

fn mentioned(text: &str) -> impl Iterator<Item = Country> {
    let mentions = mentions::mentions(text, Case::Strict);
    mentions
        .into_iter()
        .filter(|mention| mention.kind != MentionKind::Capital)
        .map(|mention| mention.country)
}

/// Whether a section is about a country: its heading names it.
pub(super) fn is_section_of(section: &str, country: Country) -> bool {
    mentioned(section).any(|mentioned| mentioned == country)
}

/// The countries of an article, each with the paragraphs that are about it or name it, those with a section first.
fn list(article: &Arc<Article>) -> Vec<Block> {
    let (with_section, others) = countries(article);
    if with_section.is_empty() && others.is_empty() {
        return vec![Block::Say(Message::new("country-none"))];
    }
    let item = |(country, numbers): (Country, Vec<u32>)| {
        Block::Item(name(country), Some(super::numbers(numbers)))
    };
    let mut blocks = Vec::new();
    for (heading, countries) in [
        ("country-sections", with_section),
        ("country-others", others),
    ] {
        if !countries.is_empty() {
            blocks.push(Block::Heading(Message::new(heading)));
            blocks.extend(countries.into_iter().map(item));
        }
    }
    blocks.push(Block::Note(Message::new("country-hint")));
    blocks
}

pub(super) type Numbered = Vec<(Country, Vec<u32>)>;

pub(super) fn countries(article: &Arc<Article>) -> (Numbered, Numbered) {
    let mut of_section: BTreeMap<Country, Vec<u32>> = BTreeMap::new();
    let mut of_text: BTreeMap<Country, Vec<u32>> = BTreeMap::new();
    for passage in Passage::all(article) {
        let Some(number) = passage.paragraph().number() else {
            continue;
        };
        for country in mentioned(passage.paragraph().section()) {
            of_section.entry(country).or_default().push(number);
        }
        for country in mentioned(passage.text()) {
            of_text.entry(country).or_default().push(number);
        }
    }
    of_text.retain(|country, _| !of_section.contains_key(country));
    let by_first = |map: BTreeMap<Country, Vec<u32>>| {
        let mut listed: Numbered = map.into_iter().collect();
        listed.sort_by_key(|(country, numbers)| (numbers.first().copied(), country.dutch()));
        listed
    };
    (by_first(of_section), by_first(of_text))
}

/// «Wel: Armenië, Belarus …»: which countries there are.
fn present(article: &Arc<Article>) -> Message {
    /// More than this many names help nobody.
    const NAMED: usize = 12;
    let (with_section, others) = countries(article);
    let all: Vec<Country> = with_section
        .into_iter()
        .chain(others)
        .map(|(country, _)| country)
        .collect();
    if all.is_empty() {
        return Message::new("country-none");
    }
    let more = all.len().saturating_sub(NAMED);
    let names = Message::list(all.into_iter().take(NAMED).map(name));
    if more == 0 {
        Message::new("country-present").with("countries", names)
    } else {
        Message::new("country-present-more")
            .with("countries", names)
            .with("count", more)
    }
}
