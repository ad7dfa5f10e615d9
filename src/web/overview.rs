//! [`Overview`]: a page that shows an article at a glance: its dates on a line, its countries, its people, or what changed in it.

use std::sync::Arc;

use maud::{Markup, html};

use super::asking::turning;
use super::frame::{self, Head};
use super::item::MOST;
use super::{changes, contents, countries, people, timeline};
use crate::article::Article;
use crate::bot::Bot;
use crate::bot::overview::{Event, Share, Voices};
use crate::citation::{CHANGES, article_path};
use crate::config::PublicUrl;
use crate::language::Language;
use crate::revisions::History;
use crate::wording::Message;

/// An overview of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Overview {
    /// Its dated sentences, on a line.
    Timeline,
    /// Its countries, and how much it says of each.
    Countries,
    /// Its people, and what they say.
    People,
    /// What changed in it, sentence by sentence.
    Changes,
}

impl Overview {
    /// All of them, in the order in which they are offered.
    pub(super) const ALL: [Self; 4] =
        [Self::Timeline, Self::Countries, Self::People, Self::Changes];

    /// The last part of its path.
    pub(super) const fn segment(self) -> &'static str {
        match self {
            Self::Timeline => "tijdlijn",
            Self::Countries => "landen",
            Self::People => "mensen",
            Self::Changes => CHANGES,
        }
    }

    /// The overview with this last part of a path.
    pub(super) fn of(segment: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|overview| overview.segment() == segment)
    }

    /// Its path.
    pub(super) fn path(self, article: &Article) -> String {
        format!("{}/{}", article_path(article), self.segment())
    }

    fn title(self) -> Message {
        Message::new(format!("page-{}", self.segment()))
    }

    /// What stands in the place of an empty one.
    fn none(self) -> Message {
        Message::new(match self {
            Self::Timeline => "timeline-empty",
            Self::Countries => "country-none",
            Self::People => "people-none",
            Self::Changes => "page-wijzigingen-none",
        })
    }
}

/// What an overview of an article shows.
#[derive(Debug)]
pub(super) enum Shown {
    Timeline(Vec<Event>),
    Countries(Vec<Share>),
    People(Voices),
    Changes(Arc<History>),
}

impl Shown {
    /// Reads an article for an overview.
    pub(super) fn of(bot: &Bot, article: &Arc<Article>, overview: Overview) -> Self {
        match overview {
            Overview::Timeline => Self::Timeline(bot.events(article)),
            Overview::Countries => Self::Countries(bot.shares(article)),
            Overview::People => Self::People(bot.voices(article)),
            Overview::Changes => Self::Changes(bot.history(article)),
        }
    }

    /// How many items it lists.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Timeline(events) => events.len(),
            Self::Countries(shares) => shares.len(),
            Self::People(voices) => voices.people.len(),
            Self::Changes(history) => changes::count(history),
        }
    }

    fn items(&self, page: usize, language: Language) -> Markup {
        match self {
            Self::Timeline(events) => timeline::items(events, page, language),
            Self::Countries(shares) => countries::items(shares, page, language),
            Self::People(voices) => people::items(voices, page, language),
            Self::Changes(history) => changes::items(history, page, language),
        }
    }
}

/// A page of an overview, from 1; `None` if there are fewer pages. `offered` are the overviews that are not empty.
pub(super) fn page(
    article: &Article,
    (overview, shown): (Overview, &Shown),
    offered: &[Overview],
    page: usize,
    public_url: Option<&PublicUrl>,
    language: Language,
) -> Option<String> {
    let pages = shown.len().div_ceil(MOST).max(1);
    if page > pages {
        return None;
    }
    let title = overview.title().words(language);
    let name = contents::name(article);
    let is_empty = shown.len() == 0;
    let path = overview.path(article);
    let head = Head {
        title: format!("{title}: {name} – Voetnoot"),
        language,
        is_listed: page == 1 && !is_empty,
        metadata: html! {
            @if let Some(url) = public_url { link rel="canonical" href={ (url) (path) }; }
        },
    };
    let about = Message::new(format!("page-{}-about", overview.segment()));
    let body = html! {
        article.overzicht {
            header.kop {
                p.boven { a href=(article_path(article)) lang=(article.language) { (name) } }
                h1 { (title) }
                p.door { (if is_empty { overview.none() } else { about }.words(language)) }
            }
            (links(article, offered, Some(overview), language))
            (shown.items(page, language))
            (turning(page, pages, "?p=", language))
        }
    };
    Some(frame::page(&head, &body))
}

/// The links to the overviews of an article; nothing if there are none.
pub(super) fn links(
    article: &Article,
    offered: &[Overview],
    current: Option<Overview>,
    language: Language,
) -> Markup {
    let is_current = |overview: &Overview| (current == Some(*overview)).then_some("page");
    html! {
        @if !offered.is_empty() {
            nav.inhoud aria-labelledby="overzichten" {
                h2 #overzichten { (Message::new("page-overviews").words(language)) }
                ul {
                    @for overview in offered {
                        li {
                            a href=(overview.path(article)) aria-current=[is_current(overview)] {
                                (overview.title().words(language))
                            }
                        }
                    }
                }
            }
        }
    }
}
