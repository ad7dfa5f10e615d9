//! The focus of a question: the one word that an answer cannot do without. «Hoeveel duikers …?» wants a number of divers,
//! «Wie is de burgemeester …?» a mayor, «Wat zei Maes over de brandweer?» something about the fire brigade.

use super::exact::Exact;
use super::intent::{self, Wants};
use super::question::Term;
use crate::analyzer::Word;

/// The word that an answer cannot do without, as a place among the question's terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// What is counted.
    Counted(usize),
    /// What somebody has to be.
    Role(usize),
    /// What somebody speaks about.
    Subject(usize),
}

impl Focus {
    /// The word, as a place among the question's terms.
    #[must_use]
    pub fn term(self) -> usize {
        match self {
            Self::Counted(term) | Self::Role(term) | Self::Subject(term) => term,
        }
    }
}

/// Words with which a question for somebody's function goes on after «wie».
const BEING: [&str; 8] = [
    "is", "was", "zijn", "waren", "wordt", "werd", "heet", "heette",
];

/// Words that may stand between such a word and the function.
pub(super) const ARTICLES: [&str; 8] = ["de", "het", "een", "the", "a", "an", "er", "nu"];

/// Forms of verbs after which «van» says what somebody thinks of.
const THINKING: [&str; 4] = ["vindt", "vinden", "vond", "vonden"];

/// The focus of a question of these words, all of them, whose terms are these.
pub(super) fn focus(
    words: &[Word],
    wants: Wants,
    exact: Option<Exact>,
    terms: &[Term],
) -> Option<Focus> {
    let term_of = |word: &Word| {
        terms
            .iter()
            .position(|term| term.word == word.folded && term.country.is_none())
    };
    let is =
        |at: usize, options: &[&str]| words.get(at).is_some_and(|word| word.is_one_of(options));
    // The word after this one and the articles that follow it.
    let noun_after = |at: usize| {
        let rest = words.get(at + 1..)?;
        let noun = rest.iter().find(|word| !word.is_one_of(&ARTICLES))?;
        term_of(noun)
    };
    match wants {
        // Of money and shares no things are counted: «Hoeveel verdient trainer Adriaens?»
        Wants::Number if matches!(exact, Some(Exact::Money | Exact::Share)) => None,
        Wants::Number => {
            let asks = (0..words.len()).find(|at| {
                is(*at, &["hoeveel"])
                    || is(*at, &["many", "much"])
                        && at.checked_sub(1).is_some_and(|at| is(at, &["how"]))
            })?;
            // «Hoeveel kost de tunnel?»: what an article follows is a verb, and nothing is counted.
            let counts = !is(asks + 2, &ARTICLES);
            noun_after(asks).filter(|_| counts).map(Focus::Counted)
        }
        Wants::Person => {
            let asks = (0..words.len()).find(|at| {
                is(*at, &["wie", "who"]) && is(at + 1, &BEING)
                    || is(*at, &["hoe"]) && is(at + 1, &intent::BEING_CALLED)
            })?;
            let has_article = is(asks + 2, &ARTICLES);
            noun_after(asks + 1)
                .filter(|term| has_article && !terms[*term].is_name)
                .map(Focus::Role)
        }
        Wants::Speech => {
            let said = words.iter().position(intent::is_saying)?;
            let about = (said..words.len()).rfind(|at| is(*at, &["over", "about"]));
            // «Wat vond zij van de kritiek van Armenië?»: what is thought of comes first.
            let of = || (said..words.len()).find(|at| is(said, &THINKING) && is(*at, &["van"]));
            noun_after(about.or_else(of)?).map(Focus::Subject)
        }
        _ => None,
    }
}
