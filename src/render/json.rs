//! Writes an answer as JSON for `voetnoot ask --json`. Programs rely on the field names.

use serde::Serialize;

use super::pages::pages;
use super::plain::Plain;
use super::runs::landing;
use crate::answer::{Answer, Quote};
use crate::citation::{self, Links};
use crate::excerpt::Excerpt;
use crate::search::Objection;
use crate::wording::Language;

#[derive(Serialize)]
struct JsonAnswer<'a> {
    command: &'a str,
    verdict: &'a str,
    confidence: f64,
    objection: Option<&'a str>,
    passages: Vec<JsonPassage<'a>>,
    text: String,
}

#[derive(Serialize)]
struct JsonPassage<'a> {
    address: &'a str,
    article: &'a str,
    revision: &'a str,
    paragraph: Option<u32>,
    kind: &'a str,
    section: &'a str,
    text: &'a str,
    excerpts: Vec<[usize; 2]>,
    highlights: Vec<[usize; 2]>,
    score: f64,
    citation: String,
    link: Option<String>,
}

/// One line of JSON: the verdict, every quoted passage with its ranges in UTF-8 bytes, and the plain text of the first page.
///
/// # Errors
/// Never fails for an answer of the bot; the serializer's signature allows it.
pub fn json(answer: &Answer, language: Language) -> serde_json::Result<String> {
    let passages = answer.passages();
    let text = pages(answer, &Plain::new(), language)
        .into_iter()
        .next()
        .unwrap_or_default();
    serde_json::to_string(&JsonAnswer {
        command: answer.command,
        verdict: answer.verdict.as_str(),
        confidence: answer.confidence,
        objection: answer.objection.map(Objection::name),
        passages: passages
            .iter()
            .map(|quote| passage(quote, &answer.links, language))
            .collect(),
        text,
    })
}

fn passage<'a>(quote: &'a Quote, links: &Links, language: Language) -> JsonPassage<'a> {
    let passage = quote.passage();
    let paragraph = passage.paragraph();
    let pair = |range: std::ops::Range<usize>| [range.start, range.end];
    JsonPassage {
        address: passage.address(),
        article: &passage.article().id,
        revision: &passage.article().revision,
        paragraph: paragraph.number(),
        kind: paragraph.kind().as_str(),
        section: paragraph.section(),
        text: passage.text(),
        excerpts: quote
            .excerpts()
            .iter()
            .map(Excerpt::range)
            .map(pair)
            .collect(),
        highlights: quote.highlights().iter().cloned().map(pair).collect(),
        score: quote.score,
        citation: citation::full(passage).words(language),
        link: links.of(passage, &landing(quote)),
    }
}
