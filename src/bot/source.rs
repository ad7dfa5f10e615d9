//! `!bron`: who wrote the article, what it is based on, how to cite it; or the same for one paragraph.

use std::ops::Range;
use std::sync::Arc;

use super::people::People;
use super::{Bot, paragraph};
use crate::answer::{Answer, Block, Quote, Unit};
use crate::article::{Article, Kind};
use crate::citation;
use crate::command::{Command, Selection};
use crate::excerpt::Passage;
use crate::lexicon::fold::fold;
use crate::lexicon::mentions::{self, Case};
use crate::search::analyzer;
use crate::wording::Message;

pub(super) fn answer(
    bot: &Bot,
    command: &Command,
    article: &Arc<Article>,
    selection: Option<&Selection>,
) -> Answer {
    let Some(selection) = selection else {
        return Answer::certain(command, of_article(article));
    };
    let passages = paragraph::selected(article, selection);
    if passages.is_empty() {
        return Answer::nothing(
            command,
            vec![Block::Say(paragraph::missing(article, selection))],
        );
    }
    Answer::certain(
        command,
        passages
            .iter()
            .flat_map(|passage| of_passage(passage, bot.people(article)))
            .collect(),
    )
}

fn of_article(article: &Arc<Article>) -> Vec<Block> {
    let is_stated =
        |passage: &Passage| matches!(passage.paragraph().kind(), Kind::Byline | Kind::Sources);
    let mut blocks = super::whole(Passage::all(article).filter(is_stated));
    if !Passage::all(article).any(|passage| passage.paragraph().kind() == Kind::Sources) {
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
    blocks.push(Block::Note(Message::new("source-hint")));
    blocks
}

fn of_passage(passage: &Passage, people: &People) -> Vec<Block> {
    let cited = Message::new("cite-paragraph").with("citation", citation::full(passage));
    let named = named_sources(passage, people);
    let mut blocks = vec![Block::Say(cited)];
    if named.is_empty() {
        blocks.push(Block::Say(Message::new("source-none-named")));
        return blocks;
    }
    blocks.push(Block::Heading(
        Message::new("source-named").with("count", named.len()),
    ));
    let sentences: Vec<Range<usize>> = passage
        .sentences()
        .iter()
        .filter(|sentence| {
            named
                .iter()
                .any(|name| sentence.start <= name.start && name.end <= sentence.end)
        })
        .cloned()
        .collect();
    if let Some(mut quote) = Quote::new(passage, sentences, &named) {
        quote.unit = Unit::Sentence;
        blocks.push(Block::Quote(quote));
    }
    blocks
}

/// Words after which a publication is named.
const MARKERS: [&str; 14] = [
    "volgens",
    "aldus",
    "persbureau",
    "nieuwsbureau",
    "krant",
    "dagblad",
    "weekblad",
    "tijdschrift",
    "nieuwssite",
    "website",
    "zender",
    "omroep",
    "tegenover",
    "meldt",
];

/// The sources that a passage names itself: those that the article lists, names after a word such as «persbureau» that
/// are neither a person nor a country, and the credit of a photo.
fn named_sources(passage: &Passage, people: &People) -> Vec<Range<usize>> {
    let text = passage.text();
    let mut found: Vec<Range<usize>> = Vec::new();
    if passage.paragraph().kind() == Kind::Sources {
        found.push(0..text.len());
        return found;
    }
    if passage.paragraph().kind() == Kind::Caption {
        found.extend(credit(text));
    }
    for source in &passage.article().sources {
        found.extend(
            text.match_indices(source.name.as_str())
                .map(|(at, name)| at..at + name.len()),
        );
    }
    let countries = mentions::mentions(text, Case::Strict);
    let words = analyzer::words(text);
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
            if !is_country && !people.is_name(text.get(range.clone()).unwrap_or_default()) {
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

/// What a caption has between brackets at its end.
fn credit(text: &str) -> Option<Range<usize>> {
    let end = text.trim_end_matches(['.', ' ']).strip_suffix(')')?.len();
    let start = text.get(..end)?.rfind('(')? + 1;
    (start < end).then_some(start..end)
}
