//! Citations, computed from a passage: author, title, date, section, paragraph and revision of the text. What the
//! editor supplied because the text lacks it stands in square brackets, as in a bibliography.

mod links;

use std::ops::Range;

use crate::article::{Article, Kind};
use crate::excerpt::Passage;
use crate::wording::Message;
use crate::wording::calendar;

pub use links::{Links, QUOTED, anchor, article_path, decoded, escaped, place_path};

/// The longest title, section name or list of authors in a citation, in characters.
const LONGEST_PART: usize = 160;

/// Returns the full citation of a passage.
#[must_use]
pub fn full(passage: &Passage) -> Message {
    let article = passage.article();
    let parts = work_parts(article).into_iter().chain([place(passage)]);
    with_revision(Message::sequence(parts), article)
}

/// Returns the citation of a whole article.
#[must_use]
pub fn work(article: &Article) -> Message {
    with_revision(Message::sequence(work_parts(article)), article)
}

/// Returns the citation of a whole article in several revisions, none of which it names.
#[must_use]
pub fn work_of_revisions(article: &Article) -> Message {
    Message::sequence(work_parts(article))
}

/// Returns the place of a passage in its article, and the revision.
#[must_use]
pub fn place_in_revision(passage: &Passage) -> Message {
    with_revision(place(passage), passage.article())
}

/// Returns the place of a passage in its article: section and paragraph.
#[must_use]
pub fn place(passage: &Passage) -> Message {
    let (paragraph, name) = (passage.paragraph(), name(passage));
    if paragraph.section().is_empty() {
        return name;
    }
    Message::sequence([Message::verbatim(shorten(paragraph.section())), name])
}

/// Returns the name of a passage within its article: «alinea 12».
#[must_use]
pub fn name(passage: &Passage) -> Message {
    let paragraph = passage.paragraph();
    let ordinal = || ordinal_of_caption(passage);
    match (paragraph.kind(), paragraph.number()) {
        (Kind::Caption, _) => Message::new("place-caption").with("number", ordinal()),
        (Kind::Byline, _) => Message::new("place-byline"),
        (Kind::Sources, _) => Message::new("place-sources"),
        (_, number) => Message::new("place-paragraph").with("number", number.unwrap_or_default()),
    }
}

/// Returns the title of an article, bracketed if the editor supplied it; its id if it has no title.
#[must_use]
pub fn title(article: &Article) -> Message {
    let title = shorten(&article.title);
    if title.is_empty() {
        Message::verbatim(shorten(&article.id))
    } else if article.is_editorial("title") {
        Message::verbatim(format!("[{title}]"))
    } else {
        let marks = marks(&title);
        Message::new("citation-title")
            .with("marks", marks)
            .with("title", title)
    }
}

/// Returns the kind of quotation marks around a title: one that the title does not begin or end with, because two equal
/// marks in a row look like a mistake.
fn marks(title: &str) -> &'static str {
    let stands = |kind: &[char]| title.starts_with(kind) || title.ends_with(kind);
    if !stands(&['‘', '’', '‚', '\'']) {
        "single"
    } else if !stands(&['“', '”', '„', '"']) {
        "double"
    } else {
        "angle"
    }
}

/// Returns a link to the words at `range` (bytes of the passage's text), as a text fragment
/// (<https://wicg.github.io/scroll-to-text-fragment/>). `None` if the article has no web address.
#[must_use]
pub fn link(passage: &Passage, range: &Range<usize>) -> Option<String> {
    const WORDS_AT_EACH_END: usize = 5;
    let url = passage.article().url.as_ref()?;
    let words: Vec<&str> = passage
        .text()
        .get(range.clone())?
        .split_whitespace()
        .collect();
    // A hyphen has a meaning in a text fragment.
    let escaped = |words: &[&str]| escaped(&words.join(" ")).replace('-', "%2D");
    let fragment = if words.len() <= 2 * WORDS_AT_EACH_END {
        escaped(&words)
    } else {
        let (first, last) = (
            &words[..WORDS_AT_EACH_END],
            &words[words.len() - WORDS_AT_EACH_END..],
        );
        format!("{},{}", escaped(first), escaped(last))
    };
    let mark = if url.contains('#') { "" } else { "#" };
    Some(format!("{url}{mark}:~:text={fragment}"))
}

fn work_parts(article: &Article) -> Vec<Message> {
    let mut parts = Vec::new();
    if !article.authors.is_empty() {
        parts.push(Message::verbatim(shorten(&article.authors.join(", "))));
    }
    parts.push(title(article));
    if let Some(publisher) = &article.publisher {
        parts.push(Message::verbatim(shorten(publisher)));
    }
    if let Some(published) = &article.published {
        parts.push(calendar::published(
            (*published).into(),
            article.is_editorial("published"),
        ));
    }
    parts
}

fn with_revision(citation: Message, article: &Article) -> Message {
    Message::new("citation")
        .with("work", citation)
        .with("revision", article.revision.as_str())
}

fn ordinal_of_caption(passage: &Passage) -> usize {
    let before = &passage.article().paragraphs()[..=passage.index()];
    before
        .iter()
        .filter(|paragraph| paragraph.kind() == Kind::Caption)
        .count()
}

fn shorten(text: &str) -> String {
    if text.chars().count() <= LONGEST_PART {
        return text.to_owned();
    }
    text.chars().take(LONGEST_PART - 1).chain(['…']).collect()
}
