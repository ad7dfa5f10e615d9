//! What is told about an article beside its text: front matter, and the same fields of an archive's line.

use toml::de::DeTable;

use super::fields::{self, Fields, is_one_line, near};
use super::node::{Node, Value, from_toml};
use super::problem::{Report, shown};
use super::{Person, Published, Source};

/// What front matter tells. A field that was reported has its default.
#[derive(Default)]
pub(super) struct FrontMatter {
    pub(super) id: Id,
    pub(super) title: String,
    pub(super) authors: Vec<String>,
    pub(super) language: String,
    pub(super) published: Option<Published>,
    pub(super) url: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) rights: Option<String>,
    pub(super) sources: Vec<Source>,
    pub(super) people: Vec<Person>,
    pub(super) editorial: Vec<String>,
    pub(super) notes: Vec<Note>,
}

/// An article's id and the line that gives it; an empty text where it was reported.
#[derive(Default, Clone)]
pub(super) struct Id {
    pub(super) text: String,
    pub(super) line: usize,
}

/// An editor's remark about a counted paragraph, which need not exist.
pub(super) struct Note {
    pub(super) line: usize,
    pub(super) paragraph: i64,
    pub(super) text: String,
}

/// The fields that `editorial` may name.
const NAMES: &[&str] = &[
    "id",
    "title",
    "authors",
    "language",
    "published",
    "url",
    "publisher",
    "rights",
    "sources",
    "people",
];

/// How many errors of TOML itself are told: one missing quotation mark brings many.
const MOST_ERRORS: usize = 5;

/// Reads front matter whose first line is line `first_line` of its file.
pub(super) fn read(text: &str, first_line: usize, report: &mut Report) -> FrontMatter {
    let newlines: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    let line_at = |byte: usize| first_line + newlines.partition_point(|newline| *newline < byte);
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        for error in errors.iter().take(MOST_ERRORS) {
            let line = error.span().map_or(first_line, |span| line_at(span.start));
            let message = error.message().lines().collect::<Vec<_>>().join(" ");
            let mend = match error.message() {
                "duplicate key" => "Keep one of the two.",
                _ if has_curly_marks(text, line.saturating_sub(first_line)) => {
                    "Write straight quotation marks (\") instead of curly ones, which a word processor makes of them."
                }
                _ => "Look for a missing quotation mark, bracket or equals sign.",
            };
            report.at(
                line,
                format!("The front matter is not TOML: {message}."),
                mend,
            );
        }
        return FrontMatter::default();
    }
    let entries = from_toml(table.into_inner(), &line_at);
    let mut fields = Fields::new("The front matter", 1, entries);
    let id = id(&mut fields, report);
    let title = fields.require_text("title", report).unwrap_or_default();
    let authors = authors(&mut fields, report);
    let shared = shared(&mut fields, report);
    let front_matter = FrontMatter {
        id,
        title,
        authors,
        publisher: fields.text("publisher", report),
        rights: fields.text("rights", report),
        sources: sources(&mut fields, report),
        people: people(&mut fields, report),
        editorial: editorial(&mut fields, report),
        notes: notes(&mut fields, report),
        ..shared
    };
    fields.finish(report);
    front_matter
}

/// Whether a curly quotation mark opens a value in a line, counted from 0.
fn has_curly_marks(text: &str, line: usize) -> bool {
    let line = text.lines().nth(line).unwrap_or_default();
    line.match_indices(['“', '”', '„', '‘', '’'])
        .any(|(at, _)| {
            let before = line.get(..at).unwrap_or_default().trim_end();
            before.ends_with(['=', '[', ',', '{'])
        })
}

/// Reads the fields of an archive's line, all but `paragraphs`. Only `id`, `title` and `language` must be there, and
/// the title may be empty.
pub(super) fn of_archive(fields: &mut Fields, report: &mut Report) -> FrontMatter {
    let line = fields.line();
    let id = id(fields, report);
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
    FrontMatter {
        id,
        title,
        authors,
        ..shared(fields, report)
    }
}

/// What both forms write alike: language, publication and address.
fn shared(fields: &mut Fields, report: &mut Report) -> FrontMatter {
    FrontMatter {
        language: language(fields, report),
        published: published(fields, report),
        url: url(fields, report),
        ..FrontMatter::default()
    }
}

