//! Articles from what newsrooms have: web pages, documents, plain text, feeds and exports.
//!
//! A source's bytes tell what it is, whatever its name says. Each reader makes [`Draft`]s of it: blocks of text without
//! markup, and what the source tells about them. A [`Folder`] writes them as article files.
//!
//! Invariant: a draft's text is what a reader of the source sees, letter by letter; white space in a row counts as one space.

mod about;
mod block;
mod boilerplate;
mod docx;
mod draft;
mod element;
mod encoding;
mod feed;
mod folder;
mod http;
mod json_ld;
mod markdown;
mod odt;
mod office;
mod page;
mod shortcodes;
mod text;
mod values;
mod walk;
mod web;
mod xml;

use std::io::Read as _;
use std::path::Path;

pub use block::{Block, Text};
pub use draft::Draft;
pub use folder::{Folder, Placed};

use crate::article::is_web_address;

/// The name of standard input.
const STDIN: &str = "-";

/// The articles of one source.
#[derive(Debug, Default)]
pub struct Batch {
    /// The articles, in the order of the source.
    pub drafts: Vec<Draft>,
    /// What else the source lists, by title, and why it is left out.
    pub left_out: Vec<(String, LeftOut)>,
}

/// Why nothing was made of a source.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name}: {what} {mend}")]
pub struct Refusal {
    /// The source, as the caller named it.
    pub name: String,
    /// What is wrong: one sentence, with its stop.
    pub what: String,
    /// What to do: one sentence, with its stop.
    pub mend: String,
}

/// Why an item of a feed or an export is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// It is a draft, private or in the bin.
    NotPublished,
    /// It has no text, or only a summary.
    NoText,
    /// It has no title.
    NoTitle,
}

impl Batch {
    /// Takes an item of a feed or an export, if it is an article.
    fn take(&mut self, mut draft: Draft) {
        feed::drop_feed_line(&mut draft);
        draft.tidy();
        if !draft.has_text() {
            self.left_out.push((draft.title, LeftOut::NoText));
        } else if draft.title.is_empty() {
            let name = draft.url.unwrap_or_default();
            self.left_out.push((name, LeftOut::NoTitle));
        } else {
            self.drafts.push(draft);
        }
    }
}

impl From<Draft> for Batch {
    fn from(draft: Draft) -> Self {
        Self {
            drafts: vec![draft],
            left_out: Vec::new(),
        }
    }
}

/// Reads a source: a file, a web address, or `-` for standard input. An address is fetched; `allow_private` permits
/// addresses within this machine's own network.
///
/// # Errors
/// Fails if the source cannot be read, or if nothing can be made of it.
pub fn load(source: &str, allow_private: bool) -> Result<Batch, Refusal> {
    let unreadable = |error: &std::io::Error| {
        refusal(
            source,
            format!("This cannot be read: {error}."),
            "Check the path and its permissions.",
        )
    };
    if is_web_address(source) {
        let fetched = http::fetch(source, allow_private).map_err(|why| {
            let mend = "Check the address, or save the page and import the file.";
            refusal(source, format!("This cannot be fetched: {why}."), mend)
        })?;
        return read(source, &fetched.bytes, Some(&fetched.address));
    }
    if let Some((scheme, _)) = source.split_once("://") {
        let what = match scheme {
            "http" | "https" => "This is no whole web address.".to_owned(),
            _ => format!("{scheme} is not supported."),
        };
        return Err(refusal(
            source,
            what,
            "Give an address that begins with https:// or http://.",
        ));
    }
    let mut bytes = Vec::new();
    if source == STDIN {
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        read.map_err(|error| unreadable(&error))?;
    } else {
        bytes = std::fs::read(source).map_err(|error| unreadable(&error))?;
    }
    read(source, &bytes, None)
}

