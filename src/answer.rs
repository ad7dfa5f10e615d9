//! An answer, as data: what is said, what is quoted, and how sure we are. It holds no markup and no words of ours.
//!
//! The core makes answers, [`render`](crate::render) turns one into the text of a platform, and the adapters send that.

use std::ops::Range;

use crate::command::Command;
use crate::excerpt::{Excerpt, Passage};
use crate::search::Objection;
use crate::wording::Message;

/// Whether the article tells what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It does, here.
    Found,
    /// It may; this comes nearest.
    Maybe,
    /// It does not.
    None,
}

impl Verdict {
    /// The word for it in the JSON answer.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Maybe => "maybe",
            Self::None => "none",
        }
    }
}

/// What the bot has to say to a [`Command`].
#[derive(Clone, Debug)]
pub struct Answer {
    /// The table's name of the command that this answers.
    pub command: &'static str,
    /// Whether the article tells it.
    pub verdict: Verdict,
    /// How probable it is that the first quotation answers the question, 0 to 1. An answer that needs no search has 1.
    pub confidence: f64,
    /// Why it counts for less than *found*, if a rule says so.
    pub objection: Option<Objection>,
    /// What it consists of, in reading order.
    pub blocks: Vec<Block>,
}

/// A part of an answer.
#[derive(Clone, Debug)]
pub enum Block {
    /// A sentence of ours.
    Say(Message),
    /// The head of a list, of ours.
    Heading(Message),
    /// A line of a list: what it is, and what is to be said of it.
    Item(Message, Option<Message>),
    /// Words of the article.
    Quote(Quote),
    /// Small print, of ours.
    Note(Message),
}

/// Words of one passage, with what their footnote needs.
#[derive(Clone, Debug)]
pub struct Quote {
    passage: Passage,
    excerpts: Vec<Excerpt>,
    highlights: Vec<Range<usize>>,
    /// What to say before it: a date in a timeline, a speaker.
    pub label: Option<Message>,
    /// How well it fits the question. Ranks within one answer only.
    pub score: f64,
    /// What it shows of its passage.
    pub unit: Unit,
    /// How its place is given.
    pub footnote: Footnote,
}

/// How the place of a quotation is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Footnote {
    /// By a line of its own under it.
    Line,
    /// By the paragraph's number behind it, as in a summary.
    Number,
}

/// What a quotation shows of its passage, which decides whether an omission at its ends is worth a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// The passage itself, perhaps trimmed: what is left out at its ends shows as `[…]`.
    Passage,
    /// Single sentences or phrases: nobody expects the rest.
    Sentence,
}

impl Quote {
    /// Words of a passage: `ranges` of its text, of which `highlights` are emphasised.
    ///
    /// The ranges are put in order and merged where they touch. A range that is no excerpt, and a highlight that lies
    /// outside the excerpts, is left out; where nothing remains there is no quotation.
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

    /// A passage, whole.
    #[must_use]
    pub fn whole(passage: &Passage) -> Option<Self> {
        let whole = 0..passage.text().len();
        Self::new(passage, Vec::from([whole]), &[])
    }

    /// The words at one range, quoted for themselves.
    #[must_use]
    pub fn sentence(passage: &Passage, range: Range<usize>) -> Option<Self> {
        Self::sentences(passage, Vec::from([range]), &[])
    }

    /// Sentences of a passage, quoted for themselves, with what is emphasised in them.
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

    /// The same, with something to say before it.
    #[must_use]
    pub fn labelled(mut self, label: Message) -> Self {
        self.label = Some(label);
        self
    }

    /// The same, with a score.
    #[must_use]
    pub fn scored(mut self, score: f64) -> Self {
        self.score = score;
        self
    }

    /// The passage that it is from.
    #[must_use]
    pub fn passage(&self) -> &Passage {
        &self.passage
    }

    /// Its words: slices of the passage in order, never touching.
    #[must_use]
    pub fn excerpts(&self) -> &[Excerpt] {
        &self.excerpts
    }

    /// Whether it leaves out a part of its passage.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        let shown: usize = self.excerpts.iter().map(|part| part.text().len()).sum();
        shown < self.passage.text().trim().len()
    }

    /// What is emphasised, in bytes of the passage's text; each lies within an excerpt.
    #[must_use]
    pub fn highlights(&self) -> &[Range<usize>] {
        &self.highlights
    }
}

impl Answer {
    /// An answer that needed no search.
    #[must_use]
    pub fn certain(command: &Command, blocks: Vec<Block>) -> Self {
        Self {
            command: command.name(),
            verdict: Verdict::Found,
            confidence: 1.0,
            objection: None,
            blocks,
        }
    }

    /// An answer that says what is missing, and quotes nothing.
    #[must_use]
    pub fn nothing(command: &Command, blocks: Vec<Block>) -> Self {
        Self {
            command: command.name(),
            verdict: Verdict::None,
            confidence: 0.0,
            objection: None,
            blocks,
        }
    }

    /// An answer that asks back: «Bedoelde je …?»
    #[must_use]
    pub fn question_back(command: &Command, blocks: Vec<Block>) -> Self {
        Self {
            command: command.name(),
            verdict: Verdict::Maybe,
            confidence: 0.5,
            objection: None,
            blocks,
        }
    }

    /// Whether it repeats something that the asker typed.
    #[must_use]
    pub fn repeats_the_asker(&self) -> bool {
        self.blocks.iter().any(|block| match block {
            Block::Say(message) | Block::Heading(message) | Block::Note(message) => {
                message.has("typed")
            }
            Block::Item(..) | Block::Quote(_) => false,
        })
    }

    /// The quotations in it, in reading order.
    pub fn quotes(&self) -> impl Iterator<Item = &Quote> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Quote(quote) => Some(quote),
            _ => None,
        })
    }

    /// The quotations, those of one passage joined into one, in the order in which the passages first occur.
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
            let ranges = earlier
                .excerpts
                .iter()
                .chain(&quote.excerpts)
                .map(Excerpt::range)
                .collect();
            let highlights: Vec<_> = earlier
                .highlights
                .iter()
                .chain(&quote.highlights)
                .cloned()
                .collect();
            let score = earlier.score;
            if let Some(joined) = Quote::new(&quote.passage, ranges, &highlights) {
                *earlier = joined.scored(score);
            }
        }
        passages
    }
}
