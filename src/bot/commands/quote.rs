//! `!citaat`: quotations within the article, each in its whole sentence, with the speaker if the text makes that plain.

use std::ops::Range;
use std::sync::Arc;

use super::person::{self, Who};
use crate::answer::{Answer, Block, Quote};
use crate::article::{Article, Kind};
use crate::bot::blocks::{corrected, repeated};
use crate::bot::core::Bot;
use crate::command::Command;
use crate::excerpt::Passage;
use crate::people::speaker::Sentence;
use crate::people::{People, Person};
use crate::search::lead_ins;
use crate::wording::Message;

pub(in crate::bot) fn answer(
    bot: &Bot,
    command: &Command,
    article: &Arc<Article>,
    name: Option<&str>,
) -> Answer {
    let mut all = all(article, bot.people(article));
    if all.is_empty() {
        return Answer::nothing(command, [Block::Say(Message::new("quotes-none"))]);
    }
    let Some(name) = name else {
        let is_any_labelled = all.iter().any(|spoken| spoken.speaker.is_some());
        let quotes = all.into_iter().map(|spoken| match spoken.speaker {
            None if !is_any_labelled => Block::Quote(spoken.quote),
            _ => spoken.labelled(),
        });
        return Answer::certain(command, quotes);
    };
    let (asked, as_typed) = match person::who(bot, article, name) {
        Who::Is(person, as_typed) => (person, as_typed),
        Who::Named(person) => (person, true),
        Who::Perhaps(names) => return person::asked_back(command, &names),
        // «De wethouder» is a person if only one has the role.
        Who::Role(people) => match people.as_slice() {
            [person] => (person.clone(), true),
            _ => {
                let names: Vec<String> = people.into_iter().map(|one| one.name).collect();
                return person::asked_back(command, &names);
            }
        },
        Who::Country(_) | Who::Author(_) | Who::Standing(_) | Who::Nobody => {
            return none_of(command, name);
        }
    };
    let mut blocks = Vec::new();
    if !as_typed {
        blocks.push(corrected(name, &asked.name));
    }
    let own: Vec<Block> = all
        .extract_if(.., |spoken| spoken.speaker == Some(&asked))
        .map(Spoken::labelled)
        .collect();
    let unclear: Vec<Block> = all
        .into_iter()
        .filter(|spoken| spoken.speaker.is_none() && spoken.names(&asked))
        .map(Spoken::labelled)
        .collect();
    if own.is_empty() && unclear.is_empty() {
        return none_of(command, name);
    }
    let is_found = !own.is_empty();
    blocks.extend(own);
    if !unclear.is_empty() {
        let said = Message::new("quotes-unclear").with("person", asked.name.as_str());
        blocks.push(Block::Say(said));
        blocks.extend(unclear);
    }
    if is_found {
        Answer::certain(command, blocks)
    } else {
        Answer::question_back(command, blocks)
    }
}

/// Returns the first person whom an article quotes.
pub(in crate::bot) fn first_quoted<'a>(
    article: &Arc<Article>,
    people: &'a People,
) -> Option<&'a Person> {
    let interviewed = interviewed(article, people);
    Passage::all(article)
        .flat_map(|passage| spoken(&passage, people, interviewed))
        .find_map(|spoken| spoken.speaker)
}

/// Returns every sentence of an article that contains a quotation, with its speaker if the text makes that plain.
pub(in crate::bot) fn said<'a>(
    article: &Arc<Article>,
    people: &'a People,
) -> impl Iterator<Item = (Option<&'a Person>, Quote)> {
    let all = all(article, people).into_iter();
    all.map(|spoken| (spoken.speaker, spoken.quote))
}

fn all<'a>(article: &Arc<Article>, people: &'a People) -> Vec<Spoken<'a>> {
    let interviewed = interviewed(article, people);
    let of_passages = Passage::each(article, |passage| spoken(&passage, people, interviewed));
    of_passages.into_iter().flatten().collect()
}

fn none_of(command: &Command, name: &str) -> Answer {
    let said = Message::new("quotes-none-of").with("typed", repeated(name));
    Answer::nothing(command, [Block::Say(said)])
}

/// A sentence that contains a quotation.
struct Spoken<'a> {
    quote: Quote,
    speaker: Option<&'a Person>,
    named: Vec<&'a Person>,
    /// The sentence without its quotations.
    outside: String,
}

impl Spoken<'_> {
    /// Labels the quotation with its speaker, or as unattributed: without a label it would seem to belong to the
    /// speaker of the one before, or to the person asked for.
    fn labelled(self) -> Block {
        let speaker = match self.speaker {
            Some(person) => Message::verbatim(&person.name),
            None => Message::new("quotes-speaker-unclear"),
        };
        Block::Quote(self.quote.labelled(speaker))
    }

    /// Whether the sentence names somebody outside its quotations.
    fn names(&self, person: &Person) -> bool {
        self.named.contains(&person) || !person.occurrences(&self.outside).is_empty()
    }
}

/// Returns the person whom an article interviews: the only one it names, if printed questions have quoted answers.
fn interviewed<'a>(article: &Arc<Article>, people: &'a People) -> Option<&'a Person> {
    /// Any article may contain a single question.
    const QUESTIONS: usize = 2;
    let [person] = people.all() else { return None };
    let answers = Passage::all(article).filter(answers_printed_question);
    (answers.count() >= QUESTIONS).then_some(person)
}

/// Whether a passage is a quotation under a printed question.
fn answers_printed_question(passage: &Passage) -> bool {
    let is_quoted = passage
        .quotations_in(&(0..passage.text().len()))
        .next()
        .is_some_and(|first| first.outer.start == 0);
    is_quoted && lead_ins::is_asked(passage)
}

fn spoken<'a>(
    passage: &Passage,
    people: &'a People,
    interviewed: Option<&'a Person>,
) -> Vec<Spoken<'a>> {
    if matches!(passage.paragraph().kind(), Kind::Byline | Kind::Sources) {
        return Vec::new();
    }
    let mut found = Vec::new();
    // The speaker of the sentence before, who may continue.
    let mut speaking: Option<&Person> = None;
    for (at, sentence) in passage.sentences().iter().enumerate() {
        let spoke_before = speaking.take();
        let within: Vec<Range<usize>> = passage
            .quotations_in(sentence)
            .map(|quotation| quotation.outer.clone())
            .collect();
        let Some(quote) = Quote::sentences(passage, vec![sentence.clone()], &within)
            .filter(|_| !within.is_empty())
        else {
            continue;
        };
        let sentence_at = |at: usize| Sentence::of(passage, at, people);
        let Some(own) = sentence_at(at) else { continue };
        let before = at.checked_sub(1).and_then(sentence_at);
        let speaker = own
            .speaker(before.as_ref())
            .or_else(|| spoke_before.filter(|_| own.is_all_quoted()))
            .or_else(|| {
                interviewed.filter(|_| own.is_all_quoted() && answers_printed_question(passage))
            });
        speaking = speaker.filter(|person| own.may_go_on(person));
        found.push(Spoken {
            quote,
            speaker,
            named: own.people(),
            outside: own.outside(),
        });
    }
    found
}
