//! Whether a sentence holds the kind of thing that a question wants.

use std::ops::Range;

use super::analyzer::{self, Word};
use super::intent::Wants;
use crate::article::Quotation;
use crate::excerpt::Passage;
use crate::lexicon::mentions::{self, Case, Mention};
use crate::lexicon::{dates, numbers};

/// Words by which a sentence gives somebody's words without quotation marks.
const REPORTING: [&str; 7] = [
    "volgens",
    "zei",
    "waarschuwde",
    "voorspelde",
    "noemde",
    "vond",
    "zegt",
];

/// More words by which a sentence tells what somebody says or thinks: too common to choose a sentence by. One without any
/// of them, and without a quotation, hardly tells anybody's words.
#[rustfmt::skip]
const SAID_OR_THOUGHT: &[&str] = &[
    "aldus", "antwoordde", "antwoordt", "bekritiseerde", "bekritiseert", "belooft", "beloofde", "benadrukt", "benadrukte",
    "beschuldigde", "beschuldigt", "betoogde", "betoogt", "betwijfelde", "betwijfelt", "bevestigde", "bevestigt", "beweerde",
    "beweert", "concludeerde", "concludeert", "dacht", "dachten", "denken", "denkt", "eens", "eis", "eisen", "eist", "eiste",
    "eisten", "erkende", "erkent", "hart", "hekelde", "hekelt", "hoopt", "hoopte", "klaagde", "klaagden", "klaagt", "kritiek",
    "liet", "lieten", "meende", "meenden", "meent", "meldde", "meldden", "meldt", "mening", "noemden", "noemt", "onderschreef",
    "onderschrijft", "ontkende", "ontkent", "oordeel", "opmerkte", "oproep", "opvatting", "pleit", "pleitte", "reactie",
    "reageerde", "reageerden", "reageert", "riep", "riepen", "roept", "schreef", "schreven", "schrijft", "sprak", "spraken",
    "spreekt", "standpunt", "stelde", "stelden", "stelt", "steunde", "steunt", "toezegging", "uitte", "uitten", "verklaarde",
    "verklaarden", "verklaart", "verklaring", "vertelde", "vertelden", "vertelt", "verwacht", "verwachtte", "vinden", "vindt",
    "vonden", "voorspelt", "vraagt", "vreesde", "vreest", "vroeg", "vroegen", "waarschuwden", "waarschuwt", "wees", "zeggen",
    "zeiden", "zou", "zouden",
];

/// Words by which a sentence gives a reason.
const REASONS: [&str; 11] = [
    "omdat",
    "doordat",
    "want",
    "aangezien",
    "vanwege",
    "wegens",
    "dankzij",
    "reden",
    "redenen",
    "gezien",
    "zodat",
];

/// More words that stand in most sentences that give a reason, and in many others: a sentence without any hardly gives one.
#[rustfmt::skip]
const REASONABLE: &[&str] = &[
    "aanleiding", "als", "anders", "because", "daardoor", "daarom", "die", "door", "due", "dus", "gevolg", "immers", "na", "nadat",
    "namelijk", "om", "oorzaak", "oorzaken", "opdat", "since", "teneinde", "toen", "uit", "vandaar", "vermoedelijk", "vrees",
    "waardoor", "waarin", "zonder",
];

/// First words of a sentence that makes the one before it a reason: «Daarom vertrok hij.»
const CONSEQUENCES: [&str; 3] = ["daarom", "daardoor", "vandaar"];

/// First words of a sentence that says yes or no.
const CONFIRMATIONS: [&str; 5] = ["ja", "nee", "neen", "klopt", "inderdaad"];

/// Whether the sentence at `range` (bytes of the passage's text) holds it.
pub(super) fn holds(wants: Wants, passage: &Passage, range: &Range<usize>) -> bool {
    let text = passage.text().get(range.clone()).unwrap_or_default();
    match wants {
        Wants::Number => !numbers::counts(text).is_empty(),
        Wants::Date => !dates::dates(text).is_empty(),
        Wants::Person => has_name(text),
        Wants::Reason => has_word(text, &REASONS) || has_consequence(passage, range),
        Wants::Speech => quotations(passage, range).next().is_some() || has_word(text, &REPORTING),
        Wants::Confirmation => opens_with(text, &CONFIRMATIONS),
        Wants::Other => true,
    }
}

/// Whether the sentence at `range` tells anything of what somebody says or thinks.
pub(super) fn reports(passage: &Passage, range: &Range<usize>) -> bool {
    let text = passage.text().get(range.clone()).unwrap_or_default();
    holds(Wants::Speech, passage, range) || has_word(text, SAID_OR_THOUGHT)
}

/// Whether the sentence at `range` may give a reason.
pub(super) fn explains(passage: &Passage, range: &Range<usize>) -> bool {
    let text = passage.text().get(range.clone()).unwrap_or_default();
    holds(Wants::Reason, passage, range) || text.contains([':', ';']) || has_word(text, REASONABLE)
}

/// Whether the sentence at `range` names somebody outside its quotations.
pub(super) fn names_somebody(passage: &Passage, range: &Range<usize>) -> bool {
    let mut from = range.start;
    let mut outside = String::new();
    for quotation in quotations(passage, range) {
        if let Some(text) = passage.text().get(from..quotation.outer.start) {
            outside.push_str(text);
        }
        from = from.max(quotation.outer.end);
    }
    outside.push_str(passage.text().get(from..range.end).unwrap_or_default());
    has_name(&outside)
}

fn has_name(text: &str) -> bool {
    let countries = mentions::mentions(text, Case::Strict);
    names(text, &analyzer::words(text), &countries)
        .next()
        .is_some()
}

/// The names in a sentence of these words and countries: capitalised words after its first that are no country and no
/// abbreviation.
pub(super) fn names<'a>(
    text: &'a str,
    words: &'a [Word],
    countries: &'a [Mention],
) -> impl Iterator<Item = &'a Word> {
    words.iter().skip(1).filter(move |word| {
        let written = text.get(word.range.clone()).unwrap_or_default();
        let is_abbreviation = written.chars().filter(|c| c.is_uppercase()).count() > 1;
        let is_country = countries
            .iter()
            .any(|m| m.range.start <= word.range.start && word.range.end <= m.range.end);
        word.is_capitalised && !is_abbreviation && !is_country
    })
}

/// The quotations that lie wholly within `range`.
fn quotations<'a>(
    passage: &'a Passage,
    range: &'a Range<usize>,
) -> impl Iterator<Item = &'a Quotation> {
    let all = passage.paragraph().quotations().iter();
    all.filter(|quotation| range.start <= quotation.outer.start && quotation.outer.end <= range.end)
}

/// Whether the next sentence tells what follows from this one.
fn has_consequence(passage: &Passage, range: &Range<usize>) -> bool {
    let next = passage
        .sentences()
        .iter()
        .find(|sentence| sentence.start >= range.end)
        .and_then(|next| passage.text().get(next.clone()));
    next.is_some_and(|next| opens_with(next, &CONSEQUENCES))
}

fn has_word(text: &str, wanted: &[&str]) -> bool {
    analyzer::words(text)
        .iter()
        .any(|word| wanted.contains(&word.folded.as_str()))
}

fn opens_with(text: &str, wanted: &[&str]) -> bool {
    analyzer::words(text)
        .first()
        .is_some_and(|word| wanted.contains(&word.folded.as_str()))
}