/// Makes articles of a source's bytes. `address` is where they were fetched.
///
/// # Errors
/// Fails if nothing can be made of them.
pub fn read(source: &str, bytes: &[u8], address: Option<&str>) -> Result<Batch, Refusal> {
    if bytes.starts_with(b"PK") {
        let draft = office::read(bytes).map_err(|why| {
            let mend = "Save it as DOCX, ODT, HTML or plain text.";
            refusal(
                source,
                format!("This is no document that can be read: {why}."),
                mend,
            )
        })?;
        return sound(source, draft);
    }
    if bytes.contains(&0) && !bytes.starts_with(&[0xff, 0xfe]) && !bytes.starts_with(&[0xfe, 0xff])
    {
        let what = "This is not text.";
        return Err(refusal(
            source,
            what,
            "Save it as DOCX, ODT, HTML or plain text.",
        ));
    }
    let text = encoding::text(bytes);
    let head: String = text.trim_start().chars().take(1000).collect();
    let head = head.to_lowercase();
    if is_article_file(source, &head) {
        let mend = "Put it into the content folder as it is.";
        return Err(refusal(source, "This is an article file already.", mend));
    }
    if is_feed(&head) {
        return from_feed(source, &text);
    }
    if is_page(source, &head) || address.is_some_and(|_| head.starts_with('<')) {
        let draft = page::read(&text, address).ok_or_else(|| {
            let mend = "Save the article's text as plain text, with its title on the first line.";
            refusal(source, "No article was found on this page.", mend)
        })?;
        return Ok(draft.into());
    }
    let draft = text::read(&text).ok_or_else(|| {
        let mend = "Put the title on the first line, and the text below it.";
        refusal(source, "This text has a title at most.", mend)
    })?;
    sound(source, draft)
}

/// The one article of a document or a text, if it has a title and a text.
fn sound(source: &str, draft: Draft) -> Result<Batch, Refusal> {
    if !draft.has_text() {
        return Err(refusal(
            source,
            "There is no text in it.",
            "Import another file.",
        ));
    }
    if draft.title.is_empty() {
        let mend = "Put the title on the first line, in the style Title or Heading 1.";
        return Err(refusal(source, "It has no title.", mend));
    }
    Ok(draft.into())
}

fn from_feed(source: &str, text: &str) -> Result<Batch, Refusal> {
    let text = xml::allowed(text.trim_start());
    let document = xml::parse(&text).map_err(|error| {
        let mend = "Save it again; a page can be imported as HTML.";
        refusal(source, format!("This is not sound XML: {error}."), mend)
    })?;
    let batch = feed::read(document.root_element()).unwrap_or_default();
    if batch.drafts.is_empty() {
        let what = "It holds no article with its whole text.";
        return Err(refusal(source, what, "Import the pages that it links to."));
    }
    Ok(batch)
}

fn is_article_file(source: &str, head: &str) -> bool {
    let extension = Path::new(source)
        .extension()
        .and_then(|extension| extension.to_str());
    head.starts_with("+++") || matches!(extension, Some("md" | "markdown" | "jsonl"))
}

fn is_feed(head: &str) -> bool {
    ["<rss", "<feed", "<rdf:rdf", "<atom:feed"]
        .iter()
        .any(|root| {
            let place = head.find(root);
            place.is_some_and(|place| head.find("<html").is_none_or(|page| place < page))
        })
}

fn is_page(source: &str, head: &str) -> bool {
    let extension = Path::new(source)
        .extension()
        .and_then(|extension| extension.to_str());
    let has_name = matches!(extension, Some("html" | "htm" | "xhtml"));
    has_name
        || ["<!doctype html", "<html", "<head", "<body", "<article"]
            .iter()
            .any(|mark| head.contains(mark))
}

fn refusal(source: &str, what: impl Into<String>, mend: &str) -> Refusal {
    let name = if source == STDIN {
        "standard input"
    } else {
        source
    };
    Refusal {
        name: name.to_owned(),
        what: what.into(),
        mend: mend.to_owned(),
    }
}
