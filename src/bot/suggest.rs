//! Suggestions: completions in a console and in chat, and example questions.

use std::sync::Arc;

use super::commands::{country, setting};
use super::core::Bot;
use crate::article::{Article, Paragraph};
use crate::citation;
use crate::command::{COMMANDS, Name};
use crate::lexicon::fold::fold;
use crate::lexicon::gazetteer::Country;
use crate::people::Person;
use crate::preferences::Context;
use crate::wording::{Language, Message};

/// Whether a suggestion, or a word in it, begins with the typed text.
#[must_use]
pub fn fits(offer: &str, typed: &str) -> bool {
    let (offer, typed) = (fold(offer), fold(typed.trim()));
    offer.starts_with(&typed) || offer.split([' ', '-']).any(|word| word.starts_with(&typed))
}

/// A suggested argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its label for the reader.
    pub label: String,
    /// The argument to type.
    pub value: String,
}

impl Bot {
    /// Returns the possible arguments of a command: articles, settings, commands, or countries and people of the
    /// current article.
    #[must_use]
    pub fn arguments(
        &self,
        command: Name,
        context: &Context<'_>,
        language: Language,
    ) -> Vec<String> {
        let people = |article| self.people(article).all();
        match command {
            Name::Country | Name::Summary => {
                let countries = self.countries(context).into_iter();
                countries
                    .map(|country| country::name(country).words(language))
                    .collect()
            }
            Name::Person | Name::Quote => {
                let people = self.article(context).into_iter().flat_map(people);
                people.map(|person| person.name.clone()).collect()
            }
            Name::Article => {
                let articles = self.library().articles().iter();
                articles.map(|article| article.id.clone()).collect()
            }
            Name::Setting => {
                let names = setting::rows(self).map(|row| match language {
                    Language::Dutch => row.name,
                    Language::English => row.english,
                });
                names.map(str::to_owned).collect()
            }
            Name::Help => COMMANDS.iter().map(|spec| spec.name.to_owned()).collect(),
            _ => Vec::new(),
        }
    }

    /// Like [`arguments`](Self::arguments), with labels, and with paragraphs by section.
    #[must_use]
    pub fn choices(&self, command: Name, context: &Context<'_>, language: Language) -> Vec<Choice> {
        let same = |value: String| Choice {
            label: value.clone(),
            value,
        };
        match command {
            Name::Paragraph | Name::Source => self
                .article(context)
                .into_iter()
                .flat_map(sections)
                .map(|(section, first, last)| {
                    let value = if first == last {
                        first.to_string()
                    } else {
                        format!("{first}-{last}")
                    };
                    let label = Message::new("choice-section")
                        .with("section", section)
                        .with("list", value.as_str());
                    Choice {
                        label: label.words(language),
                        value,
                    }
                })
                .collect(),
            Name::Article => self
                .library()
                .articles()
                .iter()
                .map(|article| Choice {
                    label: citation::title(article).words(language),
                    value: article.id.clone(),
                })
                .collect(),
            _ => self
                .arguments(command, context, language)
                .into_iter()
                .map(same)
                .collect(),
        }
    }

    /// Returns the countries of an article, those with a section first.
    #[must_use]
    pub fn countries(&self, context: &Context<'_>) -> Vec<Country> {
        let countries = |article| country::all(article, self.people(article));
        self.article(context).map(countries).unwrap_or_default()
    }

    /// Returns the person whom an article names most, and the first one of several.
    pub(super) fn most_named(&self, article: &Arc<Article>) -> Option<&Person> {
        let occurrences = |person: &&Person| {
            article
                .paragraphs()
                .iter()
                .map(|p| person.occurrences(p.text()).len())
                .sum::<usize>()
        };
        let people = self.people(article).all();
        people.iter().rev().max_by_key(occurrences)
    }

    /// Returns up to four example questions about an article.
    #[must_use]
    pub fn examples(&self, article: &Arc<Article>) -> Vec<Message> {
        let mut examples = Vec::new();
        if let Some(country) = country::all(article, self.people(article)).first() {
            examples.push(Message::new("example-country").with("country", country::name(*country)));
        }
        if let Some(person) = self.most_named(article) {
            examples.push(Message::new("example-person").with("person", person.name.as_str()));
        }
        if super::commands::source::has_line(article) {
            examples.push(Message::new("example-sources"));
        }
        examples.push(Message::new("example-subject"));
        examples
    }
}

/// Returns the sections of an article with their first and last paragraph. Text before the first section has none.
pub(super) fn sections(article: &Arc<Article>) -> impl Iterator<Item = (&str, u32, u32)> {
    let paragraphs = article.paragraphs();
    fn numbered(section: &[Paragraph]) -> Option<(&str, u32, u32)> {
        let mut numbers = section.iter().filter_map(Paragraph::number);
        let first = numbers.next()?;
        let name = section.first()?.section();
        Some((name, first, numbers.last().unwrap_or(first))).filter(|(name, ..)| !name.is_empty())
    }
    paragraphs
        .chunk_by(|one, next| one.section() == next.section())
        .filter_map(numbered)
}