fn id(fields: &mut Fields, report: &mut Report) -> Id {
    let Some(node) = fields.require("id", report) else {
        return Id::default();
    };
    let line = node.line;
    let Some(text) = fields::text(node, "id", report) else {
        return Id::default();
    };
    let forbidden =
        |char: char| char.is_whitespace() || char.is_control() || matches!(char, '#' | '/');
    if text.is_empty() || text.contains(forbidden) {
        let what = format!("The id {} cannot be used.", shown(&text));
        report.at(line, what, "An id is not empty and has no space, # or /.");
        return Id::default();
    }
    Id { text, line }
}

fn authors(fields: &mut Fields, report: &mut Report) -> Vec<String> {
    let Some(node) = fields.require("authors", report) else {
        return Vec::new();
    };
    if matches!(&node.value, Value::List(items) if items.is_empty()) {
        report.at(
            node.line,
            "\"authors\" is empty.",
            "Name at least one author.",
        );
    }
    texts(node, "authors", report)
}

fn texts(node: Node, key: &'static str, report: &mut Report) -> Vec<String> {
    let items = fields::list(node, key, report).unwrap_or_default();
    items
        .into_iter()
        .filter_map(|item| fields::line_of_text(item, key, report))
        .collect()
}

fn language(fields: &mut Fields, report: &mut Report) -> String {
    let Some(node) = fields.require("language", report) else {
        return String::new();
    };
    let line = node.line;
    let text = fields::text(node, "language", report).unwrap_or_else(|| "nl".to_owned());
    let mut subtags = text.split('-');
    let primary = subtags.next().unwrap_or_default();
    let right = (2..=3).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_lowercase())
        && subtags.all(|tag| {
            (1..=8).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    if !right {
        let what = format!("{} is not a language.", shown(&text));
        report.at(line, what, "Write its code, as \"nl\" or \"en\".");
    }
    text
}

fn published(fields: &mut Fields, report: &mut Report) -> Option<Published> {
    let node = fields.take("published")?;
    let line = node.line;
    let text = fields::text(node, "published", report)?;
    let published = Published::parse(&text);
    if published.is_none() {
        let what = format!("{} is not a date of publication.", shown(&text));
        report.at(line, what, "Write \"2022\", \"2022-01\" or \"2022-01-05\".");
    }
    published
}

fn url(fields: &mut Fields, report: &mut Report) -> Option<String> {
    let node = fields.take("url")?;
    let line = node.line;
    let text = fields::text(node, "url", report)?;
    if !is_web_address(&text) {
        let what = format!("{} is not a web address.", shown(&text));
        report.at(
            line,
            what,
            "Write it whole, from https:// or http://, without spaces.",
        );
        return None;
    }
    Some(text)
}

/// Whether a text is a web address, whole: from its `https://` or `http://` on, and without spaces.
#[must_use]
pub fn is_web_address(text: &str) -> bool {
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '?', '#']))
        && !text.contains(|char: char| char.is_whitespace() || char.is_control())
}

fn sources(fields: &mut Fields, report: &mut Report) -> Vec<Source> {
    let tables = fields.tables("sources", "A source", report);
    let read = |mut source: Fields| {
        let name = source.require_text("name", report).unwrap_or_default();
        let url = url(&mut source, report);
        source.finish(report);
        Source { name, url }
    };
    tables.into_iter().map(read).collect()
}

fn people(fields: &mut Fields, report: &mut Report) -> Vec<Person> {
    let tables = fields.tables("people", "A person", report);
    let read = |mut person: Fields| {
        let name = person.require_text("name", report).unwrap_or_default();
        let spellings = person.texts("spellings", report);
        person.finish(report);
        Person {
            name,
            spellings: spellings
                .into_iter()
                .map(|(_, spelling)| spelling)
                .collect(),
        }
    };
    tables.into_iter().map(read).collect()
}

fn editorial(fields: &mut Fields, report: &mut Report) -> Vec<String> {
    let names = fields.texts("editorial", report);
    for (line, name) in &names {
        if NAMES.contains(&name.as_str()) {
            continue;
        }
        let mend = match near(name, NAMES) {
            Some(known) => format!("Did you mean {known:?}?"),
            None => format!("Name one of {}.", NAMES.join(", ")),
        };
        report.at(
            *line,
            format!("\"editorial\" names the unknown field {}.", shown(name)),
            mend,
        );
    }
    names.into_iter().map(|(_, name)| name).collect()
}

fn notes(fields: &mut Fields, report: &mut Report) -> Vec<Note> {
    let tables = fields.tables("notes", "A note", report);
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
