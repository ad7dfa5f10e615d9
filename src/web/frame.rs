//! The frame of every page: its head, the way home, and the few pages and notices that have nothing else.

use maud::{DOCTYPE, Markup, html};

use crate::citation::QUOTED;
use crate::hash;
use crate::language::Language;
use crate::wording::Message;

/// The style sheet.
pub(super) const STYLE: &str = include_str!("style.css");

/// The icon: a footnote's number.
pub(super) const ICON: &str = include_str!("icon.svg");

/// Robots may read articles, and need not ask anything.
pub(super) const ROBOTS: &str = "User-agent: *\nDisallow: /*?q=\n";

/// What the frame needs to know of a page.
pub(super) struct Head {
    pub(super) title: String,
    pub(super) language: Language,
    /// Whether search engines may list it.
    pub(super) is_listed: bool,
    /// What other programs read of it.
    pub(super) metadata: Markup,
}

/// A whole page.
pub(super) fn page(head: &Head, body: &Markup) -> String {
    let words = |key: &str| Message::new(key).words(head.language);
    let body = html! {
        a.skip href="#tekst" { (words("page-skip")) }
        header.site { a href="/" { "Voetnoot" sup { "1" } } }
        main #tekst tabindex="-1" { (body) }
        footer.site { p { (words("page-about")) } }
    };
    document(head, &body)
}

/// A page for a frame on another site.
pub(super) fn bare(head: &Head, body: &Markup) -> String {
    let about = Message::new("page-about").words(head.language);
    document(
        head,
        &html! { main.los { h1.hoorbaar { (head.title) } (body) p.over { (about) } } },
    )
}

/// What an address of a file ends in, so that it changes with the file.
pub(super) fn key(file: &str) -> String {
    hash::digits(file, 4)
}

fn document(head: &Head, body: &Markup) -> String {
    let document = html! {
        (DOCTYPE)
        html lang=(head.language.tag()) {
            head {
                meta charset="utf-8";
                title { (head.title) }
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                @if !head.is_listed { meta name="robots" content="noindex"; }
                link rel="stylesheet" href={ "/-/stijl.css?" (key(STYLE)) };
                link rel="icon" href={ "/-/icoon.svg?" (key(ICON)) } type="image/svg+xml";
                (head.metadata)
            }
            body { (body) }
        }
    };
    document.into_string()
}

/// The form to ask something, with what may be completed.
pub(super) fn form(
    path: &str,
    label: &str,
    question: &str,
    completions: &[String],
    language: Language,
) -> Markup {
    let words = |key: &str| Message::new(key).words(language);
    html! {
        form.vraag action=(path) method="get" role="search" {
            label for="q" { (label) }
            div.veld {
                input #q name="q" type="search" value=(question) maxlength="1000" required autocomplete="off"
                    list=[(!completions.is_empty()).then_some("aanvullen")] enterkeyhint="search";
                button { (words("page-ask")) }
            }
            @if !completions.is_empty() {
                datalist #aanvullen { @for line in completions { option value=(line) {} } }
            }
        }
    }
}

/// A sentence about the page as a whole.
pub(super) fn notice(said: &str) -> Markup {
    html! { p.melding role="status" { (said) } }
}

/// The notice that the words of a citation are marked, with a link to them.
pub(super) fn marked(place: &Message, language: Language) -> Markup {
    let said = Message::new("page-marked").with("place", place.clone());
    html! {
        p.melding role="status" {
            (said.words(language)) " "
            a href={ "#" (QUOTED) } { (Message::new("page-marked-go").words(language)) }
        }
    }
}

/// The notice that a citation is of an earlier text, with links to its words, to the text of now and to what changed since.
pub(super) fn outdated(now: &str, changes: &str, language: Language) -> Markup {
    let words = |key: &str| Message::new(key).words(language);
    // It stays in sight: a link leads past it, to the words.
    html! {
        p.melding.toen role="status" {
            (words("page-earlier")) " "
            a href={ "#" (QUOTED) } { (words("page-marked-go")) } " · "
            a href=(now) { (words("page-earlier-now")) } " · "
            a href=(changes) { (words("page-earlier-changes")) }
        }
    }
}

/// The page for an address that names nothing.
pub(super) fn missing(language: Language) -> String {
    let words = |key: &str| Message::new(key).words(language);
    let head = Head {
        title: words("page-missing"),
        language,
        is_listed: false,
        metadata: html! {},
    };
    let body = html! {
        h1 { (words("page-missing")) }
        p { (words("page-missing-hint")) " " a href="/" { (words("page-articles")) } }
    };
    page(&head, &body)
}

/// The page for a request that is refused with a status, in both languages: it may come from anybody, and from a program.
pub(super) fn refused(status: u16) -> String {
    let known = [405, 414, 421, 429, 431];
    let key = match known.contains(&status) {
        true => format!("page-refused-{status}"),
        false => "went-wrong".to_owned(),
    };
    let said = |language: Language| Message::new(key.as_str()).words(language);
    let head = Head {
        title: "Voetnoot".to_owned(),
        language: Language::Dutch,
        is_listed: false,
        metadata: html! {},
    };
    let body = html! {
        main.los {
            h1 { "Voetnoot" }
            p { (said(Language::Dutch)) }
            p lang="en" { (said(Language::English)) }
        }
    };
    document(&head, &body)
}
