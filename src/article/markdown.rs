//! An article file: front matter between `+++` lines, then blocks of text with a blank line between them.
//!
//! Of Markdown only three forms mean anything: a line that begins with `##` opens a section, `![caption]()` is a
//! caption, and a blank line ends a block. Everything else is text, byte for byte: a star stays a star.

use super::front_matter::{self, FrontMatter, Id, Note};
use super::paragraph::{Kind, Paragraph, Place};
use super::problem::{Report, shown};
use super::{Article, fields, lookalike};

/// The line before and after the front matter.
const FENCE: &str = "+++";

/// Reads the text of an article file, whose line ends are newlines. The id comes back even when the article does not,
/// so that two files with one id are always noticed.
pub(super) fn article(text: &str, revision: String, report: &mut Report) -> (Id, Option<Article>) {
    for (index, line) in text.split('\n').enumerate() {
        fields::holds_no_control(line, index + 1, "This line", report);
    }
    let Some(parts) = split(text, report) else {
        return (Id::default(), None);
    };
    let front_matter = front_matter::read(parts.front_matter, 2, report);
    let mut paragraphs = paragraphs(parts.body, parts.body_line, &front_matter, report);
    attach(&front_matter.notes, &mut paragraphs, report);
    let id = front_matter.id.clone();
    let article = (report.errors() == 0).then(|| assemble(front_matter, paragraphs, revision));
    (id, article)
}

/// Puts an article together from parts that were checked.
pub(super) fn assemble(head: FrontMatter, paragraphs: Vec<Paragraph>, revision: String) -> Article {
    Article {
        id: head.id.text,
        title: head.title,
        authors: head.authors,
        language: head.language,
        published: head.published,
        url: head.url,
        publisher: head.publisher,
        rights: head.rights,
        sources: head.sources,
        people: head.people,
        revision,
        editorial: head.editorial,
        paragraphs,
    }
}

/// The two parts of a file.
struct Parts<'a> {
    front_matter: &'a str,
    body: &'a str,
    body_line: usize,
}

fn split<'a>(text: &'a str, report: &mut Report) -> Option<Parts<'a>> {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if first.trim_end() != FENCE {
        let mend =
            "Write +++ on the first line, then id, title, authors and language, then +++ again.";
        report.at(1, "The file does not begin with front matter.", mend);
        return None;
    }
    let mut end = 0;
    for (index, line) in rest.split_inclusive('\n').enumerate() {
        if line.trim_end() == FENCE {
            let front_matter = rest.get(..end)?;
            let body = rest.get(end + line.len()..)?;
            return Some(Parts {
                front_matter,
                body,
                body_line: index + 3,
            });
        }
        end += line.len();
    }
    report.at(
        1,
        "The front matter does not end.",
        "Write +++ on a line of its own after it.",
    );
    None
}

/// A run of lines of the body.
enum Block<'a> {
    /// A line that begins with number signs: how many, and what follows them.
    Heading { signs: usize, rest: &'a str },
    /// Lines up to a blank line or a heading, without the last line end.
    Text(&'a str),
}

/// Cuts the body into blocks, each with its line.
fn blocks(body: &str, first_line: usize) -> Vec<(usize, Block<'_>)> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let mut start = 0;
    for (index, line) in body.split_inclusive('\n').enumerate() {
        let number = first_line + index;
        let heading = heading(line);
        if heading.is_some() || line.trim().is_empty() {
            blocks.extend(
                open.take()
                    .and_then(|(line, from)| text_block(body, line, from, start)),
            );
        } else if open.is_none() {
            open = Some((number, start));
        }
        blocks.extend(heading.map(|heading| (number, heading)));
        start += line.len();
    }
    blocks.extend(open.and_then(|(line, from)| text_block(body, line, from, start)));
    blocks
}

fn text_block(body: &str, line: usize, from: usize, to: usize) -> Option<(usize, Block<'_>)> {
    let text = body.get(from..to)?;
    Some((line, Block::Text(text.strip_suffix('\n').unwrap_or(text))))
}

/// A line of number signs followed by a space or nothing; two or more signs are a heading even without the space.
fn heading(line: &str) -> Option<Block<'_>> {
    let trimmed = line.trim();
    let rest = trimmed.trim_start_matches('#');
    let signs = trimmed.len() - rest.len();
    let apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (signs > 1 || (signs == 1 && apart)).then_some(Block::Heading { signs, rest })
}

/// A heading that is waiting for its first counted paragraph.
struct Waiting<'a> {
    line: usize,
    title: &'a str,
}

