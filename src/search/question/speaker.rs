//! Whose words a question asks for.

use super::answer_type::{AnswerType, asks_for_words};
use super::focus::ARTICLES;
use super::term::{Term, index_of};
use crate::analyzer::Word;

/// Words within a name: «Jan van der Maes».
const PARTICLES: [&str; 6] = ["van", "de", "den", "der", "ten", "ter"];

/// The index of the term that names the speaker: «Wat zei de advocaat?», «Wat zei Maes?», and in «Jan Maes» the surname. `None`
/// for a country, which has many voices: «Wat zei Armenië?».
pub(super) fn speaker(words: &[Word], answer_type: AnswerType, terms: &[Term]) -> Option<usize> {
    let asks = |pair: &[Word]| pair[0].is_one_of(&["wat", "what"]) && asks_for_words(&pair[1]);
    let said = words
        .windows(2)
        .position(asks)
        .filter(|_| answer_type == AnswerType::Speech)?;
    let mut after = words.iter().skip(said + 2);
    let who = after.find(|word| !word.is_one_of(&ARTICLES))?;
    // «Maes» and «advocaat Jan van der Maes», but in «de vader van Maes» the father speaks.
    let mut is_in_name = who.is_capitalised;
    let name = after.take_while(|word| {
        let goes_on = word.is_capitalised || is_in_name && word.is_one_of(&PARTICLES);
        is_in_name |= goes_on;
        goes_on
    });
    let surname = name.filter(|word| word.is_capitalised).last();
    index_of(surname.unwrap_or(who), terms)
}
