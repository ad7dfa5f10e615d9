//! What could be typed next: for completion in a console and in chat, and for a greeting.

use std::sync::Arc;

use super::Bot;
use super::country::countries;
use super::people::Person;
use crate::article::Article;
use crate::command::Name;
use crate::lexicon::gazetteer::Country;
use crate::wording::{Language, Message};

impl Bot {
    /// What an article offers as the argument of a command: its countries, people, or paragraphs' names.
    #[must_use]
    pub fn arguments(
        &self,
        command: Name,
        article: &Arc<Article>,
        language: Language,
    ) -> Vec<String> {
        match command {
            Name::Country | Name::Summary => all_countries(article)
                .into_iter()
                .map(|country| super::country::name(country).words(language))
                .collect(),
            Name::Person | Name::Quote => self
                .people(article)
                .all()
                .iter()
                .map(|person| person.name.clone())
                .collect(),
            Name::Article => self
                .library()
                .articles()
                .iter()
                .map(|article| article.id.clone())
                .collect(),
            Name::Help => crate::command::COMMANDS
                .iter()
                .map(|spec| spec.name.to_owned())
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Up to four things to ask about an article, to begin with.
    #[must_use]
    pub fn examples(&self, article: &Arc<Article>) -> Vec<Message> {
        let occurrences = |person: &&Person| {
            article
                .paragraphs()
                .iter()
                .map(|p| person.occurrences(p.text()).len())
                .sum::<usize>()
        };
        let people = self.people(article).all();
        let mut examples = Vec::new();
        if let Some(country) = all_countries(article).first() {
            examples.push(
                Message::new("example-country").with("country", super::country::name(*country)),
            );
        }
        if let Some(person) = people.iter().rev().max_by_key(occurrences) {
            examples.push(Message::new("example-person").with("person", person.name.as_str()));
        }
        examples.push(Message::new("example-sources"));
        examples.push(Message::new("example-subject"));
        examples
    }
}

fn all_countries(article: &Arc<Article>) -> Vec<Country> {
    let (with_section, others) = countries(article);
    with_section
        .into_iter()
        .chain(others)
        .map(|(country, _)| country)
        .collect()
}
