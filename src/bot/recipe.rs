//! How an answer is made again, without what was typed: what a button carries, so that it works after a restart and keeps
//! nothing that anybody asked.
//!
//! Most commands name something of the article, which is written by its place there: a country by its code, a person by
//! a number. A search is kept as the passages it found, each with its answering sentence.

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
use crate::search::rank::Hit;

/// What makes an answer again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipe {
    /// The command, in words of the article's.
    Command(Command),
    /// What a question found: how sure it was, and for each passage that was shown its number and the sentence's in it.
    Question(Verdict, Vec<(usize, usize)>),
    /// What a search found, best first.
    Search(Vec<(usize, usize)>),
}

/// The digits of a number in a code.
const DIGITS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

impl Bot {
    /// What makes this answer to a command again; none where there is nothing to make again.
    #[must_use]
    pub fn recipe(
        &self,
        command: &Command,
        context: &Context<'_>,
        answer: &Answer,
    ) -> Option<Recipe> {
        let found = || {
            let places: Vec<_> = answer
                .quotes()
                .filter_map(|quote| self.place(quote))
                .collect();
            (!places.is_empty()).then_some(places)
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
                let places = answer.quotes().flat_map(|quote| self.places_of(quote));
                let places = match answer.verdict {
                    Verdict::Maybe => places.collect(),
                    _ => found()?,
                };
                return Some(Recipe::Question(answer.verdict, places));
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

    /// The answer that a recipe makes; none where it names what is not there.
    #[must_use]
    pub fn make(&self, recipe: &Recipe, context: &Context<'_>) -> Option<Answer> {
        match recipe {
            Recipe::Command(command) => Some(self.answer(command, context)),
            Recipe::Question(verdict, places) => Some(ask::found(
                &Command::Ask(String::new()),
                context,
                *verdict,
                &self.hits(places)?,
            )),
            Recipe::Search(places) => Some(search::found(
                &Command::Search(String::new()),
                &self.hits(places)?,
            )),
        }
    }

    /// If a question found sentences in several passages: for each passage its place among them, counted from 0, with what shows
    /// its paragraph. One whose paragraph has no number is left out.
    pub fn choices_of(&self, recipe: &Recipe) -> impl Iterator<Item = (usize, Recipe)> {
        let mut passages: Vec<usize> = match recipe {
            Recipe::Question(_, places) => places.iter().map(|(passage, _)| *passage).collect(),
            _ => Vec::new(),
        };
        passages.dedup();
        let is_choice = passages.len() > 1;
        let shown = |(place, passage)| {
            let number = self.engine.passage(passage)?.paragraph().number()?;
            let selection = Selection::Numbers(number, number);
            Some((place, Recipe::Command(Command::Paragraph(selection))))
        };
        let numbered = passages.into_iter().enumerate();
        numbered.filter(move |_| is_choice).filter_map(shown)
    }

    /// A recipe as a short text of letters, digits and `-_.`, as long as it is within a length; of a long search as much
    /// as fits.
    #[must_use]
    pub fn code(&self, recipe: &Recipe, context: &Context<'_>, most: usize) -> Option<String> {
        let code = match recipe {
            Recipe::Question(verdict, places) => {
                let sure = if *verdict == Verdict::Found { 'v' } else { 'V' };
                let places = places.iter().map(|place| self.digits(*place));
                format!("{sure}{}", places.collect::<String>())
            }
            Recipe::Search(places) => {
                let each = self.width() + 1;
                let fitting = most.saturating_sub(1) / each;
                let places = places.iter().take(fitting).map(|place| self.digits(*place));
                format!("z{}", places.collect::<String>())
            }
            Recipe::Command(command) => self.command_code(command, context)?,
        };
        (code.len() <= most).then_some(code)
    }

    /// The answer that a code stands for; none where it stands for none.
    #[must_use]
    pub fn remake(&self, code: &str, context: &Context<'_>) -> Option<Answer> {
        self.make(&self.recipe_of(code, context)?, context)
    }

    /// The recipe of a code.
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
                return Some(Recipe::Question(verdict, self.places(rest)?));
            }
            'z' => return self.places(rest).map(Recipe::Search),
            'c' => Command::Country(given),
            'p' => Command::Person(person()?),
            'q' if rest.is_empty() => Command::Quote(None),
            'q' => Command::Quote(Some(person()?)),
            'a' => Command::Paragraph(numbers()?),
            'b' if rest.is_empty() => Command::Source(None),
            'b' => Command::Source(Some(numbers()?)),
            't' => Command::Timeline,
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

    /// Where a quotation stands: its passage's number, and that of its first emphasised sentence.
    fn place(&self, quote: &Quote) -> Option<(usize, usize)> {
        let passage = quote.passage();
        let start = crate::render::landing(quote).start;
        let sentence = passage
            .sentences()
            .iter()
            .position(|sentence| sentence.contains(&start));
        Some((self.engine.number(passage)?, sentence.unwrap_or(0)))
    }

    /// Where the sentences of a quotation stand, the emphasised one first.
    fn places_of(&self, quote: &Quote) -> Vec<(usize, usize)> {
        let Some(first) = self.place(quote) else {
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
            .filter(|place| *place != first);
        iter::once(first).chain(others).collect()
    }

    fn hits(&self, places: &[(usize, usize)]) -> Option<Vec<Hit>> {
        places.iter().map(|place| self.hit(*place)).collect()
    }

    fn hit(&self, (number, sentence): (usize, usize)) -> Option<Hit> {
        let passage = self.engine.passage(number)?.clone();
        let sentence = passage.sentences().get(sentence)?.clone();
        Some(Hit {
            passage,
            sentence,
            score: 1.0,
            worths: Vec::new(),
            has_words: true,
        })
    }

    /// How many digits the number of a passage has in a code.
    fn width(&self) -> usize {
        let mut width = 1;
        while DIGITS.len().pow(width) < self.engine.len() {
            width += 1;
        }
        width as usize
    }

    fn digits(&self, (mut number, sentence): (usize, usize)) -> String {
        // Nobody writes paragraphs of more sentences; a later one would be shown as this.
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

    fn places(&self, code: &str) -> Option<Vec<(usize, usize)>> {
        let value = |digit: &u8| DIGITS.iter().position(|known| known == digit);
        let each = self.width() + 1;
        let whole = code.len().is_multiple_of(each) && !code.is_empty();
        let place = |digits: &[u8]| {
            let (sentence, number) = digits.split_last()?;
            let number = number.iter().try_fold(0, |number, digit| {
                Some(number * DIGITS.len() + value(digit)?)
            })?;
            Some((number, value(sentence)?))
        };
        whole
            .then(|| code.as_bytes().chunks(each).map(place).collect())
            .flatten()
    }
}
