//! `!citaat`: what stands between quotation marks, in its whole sentence, and who said it where the text makes that plain.

use std::ops::Range;
use std::sync::Arc;

use super::Bot;
use super::people::{Meant, People, Person};
use crate::answer::{Answer, Block, Quote, Unit};
use crate::article::{Article, Kind};
use crate::command::Command;
use crate::excerpt::Passage;
use crate::search::analyzer;
use crate::wording::Message;

pub(super) fn answer(
    bot: &Bot,
    command: &Command,
    article: &Arc<Article>,
    name: Option<&str>,
) -> Answer {
    let people = bot.people(article);
    let mut all: Vec<Spoken<'_>> = Passage::all(article)
        .flat_map(|passage| spoken(&passage, people))
        .collect();
    if all.is_empty() {
        return Answer::nothing(command, vec![Block::Say(Message::new("quotes-none"))]);
    }
    let mut blocks = Vec::new();
    if let Some(name) = name {
        match people.meant(name) {
            Meant::One { person, .. } => all.retain(|spoken| spoken.is_of(person)),
            Meant::Several(people) => {
                let names = people
                    .into_iter()
                    .map(|person| Message::verbatim(&person.name));
                let asked = Message::new("did-you-mean").with("options", Message::list_or(names));
                return Answer::question_back(command, vec![Block::Say(asked)]);
            }
            Meant::Nobody => all.clear(),
        }
        if all.is_empty() {
            let said = Message::new("quotes-none-of").with("typed", super::typed(name));
            blocks.push(Block::Say(said));
            return Answer::nothing(command, blocks);
        }
    }
    blocks.extend(all.into_iter().map(|spoken| Block::Quote(spoken.quote)));
    Answer::certain(command, blocks)
}

/// A sentence with a quotation in it.
struct Spoken<'a> {
    quote: Quote,
    speaker: Option<&'a Person>,
    named: Vec<&'a Person>,
}

impl Spoken<'_> {
    /// Whether somebody said it, or, where the text does not make plain who did, is named beside it.
    fn is_of(&self, person: &Person) -> bool {
        match self.speaker {
            Some(speaker) => speaker == person,
            None => self.named.contains(&person),
        }
    }
}

fn spoken<'a>(passage: &Passage, people: &'a People) -> Vec<Spoken<'a>> {
    if matches!(passage.paragraph().kind(), Kind::Byline | Kind::Sources) {
        return Vec::new();
    }
    let quotations = passage.paragraph().quotations();
    let mut found = Vec::new();
    for (at, sentence) in passage.sentences().iter().enumerate() {
        let within: Vec<Range<usize>> = quotations
            .iter()
            .map(|quotation| quotation.outer.clone())
            .filter(|outer| sentence.start <= outer.start && outer.end <= sentence.end)
            .collect();
        let text = passage.text().get(sentence.clone()).unwrap_or_default();
        let Some(mut quote) =
            Quote::new(passage, vec![sentence.clone()], &within).filter(|_| !within.is_empty())
        else {
            continue;
        };
        quote.unit = Unit::Sentence;
        let before = at
            .checked_sub(1)
            .and_then(|before| passage.text().get(passage.sentences()[before].clone()));
        let named = outside(people, text, sentence.start, &within);
        let speaker = speaker(text, &named, before, people);
        if let Some(person) = speaker {
            quote = quote.labelled(Message::verbatim(&person.name));
        }
        found.push(Spoken {
            quote,
            speaker,
            named: named.into_iter().map(|(person, _)| person).collect(),
        });
    }
    found
}

/// The people whom a sentence names outside its quotations.
fn outside<'a>(
    people: &'a People,
    text: &str,
    start: usize,
    quotations: &[Range<usize>],
) -> Vec<(&'a Person, Range<usize>)> {
    let is_outside = |range: &Range<usize>| {
        !quotations.iter().any(|quotation| {
            quotation.start <= start + range.start && start + range.end <= quotation.end
        })
    };
    people
        .named_in(text)
        .into_iter()
        .filter(|(_, range)| is_outside(range))
        .collect()
}

/// Who said it. «volgens X» settles it; else whoever alone is named; else, where the sentence reports («zou», «zouden»),
/// whoever alone the sentence before it names and lets speak. Never a guess between two.
fn speaker<'a>(
    text: &str,
    named: &[(&'a Person, Range<usize>)],
    before: Option<&str>,
    people: &'a People,
) -> Option<&'a Person> {
    let according = named.iter().find(|(_, range)| {
        let before = text.get(..range.start).unwrap_or_default();
        analyzer::words(before)
            .iter()
            .rev()
            .take(2)
            .any(|word| matches!(word.folded.as_str(), "volgens" | "aldus"))
    });
    if let Some((person, _)) = according {
        return Some(person);
    }
    if let Some(person) = only(named) {
        return Some(person);
    }
    let before = before.filter(|_| named.is_empty() && reports(text))?;
    only(&people.named_in(before)).filter(|_| lets_speak(before))
}

fn only<'a>(named: &[(&'a Person, Range<usize>)]) -> Option<&'a Person> {
    let (first, _) = named.first()?;
    named
        .iter()
        .all(|(person, _)| person == first)
        .then_some(*first)
}

fn reports(text: &str) -> bool {
    has_word(text, &["zou", "zouden"])
}

fn lets_speak(text: &str) -> bool {
    const VERBS: [&str; 16] = [
        "volgens",
        "aldus",
        "zei",
        "zegt",
        "drukte",
        "onderschreef",
        "waarschuwde",
        "voorspelde",
        "vroeg",
        "noemde",
        "vond",
        "verklaarde",
        "stelde",
        "benadrukte",
        "beweerde",
        "riep",
    ];
    has_word(text, &VERBS)
}

fn has_word(text: &str, words: &[&str]) -> bool {
    analyzer::words(text)
        .iter()
        .any(|word| words.contains(&word.folded.as_str()))
}
