//! Divides an answer into pages. Splits a quotation that does not fit between sentences, and a sentence that does not fit
//! between words. Every piece of a quotation keeps its footnote.

use std::collections::HashSet;
use std::ops::Range;

use super::dialect::Dialect;
use super::writer::{Cited, Writer};
use crate::answer::{Answer, Block, Quote, Unit};
use crate::citation;
use crate::parallel;
use crate::wording::{Language, Message, unmarked};

/// A page of an answer. Its whole text is within the dialect's limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The sentences and quotations, in the dialect.
    pub body: String,
    /// The citation of the article if all quotations are from one, without markup.
    pub source: Option<String>,
    /// The page number if there are several pages, without markup.
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
    let text = |page: &Page| {
        let text = page.text(dialect);
        if dialect.marks_commands() {
            unmarked(text)
        } else {
            text
        }
    };
    layout(answer, dialect, language).iter().map(text).collect()
}

/// The pages of an answer, at least one.
#[must_use]
pub fn layout(answer: &Answer, dialect: &dyn Dialect, language: Language) -> Vec<Page> {
    let (source, cited) = source(answer);
    let source = source.map(|message| message.words(language));
    let writer = Writer {
        dialect,
        language,
        links: &answer.links,
        cited,
    };
    laid_out(answer, &writer, source.as_deref())
}

/// The citation for the foot of each page, if all quotations are from one article, and what the footnotes then still tell.
fn source(answer: &Answer) -> (Option<Message>, Cited) {
    let articles = || answer.quotes().map(|quote| quote.passage().article());
    let Some(article) = articles().next() else {
        return (None, Cited::Whole);
    };
    let foot = |citation| Some(Message::new("page-source").with("citation", citation));
    if articles().any(|other| other.id != article.id) {
        (None, Cited::Whole)
    } else if articles().all(|other| other.revision == article.revision) {
        (foot(citation::work(article)), Cited::Place)
    } else {
        (foot(citation::work_of_revisions(article)), Cited::Revision)
    }
}

/// Divides an answer into pages with `source` at the foot of each.
pub(super) fn laid_out(answer: &Answer, writer: &Writer<'_>, source: Option<&str>) -> Vec<Page> {
    let length = |text: &str| writer.dialect.length(text);
    let footer_room = source.map_or(0, |source| length(&writer.dialect.small(source)) + 2);
    // The longest line with a page number.
    let longest = [(9_998, 9_999), (9_999, 9_999)]
        .map(|(page, pages)| length(&writer.dialect.small(&counter(writer, page, pages))));
    let room = writer
        .dialect
        .limit()
        .saturating_sub(footer_room + longest[0].max(longest[1]) + 2)
        .max(1);
    let mut seen: HashSet<&str> = HashSet::new();
    let is_first = answer.blocks.iter().map(
        |block| matches!(block, Block::Quote(quote) if seen.insert(quote.passage().address())),
    );
    let is_first: Vec<bool> = is_first.collect();
    let pieces = |at: usize| pieces(&answer.blocks[at], is_first[at], writer, room);
    let all = parallel::each(answer.blocks.len(), pieces);
    let all: Vec<Piece> = all.into_iter().flatten().collect();
    let bodies = packed(&all, writer, room);
    let count = bodies.len();
    let page = |(at, body): (usize, String)| Page {
        body,
        source: source.map(str::to_owned),
        counter: (count > 1).then(|| counter(writer, at + 1, count)),
    };
    bodies.into_iter().enumerate().map(page).collect()
}

/// The text of a block, or of a part that fits a page.
struct Piece {
    text: String,
    kind: PieceKind,
}

/// The kinds of pieces that are separated differently.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PieceKind {
    Heading,
    Item,
    /// Stands directly below the piece before it.
    Remark,
    Other,
}

fn counter(writer: &Writer<'_>, page: usize, pages: usize) -> String {
    let key = if page < pages && !writer.dialect.has_buttons() {
        "page-counter"
    } else {
        "page-last"
    };
    Message::new(key)
        .with("page", page)
        .with("pages", pages)
        .words(writer.language)
}

/// Joins pieces into pages. A heading never ends a page.
fn packed(pieces: &[Piece], writer: &Writer<'_>, room: usize) -> Vec<String> {
    let length = |text: &str| writer.dialect.length(text);
    let mut bodies = Vec::new();
    let mut body = String::new();
    // The length of `body`: measuring it anew for each piece would take quadratic time.
    let mut held = 0;
    let mut previous: Option<&Piece> = None;
    for (at, piece) in pieces.iter().enumerate() {
        let separator = match (previous.map(|before| before.kind), piece.kind) {
            (None, _) => "",
            (Some(PieceKind::Item | PieceKind::Heading), PieceKind::Item)
            | (Some(_), PieceKind::Remark) => "\n",
            (Some(_), _) => "\n\n",
        };
        let company = if piece.kind == PieceKind::Heading {
            pieces.get(at + 1).map_or(0, |next| length(&next.text) + 2)
        } else {
            0
        };
        let own = length(&piece.text);
        let needed = held + separator.len() + own;
        let fits = needed + company <= room
            || (previous.is_some_and(|before| before.kind == PieceKind::Heading) && needed <= room);
        if previous.is_some() && !fits {
            bodies.push(std::mem::take(&mut body));
            held = own;
        } else {
            body.push_str(separator);
            held = needed;
        }
        body.push_str(&piece.text);
        previous = Some(piece);
    }
    bodies.push(body);
    bodies
}

