//! The reading page: the articles on the web, to read and to ask about, and the place of every citation.
//!
//! - `/`: the articles. `/{id}`: one of them. `/{id}/{revision}/{label}/{from}-{to}`: the same with the quoted words marked.
//!   `?q=` asks something, of the article or of all of them. `/{id}/embed`: the questions alone, for a frame on another site.
//!   `/{id}/tijdlijn`, `/{id}/landen`, `/{id}/mensen`, `/{id}/wijzigingen`: overviews of an article.
//! - `doorkeeper` bounds connections, of each reader by a `crowd`; `route` reads an address; `site` makes the reply, with a
//!   file for each kind of page; `reply` gives it its headers. `frame`, `contents`, `article`, `text`, `asking` and `metadata`
//!   write the HTML, of a `view` with `mark`s; `overview` writes what `timeline`, `countries`, `people` and `changes` draw,
//!   each an `item` at a time.
//!
//! Invariants: a request never names a file: pages come from the articles in memory and from the revisions that are kept,
//! whose files have names of our making, and the style sheet is compiled in. No page loads anything from elsewhere, holds a
//! script or sets a cookie. Nothing changes by a request. Questions and the addresses of readers are not logged, and nothing of
//! them is kept.

mod article;
mod asking;
mod changes;
mod contents;
mod countries;
mod crowd;
mod doorkeeper;
mod frame;
mod item;
mod mark;
mod metadata;
mod overview;
mod people;
mod reader;
mod reply;
mod route;
mod site;
mod text;
mod timeline;
mod view;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::HeaderMap;
use axum::response::Response;
use tokio::net::TcpListener;

use crate::bot::Served;
use crate::config::{ClientHeader, FairUse, Frames, PublicUrl};
use crate::language::Language;
use crate::ops::Pulse;
use crate::ops::http::with_grace;
use doorkeeper::{Counted, Doorkeeper, Patience, Peer, Room};
use site::Site;

/// How many connections may be open. A browser opens six, and behind one address may be a whole school.
const ROOM: Room = Room {
    most: 512,
    of_each: 64,
};

/// How long a connection may take. A question may wait for its turn.
const PATIENCE: Patience = Patience {
    idle: Duration::from_secs(15),
    request: Duration::from_secs(75),
};

/// The settings of the reading page.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address under which readers reach it; other hosts are refused. `None` if it is not known.
    pub public_url: Option<PublicUrl>,
    /// The sites that may show it in a frame; `None` for none.
    pub frames: Option<Frames>,
    /// The header in which a trusted proxy tells the address of a reader; `None` if there is no such proxy.
    pub client_header: Option<ClientHeader>,
    /// The language of pages that are about no article in one of our languages, for readers whose browser asks for none.
    pub language: Language,
    /// How often a reader may ask.
    pub limits: FairUse,
    /// What health and metrics learn of it.
    pub pulse: Arc<Pulse>,
}

/// Listens on an address.
///
/// # Errors
/// Fails if the address is in use or not this machine's.
pub async fn listen(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("the articles cannot be shown on {address} (VOETNOOT_WEB)"))
}

/// Answers requests until `stop` completes.
///
/// # Errors
/// Fails if it can no longer accept connections.
pub async fn serve(
    listener: TcpListener,
    bot: Served,
    settings: Settings,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<()> {
    let address = listener.local_addr().context("the reading page")?;
    match &settings.public_url {
        Some(url) => tracing::info!(%url, "the articles can be read"),
        None => tracing::info!(
            url = format!("http://{address}"),
            "the articles can be read; with VOETNOOT_PUBLIC_URL answers link to them"
        ),
    }
    // A proxy that tells who asks opens the connections of all readers: there their requests are counted instead.
    let counted: Counted = match settings.client_header {
        Some(_) => |_| None,
        None => |peer| reader::counted(peer, &HeaderMap::new(), None),
    };
    let site = Arc::new(Site::new(bot, settings));
    let router = Router::new()
        .fallback(respond)
        .with_state(Arc::clone(&site))
        .into_make_service_with_connect_info::<Peer>();
    let (stop, too_long) = with_grace(stop);
    let door = Doorkeeper::new(listener, ROOM, counted, PATIENCE);
    let serving = axum::serve(door, router).with_graceful_shutdown(stop);
    tokio::select! {
        ended = serving => ended.context("the reading page"),
        () = too_long => Ok(()),
        () = site.keep_alive() => Ok(()),
    }
}

async fn respond(
    State(site): State<Arc<Site>>,
    ConnectInfo(Peer(peer)): ConnectInfo<Peer>,
    request: Request,
) -> Response {
    let (head, _) = request.into_parts();
    site.reply(&head, peer).await.into_response(&head.headers)
}
