//! [`Site`]: makes the reply to a request.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::http::header::HOST;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};
use moka::sync::Cache;

use super::asking::{Asked, Offers, Question};
use super::crowd::Crowd;
use super::mark::Mark;
use super::overview::{Overview, Shown};
use super::reply::{Keep, Reply};
use super::route::{Place, Query, Route};
use super::view::View;
use super::{Settings, article, asking, contents, frame, metadata, overview, reader};
use crate::answer::Answer;
use crate::article::Article;
use crate::bot::{Bot, Served};
use crate::chat::rate_limit::RateLimit;
use crate::chat::worker::Worker;
use crate::citation::{self, QUOTED};
use crate::excerpt::{Excerpt, Passage};
use crate::language::Language;
use crate::wording::Message;

/// The longest address that is read, in bytes.
const LONGEST: usize = 8 * 1024;

/// The longest headers that are read, in bytes.
const LONGEST_HEADERS: usize = 16 * 1024;

/// How often health is told that the site is alive.
const BEAT: Duration = Duration::from_secs(20);

/// The most articles of which it is remembered what may be asked about them.
const ARTICLES: u64 = 1_000;

/// The most items of overviews that are remembered.
const ITEMS: u64 = 20_000;

/// How many requests of one reader are answered at once, if a proxy tells whose they are.
const OF_EACH: usize = 64;

/// The pages, and what answers on them.
pub(super) struct Site {
    bot: Served,
    pub(super) settings: Settings,
    worker: Worker,
    rate_limit: RateLimit,
    /// What may be asked about articles, by id, revision and language: finding it takes longer than the rest of a page.
    offers: Cache<(String, String, Language), Arc<Offers>>,
    /// What overviews show, by the article's id and revision.
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
        if head.method != Method::GET && head.method != Method::HEAD {
            return refused(StatusCode::METHOD_NOT_ALLOWED);
        }
        if head
            .uri
            .path_and_query()
            .map_or(0, |uri| uri.as_str().len())
            > LONGEST
        {
            return refused(StatusCode::URI_TOO_LONG);
        }
        let of_headers = head.headers.iter();
        let bytes = of_headers.map(|(name, value)| name.as_str().len() + value.len());
        if bytes.sum::<usize>() > LONGEST_HEADERS {
            return refused(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
        }
        if !self.is_our_host(head) {
            return refused(StatusCode::MISDIRECTED_REQUEST);
        }
        let header = self.settings.client_header.as_ref();
        let told = header.and_then(|_| reader::counted(peer, &head.headers, header));
        let Some(_inside) = self.crowd.enter(told) else {
            return refused(StatusCode::TOO_MANY_REQUESTS);
        };
        let bot = self.bot.now();
        // Only under its own address a file never changes.
        let keep = |file| {
            let is_own = head.uri.query() == Some(frame::key(file).as_str());
            if is_own { Keep::Forever } else { Keep::Checked }
        };
        match Route::of(head.uri.path()) {
            Route::Style => {
                Reply::file("text/css; charset=utf-8", frame::STYLE, keep(frame::STYLE))
            }
            Route::Icon => Reply::file("image/svg+xml", frame::ICON, keep(frame::ICON)),
            Route::Robots => Reply::file("text/plain; charset=utf-8", frame::ROBOTS, Keep::Checked),
            Route::Contents => self.contents(&bot, head, peer).await,
            Route::Article(id) => match self.holder(&bot, &id).await {
                Some((bot, article)) => self.article(&bot, &article, head, peer, false).await,
                None => self.missing(&head.headers),
            },
            Route::Embed(id) => match (self.holder(&bot, &id).await, &self.settings.frames) {
                (Some((bot, article)), Some(frames)) => Reply {
                    framed_by: Some(frames.to_string()),
                    ..self.article(&bot, &article, head, peer, true).await
                },
                _ => self.missing(&head.headers),
            },
            Route::Overview(id, overview) => match self.holder(&bot, &id).await {
                Some((bot, article)) => self.overview(&bot, &article, overview, head).await,
                None => self.missing(&head.headers),
            },
            Route::Place(place) => match self.holder(&bot, &place.id).await {
                Some((bot, article)) => self
                    .place(&bot, &article, &place, &head.headers)
                    .unwrap_or_else(|| self.missing(&head.headers)),
                None => self.missing(&head.headers),
            },
            Route::Unknown => self.missing(&head.headers),
        }
    }

