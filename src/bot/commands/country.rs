//! `!land`: what the article says about a country.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::answer::{Answer, Block, Quote};
use crate::article::Article;
use crate::bot::blocks::{ask_back, in_words, name_list, paragraph_list, repeated, whole};
use crate::bot::core::Bot;
use crate::command::Command;
use crate::excerpt::Passage;
use crate::lexicon::fold::fold;
use crate::lexicon::gazetteer::{self, Country, Resolution};
use crate::lexicon::mentions::{self, Case, Mention, MentionKind};
use crate::parallel;
use crate::people::People;
use crate::wording::Message;

pub(in crate::bot) fn answer(
    bot: &Bot,
    command: &Command,
    article: &Arc<Article>,
    argument: Option<&str>,
) -> Answer {
    let people = bot.people(article);
    let Some(argument) = argument else {
        return Answer::certain(command, list(article, people));
    };
    match meant(argument) {
        Resolution::One(country) => about(command, article, people, country),
        Resolution::Several(countries) | Resolution::Near(countries) => {
            ask_back(command, countries.into_iter().map(name))
        }
        Resolution::Unknown => {
            let said = Message::new("country-unknown").with("typed", repeated(argument));
            Answer::nothing(
                command,
                [Block::Say(said), Block::Say(present(article, people))],
            )
        }
    }
}

/// Resolves an argument to a country, also after «over» or «van». For a name with several countries, asks which.
pub(in crate::bot) fn meant(argument: &str) -> Resolution {
    const BEFORE: [&str; 6] = ["over", "van", "in", "uit", "about", "of"];
    let whole = gazetteer::resolve(argument);
    if matches!(whole, Resolution::One(_) | Resolution::Several(_)) {
        return whole;
    }
    if let Some((first, rest)) = argument.trim().split_once(' ')
        && BEFORE.contains(&fold(first).as_str())
    {
        return meant(rest);
    }
    let row = [" en ", " and ", " of ", " or ", "/", "&"]
        .iter()
        .fold(argument.to_owned(), |row, joint| row.replace(joint, ","));
    let mut named: Vec<Country> = Vec::new();
    for part in row
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        match gazetteer::resolve(part) {
            Resolution::One(country) if named.contains(&country) => {}
            Resolution::One(country) => named.push(country),
            _ => return whole,
        }
    }
    match named[..] {
        [] => whole,
        [only] => Resolution::One(only),
        _ => Resolution::Several(named),
    }
}

/// Tells a message whether the country's name takes a singular verb: «de Verenigde Staten» does not.
pub(in crate::bot) fn said_of(country: Country, said: Message) -> Message {
    const OPENINGS: [&str; 3] = ["Verenigd", "Palestijns", "Bahama"];
    #[rustfmt::skip]
    const ENDINGS: [&str; 6] = [
        "eilanden", "Eilanden", "Staten", "gebieden", "gebied", "Republiek",
    ];
    #[rustfmt::skip]
    const OTHERS: [&str; 11] = [
        "Comoren", "Faeröer", "Filipijnen", "Gebieden", "Grenadines", "Maldiven", "Marianen", "Oceaan", "Sahara",
        "Seychellen", "Unie",
    ];
    let dutch = country.dutch();
    let takes_article = OPENINGS.iter().any(|opening| dutch.starts_with(opening))
        || ENDINGS.iter().any(|ending| dutch.ends_with(ending))
        || OTHERS.iter().any(|name| dutch.contains(name));
    said.with("country", name(country))
        .with("kind", if takes_article { "other" } else { "plain" })
}

/// The name of a country.
pub(in crate::bot) fn name(country: Country) -> Message {
    in_words(country.dutch(), country.english())
}

/// Quotes the section about a country, or else the sentences that mention it.
fn about(command: &Command, article: &Arc<Article>, people: &People, country: Country) -> Answer {
    let (section, elsewhere): (Vec<Passage>, Vec<Passage>) = Passage::all(article)
        .partition(|passage| names_country(passage.paragraph().section(), country));
    let mentioning = |at: usize| mentioning(&elsewhere[at], people, country);
    let mentions = parallel::each(elsewhere.len(), mentioning);
    let mentions: Vec<Quote> = mentions.into_iter().flatten().collect();
    if section.is_empty() && mentions.is_empty() {
        let said = said_of(country, Message::new("country-absent"));
        return Answer::nothing(
            command,
            [Block::Say(said), Block::Say(present(article, people))],
        );
    }
    if section.is_empty() {
        let said =
            said_of(country, Message::new("country-mentioned")).with("count", mentions.len());
        let quotes = mentions.into_iter().map(Block::Quote);
        return Answer::certain(command, std::iter::once(Block::Say(said)).chain(quotes));
    }
    let mut blocks = whole(section.into_iter());
    let numbers: Vec<u32> = mentions
        .iter()
        .filter_map(|quote| quote.passage().paragraph().number())
        .collect();
    if !numbers.is_empty() {
        let said = said_of(country, Message::new("country-elsewhere"))
            .with("paragraphs", paragraph_list(numbers));
        blocks.push(Block::Note(said));
    }
    Answer::certain(command, blocks)
}

/// Quotes the sentences of a passage that name a country, also by adjective or inhabitant.
fn mentioning(passage: &Passage, people: &People, country: Country) -> Option<Quote> {
    let is_named = |range: &&Range<usize>| {
        named(passage.text_at(range), Some(people)).any(|named| named == country)
    };
    let sentences = passage.sentences().iter().filter(is_named).cloned();
    Quote::sentences(passage, sentences.collect(), &[])
}

