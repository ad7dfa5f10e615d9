//! What the items of all overviews have: how many stand on a page, and how their words are quoted and linked.

use maud::{Markup, PreEscaped, html};

use crate::answer::Quote;
use crate::citation::Links;
use crate::language::Language;
use crate::render;

/// How many dated sentences, countries or people stand on a page.
pub(super) const MOST: usize = 50;

/// A quotation with the link to its words.
pub(super) fn quotation(quote: &Quote, language: Language) -> Markup {
    let written = render::html::quotation(quote, &elsewhere(), language);
    html! { (PreEscaped(written)) }
}

/// The link to the words of a quotation.
pub(super) fn place(quote: &Quote) -> Option<String> {
    elsewhere().of(quote.passage(), &render::landing(quote))
}

/// Links from a page without the text.
fn elsewhere() -> Links {
    Links::within(None)
}
