//! Understands a question: finds its terms, corrects their spelling, and works out what it asks for.

use super::answer_type::{self, AnswerType, TELLING};
use super::spelling::differs_in_ending;
use super::vocabulary::Vocabulary;
use super::{Correction, Question, Term, about_article, bonds, fine_type, focus, speaker, time};
use crate::analyzer::{self, Word};
use crate::lexicon::compounds;
use crate::lexicon::gazetteer::Country;
use crate::lexicon::mentions::{self, Case, MentionKind};
use crate::lexicon::{inflection, verbs};

/// The most words of a question that are used. A longer one is an essay, or an attack.
const MOST_WORDS: usize = 256;

impl Vocabulary<'_> {
    pub(crate) fn understand(&self, text: &str) -> Question {
        let mut all = analyzer::words(text);
        all.truncate(MOST_WORDS);
        let is_lower_case = !text.chars().any(char::is_uppercase);
        let case = if is_lower_case {
            Case::Loose
        } else {
            Case::Strict
        };
        let mentions = mentions::mentions(text, case);
        let answer_type = answer_type::answer_type(&all, text);
        let mut countries: Vec<(Country, MentionKind)> = Vec::new();
        for mention in &mentions {
            if !countries.iter().any(|one| one.0 == mention.country) {
                countries.push((mention.country, mention.kind));
            }
        }
        // «Hoe laat kwam hij?» has stop words alone: some of them are looked up.
        let is_telling: fn(&Word) -> bool =
            if all.iter().all(|word| word.is_stop_word) && answer_type::is_question(&all, text) {
                |word| word.is_one_of(&TELLING)
            } else {
                |word| !word.is_stop_word
            };
        let mut terms: Vec<Term> = Vec::new();
        let mut corrections = Vec::new();
        for (position, word) in all.iter().enumerate() {
            let is_new = |terms: &[Term], word: &str| !terms.iter().any(|term| term.word == word);
            if !is_telling(word) || !is_new(&terms, &word.folded) {
                continue;
            }
            let mention = mentions
                .iter()
                .find(|m| m.range.start <= word.range.start && word.range.end <= m.range.end);
            let country = mention
                .filter(|mention| mention.kind != MentionKind::Capital)
                .map(|mention| mention.country);
            let (mut term, correction) = self.term(word, position == 0, country);
            corrections.extend(correction.map(|read| Correction {
                typed: text.get(word.range.clone()).unwrap_or_default().to_owned(),
                read,
            }));
            // «wat zei poetin»: whoever speaks has a name, also without a capital.
            let before = position.checked_sub(1).and_then(|before| all.get(before));
            term.is_name |= answer_type == AnswerType::Speech
                && before.is_some_and(answer_type::asks_for_words);
            if is_new(&terms, &term.word) {
                terms.push(term);
            }
        }
        let fine_type = fine_type::fine_type(&all, &terms);
        Question {
            text: text.to_owned(),
            fine_type,
            speaker: speaker::speaker(&all, answer_type, &terms),
            focus: focus::focus(&all, answer_type, fine_type, &terms),
            about_article: about_article::aspect(&all),
            bonds: bonds::bonds(&all, &mentions, &terms),
            time: time::asked(&all),
            answer_type,
            countries,
            corrections,
            terms,
            is_search: false,
        }
    }

    /// The term of a word, with its corrected spelling if users should be told of that.
    fn term(
        &self,
        word: &Word,
        is_first: bool,
        country: Option<Country>,
    ) -> (Term, Option<String>) {
        let mut read = word.folded.clone();
        let mut forms = analyzer::forms(&read);
        let mut frequency = self.frequency(&read, &forms, country);
        let is_dutch = inflection::is_inflected(&read) || !compounds::split(&read).is_empty();
        // A number is not a misspelling of a similar number.
        let is_number = read.starts_with(|c: char| c.is_ascii_digit());
        let may_be_mistyped = frequency == 0
            && country.is_none()
            && !is_number
            && (word.is_capitalised && !is_first || !is_dutch);
        // «De wethouder Financiën» is no mistyped «financieel»: a capitalised word can only be a mistyped name. A form of a
        // verb can only be another form of it, which users need not be told.
        let is_verb = verbs::infinitive(&read).is_some();
        let must_be_name = is_dutch || word.is_capitalised && !is_first;
        let fits = |corrected: &String| {
            (!must_be_name || self.is_capitalised(corrected))
                && (!is_verb || differs_in_ending(&read, corrected))
        };
        let mut correction = None;
        if may_be_mistyped && let Some(corrected) = self.corrected(&read).filter(fits) {
            correction = (!is_verb).then(|| corrected.clone());
            forms = analyzer::forms(&corrected);
            read = corrected;
            frequency = self.frequency(&read, &forms, None);
        }
        let term = Term {
            idf: self.idf(frequency),
            is_known: frequency > 0,
            word: read,
            forms,
            is_name: country.is_some() || (word.is_capitalised && (!is_first || !is_dutch)),
            country,
        };
        (term, correction)
    }
}
