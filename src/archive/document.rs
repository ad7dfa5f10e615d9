//! The documents of an index: one for each passage, with its terms; one for each article, with the text of its file.

use std::sync::{Arc, LazyLock};

use serde_json::{Map, Value, json};

use super::query::field;
use super::reply::Hit;
use crate::analyzer;
use crate::article::texts::ArticleText;
use crate::article::{Article, Library, READING_VERSION};
use crate::hash;
use crate::search::elsewhere::Analyst;

/// How an article is read and analysed, as eight hexadecimal digits. An index that was made in another way gets new editions.
static MADE: LazyLock<String> = LazyLock::new(|| {
    let made = [READING_VERSION, analyzer::VERSION, env!("VOETNOOT_LEXICON")];
    hash::digits(made.join("; "), 4)
});

/// An article as it is sent, with its text.
pub(super) struct Sent {
    pub(super) article: Arc<Article>,
    pub(super) text: ArticleText,
}

/// A document, with the id by which Elasticsearch knows it.
pub(super) struct Document {
    pub(super) id: String,
    pub(super) fields: Value,
}

impl Sent {
    /// The edition: the revision of the article, and how it was read and analysed.
    pub(super) fn edition(&self) -> String {
        format!("{}.{}", self.article.revision, *MADE)
    }

    /// The documents of the passages.
    pub(super) fn passages(&self, analyst: &Analyst) -> Vec<Document> {
        let edition = self.edition();
        let document = |(passage, terms): (crate::excerpt::Passage, Vec<(&str, String)>)| {
            let label = passage.paragraph().label();
            let mut fields = Map::new();
            for (name, text) in terms {
                fields.insert(name.to_owned(), Value::String(text));
            }
            for (name, text) in [
                (field::ARTICLE, self.article.id.as_str()),
                (field::EDITION, &edition),
                (field::LABEL, label),
            ] {
                fields.insert(name.to_owned(), Value::String(text.to_owned()));
            }
            Document {
                id: format!("{}#{label}", key(&self.article.id, &edition)),
                fields: Value::Object(fields),
            }
        };
        analyst
            .passages(&self.article)
            .into_iter()
            .map(document)
            .collect()
    }

    /// The document of the text, written at a time in microseconds. `is_back` tells that an older text becomes the newest again,
    /// so that it needs an id of its own.
    pub(super) fn source(&self, at: i64, is_back: bool) -> Document {
        let edition = self.edition();
        let key = key(&self.article.id, &edition);
        let id = if is_back {
            format!("{key}@{at}")
        } else {
            key.clone()
        };
        let text = self.text.text.as_str();
        Document {
            id,
            fields: json!({
                field::SOURCE: self.article.id,
                field::KEY: key,
                field::EDITION: edition,
                field::AT: at,
                field::NAME: self.text.name,
                field::TEXT: text,
                field::HASH: hash(text),
            }),
        }
    }
}

/// The key of an edition of an article.
pub(super) fn key(id: &str, edition: &str) -> String {
    format!("{id}@{edition}")
}

/// The article of a document with a text. `None` if the text does not fit its hash, or is not the text of this edition of this
/// article: then nothing of it may be quoted.
pub(super) fn checked(hit: &Hit, wanted: &str) -> Option<Arc<Article>> {
    let text = hit.text(field::TEXT)?;
    if hit.text(field::HASH)? != hash(text) {
        return None;
    }
    let library = Library::from_text(hit.text(field::NAME)?, text).ok()?;
    let [article] = library.articles() else {
        return None;
    };
    let (id, edition) = wanted.rsplit_once('@')?;
    let revision = edition.split('.').next()?;
    (article.id == id && article.revision == revision).then(|| Arc::clone(article))
}

/// The whole SHA-256 of a text.
fn hash(text: &str) -> String {
    hash::digits(text, 32)
}
