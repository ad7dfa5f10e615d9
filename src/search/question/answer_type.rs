//! The kind of answer that a question asks for: a number, a date, somebody's words …
//!
//! Single words decide, without grammar. If none does, any sentence may answer.

use crate::analyzer::Word;
use crate::lexicon::speech;

/// The kind of answer that a question asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum AnswerType {
    /// «Hoeveel …?»: a number.
    Number,
    /// «Wanneer …?»: a date.
    Date,
    /// «Wie …?»: a person.
    Person,
    /// «Waarom …?»: a reason.
    Reason,
    /// «Wat zei …?»: somebody's words.
    Speech,
    /// «Mag …?», «Is …?»: yes or no.
    Confirmation,
    /// Anything else.
    #[default]
    Other,
}

impl AnswerType {
    /// The number of kinds.
    pub(super) const KINDS: usize = 7;

    /// Whether a sentence without it cannot answer: a number or a date.
    pub(crate) fn is_fact(self) -> bool {
        matches!(self, Self::Number | Self::Date)
    }
}

/// The kind of answer that a question of these words asks for. The first word that decides wins.
pub(super) fn answer_type(words: &[Word], text: &str) -> AnswerType {
    let follows = |at: usize, options: &[&str]| {
        words
            .get(at + 1)
            .is_some_and(|next| next.is_one_of(options))
    };
    for (at, word) in words.iter().enumerate() {
        let answer_type = match word.folded.as_str() {
            "hoeveel" | "hoeveelste" => AnswerType::Number,
            "how" if follows(at, &["many", "much"]) || follows(at, &MEASURED) => AnswerType::Number,
            "hoe" if follows(at, &MEASURED) => AnswerType::Number,
            "wat" if follows(at, &["kost", "kostte", "kosten", "kostten"]) => AnswerType::Number,
            "wanneer" | "when" | "sinds" if at == 0 || word.folded != "sinds" => AnswerType::Date,
            "welk" | "welke" | "what" | "which"
                if follows(at, &["jaar", "dag", "datum", "year", "day", "date"]) =>
            {
                AnswerType::Date
            }
            "wie" | "who" | "whom" => AnswerType::Person,
            "hoe" if follows(at, &BEING_CALLED) => AnswerType::Person,
            "waarom" | "waardoor" | "why" => AnswerType::Reason,
            "wat" | "what" if words.iter().any(asks_for_words) => AnswerType::Speech,
            _ => continue,
        };
        return answer_type;
    }
    if asks_for_confirmation(words, text) {
        AnswerType::Confirmation
    } else {
        AnswerType::Other
    }
}

/// Stop words that are looked up if a question has no content words.
#[rustfmt::skip]
pub(super) const TELLING: [&str; 21] = [
    "deed", "doet", "gaan", "gaat", "gedaan", "geweest", "ging", "komen", "komt", "kwam", "laat", "laten", "liet", "maakt",
    "maakte", "maakten", "maken", "weet", "weten", "zegt", "zei",
];

/// Whether a text of these words is a question: it ends in a question mark, or begins with a question word.
pub(crate) fn is_question(words: &[Word], text: &str) -> bool {
    #[rustfmt::skip]
    const OPENINGS: [&str; 18] = [
        "hoe", "hoeveel", "waar", "waarom", "wanneer", "wat", "welk", "welke", "wie", "wiens", "how", "what", "when", "where",
        "which", "who", "whose", "why",
    ];
    let has_mark = text.trim_end().ends_with(['?', '？']) && !words.is_empty();
    has_mark || words.len() > 2 && words[0].is_one_of(&OPENINGS)
}

/// Whether a clause begins with a verb.
fn asks_for_confirmation(words: &[Word], text: &str) -> bool {
    let opens_clause = |at: usize| {
        let before = at
            .checked_sub(1)
            .map_or(0, |before| words[before].range.end);
        at == 0
            || text
                .get(before..words[at].range.start)
                .is_some_and(|gap| gap.contains([',', '.', ':', ';', '?', '!']))
    };
    (0..words.len()).any(|at| opens_clause(at) && FINITE_VERBS.contains(&words[at].folded.as_str()))
}

/// Adjectives of measure, after «hoe» and «how».
#[rustfmt::skip]
const MEASURED: [&str; 24] = [
    "lang", "oud", "hoog", "zwaar", "groot", "ver", "vaak", "duur", "diep", "breed", "snel", "dik", "laag", "warm",
    "long", "old", "high", "heavy", "big", "far", "often", "expensive", "deep", "fast",
];

/// Verbs after «hoe» that ask for a name.
pub(super) const BEING_CALLED: [&str; 4] = ["heet", "heette", "heten", "heetten"];

/// Whether a word asks for somebody's words.
pub(super) fn asks_for_words(word: &Word) -> bool {
    word.is_one_of(&SAYING) || speech::is_saying(&word.folded)
}

/// Verb forms with which a question for yes or no begins.
#[rustfmt::skip]
const FINITE_VERBS: [&str; 52] = [
    "kan", "kun", "kunt", "kunnen", "mag", "mogen", "moet", "moeten", "is", "zijn", "was", "waren", "ben", "bent",
    "heb", "hebt", "heeft", "hebben", "had", "word", "wordt", "worden", "werd", "krijg", "krijgt", "krijgen", "ga",
    "gaat", "gaan", "doet", "wil", "wilt", "willen", "zal", "zullen", "zult", "werkt", "werken", "geldt", "gelden",
    "klopt", "deelt", "vindt", "erkent", "herkent", "onderschrijft", "bestaat", "bestaan", "komt", "blijft", "can",
    "does",
];

/// English verbs of saying.
const SAYING: [&str; 5] = ["say", "said", "says", "think", "thinks"];
