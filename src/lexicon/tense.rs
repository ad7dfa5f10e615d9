//! Tense: whether a sentence puts a date before or after publication, by the verb forms beside the date. Doubtful cases
//! are [`Tense::Unclear`].

use std::ops::Range;

use super::tokens::{Token, Tokens};
use super::verbs;

/// When a sentence puts the event that it dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// Before publication: «In maart sloot de winkel.»
    Past,
    /// At publication or after it: «In maart sluit de winkel.»
    Present,
    /// Repeatedly: «In maart is er altijd markt.»
    Habit,
    /// The sentence does not say, or is ambiguous.
    Unclear,
}

/// Words that mark repetition.
#[rustfmt::skip]
const HABITS: [&str; 16] = [
    "altijd", "nooit", "elk", "elke", "ieder", "iedere", "jaarlijks", "jaarlijkse", "meestal", "doorgaans", "gewoonlijk",
    "normaal", "vaak", "soms", "telkens", "traditiegetrouw",
];

/// Words before a date that decide its tense by themselves.
#[rustfmt::skip]
const BEFORE: [(&str, Tense); 9] = [
    ("sinds", Tense::Past), ("afgelopen", Tense::Past), ("vorig", Tense::Past), ("vorige", Tense::Past),
    ("komend", Tense::Present), ("komende", Tense::Present), ("volgend", Tense::Present), ("volgende", Tense::Present),
    ("aanstaande", Tense::Present),
];

/// Words that may stand between one of [`BEFORE`] and the date.
const BETWEEN: [&str; 7] = ["begin", "eind", "half", "medio", "in", "op", "de"];

/// Auxiliaries that make a participle past.
const HAVING: [&str; 6] = ["is", "heeft", "hebben", "heb", "ben", "bent"];

/// Auxiliaries that put a participle or an infinitive in the future.
#[rustfmt::skip]
const COMING: [&str; 20] = [
    "word", "wordt", "worden", "zal", "zult", "zullen", "gaat", "gaan", "ga", "moet", "moeten", "kan", "kunnen", "kunt", "mag",
    "mogen", "wil", "wilt", "willen", "dienen",
];

/// Present forms that are listed as other words too, and those of verbs in «-aan» and «-ien».
const PRESENT: [&str; 10] = [
    "staat", "doet", "slaat", "ziet", "komt", "komen", "kost", "sluit", "start", "vindt",
];

/// Past forms that are other words too, or that are too frequent to miss.
#[rustfmt::skip]
const PAST: [&str; 12] = [
    "was", "waren", "had", "hadden", "werd", "werden", "ging", "gingen", "kwam", "kwamen", "kon", "konden",
];

/// Forms that express a condition, an intention or an obligation at any time.
#[rustfmt::skip]
const WOULD_BE: [&str; 8] = ["zou", "zouden", "wilde", "wilden", "wou", "moest", "moesten", "dienden"];

/// Forms after which a date can be that of the announcement or of what was announced («heeft voor mei een debat
/// gepland»), and participles that describe a state («is in mei gesloten»).
#[rustfmt::skip]
const OPEN: [&str; 26] = [
    "gepland", "ingepland", "plande", "aangekondigd", "kondigde", "kondigden", "beloofd", "beloofde", "beloofden", "toegezegd",
    "zegde", "zegden", "voorzien", "afgesproken", "voorspeld", "voorspelde", "verwacht", "verwachtte", "verwachtten",
    "uitgesteld", "verschoven", "gesloten", "afgesloten", "geopend", "verplicht", "verboden",
];

/// Words between a past verb and a date that can lie in the future: «werd uitgesteld tot mei».
const TOWARDS: [&str; 7] = ["voor", "naar", "tot", "vanaf", "per", "uiterlijk", "tegen"];

/// Marks that end a clause.
const MARKS: [&str; 16] = [
    ",", ";", ":", "(", ")", "–", "—", "“", "”", "‘", "„", "\"", "«", "»", "[", "]",
];

/// Returns the tense of a date in a Dutch sentence; `date` is its byte range.
#[must_use]
pub fn tense(sentence: &str, date: &Range<usize>) -> Tense {
    let tokens = Tokens::of(sentence);
    let is_with_us = |at: usize| tokens.is_word(at, &["bij"]) && tokens.is_word(at + 1, &["ons"]);
    if (0..tokens.len()).any(|at| tokens.is_word(at, &HABITS) || is_with_us(at)) {
        return Tense::Habit;
    }
    let first = tokens.partition_point(|token| token.range.end <= date.start);
    let after = tokens.partition_point(|token| token.range.start < date.end);
    let mut earlier = tokens[..first].iter().rev();
    let before = earlier.find(|token| !token.is_word(&BETWEEN));
    let said = before.and_then(|token| BEFORE.iter().find(|(word, _)| token.is_word(&[word])));
    if let Some((_, tense)) = said {
        return *tense;
    }
    let is_mark = |token: &Token| token.is_mark(&MARKS);
    let start = tokens[..first]
        .iter()
        .rposition(is_mark)
        .map_or(0, |at| at + 1);
    let end = tokens[after..]
        .iter()
        .position(is_mark)
        .map_or(tokens.len(), |at| after + at);
    let of_clause = of(sentence, &tokens[start..end]);
    if of_clause == Some(Tense::Unclear) {
        return Tense::Unclear;
    }
    // «Op 1 maart, een zondag, sluit de winkel»: a clause without a verb takes the tense of the sentence.
    let told = of_clause.or_else(|| of(sentence, &tokens));
    let is_towards = before.is_some_and(|token| token.is_word(&TOWARDS));
    match told {
        Some(Tense::Past) if is_towards => Tense::Unclear,
        told => told.unwrap_or(Tense::Unclear),
    }
}

