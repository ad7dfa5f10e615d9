//! What a question is after: a number, a date, somebody's words …, or something about the piece itself.
//!
//! Told by a few words, without grammar. Where nothing tells, any sentence will do.

use crate::analyzer::Word;
use crate::lexicon::speech;

/// The kind of answer that a question wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Wants {
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

impl Wants {
    /// How many kinds there are.
    pub(super) const KINDS: usize = 7;

    /// Whether it is something without which a sentence is no answer: a number or a date.
    #[must_use]
    pub fn is_fact(self) -> bool {
        matches!(self, Self::Number | Self::Date)
    }
}

/// What can be asked about the piece itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Aspect {
    /// Who wrote it: the byline.
    Author,
    /// What it is based on: the sources line.
    Sources,
    /// What it is about: the lede.
    Subject,
    /// When it appeared, which the text itself may not tell.
    Publication,
}

/// What a question wants, by the first word in it that tells.
pub(super) fn wants(words: &[Word], text: &str) -> Wants {
    let follows = |at: usize, options: &[&str]| {
        words
            .get(at + 1)
            .is_some_and(|next| next.is_one_of(options))
    };
    for (at, word) in words.iter().enumerate() {
        let wants = match word.folded.as_str() {
            "hoeveel" | "hoeveelste" => Wants::Number,
            "how" if follows(at, &["many", "much"]) || follows(at, &MEASURED) => Wants::Number,
            "hoe" if follows(at, &MEASURED) => Wants::Number,
            "wat" if follows(at, &["kost", "kostte", "kosten", "kostten"]) => Wants::Number,
            "wanneer" | "when" | "sinds" if at == 0 || word.folded != "sinds" => Wants::Date,
            "welk" | "welke" | "what" | "which"
                if follows(at, &["jaar", "dag", "datum", "year", "day", "date"]) =>
            {
                Wants::Date
            }
            "wie" | "who" | "whom" => Wants::Person,
            "hoe" if follows(at, &BEING_CALLED) => Wants::Person,
            "waarom" | "waardoor" | "why" => Wants::Reason,
            "wat" | "what" if words.iter().any(is_saying) => Wants::Speech,
            _ => continue,
        };
        return wants;
    }
    if asks_for_confirmation(words, text) {
        Wants::Confirmation
    } else {
        Wants::Other
    }
}

/// Words that are too common to be looked for, but tell most where a question has no others.
#[rustfmt::skip]
pub(super) const TELLING: [&str; 21] = [
    "deed", "doet", "gaan", "gaat", "gedaan", "geweest", "ging", "komen", "komt", "kwam", "laat", "laten", "liet", "maakt",
    "maakte", "maakten", "maken", "weet", "weten", "zegt", "zei",
];

/// Whether a line of these words is a question, whatever it asks: it ends in a mark, or begins as questions do.
#[must_use]
pub fn is_question(words: &[Word], text: &str) -> bool {
    #[rustfmt::skip]
    const OPENINGS: [&str; 18] = [
        "hoe", "hoeveel", "waar", "waarom", "wanneer", "wat", "welk", "welke", "wie", "wiens", "how", "what", "when", "where",
        "which", "who", "whose", "why",
    ];
    let ends_so = text.trim_end().ends_with(['?', '？']) && !words.is_empty();
    ends_so || words.len() > 2 && words[0].is_one_of(&OPENINGS)
}

/// Whether a clause begins with its verb.
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

/// Words for what has a measure, after «hoe» and «how».
const MEASURED: [&str; 24] = [
    "lang",
    "oud",
    "hoog",
    "zwaar",
    "groot",
    "ver",
    "vaak",
    "duur",
    "diep",
    "breed",
    "snel",
    "dik",
    "laag",
    "warm",
    "long",
    "old",
    "high",
    "heavy",
    "big",
    "far",
    "often",
    "expensive",
    "deep",
    "fast",
];

/// With these after «hoe», a name is asked for.
pub(super) const BEING_CALLED: [&str; 4] = ["heet", "heette", "heten", "heetten"];

/// Whether a word asks for somebody's words.
pub(super) fn is_saying(word: &Word) -> bool {
    word.is_one_of(&SAYING) || speech::is_saying(&word.folded)
}

