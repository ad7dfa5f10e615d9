//! Reads the metadata of an article from a page's JSON-LD (schema.org).

use dom_query::Document;
use serde_json::Value;

use super::values::{first, names, unescaped};

/// The metadata; empty fields are absent.
#[derive(Default)]
pub(super) struct Told {
    pub(super) title: String,
    pub(super) authors: Vec<String>,
    pub(super) published: String,
    pub(super) url: String,
    pub(super) publisher: String,
    pub(super) language: String,
}

/// Reads the first article that a page describes.
pub(super) fn read(page: &Document) -> Told {
    let scripts = page.select(r#"script[type="application/ld+json"]"#);
    let mut things = Vec::new();
    for script in scripts.nodes() {
        if let Ok(value) = serde_json::from_str::<Value>(script.text().trim()) {
            collect(value, &mut things);
        }
    }
    let graph = Graph(&things);
    let article = things.iter().find(|thing| is_article(thing));
    article
        .map(|article| graph.told(article))
        .unwrap_or_default()
}

/// Collects the objects of a script, also from lists and graphs.
fn collect(value: Value, things: &mut Vec<Value>) {
    match value {
        Value::Array(items) => {
            for item in items {
                collect(item, things);
            }
        }
        Value::Object(mut thing) => {
            if let Some(graph) = thing.remove("@graph") {
                collect(graph, things);
            }
            things.push(Value::Object(thing));
        }
        _ => {}
    }
}

fn is_article(thing: &Value) -> bool {
    let is_one = |name: &Value| {
        name.as_str()
            .is_some_and(|name| name.ends_with("Article") || name.ends_with("BlogPosting"))
    };
    match thing.get("@type") {
        Some(Value::Array(names)) => names.iter().any(is_one),
        Some(name) => is_one(name),
        None => false,
    }
}

/// All objects of a page, which may refer to each other by id.
struct Graph<'a>(&'a [Value]);

impl Graph<'_> {
    fn told(&self, article: &Value) -> Told {
        let text = |key: &str| {
            article
                .get(key)
                .map(|value| self.text(value))
                .unwrap_or_default()
        };
        let page = article.get("mainEntityOfPage");
        let page = page.and_then(|page| page.get("@id").or(Some(page)));
        let urls = [article.get("url"), page];
        let url = urls.into_iter().flatten().find_map(Value::as_str);
        Told {
            title: first([text("headline"), text("name")]),
            authors: article
                .get("author")
                .map(|value| self.people(value))
                .unwrap_or_default(),
            published: text("datePublished"),
            url: url.unwrap_or_default().to_owned(),
            publisher: text("publisher"),
            language: text("inLanguage"),
        }
    }

    /// A text, or the name of an object.
    fn text(&self, value: &Value) -> String {
        match value {
            Value::String(text) => unescaped(text),
            Value::Array(items) => items
                .first()
                .map(|item| self.text(item))
                .unwrap_or_default(),
            Value::Object(_) => {
                let name = self.resolved(value).get("name").and_then(Value::as_str);
                name.map(unescaped).unwrap_or_default()
            }
            _ => String::new(),
        }
    }

    fn people(&self, value: &Value) -> Vec<String> {
        match value {
            Value::Array(items) => items.iter().flat_map(|item| self.people(item)).collect(),
            Value::Object(_) => match self.resolved(value).get("name") {
                Some(Value::Array(several)) => {
                    let texts = several.iter().filter_map(Value::as_str);
                    texts.flat_map(|text| names(&unescaped(text))).collect()
                }
                _ => names(&self.text(value)),
            },
            _ => names(&self.text(value)),
        }
    }

    /// The object with the id, if `value` has only an id; else `value`.
    fn resolved<'b>(&'b self, value: &'b Value) -> &'b Value {
        let id = value.get("@id").filter(|_| value.get("name").is_none());
        let meant = id.and_then(|id| {
            let mut others = self.0.iter();
            others.find(|thing| thing.get("@id") == Some(id) && thing.get("name").is_some())
        });
        meant.unwrap_or(value)
    }
}
