//! The two dialects of engines: where they are asked, and how an index is made.

use serde_json::{Value, json};

use super::address::EngineAddress;
use super::query::field;
use crate::search::elsewhere::FIELDS;

/// The prefix of the part of Elasticsearch's language in Quickwit.
const QUICKWIT: &str = "/api/v1/_elastic";

/// The fields that are looked up whole.
const WHOLE: [&str; 4] = [field::ARTICLE, field::EDITION, field::SOURCE, field::KEY];

/// The fields that are only read.
const READ: [&str; 4] = [field::LABEL, field::NAME, field::TEXT, field::HASH];

/// How an engine is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Quickwit: a prefix, an interface of its own for indexes, no ids and no updates.
    Quickwit,
    /// Elasticsearch, OpenSearch, and what speaks as they do.
    Elastic,
}

impl Dialect {
    /// The addresses that tell which dialect an engine speaks, the first to be asked first.
    pub(super) fn tellers(address: &EngineAddress) -> [(Self, String); 2] {
        let base = &address.base;
        [
            (Self::Quickwit, format!("{base}{QUICKWIT}")),
            (Self::Elastic, format!("{base}/")),
        ]
    }

    /// The address of an operation on the index, such as `_search`.
    pub(super) fn url(self, address: &EngineAddress, operation: &str) -> String {
        let prefix = match self {
            Self::Quickwit => QUICKWIT,
            Self::Elastic => "",
        };
        let (base, index) = (&address.base, &address.index);
        format!("{base}{prefix}/{index}/{operation}")
    }

    /// The address that tells whether the index is there.
    pub(super) fn index_url(self, address: &EngineAddress) -> String {
        let (base, index) = (&address.base, &address.index);
        match self {
            Self::Quickwit => format!("{base}/api/v1/indexes/{index}"),
            Self::Elastic => format!("{base}/{index}"),
        }
    }

    /// The address at which an index is made.
    pub(super) fn making_url(self, address: &EngineAddress) -> String {
        match self {
            Self::Quickwit => format!("{}/api/v1/indexes", address.base),
            Self::Elastic => self.index_url(address),
        }
    }

    /// What makes the index.
    pub(super) fn making(self, address: &EngineAddress) -> Value {
        match self {
            Self::Quickwit => quickwit_index(&address.index),
            Self::Elastic => elastic_index(),
        }
    }
}

fn quickwit_index(index: &str) -> Value {
    let terms = FIELDS.iter().map(|name| {
        json!({"name": name, "type": "text", "tokenizer": "whitespace", "record": "freq", "fieldnorms": true, "stored": false})
    });
    let whole = WHOLE.iter().map(|name| {
        json!({"name": name, "type": "text", "tokenizer": "raw", "record": "basic", "stored": true})
    });
    let read = READ
        .iter()
        .map(|name| json!({"name": name, "type": "text", "indexed": false, "stored": true}));
    let at =
        json!({"name": field::AT, "type": "i64", "indexed": true, "fast": true, "stored": true});
    let fields: Vec<Value> = terms.chain(whole).chain(read).chain([at]).collect();
    json!({
        "version": "0.7",
        "index_id": index,
        "doc_mapping": {"mode": "strict", "field_mappings": fields},
        "indexing_settings": {"commit_timeout_secs": 5},
    })
}

fn elastic_index() -> Value {
    let mut fields = serde_json::Map::new();
    for name in FIELDS {
        fields.insert(
            name.to_owned(),
            json!({"type": "text", "analyzer": "whitespace", "index_options": "freqs"}),
        );
    }
    for name in WHOLE {
        fields.insert(name.to_owned(), json!({"type": "keyword"}));
    }
    for name in READ {
        let kept = json!({"type": "keyword", "index": false, "doc_values": false});
        fields.insert(name.to_owned(), kept);
    }
    fields.insert(field::AT.to_owned(), json!({"type": "long"}));
    json!({"mappings": {"dynamic": "strict", "properties": fields}})
}
