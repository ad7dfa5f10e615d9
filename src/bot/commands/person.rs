//! `!wie`: the passages in which a person occurs, the one that introduces them first.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::article;
use crate::analyzer::{self, Word};
use crate::answer::{Answer, Block, Quote};
use crate::article::{Article, Kind};
use crate::bot::blocks::{ask_back, corrected, did_you_mean, name_list, repeated, sentences_with};
use crate::bot::core::Bot;
use crate::command::Command;
use crate::excerpt::Passage;
use crate::lexicon::english;
use crate::lexicon::fold::fold;
use crate::lexicon::gazetteer::{self, Country, Resolution};
use crate::lexicon::initials::is_initial;
use crate::lexicon::roles::is_role;
use crate::lexicon::spaces;
use crate::people::{People, Person, PersonMatch};
use crate::preferences::Context;
use crate::wording::Message;

/// What a typed name refers to.
pub(in crate::bot) enum Who {
    /// A person whom the article names, and whether the name was typed without error.
    Is(Person, bool),
    /// The author of the article.
    Author(String),
    /// A role, with the people who have it, at least one.
    Role(Vec<Person>),
    /// Nobody known, but the text contains the whole name.
    Named(Person),
    /// No name, but the text contains the words.
    Standing(Person),
    /// Possibly one of these.
    Perhaps(Vec<String>),
    /// A country.
    Country(Country),
    /// Nothing.
    Nobody,
}

/// Resolves a typed name. A partial match is a question back, never a guess.
pub(in crate::bot) fn who(bot: &Bot, article: &Arc<Article>, typed: &str) -> Who {
    let people = bot.people(article);
    let name = without_title(typed);
    let words = analyzer::words(name);
    let Some(last) = words.last() else {
        return Who::Nobody;
    };
    let is_idle = |folded: &str| matches!(folded, "volgens" | "aldus");
    if words
        .iter()
        .all(|word| word.is_stop_word || is_idle(&word.folded))
    {
        return Who::Nobody;
    }
    let meant = people.resolve(name);
    if let PersonMatch::One {
        person,
        as_typed: true,
    } = meant
    {
        return Who::Is(person.clone(), true);
    }
    if let Some(author) = author(article, &analyzer::words(typed), true) {
        return Who::Author(author);
    }
    match meant {
        PersonMatch::One { person, as_typed } => return Who::Is(person.clone(), as_typed),
        PersonMatch::Several(people) => return perhaps(&people),
        PersonMatch::Nobody => {}
    }
    if let Some(author) = author(article, &words, false) {
        return Who::Author(author);
    }
    let telling: Vec<&Word> = words.iter().filter(|word| !word.is_stop_word).collect();
    if let [role] = telling.as_slice()
        && (is_role(&role.folded) || english::is_role(&role.folded))
    {
        let called: Vec<Person> = people
            .in_role(article, &role.folded)
            .into_iter()
            .cloned()
            .collect();
        if !called.is_empty() {
            return Who::Role(called);
        }
    }
    // A capital or an inhabitant does not count as the country.
    if let Resolution::One(country) = gazetteer::resolve(name)
        && [country.dutch(), country.english()]
            .iter()
            .any(|known| fold(known) == fold(name.trim()))
    {
        return Who::Country(country);
    }
    // The last word matches but another does not: that may be somebody else. An initial matches by chance.
    if words.len() > 1 && !is_initial(&last.folded) {
        match people.resolve(&last.folded) {
            PersonMatch::One { person, .. } => return perhaps(&[person]),
            PersonMatch::Several(people) => return perhaps(&people),
            PersonMatch::Nobody => {}
        }
    }
    let count = |name: &Person| -> usize {
        let occurrences = |passage: Passage| name.occurrences(passage.text()).len();
        Passage::each(article, occurrences).into_iter().sum()
    };
    // «President Jansen» is Jansen, but «premier van Armenië» is not «van Armenië».
    let bare = words.first().filter(|first| first.is_capitalised);
    let names = [Some(typed), bare.map(|_| name)].into_iter().flatten();
    let named = names.map(Person::whole).find(|name| count(name) > 0);
    let standing = Person::words(typed);
    let stands = count(&standing);
    match named {
        // A capital at the head of a sentence makes no name: «Werkgevers», if «werkgever» occurs elsewhere.
        Some(named) if stands <= count(&named) => Who::Named(named),
        _ if stands > 0 => Who::Standing(standing),
        _ => Who::Nobody,
    }
}

