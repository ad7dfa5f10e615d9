//! The page of quoted words, and that of an article in an earlier revision.

use std::sync::Arc;

use axum::http::StatusCode;

use super::super::mark::Mark;
use super::super::reply::Reply;
use super::super::route::Place;
use super::super::view::View;
use super::super::{article, frame, metadata};
use super::{Request, Site};
use crate::article::Article;
use crate::bot::Bot;
use crate::citation::{self, QUOTED, article_path, changes_path};
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
            let revision = place.revision.clone();
            return match self.earlier(request, article, revision).await {
                Some(earlier) => Self::earlier_place(&earlier, article, place, &view),
                None => Some(unkept(view)),
            };
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

    /// An article in a revision. If that is an earlier one, the page says so, and shows it if it is kept, else the present one.
    pub(super) async fn revision(
        &self,
        request: &Request<'_>,
        article: &Arc<Article>,
        revision: String,
    ) -> Reply {
        if revision == article.revision {
            return self.article(request, article, false).await;
        }
        let view = self.view(request, article).await;
        let Some(earlier) = self.earlier(request, article, revision).await else {
            return unkept(view);
        };
        let (now, changes) = (article_path(article), changes_path(article));
        let of_earlier = View::of(&earlier, view.public_url, view.language, Arc::default());
        shown(&View {
            notice: Some(frame::outdated(false, &now, &changes, view.language)),
            ..of_earlier
        })
    }

    /// A revision of an article that was served before, if it is kept.
    async fn earlier(
        &self,
        request: &Request<'_>,
        article: &Arc<Article>,
        revision: String,
    ) -> Option<Arc<Article>> {
        let id = article.id.clone();
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
        let changes = changes_path(article);
        let of_earlier = View::of(earlier, view.public_url, view.language, Arc::default());
        Some(shown(&View {
            marks: vec![Mark::shown(&excerpt, QUOTED.to_owned())],
            notice: Some(frame::outdated(true, &now, &changes, view.language)),
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

/// The present text, in the place of an earlier one that is not kept.
fn unkept(view: View<'_>) -> Reply {
    let said = Message::new("page-changed").words(view.language);
    let notice = Some(frame::notice(&said));
    shown(&View { notice, ..view })
}

fn shown(view: &View<'_>) -> Reply {
    Reply::page(StatusCode::OK, article::page(view))
}
