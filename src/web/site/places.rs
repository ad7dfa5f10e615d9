//! The page of quoted words.

use std::sync::Arc;

use axum::http::StatusCode;

use super::super::mark::Mark;
use super::super::reply::Reply;
use super::super::route::Place;
use super::super::view::View;
use super::super::{article, frame, metadata};
use super::{Request, Site};
use crate::article::Article;
use crate::citation::{self, QUOTED};
use crate::excerpt::{Excerpt, Passage};
use crate::wording::Message;

impl Site {
    /// An article with the quoted words marked. If it has changed since they were quoted, the page says so and marks nothing.
    /// `None` if it has no such words.
    pub(super) async fn place(
        &self,
        request: &Request<'_>,
        article: &Arc<Article>,
        place: &Place,
    ) -> Option<Reply> {
        let view = self.view(request, article).await;
        if place.revision != article.revision {
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
}

fn quoted(article: &Arc<Article>, place: &Place) -> Option<Excerpt> {
    let passage = Passage::new(article, article.labelled(&place.label)?)?;
    let range = place.range.clone().unwrap_or(0..passage.text().len());
    Excerpt::new(&passage, range)
}

fn shown(view: &View<'_>) -> Reply {
    Reply::page(StatusCode::OK, article::page(view))
}
