//! Overviews of an article, for a page that draws them: its dated sentences, its countries, its people.
//!
//! Each shows what the command of the same subject finds: `!tijdlijn`, `!land`, `!wie` and `!citaat`; of `!wijzigingen`, here
//! are the names of what became of a sentence.

use std::sync::Arc;

use super::commands::{country, person, quote, timeline};
use super::core::Bot;
use crate::answer::Quote;
use crate::article::Article;

pub use super::commands::changes::{name as change_name, when as change_time};
pub use super::commands::country::Share;
pub use super::commands::timeline::Event;

/// A person, and what they say.
#[derive(Clone, Debug)]
pub struct Voice {
    /// The name.
    pub name: String,
    /// The sentences that introduce them.
    pub introduction: Quote,
    /// Their quotations, each in its whole sentence.
    pub said: Vec<Quote>,
}

/// Who says what in an article.
#[derive(Clone, Debug, Default)]
pub struct Voices {
    /// The people whom it names, in the order in which they first occur.
    pub people: Vec<Voice>,
    /// The quotations whose speaker the text does not make plain.
    pub unclear: Vec<Quote>,
}

impl Bot {
    /// Returns the dated sentences of an article in the order of their dates; those without a year last.
    #[must_use]
    pub fn events(&self, article: &Arc<Article>) -> Vec<Event> {
        timeline::events(article)
    }

    /// Returns how much an article says of each of its countries, most first.
    #[must_use]
    pub fn shares(&self, article: &Arc<Article>) -> Vec<Share> {
        country::shares(article, self.people(article))
    }

    /// Returns who says what in an article.
    #[must_use]
    pub fn voices(&self, article: &Arc<Article>) -> Voices {
        let people = self.people(article);
        let mut introductions = person::introductions(article, people);
        let mut said = vec![Vec::new(); people.all().len()];
        let mut voices = Voices::default();
        for (speaker, quote) in quote::said(article, people) {
            let own = people.all().iter().position(|one| Some(one) == speaker);
            match own.and_then(|index| said.get_mut(index)) {
                Some(own) => own.push(quote),
                None => voices.unclear.push(quote),
            }
        }
        for (index, (person, said)) in people.all().iter().zip(said).enumerate() {
            let voice = |introduction| Voice {
                name: person.name.clone(),
                introduction,
                said,
            };
            voices
                .people
                .extend(introductions.remove(&index).map(voice));
        }
        voices
    }
}
