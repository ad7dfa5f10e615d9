//! The countries of an article, each with a bar of how many sentences it says of it.

use maud::{Markup, html};

use super::item::{MOST, place};
use crate::answer::Quote;
use crate::bot::overview::Share;
use crate::citation::{self, article_path};
use crate::excerpt::Passage;
use crate::language::Language;
use crate::wording::Message;

/// The most places that are linked for a country.
const PLACES: usize = 24;

/// A page of the countries, from 1.
pub(super) fn items(shares: &[Share], page: usize, language: Language) -> Markup {
    let most = shares.iter().map(|share| share.sentences).max();
    let shown = shares.chunks(MOST).nth(page - 1).unwrap_or_default();
    html! {
        ol.landen role="list" {
            @for share in shown {
                li {
                    h2 { a href=[target(share)] { (share.name.words(language)) } }
                    p.aantal {
                        (Message::new("page-landen-count").with("count", share.sentences).words(language))
                    }
                    (bar(share.sentences, most.unwrap_or(1)))
                    (places(share, language))
                }
            }
        }
    }
}

/// Where the article says something of a country: its section, else the first sentence that names it.
fn target(share: &Share) -> Option<String> {
    let section = share.section.as_ref().map(section);
    section.or_else(|| share.mentions.first().and_then(place))
}

/// The address of the section in which a passage stands.
fn section(passage: &Passage) -> String {
    let article = passage.article();
    let sections = article.sections().into_iter();
    let mut own = sections.filter(|section| section.title == passage.paragraph().section());
    let path = article_path(article);
    match own.next() {
        Some(section) => format!("{path}#deel-{}", section.first),
        None => format!("{path}#{}", passage.paragraph().label()),
    }
}

/// A bar: its share of the longest one.
fn bar(count: usize, most: usize) -> Markup {
    let percent = (count * 100).div_ceil(most.max(1));
    html! {
        svg.balk aria-hidden="true" width="100%" height="8" {
            rect.heel width="100%" height="8" rx="2" {}
            rect width={ (percent) "%" } height="8" rx="2" {}
        }
    }
}

/// Links to the section of a country, and to the sentences that name it elsewhere.
fn places(share: &Share, language: Language) -> Markup {
    let name = |quote: &Quote| citation::name(quote.passage()).words(language);
    let more = share.mentions.len().saturating_sub(PLACES);
    html! {
        ul.plaatsen role="list" {
            @if let Some(passage) = &share.section {
                li { a href=(section(passage)) { (Message::new("page-landen-section").words(language)) } }
            }
            @for quote in share.mentions.iter().take(PLACES) {
                li { a href=[place(quote)] { (name(quote)) } }
            }
            @if more > 0 { li { (Message::new("and-more").with("count", more).words(language)) } }
        }
    }
}
