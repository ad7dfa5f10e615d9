//! The documents of the double of an engine, and the part of the language of queries that Quickwit understands.

use std::collections::BTreeMap;
use std::sync::Mutex;

use serde_json::{Map, Value, json};

use super::double::Speaks;

/// An index.
pub(crate) struct Index {
    speaks: Speaks,
    pub(crate) is_made: bool,
    /// The documents with their ids.
    pub(crate) documents: Vec<(String, Value)>,
    /// The rarities of terms that were looked up since the documents changed.
    rarities: Mutex<BTreeMap<(String, String), f64>>,
    /// The fields, with whether they are divided at white space, kept whole, or not looked up.
    fields: BTreeMap<String, Kind>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Words,
    Whole,
    Number,
    Kept,
}

type Found<T> = Result<T, String>;

impl Index {
    pub(crate) fn new(speaks: Speaks) -> Self {
        Self {
            speaks,
            is_made: false,
            documents: Vec::new(),
            rarities: Mutex::default(),
            fields: BTreeMap::new(),
        }
    }

    /// Makes the index with the fields that a request names.
    pub(crate) fn make(&mut self, body: &[u8]) {
        let asked: Value = serde_json::from_slice(body).expect("JSON");
        let mut fields = BTreeMap::new();
        match self.speaks {
            Speaks::Quickwit => {
                assert_eq!(asked["doc_mapping"]["mode"], "strict");
                for field in asked["doc_mapping"]["field_mappings"]
                    .as_array()
                    .expect("fields")
                {
                    let kind = match (&field["type"], &field["tokenizer"]) {
                        (kind, _) if kind == "i64" && field["fast"] == true => Kind::Number,
                        (_, tokenizer) if tokenizer == "whitespace" => Kind::Words,
                        (_, tokenizer) if tokenizer == "raw" => Kind::Whole,
                        _ => Kind::Kept,
                    };
                    fields.insert(field["name"].as_str().expect("a name").to_owned(), kind);
                }
            }
            Speaks::Elastic => {
                for (name, field) in asked["mappings"]["properties"].as_object().expect("fields") {
                    let kind = match field["type"].as_str().expect("a type") {
                        "text" if field["analyzer"] == "whitespace" => Kind::Words,
                        "keyword" if field["index"] == false => Kind::Kept,
                        "keyword" => Kind::Whole,
                        "long" => Kind::Number,
                        other => panic!("a field of type {other}"),
                    };
                    fields.insert(name.clone(), kind);
                }
            }
        }
        self.fields = fields;
        self.is_made = true;
    }

