//! What an engine is asked, in the part of Elasticsearch's language that Quickwit understands too.
//!
//! Quickwit 0.9 refuses more than it documents, so a query has one `term` for each term: a `match` of several words that is sorted
//! by score fails, `match` takes no `boost`, and a score is only told if the hits are sorted by it.

use serde_json::{Value, json};

use crate::search::elsewhere::Lookup;

/// The fields of documents that are looked up or read.
pub(super) mod field {
    /// The id of the article that a passage is from.
    pub(in crate::archive) const ARTICLE: &str = "article";
    /// The edition of the article: its revision, and how it was read and analysed.
    pub(in crate::archive) const EDITION: &str = "edition";
    /// The label of the paragraph.
    pub(in crate::archive) const LABEL: &str = "label";
    /// The id of the article whose text a document has.
    pub(in crate::archive) const SOURCE: &str = "source";
    /// The id and the edition of the article whose text a document has.
    pub(in crate::archive) const KEY: &str = "key";
    /// When a text was written, in microseconds: the newest edition is the one that counts.
    pub(in crate::archive) const AT: &str = "at";
    /// The name of the file.
    pub(in crate::archive) const NAME: &str = "name";
    /// The text of the file, or the line of the archive.
    pub(in crate::archive) const TEXT: &str = "text";
    /// The SHA-256 of the text's bytes, in hexadecimal digits.
    pub(in crate::archive) const HASH: &str = "hash";
}

/// Asks for the passages that have most of the terms.
pub(super) fn passages(lookups: &[Lookup], size: usize) -> Value {
    let terms: Vec<Value> = lookups
        .iter()
        .map(|lookup| json!({"term": {lookup.field: {"value": lookup.term, "boost": lookup.weight}}}))
        .collect();
    by_score(&terms, size)
}

/// Asks for the documents whose field has one of the values.
pub(super) fn any_of(field: &str, values: &[&str], size: usize) -> Value {
    let terms: Vec<Value> = values
        .iter()
        .map(|value| json!({"term": {field: {"value": value}}}))
        .collect();
    by_score(&terms, size)
}

fn by_score(terms: &[Value], size: usize) -> Value {
    json!({"query": {"bool": {"should": terms}}, "sort": ["_score"], "size": size})
}

/// Asks for texts in the order in which they were written, those after `after`.
pub(super) fn texts_after(after: Option<i64>, size: usize) -> Value {
    let mut query = json!({
        "query": {"range": {field::AT: {"gte": 0}}},
        "sort": [{field::AT: {"order": "asc"}}],
        "size": size,
    });
    if let Some(after) = after {
        query["search_after"] = json!([after]);
    }
    query
}

/// Asks how many documents there are, and for none of them.
pub(super) fn nothing_of_everything() -> Value {
    json!({"query": {"match_all": {}}, "size": 0})
}

/// Matches the passages and the texts of an edition of an article.
pub(super) fn of_edition(id: &str, edition: &str, key: &str) -> Value {
    let passages = json!({"bool": {"must": [
        {"term": {field::ARTICLE: {"value": id}}},
        {"term": {field::EDITION: {"value": edition}}},
    ]}});
    let texts = json!({"term": {field::KEY: {"value": key}}});
    json!({"query": {"bool": {"should": [passages, texts]}}})
}