    /// An article with the bot that has it: this one, or a small one about an article of the archive. `None` if nobody has it.
    async fn holder(&self, bot: &Arc<Bot>, id: &str) -> Option<(Arc<Bot>, Arc<Article>)> {
        if let Some(article) = bot.library().get(id) {
            return Some((Arc::clone(bot), Arc::clone(article)));
        }
        bot.archive()?;
        let wanted = id.to_owned();
        let aside = self.worker.run(bot, move |bot| bot.aside(&wanted));
        let aside = aside.await??;
        let article = Arc::clone(aside.library().get(id)?);
        Some((aside, article))
    }

    /// Whether a request is for the host of the public address; for any host, if no public address is known.
    fn is_our_host(&self, head: &Parts) -> bool {
        let Some(url) = &self.settings.public_url else {
            return true;
        };
        let of_header = head.headers.get(HOST).and_then(|host| host.to_str().ok());
        let asked = head.uri.authority().map(|host| host.as_str()).or(of_header);
        let usual = |asked: &str| {
            let port = if url.as_str().starts_with("https:") {
                ":443"
            } else {
                ":80"
            };
            asked
                .strip_suffix(port)
                .is_some_and(|asked| asked.eq_ignore_ascii_case(url.host()))
        };
        asked.is_some_and(|asked| asked.eq_ignore_ascii_case(url.host()) || usual(asked))
    }

    async fn contents(&self, bot: &Arc<Bot>, head: &Parts, peer: SocketAddr) -> Reply {
        let language = reader::language(None, &head.headers, self.settings.language);
        let query = Query::of(head.uri.query());
        let Some(text) = &query.question else {
            return match contents::page(bot.library(), query.page, language) {
                Some(page) => Reply::page(StatusCode::OK, page),
                None => self.missing(&head.headers),
            };
        };
        let question = Question {
            article: None,
            text,
            page: query.page,
            language,
            is_framed: false,
        };
        match self.asked(bot, &question, head, peer).await {
            Ok(asked) => answered(contents::answered(bot.library(), &asked, language)),
            Err(busy) => too_often(
                contents::busy(bot.library(), text, &busy.said, language),
                busy.wait,
            ),
        }
    }

