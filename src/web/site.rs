//! [`Site`]: makes the reply to a request.
//!
//! `refusal` says what is refused at once. `Site::page` lists the kinds of pages; each has a file in this folder, which knows
//! what its page needs and has a file of `web` write it.

mod overviews;
mod places;
mod questions;
mod refusal;

use std::hash::Hash;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use axum::http::request::Parts;
use moka::sync::Cache;

use super::asking::Offers;
use super::crowd::Crowd;
use super::overview::{Overview, Shown};
use super::reply::{Keep, Reply};
use super::route::{Query, Route};
use super::view::View;
use super::{Settings, frame, reader};
use crate::article::Article;
use crate::bot::{Bot, Served};
use crate::chat::rate_limit::RateLimit;
use crate::chat::worker::Worker;
use crate::language::Language;
use refusal::refused;

/// How often health is told that the site is alive.
const BEAT: Duration = Duration::from_secs(20);

/// The most articles of which it is remembered what may be asked about them.
const ARTICLES: u64 = 1_000;

/// The most items of overviews that are remembered.
const ITEMS: u64 = 20_000;

/// How many requests of one reader are answered at once, if a proxy tells whose they are.
const OF_EACH: usize = 64;

/// A request that is not refused, and the bot that answers it.
struct Request<'a> {
    bot: Arc<Bot>,
    head: &'a Parts,
    /// Who opened the connection.
    peer: SocketAddr,
}

impl Request<'_> {
    fn query(&self) -> Query {
        Query::of(self.head.uri.query())
    }
}

/// The pages, and what answers on them.
pub(super) struct Site {
    bot: Served,
    settings: Settings,
    worker: Worker,
    rate_limit: RateLimit,
    /// What may be asked about articles, by id, edition and language: finding it takes longer than the rest of a page.
    offers: Cache<(String, String, Language), Arc<Offers>>,
    /// What overviews show, by the article's id and edition.
    shown: Cache<(String, String, Overview), Arc<Shown>>,
    /// The requests that are being answered, by the reader whom a proxy tells.
    crowd: Arc<Crowd>,
}

impl Site {
    pub(super) fn new(bot: Served, settings: Settings) -> Self {
        Self {
            bot,
            worker: Worker::new(),
            rate_limit: RateLimit::new(settings.limits.0, Arc::clone(&settings.pulse)),
            settings,
            offers: Cache::new(ARTICLES),
            shown: Cache::builder()
                .weigher(|_, shown: &Arc<Shown>| u32::try_from(shown.len() + 1).unwrap_or(u32::MAX))
                .max_capacity(ITEMS)
                .build(),
            crowd: Crowd::new(OF_EACH),
        }
    }

    /// Shows that the site is alive, and forgets readers who have been quiet, for ever.
    pub(super) async fn keep_alive(&self) {
        let beating = async {
            loop {
                self.settings.pulse.beat();
                tokio::time::sleep(BEAT).await;
            }
        };
        tokio::select! {
            () = beating => {}
            () = self.rate_limit.keep_tidy() => {}
        }
    }

    /// The reply to a request from `peer`.
    pub(super) async fn reply(&self, head: &Parts, peer: SocketAddr) -> Reply {
        if let Some(status) = self.refusal(head) {
            return refused(status);
        }
        let header = self.settings.client_header.as_ref();
        let told = header.and_then(|_| reader::counted(peer, &head.headers, header));
        let Some(_inside) = self.crowd.enter(told) else {
            return refused(StatusCode::TOO_MANY_REQUESTS);
        };
        let bot = self.bot.now();
        let request = Request { bot, head, peer };
        let page = self.page(&request, Route::of(head.uri.path())).await;
        page.unwrap_or_else(|| {
            let language = self.language(&request, None);
            Reply::page(StatusCode::NOT_FOUND, frame::missing(language))
        })
    }

