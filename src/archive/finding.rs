//! Finds articles: asks for passages by their terms, which editions are the newest, and the texts of the best articles.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use super::core::Archive;
use super::document::{self, key};
use super::query::{self, field};
use super::reply::{self, Hits};
use super::server::PATIENCE;
use super::trouble::Trouble;
use crate::article::Article;
use crate::search::elsewhere::Lookup;

/// The number of passages that the engine is asked for.
const PASSAGES: usize = 100;

/// The most articles of those passages that are looked at.
const ARTICLES: usize = 30;

/// The most documents with a text of each article: its editions, and doubles that an interrupted run left.
const EDITIONS: usize = 20;

/// How much a search fetches.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most articles.
    pub articles: usize,
    /// The most passages together. The best article is fetched however many it has.
    pub passages: usize,
}

/// The articles that an engine found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The articles, the most promising first.
    pub articles: Vec<Arc<Article>>,
    /// Whether a part of the engine did not answer, so that others may be missing.
    pub is_partial: bool,
}

impl Archive {
    /// Finds the articles whose passages have most of the terms.
    ///
    /// # Errors
    /// Fails if the engine does not answer.
    pub fn find(&self, lookups: &[Lookup], limits: Limits) -> Result<Found, Trouble> {
        self.counted(|| self.found(lookups, limits))
    }

    /// The newest edition of an article; `None` if the archive does not have it, or its text does not fit its hash.
    ///
    /// # Errors
    /// Fails if the engine does not answer.
    pub fn article(&self, id: &str) -> Result<Option<Arc<Article>>, Trouble> {
        let found = self.counted(|| {
            let mut is_partial = false;
            let newest = self.newest(&[id], &mut is_partial, PATIENCE)?;
            let keys = newest.get(id).map(|edition| key(id, edition));
            let keys: Vec<String> = keys.into_iter().collect();
            let articles = self.fetched(&keys, &mut is_partial)?;
            Ok(Found {
                articles,
                is_partial,
            })
        })?;
        Ok(found.articles.into_iter().next())
    }

    fn counted(&self, find: impl FnOnce() -> Result<Found, Trouble>) -> Result<Found, Trouble> {
        let found = find();
        self.counts().add(match &found {
            Ok(found) if found.is_partial => "partial",
            Ok(_) => "answered",
            Err(trouble) => trouble.label(),
        });
        found
    }

