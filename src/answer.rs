//! An answer as data: messages, quotations and a verdict, without markup and without wording.
//!
//! The bot makes answers, [`render`](crate::render) turns them into a platform's text, and the adapters send that.

use std::ops::Range;
use std::sync::Arc;

use crate::article::Article;
use crate::citation::Links;
use crate::command::Command;
use crate::excerpt::{Excerpt, Passage};
use crate::search::Objection;
use crate::wording::Message;

/// Whether the article answers the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It does: the first quotation is the answer.
    Found,
    /// It may: the quotations come nearest.
    Maybe,
    /// It does not.
    None,
}

impl Verdict {
    /// The name of this verdict in the JSON answer.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Maybe => "maybe",
            Self::None => "none",
        }
    }
}

/// The bot's answer to a [`Command`].
#[derive(Clone, Debug)]
pub struct Answer {
    /// The name of the command that this answers, as in the table.
    pub command: &'static str,
    /// Whether the article answers it.
    pub verdict: Verdict,
    /// How probable it is that the first quotation answers the question, 0 to 1. An answer that needs no search has 1.
    pub confidence: f64,
    /// The rule that keeps it from being *found*, if one does.
    pub objection: Option<Objection>,
    /// Its contents, in reading order.
    pub blocks: Vec<Block>,
    /// Where its citations lead.
    pub links: Links,
}

/// A part of an answer.
#[derive(Clone, Debug)]
pub enum Block {
    /// A sentence of the bot's.
    Say(Message),
    /// The heading of a list.
    Heading(Message),
    /// A list item: its name, and a description.
    Item(Message, Option<Message>),
    /// A list item about an article: its name, and a description.
    Article(Arc<Article>, Message, Option<Message>),
    /// Words of the article.
    Quote(Quote),
    /// Small print.
    Note(Message),
    /// Words that lead to an address on the web.
    Link(Message, String),
}

/// Excerpts of one passage, with the details of its footnote.
#[derive(Clone, Debug)]
pub struct Quote {
    passage: Passage,
    excerpts: Vec<Excerpt>,
    highlights: Vec<Range<usize>>,
    /// A message before it: a date in a timeline, a speaker.
    pub label: Option<Message>,
    /// Its score for the question, comparable within one answer only.
    pub score: f64,
    /// Which unit of the passage it shows.
    pub unit: Unit,
    /// How its place is cited.
    pub footnote: Footnote,
}

/// How the place of a quotation is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Footnote {
    /// On a line of its own below the quotation.
    Line,
    /// By the paragraph's number behind the quotation, as in a summary.
    Number,
}

/// Which unit of its passage a quotation shows. It decides whether omissions at the ends are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// The passage, perhaps trimmed: omissions at its ends show as `[…]`.
    Passage,
    /// Single sentences or phrases, whose surroundings are not marked as omitted.
    Sentence,
}