    /// What a route leads to; `None` if there is no such page.
    async fn page(&self, request: &Request<'_>, route: Route) -> Option<Reply> {
        // Only under its own address a file never changes.
        let keep = |file| {
            let is_own = request.head.uri.query() == Some(frame::key(file).as_str());
            if is_own { Keep::Forever } else { Keep::Checked }
        };
        let file = |kind, file, keep| Some(Reply::file(kind, file, keep));
        match route {
            Route::Style => file("text/css; charset=utf-8", frame::STYLE, keep(frame::STYLE)),
            Route::Icon => file("image/svg+xml", frame::ICON, keep(frame::ICON)),
            Route::Robots => file("text/plain; charset=utf-8", frame::ROBOTS, Keep::Checked),
            Route::Contents => self.contents(request).await,
            Route::Article(id) => {
                let (request, article) = self.holder(request, &id).await?;
                Some(self.article(&request, &article, false).await)
            }
            Route::Embed(id) => {
                let frames = self.settings.frames.as_ref()?;
                let (request, article) = self.holder(request, &id).await?;
                Some(Reply {
                    framed_by: Some(frames.to_string()),
                    ..self.article(&request, &article, true).await
                })
            }
            Route::Overview(id, overview) => {
                let (request, article) = self.holder(request, &id).await?;
                self.overview(&request, &article, overview).await
            }
            Route::Revision(id, revision) => {
                let (request, article) = self.holder(request, &id).await?;
                Some(self.revision(&request, &article, revision).await)
            }
            Route::Place(place) => {
                let (request, article) = self.holder(request, &place.id).await?;
                self.place(&request, &article, &place).await
            }
            Route::Unknown => None,
        }
    }

    /// An article, and a request to the bot that has it: this one, or a small one about an article of the archive. `None` if
    /// nobody has it.
    async fn holder<'a>(
        &self,
        request: &Request<'a>,
        id: &str,
    ) -> Option<(Request<'a>, Arc<Article>)> {
        let mut bot = Arc::clone(&request.bot);
        if bot.library().get(id).is_none() {
            bot.archive()?;
            let wanted = id.to_owned();
            let aside = self.worker.run(&bot, move |bot| bot.aside(&wanted));
            bot = aside.await??;
        }
        let article = Arc::clone(bot.library().get(id)?);
        Some((Request { bot, ..*request }, article))
    }

    /// The language of a page about an article, or about all of them.
    fn language(&self, request: &Request<'_>, article: Option<&Article>) -> Language {
        reader::language(article, &request.head.headers, self.settings.language)
    }

    /// What may be asked about an article; nothing if finding it panicked.
    async fn offers(
        &self,
        request: &Request<'_>,
        article: &Arc<Article>,
        language: Language,
    ) -> Arc<Offers> {
        let key = (article.id.clone(), edition(request, article), language);
        let of = Arc::clone(article);
        let read = move |bot: &Bot| Offers::of(bot, &of, language);
        let offers = self.remembered(request, &self.offers, key, read).await;
        offers.unwrap_or_default()
    }

    /// What is remembered under a key, else what `read` returns, which may take a while. `None` if that panicked.
    async fn remembered<K, V>(
        &self,
        request: &Request<'_>,
        known: &Cache<K, Arc<V>>,
        key: K,
        read: impl FnOnce(&Bot) -> V + Send + 'static,
    ) -> Option<Arc<V>>
    where
        K: Hash + Eq + Send + Sync + 'static,
        V: Send + Sync + 'static,
    {
        if let Some(known) = known.get(&key) {
            return Some(known);
        }
        let known = known.clone();
        let read = move |bot: &Bot| known.get_with(key, || Arc::new(read(bot)));
        self.worker.run(&request.bot, read).await
    }

    /// An article as it is, in its reader's language.
    async fn view<'a>(&'a self, request: &Request<'_>, article: &'a Arc<Article>) -> View<'a> {
        let language = self.language(request, Some(article));
        let offers = self.offers(request, article, language).await;
        View::of(article, self.settings.public_url.as_ref(), language, offers)
    }
}

/// The revision of an article, and when it came: of one that is as it was before, more may be known.
fn edition(request: &Request<'_>, article: &Arc<Article>) -> String {
    let changed = request.bot.history(article).changed();
    format!("{} {changed:?}", article.revision)
}
