//! Recipes: short codes from which an answer can be made again without the typed text. Buttons carry them, so they work
//! after a restart and store nothing that anybody asked.
//!
//! Most recipes name something in the article by its position: a country by its code, a person by a number. A recipe of
//! a search lists the passages that it found, each with its answering sentence.

use std::iter;
use std::ops::Range;

use super::commands::person::{self, Who};
use super::commands::{ask, country, search};
use super::core::Bot;
use crate::answer::{Answer, Quote, Verdict};
use crate::command::{self, Command, Selection};
use crate::excerpt::Excerpt;
use crate::lexicon::gazetteer::Resolution;
use crate::preferences::Context;
use crate::search::Hit;

/// How to make an answer again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipe {
    /// Run a command, with arguments from the article.
    Command(Command),
    /// Show the result of a question: its verdict, and the number of each passage with that of its sentence.
    Question(Verdict, Vec<(usize, usize)>),
    /// Show the result of a search, best passage first, as such pairs of numbers.
    Search(Vec<(usize, usize)>),
}

/// The digits of a number in a code.
const DIGITS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

impl Bot {
    /// Returns the recipe of an answer to a command; `None` if it cannot be made again.
    #[must_use]
    pub fn recipe(
        &self,
        command: &Command,
        context: &Context<'_>,
        answer: &Answer,
    ) -> Option<Recipe> {
        let found = || {
            let positions: Vec<_> = answer
                .quotes()
                .filter_map(|quote| self.position(quote))
                .collect();
            (!positions.is_empty()).then_some(positions)
        };
        let by_found = || found().map(Recipe::Search);
        let person = |name: &str| match person::who(self, self.article(context)?, name) {
            Who::Is(person, _) => Some(person.name),
            _ => None,
        };
        let country = |name: &str| match country::meant(name) {
            Resolution::One(country) => Some(country.code().to_owned()),
            _ => None,
        };
        let command = match command {
            Command::Ask(_) => {
                let positions = answer
                    .quotes()
                    .flat_map(|quote| self.sentence_positions(quote));
                let positions = match answer.verdict {
                    Verdict::Maybe => positions.collect(),
                    _ => found()?,
                };
                return Some(Recipe::Question(answer.verdict, positions));
            }
            Command::Search(_) => return by_found(),
            Command::Country(Some(name)) => country(name).map(|code| Command::Country(Some(code))),
            Command::Person(name) => person(name).map(Command::Person),
            Command::Quote(Some(name)) => person(name).map(|name| Command::Quote(Some(name))),
            Command::Summary {
                country: Some(name),
                sentences,
            } => country(name).map(|code| Command::Summary {
                country: Some(code),
                sentences: *sentences,
            }),
            Command::Help(Some(name)) => {
                command::find(name).map(|spec| Command::Help(Some(spec.name.to_owned())))
            }
            Command::Paragraph(Selection::Label(_))
            | Command::Source(Some(Selection::Label(_)))
            | Command::Article(Some(_))
            | Command::Setting { .. }
            | Command::Forget(_)
            | Command::Incomplete(_)
            | Command::Unknown(_) => None,
            _ => Some(command.clone()),
        };
        command.map(Recipe::Command).or_else(by_found)
    }

    /// Makes the answer of a recipe; `None` if it names something that does not exist.
    #[must_use]
    pub fn make(&self, recipe: &Recipe, context: &Context<'_>) -> Option<Answer> {
        match recipe {
            Recipe::Command(command) => Some(self.answer(command, context)),
            Recipe::Question(verdict, positions) => Some(ask::found(
                &Command::Ask(String::new()),
                context,
                *verdict,
                &self.hits(positions)?,
            )),
            Recipe::Search(positions) => Some(search::found(
                &Command::Search(String::new()),
                &self.hits(positions)?,
            )),
        }
    }

