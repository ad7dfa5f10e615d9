//! `!bron`: the author and sources of the article and how to cite it; or the same for one paragraph.

mod listed;

use std::ops::Range;
use std::sync::Arc;

use super::paragraph;
use crate::analyzer;
use crate::answer::{Answer, Block, Quote};
use crate::article::{Article, Kind, Paragraph};
use crate::bot::blocks::{sentences_with, whole};
use crate::bot::core::Bot;
use crate::citation;
use crate::command::{Command, Selection};
use crate::excerpt::Passage;
use crate::lexicon::fold::fold;
use crate::lexicon::mentions::{self, Case};
use crate::parallel;
use crate::people::People;
use crate::wording::Message;
use listed::Listed;

pub(in crate::bot) fn answer(
    bot: &Bot,
    command: &Command,
    article: &Arc<Article>,
    selection: Option<&Selection>,
) -> Answer {
    let Some(selection) = selection else {
        return Answer::certain(command, of_article(bot, article));
    };
    let passages = paragraph::selected(article, selection);
    if passages.is_empty() {
        if let Selection::Label(name) = selection {
            let known = NamesAndSources::of(bot, article);
            let of_passages = Passage::each(article, |passage| naming(&passage, &known, name));
            let quotes = of_passages.into_iter().flatten().map(Block::Quote);
            let quotes: Vec<Block> = quotes.collect();
            if !quotes.is_empty() {
                return Answer::certain(command, quotes);
            }
        }
        return Answer::nothing(
            command,
            [Block::Say(paragraph::missing(article, selection))],
        );
    }
    let known = NamesAndSources::of(bot, article);
    let of_each = |at: usize| of_passage(&passages[at], &known);
    let blocks = parallel::each(passages.len(), of_each);
    Answer::certain(command, blocks.into_iter().flatten())
}

/// The people whom an article names, and the sources that it lists.
struct NamesAndSources<'a> {
    people: &'a People,
    listed: Listed<'a>,
}

impl<'a> NamesAndSources<'a> {
    fn of(bot: &'a Bot, article: &'a Arc<Article>) -> Self {
        Self {
            people: bot.people(article),
            listed: Listed::of(article),
        }
    }
}

/// Whether an article has a line of sources.
pub(in crate::bot) fn has_line(article: &Article) -> bool {
    let is_line = |paragraph: &Paragraph| paragraph.kind() == Kind::Sources;
    article.paragraphs().iter().any(is_line)
}

fn of_article(bot: &Bot, article: &Arc<Article>) -> Vec<Block> {
    let is_stated =
        |passage: &Passage| matches!(passage.paragraph().kind(), Kind::Byline | Kind::Sources);
    let mut blocks = whole(Passage::all(article).filter(is_stated));
    if !has_line(article) {
        blocks.push(Block::Say(Message::new("sources-unnamed")));
    }
    let linked = article
        .sources
        .iter()
        .filter_map(|source| Some((source, source.url.as_ref()?)));
    blocks.extend(linked.map(|(source, url)| {
        Block::Item(
            Message::verbatim(&source.name),
            Some(Message::verbatim(url)),
        )
    }));
    blocks.push(Block::Heading(Message::new("cite-heading")));
    blocks.push(Block::Item(citation::work(article), None));
    if let Some(url) = &article.url {
        blocks.push(Block::Item(Message::verbatim(url), None));
    }
    if article.is_editorial("title") || article.is_editorial("published") {
        blocks.push(Block::Note(Message::new("editorial-brackets")));
    }
    if let Some(number) = telling(bot, article) {
        blocks.push(Block::Note(
            Message::new("source-hint").with("number", number),
        ));
    }
    blocks
}

/// Returns the paragraph that makes the best example: one that names a source, or else the last.
pub(in crate::bot) fn telling(bot: &Bot, article: &Arc<Article>) -> Option<u32> {
    let known = NamesAndSources::of(bot, article);
    Passage::all(article)
        .filter(|passage| !named_sources(passage, &known).is_empty())
        .find_map(|passage| passage.paragraph().number())
        .or_else(|| Some(paragraph::last_number(article)).filter(|last| *last > 0))
}