    /// Takes the first `most` documents of a bulk request, and turns the others away for the moment.
    pub(crate) fn bulk(&mut self, body: &[u8], most: usize) -> Value {
        self.rarities = Mutex::default();
        let lines: Vec<Value> = body
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty())
            .map(|line| serde_json::from_slice(line).expect("a line of JSON"))
            .collect();
        let mut items = Vec::new();
        for (place, pair) in lines.chunks(2).enumerate() {
            let id = pair[0]["create"]["_id"]
                .as_str()
                .expect("only create")
                .to_owned();
            let document = pair[1].as_object().expect("a document");
            let unknown = document
                .keys()
                .find(|name| !self.fields.contains_key(*name));
            assert_eq!(unknown, None, "the index is strict");
            let is_known = self.documents.iter().any(|(known, _)| *known == id);
            let status = match self.speaks {
                _ if place >= most => 429,
                Speaks::Elastic if is_known => 409,
                _ => {
                    self.documents.push((id, pair[1].clone()));
                    201
                }
            };
            items.push(json!({"create": {"status": status}}));
        }
        match self.speaks {
            Speaks::Quickwit => json!({"num_docs_for_processing": items.len()}),
            Speaks::Elastic => json!({"errors": false, "items": items}),
        }
    }

    pub(crate) fn search(&self, body: &[u8], parameters: &str) -> Found<Value> {
        let asked = object(body)?;
        only(&asked, &["query", "sort", "size", "search_after"])?;
        if asked["size"] == 0 {
            let total = json!({"value": self.documents.len(), "relation": "eq"});
            return Ok(
                json!({"timed_out": false, "_shards": {"failed": 0}, "hits": {"total": total, "hits": []}}),
            );
        }
        let included = parameters
            .strip_prefix("_source_includes=")
            .ok_or("no fields are named")?;
        let included: Vec<&str> = included.split(',').collect();
        let sort = asked
            .get("sort")
            .ok_or("without a sort, no score is told")?;
        let by_time = *sort == json!([{"at": {"order": "asc"}}]);
        if !by_time && *sort != json!(["_score"]) {
            return Err(format!("sorted by {sort}"));
        }
        let size = asked["size"].as_u64().ok_or("a size")?;
        let query = asked.get("query").ok_or("a query")?;
        let mut hits: Vec<(f64, Value)> = Vec::new();
        for (_, document) in &self.documents {
            let Some(score) = self.score(query, document)? else {
                continue;
            };
            let sort = if by_time {
                document["at"].clone()
            } else {
                json!(score)
            };
            let after = asked
                .get("search_after")
                .and_then(|after| after[0].as_i64());
            if by_time && after.is_some_and(|after| sort.as_i64() <= Some(after)) {
                continue;
            }
            let source: Map<String, Value> = included
                .iter()
                .filter_map(|name| Some(((*name).to_owned(), document.get(name)?.clone())))
                .collect();
            let order = if by_time {
                -sort.as_f64().unwrap_or(0.0)
            } else {
                score
            };
            hits.push((
                order,
                json!({"_source": source, "_score": null, "sort": [sort]}),
            ));
        }
        hits.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        let hits: Vec<Value> = hits
            .into_iter()
            .map(|(_, hit)| hit)
            .take(size as usize)
            .collect();
        Ok(json!({"timed_out": false, "_shards": {"failed": 0}, "hits": {"hits": hits}}))
    }

    /// The score of a document; `None` if it does not match.
    fn score(&self, query: &Value, document: &Value) -> Found<Option<f64>> {
        let query = query.as_object().ok_or("a query")?;
        let (kind, of) = query.iter().next().ok_or("an empty query")?;
        match kind.as_str() {
            "match_all" => Ok(Some(1.0)),
            "bool" => {
                only(of.as_object().ok_or("bool")?, &["should", "must"])?;
                self.all_or_any(of, document)
            }
            "term" => self.term(of, document),
            "range" => {
                let from = of["at"]["gte"].as_i64().ok_or("a range of times")?;
                Ok(document["at"]
                    .as_i64()
                    .filter(|at| *at >= from)
                    .map(|_| 1.0))
            }
            other => Err(format!("a query of kind {other}")),
        }
    }

    fn all_or_any(&self, of: &Value, document: &Value) -> Found<Option<f64>> {
        let mut sum = None;
        for part in of["must"].as_array().into_iter().flatten() {
            match self.score(part, document)? {
                None => return Ok(None),
                Some(score) => sum = Some(sum.unwrap_or(0.0) + score),
            }
        }
        for part in of["should"].as_array().into_iter().flatten() {
            if let Some(score) = self.score(part, document)? {
                sum = Some(sum.unwrap_or(0.0) + score);
            }
        }
        Ok(sum)
    }

    fn term(&self, of: &Value, document: &Value) -> Found<Option<f64>> {
        let of = of
            .as_object()
            .filter(|of| of.len() == 1)
            .ok_or("one term")?;
        let (field, wanted) = of.iter().next().ok_or("a term")?;
        only(wanted.as_object().ok_or("a value")?, &["value", "boost"])?;
        let value = wanted["value"].as_str().ok_or("a text")?;
        if value.is_empty()
            || value.contains(char::is_whitespace) && self.fields.get(field) == Some(&Kind::Words)
        {
            return Err(format!("`{value}` is no one word"));
        }
        let boost = wanted
            .get("boost")
            .map_or(Some(1.0), Value::as_f64)
            .ok_or("a boost")?;
        let text = document
            .get(field)
            .and_then(Value::as_str)
            .unwrap_or_default();
        let count = match self.fields.get(field) {
            Some(Kind::Words) => text
                .split_whitespace()
                .filter(|word| *word == value)
                .count(),
            Some(Kind::Whole) => usize::from(text == value),
            _ => return Err(format!("{field} cannot be looked up")),
        };
        if count == 0 {
            return Ok(None);
        }
        let length = text.split_whitespace().count() as f64;
        let count = count as f64;
        let often = count * 2.2 / (count + 0.3 + 0.9 * length / 40.0);
        Ok(Some(boost * self.rarity(field, value) * often))
    }

    /// The inverse document frequency as in BM25.
    fn rarity(&self, field: &str, value: &str) -> f64 {
        let term = (field.to_owned(), value.to_owned());
        let mut known = self.rarities.lock().expect("no test broke off");
        *known.entry(term).or_insert_with(|| {
            let has = |(_, document): &&(String, Value)| {
                let text = document.get(field).and_then(Value::as_str);
                text.is_some_and(|text| text.split_whitespace().any(|word| word == value))
            };
            let with = self.documents.iter().filter(has).count() as f64;
            let all = self.documents.len() as f64;
            (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
        })
    }

    pub(crate) fn delete(&mut self, body: &[u8]) -> Found<Value> {
        let asked = object(body)?;
        let query = asked.get("query").ok_or("a query")?;
        let mut left = Vec::new();
        for (id, document) in &self.documents {
            if self.score(query, document)?.is_none() {
                left.push((id.clone(), document.clone()));
            }
        }
        self.documents = left;
        Ok(json!({}))
    }

    /// Deletes what a query in Quickwit's own language names: `(article:"a" AND edition:"e") OR key:"a@e"`.
    pub(crate) fn delete_in_words(&mut self, query: &str) {
        let value = |name: &str| {
            let (_, rest) = query.split_once(&format!("{name}:\"")).expect("a field");
            rest.split('"').next().expect("a value").to_owned()
        };
        let (article, edition, key) = (value("article"), value("edition"), value("key"));
        self.documents.retain(|(_, document)| {
            let is_passage =
                document["article"] == article.as_str() && document["edition"] == edition.as_str();
            !is_passage && document["key"] != key.as_str()
        });
    }

    /// How often each passage and each text is there.
    pub(crate) fn counted(&self) -> BTreeMap<String, usize> {
        let mut counted = BTreeMap::new();
        for (id, _) in &self.documents {
            *counted.entry(id.clone()).or_default() += 1;
        }
        counted
    }
}

fn object(body: &[u8]) -> Found<Map<String, Value>> {
    let asked: Value = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    asked
        .as_object()
        .cloned()
        .ok_or_else(|| "no object".to_owned())
}

fn only(asked: &Map<String, Value>, known: &[&str]) -> Found<()> {
    match asked.keys().find(|name| !known.contains(&name.as_str())) {
        Some(unknown) => Err(format!("`{unknown}` is not understood")),
        None => Ok(()),
    }
}
