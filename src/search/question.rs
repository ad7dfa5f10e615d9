//! A question, understood as far as words go: what it names, what kind of answer it wants, and what was mistyped.

use std::sync::Arc;

use crate::lexicon::compounds;
use crate::lexicon::gazetteer::Country;
use crate::lexicon::mentions::{self, Case, Mention, MentionKind};
use crate::lexicon::{inflection, verbs};

use super::Engine;
use super::exact::{self, Exact};
use super::focus::{self, Focus};
use super::intent::{self, Aspect, Wants};
use super::lexical::Field;
use super::mending::differs_in_ending;
use super::time::{self, Time};
use crate::analyzer::{self, Forms, Word};

/// The most words of a question that are looked at. A longer one is an essay, or an attack.
const MOST_WORDS: usize = 256;

/// A question, ready to be looked up in one engine.
#[derive(Clone, Debug)]
pub struct Question {
    /// The question as it was typed: what a model reads.
    pub text: String,
    /// Its words that say something, in order, each once.
    pub terms: Vec<Term>,
    /// The kind of answer that it wants.
    pub wants: Wants,
    /// The word that an answer cannot do without.
    pub focus: Option<Focus>,
    /// What it asks for more exactly.
    pub exact: Option<Exact>,
    /// Whose words it asks for, as a place among its terms.
    pub speaker: Option<usize>,
    /// What it asks about the piece itself, if it does.
    pub about: Option<Aspect>,
    /// The countries that it names, by capital too.
    pub countries: Vec<(Country, MentionKind)>,
    /// What it says belongs to a country.
    pub bonds: Vec<Bond>,
    /// What was read differently than it was typed.
    pub corrections: Vec<Correction>,
    /// On which side of now it asks for a time.
    pub time: Option<Time>,
    /// Whether its words are looked for as they stand, and no answer to them.
    pub is_search: bool,
}

/// Something that belongs to a country: «de president van Oezbekistan», «de Armeense oppositie».
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bond {
    /// The country.
    pub country: Country,
    /// What belongs to it, as a place among the question's terms.
    pub term: usize,
}

/// A word of a question.
#[derive(Clone, Debug)]
pub struct Term {
    /// The word that is looked for, folded; where a typing error was mended, the mended word.
    pub word: String,
    /// Its stems and parts.
    pub forms: Arc<Forms>,
    /// How rare it is: BM25's inverse document frequency. Highest for a word that occurs nowhere.
    pub idf: f64,
    /// Whether it is somebody's or something's name.
    pub is_name: bool,
    /// The country that it names.
    pub country: Option<Country>,
    /// Whether it occurs anywhere in what is searched.
    pub is_known: bool,
}

/// A typing error, or another transliteration, and how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// What was typed.
    pub typed: String,
    /// The word of the article, folded, that it was read as.
    pub read: String,
}

impl Engine {
    /// Analyses a question.
    #[must_use]
    pub fn understand(&self, text: &str) -> Question {
        let mut all = analyzer::words(text);
        all.truncate(MOST_WORDS);
        let is_lower_case = !text.chars().any(char::is_uppercase);
        let case = if is_lower_case {
            Case::Loose
        } else {
            Case::Strict
        };
        let mentions = mentions::mentions(text, case);
        let mut question = Question {
            text: text.to_owned(),
            terms: Vec::new(),
            wants: intent::wants(&all, text),
            focus: None,
            exact: None,
            speaker: None,
            about: intent::about(&all),
            countries: Vec::new(),
            bonds: Vec::new(),
            corrections: Vec::new(),
            time: time::asked(&all),
            is_search: false,
        };
        for mention in &mentions {
            if !question
                .countries
                .iter()
                .any(|(country, _)| *country == mention.country)
            {
                question.countries.push((mention.country, mention.kind));
            }
        }
        // «Hoe laat kwam hij?» has nothing but common words: those that tell most are looked for.
        let is_telling: fn(&Word) -> bool =
            if all.iter().all(|word| word.is_stop_word) && intent::is_question(&all, text) {
                |word| word.is_one_of(&intent::TELLING)
            } else {
                |word| !word.is_stop_word
            };
        for (position, word) in all.iter().enumerate() {
            if !is_telling(word) || question.terms.iter().any(|term| term.word == word.folded) {
                continue;
            }
            let mention = mentions
                .iter()
                .find(|m| m.range.start <= word.range.start && word.range.end <= m.range.end);
            let country = mention
                .filter(|mention| mention.kind != MentionKind::Capital)
                .map(|mention| mention.country);
            let typed = text.get(word.range.clone()).unwrap_or_default();
            let mut term = self.term(
                word,
                position == 0,
                country,
                typed,
                &mut question.corrections,
            );
            // «wat zei poetin»: whoever speaks is somebody, also without a capital.
            let speaks = question.wants == Wants::Speech
                && position
                    .checked_sub(1)
                    .is_some_and(|before| intent::is_saying(&all[before]));
            term.is_name |= speaks;
            if !question
                .terms
                .iter()
                .any(|earlier| earlier.word == term.word)
            {
                question.terms.push(term);
            }
        }
        question.exact = exact::exact(&all, &question.terms);
        question.speaker = speaker(&all, question.wants, &question.terms);
        question.focus = focus::focus(&all, question.wants, question.exact, &question.terms);
        question.bonds = bonds(&all, &mentions, &question.terms);
        question
    }

