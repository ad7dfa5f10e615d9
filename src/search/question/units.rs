//! Units of measure, by what they measure.

use crate::analyzer::Word;
use crate::lexicon::money;

/// The names of the units of one measure.
pub(crate) type Unit = &'static [&'static str];

#[rustfmt::skip]
const LENGTH: Unit = &[
    "meter", "meters", "m", "kilometer", "kilometers", "km", "centimeter", "centimeters", "cm", "millimeter", "mm", "mijl",
    "mijlen", "voet", "metre", "metres", "miles", "feet", "verdiepingen", "verdieping",
];
#[rustfmt::skip]
const TIME: Unit = &[
    "seconde", "seconden", "minuut", "minuten", "uur", "uren", "kwartier", "dag", "dagen", "week", "weken", "maand",
    "maanden", "jaar", "jaren", "eeuw", "eeuwen", "nacht", "nachten", "seconds", "minutes", "hours", "days", "weeks",
    "months", "years",
];
#[rustfmt::skip]
const WEIGHT: Unit = &[
    "kilo", "kilogram", "kg", "gram", "ton", "pond", "tonnes", "pounds", "ounces",
];
#[rustfmt::skip]
const SPEED: Unit = &[
    "km/u", "kilometer", "km", "knopen", "windkracht", "seconde", "uur", "miles", "mph", "beaufort",
];
const HEAT: Unit = &["graden", "graad", "degrees", "celsius", "°"];
#[rustfmt::skip]
const TIMES: Unit = &[
    "keer", "maal", "eens", "eenmaal", "tweemaal", "driemaal", "wekelijks", "dagelijks", "jaarlijks", "maandelijks", "per",
    "elke", "elk", "iedere", "ieder", "times", "once", "twice", "every", "nooit", "vaker", "procent",
];
#[rustfmt::skip]
const CLOCK: Unit = &[
    "uur", "kwart", "half", "over", "middernacht", "middag", "o'clock", "am", "pm",
];
/// Another amount that is called high: a sum, a share, a temperature.
const AMOUNT: Unit = &["procent", "percent", "%", "graden", "°", "punten"];

/// The units that a question with «hoe» and this word asks for; `None` if any number may answer.
pub(super) fn asked_for(word: &Word) -> Option<&'static [Unit]> {
    Some(match word.folded.as_str() {
        "lang" | "long" | "ver" | "far" => &[LENGTH, TIME],
        "breed" | "diep" | "dik" | "wide" | "deep" | "thick" => &[LENGTH],
        "hoog" | "high" => &[LENGTH, AMOUNT],
        "zwaar" | "heavy" => &[WEIGHT],
        "snel" | "fast" => &[SPEED, TIME],
        "hard" => &[SPEED, TIMES],
        "warm" | "koud" | "hot" | "cold" => &[HEAT],
        "vaak" | "often" => &[TIMES],
        "laat" | "late" => &[CLOCK],
        _ => return None,
    })
}

/// Whether a folded word is the name of any unit.
pub(crate) fn is_any(word: &str) -> bool {
    let all = [LENGTH, TIME, WEIGHT, SPEED, HEAT, TIMES, CLOCK, AMOUNT];
    all.iter().any(|names| names.contains(&word))
}

/// Whether a text of these words names such a unit. A sum of money is an amount too.
pub(crate) fn is_named(unit: Unit, text: &str, words: &[Word]) -> bool {
    let is_here = |name: &&str| {
        let is_sign = !name.starts_with(char::is_alphabetic);
        is_sign && text.contains(name) || words.iter().any(|word| word.folded == **name)
    };
    let is_money = || words.iter().any(|word| money::is_money(&word.folded));
    unit.iter().any(is_here) || unit == AMOUNT && (money::has_sign(text) || is_money())
}
