//! The page of an article.

use maud::{Markup, html};

use super::asking::{self, Offers};
use super::frame::{self, Head};
use super::mark::Mark;
use super::view::View;
use super::{contents, metadata, overview, text};
use crate::article::{INSIDE, Kind};
use crate::citation::{self, article_path};
use crate::excerpt::Passage;
use crate::wording::Message;

/// The whole page.
pub(super) fn page(view: &View<'_>) -> String {
    let article = view.article;
    let name = contents::name(article);
    let title = match view.quoted {
        None => format!("{name} – Voetnoot"),
        Some(quoted) => {
            let place = citation::name(quoted.passage()).words(view.language);
            format!("{name}, {place} – Voetnoot")
        }
    };
    let head = Head {
        title,
        language: view.language,
        is_listed: view.asked.is_none() && view.notice.is_none(),
        metadata: metadata::of(view),
    };
    let question = view.asked.map_or("", |asked| asked.question.as_str());
    let body = html! {
        article {
            header.kop {
                h1 lang=(article.language) { (name) }
                p.door { (contents::about(article).words(view.language)) }
            }
            @if let Some(notice) = &view.notice { (notice) }
            (asking(view, &article_path(view.article), question))
            @if let Some(asked) = view.asked { (asking::answer(asked, view.language)) }
            (sections(view))
            (overview::links(view.article, &view.offers.overviews, None, view.language))
            div.tekst lang=(article.language) { (paragraphs(view)) }
            (colophon(view))
        }
    };
    frame::page(&head, &body)
}

/// The questions alone, for a frame on another site.
pub(super) fn frame(view: &View<'_>) -> String {
    let name = contents::name(view.article);
    let head = Head {
        title: format!("{name} – Voetnoot"),
        language: view.language,
        is_listed: false,
        metadata: html! {},
    };
    let question = view.asked.map_or("", |asked| asked.question.as_str());
    let body = html! {
        @if let Some(notice) = &view.notice { (notice) }
        (asking(view, "", question))
        @if let Some(asked) = view.asked { (asking::answer(asked, view.language)) }
        p.verder {
            a href=(article_path(view.article)) target="_blank" rel="noopener" { (view.words("page-whole")) }
        }
    };
    frame::bare(&head, &body)
}

/// The form, which asks of this article at a path.
fn asking(view: &View<'_>, path: &str, question: &str) -> Markup {
    let Offers {
        completions,
        examples,
        ..
    } = &*view.offers;
    let label = view.words("page-ask-this");
    html! {
        section.vragen aria-label=(label) {
            (frame::form(path, &label, question, completions, view.language))
            @if view.asked.is_none() && !examples.is_empty() {
                p.voorbeelden {
                    (view.words("page-examples"))
                    @for example in examples {
                        " " a href={ (path) "?q=" (citation::escaped(example)) } { (example) }
                    }
                }
            }
        }
    }
}

/// The sections, if there are several.
fn sections(view: &View<'_>) -> Markup {
    let sections = view.article.sections();
    let named = sections.iter().filter(|section| !section.title.is_empty());
    let named: Vec<_> = named.collect();
    html! {
        @if named.len() > 1 {
            nav.inhoud aria-labelledby="inhoud" {
                h2 #inhoud { (view.words("page-contents")) }
                ol lang=(view.article.language) {
                    @for section in named {
                        li { a href={ "#deel-" (section.first) } { (section.title) } }
                    }
                }
            }
        }
    }
}

/// All paragraphs, with the headings above them.
fn paragraphs(view: &View<'_>) -> Markup {
    let mut blocks: Vec<Markup> = Vec::new();
    let (mut section, mut next) = ("", 1);
    let mut marks = view.marks.as_slice();
    for passage in Passage::all(view.article) {
        let paragraph = view.article.paragraphs().get(passage.index());
        let Some(paragraph) = paragraph else { continue };
        let stands_apart = matches!(paragraph.kind(), Kind::Byline | Kind::Sources);
        if !stands_apart && paragraph.section() != section {
            blocks.push(headings(section, paragraph.section(), next));
            section = paragraph.section();
        }
        next = paragraph.number().map_or(next, |number| number + 1);
        let own = take(&mut marks, passage.index());
        blocks.push(block(view, &passage, &own));
    }
    html! { @for block in blocks { (block) } }
}

/// Takes the marks of a paragraph from the front of the others.
fn take<'m>(marks: &mut &'m [Mark], index: usize) -> Vec<&'m Mark> {
    let count = marks.iter().take_while(|mark| mark.index <= index).count();
    let (own, others) = marks.split_at(count);
    *marks = others;
    own.iter().filter(|mark| mark.index == index).collect()
}

/// The headings between a section and the one before it, each at its depth. The last has the id of its first paragraph.
fn headings(before: &str, section: &str, first: u32) -> Markup {
    let names: Vec<&str> = section.split(INSIDE).collect();
    let same = before.split(INSIDE).zip(&names);
    let same = same.take_while(|(a, b)| a == *b).count();
    // A section may end where the one that it stands in goes on: «Reacties › Rusland», «Reacties».
    let same = same.min(names.len() - 1);
    let id = |depth: usize| (depth + 1 == names.len()).then(|| format!("deel-{first}"));
    html! {
        @for (depth, name) in names.iter().enumerate().skip(same).filter(|(_, name)| !name.is_empty()) {
            @match depth {
                0 => h2 id=[id(depth)] { (name) },
                1 => h3 id=[id(depth)] { (name) },
                _ => h4 id=[id(depth)] { (name) },
            }
        }
    }
}

/// A paragraph with its number in the margin.
fn block(view: &View<'_>, passage: &Passage, marks: &[&Mark]) -> Markup {
    let paragraph = passage.paragraph();
    let kind = match paragraph.kind() {
        Kind::Lede => "alinea lede",
        Kind::Body => "alinea",
        Kind::Caption => "alinea bijschrift",
        Kind::Byline => "alinea auteur",
        Kind::Sources => "alinea bronnen",
    };
    let sign = paragraph
        .number()
        .map_or_else(|| "¶".to_owned(), |number| number.to_string());
    let name = citation::name(passage).words(view.language);
    html! {
        div class=(kind) id=(paragraph.label()) {
            a.nummer href={ "#" (paragraph.label()) } aria-label=(name) lang=(view.language.tag()) { (sign) }
            p { (text::of(paragraph, marks, view.language)) }
            @if let Some(note) = paragraph.note() {
                p.noot lang=(view.language.tag()) {
                    (Message::new("editors-note").with("text", note).words(view.language))
                }
            }
        }
    }
}

/// What there is to know of an article below its text.
fn colophon(view: &View<'_>) -> Markup {
    let article = view.article;
    let sources = article.sources.iter().filter(|source| source.url.is_some());
    let sources: Vec<_> = sources.collect();
    html! {
        footer.colofon {
            h2 { (view.words("cite-heading")) }
            p { (citation::work(article).words(view.language)) }
            @if article.is_editorial("title") || article.is_editorial("published") {
                p { (view.words("editorial-brackets")) }
            }
            @if let Some(url) = &article.url { p { a href=(url) { (view.words("page-original")) } } }
            @if !sources.is_empty() {
                h2 { (view.words("page-sources")) }
                ul {
                    @for source in sources {
                        li { a href=[&source.url] { (source.name) } }
                    }
                }
            }
            @if let Some(rights) = &article.rights { p lang=(article.language) { (rights) } }
        }
    }
}