/// Forms of verbs with which a question for yes or no begins.
const FINITE_VERBS: [&str; 52] = [
    "kan",
    "kun",
    "kunt",
    "kunnen",
    "mag",
    "mogen",
    "moet",
    "moeten",
    "is",
    "zijn",
    "was",
    "waren",
    "ben",
    "bent",
    "heb",
    "hebt",
    "heeft",
    "hebben",
    "had",
    "word",
    "wordt",
    "worden",
    "werd",
    "krijg",
    "krijgt",
    "krijgen",
    "ga",
    "gaat",
    "gaan",
    "doet",
    "wil",
    "wilt",
    "willen",
    "zal",
    "zullen",
    "zult",
    "werkt",
    "werken",
    "geldt",
    "gelden",
    "klopt",
    "deelt",
    "vindt",
    "erkent",
    "herkent",
    "onderschrijft",
    "bestaat",
    "bestaan",
    "komt",
    "blijft",
    "can",
    "does",
];

/// English for it.
const SAYING: [&str; 5] = ["say", "said", "says", "think", "thinks"];

#[rustfmt::skip]
const PIECE: [&str; 20] = [
    "artikel", "stuk", "verhaal", "tekst", "bericht", "reportage", "achtergrondverhaal", "achtergrondstuk", "nieuwsbericht",
    "nieuwsstuk", "interview", "column", "recensie", "opiniestuk", "analyse", "article", "story", "piece", "text", "report",
];
const AUTHOR: [&str; 12] = [
    "schreef",
    "schrijft",
    "schrijver",
    "geschreven",
    "auteur",
    "maker",
    "gemaakt",
    "journalist",
    "wrote",
    "written",
    "author",
    "writer",
];
const SOURCES: [&str; 13] = [
    "bron",
    "bronnen",
    "gebruikt",
    "gebruikte",
    "gebruiken",
    "gebaseerd",
    "bronvermelding",
    "source",
    "sources",
    "used",
    "use",
    "uses",
    "based",
];
const SUBJECT: [&str; 8] = [
    "onderwerp",
    "gaat",
    "kort",
    "hoofdvraag",
    "centrale",
    "vraag",
    "about",
    "subject",
];

const PUBLICATION: [&str; 9] = [
    "gepubliceerd",
    "publicatiedatum",
    "verschenen",
    "verscheen",
    "geplaatst",
    "datum",
    "published",
    "publication",
    "appeared",
];

/// Whether a question is about the piece itself: every word that says something must be of that subject.
pub(super) fn about(words: &[Word]) -> Option<Aspect> {
    let is = |list: &'static [&'static str]| move |word: &&Word| word.is_one_of(list);
    let names_piece = words.iter().any(|word| is(&PIECE)(&word));
    // «Waar gaat het over?»
    let names_it = words
        .iter()
        .any(|word| matches!(word.folded.as_str(), "het" | "dit" | "it" | "this"));
    let telling: Vec<&Word> = words
        .iter()
        .filter(|word| !word.is_stop_word && !is(&PIECE)(word))
        .collect();
    let all = |list| !telling.is_empty() && telling.iter().all(is(list));
    let goes_about = words
        .iter()
        .any(|word| matches!(word.folded.as_str(), "over" | "about"))
        && words
            .iter()
            .any(|word| matches!(word.folded.as_str(), "gaat" | "ging" | "is" | "about"));
    let asks_when = words
        .iter()
        .any(|word| matches!(word.folded.as_str(), "wanneer" | "when"));
    if all(&AUTHOR) && !asks_when {
        Some(Aspect::Author)
    } else if names_piece && (all(&PUBLICATION) || asks_when && all(&AUTHOR)) {
        Some(Aspect::Publication)
    } else if all(&SOURCES)
        && telling.iter().any(|word| {
            word.folded.starts_with("bron") || word.folded.starts_with("source") || names_piece
        })
    {
        Some(Aspect::Sources)
    } else if names_piece && all(&SUBJECT)
        || (names_piece || names_it) && telling.is_empty() && goes_about
    {
        Some(Aspect::Subject)
    } else {
        None
    }
}
