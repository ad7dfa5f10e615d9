//! An article as a text that gives the same article back, whatever becomes of its file: its reading text, and what its front
//! matter told. A later version of the readers might make other paragraphs of the same file; of a record it cannot.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::address::is_web_address;
use super::document::{Article, Person, Source};
use super::id::is_no_part_of_an_id;
use super::paragraph::{Kind, Paragraph, Place};
use super::piece::Link;
use super::published::Published;

/// Raise it when a record changes so that an older one cannot be read.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Record {
    version: u32,
    id: String,
    revision: String,
    title: String,
    authors: Vec<String>,
    language: String,
    published: Option<String>,
    url: Option<String>,
    publisher: Option<String>,
    rights: Option<String>,
    own_reader: bool,
    sources: Vec<(String, Option<String>)>,
    people: Vec<(String, Vec<String>)>,
    editorial: Vec<String>,
    paragraphs: Vec<Block>,
}

/// A paragraph of a record.
#[derive(Serialize, Deserialize)]
struct Block {
    kind: String,
    label: String,
    section: String,
    text: String,
    note: Option<String>,
    links: Vec<(usize, usize, String)>,
}

impl Article {
    /// Its record: one line of JSON.
    #[must_use]
    pub fn record(&self) -> String {
        let block = |paragraph: &Paragraph| Block {
            kind: paragraph.kind().as_str().to_owned(),
            label: paragraph.label().to_owned(),
            section: paragraph.section().to_owned(),
            text: paragraph.text().to_owned(),
            note: paragraph.note().map(str::to_owned),
            links: paragraph.links().iter().map(link_of).collect(),
        };
        let sources = self.sources.iter();
        let people = self.people.iter();
        let record = Record {
            version: VERSION,
            id: self.id.clone(),
            revision: self.revision.clone(),
            title: self.title.clone(),
            authors: self.authors.clone(),
            language: self.language.clone(),
            published: self.published.map(|date| date.to_string()),
            url: self.url.clone(),
            publisher: self.publisher.clone(),
            rights: self.rights.clone(),
            own_reader: self.own_reader,
            sources: sources
                .map(|source| (source.name.clone(), source.url.clone()))
                .collect(),
            people: people
                .map(|person| (person.name.clone(), person.spellings.clone()))
                .collect(),
            editorial: self.editorial.clone(),
            paragraphs: self.paragraphs.iter().map(block).collect(),
        };
        // A structure of texts and numbers can always be written.
        serde_json::to_string(&record).unwrap_or_default()
    }

    /// Reads a record. `None` if it is damaged or of a version that is not known: no part of it is used then.
    #[must_use]
    pub fn from_record(text: &str) -> Option<Article> {
        let record: Record = serde_json::from_str(text).ok()?;
        let id = &record.id;
        let addresses = || record.url.iter().chain(of_sources(&record.sources));
        let is_sound = record.version == VERSION
            && !id.is_empty()
            && !id.contains(is_no_part_of_an_id)
            && addresses().all(|url| is_web_address(url));
        if !is_sound {
            return None;
        }
        let paragraphs = paragraphs(id, record.paragraphs)?;
        let published = match &record.published {
            Some(date) => Some(Published::parse(date)?),
            None => None,
        };
        let source = |(name, url)| Source { name, url };
        let person = |(name, spellings)| Person { name, spellings };
        Some(Article {
            id: record.id,
            title: record.title,
            authors: record.authors,
            language: record.language,
            published,
            url: record.url,
            publisher: record.publisher,
            rights: record.rights,
            own_reader: record.own_reader,
            sources: record.sources.into_iter().map(source).collect(),
            people: record.people.into_iter().map(person).collect(),
            revision: record.revision,
            editorial: record.editorial,
            paragraphs,
        })
    }
}

fn of_sources(sources: &[(String, Option<String>)]) -> impl Iterator<Item = &String> {
    sources.iter().filter_map(|(_, url)| url.as_ref())
}

fn link_of(link: &Link) -> (usize, usize, String) {
    (link.range.start, link.range.end, link.url.clone())
}

/// The paragraphs of a record. `None` if one of them is damaged, two have one label, or none has a number.
fn paragraphs(id: &str, blocks: Vec<Block>) -> Option<Vec<Paragraph>> {
    let mut labels = BTreeSet::new();
    let mut next = 1;
    let mut paragraphs = Vec::new();
    for block in blocks {
        if !labels.insert(block.label.clone()) {
            return None;
        }
        let paragraph = paragraph(id, block, next)?;
        next += u32::from(paragraph.number().is_some());
        paragraphs.push(paragraph);
    }
    (next > 1).then_some(paragraphs)
}

/// A paragraph of a record, numbered `next` if it is counted.
fn paragraph(id: &str, block: Block, next: u32) -> Option<Paragraph> {
    let link = |(start, end, url): (usize, usize, String)| {
        let range = start..end;
        let is_sound = is_web_address(&url) && block.text.get(range.clone()).is_some();
        is_sound.then_some(Link { range, url })
    };
    let links = block.links.into_iter().map(link);
    let links: Vec<Link> = links.collect::<Option<_>>()?;
    let uncounted = |kind: Kind| {
        let place = Place {
            article: id,
            label: block.label.clone(),
            section: &block.section,
            line: 1,
        };
        Paragraph::uncounted(kind, &place, block.text.clone())
    };
    let mut paragraph = match block.kind.as_str() {
        "lede" | "body" if block.label == next.to_string() => {
            Paragraph::counted(id, &block.section, next, 1, block.text)
        }
        "caption" => uncounted(Kind::Caption),
        "byline" => uncounted(Kind::Byline),
        "sources" => uncounted(Kind::Sources),
        _ => return None,
    };
    paragraph.note = block.note;
    Some(paragraph.linked(links))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Library;

    #[test]
    fn a_record_gives_the_same_article_back() {
        let library = Library::bundled();
        let article = &library.articles()[0];
        let record = article.record();
        let back = Article::from_record(&record).expect("a sound record");
        assert_eq!(back.record(), record);
        assert_eq!(back.revision, article.revision);
        assert_eq!(back.plain(), article.plain());
        for (own, other) in article.paragraphs().iter().zip(back.paragraphs()) {
            assert_eq!(own.address(), other.address());
            assert_eq!(own.text(), other.text());
            assert_eq!(own.links(), other.links());
            assert_eq!((own.kind(), own.note()), (other.kind(), other.note()));
        }
    }

    #[test]
    fn nothing_of_a_damaged_record_is_used() {
        let library = Library::bundled();
        let record = library.articles()[0].record();
        for (found, put) in [
            (r#""version":1"#, r#""version":9"#),
            (r#""id":"csto-kazachstan""#, r#""id":"../x""#),
            (r#""label":"2""#, r#""label":"1""#),
            (r#""label":"2""#, r#""label":"7""#),
            (r#""kind":"body""#, r#""kind":"iets""#),
            (r#""url":null"#, r#""url":"javascript:alert(1)""#),
        ] {
            let damaged = record.replacen(found, put, 1);
            assert!(damaged != record, "{found}");
            assert!(Article::from_record(&damaged).is_none(), "{found}");
        }
        let half = record.get(..record.len() / 2).expect("ASCII there");
        assert!(Article::from_record(half).is_none());
    }
}
