//! From an answer to the text of a platform: one walk, and a [`Dialect`] for what differs.
//!
//! The walk decides what is shown and in which order; a dialect decides how a platform writes emphasis, quotations and
//! small print, and how much a message holds. Long answers become several pages. Laws, each with a test: no page is
//! longer than the dialect's limit, and the quotations of all pages, joined, are the quotations of the answer.

pub mod discord;
mod json;
pub mod matrix;
mod pages;
mod plain;
mod quotation;

pub use discord::Discord;
pub use json::json;
pub use matrix::Matrix;
pub use plain::Plain;

use std::ops::Range;

use crate::answer::{Answer, Block, Footnote, Quote, Unit};
use crate::citation;
use crate::excerpt::Excerpt;
use crate::wording::{Language, Message, unmarked};

/// How a platform writes. A dialect decides no content.
pub trait Dialect: Sync {
    /// The most that a message holds, in the units in which the platform counts.
    fn limit(&self) -> usize;
    /// How much a character counts for: one, where the platform counts Unicode's code points.
    fn width(&self, _character: char) -> usize {
        1
    }
    /// How long a text is, in those units.
    fn length(&self, text: &str) -> usize {
        text.chars().map(|c| self.width(c)).sum()
    }
    /// Whether pages are turned by buttons under them, so that nobody needs to be told how.
    fn has_buttons(&self) -> bool {
        false
    }
    /// Whether the platform writes commands in its own way. Then a [mark](crate::wording::COMMAND_MARK) stands
    /// before each in a [`layout`].
    fn marks_commands(&self) -> bool {
        false
    }
    /// A message of ours, as plain words.
    fn words(&self, message: &Message, language: Language) -> String {
        if self.marks_commands() {
            message.marked(language)
        } else {
            message.words(language)
        }
    }
    /// A sentence of ours.
    fn sentence(&self, text: &str) -> String;
    /// The head of a list.
    fn heading(&self, text: &str) -> String;
    /// A line of a list.
    fn item(&self, label: &str, detail: Option<&str>) -> String;
    /// Words of the article.
    fn quotation(&self, runs: &[Run<'_>]) -> String;
    /// Small print, on a line of its own: the footnote of a quotation, the source of a page.
    fn small(&self, text: &str) -> String;
    /// The footnote of a quotation, with the address at which it can be read.
    fn footnote(&self, text: &str, url: &str) -> String {
        self.small(&format!("{text} {url}"))
    }
    /// Small print at the end of a line: the number behind a quotation.
    fn small_within(&self, text: &str) -> String {
        self.small(text)
    }
}

/// A stretch of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run<'a> {
    /// The article's words.
    Text(&'a str),
    /// The article's words, emphasised.
    Strong(&'a str),
    /// The article's words, with the link that they bear on its page.
    Link {
        /// The words.
        words: &'a str,
        /// Where the link leads: `https://` or `http://`.
        url: &'a str,
        /// Whether they are emphasised.
        is_strong: bool,
    },
    /// Something is left out here.
    Omission,
}

/// The sign for what is left out of a quotation.
pub const OMISSION: &str = "[…]";

/// A page of an answer. All of it, joined as text, is within the dialect's limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What is said and quoted, as the dialect writes it.
    pub body: String,
    /// The citation of the article that all quotations are from, plain.
    pub source: Option<String>,
    /// Which page it is, where there are several, plain.
    pub counter: Option<String>,
}

impl Page {
    /// The page as one text.
    #[must_use]
    pub fn text(&self, dialect: &dyn Dialect) -> String {
        let mut text = self.body.clone();
        let foot: Vec<String> = [&self.source, &self.counter]
            .into_iter()
            .flatten()
            .map(|line| dialect.small(line))
            .collect();
        if !foot.is_empty() {
            text.push_str("\n\n");
            text.push_str(&foot.join("\n"));
        }
        text
    }
}

/// The pages of an answer, at least one, each as one text.
#[must_use]
pub fn pages(answer: &Answer, dialect: &dyn Dialect, language: Language) -> Vec<String> {
    layout(answer, dialect, language)
        .iter()
        .map(|page| unmarked(page.text(dialect)))
        .collect()
}

/// The pages of an answer, at least one.
#[must_use]
pub fn layout(answer: &Answer, dialect: &dyn Dialect, language: Language) -> Vec<Page> {
    let source = common_source(answer).map(|message| message.words(language));
    let writer = Writer {
        dialect,
        language,
        has_source: source.is_some(),
    };
    pages::laid_out(answer, &writer, source.as_deref())
}

/// Where all quotations come from one article, its citation stands once on every page instead of at each of them.
fn common_source(answer: &Answer) -> Option<Message> {
    let mut quotes = answer.quotes();
    let article = quotes.next()?.passage().article();
    let is_same = |quote: &Quote| quote.passage().article().id == article.id;
    quotes
        .all(is_same)
        .then(|| Message::new("page-source").with("citation", citation::work(article)))
}

/// Writes blocks, one at a time.
struct Writer<'a> {
    dialect: &'a dyn Dialect,
    language: Language,
    has_source: bool,
}

impl Writer<'_> {
    fn words(&self, message: &Message) -> String {
        self.dialect.words(message, self.language)
    }

