//! Units of measure, by what they measure.

use crate::analyzer::Word;
use crate::lexicon::money;

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnitKind {
    /// A length or a distance.
    Length,
    /// A duration.
    Time,
    /// A weight.
    Weight,
    /// A speed.
    Speed,
    /// A temperature.
    Heat,
    /// A frequency.
    Times,
    /// A time of day.
    Clock,
    /// Another amount that is called high: a sum, a share, a temperature.
    Amount,
}

#[rustfmt::skip]
const LENGTH: &[&str] = &[
    "meter", "meters", "m", "kilometer", "kilometers", "km", "centimeter", "centimeters", "cm", "millimeter", "mm", "mijl",
    "mijlen", "voet", "metre", "metres", "miles", "feet", "verdiepingen", "verdieping",
];
#[rustfmt::skip]
const TIME: &[&str] = &[
    "seconde", "seconden", "minuut", "minuten", "uur", "uren", "kwartier", "dag", "dagen", "week", "weken", "maand",
    "maanden", "jaar", "jaren", "eeuw", "eeuwen", "nacht", "nachten", "seconds", "minutes", "hours", "days", "weeks",
    "months", "years",
];
#[rustfmt::skip]
const WEIGHT: &[&str] = &[
    "kilo", "kilogram", "kg", "gram", "ton", "pond", "tonnes", "pounds", "ounces",
];
#[rustfmt::skip]
const SPEED: &[&str] = &[
    "km/u", "kilometer", "km", "knopen", "windkracht", "seconde", "uur", "miles", "mph", "beaufort",
];
const HEAT: &[&str] = &["graden", "graad", "degrees", "celsius", "°"];
#[rustfmt::skip]
const TIMES: &[&str] = &[
    "keer", "maal", "eens", "eenmaal", "tweemaal", "driemaal", "wekelijks", "dagelijks", "jaarlijks", "maandelijks", "per",
    "elke", "elk", "iedere", "ieder", "times", "once", "twice", "every", "nooit", "vaker", "procent",
];
#[rustfmt::skip]
const CLOCK: &[&str] = &[
    "uur", "kwart", "half", "over", "middernacht", "middag", "o'clock", "am", "pm",
];
const AMOUNT: &[&str] = &["procent", "percent", "%", "graden", "°", "punten"];

impl UnitKind {
    /// The units that a question with «hoe» and this word asks for; `None` if any number may answer.
    pub(super) fn asked_for(word: &Word) -> Option<&'static [Self]> {
        Some(match word.folded.as_str() {
            "lang" | "long" | "ver" | "far" => &[Self::Length, Self::Time],
            "breed" | "diep" | "dik" | "wide" | "deep" | "thick" => &[Self::Length],
            "hoog" | "high" => &[Self::Length, Self::Amount],
            "zwaar" | "heavy" => &[Self::Weight],
            "snel" | "fast" => &[Self::Speed, Self::Time],
            "hard" => &[Self::Speed, Self::Times],
            "warm" | "koud" | "hot" | "cold" => &[Self::Heat],
            "vaak" | "often" => &[Self::Times],
            "laat" | "late" => &[Self::Clock],
            _ => return None,
        })
    }

    /// Whether a folded word is the name of any unit.
    pub(crate) fn is_any(word: &str) -> bool {
        let all = [LENGTH, TIME, WEIGHT, SPEED, HEAT, TIMES, CLOCK, AMOUNT];
        all.iter().any(|names| names.contains(&word))
    }

    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Length => LENGTH,
            Self::Time => TIME,
            Self::Weight => WEIGHT,
            Self::Speed => SPEED,
            Self::Heat => HEAT,
            Self::Times => TIMES,
            Self::Clock => CLOCK,
            Self::Amount => AMOUNT,
        }
    }

    /// Whether a text of these words names a unit of this kind.
    pub(crate) fn is_named(self, text: &str, words: &[Word]) -> bool {
        let is_here = |name: &&str| {
            let is_sign = !name.starts_with(char::is_alphabetic);
            is_sign && text.contains(name) || words.iter().any(|word| word.folded == **name)
        };
        let is_money = || words.iter().any(|word| money::is_money(&word.folded));
        self.names().iter().any(is_here)
            || self == Self::Amount && (money::has_sign(text) || is_money())
    }
}
