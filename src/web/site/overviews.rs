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
        let Some(shown) = self.shown(request, article, overview).await else {
            return Some(refused(StatusCode::INTERNAL_SERVER_ERROR));
        };
        let page = overview::page(
            article,
            (overview, &shown),
            &self.offers(request, article, language).overviews,
            request.query().page,
            self.settings.public_url.as_ref(),
            language,
        );
        Some(Reply::page(StatusCode::OK, page?))
    }

    /// What an overview shows; `None` if reading the article for it panicked.
    async fn shown(
        &self,
        request: &Request<'_>,
        article: &Arc<Article>,
        overview: Overview,
    ) -> Option<Arc<Shown>> {
        let key = (article.id.clone(), edition(request, article), overview);
        if let Some(known) = self.shown.get(&key) {
            return Some(known);
        }
        let (shown, of) = (self.shown.clone(), Arc::clone(article));
        let read = move |bot: &Bot| shown.get_with(key, || Arc::new(Shown::of(bot, &of, overview)));
        self.worker.run(&request.bot, read).await
    }
}
