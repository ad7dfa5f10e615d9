//! `!samenvatting`: sentences of the article that together say most of it, in the order of the text, each with its
//! footnote. Nothing is rewritten, so only sentences that can stand alone are taken.

use std::sync::Arc;

use super::Bot;
use super::country::{is_section_of, name};
use crate::answer::{Answer, Block, Footnote, Quote};
use crate::article::{Article, Kind};
use crate::command::{Command, SUMMARY_SENTENCES};
use crate::excerpt::Passage;
use crate::lexicon::fold::fold;
use crate::lexicon::gazetteer::{self, Country, Resolution};
use crate::lexicon::mentions::{self, Case, MentionKind};
use crate::search::analyzer;
use crate::search::centrality::{self, Candidate};
use crate::wording::Message;

/// How many sentences a summary has where nobody says: of the whole article, of a country.
const SENTENCES: u32 = 5;
const SENTENCES_OF_COUNTRY: u32 = 3;

/// The words that a sentence of a summary has at least, and at most.
const WORDS: std::ops::RangeInclusive<usize> = 7..=60;

pub(super) fn answer(
    bot: &Bot,
    command: &Command,
    article: &Arc<Article>,
    country: Option<&str>,
    sentences: Option<u32>,
) -> Answer {
    let country = match country.map(gazetteer::resolve) {
        None => None,
        Some(Resolution::One(country)) => Some(country),
        Some(Resolution::Several(countries) | Resolution::Near(countries)) => {
            let asked = Message::new("did-you-mean")
                .with("options", Message::list_or(countries.into_iter().map(name)));
            return Answer::question_back(command, vec![Block::Say(asked)]);
        }
        Some(Resolution::Unknown) => {
            let said = Message::new("country-unknown")
                .with("typed", super::typed(country.unwrap_or_default()));
            return Answer::nothing(command, vec![Block::Say(said)]);
        }
    };
    let wanted = sentences.unwrap_or(if country.is_some() {
        SENTENCES_OF_COUNTRY
    } else {
        SENTENCES
    });
    let count = wanted.clamp(*SUMMARY_SENTENCES.start(), *SUMMARY_SENTENCES.end());
    let candidates = candidates(article, country);
    let chosen = centrality::summary(
        bot.engine(),
        &candidates,
        usize::try_from(count).unwrap_or(1),
    );
    if chosen.is_empty() {
        let said = match country {
            Some(country) => Message::new("country-absent").with("country", name(country)),
            None => Message::new("summary-none"),
        };
        return Answer::nothing(command, vec![Block::Say(said)]);
    }
    let mut blocks = Vec::new();
    if count != wanted {
        blocks.push(Block::Note(
            Message::new("summary-limits").with("most", *SUMMARY_SENTENCES.end()),
        ));
    } else if chosen.len() < usize::try_from(count).unwrap_or(1) {
        blocks.push(Block::Note(
            Message::new("summary-fewer").with("count", chosen.len()),
        ));
    }
    for candidate in chosen {
        if let Some(mut quote) = Quote::sentence(&candidate.passage, candidate.range) {
            quote.footnote = Footnote::Number;
            blocks.push(Block::Quote(quote));
        }
    }
    blocks.push(Block::Note(Message::new("summary-numbers")));
    Answer::certain(command, blocks)
}

/// The sentences that may be chosen: of the text, that can stand alone, and about the country where one is named.
fn candidates(article: &Arc<Article>, country: Option<Country>) -> Vec<Candidate> {
    let of_text = |passage: &Passage| matches!(passage.paragraph().kind(), Kind::Lede | Kind::Body);
    let mut candidates = Vec::new();
    for passage in Passage::all(article).filter(of_text) {
        let is_section =
            country.is_some_and(|country| is_section_of(passage.paragraph().section(), country));
        for (at, range) in passage.sentences().iter().enumerate() {
            let text = passage.text().get(range.clone()).unwrap_or_default();
            let is_about = country.is_none_or(|country| is_section || names(text, country));
            if is_about && stands_alone(text) {
                candidates.push(Candidate {
                    passage: passage.clone(),
                    range: range.clone(),
                    is_opening: at == 0,
                });
            }
        }
    }
    candidates
}

fn names(text: &str, country: Country) -> bool {
    let mentions = mentions::mentions(text, Case::Strict);
    mentions
        .iter()
        .any(|mention| mention.country == country && mention.kind != MentionKind::Capital)
}

/// First words that lean on the sentence before.
const LEANING: [&str; 44] = [
    "ook",
    "daarnaast",
    "bovendien",
    "overigens",
    "daarom",
    "daardoor",
    "daarbij",
    "daarmee",
    "daarop",
    "daarna",
    "daar",
    "zo",
    "dus",
    "echter",
    "toch",
    "maar",
    "en",
    "want",
    "hij",
    "zij",
    "ze",
    "het",
    "dit",
    "dat",
    "deze",
    "die",
    "hun",
    "haar",
    "zijn",
    "er",
    "hier",
    "hierdoor",
    "hiermee",
    "dan",
    "toen",
    "vervolgens",
    "verder",
    "tevens",
    "ten",
    "nadat",
    "terwijl",
    "vandaar",
    "nu",
    "wel",
];

/// Whether a sentence can be read without the one before: it does not begin with a word that points back, is no question,
/// and is neither a fragment nor endless.
fn stands_alone(text: &str) -> bool {
    let words = analyzer::words(text);
    let Some(first) = words.first() else {
        return false;
    };
    let leans = LEANING.contains(&first.folded.as_str()) || begins_in_place_of(text);
    WORDS.contains(&words.len()) && !leans && !text.trim_end().ends_with('?')
}

/// «In plaats daarvan …», «Een dag later …», «Het land …»: openings of several words that point back.
fn begins_in_place_of(text: &str) -> bool {
    const OPENINGS: [&str; 8] = [
        "in plaats daarvan",
        "een dag later",
        "het land ",
        "volgens hem",
        "volgens haar",
        "aan de andere kant",
        "om die reden",
        "met andere woorden",
    ];
    let start: String = fold(text).chars().take(30).collect();
    OPENINGS.iter().any(|opening| start.starts_with(opening))
}
