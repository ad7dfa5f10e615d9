//! `voetnoot check --show`: prints an article as it will be quoted: its paragraphs, then the bot's answers about its people,
//! countries, dates, sources and quotations.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result};

use super::tasks::print;
use crate::answer::Block;
use crate::article::{Article, Kind, Library, Paragraph};
use crate::bot::{Bot, Context};
use crate::citation::article_path;
use crate::command::{Command, Name};
use crate::config::Settings;
use crate::render::{self, Plain};
use crate::search::{Engine, Keep};
use crate::wording::{Language, Message};

/// Prints the articles with this id or file. Returns whether there are any.
pub(super) fn show(library: &Library, name: &str, settings: &Settings) -> Result<bool> {
    let by_id = library.get(name).map(|article| vec![Arc::clone(article)]);
    let articles = by_id.unwrap_or_else(|| library.in_file(Path::new(name)));
    for article in &articles {
        print(&shown(article, settings.language())?)?;
        if let Some(snippet) = snippet(article, settings) {
            print(&snippet)?;
        }
    }
    Ok(!articles.is_empty())
}

/// What a page on another site shows the questions about an article with; `None` if no site may.
fn snippet(article: &Article, settings: &Settings) -> Option<String> {
    let (url, _) = (settings.public_url.as_ref()?, settings.web_embed.as_ref()?);
    let heading = Message::new("check-show-embed").words(settings.language());
    let path = article_path(article);
    Some(format!(
        "\n== {heading} ==\n\n<iframe src=\"{url}{path}/embed\" title=\"Voetnoot\" width=\"100%\" height=\"480\" \
         loading=\"lazy\"></iframe>"
    ))
}

fn shown(article: &Arc<Article>, language: Language) -> Result<String> {
    let library = Arc::new(Library::of_these(vec![Arc::clone(article)]));
    let (engine, _) =
        Engine::open(library, Keep::InMemory, None, &mut |_, _| {}).context("no index")?;
    let bot = Bot::new(engine);
    let mut parts = vec![head(article).words(language)];
    let paragraphs = article.paragraphs().iter();
    parts.extend(paragraphs.map(|paragraph| of_paragraph(paragraph, language)));
    let asked = [
        ("check-show-people", Command::Incomplete(Name::Person)),
        ("check-show-countries", Command::Country(None)),
        ("check-show-dates", Command::Timeline),
        ("check-show-sources", Command::Source(None)),
        ("check-show-quotations", Command::Quote(None)),
    ];
    for (heading, command) in asked {
        let mut answer = bot.answer(&command, &Context::default());
        // The byline is printed with the paragraphs.
        answer.blocks.retain(|block| !is_byline(block));
        let pages = render::pages(&answer, &Plain::new().limited(usize::MAX), language);
        let heading = Message::new(heading).words(language);
        parts.push(format!("== {heading} ==\n\n{}", pages.concat().trim_end()));
    }
    Ok(parts.join("\n\n"))
}

fn is_byline(block: &Block) -> bool {
    matches!(block, Block::Quote(quote) if quote.passage().paragraph().kind() == Kind::Byline)
}

/// The fields of an article's front matter.
fn head(article: &Article) -> Message {
    let unknown = || Message::new("check-show-unknown");
    let or_unknown = |text: Option<String>| text.map_or_else(unknown, Message::verbatim);
    let authors = Some(article.authors.join(", ")).filter(|authors| !authors.is_empty());
    Message::new("check-show-head")
        .with("id", &article.id)
        .with("title", &article.title)
        .with("authors", or_unknown(authors))
        .with("language", &article.language)
        .with(
            "published",
            or_unknown(article.published.map(|date| date.to_string())),
        )
        .with("url", or_unknown(article.url.clone()))
        .with("revision", &article.revision)
}

/// A paragraph below a line with its label, kind and section. The text is indented and otherwise unchanged.
fn of_paragraph(paragraph: &Paragraph, language: Language) -> String {
    let kind = match paragraph.kind() {
        Kind::Lede => Message::new("check-show-lede"),
        Kind::Body => Message::new("check-show-body"),
        Kind::Caption => Message::new("check-show-caption"),
        Kind::Byline => Message::new("check-show-byline"),
        Kind::Sources => Message::new("check-show-line-of-sources"),
    };
    let mut shown = format!("[{}] {}", paragraph.label(), kind.words(language));
    if !paragraph.section().is_empty() {
        shown.push_str(&format!(" · {}", paragraph.section()));
    }
    for line in paragraph.text().split('\n') {
        shown.push_str(&format!("\n    {line}"));
    }
    if let Some(note) = paragraph.note() {
        let note = Message::new("check-show-note").with("note", note);
        shown.push_str(&format!("\n    {}", note.words(language)));
    }
    shown
}
