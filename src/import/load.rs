//! Reads a source: recognises its format by its bytes and calls the reader for it.

use std::io::Read as _;
use std::path::Path;

use super::batch::Batch;
use super::draft::Draft;
use super::refusal::{Refusal, STDIN, refusal};
use super::{encoding, feed, http, office, page, text, xml};
use crate::article::is_web_address;
use crate::wording::Message;

/// Reads a source: a file, a web address, or `-` for standard input. `allow_private` permits addresses that are not public.
///
/// # Errors
/// Fails if the source cannot be read or holds no article.
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
    if Path::new(source).is_dir() {
        let mend = Message::new("import-folder-mend");
        return Err(refusal(source, Message::new("import-folder"), mend));
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

/// Reads the bytes of a source. `address` is the web address that they come from.
///
/// # Errors
/// Fails if they hold no article.
pub fn read(source: &str, bytes: &[u8], address: Option<&str>) -> Result<Batch, Refusal> {
    if bytes.starts_with(b"PK") {
        let draft = office::read(bytes).map_err(|why| {
            let what = Message::new("import-bad-document").with("why", why);
            refusal(source, what, Message::new("import-save-as-mend"))
        })?;
        return sound(source, draft);
    }
    if is_no_text(bytes) {
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

/// Whether bytes are of another program: a PDF or RTF document, which begins like text, or anything with a zero byte that is not
/// UTF-16.
fn is_no_text(bytes: &[u8]) -> bool {
    let begins = |marks: [&[u8]; 2]| marks.iter().any(|mark| bytes.starts_with(mark));
    begins([b"%PDF-", b"{\\rtf"]) || bytes.contains(&0) && !begins([&[0xff, 0xfe], &[0xfe, 0xff]])
}

fn is_article_file(source: &str, head: &str) -> bool {
    head.starts_with("+++") || matches!(extension(source), Some("md" | "markdown" | "jsonl"))
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
    let has_name = matches!(extension(source), Some("html" | "htm" | "xhtml"));
    has_name
        || ["<!doctype html", "<html", "<head", "<body", "<article"]
            .iter()
            .any(|mark| head.contains(mark))
}

fn extension(source: &str) -> Option<&str> {
    Path::new(source).extension()?.to_str()
}
