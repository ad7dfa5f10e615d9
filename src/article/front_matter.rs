//! Reads the fields of front matter, and the same fields of an archive's line.

mod values;

use super::document::{Person, Source};
use super::fields::{self, Fields, did_you_mean, is_one_line, near};
use super::id::{Id, usable_id};
use super::node::{Entry, Node, Value};
use super::problem::{Report, shown};
use super::published::Published;
use super::{lookalike, markdown};
use crate::lexicon::spaces::squeezed;
use crate::wording::Message;
use values::{language_tag, published, url};

/// The fields of front matter. A field that is absent or was reported has its default.
#[derive(Default)]
pub(super) struct FrontMatter {
    pub(super) id: Id,
    pub(super) title: String,
    pub(super) authors: Vec<String>,
    pub(super) language: String,
    pub(super) published: Option<Published>,
    pub(super) url: Option<String>,
    /// A description of the article, and its line.
    pub(super) description: Option<(usize, String)>,
    pub(super) publisher: Option<String>,
    pub(super) rights: Option<String>,
    pub(super) own_reader: bool,
    pub(super) sources: Vec<Source>,
    pub(super) people: Vec<Person>,
    pub(super) editorial: Vec<String>,
    pub(super) notes: Vec<Note>,
}

/// An editor's remark about the paragraph with a number; that paragraph need not exist.
pub(super) struct Note {
    pub(super) line: usize,
    pub(super) paragraph: i64,
    pub(super) text: String,
}

/// The fields that `editorial` may name.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "id", "title", "authors", "language", "published", "url", "publisher", "rights", "sources", "people",
];

/// The names of the field for the web address in publishing systems, the most reliable first.
#[rustfmt::skip]
const ADDRESSES: [&str; 6] = ["url", "canonical", "canonical_url", "canonicalURL", "permalink", "link"];

/// The names of the field for the description.
const DESCRIPTIONS: [&str; 4] = ["description", "excerpt", "summary", "lead"];

/// Reads front matter. A field that cannot be used gives a warning, never an error.
pub(super) fn read(entries: Vec<Entry>, report: &mut Report) -> FrontMatter {
    report.be_tolerant();
    let mut fields = Fields::new("problem-of-front-matter", 1, entries);
    let id = id(&mut fields, report);
    let title = fields.text("title", report).unwrap_or_default();
    let front_matter = FrontMatter {
        id,
        title: bare(&title),
        authors: authors(&mut fields, report),
        language: language(&mut fields, report),
        published: published(&mut fields, report),
        url: url(&mut fields, &ADDRESSES, report),
        description: description(&mut fields, report),
        publisher: fields.text("publisher", report),
        rights: fields.text("rights", report),
        own_reader: fields.own_reader(report),
        sources: sources(&mut fields, report),
        people: people(&mut fields, report),
        editorial: editorial(&mut fields, report),
        notes: notes(&mut fields, report),
    };
    fields.finish(report);
    front_matter
}

/// The front matter of an HTML page. Ignores a language tag that is not valid.
pub(super) fn of_page(title: String, language: String) -> FrontMatter {
    let entries = [("title", title), ("language", language)];
    let entry = |(key, text): (&str, String)| Entry {
        key: key.to_owned(),
        line: 1,
        value: Node {
            line: 1,
            value: Value::Text(text),
        },
    };
    let told = entries
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty());
    let mut silent = Report::new("");
    read(told.map(entry).collect(), &mut silent)
}

/// A line of text without Markdown.
fn bare(text: &str) -> String {
    markdown::line(text, 0).trimmed().text
}

/// Reads the fields of an archive's line, except `paragraphs`. `id`, `title` and `language` are required; the title may be
/// empty.
pub(super) fn of_archive(fields: &mut Fields, report: &mut Report) -> FrontMatter {
    let line = fields.line();
    let id = match fields.require("id", report) {
        Some(node) => usable_id(node, "id", report).unwrap_or_default(),
        None => Id::default(),
    };
    let title = fields.require("title", report);
    let title = title
        .and_then(|node| fields::text(node, "title", report))
        .unwrap_or_default();
    is_one_line(&title, line, "title", report);
    let authors = fields
        .texts("authors", report)
        .into_iter()
        .map(|(_, name)| name)
        .collect();
    let language = match fields.require("language", report) {
        Some(node) => language_tag(node, report).unwrap_or_default(),
        None => String::new(),
    };
    FrontMatter {
        id,
        title,
        authors,
        language,
        published: published(fields, report),
        url: url(fields, &["url"], report),
        own_reader: fields.own_reader(report),
        ..FrontMatter::default()
    }
}

