//! What could be typed next: for completion in a console and in chat, and for a greeting.

use std::sync::Arc;

use super::country::countries;
use super::{Bot, Context};
use crate::article::{Article, Paragraph};
use crate::command::Name;
use crate::lexicon::fold::fold;
use crate::lexicon::gazetteer::Country;
use crate::people::{People, Person};
use crate::wording::{Language, Message};

/// Whether something to choose from begins with what was typed so far, or a word in it does.
#[must_use]
pub fn fits(offer: &str, typed: &str) -> bool {
    let (offer, typed) = (fold(offer), fold(typed.trim()));
    offer.starts_with(&typed) || offer.split([' ', '-']).any(|word| word.starts_with(&typed))
}

/// Something to choose from, where a command takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What a reader would call it.
    pub label: String,
    /// What is typed for it.
    pub value: String,
}

impl Bot {
    /// What can be given to a command: articles, commands; or countries and people of the article that it is about.
    #[must_use]
    pub fn arguments(
        &self,
        command: Name,
        context: &Context<'_>,
        language: Language,
    ) -> Vec<String> {
        match command {
            Name::Country | Name::Summary => self
                .countries(context)
                .into_iter()
                .map(|country| super::country::name(country).words(language))
                .collect(),
            Name::Person | Name::Quote => self
                .article(context)
                .into_iter()
                .flat_map(|article| self.people(article).all())
                .map(|person| person.name.clone())
                .collect(),
            Name::Article => self
                .library()
                .articles()
                .iter()
                .map(|article| article.id.clone())
                .collect(),
            Name::Setting => super::settings::rows(self)
                .map(|row| match language {
                    Language::Dutch => row.name.to_owned(),
                    Language::English => row.english.to_owned(),
                })
                .collect(),
            Name::Help => crate::command::COMMANDS
                .iter()
                .map(|spec| spec.name.to_owned())
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The same with the passages by their places, each with what a reader would call it.
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
                    label: crate::citation::title(article).words(language),
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

    /// The countries that an article is about or names, the former first.
    #[must_use]
    pub fn countries(&self, context: &Context<'_>) -> Vec<Country> {
        let countries = |article| all_countries(article, self.people(article));
        self.article(context).map(countries).unwrap_or_default()
    }

    /// The person whom an article names most, the first of them where there are several.
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

    /// Up to four things to ask about an article, to begin with.
    #[must_use]
    pub fn examples(&self, article: &Arc<Article>) -> Vec<Message> {
        let mut examples = Vec::new();
        if let Some(country) = all_countries(article, self.people(article)).first() {
            examples.push(
                Message::new("example-country").with("country", super::country::name(*country)),
            );
        }
        if let Some(person) = self.most_named(article) {
            examples.push(Message::new("example-person").with("person", person.name.as_str()));
        }
        if super::source::has_line(article) {
            examples.push(Message::new("example-sources"));
        }
        examples.push(Message::new("example-subject"));
        examples
    }
}

/// The sections of an article with their first and last paragraph; text before the first has none.
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

pub(super) fn all_countries(article: &Arc<Article>, people: &People) -> Vec<Country> {
    let (with_section, others) = countries(article, people);
    with_section
        .into_iter()
        .chain(others)
        .map(|(country, _)| country)
        .collect()
}