/// Returns the author with this name, the whole of it or a part.
fn author(article: &Article, typed: &[Word], is_whole: bool) -> Option<String> {
    let is_theirs = |author: &&String| {
        let name = analyzer::folded_words(author);
        let typed: Vec<String> = typed.iter().map(|word| word.folded.clone()).collect();
        name == typed || !is_whole && typed.iter().all(|word| name.contains(word))
    };
    article.authors.iter().find(is_theirs).cloned()
}

/// «president Tokajev» is Tokajev.
fn without_title(typed: &str) -> &str {
    let words = analyzer::words(typed);
    let name = words
        .iter()
        .find(|word| !is_role(&word.folded) && !english::is_role(&word.folded));
    name.and_then(|word| typed.get(word.range.start..))
        .unwrap_or(typed)
}

fn perhaps(people: &[&Person]) -> Who {
    Who::Perhaps(people.iter().map(|person| person.name.clone()).collect())
}

/// A question back: «Bedoelde je …?»
pub(in crate::bot) fn asked_back(command: &Command, names: &[String]) -> Answer {
    let names = names.iter().map(|name| Message::verbatim(name.as_str()));
    ask_back(command, names)
}

pub(in crate::bot) fn answer(
    bot: &Bot,
    command: &Command,
    article: &Arc<Article>,
    name: &str,
) -> Answer {
    let mut blocks = Vec::new();
    let (person, is_known) = match who(bot, article, name) {
        Who::Perhaps(names) => return asked_back(command, &names),
        Who::Country(country) => {
            let said =
                Message::new("person-country").with("country", super::country::name(country));
            return Answer::nothing(command, [Block::Say(said)]);
        }
        Who::Nobody => return nobody(bot, command, article, name),
        Who::Author(author) => return wrote(command, article, &author),
        Who::Role(people) => {
            let names = people.iter().map(|one| Message::verbatim(&one.name));
            let said = Message::new("person-role")
                .with("typed", repeated(name))
                .with("people", Message::list(names.clone()));
            blocks.push(Block::Say(ending_in(said, people.last())));
            match people.as_slice() {
                [person] => (person.clone(), true),
                _ => {
                    blocks.push(did_you_mean(names));
                    return Answer::question_back(command, blocks);
                }
            }
        }
        Who::Named(person) | Who::Standing(person) => {
            let said = Message::new("person-unknown").with("typed", repeated(name));
            blocks.push(Block::Say(said));
            (person, false)
        }
        Who::Is(person, as_typed) => {
            if !as_typed {
                blocks.push(corrected(name, &person.name));
            }
            (person, true)
        }
    };
    let quotes = occurrences(article, &person);
    if quotes.is_empty() {
        return nobody(bot, command, article, name);
    }
    blocks.extend(quotes.into_iter().map(Block::Quote));
    if is_known {
        Answer::certain(command, blocks)
    } else {
        Answer::question_back(command, blocks)
    }
}

/// Quotes the byline first. If the text does not name the author, says what the editor supplied.
fn wrote(command: &Command, article: &Arc<Article>, author: &str) -> Answer {
    let mut quotes = occurrences(article, &Person::whole(author));
    if quotes.is_empty() {
        let names = article.authors.iter().map(Message::verbatim);
        let said = Message::new("question-authors").with("authors", Message::list(names));
        return Answer::nothing(command, [Block::Say(said)]);
    }
    quotes.sort_by_key(|quote| quote.passage().paragraph().kind() != Kind::Byline);
    Answer::certain(command, quotes.into_iter().map(Block::Quote))
}

fn nobody(bot: &Bot, command: &Command, article: &Arc<Article>, name: &str) -> Answer {
    // «Ook» is nobody, but the text does contain the word.
    let words = Person::words(name);
    let is_absent = |text: &str| words.occurrences(text).is_empty();
    let all = Passage::each(article, |passage| {
        is_absent(passage.text()) && is_absent(passage.paragraph().section())
    });
    let key = if is_absent(&article.title) && all.into_iter().all(|is_absent| is_absent) {
        "person-none"
    } else {
        "person-no-name"
    };
    let said = Message::new(key).with("typed", repeated(name));
    Answer::nothing(
        command,
        [Block::Say(said), Block::Say(listed(bot, article))],
    )
}

