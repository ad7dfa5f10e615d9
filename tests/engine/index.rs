//! The documents of the double of an engine, and the part of the language of queries that Quickwit understands.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::server::Speaks;

/// An index.
pub(crate) struct Index {
    speaks: Speaks,
    pub(crate) is_made: bool,
    /// The documents with their ids. Fields that are looked up must not be changed.
    pub(crate) documents: Vec<(String, Value)>,
    ids: HashSet<String>,
    /// The documents with a term, by the field and the term.
    postings: HashMap<(String, String), Vec<Posting>>,
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

/// A document with a term.
struct Posting {
    place: usize,
    /// How often it has the term.
    count: f64,
    /// How many words the field has.
    length: f64,
}

type Found<T> = Result<T, String>;

/// The places of the documents that match, in their order, with their scores.
type Scores = Vec<(usize, f64)>;

impl Index {
    pub(crate) fn new(speaks: Speaks) -> Self {
        Self {
            speaks,
            is_made: false,
            documents: Vec::new(),
            ids: HashSet::new(),
            postings: HashMap::new(),
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
            let status = match self.speaks {
                _ if place >= most => 429,
                Speaks::Elastic if self.ids.contains(&id) => 409,
                _ => {
                    self.add(id, pair[1].clone());
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
        let after = asked
            .get("search_after")
            .and_then(|after| after[0].as_i64());
        let mut hits = self.matching(asked.get("query").ok_or("a query")?)?;
        let at = |place: usize| self.documents[place].1["at"].as_i64();
        if by_time {
            hits.retain(|(place, _)| after.is_none() || at(*place) > after);
            hits.sort_by_key(|(place, _)| at(*place));
        } else {
            hits.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        }
        let shown = |(place, score): (usize, f64)| {
            let document = &self.documents[place].1;
            let source: Map<String, Value> = included
                .iter()
                .filter_map(|name| Some(((*name).to_owned(), document.get(name)?.clone())))
                .collect();
            let sort = if by_time {
                document["at"].clone()
            } else {
                json!(score)
            };
            json!({"_source": source, "_score": null, "sort": [sort]})
        };
        let hits: Vec<Value> = hits.into_iter().take(size as usize).map(shown).collect();
        Ok(json!({"timed_out": false, "_shards": {"failed": 0}, "hits": {"hits": hits}}))
    }

    /// How many documents match.
    pub(crate) fn count(&self, body: &[u8]) -> Found<Value> {
        let asked = object(body)?;
        let matching = self.matching(asked.get("query").ok_or("a query")?)?;
        Ok(json!({"count": matching.len()}))
    }

    /// Takes a document.
    fn add(&mut self, id: String, document: Value) {
        let place = self.documents.len();
        for (name, kind) in &self.fields {
            let text = document.get(name).and_then(Value::as_str);
            let terms: Vec<&str> = match (kind, text) {
                (Kind::Words, Some(text)) => text.split_whitespace().collect(),
                (Kind::Whole, Some(text)) => vec![text],
                _ => continue,
            };
            let mut counts: BTreeMap<&str, f64> = BTreeMap::new();
            for term in &terms {
                *counts.entry(term).or_default() += 1.0;
            }
            for (term, count) in counts {
                let postings = self
                    .postings
                    .entry((name.clone(), term.to_owned()))
                    .or_default();
                postings.push(Posting {
                    place,
                    count,
                    length: terms.len() as f64,
                });
            }
        }
        self.ids.insert(id.clone());
        self.documents.push((id, document));
    }

    fn matching(&self, query: &Value) -> Found<Scores> {
        let query = query.as_object().ok_or("a query")?;
        let (kind, of) = query.iter().next().ok_or("an empty query")?;
        match kind.as_str() {
            "match_all" => Ok((0..self.documents.len())
                .map(|place| (place, 1.0))
                .collect()),
            "bool" => {
                only(of.as_object().ok_or("bool")?, &["should", "must"])?;
                self.all_or_any(of)
            }
            "term" => self.term(of),
            "range" => {
                let from = of["at"]["gte"].as_i64().ok_or("a range of times")?;
                let documents = self.documents.iter().enumerate();
                let is_in = |document: &Value| document["at"].as_i64().is_some_and(|at| at >= from);
                Ok(documents
                    .filter(|(_, (_, document))| is_in(document))
                    .map(|(place, _)| (place, 1.0))
                    .collect())
            }
            other => Err(format!("a query of kind {other}")),
        }
    }

    fn all_or_any(&self, of: &Value) -> Found<Scores> {
        let parts = |name: &str| of[name].as_array().map_or(&[][..], Vec::as_slice);
        let (must, should) = (parts("must"), parts("should"));
        // How many of both each document matches, and its score.
        let mut sums = vec![([0, 0], 0.0); self.documents.len()];
        for (kind, parts) in [must, should].into_iter().enumerate() {
            for part in parts {
                for (place, score) in self.matching(part)? {
                    sums[place].0[kind] += 1;
                    sums[place].1 += score;
                }
            }
        }
        let matches =
            |[musts, shoulds]: [usize; 2]| musts == must.len() && (musts > 0 || shoulds > 0);
        let sums = sums.into_iter().enumerate();
        Ok(sums
            .filter(|(_, (counts, _))| matches(*counts))
            .map(|(place, (_, score))| (place, score))
            .collect())
    }

    /// The documents with a term, scored as in BM25.
    fn term(&self, of: &Value) -> Found<Scores> {
        let of = of
            .as_object()
            .filter(|of| of.len() == 1)
            .ok_or("one term")?;
        let (field, wanted) = of.iter().next().ok_or("a term")?;
        only(wanted.as_object().ok_or("a value")?, &["value", "boost"])?;
        let value = wanted["value"].as_str().ok_or("a text")?;
        let kind = self.fields.get(field);
        if !matches!(kind, Some(Kind::Words | Kind::Whole)) {
            return Err(format!("{field} cannot be looked up"));
        }
        if value.is_empty() || value.contains(char::is_whitespace) && kind == Some(&Kind::Words) {
            return Err(format!("`{value}` is no one word"));
        }
        let boost = wanted
            .get("boost")
            .map_or(Some(1.0), Value::as_f64)
            .ok_or("a boost")?;
        let term = (field.clone(), value.to_owned());
        let postings = self.postings.get(&term).map_or(&[][..], Vec::as_slice);
        let (with, all) = (postings.len() as f64, self.documents.len() as f64);
        let rarity = (1.0 + (all - with + 0.5) / (with + 0.5)).ln();
        let score = |posting: &Posting| {
            let often = posting.count * 2.2 / (posting.count + 0.3 + 0.9 * posting.length / 40.0);
            (posting.place, boost * rarity * often)
        };
        Ok(postings.iter().map(score).collect())
    }

    pub(crate) fn delete(&mut self, body: &[u8]) -> Found<Value> {
        let asked = object(body)?;
        let gone = self.matching(asked.get("query").ok_or("a query")?)?;
        let gone: HashSet<usize> = gone.into_iter().map(|(place, _)| place).collect();
        self.keep(|place, _| !gone.contains(&place));
        Ok(json!({}))
    }

    /// Keeps the documents of which something holds.
    fn keep(&mut self, holds: impl Fn(usize, &Value) -> bool) {
        let documents = std::mem::take(&mut self.documents);
        self.ids.clear();
        self.postings.clear();
        for (place, (id, document)) in documents.into_iter().enumerate() {
            if holds(place, &document) {
                self.add(id, document);
            }
        }
    }

    /// Deletes what a query in Quickwit's own language names: `(article:"a" AND edition:"e") OR key:"a@e"`.
    pub(crate) fn delete_in_words(&mut self, query: &str) {
        let value = |name: &str| {
            let (_, rest) = query.split_once(&format!("{name}:\"")).expect("a field");
            rest.split('"').next().expect("a value").to_owned()
        };
        let (article, edition, key) = (value("article"), value("edition"), value("key"));
        self.keep(|_, document| {
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