/// Divides a block into pieces that fit a page. Adds the editor's note below the first quotation of a passage.
fn pieces(
    block: &Block,
    is_first_of_passage: bool,
    writer: &Writer<'_>,
    room: usize,
) -> Vec<Piece> {
    let kind = match block {
        Block::Heading(_) => PieceKind::Heading,
        Block::Item(..) | Block::Article(..) | Block::Link(..) => PieceKind::Item,
        _ => PieceKind::Other,
    };
    let text = writer.block(block);
    let texts = match block {
        _ if writer.dialect.length(&text) <= room => vec![text],
        Block::Quote(quote) => split_quote(quote, writer, room)
            .iter()
            .map(|part| writer.quote(part))
            .collect(),
        // The bot's own sentences are short, unless an archive has a very long name.
        _ => cut(&text, writer, room),
    };
    let mut pieces: Vec<Piece> = texts.into_iter().map(|text| Piece { text, kind }).collect();
    if let Block::Quote(quote) = block
        && is_first_of_passage
        && let Some(remark) = writer.editors_note(quote)
    {
        pieces.extend(cut(&remark, writer, room).into_iter().map(|text| Piece {
            text,
            kind: PieceKind::Remark,
        }));
    }
    pieces
}

fn cut(text: &str, writer: &Writer<'_>, room: usize) -> Vec<String> {
    chunks(text, room, &|c| writer.dialect.width(c))
        .into_iter()
        .map(|range| text.get(range).unwrap_or_default().to_owned())
        .collect()
}

/// Splits a quotation into parts that fit. Their excerpts, joined, are its excerpts.
fn split_quote(quote: &Quote, writer: &Writer<'_>, room: usize) -> Vec<Quote> {
    let fits = |ranges: &[Range<usize>]| {
        part(quote, ranges).is_some_and(|part| writer.dialect.length(&writer.quote(&part)) <= room)
    };
    let mut parts: Vec<Vec<Range<usize>>> = Vec::new();
    let mut current: Vec<Range<usize>> = Vec::new();
    for unit in units(quote, &fits) {
        current.push(unit.clone());
        if !fits(&current) && current.len() > 1 {
            current.pop();
            parts.push(std::mem::replace(&mut current, vec![unit]));
        }
    }
    parts.push(current);
    parts
        .iter()
        .filter_map(|ranges| part(quote, ranges))
        .collect()
}

fn part(quote: &Quote, ranges: &[Range<usize>]) -> Option<Quote> {
    let whole: Vec<Range<usize>> = quote.highlights().to_vec();
    // An emphasised sentence that is itself cut stays emphasised in each of its pieces.
    let cut = |highlight: &Range<usize>| {
        ranges
            .iter()
            .filter_map(|range| {
                let overlap = highlight.start.max(range.start)..highlight.end.min(range.end);
                (overlap.start < overlap.end).then_some(overlap)
            })
            .collect::<Vec<_>>()
    };
    let highlights: Vec<Range<usize>> = whole.iter().flat_map(cut).collect();
    let mut part = Quote::new(quote.passage(), ranges.to_vec(), &highlights)?.scored(quote.score);
    part.label.clone_from(&quote.label);
    part.footnote = quote.footnote;
    part.unit = Unit::Sentence;
    Some(part)
}

/// The parts between which a quotation can be split: sentences, and words of a sentence that does not fit.
fn units(quote: &Quote, fits: &dyn Fn(&[Range<usize>]) -> bool) -> Vec<Range<usize>> {
    let mut units = Vec::new();
    for excerpt in quote.excerpts() {
        let excerpt = excerpt.range();
        for sentence in quote.passage().sentences() {
            let range = sentence.start.max(excerpt.start)..sentence.end.min(excerpt.end);
            if range.start >= range.end {
                continue;
            }
            if fits(std::slice::from_ref(&range)) {
                units.push(range);
            } else {
                let text = quote
                    .passage()
                    .text()
                    .get(range.clone())
                    .unwrap_or_default();
                units.extend(
                    chunks(text, 80, &|_| 1)
                        .into_iter()
                        .map(|chunk| range.start + chunk.start..range.start + chunk.end),
                );
            }
        }
    }
    units
}

/// Splits a text into ranges of at most this length, after a space if there is one. Joined, they are the text.
fn chunks(text: &str, most: usize, width: &dyn Fn(char) -> usize) -> Vec<Range<usize>> {
    let length = |text: &str| text.chars().map(width).sum();
    let mut ranges = Vec::new();
    let mut start = 0;
    let mut last_space = None;
    let mut held: usize = 0;
    for (at, c) in text.char_indices() {
        if held + width(c) > most && at > start {
            let end = last_space.filter(|space| *space > start).unwrap_or(at);
            ranges.push(start..end);
            held = text.get(end..at).map_or(0, length);
            start = end;
            last_space = None;
        }
        held += width(c);
        if c.is_whitespace() {
            last_space = Some(at + c.len_utf8());
        }
    }
    if start < text.len() {
        ranges.push(start..text.len());
    }
    ranges
}
