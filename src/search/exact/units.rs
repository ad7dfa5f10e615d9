//! Units, by what they measure.

use super::super::analyzer::Word;

const LENGTH: &[&str] = &[
    "meter",
    "meters",
    "m",
    "kilometer",
    "kilometers",
    "km",
    "centimeter",
    "centimeters",
    "cm",
    "millimeter",
    "mm",
    "mijl",
    "mijlen",
    "voet",
    "metre",
    "metres",
    "miles",
    "feet",
    "verdiepingen",
    "verdieping",
];
const TIME: &[&str] = &[
    "seconde", "seconden", "minuut", "minuten", "uur", "uren", "kwartier", "dag", "dagen", "week",
    "weken", "maand", "maanden", "jaar", "jaren", "eeuw", "eeuwen", "nacht", "nachten", "seconds",
    "minutes", "hours", "days", "weeks", "months", "years",
];
const WEIGHT: &[&str] = &[
    "kilo", "kilogram", "kg", "gram", "ton", "pond", "tonnes", "pounds", "ounces",
];
const SPEED: &[&str] = &[
    "km/u",
    "kilometer",
    "km",
    "knopen",
    "windkracht",
    "seconde",
    "uur",
    "miles",
    "mph",
    "beaufort",
];
const HEAT: &[&str] = &["graden", "graad", "degrees", "celsius", "°"];
const TIMES_OVER: &[&str] = &[
    "keer",
    "maal",
    "eens",
    "eenmaal",
    "tweemaal",
    "driemaal",
    "wekelijks",
    "dagelijks",
    "jaarlijks",
    "maandelijks",
    "per",
    "elke",
    "elk",
    "iedere",
    "ieder",
    "times",
    "once",
    "twice",
    "every",
    "nooit",
    "vaker",
    "procent",
];
const CLOCK: &[&str] = &[
    "uur",
    "kwart",
    "half",
    "over",
    "middernacht",
    "middag",
    "o'clock",
    "am",
    "pm",
];
/// A height is also that of a debt or a percentage.
const AMOUNT: &[&str] = &[
    "euro", "dollar", "miljoen", "miljard", "procent", "graden", "punten", "€", "%", "$",
];

/// Parts of words after a preposition that make a time of it: «in mei», «op woensdagavond».
pub(super) const TIMES: &[&str] = &[
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
];

/// The units of what is asked for with «hoe» and this word; none where any number may do.
pub(super) fn of(word: &Word) -> Option<&'static [&'static [&'static str]]> {
    Some(match word.folded.as_str() {
        "lang" | "long" => &[LENGTH, TIME],
        "breed" | "diep" | "dik" | "wide" | "deep" | "thick" => &[LENGTH],
        "ver" | "far" => &[LENGTH, TIME],
        "hoog" | "high" => &[LENGTH, AMOUNT],
        "zwaar" | "heavy" => &[WEIGHT],
        "snel" | "fast" => &[SPEED, TIME],
        "hard" => &[SPEED, TIMES_OVER],
        "warm" | "koud" | "hot" | "cold" => &[HEAT],
        "vaak" | "often" => &[TIMES_OVER],
        "laat" | "late" => &[CLOCK],
        _ => return None,
    })
}