impl Quote {
    /// Quotes `ranges` of a passage's text, with `highlights` emphasised.
    ///
    /// Ranges are sorted, and merged if they touch. Invalid ranges, and highlights outside the excerpts, are dropped.
    /// `None` if no range remains.
    #[must_use]
    pub fn new(
        passage: &Passage,
        mut ranges: Vec<Range<usize>>,
        highlights: &[Range<usize>],
    ) -> Option<Self> {
        ranges.sort_by_key(|range| (range.start, range.end));
        let mut merged: Vec<Range<usize>> = Vec::new();
        for range in ranges {
            match merged.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => merged.push(range),
            }
        }
        let excerpts: Vec<Excerpt> = merged
            .into_iter()
            .filter_map(|range| Excerpt::new(passage, range))
            .collect();
        let within = |inner: &Range<usize>| {
            excerpts.iter().any(|excerpt| {
                excerpt.range().start <= inner.start && inner.end <= excerpt.range().end
            })
        };
        let mut emphasised: Vec<Range<usize>> = highlights
            .iter()
            .filter_map(|range| Excerpt::new(passage, range.clone()))
            .map(|excerpt| excerpt.range())
            .filter(within)
            .collect();
        emphasised.sort_by_key(|range| range.start);
        emphasised.dedup_by(|later, earlier| later.start < earlier.end);
        (!excerpts.is_empty()).then(|| Self {
            passage: passage.clone(),
            excerpts,
            highlights: emphasised,
            label: None,
            score: 1.0,
            unit: Unit::Passage,
            footnote: Footnote::Line,
        })
    }

    /// Quotes a whole passage.
    #[must_use]
    pub fn whole(passage: &Passage) -> Option<Self> {
        let whole = 0..passage.text().len();
        Self::new(passage, Vec::from([whole]), &[])
    }

    /// Quotes one sentence or phrase of a passage.
    #[must_use]
    pub fn sentence(passage: &Passage, range: Range<usize>) -> Option<Self> {
        Self::sentences(passage, Vec::from([range]), &[])
    }

    /// Quotes sentences of a passage, with `highlights` emphasised.
    #[must_use]
    pub fn sentences(
        passage: &Passage,
        ranges: Vec<Range<usize>>,
        highlights: &[Range<usize>],
    ) -> Option<Self> {
        let mut quote = Self::new(passage, ranges, highlights)?;
        quote.unit = Unit::Sentence;
        Some(quote)
    }

    /// Sets the label.
    #[must_use]
    pub fn labelled(mut self, label: Message) -> Self {
        self.label = Some(label);
        self
    }

    /// Sets the score.
    #[must_use]
    pub fn scored(mut self, score: f64) -> Self {
        self.score = score;
        self
    }

    /// The passage that it quotes.
    #[must_use]
    pub fn passage(&self) -> &Passage {
        &self.passage
    }

    /// Its excerpts in order; they never touch.
    #[must_use]
    pub fn excerpts(&self) -> &[Excerpt] {
        &self.excerpts
    }

    /// Whether it omits a part of its passage.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        let shown: usize = self.excerpts.iter().map(|part| part.text().len()).sum();
        shown < self.passage.text().trim().len()
    }

    /// The emphasised ranges, in bytes of the passage's text; each lies within an excerpt.
    #[must_use]
    pub fn highlights(&self) -> &[Range<usize>] {
        &self.highlights
    }
}

impl Answer {
    /// An answer that needs no search.
    #[must_use]
    pub fn certain(command: &Command, blocks: impl IntoIterator<Item = Block>) -> Self {
        Self::by_rule(command, Verdict::Found, 1.0, blocks)
    }

    /// An answer that says what is missing and quotes nothing.
    #[must_use]
    pub fn nothing(command: &Command, blocks: impl IntoIterator<Item = Block>) -> Self {
        Self::by_rule(command, Verdict::None, 0.0, blocks)
    }

    /// A question back: «Bedoelde je …?»
    #[must_use]
    pub fn question_back(command: &Command, blocks: impl IntoIterator<Item = Block>) -> Self {
        Self::by_rule(command, Verdict::Maybe, 0.5, blocks)
    }

    fn by_rule(
        command: &Command,
        verdict: Verdict,
        confidence: f64,
        blocks: impl IntoIterator<Item = Block>,
    ) -> Self {
        Self {
            command: command.name(),
            verdict,
            confidence,
            objection: None,
            blocks: blocks.into_iter().collect(),
            links: Links::default(),
        }
    }

    /// Whether it repeats what the asker typed.
    #[must_use]
    pub fn repeats_the_asker(&self) -> bool {
        self.blocks.iter().any(|block| match block {
            Block::Say(message) | Block::Heading(message) | Block::Note(message) => {
                message.has("typed")
            }
            Block::Item(..) | Block::Article(..) | Block::Quote(_) | Block::Link(..) => false,
        })
    }

    /// Returns its quotations, in reading order.
    pub fn quotes(&self) -> impl Iterator<Item = &Quote> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Quote(quote) => Some(quote),
            _ => None,
        })
    }

    /// Returns its quotations with those of one passage merged, in the order in which the passages first occur.
    #[must_use]
    pub fn passages(&self) -> Vec<Quote> {
        let mut passages: Vec<Quote> = Vec::new();
        for quote in self.quotes() {
            let Some(earlier) = passages
                .iter_mut()
                .find(|earlier| earlier.passage == quote.passage)
            else {
                passages.push(quote.clone());
                continue;
            };
            let excerpts = earlier.excerpts.iter().chain(&quote.excerpts);
            let ranges = excerpts.map(Excerpt::range).collect();
            let highlights = [earlier.highlights.as_slice(), &quote.highlights].concat();
            if let Some(joined) = Quote::new(&quote.passage, ranges, &highlights) {
                *earlier = joined.scored(earlier.score);
            }
        }
        passages
    }
}