fn id(fields: &mut Fields, report: &mut Report) -> Id {
    let found = fields.first_of(&["id", "slug"]);
    let id = found.and_then(|(key, node)| usable_id(node, key, report));
    id.unwrap_or_default()
}

/// The authors: a name, a list of names, or tables with a `name`.
fn authors(fields: &mut Fields, report: &mut Report) -> Vec<String> {
    let Some((key, node)) = fields.first_of(&["authors", "author"]) else {
        return Vec::new();
    };
    let items = match node.value {
        Value::List(items) => items,
        _ => vec![node],
    };
    let mut names = Vec::new();
    for mut item in items {
        if let Value::Table(entries) = item.value {
            let Some(name) = entries.into_iter().find(|entry| entry.is("name")) else {
                continue;
            };
            item = name.value;
        }
        let name = fields::line_of_text(item, key, report);
        names.extend(name.map(|name| squeezed(&bare(&name))));
    }
    // `author` may name several in one text.
    match &names[..] {
        [all] if key == "author" => lookalike::several(all),
        _ => names,
    }
}

fn language(fields: &mut Fields, report: &mut Report) -> String {
    let found = fields.first_of(&["language", "lang", "locale"]);
    found
        .and_then(|(_, node)| language_tag(node, report))
        .unwrap_or_default()
}

fn description(fields: &mut Fields, report: &mut Report) -> Option<(usize, String)> {
    let (key, node) = fields.first_of(&DESCRIPTIONS)?;
    let line = node.line;
    let text = bare(&fields::line_of_text(node, key, report)?);
    (!text.is_empty()).then_some((line, text))
}

fn sources(fields: &mut Fields, report: &mut Report) -> Vec<Source> {
    let tables = fields.tables("sources", "problem-of-source", report);
    let read = |mut source: Fields| {
        let name = source.require_text("name", report);
        let url = url(&mut source, &["url"], report);
        source.finish(report);
        Some(Source { name: name?, url })
    };
    tables.into_iter().filter_map(read).collect()
}

fn people(fields: &mut Fields, report: &mut Report) -> Vec<Person> {
    let tables = fields.tables("people", "problem-of-person", report);
    let read = |mut person: Fields| {
        let name = person.require_text("name", report);
        let spellings = person.texts("spellings", report).into_iter();
        let spellings = spellings.map(|(_, spelling)| spelling).collect();
        person.finish(report);
        Some(Person {
            name: name?,
            spellings,
        })
    };
    tables.into_iter().filter_map(read).collect()
}

fn editorial(fields: &mut Fields, report: &mut Report) -> Vec<String> {
    let names = fields.texts("editorial", report);
    for (line, name) in &names {
        if NAMES.contains(&name.as_str()) {
            continue;
        }
        let mend = match near(name, NAMES) {
            Some(known) => did_you_mean(known),
            None => Message::new("problem-editorial-mend").with("known", NAMES.join(", ")),
        };
        let what = Message::new("problem-editorial").with("name", shown(name));
        report.fault(*line, what, mend);
    }
    names.into_iter().map(|(_, name)| name).collect()
}

fn notes(fields: &mut Fields, report: &mut Report) -> Vec<Note> {
    let tables = fields.tables("notes", "problem-of-note", report);
    let read = |mut note: Fields| {
        let paragraph = note.require("paragraph", report);
        let paragraph = paragraph.and_then(|node| fields::integer(&node, "paragraph", report));
        let text = note.require_text("text", report);
        let line = note.line();
        note.finish(report);
        Some(Note {
            line,
            paragraph: paragraph?,
            text: text?,
        })
    };
    tables.into_iter().filter_map(read).collect()
}