    fn found(&self, lookups: &[Lookup], limits: Limits) -> Result<Found, Trouble> {
        if lookups.is_empty() {
            return Ok(Found::default());
        }
        let fields = [field::ARTICLE, field::EDITION, field::LABEL];
        let hits = self.searched(&query::passages(lookups, PASSAGES), &fields, PATIENCE)?;
        let mut is_partial = hits.is_partial;
        let ranked = ranked(&hits);
        let ids: Vec<&str> = ranked.iter().map(|one| one.id).collect();
        let newest = self.newest(&ids, &mut is_partial, PATIENCE)?;
        // A passage of an earlier edition may have been found for words that are no longer there.
        let is_newest =
            |one: &&Ranked<'_>| newest.get(one.id).map(String::as_str) == Some(one.edition);
        let mut keys = Vec::new();
        for one in ranked.iter().filter(is_newest) {
            let key = key(one.id, one.edition);
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys.truncate(limits.articles);
        let mut articles = self.fetched(&keys, &mut is_partial)?;
        let mut passages = 0;
        let mut fits = |article: &Arc<Article>| {
            let is_first = passages == 0;
            passages += article.paragraphs().len();
            is_first || passages <= limits.passages
        };
        articles.retain(|article| fits(article));
        Ok(Found {
            articles,
            is_partial,
        })
    }

    /// The newest edition of each of these articles that the archive has whole. The text of an article is written last, so an
    /// edition without one is not whole.
    pub(super) fn newest(
        &self,
        ids: &[&str],
        is_partial: &mut bool,
        within: Duration,
    ) -> Result<HashMap<String, String>, Trouble> {
        let mut newest: HashMap<String, (i64, String)> = HashMap::new();
        if !ids.is_empty() {
            let query = query::any_of(field::SOURCE, ids, ids.len() * EDITIONS);
            let fields = [field::SOURCE, field::EDITION, field::AT];
            let hits = self.searched(&query, &fields, within)?;
            *is_partial |= hits.is_partial;
            for hit in &hits.hits {
                let (id, edition) = (hit.text(field::SOURCE), hit.text(field::EDITION));
                let Some(((id, edition), at)) = id.zip(edition).zip(hit.at()) else {
                    continue;
                };
                let written = (at, edition.to_owned());
                let known = newest
                    .entry(id.to_owned())
                    .or_insert_with(|| written.clone());
                if *known < written {
                    *known = written;
                }
            }
        }
        let newest = newest.into_iter();
        Ok(newest.map(|(id, (_, edition))| (id, edition)).collect())
    }

    /// The articles with these keys, in their order. One whose text does not fit its hash is left out.
    fn fetched(
        &self,
        keys: &[String],
        is_partial: &mut bool,
    ) -> Result<Vec<Arc<Article>>, Trouble> {
        let mut articles: HashMap<&str, Arc<Article>> = HashMap::new();
        for key in keys {
            if let Some(known) = self.articles.get(key) {
                articles.insert(key, known);
            }
        }
        let missing = keys.iter().map(String::as_str);
        let missing: Vec<&str> = missing.filter(|key| !articles.contains_key(key)).collect();
        if !missing.is_empty() {
            let query = query::any_of(field::KEY, &missing, missing.len() * EDITIONS);
            let fields = [field::KEY, field::NAME, field::TEXT, field::HASH];
            let hits = self.searched(&query, &fields, PATIENCE)?;
            *is_partial |= hits.is_partial;
            for hit in &hits.hits {
                let wanted = missing.iter().find(|key| hit.text(field::KEY) == Some(key));
                let Some(wanted) = wanted.filter(|key| !articles.contains_key(**key)) else {
                    continue;
                };
                match document::checked(hit, wanted) {
                    Some(article) => {
                        self.articles
                            .insert((*wanted).to_owned(), Arc::clone(&article));
                        articles.insert(wanted, article);
                    }
                    None => {
                        self.counts().add("unfit");
                        tracing::error!(article = %wanted.escape_debug(), "a text of the archive does not fit its hash; it is not quoted");
                    }
                }
            }
        }
        Ok(keys
            .iter()
            .filter_map(|key| articles.remove(key.as_str()))
            .collect())
    }

    /// Searches, and reads only these fields of what is found.
    pub(super) fn searched(
        &self,
        query: &serde_json::Value,
        fields: &[&str],
        within: Duration,
    ) -> Result<Hits, Trouble> {
        let operation = format!("_search?_source_includes={}", fields.join(","));
        reply::hits(&self.server.ask(&operation, query, within)?)
    }
}

/// An edition of an article, by its best passage.
struct Ranked<'a> {
    id: &'a str,
    edition: &'a str,
    score: f64,
}

/// The editions of articles of the passages that were found, best first.
fn ranked(hits: &Hits) -> Vec<Ranked<'_>> {
    let mut ranked: Vec<Ranked<'_>> = Vec::new();
    for hit in &hits.hits {
        let (id, edition) = (hit.text(field::ARTICLE), hit.text(field::EDITION));
        let Some(((id, edition), score)) = id.zip(edition).zip(hit.score()) else {
            continue;
        };
        let known = ranked
            .iter_mut()
            .find(|one| one.id == id && one.edition == edition);
        match known {
            Some(known) => known.score = known.score.max(score),
            None => ranked.push(Ranked { id, edition, score }),
        }
    }
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score));
    ranked.truncate(ARTICLES);
    ranked
}