/// `!wie` without a name: lists the people.
pub(in crate::bot) fn list(bot: &Bot, command: &Command, context: &Context<'_>) -> Answer {
    match bot.article(context) {
        Some(article) => Answer::certain(command, [Block::Say(listed(bot, article))]),
        None => article::which(bot, command, context),
    }
}

fn listed(bot: &Bot, article: &Arc<Article>) -> Message {
    /// The most people that are listed.
    const NAMED: usize = 20;
    let people = bot.people(article).all();
    if people.is_empty() {
        return Message::new("people-none");
    }
    let names = people.iter().map(|person| Message::verbatim(&person.name));
    let said = name_list("people-present", "people", names.collect(), NAMED);
    ending_in(said, people.last())
}

/// Tells a message that ends in a person's name whether the name has its own point: «Sander B.».
fn ending_in(said: Message, last: Option<&Person>) -> Message {
    let has_point = last.is_some_and(|person| person.name.ends_with('.'));
    said.with("ends", if has_point { "point" } else { "plain" })
}

/// Quotes the sentences that name a person: first the passage that introduces them, then in order.
fn occurrences(article: &Arc<Article>, person: &Person) -> Vec<Quote> {
    let of_passages = Passage::each(article, |passage| {
        naming(&passage, &person.occurrences(passage.text()))
    });
    let mut found: Vec<(u32, Quote)> = of_passages.into_iter().flatten().collect();
    let introducing = found.iter().map(|(score, _)| *score).max().unwrap_or(0);
    if let Some(place) = found.iter().position(|(score, _)| *score == introducing) {
        let first = found.remove(place);
        found.insert(0, first);
    }
    found.into_iter().map(|(_, quote)| quote).collect()
}

/// Quotes for each person, by their index, the passage that introduces them: the one that `!wie` shows first.
pub(in crate::bot) fn introductions(
    article: &Arc<Article>,
    people: &People,
) -> BTreeMap<usize, Quote> {
    let of_passages = Passage::each(article, |passage| {
        let mut names: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
        for (index, range) in people.occurrences_in(passage.text()) {
            names.entry(index).or_default().push(range);
        }
        let naming = |(index, names): (usize, Vec<_>)| Some((index, naming(&passage, &names)?));
        names.into_iter().filter_map(naming).collect::<Vec<_>>()
    });
    let mut first: BTreeMap<usize, (u32, Quote)> = BTreeMap::new();
    for (index, (score, quote)) in of_passages.into_iter().flatten() {
        if first.get(&index).is_none_or(|(best, _)| *best < score) {
            first.insert(index, (score, quote));
        }
    }
    let quotes = first.into_iter();
    quotes.map(|(index, (_, quote))| (index, quote)).collect()
}

/// Quotes the sentences of a passage that contain names, with the score of the best [`introduction`] among them.
fn naming(passage: &Passage, names: &[Range<usize>]) -> Option<(u32, Quote)> {
    let quote = sentences_with(passage, names, &[])?;
    let introductions = names.iter().map(|name| introduction(passage, name));
    Some((introductions.max().unwrap_or(0), quote))
}

/// Scores how well a mention introduces a person: an apposition after the name, a title or an adjective before it, the
/// whole name. A caption scores below the text.
fn introduction(passage: &Passage, name: &Range<usize>) -> u32 {
    /// How many bytes before a name are looked at: more than any word has.
    const TAIL: usize = 500;
    let text = passage.text();
    let after = text.get(name.end..).unwrap_or_default();
    let has_apposition = after
        .strip_prefix(',')
        .and_then(spaces::after_space)
        .is_some_and(|rest| rest.starts_with(char::is_lowercase));
    let before = text.get(..name.start).unwrap_or_default();
    let tail = before.floor_char_boundary(before.len().saturating_sub(TAIL));
    let previous = analyzer::words(before.get(tail..).unwrap_or_default()).pop();
    let is_adjacent =
        before.ends_with(char::is_whitespace) && !before.trim_end().ends_with(['.', ',', ';', ':']);
    let has_title = is_adjacent && previous.is_some_and(|word| !word.is_stop_word);
    let is_whole = text
        .get(name.clone())
        .is_some_and(|name| name.contains(char::is_whitespace));
    let of_kind = u32::from(passage.paragraph().kind() != Kind::Caption);
    4 * u32::from(has_apposition) + 3 * u32::from(has_title) + 2 * u32::from(is_whole) + of_kind
}
