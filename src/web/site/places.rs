//! The page of quoted words.

use std::sync::Arc;

use axum::http::StatusCode;

use super::super::mark::Mark;
use super::super::overview::Overview;
use super::super::reply::Reply;
use super::super::route::Place;
use super::super::view::View;
use super::super::{article, frame, metadata};
use super::{Request, Site};
use crate::article::Article;
use crate::bot::Bot;
use crate::citation::{self, QUOTED, article_path};
use crate::excerpt::{Excerpt, Passage};
use crate::wording::Message;

impl Site {
    /// An article with the quoted words marked. If it has changed since they were quoted, the page says so, and shows the text
    /// that was quoted if that is kept, else the present one with nothing marked. `None` if there are no such words.
    pub(super) async fn place(
        &self,
        request: &Request<'_>,
        article: &Arc<Article>,
        place: &Place,
    ) -> Option<Reply> {
        let view = self.view(request, article).await;
        if place.revision != article.revision {
            if let Some(earlier) = self.earlier(request, place).await {
                return Self::earlier_place(&earlier, article, place, &view);
            }
            let said = Message::new("page-changed").words(view.language);
            let notice = Some(frame::notice(&said));
            return Some(shown(&View { notice, ..view }));
        }
        let excerpt = quoted(article, place)?;
        let name = citation::name(excerpt.passage());
        Some(shown(&View {
            marks: vec![Mark::shown(&excerpt, QUOTED.to_owned())],
            notice: Some(frame::marked(&name, view.language)),
            data: Some(metadata::quotation(&excerpt)),
            quoted: Some(&excerpt),
            ..view
        }))
    }

    /// The revision that was quoted, if it is kept.
    async fn earlier(&self, request: &Request<'_>, place: &Place) -> Option<Arc<Article>> {
        let (id, revision) = (place.id.clone(), place.revision.clone());
        let read = move |bot: &Bot| bot.earlier(&id, &revision);
        self.worker.run(&request.bot, read).await?
    }

    /// An earlier revision with the quoted words marked, and links to the present text and to what changed.
    fn earlier_place(
        earlier: &Arc<Article>,
        article: &Arc<Article>,
        place: &Place,
        view: &View<'_>,
    ) -> Option<Reply> {
        let excerpt = quoted(earlier, place)?;
        let now = match article.labelled(&place.label) {
            Some(_) => format!("{}#{}", article_path(article), place.label),
            None => article_path(article),
        };
        let changes = Overview::Changes.path(article);
        let of_earlier = View::of(earlier, view.public_url, view.language, Arc::default());
        Some(shown(&View {
            marks: vec![Mark::shown(&excerpt, QUOTED.to_owned())],
            notice: Some(frame::outdated(&now, &changes, view.language)),
            data: Some(metadata::quotation(&excerpt)),
            quoted: Some(&excerpt),
            ..of_earlier
        }))
    }
}

fn quoted(article: &Arc<Article>, place: &Place) -> Option<Excerpt> {
    let passage = Passage::new(article, article.labelled(&place.label)?)?;
    let range = place.range.clone().unwrap_or(0..passage.text().len());
    Excerpt::new(&passage, range)
}

fn shown(view: &View<'_>) -> Reply {
    Reply::page(StatusCode::OK, article::page(view))
}