fn of_passage(passage: &Passage, known: &NamesAndSources<'_>) -> Vec<Block> {
    let cited = Message::new("cite-paragraph").with("citation", citation::full(passage));
    let named = named_sources(passage, known);
    let mut blocks = vec![Block::Say(cited)];
    if let Some(quote) = sentences_with(passage, &named, &named) {
        blocks.push(Block::Heading(
            Message::new("source-named").with("count", named.len()),
        ));
        blocks.push(Block::Quote(quote));
        return blocks;
    }
    // Shows what is cited, or at least its beginning.
    let first = passage.sentences().first().cloned();
    let opening = first.and_then(|first| Quote::sentence(passage, first));
    blocks.extend(opening.map(Block::Quote));
    blocks.push(Block::Say(Message::new("source-none-named")));
    blocks
}

/// Quotes the sentences in which a passage names a source: «Kommersant», «Sputnik» for Sputnik News.
fn naming(passage: &Passage, known: &NamesAndSources<'_>, name: &str) -> Option<Quote> {
    let wanted = analyzer::folded_words(name);
    if wanted.is_empty() {
        return None;
    }
    let text = passage.text();
    let mut found = Vec::new();
    for named in named_sources(passage, known) {
        let words = analyzer::words(text.get(named.clone())?);
        for window in words.windows(wanted.len()) {
            let is_it = window.iter().map(|word| &word.folded).eq(&wanted);
            if let ([first, ..], [.., last]) = (window, window)
                && is_it
                && first.is_capitalised
            {
                found.push(named.start + first.range.start..named.start + last.range.end);
            }
        }
    }
    sentences_with(passage, &found, &found)
}

/// Words before the name of a publication.
#[rustfmt::skip]
const MARKERS: [&str; 14] = [
    "volgens", "aldus", "persbureau", "nieuwsbureau", "krant", "dagblad", "weekblad", "tijdschrift", "nieuwssite",
    "website", "zender", "omroep", "tegenover", "meldt",
];

/// Returns the sources that a passage names: those that the article lists, names after a [marker](MARKERS) that are
/// neither a person nor a country, and the credit of a photo.
fn named_sources(passage: &Passage, known: &NamesAndSources<'_>) -> Vec<Range<usize>> {
    let text = passage.text();
    let mut found: Vec<Range<usize>> = Vec::new();
    if passage.paragraph().kind() == Kind::Sources {
        found.push(0..text.len());
        return found;
    }
    if passage.paragraph().kind() == Kind::Caption {
        found.extend(credit(text));
    }
    let words = analyzer::words(text);
    if passage.paragraph().kind() != Kind::Byline {
        found.extend(known.listed.named_in(text, &words));
    }
    let countries = mentions::mentions(text, Case::Strict);
    let mut after_marker = false;
    let mut at = 0;
    while let Some(word) = words.get(at) {
        if after_marker && word.is_capitalised {
            let end = (at + 1..words.len())
                .take_while(|next| {
                    words[*next].is_capitalised
                        && is_adjacent(text, &words[*next - 1].range, &words[*next].range)
                })
                .last()
                .unwrap_or(at);
            let range = word.range.start..words[end].range.end;
            let is_country = countries.iter().any(|mention| {
                mention.range.start <= range.start && range.end <= mention.range.end
            });
            if !is_country
                && !known
                    .people
                    .is_name(text.get(range.clone()).unwrap_or_default())
            {
                found.push(range);
            }
            at = end;
        }
        after_marker = MARKERS.contains(&fold(&word.folded).as_str());
        at += 1;
    }
    found.sort_by_key(|range| range.start);
    found.dedup_by(|later, earlier| later.start < earlier.end);
    found
}

fn is_adjacent(text: &str, earlier: &Range<usize>, later: &Range<usize>) -> bool {
    text.get(earlier.end..later.start)
        .is_some_and(|between| between == " " || between == "-")
}

/// Returns the bracketed credit at the end of a caption.
fn credit(text: &str) -> Option<Range<usize>> {
    let end = text.trim_end_matches(['.', ' ']).strip_suffix(')')?.len();
    let start = text.get(..end)?.rfind('(')? + 1;
    (start < end).then_some(start..end)
}