    fn term(
        &self,
        word: &Word,
        is_first: bool,
        country: Option<Country>,
        typed: &str,
        corrections: &mut Vec<Correction>,
    ) -> Term {
        let mut read = word.folded.clone();
        let mut forms = analyzer::forms(&read);
        let mut frequency = self.frequency(&read, &forms, country);
        let is_dutch = inflection::is_inflected(&read) || !compounds::split(&read).is_empty();
        // A number that is nearly another is no mistyped one.
        let is_number = read.starts_with(|c: char| c.is_ascii_digit());
        let may_be_mistyped = frequency == 0
            && country.is_none()
            && !is_number
            && (word.is_capitalised && !is_first || !is_dutch);
        // «De wethouder Financiën» is no mistyped «financieel»: a word with a capital can only be a mistyped name, and a form of
        // a verb only another form of it, of which nothing need be said.
        let is_verb = verbs::infinitive(&read).is_some();
        let must_be_name = is_dutch || word.is_capitalised && !is_first;
        let fits = |mended: &String| {
            (!must_be_name || self.is_capitalised(mended))
                && (!is_verb || differs_in_ending(&read, mended))
        };
        if may_be_mistyped && let Some(mended) = self.mended(&read).filter(fits) {
            if !is_verb {
                corrections.push(Correction {
                    typed: typed.to_owned(),
                    read: mended.clone(),
                });
            }
            forms = analyzer::forms(&mended);
            read = mended;
            frequency = self.frequency(&read, &forms, None);
        }
        let is_name = country.is_some() || (word.is_capitalised && (!is_first || !is_dutch));
        Term {
            idf: self.idf(frequency),
            is_known: frequency > 0,
            word: read,
            forms,
            is_name,
            country,
        }
    }

    /// In how many passages a word occurs, in any form.
    fn frequency(&self, word: &str, forms: &Forms, country: Option<Country>) -> u64 {
        let count = |field, term: &str| self.index.document_frequency(field, term);
        let by_country = country.map_or(0, |country| count(Field::Country, country.code()));
        let by_word = count(Field::Word, word)
            .max(count(Field::Dutch, &forms.dutch))
            .max(count(Field::Porter, &forms.porter));
        let by_parts = || {
            forms
                .parts
                .iter()
                .map(|part| count(Field::Part, part))
                .min()
                .unwrap_or(0)
        };
        match by_country.max(by_word) {
            0 => by_parts(),
            frequency => frequency,
        }
    }

    pub(super) fn idf(&self, frequency: u64) -> f64 {
        #[expect(
            clippy::cast_precision_loss,
            reason = "counts of passages are far below 2^52"
        )]
        let (passages, frequency) = (self.index.len() as f64, frequency as f64);
        (1.0 + (passages - frequency + 0.5).max(0.0) / (frequency + 0.5)).ln()
    }
}

/// Whom a question asks the words of: «Wat zei de advocaat?», «Wat zei Maes?», and of «Jan Maes» the surname. Not «Wat zei
/// Armenië?», which has many voices.
fn speaker(words: &[Word], wants: Wants, terms: &[Term]) -> Option<usize> {
    const PARTICLES: [&str; 6] = ["van", "de", "den", "der", "ten", "ter"];
    let asks = |pair: &[Word]| pair[0].is_one_of(&["wat", "what"]) && intent::is_saying(&pair[1]);
    let said = words
        .windows(2)
        .position(asks)
        .filter(|_| wants == Wants::Speech)?;
    let mut after = words.iter().skip(said + 2);
    let who = after.find(|word| !word.is_one_of(&focus::ARTICLES))?;
    // «Maes», «advocaat Jan van der Maes»; but «de vader van Maes» is another.
    let mut is_in_name = who.is_capitalised;
    let name = after.take_while(|word| {
        let goes_on = word.is_capitalised || is_in_name && word.is_one_of(&PARTICLES);
        is_in_name |= goes_on;
        goes_on
    });
    let who = name
        .filter(|word| word.is_capitalised)
        .last()
        .unwrap_or(who);
    terms
        .iter()
        .position(|term| term.word == who.folded && term.country.is_none())
}

/// What a question says belongs to a country: the word after an adjective, the word before «van» and a name.
fn bonds(words: &[Word], mentions: &[Mention], terms: &[Term]) -> Vec<Bond> {
    let bound = |mention: &Mention| {
        let first = words
            .iter()
            .position(|word| word.range.end > mention.range.start)?;
        let last = words
            .iter()
            .rposition(|word| word.range.start < mention.range.end)?;
        let noun = match mention.kind {
            MentionKind::Adjective => words.get(last + 1)?,
            MentionKind::Name => {
                let is_linking = |word: &&Word| {
                    matches!(word.folded.as_str(), "van" | "de" | "het" | "of" | "the")
                };
                let links = words[..first].iter().rev().take_while(is_linking).count();
                let has_van = words[first - links..first]
                    .iter()
                    .any(|word| matches!(word.folded.as_str(), "van" | "of"));
                words
                    .get(first.checked_sub(links + 1)?)
                    .filter(|_| has_van)?
            }
            MentionKind::Inhabitant | MentionKind::Capital => return None,
        };
        let term = terms
            .iter()
            .position(|term| term.word == noun.folded && term.country.is_none())?;
        Some(Bond {
            country: mention.country,
            term,
        })
    };
    mentions.iter().filter_map(bound).collect()
}