    fn block(&self, block: &Block) -> String {
        match block {
            Block::Say(message) => self.dialect.sentence(&self.words(message)),
            Block::Heading(message) => self.dialect.heading(&self.words(message)),
            Block::Note(message) => self.dialect.small(&self.words(message)),
            Block::Item(label, detail) => {
                let detail = detail.as_ref().map(|message| self.words(message));
                self.dialect.item(&self.words(label), detail.as_deref())
            }
            Block::Quote(quote) => self.quote(quote),
        }
    }

    /// A quotation with its footnote.
    fn quote(&self, quote: &Quote) -> String {
        let quotation = self.dialect.quotation(&runs(quote));
        if let (Footnote::Number, Some(number)) =
            (quote.footnote, quote.passage().paragraph().number())
        {
            let number = self.dialect.small_within(&format!("[{number}]"));
            return format!("{quotation} {number}");
        }
        let footnote = self.footnote(quote);
        match &quote.label {
            None => format!("{quotation}\n{footnote}"),
            Some(label) => format!(
                "{}\n{quotation}\n{footnote}",
                self.dialect.heading(&self.words(label))
            ),
        }
    }

    /// What the editor remarks about a passage, where the passage itself is quoted and not a sentence of it.
    fn editors_note(&self, quote: &Quote) -> Option<String> {
        let note = quote
            .passage()
            .paragraph()
            .note()
            .filter(|_| quote.unit == Unit::Passage)?;
        Some(
            self.dialect
                .small(&self.words(&Message::new("editors-note").with("text", note))),
        )
    }

    fn footnote(&self, quote: &Quote) -> String {
        let passage = quote.passage();
        let citation = if self.has_source {
            citation::place(passage)
        } else {
            citation::full(passage)
        };
        let footnote = self.words(&Message::new("footnote").with("citation", citation));
        match citation::link(passage, &landing(quote)) {
            Some(link) => self.dialect.footnote(&footnote, &link),
            None => self.dialect.small(&footnote),
        }
    }
}

/// The words of a quotation that its link should land on: what is emphasised, else its beginning.
#[must_use]
pub fn landing(quote: &Quote) -> Range<usize> {
    let first = quote.highlights().first().cloned();
    first
        .or_else(|| quote.excerpts().first().map(Excerpt::range))
        .unwrap_or(0..0)
}

/// The stretches of a quotation: its excerpts cut where emphasis and links begin and end, with a sign where words are left out.
#[must_use]
pub fn runs(quote: &Quote) -> Vec<Run<'_>> {
    let text = quote.passage().text();
    let is_blank =
        |from: usize, to: usize| text.get(from..to).unwrap_or_default().trim().is_empty();
    let mut runs = Vec::new();
    let mut previous_end = match quote.unit {
        Unit::Passage => Some(0),
        Unit::Sentence => None,
    };
    for excerpt in quote.excerpts() {
        let range = excerpt.range();
        if previous_end.is_some_and(|end| !is_blank(end, range.start)) {
            runs.push(Run::Omission);
        }
        let mut at = range.start;
        for strong in quote
            .highlights()
            .iter()
            .filter(|strong| range.start <= strong.start && strong.end <= range.end)
        {
            runs.extend(stretches(excerpt, at..strong.start, false));
            runs.extend(stretches(excerpt, strong.clone(), true));
            at = strong.end;
        }
        runs.extend(stretches(excerpt, at..range.end, false));
        previous_end = Some(range.end);
    }
    if quote.unit == Unit::Passage && previous_end.is_some_and(|end| !is_blank(end, text.len())) {
        runs.push(Run::Omission);
    }
    runs.retain(|run| !matches!(run, Run::Text("") | Run::Strong("")));
    runs
}

/// The stretches of a part of an excerpt, cut where links begin and end.
fn stretches(excerpt: &Excerpt, part: Range<usize>, is_strong: bool) -> Vec<Run<'_>> {
    let start = excerpt.range().start;
    let slice = |from: usize, to: usize| {
        let words = excerpt.text().get(from - start..to - start);
        words.unwrap_or_default()
    };
    let words = |from: usize, to: usize| match slice(from, to) {
        words if is_strong => Run::Strong(words),
        words => Run::Text(words),
    };
    let mut stretches = Vec::new();
    let mut at = part.start;
    for link in excerpt.passage().paragraph().links() {
        let (from, to) = (link.range.start.max(at), link.range.end.min(part.end));
        if from < to {
            stretches.push(words(at, from));
            stretches.push(Run::Link {
                words: slice(from, to),
                url: &link.url,
                is_strong,
            });
            at = to;
        }
    }
    stretches.push(words(at, part.end));
    stretches
}