    /// If a question found sentences in several passages, returns for each its index from 0 and a recipe that shows its
    /// paragraph. Passages without a paragraph number are skipped.
    pub fn choices_of(&self, recipe: &Recipe) -> impl Iterator<Item = (usize, Recipe)> {
        let mut passages: Vec<usize> = match recipe {
            Recipe::Question(_, positions) => {
                positions.iter().map(|(passage, _)| *passage).collect()
            }
            _ => Vec::new(),
        };
        passages.dedup();
        let is_choice = passages.len() > 1;
        let shown = |(position, passage)| {
            let number = self.engine.passage(passage)?.paragraph().number()?;
            let selection = Selection::Numbers(number, number);
            Some((position, Recipe::Command(Command::Paragraph(selection))))
        };
        let numbered = passages.into_iter().enumerate();
        numbered.filter(move |_| is_choice).filter_map(shown)
    }

    /// Encodes a recipe in at most `most` letters, digits and `-_.`; drops passages of a long search that do not fit.
    #[must_use]
    pub fn code(&self, recipe: &Recipe, context: &Context<'_>, most: usize) -> Option<String> {
        let code = match recipe {
            Recipe::Question(verdict, positions) => {
                let sure = if *verdict == Verdict::Found { 'v' } else { 'V' };
                let positions = positions.iter().map(|position| self.digits(*position));
                format!("{sure}{}", positions.collect::<String>())
            }
            Recipe::Search(positions) => {
                let each = self.width() + 1;
                let fitting = most.saturating_sub(1) / each;
                let positions = positions
                    .iter()
                    .take(fitting)
                    .map(|position| self.digits(*position));
                format!("z{}", positions.collect::<String>())
            }
            Recipe::Command(command) => self.command_code(command, context)?,
        };
        (code.len() <= most).then_some(code)
    }

    /// Makes the answer of a code; `None` if the code is invalid.
    #[must_use]
    pub fn remake(&self, code: &str, context: &Context<'_>) -> Option<Answer> {
        self.make(&self.recipe_of(code, context)?, context)
    }

    /// Decodes a recipe.
    #[must_use]
    pub fn recipe_of(&self, code: &str, context: &Context<'_>) -> Option<Recipe> {
        let kind = code.chars().next()?;
        let rest = code.strip_prefix(kind)?;
        let given = Some(rest.to_owned()).filter(|rest| !rest.is_empty());
        let person = || {
            let people = self.people(self.article(context)?).all();
            Some(people.get(rest.parse::<usize>().ok()?)?.name.clone())
        };
        let numbers = || {
            let (first, last) = rest.split_once('-')?;
            Some(Selection::Numbers(first.parse().ok()?, last.parse().ok()?))
        };
        let command = match kind {
            'v' | 'V' => {
                let verdict = if kind == 'v' {
                    Verdict::Found
                } else {
                    Verdict::Maybe
                };
                return Some(Recipe::Question(verdict, self.positions(rest)?));
            }
            'z' => return self.positions(rest).map(Recipe::Search),
            'c' => Command::Country(given),
            'p' => Command::Person(person()?),
            'q' if rest.is_empty() => Command::Quote(None),
            'q' => Command::Quote(Some(person()?)),
            'a' => Command::Paragraph(numbers()?),
            'b' if rest.is_empty() => Command::Source(None),
            'b' => Command::Source(Some(numbers()?)),
            't' => Command::Timeline,
            'w' => Command::Changes,
            'i' => Command::Contents,
            's' => {
                let (country, sentences) = rest.split_once('.')?;
                Command::Summary {
                    country: Some(country.to_owned()).filter(|country| !country.is_empty()),
                    sentences: sentences.parse().ok(),
                }
            }
            'l' => Command::Article(None),
            'h' => Command::Help(given),
            'o' => Command::About,
            'g' => Command::Missed,
            _ => return None,
        };
        Some(Recipe::Command(command))
    }

