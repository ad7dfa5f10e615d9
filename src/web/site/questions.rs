//! The pages on which somebody may ask: that of all articles, and that of one.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::http::StatusCode;

use super::super::asking::{Asked, Question};
use super::super::reply::Reply;
use super::super::view::View;
use super::super::{article, asking, contents, frame, reader};
use super::{Request, Site};
use crate::answer::Answer;
use crate::article::Article;
use crate::wording::Message;

/// Why a question is not answered now, and how long its reader has to wait.
struct Busy {
    said: String,
    wait: Duration,
}

impl Site {
    /// The articles, or an answer from all of them.
    pub(super) async fn contents(&self, request: &Request<'_>) -> Option<Reply> {
        let (library, query) = (request.bot.library(), request.query());
        let language = self.language(request, None);
        let Some(text) = &query.question else {
            let page = contents::page(library, query.page, language)?;
            return Some(Reply::page(StatusCode::OK, page));
        };
        let question = Question {
            article: None,
            text,
            page: query.page,
            language,
            is_framed: false,
        };
        Some(match self.asked(request, &question).await {
            Ok(asked) => answered(contents::answered(library, &asked, language)),
            Err(busy) => too_often(
                contents::busy(library, text, &busy.said, language),
                busy.wait,
            ),
        })
    }

    /// An article, with the answer if something is asked.
    pub(super) async fn article(
        &self,
        request: &Request<'_>,
        article: &Arc<Article>,
        is_framed: bool,
    ) -> Reply {
        let page = |view: &View<'_>| match is_framed {
            true => article::frame(view),
            false => article::page(view),
        };
        let query = request.query();
        let view = self.view(request, article);
        let Some(text) = &query.question else {
            return Reply::page(StatusCode::OK, page(&view));
        };
        let question = Question {
            article: Some(article),
            text,
            page: query.page,
            language: view.language,
            is_framed,
        };
        match self.asked(request, &question).await {
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

    /// Answers a question; fails if it is not this reader's turn.
    async fn asked(&self, request: &Request<'_>, question: &Question<'_>) -> Result<Asked, Busy> {
        let header = self.settings.client_header.as_ref();
        let reader = reader::counted(request.peer, &request.head.headers, header);
        if let Some(wait) = reader.and_then(|reader| self.rate_limit.wait(reader)) {
            let said = Message::new("slow-down").words(question.language);
            return Err(Busy { said, wait });
        }
        let began = Instant::now();
        let asked = asking::ask(&self.worker, &request.bot, question).await;
        let Answer {
            command, verdict, ..
        } = asked.answer;
        self.settings
            .pulse
            .answered(command, verdict, began.elapsed());
        Ok(asked)
    }
}

fn answered(page: String) -> Reply {
    Reply::unkept(StatusCode::OK, page)
}

fn too_often(page: String, wait: Duration) -> Reply {
    Reply {
        wait: Some(wait),
        ..Reply::unkept(StatusCode::TOO_MANY_REQUESTS, page)
    }
}
