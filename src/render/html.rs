//! The dialect of the reading page: HTML, in which citations and commands are links.
//!
//! It makes marked text, of which [`html`] makes HTML.

use super::dialect::{Dialect, Run};
use super::marked::{LABEL, Markup, SMALL, anchored, foreign, is_address, linked, own, quoted};
use super::writer::{Cited, Writer};
use crate::answer::Quote;
use crate::citation::Links;
use crate::command::PREFIX;
use crate::wording::{COMMAND_MARK, Language, PLACE_MARK};

/// The approximate size of a page in characters: some screens.
const LIMIT: usize = 6_000;

/// The marks before what becomes a link.
const MARKED: [char; 2] = [COMMAND_MARK, PLACE_MARK];

/// How the reading page writes marked text.
const MARKUP: Markup = Markup {
    small: "small",
    has_names: false,
    is_address: |address| is_address(address) || is_on_page(address),
    elsewhere: "",
    block: "div",
};

/// The same in a frame on another site, which stays as it is when a link is followed.
const FRAMED: Markup = Markup {
    elsewhere: " target=\"_blank\" rel=\"noopener\"",
    ..MARKUP
};

/// An answer on the reading page, with marks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Html {
    /// Whether the text of its article stands on the same page, so that places are links.
    pub is_beside_text: bool,
}

impl Dialect for Html {
    fn limit(&self) -> usize {
        LIMIT
    }

    fn has_buttons(&self) -> bool {
        true
    }

    fn marks_commands(&self) -> bool {
        true
    }

    fn marks_places(&self) -> bool {
        self.is_beside_text
    }

    fn sentence(&self, text: &str) -> String {
        with_links(text)
    }

    fn heading(&self, text: &str) -> String {
        LABEL.around(&with_links(text))
    }

    fn item(&self, label: &str, detail: Option<&str>) -> String {
        let linked = |text: &str| match linked(&own(text)) {
            same if same == own(text) => with_links(text),
            link => link,
        };
        match detail {
            Some(detail) => format!("• {}: {}", LABEL.around(&with_links(label)), linked(detail)),
            None => format!("• {}", linked(label)),
        }
    }

    /// The description is the link, or the name if there is none.
    fn article(&self, label: &str, detail: Option<&str>, path: &str) -> String {
        let linked = |words: &str| anchored(&own(words), &own(path));
        match detail {
            Some(detail) => format!("• {}: {}", LABEL.around(&own(label)), linked(detail)),
            None => format!("• {}", linked(label)),
        }
    }

    fn quotation(&self, runs: &[Run<'_>]) -> String {
        quoted(runs)
    }

    fn foreign(&self, quotation: &str, language: &str) -> String {
        foreign(quotation, language)
    }

    fn small(&self, text: &str) -> String {
        SMALL.around(&with_links(text))
    }

    /// The words are the link.
    fn footnote(&self, text: &str, url: &str) -> String {
        SMALL.around(&anchored(&own(text), &own(url)))
    }
}

/// A quotation with its footnote, without its label, as HTML.
#[must_use]
pub fn quotation(quote: &Quote, links: &Links, language: Language) -> String {
    let writer = Writer {
        dialect: &Html::default(),
        language,
        links,
        cited: Cited::Place,
    };
    let mut bare = quote.clone();
    bare.label = None;
    html(&writer.quote(&bare))
}

/// Converts marked text to HTML.
#[must_use]
pub fn html(text: &str) -> String {
    MARKUP.html(text)
}

/// Converts marked text to HTML for a frame on another site.
#[must_use]
pub fn framed(text: &str) -> String {
    FRAMED.html(text)
}

/// Whether an address leads elsewhere on the same site.
fn is_on_page(address: &str) -> bool {
    let is_path = address.starts_with('/') && !address.starts_with("//");
    is_path || address.starts_with(['#', '?'])
}

/// A text in which each command is a link that gives it, and each place one that leads there.
fn with_links(text: &str) -> String {
    let first = text.find(MARKED).unwrap_or(text.len());
    let (before, mut rest) = text.split_at(first);
    let mut written = own(before);
    while let Some(mark) = rest.chars().next() {
        let marked = rest.get(mark.len_utf8()..).unwrap_or_default();
        let end = marked.find(MARKED).unwrap_or(marked.len());
        let (part, others) = marked.split_at(end);
        let words = words_of(mark, part);
        let (linked, plain) = part.split_at(words);
        let url = match mark {
            COMMAND_MARK => format!("?q=%21{}", linked.trim_start_matches(PREFIX)),
            _ => format!("#{}", linked.rsplit(' ').next().unwrap_or_default()),
        };
        written.push_str(&anchored(&own(linked), &own(&url)));
        written.push_str(&own(plain));
        rest = others;
    }
    written
}

/// How many bytes of a text belong to the mark before it: a command's sign and name; or words up to a number.
fn words_of(mark: char, text: &str) -> usize {
    if mark == COMMAND_MARK {
        let name = text.strip_prefix(PREFIX).unwrap_or(text);
        let length = name
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(name.len());
        return text.len() - name.len() + length;
    }
    let number = text
        .find(|c: char| c.is_ascii_digit())
        .unwrap_or(text.len());
    let digits = text.get(number..).unwrap_or_default();
    number
        + digits
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(digits.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_a_link_that_gives_it_and_a_place_one_that_leads_there() {
        let text = format!(
            "Typ {COMMAND_MARK}!help of {COMMAND_MARK}!land Kirgizië. Zie ook {PLACE_MARK}alinea 12 (Deel 3)."
        );
        insta::assert_snapshot!(
            html(&Html::default().sentence(&text)),
            @r##"<div>Typ <a href="?q=%21help">!help</a> of <a href="?q=%21land">!land</a> Kirgizië. Zie ook <a href="#12">alinea 12</a> (Deel 3).</div>"##
        );
    }

    #[test]
    fn no_text_adds_markup() {
        let text = "<script>\u{fdd8}javascript:1\u{fdd9} & \u{fdda}#x\u{fddc}y\u{fddb}";
        let written = html(&Html::default().sentence(text));
        assert!(
            !written.contains("<script") && !written.contains("<a "),
            "{written}"
        );
    }
}
