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

use std::fmt;
use std::io::Read as _;
use std::path::Path;

pub use block::{Block, Text};
pub use draft::Draft;
pub use folder::{Folder, Placed};

use crate::article::is_web_address;
use crate::wording::{Language, Message};

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The source, as the caller named it.
    pub name: String,
    /// What is wrong: one sentence, with its stop.
    pub what: Message,
    /// What to do: one sentence, with its stop.
    pub mend: Message,
}

impl Refusal {
    /// The refusal on one line, in a language.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let name = match self.name.as_str() {
            STDIN => Message::new("import-stdin"),
            name => Message::verbatim(name),
        };
        let [name, what, mend] = [&name, &self.what, &self.mend].map(|part| part.words(language));
        format!("{name}: {what} {mend}")
    }
}

/// In English.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words(Language::English))
    }
}

impl std::error::Error for Refusal {}

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
        let what = Message::new("problem-unreadable").with("error", error.to_string());
        refusal(source, what, Message::new("problem-unreadable-mend"))
    };
    if is_web_address(source) {
        let fetched = http::fetch(source, allow_private, http::LONGEST).map_err(|why| {
            let what = Message::new("import-unfetched").with("why", why);
            refusal(source, what, Message::new("import-unfetched-mend"))
        })?;
        return read(source, &fetched.bytes, Some(&fetched.address));
    }
    if let Some((scheme, _)) = source.split_once("://") {
        let what = match scheme {
            "http" | "https" => Message::new("import-half-address"),
            _ => Message::new("import-scheme").with("scheme", scheme),
        };
        return Err(refusal(source, what, Message::new("import-address-mend")));
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
            let what = Message::new("import-bad-document").with("why", why);
            refusal(source, what, Message::new("import-save-as-mend"))
        })?;
        return sound(source, draft);
    }
    if bytes.contains(&0) && !bytes.starts_with(&[0xff, 0xfe]) && !bytes.starts_with(&[0xfe, 0xff])
    {
        let mend = Message::new("import-save-as-mend");
        return Err(refusal(source, Message::new("import-no-text"), mend));
    }
    let text = encoding::text(bytes);
    let head: String = text.trim_start().chars().take(1000).collect();
    let head = head.to_lowercase();
    if is_article_file(source, &head) {
        let mend = Message::new("import-article-mend");
        return Err(refusal(source, Message::new("import-article"), mend));
    }
    if is_feed(&head) {
        return from_feed(source, &text);
    }
    if is_page(source, &head) || address.is_some_and(|_| head.starts_with('<')) {
        let draft = page::read(&text, address).ok_or_else(|| {
            let mend = Message::new("import-no-article-mend");
            refusal(source, Message::new("import-no-article"), mend)
        })?;
        return Ok(draft.into());
    }
    let draft = text::read(&text).ok_or_else(|| {
        let mend = Message::new("import-title-alone-mend");
        refusal(source, Message::new("import-title-alone"), mend)
    })?;
    sound(source, draft)
}

/// The one article of a document or a text, if it has a title and a text.
fn sound(source: &str, draft: Draft) -> Result<Batch, Refusal> {
    if !draft.has_text() {
        let mend = Message::new("import-empty-mend");
        return Err(refusal(source, Message::new("import-empty"), mend));
    }
    if draft.title.is_empty() {
        let mend = Message::new("import-no-title-mend");
        return Err(refusal(source, Message::new("import-no-title"), mend));
    }
    Ok(draft.into())
}

fn from_feed(source: &str, text: &str) -> Result<Batch, Refusal> {
    let text = xml::allowed(text.trim_start());
    let document = xml::parse(&text).map_err(|error| {
        let what = Message::new("import-xml").with("error", error);
        refusal(source, what, Message::new("import-xml-mend"))
    })?;
    let batch = feed::read(document.root_element()).unwrap_or_default();
    if batch.drafts.is_empty() {
        let mend = Message::new("import-summaries-mend");
        return Err(refusal(source, Message::new("import-summaries"), mend));
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

fn refusal(source: &str, what: Message, mend: Message) -> Refusal {
    let name = source.to_owned();
    Refusal { name, what, mend }
}
