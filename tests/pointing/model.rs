//! What the tests search with: an embedding model and a reader that know letters and words alone, so that no real model is needed.

use std::collections::BTreeSet;
use std::sync::Arc;

use voetnoot::article::Library;
use voetnoot::bot::Bot;
use voetnoot::search::pointing::Pointer;
use voetnoot::search::{Embed, Engine, Keep, ReadPassages, Readable, Side};

/// To this model a text means the letters that it has; its reader counts the words that a sentence shares with the question.
struct Letters;

impl Embed for Letters {
    fn identity(&self) -> &str {
        "letters"
    }

    fn embed(&self, _: Side, text: &str) -> anyhow::Result<Vec<f32>> {
        let mut counts = [0.1_f32; 26];
        for letter in text.bytes().filter(u8::is_ascii_lowercase) {
            counts[usize::from(letter - b'a')] += 1.0;
        }
        let length = counts.iter().map(|count| count * count).sum::<f32>().sqrt();
        Ok(counts.iter().map(|count| count / length).collect())
    }

    fn reader(&self) -> Option<&dyn ReadPassages> {
        Some(self)
    }
}

impl ReadPassages for Letters {
    fn read(&self, question: &str, passages: &[Readable<'_>]) -> anyhow::Result<Vec<Vec<f64>>> {
        let asked = words(question);
        let odds = |text: &str| {
            f64::from(u32::try_from(words(text).intersection(&asked).count()).unwrap_or(0)) - 4.0
        };
        let of_passage = |passage: &Readable<'_>| {
            let sentences = passage.sentences.iter();
            sentences
                .map(|range| odds(passage.text.get(range.clone()).unwrap_or_default()))
                .collect()
        };
        Ok(passages.iter().map(of_passage).collect())
    }
}

fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| word.len() > 3)
        .map(str::to_lowercase)
        .collect()
}

/// A bot about these articles that has this language model.
pub(crate) fn bot_about(library: Library, pointer: Option<Arc<Pointer>>) -> Bot {
    let model: Arc<dyn Embed> = Arc::new(Letters);
    let opened = Engine::open(
        Arc::new(library),
        Keep::InMemory,
        Some(model),
        &mut |_, _| {},
    );
    Bot::new(opened.expect("an index in memory").0.pointed(pointer))
}

/// A bot about the bundled article that has this language model.
pub(crate) fn bot(pointer: Option<Arc<Pointer>>) -> Bot {
    bot_about(Library::bundled(), pointer)
}

/// A bot about the bundled article that has none.
pub(crate) fn alone() -> Bot {
    bot(None)
}
