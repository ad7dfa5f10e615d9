//! `!tijdlijn`: the sentences that contain a date, in the order of their dates.

use std::sync::Arc;

use crate::answer::{Answer, Block, Quote};
use crate::article::{Article, Kind};
use crate::command::Command;
use crate::excerpt::Passage;
use crate::lexicon::dates::{self, Date, DateMention};
use crate::lexicon::tense::{self, Tense};
use crate::wording::{Message, calendar};

pub(in crate::bot) fn answer(command: &Command, article: &Arc<Article>) -> Answer {
    let events = events(article);
    if events.is_empty() {
        return Answer::nothing(command, [Block::Say(Message::new("timeline-empty"))]);
    }
    let is_supplied = events.iter().any(|event| event.is_supplied);
    let mut blocks: Vec<Block> = events
        .into_iter()
        .map(|event| Block::Quote(event.quote))
        .collect();
    if is_supplied {
        blocks.push(Block::Note(Message::new("timeline-years")));
    }
    Answer::certain(command, blocks)
}

/// A dated sentence.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its dates, the earliest first; at least one.
    pub dates: Vec<Date>,
    /// Whether the year of one of its dates was inferred.
    pub is_supplied: bool,
    /// The sentence, labelled with its dates.
    pub quote: Quote,
}

/// Returns the dated sentences of an article in the order of their dates.
pub(in crate::bot) fn events(article: &Arc<Article>) -> Vec<Event> {
    let of_passages = Passage::each(article, |passage| dated(&passage));
    let mut events: Vec<Event> = of_passages.into_iter().flatten().collect();
    // A stable sort keeps the events of one day in the order of the text.
    events.sort_by_key(|event| event.dates.first().copied().map(in_order));
    events
}

/// A date in a sentence.
#[derive(PartialEq)]
struct Dated {
    date: Date,
    /// Whether its year was inferred.
    is_supplied: bool,
    is_decade: bool,
}

/// The dated sentences of a passage.
fn dated(passage: &Passage) -> Vec<Event> {
    if matches!(passage.paragraph().kind(), Kind::Byline | Kind::Sources) {
        return Vec::new();
    }
    let mut events = Vec::new();
    // The last year that the passage gave. A later date without a year may be in that year too.
    let mut last_told: Option<i32> = None;
    for range in passage.sentences() {
        let text = passage.text_at(range);
        let mut found: Vec<Dated> = Vec::new();
        for mention in dates::dates(text) {
            let (date, is_supplied) = completed(passage, text, &mention);
            let is_doubtful = is_supplied
                && mention.years_on.is_none()
                && last_told.is_some_and(|told| is_earlier(told, date, passage.article()));
            found.push(Dated {
                date: if is_doubtful { mention.date } else { date },
                is_supplied: is_supplied && !is_doubtful,
                is_decade: mention.is_decade,
            });
            last_told = mention.date.year.or(last_told);
        }
        found.sort_by_key(|dated| in_order(dated.date));
        found.dedup();
        if found.is_empty() {
            continue;
        }
        let dates = found.iter().map(|dated| dated.date).collect();
        let is_supplied = found.iter().any(|dated| dated.is_supplied);
        let label = found.into_iter().map(|dated| match dated.date.year {
            Some(year) if dated.is_decade => calendar::decade(year),
            _ => calendar::date(dated.date, dated.is_supplied),
        });
        let label = Message::list(label);
        events.extend(Quote::sentence(passage, range.clone()).map(|quote| Event {
            dates,
            is_supplied,
            quote: quote.labelled(label),
        }));
    }
    events
}

/// Sorts dates; those without a year come last.
fn in_order(date: Date) -> (bool, Date) {
    (date.year.is_none(), date)
}

/// Whether the passage last gave a year before both its publication and the year inferred for a date.
fn is_earlier(told: i32, date: Date, article: &Article) -> bool {
    let own = article.published.map(|published| published.year);
    own.is_some_and(|own| told < own) && date.year.is_some_and(|year| told < year)
}

/// Gives a date without a year the one that the text or the tense of its sentence implies.
fn completed(passage: &Passage, sentence: &str, mention: &DateMention) -> (Date, bool) {
    let article = passage.article();
    let tense = match tense::tense(sentence, &mention.range) {
        // Tense is known for Dutch only.
        _ if article.language != "nl" => Tense::Unclear,
        // A caption describes the past in the present tense: «Takens laat een aal los, in oktober.»
        Tense::Present if passage.paragraph().kind() == Kind::Caption => Tense::Unclear,
        tense => tense,
    };
    match article.published {
        Some(published) => mention.completed(published.into(), tense),
        None => (mention.date, false),
    }
}
