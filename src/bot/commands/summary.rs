//! `!samenvatting`: an extractive summary, in the order of the text, with a footnote at each sentence. Nothing is
//! rewritten, so only sentences that can stand alone are chosen.

mod centrality;

use std::ops::Range;
use std::sync::Arc;

use super::country::{meant, name, names_country, said_of};
use crate::analyzer::{self, Word};
use crate::answer::{Answer, Block, Footnote, Quote};
use crate::article::{Article, Kind};
use crate::bot::blocks::{ask_back, repeated};
use crate::bot::core::Bot;
use crate::command::{Command, SUMMARY_SENTENCES};
use crate::excerpt::Passage;
use crate::lexicon::fold::fold;
use crate::lexicon::gazetteer::{Country, Resolution};
use crate::wording::Message;
use centrality::SummarySentence;

/// The default number of sentences, for the whole article and for a country.
const SENTENCES: u32 = 5;
const SENTENCES_OF_COUNTRY: u32 = 3;

/// The number of words in a summary's sentence.
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
            return Answer::nothing(command, [Block::Say(said)]);
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
        return Answer::nothing(command, [Block::Say(said)]);
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

/// How well a sentence stands alone, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    /// It stands alone.
    Alone,
    /// A word within it refers back, as in «spraken zich uit tegen dit besluit».
    Leaning,
    /// It is very short or very long.
    Fragment,
    /// It begins with a word that refers back, or is a question.
    Dependent,
}

/// Returns the sentences of a summary. Leaning sentences supplement those that stand alone; worse ones are used only if
/// there are no others.
fn chosen(
    bot: &Bot,
    article: &Arc<Article>,
    country: Option<Country>,
    count: usize,
) -> Vec<SummarySentence> {
    let candidates = candidates(article, country);
    let mut chosen: Vec<SummarySentence> = Vec::new();
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
        let of_standing: Vec<SummarySentence> = candidates
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

/// Returns the candidate sentences: those of the text, and about the country if one is given.
fn candidates(
    article: &Arc<Article>,
    country: Option<Country>,
) -> Vec<(Standing, SummarySentence)> {
    let of_text = |passage: &Passage| matches!(passage.paragraph().kind(), Kind::Lede | Kind::Body);
    let mut candidates = Vec::new();
    for passage in Passage::all(article).filter(of_text) {
        let is_section =
            country.is_some_and(|country| names_country(passage.paragraph().section(), country));
        for (at, range) in passage.sentences().iter().enumerate() {
            let text = passage.text_at(range);
            let is_about = country.is_none_or(|country| is_section || names_country(text, country));
            let Some(standing) = standing(&passage, range).filter(|_| is_about) else {
                continue;
            };
            let candidate = SummarySentence {
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
        names_country(passage.text(), country)
            || names_country(passage.paragraph().section(), country)
    })
}

/// First words that refer to the sentence before.
#[rustfmt::skip]
const LEANING: [&str; 44] = [
    "ook", "daarnaast", "bovendien", "overigens", "daarom", "daardoor", "daarbij", "daarmee", "daarop", "daarna",
    "daar", "zo", "dus", "echter", "toch", "maar", "en", "want", "hij", "zij", "ze", "het", "dit", "dat", "deze",
    "die", "hun", "haar", "zijn", "er", "hier", "hierdoor", "hiermee", "dan", "toen", "vervolgens", "verder",
    "tevens", "ten", "nadat", "terwijl", "vandaar", "nu", "wel",
];

/// Adverbs that refer back, near the beginning of a sentence.
#[rustfmt::skip]
const ADVERBS: [&str; 12] = [
    "ook", "daarnaast", "daarbij", "daarmee", "daarvan", "daarop", "daarom", "hiervan", "hierdoor", "hiermee", "hierbij",
    "bovendien",
];

/// Prepositions. After one, «dat» refers back; elsewhere it usually opens a clause.
#[rustfmt::skip]
const PREPOSITIONS: [&str; 18] = [
    "aan", "bij", "binnen", "buiten", "door", "in", "met", "naar", "om", "onder", "op", "over", "tegen", "tijdens", "tot",
    "uit", "van", "voor",
];

/// How well a sentence stands alone; `None` if it is too short to say anything.
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

/// Whether a word within a sentence refers back: «dit», «deze», «tegen dat», or an adverb near its beginning.
/// Quotations do not count, because they refer to something that the speaker said.
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

/// «In plaats daarvan …», «Een dag later …», «Het land …»: openings of several words that refer back.
fn begins_in_place_of(text: &str) -> bool {
    #[rustfmt::skip]
    const OPENINGS: [&str; 8] = [
        "in plaats daarvan", "een dag later", "het land ", "volgens hem", "volgens haar", "aan de andere kant",
        "om die reden", "met andere woorden",
    ];
    let start: String = fold(text).chars().take(30).collect();
    OPENINGS.iter().any(|opening| start.starts_with(opening))
}
