//! Examples of commands that work on the article at hand. Those of the table are made for the bundled one.

use std::sync::{Arc, LazyLock};

use super::help::as_typed;
use super::{country, paragraph, quote, source};
use crate::analyzer;
use crate::article::{Article, Library};
use crate::bot::core::Bot;
use crate::bot::suggest::{all_countries, sections};
use crate::command::{Name, Spec};
use crate::preferences::Context;
use crate::wording::Message;

static BUNDLED: LazyLock<Library> = LazyLock::new(Library::bundled);

impl Bot {
    /// A line that shows what a command does, where nothing has been chosen yet; none where the article has nothing to show it
    /// on, or where there are several.
    #[must_use]
    pub fn example(&self, spec: &Spec) -> Option<Message> {
        of(self, &Context::default(), spec)
    }
}

/// A line that shows what a command does; none where the article has nothing to show it on, or where it is not known which
/// article is meant.
pub(in crate::bot) fn of(bot: &Bot, context: &Context<'_>, spec: &Spec) -> Option<Message> {
    let of_table = || Some(Message::verbatim(spec.example));
    let is_of_article = matches!(
        spec.command,
        Name::Ask
            | Name::Country
            | Name::Person
            | Name::Search
            | Name::Paragraph
            | Name::Quote
            | Name::Source
            | Name::Summary
    );
    if !is_of_article {
        return of_table();
    }
    let article = bot.article(context)?;
    if is_bundled(article) {
        return of_table();
    }
    let argument = argument(bot, article, spec.command)?;
    Some(Message::spaced([as_typed(spec), argument]))
}

fn is_bundled(article: &Article) -> bool {
    let same = BUNDLED.get(&article.id);
    same.is_some_and(|same| same.revision == article.revision)
}

/// What an article has to give to a command.
fn argument(bot: &Bot, article: &Arc<Article>, command: Name) -> Option<Message> {
    let first_country = || {
        let countries = all_countries(article, bot.people(article));
        countries.first().copied().map(country::name)
    };
    let number = |number: u32| Message::verbatim(number.to_string());
    match command {
        Name::Ask => Some(match bot.most_named(article) {
            Some(person) => Message::new("example-person").with("person", person.name.as_str()),
            None => Message::new("example-subject"),
        }),
        Name::Country => first_country(),
        Name::Person => Some(Message::verbatim(&bot.most_named(article)?.name)),
        Name::Search => word_of_section(article).map(Message::verbatim),
        Name::Paragraph => match paragraph::last_number(article) {
            0 => None,
            1 => Some(number(1)),
            _ => Some(Message::verbatim("1-2")),
        },
        Name::Quote => {
            let quoted = quote::first_quoted(article, bot.people(article))?;
            Some(Message::verbatim(&quoted.name))
        }
        Name::Source => source::telling(article, bot.people(article)).map(number),
        Name::Summary => {
            let of_country = first_country();
            Some(Message::spaced(of_country.into_iter().chain([number(2)])))
        }
        _ => None,
    }
}

/// The longest word of the first section's name that says something.
fn word_of_section(article: &Arc<Article>) -> Option<&str> {
    let longest = |section: &str| {
        let words = analyzer::words(section).into_iter();
        words
            .filter(|word| !word.is_stop_word)
            .map(|word| word.range)
            .max_by_key(|range| range.len())
    };
    sections(article).find_map(|(section, ..)| section.get(longest(section)?))
}
