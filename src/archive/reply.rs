//! Reads the replies of an engine. Nothing in them is trusted: a field that is missing or of another kind makes no hit.

use serde_json::Value;

use super::query::field;
use super::trouble::Trouble;

/// A document that an engine found.
#[derive(Debug)]
pub(super) struct Hit {
    source: Value,
    sort: Value,
}

impl Hit {
    /// The text of a field.
    pub(super) fn text(&self, field: &str) -> Option<&str> {
        self.source.get(field)?.as_str()
    }

    /// When a text was written.
    pub(super) fn at(&self) -> Option<i64> {
        self.source.get(field::AT)?.as_i64()
    }

    /// The value by which the hits are sorted first, if it is a score.
    pub(super) fn score(&self) -> Option<f64> {
        self.sort.as_f64().filter(|score| score.is_finite())
    }
}

/// The documents that an engine found.
#[derive(Debug)]
pub(super) struct Hits {
    pub(super) hits: Vec<Hit>,
    /// Whether a part of the engine did not answer.
    pub(super) is_partial: bool,
}

/// Reads the reply to a search.
pub(super) fn hits(reply: &[u8]) -> Result<Hits, Trouble> {
    let mut reply = json(reply)?;
    let failed = reply.pointer("/_shards/failed").and_then(Value::as_u64);
    let is_late = reply.get("timed_out").and_then(Value::as_bool);
    let found = reply.pointer_mut("/hits/hits").map(Value::take);
    let Some(Value::Array(found)) = found else {
        return Err(Trouble::Nonsense("it has no hits"));
    };
    let hit = |mut hit: Value| {
        let source = hit.get_mut("_source")?.take();
        let sort = hit.pointer_mut("/sort/0").map(Value::take);
        Some(Hit {
            source,
            sort: sort.unwrap_or_default(),
        })
    };
    Ok(Hits {
        hits: found.into_iter().filter_map(hit).collect(),
        is_partial: failed.unwrap_or(0) > 0 || is_late == Some(true),
    })
}

/// Reads how many documents a search found.
pub(super) fn count(reply: &[u8]) -> Result<u64, Trouble> {
    let reply = json(reply)?;
    let count = reply.pointer("/hits/total/value").and_then(Value::as_u64);
    count.ok_or(Trouble::Nonsense("it has no number of hits"))
}

/// What became of the documents of a bulk request.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// All are there.
    All,
    /// Some were turned away for the moment.
    Later,
    /// Some are refused, the first for this reason.
    Refused(String),
}

/// Reads the reply to a bulk request. Quickwit tells of no document; Elasticsearch tells of each.
pub(super) fn taken(reply: &[u8]) -> Result<Taken, Trouble> {
    let reply = json(reply)?;
    let items = reply.get("items").and_then(Value::as_array);
    let mut taken = Taken::All;
    for item in items.into_iter().flatten() {
        let created = item.get("create").unwrap_or(item);
        match created.get("status").and_then(Value::as_u64) {
            // It is there already: an interrupted run wrote it.
            None | Some(200..=299 | 409) => {}
            Some(429 | 503) => taken = Taken::Later,
            Some(status) => {
                let reason = created.pointer("/error/reason").and_then(Value::as_str);
                let reason = reason.unwrap_or("no reason given");
                return Ok(Taken::Refused(format!("status {status}: {}", cut(reason))));
            }
        }
    }
    Ok(taken)
}

/// The reason that an engine gives for refusing a request.
pub(super) fn reason(reply: &[u8]) -> String {
    let told = json(reply).ok();
    let told = told.as_ref().and_then(|reply| {
        ["/error/reason", "/message", "/error"]
            .iter()
            .find_map(|path| reply.pointer(path)?.as_str())
    });
    told.map_or_else(|| "no reason given".to_owned(), cut)
}

/// The first words of a text that an engine made, for a log.
fn cut(text: &str) -> String {
    const MOST: usize = 200;
    text.chars()
        .filter(|c| !c.is_control())
        .take(MOST)
        .collect()
}

/// A reply as JSON.
pub(super) fn json(reply: &[u8]) -> Result<Value, Trouble> {
    serde_json::from_slice(reply).map_err(|_| Trouble::Nonsense("it is no JSON"))
}