/// Returns the tense of the verbs among these tokens; `None` if there are none.
fn of(sentence: &str, tokens: &[Token]) -> Option<Tense> {
    let has = |words: &[&str]| tokens.iter().any(|token| token.is_word(words));
    if has(&WOULD_BE) {
        return Some(Tense::Unclear);
    }
    let (is_coming, has_having) = (has(&COMING), has(&HAVING));
    let has_auxiliary = is_coming || has_having || has(&PAST);
    let (mut is_past, mut is_present, mut has_participle) = (has(&PAST), has(&PRESENT), false);
    for (at, token) in tokens.iter().enumerate() {
        let lists: [&[&str]; 4] = [&COMING, &HAVING, &PAST, &PRESENT];
        let is_known = lists.iter().any(|list| token.is_word(list));
        let written = sentence.get(token.range.clone()).unwrap_or_default();
        // «Bolt» is a name, unless it opens the sentence.
        let is_name = written.starts_with(char::is_uppercase) && at > 0;
        if is_known || is_name {
            continue;
        }
        match form(&token.folded) {
            Some(Form::Past) => is_past = true,
            Some(Form::Present) => is_present = true,
            Some(Form::Participle) => has_participle = true,
            // «Verkocht» is a participle beside an auxiliary, and so is «verplaatst».
            Some(Form::PastOrParticiple) if has_auxiliary => has_participle = true,
            Some(Form::PastOrParticiple) => is_past = true,
            Some(Form::PresentOrParticiple) if has_auxiliary => has_participle = true,
            Some(Form::PresentOrParticiple) => is_present = true,
            None => {}
        }
    }
    let is_over = has_having && has_participle;
    if (is_past || is_over) && has(&OPEN) {
        return Some(Tense::Unclear);
    }
    match (is_past || is_over, is_present || is_coming) {
        (true, true) => Some(Tense::Unclear),
        (true, false) => Some(Tense::Past),
        (false, true) => Some(Tense::Present),
        (false, false) if has_having => Some(Tense::Present),
        // «In maart verhuisd» can be anything.
        (false, false) => has_participle.then_some(Tense::Unclear),
    }
}

/// What a verb form can be.
enum Form {
    Past,
    Present,
    Participle,
    PastOrParticiple,
    PresentOrParticiple,
}

/// Returns what verb form a folded word is; `None` for an infinitive, which is a plural too.
fn form(folded: &str) -> Option<Form> {
    let infinitive = verbs::infinitive(folded)?;
    let may_be_participle = verbs::INSEPARABLE
        .iter()
        .any(|prefix| folded.starts_with(prefix));
    if is_present(folded, &infinitive) {
        // «Verandert» and «veranderd» end differently, but «verplaatst» and «ontmoet» are both forms.
        return Some(
            if may_be_participle && verbs::has_voiceless_stem(&infinitive) {
                Form::PresentOrParticiple
            } else {
                Form::Present
            },
        );
    }
    if verbs::is_participle(folded) {
        return Some(Form::Participle);
    }
    let is_weak = folded
        .strip_suffix('d')
        .is_some_and(|rest| is_present(&format!("{rest}t"), &infinitive));
    Some(match may_be_participle {
        true if is_weak => Form::Participle,
        true if !(folded.ends_with("de") || folded.ends_with("te")) => Form::PastOrParticiple,
        _ => Form::Past,
    })
}

/// Whether a word is the third person singular present of a verb. The bare stem does not count: «formulier» is a noun.
fn is_present(folded: &str, infinitive: &str) -> bool {
    // «Bestaan», «zien», «doen».
    if ["aan", "ien", "oen"]
        .iter()
        .any(|end| infinitive.ends_with(end))
    {
        return folded.strip_suffix('t') == infinitive.strip_suffix('n');
    }
    let stem = infinitive.strip_suffix("en").unwrap_or(infinitive);
    let mut letters = stem.chars().rev();
    let (Some(last), Some(before)) = (letters.next(), letters.next()) else {
        return false;
    };
    let body = stem.strip_suffix(last).unwrap_or_default();
    let end = match last {
        'v' => 'f',
        'z' => 's',
        other => other,
    };
    let mut stems = vec![format!("{body}{end}")];
    if before == last {
        stems = vec![body.to_owned()];
    } else if "aeou".contains(before) {
        stems.push(format!("{body}{before}{end}"));
    }
    stems.iter().any(|stem| {
        let ending = if stem.ends_with('t') { "" } else { "t" };
        folded.strip_suffix(ending) == Some(stem)
    })
}