    fn command_code(&self, command: &Command, context: &Context<'_>) -> Option<String> {
        let person = |name: &str| {
            let people = self.people(self.article(context)?).all();
            people.iter().position(|person| person.name == name)
        };
        let of_selection = |kind: char, selection: &Selection| match selection {
            Selection::Numbers(first, last) => Some(format!("{kind}{first}-{last}")),
            Selection::Label(_) => None,
        };
        let code = match command {
            Command::Country(code) => format!("c{}", code.as_deref().unwrap_or_default()),
            Command::Person(name) => format!("p{}", person(name)?),
            Command::Quote(None) => "q".to_owned(),
            Command::Quote(Some(name)) => format!("q{}", person(name)?),
            Command::Paragraph(selection) => of_selection('a', selection)?,
            Command::Source(None) => "b".to_owned(),
            Command::Source(Some(selection)) => of_selection('b', selection)?,
            Command::Timeline => "t".to_owned(),
            Command::Changes => "w".to_owned(),
            Command::Contents => "i".to_owned(),
            Command::Summary { country, sentences } => format!(
                "s{}.{}",
                country.as_deref().unwrap_or_default(),
                sentences.map(|count| count.to_string()).unwrap_or_default()
            ),
            Command::Article(None) => "l".to_owned(),
            Command::Help(name) => format!("h{}", name.as_deref().unwrap_or_default()),
            Command::About => "o".to_owned(),
            Command::Missed => "g".to_owned(),
            Command::Ask(_)
            | Command::Search(_)
            | Command::Article(Some(_))
            | Command::Setting { .. }
            | Command::More
            | Command::Forget(_)
            | Command::Incomplete(_)
            | Command::Unknown(_) => return None,
        };
        Some(code)
    }

    /// The number of a quotation's passage, and that of its first emphasised sentence.
    fn position(&self, quote: &Quote) -> Option<(usize, usize)> {
        let passage = quote.passage();
        let start = crate::render::landing(quote).start;
        let sentence = passage
            .sentences()
            .iter()
            .position(|sentence| sentence.contains(&start));
        Some((self.engine.number(passage)?, sentence.unwrap_or(0)))
    }

    /// The numbers of a quotation's sentences, the emphasised one first.
    fn sentence_positions(&self, quote: &Quote) -> Vec<(usize, usize)> {
        let Some(first) = self.position(quote) else {
            return Vec::new();
        };
        let sentences = quote.passage().sentences().iter().enumerate();
        let is_shown = |sentence: &Range<usize>| {
            let mut excerpts = quote.excerpts().iter().map(Excerpt::range);
            excerpts.any(|range| range.start <= sentence.start && sentence.start < range.end)
        };
        let shown = sentences.filter(|(_, sentence)| is_shown(sentence));
        let others = shown
            .map(|(at, _)| (first.0, at))
            .filter(|position| *position != first);
        iter::once(first).chain(others).collect()
    }

    fn hits(&self, positions: &[(usize, usize)]) -> Option<Vec<Hit>> {
        positions
            .iter()
            .map(|position| self.hit(*position))
            .collect()
    }

    fn hit(&self, (number, sentence): (usize, usize)) -> Option<Hit> {
        let passage = self.engine.passage(number)?.clone();
        let sentence = passage.sentences().get(sentence)?.clone();
        Some(Hit::unscored(passage, sentence, 1.0))
    }

    /// The number of digits of a passage's number in a code.
    fn width(&self) -> usize {
        let mut width = 1;
        while DIGITS.len().pow(width) < self.engine.len() {
            width += 1;
        }
        width as usize
    }

    fn digits(&self, (mut number, sentence): (usize, usize)) -> String {
        // A paragraph hardly has more sentences; a later one would be shown as the last.
        let mut digits = vec![DIGITS[sentence.min(DIGITS.len() - 1)]];
        for _ in 0..self.width() {
            digits.push(DIGITS[number % DIGITS.len()]);
            number /= DIGITS.len();
        }
        digits
            .iter()
            .rev()
            .map(|digit| char::from(*digit))
            .collect()
    }

    fn positions(&self, code: &str) -> Option<Vec<(usize, usize)>> {
        let value = |digit: &u8| DIGITS.iter().position(|known| known == digit);
        let each = self.width() + 1;
        let whole = code.len().is_multiple_of(each) && !code.is_empty();
        let position = |digits: &[u8]| {
            let (sentence, number) = digits.split_last()?;
            let number = number.iter().try_fold(0, |number, digit| {
                Some(number * DIGITS.len() + value(digit)?)
            })?;
            Some((number, value(sentence)?))
        };
        whole
            .then(|| code.as_bytes().chunks(each).map(position).collect())
            .flatten()
    }
}
