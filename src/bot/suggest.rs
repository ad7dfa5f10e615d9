//! Suggestions: completions in a console and in chat, and example questions.

use std::sync::Arc;

use super::commands::{country, setting};
use super::core::Bot;
use crate::article::{Article, Paragraph};
use crate::citation;
use crate::command::{COMMANDS, Name};
use crate::lexicon::fold::fold;
use crate::lexicon::gazetteer::{self, Country, Resolution};
use crate::people::{Person, PersonMatch};
use crate::preferences::{self, Context, MARKS, Values};
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

/// How many paragraphs are offered by their number.
const NUMBERS: usize = 25;

/// A choice that is labelled by what is typed.
fn same(value: String) -> Choice {
    Choice {
        label: value.clone(),
        value,
    }
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
                let names =
                    setting::rows(self, context.preferences.home).map(|row| match language {
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
            Name::Setting => {
                let names = self.arguments(command, context, language);
                let of_server = names.iter().map(|name| format!("server {name}"));
                let of_server: Vec<String> = of_server.collect();
                names.into_iter().chain(of_server).map(same).collect()
            }
            _ => self
                .arguments(command, context, language)
                .into_iter()
                .map(same)
                .collect(),
        }
    }

    /// Returns what may follow what is typed of an argument: the choices of which it is the beginning, and what the command
    /// would understand by it, such as a country by its name in another language.
    #[must_use]
    pub fn completions(
        &self,
        command: Name,
        typed: &str,
        context: &Context<'_>,
        language: Language,
    ) -> Vec<Choice> {
        let understood = self.understood(command, typed, context, language);
        let all = self.choices(command, context, language).into_iter();
        let fitting = all.filter(|choice| fits(&choice.label, typed));
        let mut choices: Vec<Choice> = Vec::new();
        for choice in understood.into_iter().chain(fitting) {
            if choices.iter().all(|known| known.value != choice.value) {
                choices.push(choice);
            }
        }
        choices
    }

    /// What a command understands by a whole argument.
    fn understood(
        &self,
        command: Name,
        typed: &str,
        context: &Context<'_>,
        language: Language,
    ) -> Vec<Choice> {
        let Some(article) = self.article(context) else {
            return Vec::new();
        };
        match command {
            Name::Country | Name::Summary => {
                let named = match gazetteer::resolve(typed) {
                    Resolution::One(country) => vec![country],
                    Resolution::Several(several) | Resolution::Near(several) => several,
                    Resolution::Unknown => Vec::new(),
                };
                let own = self.countries(context);
                let named = named.into_iter().filter(|country| own.contains(country));
                named
                    .map(|country| same(country::name(country).words(language)))
                    .collect()
            }
            Name::Person | Name::Quote => match self.people(article).resolve(typed) {
                PersonMatch::One { person, .. } => vec![same(person.name.clone())],
                PersonMatch::Several(several) => {
                    let names = several.into_iter().map(|person| person.name.clone());
                    names.map(same).collect()
                }
                PersonMatch::Nobody => Vec::new(),
            },
            Name::Paragraph | Name::Source => {
                let has_sections = sections(article).next().is_some();
                let typed = typed.trim();
                if typed.is_empty() && has_sections {
                    return Vec::new();
                }
                let numbers = article.paragraphs().iter().filter_map(Paragraph::number);
                let numbers = numbers.map(|number| number.to_string());
                let fitting = numbers.filter(|number| number.starts_with(typed));
                fitting.take(NUMBERS).map(same).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Returns the possible values of a setting that begin with what is typed.
    #[must_use]
    pub fn values(
        &self,
        setting: &str,
        typed: &str,
        context: &Context<'_>,
        language: Language,
    ) -> Vec<Choice> {
        let name = setting.trim();
        let name = name.strip_prefix("server ").unwrap_or(name);
        let Some(setting) = preferences::find(name) else {
            return Vec::new();
        };
        let mut values = match setting.row().values {
            Values::Words(words) => {
                let words = words.iter().map(|word| match language {
                    Language::Dutch => word.dutch,
                    Language::English => word.english,
                });
                words.map(|word| same(word.to_owned())).collect()
            }
            Values::Marks => MARKS.chars().map(|mark| same(mark.to_string())).collect(),
            Values::Articles => self.choices(Name::Article, context, language),
        };
        values.push(same(match language {
            Language::Dutch => "standaard".to_owned(),
            Language::English => "default".to_owned(),
        }));
        values.retain(|choice| fits(&choice.label, typed));
        values
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