    async fn article(
        &self,
        bot: &Arc<Bot>,
        article: &Arc<Article>,
        head: &Parts,
        peer: SocketAddr,
        is_framed: bool,
    ) -> Reply {
        let language = reader::language(Some(article), &head.headers, self.settings.language);
        let page = |view: &View<'_>| match is_framed {
            true => article::frame(view),
            false => article::page(view),
        };
        let query = Query::of(head.uri.query());
        let view = self.view(bot, article, language);
        let Some(text) = &query.question else {
            return Reply::page(StatusCode::OK, page(&view));
        };
        let question = Question {
            article: Some(article),
            text,
            page: query.page,
            language,
            is_framed,
        };
        match self.asked(bot, &question, head, peer).await {
            Ok(asked) => answered(page(&View {
                marks: asking::marks(&asked.answer, article),
                asked: Some(&asked),
                ..view
            })),
            Err(busy) => {
                let notice = Some(frame::notice(&busy.said));
                too_often(page(&View { notice, ..view }), busy.wait)
            }
        }
    }

    async fn overview(
        &self,
        bot: &Arc<Bot>,
        article: &Arc<Article>,
        overview: Overview,
        head: &Parts,
    ) -> Reply {
        let language = reader::language(Some(article), &head.headers, self.settings.language);
        let key = (article.id.clone(), article.revision.clone(), overview);
        let shown = match self.shown.get(&key) {
            Some(known) => known,
            None => {
                let (shown, of) = (self.shown.clone(), Arc::clone(article));
                let read = self.worker.run(bot, move |bot| {
                    shown.get_with(key, || Arc::new(Shown::of(bot, &of, overview)))
                });
                match read.await {
                    Some(read) => read,
                    None => return refused(StatusCode::INTERNAL_SERVER_ERROR),
                }
            }
        };
        let page = overview::page(
            article,
            (overview, &shown),
            &self.offers(bot, article, language).overviews,
            Query::of(head.uri.query()).page,
            self.settings.public_url.as_ref(),
            language,
        );
        match page {
            Some(page) => Reply::page(StatusCode::OK, page),
            None => self.missing(&head.headers),
        }
    }

    fn offers(&self, bot: &Bot, article: &Arc<Article>, language: Language) -> Arc<Offers> {
        let key = (article.id.clone(), article.revision.clone(), language);
        self.offers
            .get_with(key, || Arc::new(Offers::of(bot, article, language)))
    }

    fn view<'a>(&'a self, bot: &Bot, article: &'a Arc<Article>, language: Language) -> View<'a> {
        let offers = self.offers(bot, article, language);
        View::of(article, self.settings.public_url.as_ref(), language, offers)
    }

    /// The page of quoted words. If the article has changed since, or has no such words, it says so and marks nothing. `None`
    /// if it has no such words.
    fn place(
        &self,
        bot: &Arc<Bot>,
        article: &Arc<Article>,
        place: &Place,
        headers: &HeaderMap,
    ) -> Option<Reply> {
        let language = reader::language(Some(article), headers, self.settings.language);
        let view = self.view(bot, article, language);
        let quoted = || {
            let index = article.labelled(&place.label)?;
            let passage = Passage::new(article, index)?;
            let range = place.range.clone().unwrap_or(0..passage.text().len());
            Excerpt::new(&passage, range)
        };
        if place.revision != article.revision {
            let said = Message::new("page-changed").words(language);
            return Some(Reply::page(
                StatusCode::OK,
                article::page(&View {
                    notice: Some(frame::notice(&said)),
                    ..view
                }),
            ));
        }
        let excerpt = quoted()?;
        let view = View {
            marks: vec![Mark::shown(&excerpt, QUOTED.to_owned())],
            notice: Some(frame::marked(&citation::name(excerpt.passage()), language)),
            data: Some(metadata::quotation(&excerpt)),
            quoted: Some(&excerpt),
            ..view
        };
        Some(Reply::page(StatusCode::OK, article::page(&view)))
    }

    /// Answers a question; fails if it is not this reader's turn.
    async fn asked(
        &self,
        bot: &Arc<Bot>,
        question: &Question<'_>,
        head: &Parts,
        peer: SocketAddr,
    ) -> Result<Asked, Busy> {
        let header = self.settings.client_header.as_ref();
        let reader = reader::counted(peer, &head.headers, header);
        if let Some(wait) = reader.and_then(|reader| self.rate_limit.wait(reader)) {
            let said = Message::new("slow-down").words(question.language);
            return Err(Busy { said, wait });
        }
        let began = Instant::now();
        let asked = asking::ask(&self.worker, bot, question).await;
        let Answer {
            command, verdict, ..
        } = asked.answer;
        self.settings
            .pulse
            .answered(command, verdict, began.elapsed());
        Ok(asked)
    }

    fn missing(&self, headers: &HeaderMap) -> Reply {
        let language = reader::language(None, headers, self.settings.language);
        Reply::page(StatusCode::NOT_FOUND, frame::missing(language))
    }
}

/// Why a question is not answered now, and how long its reader has to wait.
struct Busy {
    said: String,
    wait: Duration,
}

/// A page that says why a request is refused.
fn refused(status: StatusCode) -> Reply {
    Reply {
        keep: Keep::Never,
        ..Reply::page(status, frame::refused(status.as_u16()))
    }
}

fn answered(page: String) -> Reply {
    Reply {
        keep: Keep::Never,
        ..Reply::page(StatusCode::OK, page)
    }
}

fn too_often(page: String, wait: Duration) -> Reply {
    Reply {
        keep: Keep::Never,
        wait: Some(wait),
        ..Reply::page(StatusCode::TOO_MANY_REQUESTS, page)
    }
}
