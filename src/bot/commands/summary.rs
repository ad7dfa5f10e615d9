//! `!samenvatting`: sentences of the article that together say most of it, in the order of the text, each with its
//! footnote. Nothing is rewritten, so only sentences that can stand alone are taken.

use std::ops::Range;
use std::sync::Arc;

use super::country::{is_section_of, meant, name, said_of};
use crate::analyzer::{self, Word};
use crate::answer::{Answer, Block, Footnote, Quote};
use crate::article::{Article, Kind};
use crate::bot::blocks::{ask_back, repeated};
use crate::bot::core::Bot;
use crate::command::{Command, SUMMARY_SENTENCES};
use crate::excerpt::Passage;
use crate::lexicon::fold::fold;
use crate::lexicon::gazetteer::{Country, Resolution};
use crate::lexicon::mentions::{self, Case, MentionKind};
use crate::search::centrality::{self, Candidate};
use crate::wording::Message;

/// How many sentences a summary has where nobody says: of the whole article, of a country.
const SENTENCES: u32 = 5;
const SENTENCES_OF_COUNTRY: u32 = 3;

/// The words that a sentence of a summary has at least, and at most.
const WORDS: std::ops::RangeInclusive<usize> = 7..=60;

pub(in crate::bot) fn answer(
    bot: &Bot,
    command: &Command,
    article: &Arc<Article>,
    country: Option<&str>,
    sentences: Option<u32>,
) -> Answer {
    let country = match country.map(meant) {
        None => None,
        Some(Resolution::One(country)) => Some(country),
        Some(Resolution::Several(countries) | Resolution::Near(countries)) => {
            return ask_back(command, countries.into_iter().map(name));
        }
        Some(Resolution::Unknown) => {
            let said = Message::new("country-unknown")
                .with("typed", repeated(country.unwrap_or_default()));
            return Answer::nothing(command, vec![Block::Say(said)]);
        }
    };
    let wanted = sentences.unwrap_or(if country.is_some() {
        SENTENCES_OF_COUNTRY
    } else {
        SENTENCES
    });
    let count = wanted.clamp(*SUMMARY_SENTENCES.start(), *SUMMARY_SENTENCES.end());
    let chosen = chosen(bot, article, country, usize::try_from(count).unwrap_or(1));
    if chosen.is_empty() {
        let said = match country {
            Some(country) if !is_named(article, country) => {
                said_of(country, Message::new("country-absent"))
            }
            _ => Message::new("summary-none"),
        };
        return Answer::nothing(command, vec![Block::Say(said)]);
    }
    let mut blocks = Vec::new();
    if count != wanted {
        blocks.push(Block::Note(
            Message::new("summary-limits").with("most", *SUMMARY_SENTENCES.end()),
        ));
    }
    let is_leaning = chosen.iter().any(|candidate| {
        standing(&candidate.passage, &candidate.range) == Some(Standing::Dependent)
    });
    if is_leaning {
        blocks.push(Block::Note(Message::new("summary-leaning")));
    } else if count == wanted && chosen.len() < usize::try_from(count).unwrap_or(1) {
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

/// How well a sentence can be read without the one before, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    /// It needs nothing.
    Alone,
    /// A word within it points back, as in «spraken zich uit tegen dit besluit».
    Leaning,
    /// It is short, or endless.
    Fragment,
    /// It begins with a word that points back, or is a question.
    Dependent,
}

/// The sentences of a summary. Those that lean fill up what those that stand alone leave open; the rest is taken only
/// where there is nothing else.
fn chosen(
    bot: &Bot,
    article: &Arc<Article>,
    country: Option<Country>,
    count: usize,
) -> Vec<Candidate> {
    let candidates = candidates(article, country);
    let mut chosen: Vec<Candidate> = Vec::new();
    for standing in [
        Standing::Alone,
        Standing::Leaning,
        Standing::Fragment,
        Standing::Dependent,
    ] {
        let is_enough = standing > Standing::Leaning && !chosen.is_empty();
        if chosen.len() >= count || is_enough {
            break;
        }
        let of_standing: Vec<Candidate> = candidates
            .iter()
            .filter(|(theirs, _)| *theirs == standing)
            .map(|(_, candidate)| candidate.clone())
            .collect();
        let open = count - chosen.len();
        chosen.extend(centrality::summary(bot.engine(), &of_standing, open));
    }
    chosen.sort_by_key(|candidate| (candidate.passage.index(), candidate.range.start));
    chosen
}

/// The sentences that may be chosen, of the text, and about the country where one is named.
fn candidates(article: &Arc<Article>, country: Option<Country>) -> Vec<(Standing, Candidate)> {
    let of_text = |passage: &Passage| matches!(passage.paragraph().kind(), Kind::Lede | Kind::Body);
    let mut candidates = Vec::new();
    for passage in Passage::all(article).filter(of_text) {
        let is_section =
            country.is_some_and(|country| is_section_of(passage.paragraph().section(), country));
        for (at, range) in passage.sentences().iter().enumerate() {
            let text = passage.text().get(range.clone()).unwrap_or_default();
            let is_about = country.is_none_or(|country| is_section || names(text, country));
            let Some(standing) = standing(&passage, range).filter(|_| is_about) else {
                continue;
            };
            let candidate = Candidate {
                passage: passage.clone(),
                range: range.clone(),
                is_opening: at == 0,
            };
            candidates.push((standing, candidate));
        }
    }
    candidates
}

fn is_named(article: &Arc<Article>, country: Country) -> bool {
    Passage::all(article).any(|passage| {
        names(passage.text(), country) || is_section_of(passage.paragraph().section(), country)
    })
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

/// Adverbs that point back, near the beginning of a sentence.
#[rustfmt::skip]
const ADVERBS: [&str; 12] = [
    "ook", "daarnaast", "daarbij", "daarmee", "daarvan", "daarop", "daarom", "hiervan", "hierdoor", "hiermee", "hierbij",
    "bovendien",
];

/// Prepositions: after one, «dat» points at something; elsewhere it mostly opens a clause.
#[rustfmt::skip]
const PREPOSITIONS: [&str; 18] = [
    "aan", "bij", "binnen", "buiten", "door", "in", "met", "naar", "om", "onder", "op", "over", "tegen", "tijdens", "tot",
    "uit", "van", "voor",
];

/// How a sentence stands; none for what is too short to say anything.
fn standing(passage: &Passage, range: &Range<usize>) -> Option<Standing> {
    const SHORTEST: usize = 3;
    let text = passage.text().get(range.clone())?;
    let words = analyzer::words(text);
    let first = words.first()?;
    if words.len() < SHORTEST {
        return None;
    }
    let begins_leaning = LEANING.contains(&first.folded.as_str()) || begins_in_place_of(text);
    Some(if begins_leaning || text.trim_end().ends_with('?') {
        Standing::Dependent
    } else if !WORDS.contains(&words.len()) {
        Standing::Fragment
    } else if leans_within(passage, range.start, &words) {
        Standing::Leaning
    } else {
        Standing::Alone
    })
}

/// Whether a word within a sentence points back: «dit», «deze», «tegen dat», or near its beginning an adverb. What is
/// quoted does not count, for there it points at something that the speaker said.
fn leans_within(passage: &Passage, start: usize, words: &[Word]) -> bool {
    const BEGINNING: usize = 8;
    let is_quoted = |word: &Word| {
        let mut quotations = passage.paragraph().quotations().iter();
        quotations.any(|quotation| quotation.outer.contains(&(start + word.range.start)))
    };
    words.iter().enumerate().any(|(at, word)| {
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        let leans = match word.folded.as_str() {
            "dit" | "deze" => true,
            "dat" => before.is_some_and(|word| PREPOSITIONS.contains(&word.folded.as_str())),
            other => at < BEGINNING && ADVERBS.contains(&other),
        };
        leans && !is_quoted(word)
    })
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
