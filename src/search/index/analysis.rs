//! Analyses passages for the index of words, on all processors.

use std::collections::HashMap;
use std::hash::BuildHasher as _;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use foldhash::fast::RandomState;

use super::field::Field;
use super::lead_ins;
use super::terms::Terms;
use crate::analyzer;
use crate::excerpt::Passage;
use crate::lexicon::mentions::{self, Case, MentionKind};
use crate::lexicon::spelling;

/// An analysis of passages. It caches the words that it met, and shares them with other threads.
pub(in crate::search) struct Analysis<'a> {
    known: &'a KnownWords,
    /// The words that were met, with their indexes in `words`.
    met: HashMap<Box<str>, usize, RandomState>,
    words: Vec<Arc<WordTerms>>,
    /// The last title, and its stems.
    title: (String, Vec<Arc<WordTerms>>),
}

impl<'a> Analysis<'a> {
    /// An analysis that has met no word itself.
    pub(in crate::search) fn new(known: &'a KnownWords) -> Self {
        Self {
            known,
            met: HashMap::default(),
            words: Vec::new(),
            title: (String::new(), Vec::new()),
        }
    }

    pub(in crate::search) fn terms(&mut self, passage: &Passage) -> Terms {
        let text = passage.text();
        let mut terms = Terms::with_room_for(text);
        for word in analyzer::words(text) {
            let known = self.word(&word.folded);
            if word.is_capitalised {
                terms.add_lines(Field::Sound, known.sound(&word.folded));
            }
            if !word.is_stop_word {
                terms.add_lines(Field::Dutch, &known.dutch);
                terms.add_lines(Field::Porter, &known.porter);
                terms.add_lines(Field::Part, &known.parts);
            }
            terms.add(Field::Word, &word.folded);
        }
        let lead_in = lead_ins::leading_to(passage);
        let above = lead_in.as_ref().map_or("", Passage::text);
        for named in [passage.paragraph().section(), above] {
            for word in self.content_words(named) {
                terms.add_lines(Field::Section, &word.dutch);
            }
        }
        let title = passage.article().title.as_str();
        if self.title.0 != title {
            self.title = (title.to_owned(), self.content_words(title));
        }
        for word in &self.title.1 {
            terms.add_lines(Field::Title, &word.dutch);
        }
        for mention in mentions::mentions(text, Case::Strict) {
            let field = if mention.kind == MentionKind::Capital {
                Field::Capital
            } else {
                Field::Country
            };
            terms.add(field, mention.country.code());
        }
        for mention in mentions::mentions(passage.paragraph().section(), Case::Strict) {
            terms.add(Field::Section, mention.country.code());
        }
        terms
    }

    /// The words of a heading that are no stop words.
    fn content_words(&mut self, heading: &str) -> Vec<Arc<WordTerms>> {
        let words = analyzer::words(heading).into_iter();
        let content = words.filter(|word| !word.is_stop_word);
        content
            .map(|word| Arc::clone(self.word(&word.folded)))
            .collect()
    }

    fn word(&mut self, folded: &str) -> &Arc<WordTerms> {
        let place = match self.met.get(folded) {
            Some(place) => *place,
            None => {
                self.words.push(self.known.word(folded));
                self.met.insert(folded.into(), self.words.len() - 1);
                self.words.len() - 1
            }
        };
        &self.words[place]
    }
}

/// The terms of a folded word, each with a line end.
pub(super) struct WordTerms {
    dutch: String,
    porter: String,
    /// Of the parts of a compound, and of their parts.
    parts: String,
    /// How it sounds, which only names are looked up by.
    sound: OnceLock<String>,
}

impl WordTerms {
    fn of(folded: &str) -> Self {
        let forms = analyzer::forms_of_text(folded);
        let parts = forms.parts.iter().chain(&forms.inner_parts);
        Self {
            dutch: line(&forms.dutch),
            porter: line(&forms.porter),
            parts: parts.map(|part| line(part)).collect(),
            sound: OnceLock::new(),
        }
    }

    fn sound(&self, folded: &str) -> &str {
        self.sound
            .get_or_init(|| line(&spelling::sound_key(folded)))
    }
}

fn line(term: &str) -> String {
    format!("{term}\n")
}

type Shard = HashMap<Box<str>, Arc<WordTerms>, RandomState>;

/// The words that any thread met while a library is analysed: to analyse a word costs far more than to look it up.
#[derive(Default)]
pub(in crate::search) struct KnownWords {
    /// By the last bits of a word's hash, so that threads seldom wait for each other.
    shards: [RwLock<Shard>; Self::SHARDS],
    hasher: RandomState,
}

impl KnownWords {
    const SHARDS: usize = 32;

    fn word(&self, folded: &str) -> Arc<WordTerms> {
        let hash = self.hasher.hash_one(folded) as usize;
        let Some(shard) = self.shards.get(hash % Self::SHARDS) else {
            return Arc::new(WordTerms::of(folded));
        };
        let known = shard.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(folded) {
            return Arc::clone(known);
        }
        drop(known);
        let made = Arc::new(WordTerms::of(folded));
        let mut known = shard.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(folded.into()).or_insert(made))
    }
}