/// Returns the countries that a text names, except in the name of one of these people: «Holland zweeg» after «Wim Holland».
fn named(text: &str, people: Option<&People>) -> impl Iterator<Item = Country> {
    let mentions = mentions::mentions(text, Case::Strict);
    let names = match people {
        Some(people) if !mentions.is_empty() => people.named_in(text),
        _ => Vec::new(),
    };
    let is_somebodys = move |mention: &Mention| {
        names
            .iter()
            .any(|(_, name)| name.start <= mention.range.start && mention.range.end <= name.end)
    };
    mentions
        .into_iter()
        .filter(move |mention| mention.kind != MentionKind::Capital && !is_somebodys(mention))
        .map(|mention| mention.country)
}

/// Whether a text, such as the heading of a section, names a country.
pub(in crate::bot) fn names_country(text: &str, country: Country) -> bool {
    named(text, None).any(|named| named == country)
}

/// Lists the countries of an article with their paragraphs, those with a section first.
fn list(article: &Arc<Article>, people: &People) -> Vec<Block> {
    let (with_section, others) = countries(article, people);
    let Some((first, _)) = with_section.first().or(others.first()) else {
        return vec![Block::Say(Message::new("country-none"))];
    };
    let hint = Message::new("country-hint").with("country", name(*first));
    let item = |(country, numbers): (Country, Vec<u32>)| {
        Block::Item(name(country), Some(paragraph_list(numbers)))
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
    blocks.push(Block::Note(hint));
    blocks
}

type Numbered = Vec<(Country, Vec<u32>)>;

fn countries(article: &Arc<Article>, people: &People) -> (Numbered, Numbered) {
    let mut of_section: BTreeMap<Country, Vec<u32>> = BTreeMap::new();
    let mut of_text: BTreeMap<Country, Vec<u32>> = BTreeMap::new();
    let of_passages = Passage::each(article, |passage| {
        let number = passage.paragraph().number()?;
        let of_section: Vec<Country> = named(passage.paragraph().section(), None).collect();
        let of_text: Vec<Country> = named(passage.text(), Some(people)).collect();
        Some((number, of_section, of_text))
    });
    for (number, in_section, in_text) in of_passages.into_iter().flatten() {
        for country in in_section {
            of_section.entry(country).or_default().push(number);
        }
        for country in in_text {
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

/// How much an article says of a country.
#[derive(Clone, Debug)]
pub struct Share {
    /// Its name.
    pub name: Message,
    /// How many sentences its section has, and how many name it elsewhere.
    pub sentences: usize,
    /// The first passage of its section; `None` if it has none.
    pub section: Option<Passage>,
    /// The sentences that name it elsewhere, by passage.
    pub mentions: Vec<Quote>,
}

/// Returns how much an article says of each of its countries, most first: the sentences that `!land` shows for it, and those
/// elsewhere to which it refers.
pub(in crate::bot) fn shares(article: &Arc<Article>, people: &People) -> Vec<Share> {
    let of_passages = Passage::each(article, |passage| {
        let of_section: BTreeSet<Country> = named(passage.paragraph().section(), None).collect();
        let mut of_text: BTreeMap<Country, Vec<Range<usize>>> = BTreeMap::new();
        for sentence in passage.sentences() {
            let named: BTreeSet<Country> = named(passage.text_at(sentence), Some(people)).collect();
            for country in named.difference(&of_section) {
                of_text.entry(*country).or_default().push(sentence.clone());
            }
        }
        (passage, of_section, of_text)
    });
    let share = |country: &Country| Share {
        name: name(*country),
        sentences: 0,
        section: None,
        mentions: Vec::new(),
    };
    let listed = all(article, people);
    let mut shares: BTreeMap<Country, Share> = listed
        .iter()
        .map(|country| (*country, share(country)))
        .collect();
    for (passage, of_section, of_text) in of_passages {
        for country in of_section {
            if let Some(share) = shares.get_mut(&country) {
                share.sentences += passage.sentences().len();
                share.section.get_or_insert_with(|| passage.clone());
            }
        }
        for (country, sentences) in of_text {
            if let Some(share) = shares.get_mut(&country) {
                share.sentences += sentences.len();
                share
                    .mentions
                    .extend(Quote::sentences(&passage, sentences, &[]));
            }
        }
    }
    let in_order = listed.iter().filter_map(|country| shares.remove(country));
    let mut all: Vec<Share> = in_order.collect();
    all.sort_by_key(|share| Reverse(share.sentences));
    all
}

/// «Wel: Armenië, Belarus …»: lists the article's countries.
fn present(article: &Arc<Article>, people: &People) -> Message {
    /// The most countries that are listed.
    const NAMED: usize = 12;
    let all = all(article, people);
    if all.is_empty() {
        return Message::new("country-none");
    }
    let names = all.into_iter().map(name).collect();
    name_list("country-present", "countries", names, NAMED)
}

/// Returns the countries of an article, those with a section first.
pub(in crate::bot) fn all(article: &Arc<Article>, people: &People) -> Vec<Country> {
    let (with_section, others) = countries(article, people);
    let all = with_section.into_iter().chain(others);
    all.map(|(country, _)| country).collect()
}
