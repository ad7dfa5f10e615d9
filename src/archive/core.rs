//! [`Archive`]: the server of an engine, and the articles that were fetched from it.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache;

use super::address::EngineAddress;
use super::counts::Counts;
use super::exchange::Exchange;
use super::query;
use super::reply;
use super::server::{Server, Standing};
use super::trouble::Trouble;
use crate::article::Article;
use crate::parallel::lock;

/// The most bytes of text of cached articles. An article takes some three times as many.
const CACHED: u64 = 8 << 20;

/// How long an unused article stays cached.
const UNUSED: Duration = Duration::from_secs(60 * 60);

/// An archive on an engine elsewhere.
pub struct Archive {
    pub(super) server: Server,
    /// The articles that were fetched and checked, by id and edition.
    pub(super) articles: Cache<String, Arc<Article>>,
}

impl fmt::Debug for Archive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Archive")
            .field(&self.server.address)
            .finish()
    }
}

impl Archive {
    /// The archive at an address, asked through `exchange`. Nothing is asked yet.
    #[must_use]
    pub fn new(address: EngineAddress, exchange: Box<dyn Exchange>) -> Self {
        Self {
            server: Server::new(address, exchange),
            articles: cache(),
        }
    }

    /// Where the engine is, for the operator: its host.
    #[must_use]
    pub fn place(&self) -> &str {
        self.server.address.host()
    }

    /// What became of the questions so far.
    #[must_use]
    pub fn counts(&self) -> &Counts {
        &self.server.counts
    }

    /// How the engine stood when it was last asked.
    #[must_use]
    pub fn standing(&self) -> Standing {
        lock(&self.server.state).standing.clone()
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

/// An empty cache of articles.
fn cache() -> Cache<String, Arc<Article>> {
    let size = |_: &String, article: &Arc<Article>| {
        let bytes = article.paragraphs().iter().map(|one| one.text().len());
        u32::try_from(bytes.sum::<usize>()).unwrap_or(u32::MAX)
    };
    Cache::builder()
        .max_capacity(CACHED)
        .weigher(size)
        .time_to_idle(UNUSED)
        .build()
}
