//! Clears an index up: deletes every edition of an article that a newer one replaced.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use anyhow::{Context as _, Result};
use serde_json::json;

use super::core::Archive;
use super::dialect::Dialect;
use super::document::key;
use super::exchange::Method;
use super::query::{self, field};
use super::server::LONG_PATIENCE;
use super::trouble::Trouble;

/// The number of texts that are listed at a time.
const LISTED: usize = 1_000;

/// How long a deletion may take.
const PATIENCE: Duration = Duration::from_secs(300);

/// What was cleared up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compacted {
    /// The number of articles in the index.
    pub articles: usize,
    /// The number of editions that were deleted.
    pub deleted: usize,
}

impl Archive {
    /// Deletes the editions that newer ones replaced. Quickwit deletes in the background.
    ///
    /// # Errors
    /// Fails if the engine does not answer or refuses to delete.
    pub fn compact(&self) -> Result<Compacted> {
        let mut newest: HashMap<String, String> = HashMap::new();
        let mut replaced: BTreeSet<(String, String)> = BTreeSet::new();
        let mut after = None;
        loop {
            let fields = [field::SOURCE, field::EDITION, field::AT];
            let listed = self.searched(&query::texts_after(after, LISTED), &fields, LONG_PATIENCE);
            let listed = listed.context("the engine does not tell what it has")?;
            for hit in &listed.hits {
                let (id, edition) = (hit.text(field::SOURCE), hit.text(field::EDITION));
                let Some((id, edition)) = id.zip(edition) else {
                    continue;
                };
                // They come in the order in which they were written.
                let before = newest.insert(id.to_owned(), edition.to_owned());
                replaced.extend(before.map(|before| (id.to_owned(), before)));
            }
            let last = listed.hits.iter().filter_map(super::reply::Hit::at).max();
            if listed.hits.len() < LISTED || last <= after {
                break;
            }
            after = last;
        }
        replaced.retain(|(id, edition)| newest.get(id) != Some(edition));
        for (id, edition) in &replaced {
            self.delete(id, edition)
                .with_context(|| format!("an earlier edition of {id} cannot be deleted"))?;
        }
        Ok(Compacted {
            articles: newest.len(),
            deleted: replaced.len(),
        })
    }

    fn delete(&self, id: &str, edition: &str) -> Result<(), Trouble> {
        let address = &self.server.address;
        let dialect = self.server.dialect()?;
        let key = key(id, edition);
        let (url, body) = match dialect {
            Dialect::Elastic => (
                dialect.url(address, "_delete_by_query?refresh=true&conflicts=proceed"),
                query::of_edition(id, edition, &key),
            ),
            Dialect::Quickwit => (
                format!("{}/api/v1/{}/delete-tasks", address.base, address.index),
                json!({"query": in_quickwit(id, edition, &key)}),
            ),
        };
        let body = body.to_string();
        let server = &self.server;
        server.order(Method::Post, &url, body.as_bytes(), PATIENCE)?;
        Ok(())
    }
}

/// The same in Quickwit's own language of queries.
fn in_quickwit(id: &str, edition: &str, key: &str) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let (article, edition_field, key_field) = (field::ARTICLE, field::EDITION, field::KEY);
    format!(
        "({article}:{} AND {edition_field}:{}) OR {key_field}:{}",
        quoted(id),
        quoted(edition),
        quoted(key)
    )
}
