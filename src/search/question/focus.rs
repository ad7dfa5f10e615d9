//! The focus of a question: the one term that an answer must contain. «Hoeveel duikers …?» asks for a number of divers, «Wie
//! is de burgemeester …?» for a mayor, «Wat zei Maes over de brandweer?» for something about the fire brigade.

use super::answer_type::{self, AnswerType};
use super::fine_type::FineType;
use super::term::{Term, index_of};
use crate::analyzer::Word;

/// The term that an answer must contain, by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Focus {
    /// The thing that is counted.
    Counted(usize),
    /// The function that somebody must have.
    Role(usize),
    /// The subject that somebody speaks about.
    Subject(usize),
}

/// Verbs after «wie» that ask for somebody's function.
const BEING: [&str; 8] = [
    "is", "was", "zijn", "waren", "wordt", "werd", "heet", "heette",
];

/// Words that may stand between such a verb and the function.
pub(super) const ARTICLES: [&str; 8] = ["de", "het", "een", "the", "a", "an", "er", "nu"];

/// Verb forms after which «van» introduces the subject.
const THINKING: [&str; 4] = ["vindt", "vinden", "vond", "vonden"];

/// The focus of a question of these words and terms.
pub(super) fn focus(
    words: &[Word],
    answer_type: AnswerType,
    fine_type: Option<FineType>,
    terms: &[Term],
) -> Option<Focus> {
    let is =
        |at: usize, options: &[&str]| words.get(at).is_some_and(|word| word.is_one_of(options));
    // The term of the first word after this one that is no article.
    let noun_after = |at: usize| {
        let rest = words.get(at + 1..)?;
        let noun = rest.iter().find(|word| !word.is_one_of(&ARTICLES))?;
        index_of(noun, terms)
    };
    match answer_type {
        // A sum or a share counts no things: «Hoeveel verdient trainer Adriaens?»
        AnswerType::Number if matches!(fine_type, Some(FineType::Money | FineType::Share)) => None,
        AnswerType::Number => {
            let asks = (0..words.len()).find(|at| {
                is(*at, &["hoeveel"])
                    || is(*at, &["many", "much"])
                        && at.checked_sub(1).is_some_and(|at| is(at, &["how"]))
            })?;
            // «Hoeveel kost de tunnel?»: before an article stands a verb, and nothing is counted.
            let counts = !is(asks + 2, &ARTICLES);
            noun_after(asks).filter(|_| counts).map(Focus::Counted)
        }
        AnswerType::Person => {
            let asks = (0..words.len()).find(|at| {
                is(*at, &["wie", "who"]) && is(at + 1, &BEING)
                    || is(*at, &["hoe"]) && is(at + 1, &answer_type::BEING_CALLED)
            })?;
            let has_article = is(asks + 2, &ARTICLES);
            noun_after(asks + 1)
                .filter(|term| has_article && !terms[*term].is_name)
                .map(Focus::Role)
        }
        AnswerType::Speech => {
            let said = words.iter().position(answer_type::asks_for_words)?;
            let about = (said..words.len()).rfind(|at| is(*at, &["over", "about"]));
            // «Wat vond zij van de kritiek van Armenië?»: the subject comes first.
            let of = || (said..words.len()).find(|at| is(said, &THINKING) && is(*at, &["van"]));
            noun_after(about.or_else(of)?).map(Focus::Subject)
        }
        _ => None,
    }
}