fn paragraphs(
    body: &str,
    first_line: usize,
    head: &FrontMatter,
    report: &mut Report,
) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut section = "";
    let mut waiting: Option<Waiting> = None;
    let mut counted = 0;
    let mut captions = 0;
    let id = head.id.text.as_str();
    for (line, block) in blocks(body, first_line) {
        let text = match block {
            Block::Heading { signs, rest } => {
                report_empty(waiting.as_ref(), report);
                section = rest.trim();
                check_heading(line, signs, rest, report);
                waiting = (!section.is_empty()).then_some(Waiting {
                    line,
                    title: section,
                });
                continue;
            }
            Block::Text(text) => text,
        };
        let trimmed = text.trim();
        let uncounted = if let Some(caption) = caption(trimmed, line, report) {
            captions += 1;
            Some((Kind::Caption, format!("foto-{captions}"), section, caption))
        } else if is_byline(trimmed, &head.authors) {
            Some((Kind::Byline, "auteur".to_owned(), "", text))
        } else if trimmed.starts_with("Bronnen:") {
            Some((Kind::Sources, "bronnen".to_owned(), "", text))
        } else {
            None
        };
        let Some((kind, label, section, text)) = uncounted else {
            counted += 1;
            waiting = None;
            lookalike::doubt(trimmed, line, &head.authors, report);
            paragraphs.push(Paragraph::counted(
                id,
                section,
                counted,
                line,
                text.to_owned(),
            ));
            continue;
        };
        let place = Place {
            article: id,
            label,
            section,
            line,
        };
        let paragraph = Paragraph::uncounted(kind, &place, text.to_owned());
        if let Some(first) = paragraphs
            .iter()
            .find(|other| other.address() == paragraph.address())
        {
            let name = if kind == Kind::Byline {
                "byline"
            } else {
                "line of sources"
            };
            let what = format!("The {name} stands here again, after line {}.", first.line());
            report.at(line, what, "Keep one of the two.");
        }
        paragraphs.push(paragraph);
    }
    report_empty(waiting.as_ref(), report);
    if counted == 0 {
        report.whole(
            "The article has no paragraph.",
            "Write its text below the front matter.",
        );
    }
    paragraphs
}

fn check_heading(line: usize, signs: usize, rest: &str, report: &mut Report) {
    let title = rest.trim();
    if title.is_empty() {
        report.at(
            line,
            "The heading is empty.",
            "Write the section's title after ##.",
        );
    } else if signs != 2 {
        let begins = "#".repeat(signs.min(6));
        let what = format!("The heading {} begins with {begins}.", shown(title));
        report.at(
            line,
            what,
            "Write ##: an article has sections, and nothing above or below them.",
        );
    } else if !rest.starts_with(char::is_whitespace) {
        let what = format!("The heading {} sticks to its ##.", shown(title));
        report.at(line, what, "Put a space after ##.");
    }
}

fn report_empty(waiting: Option<&Waiting>, report: &mut Report) {
    let Some(&Waiting { line, title }) = waiting else {
        return;
    };
    let what = format!("The section {} has no paragraph.", shown(title));
    report.at(
        line,
        what,
        "Write its text below it, or remove the heading.",
    );
}

/// The caption in a block that is one. A photo with an address is reported, for the address would be lost.
fn caption<'a>(block: &'a str, line: usize, report: &mut Report) -> Option<&'a str> {
    let inside = block.strip_prefix("![")?.strip_suffix(')')?;
    let (caption, address) = inside.rsplit_once("](")?;
    if !address.is_empty() {
        let what = format!("The photo has an address, {}.", shown(address));
        report.at(line, what, "Write ![caption](): only captions are kept.");
    } else if caption.trim().is_empty() {
        report.at(
            line,
            "The caption is empty.",
            "Write it between ![ and ]().",
        );
    }
    Some(caption)
}

/// Whether a block is the byline of the authors, which may begin with a capital.
fn is_byline(block: &str, authors: &[String]) -> bool {
    let after_capital = |text: &str| text.strip_prefix(['d', 'D']).map(str::to_owned);
    let byline = lookalike::byline(authors);
    byline.is_some_and(|byline| after_capital(&byline) == after_capital(block))
}

fn attach(notes: &[Note], paragraphs: &mut [Paragraph], report: &mut Report) {
    for note in notes {
        let number = u32::try_from(note.paragraph).ok();
        let paragraph = paragraphs
            .iter_mut()
            .find(|paragraph| number.is_some() && paragraph.number() == number);
        let Some(paragraph) = paragraph else {
            let what = format!("There is no paragraph {} for this note.", note.paragraph);
            report.at(
                note.line,
                what,
                "Captions, byline and sources are not counted.",
            );
            continue;
        };
        if paragraph.note.is_some() {
            let what = format!("Paragraph {} has two notes.", note.paragraph);
            report.at(note.line, what, "Make one of the two.");
        }
        paragraph.note = Some(note.text.clone());
    }
}
