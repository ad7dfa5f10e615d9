//! An archive on an engine elsewhere: Quickwit, Elasticsearch, OpenSearch, or another server that speaks their language.
//!
//! `voetnoot index --engine` sends every passage as ready terms ([`search::elsewhere`](crate::search::elsewhere)), and every
//! article as the text of its file with a hash of its bytes ([`document`]). A question is a list of terms ([`query`]); the engine
//! names the passages that have most of them ([`reply`]); [`finding`] fetches their articles, checks the hash, and reads them as if
//! they were files here. What is quoted is therefore always a slice of a checked text: an article whose text does not fit its hash
//! is left out. [`writing`] and [`compaction`] fill the index and clear it up.
//!
//! The engine is asked through [`Exchange`]; [`http`] is the real one. Two [`dialect`]s differ in addresses and in how an index is
//! made.

mod address;
mod compaction;
mod counts;
mod dialect;
mod document;
mod exchange;
mod finding;
#[cfg(feature = "engine")]
pub mod http;
mod query;
mod reply;
mod server;
mod trouble;
mod writing;

use std::sync::Arc;

use moka::sync::Cache;

use crate::article::Article;

pub use address::EngineAddress;
pub use compaction::Compacted;
pub use counts::Counts;
pub use exchange::{Exchange, Method, Request};
pub use finding::{Found, Limits};
pub use server::Standing;
pub use trouble::Trouble;
pub use writing::{Left, Written};

use server::Server;

/// An archive on an engine elsewhere.
pub struct Archive {
    server: Server,
    /// The articles that were fetched and checked, by id and edition.
    articles: Cache<String, Arc<Article>>,
}

impl std::fmt::Debug for Archive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Archive")
            .field(self.server.address())
            .finish()
    }
}

impl Archive {
    /// The archive at an address, asked through `exchange`. Nothing is asked yet.
    #[must_use]
    pub fn new(address: EngineAddress, exchange: Box<dyn Exchange>) -> Self {
        Self {
            server: Server::new(address, exchange),
            articles: finding::cache(),
        }
    }

    /// Where the engine is, for the operator: its host.
    #[must_use]
    pub fn place(&self) -> &str {
        self.server.address().host()
    }

    /// What became of the questions so far.
    #[must_use]
    pub fn counts(&self) -> &Counts {
        self.server.counts()
    }

    /// How the engine stood when it was last asked.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.server.standing()
    }

    /// Asks the engine for the number of its documents. Elasticsearch counts to 10,000.
    ///
    /// # Errors
    /// Fails if the engine cannot be reached, or has no such index.
    pub fn probe(&self) -> Result<u64, Trouble> {
        let body = query::nothing_of_everything();
        let reply = self.server.ask_at_once("_search", &body)?;
        reply::count(&reply)
    }
}
