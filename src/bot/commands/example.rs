//! Examples of commands that work on the current article. Those of the table work on the bundled one.

use std::sync::{Arc, LazyLock};

use super::{country, paragraph, quote, source};
use crate::analyzer;
use crate::article::{Article, Library};
use crate::bot::blocks::as_typed;
use crate::bot::core::Bot;
use crate::bot::suggest::sections;
use crate::command::{Name, Spec};
use crate::preferences::Context;
use crate::wording::{COMMAND_MARK, Message};

static BUNDLED: LazyLock<Library> = LazyLock::new(Library::bundled);

impl Bot {
    /// Returns an example of a command before an article is chosen; `None` if the article has no material for it, or if
    /// there are several articles.
    #[must_use]
    pub fn example(&self, spec: &Spec) -> Option<Message> {
        of(self, &Context::default(), spec)
    }
}

/// Returns an example of a command; `None` if the article has no material for it, or if no article is chosen.
pub(in crate::bot) fn of(bot: &Bot, context: &Context<'_>, spec: &Spec) -> Option<Message> {
    let of_table = || Some(Message::verbatim(format!("{COMMAND_MARK}{}", spec.example)));
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

/// Returns an argument of a command from an article.
fn argument(bot: &Bot, article: &Arc<Article>, command: Name) -> Option<Message> {
    let first_country = || {
        let countries = country::all(article, bot.people(article));
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
        Name::Source => source::telling(bot, article).map(number),
        Name::Summary => {
            let of_country = first_country();
            Some(Message::spaced(of_country.into_iter().chain([number(2)])))
        }
        _ => None,
    }
}

/// Returns the longest word, stop words apart, in the name of the first section.
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
