//! The pages that show an article at a glance.

use std::sync::Arc;

use axum::http::StatusCode;

use super::super::overview::{self, Overview, Shown};
use super::super::reply::Reply;
use super::refusal::refused;
use super::{Request, Site, edition};
use crate::article::Article;
use crate::bot::Bot;

impl Site {
    /// A page of an overview; `None` if it has fewer pages.
    pub(super) async fn overview(
        &self,
        request: &Request<'_>,
        article: &Arc<Article>,
        overview: Overview,
    ) -> Option<Reply> {
        let language = self.language(request, Some(article));
        let key = (article.id.clone(), edition(request, article), overview);
        let of = Arc::clone(article);
        let read = move |bot: &Bot| Shown::of(bot, &of, overview);
        let Some(shown) = self.remembered(request, &self.shown, key, read).await else {
            return Some(refused(StatusCode::INTERNAL_SERVER_ERROR));
        };
        let offers = self.offers(request, article, language).await;
        let page = overview::page(
            article,
            (overview, &shown),
            &offers.overviews,
            request.query().page,
            self.settings.public_url.as_ref(),
            language,
        );
        Some(Reply::page(StatusCode::OK, page?))
    }
}
