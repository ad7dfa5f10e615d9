//! Dutch number words, folded: "tweeëntwintig", "honderdvijftig", "twaalfhonderd", "tientallen".

/// The words for 2 to 19, and "een" within longer words.
#[rustfmt::skip]
const UNITS: &[(&str, f64)] = &[
    ("een", 1.0), ("twee", 2.0), ("drie", 3.0), ("vier", 4.0), ("vijf", 5.0), ("zes", 6.0), ("zeven", 7.0),
    ("acht", 8.0), ("negen", 9.0), ("tien", 10.0), ("elf", 11.0), ("twaalf", 12.0), ("dertien", 13.0),
    ("veertien", 14.0), ("vijftien", 15.0), ("zestien", 16.0), ("zeventien", 17.0), ("achttien", 18.0),
    ("negentien", 19.0),
];

#[rustfmt::skip]
const TENS: &[(&str, f64)] = &[
    ("twintig", 20.0), ("dertig", 30.0), ("veertig", 40.0), ("vijftig", 50.0), ("zestig", 60.0), ("zeventig", 70.0),
    ("tachtig", 80.0), ("negentig", 90.0),
];

/// Other number words; vague ones with the smallest number that they can mean.
#[rustfmt::skip]
const OTHERS: &[(&str, f64)] = &[
    ("anderhalf", 1.5), ("anderhalve", 1.5), ("tiental", 10.0), ("dozijn", 12.0), ("twintigtal", 20.0),
    ("vijftigtal", 50.0), ("honderdtal", 100.0), ("duizendtal", 1e3), ("tientallen", 20.0), ("honderden", 200.0),
    ("duizenden", 2e3), ("tienduizenden", 2e4), ("honderdduizenden", 2e5), ("miljoenen", 2e6), ("miljarden", 2e9),
    ("tientallenduizenden", 2e4), ("biljoenen", 2e12),
];

/// Words that multiply the number before them. After "tientallen", "duizenden" is a thousand, not two.
#[rustfmt::skip]
const SCALES: &[(&str, f64)] = &[
    ("honderd", 1e2), ("duizend", 1e3), ("duizenden", 1e3), ("miljoen", 1e6), ("miljoenen", 1e6), ("mln", 1e6),
    ("miljard", 1e9), ("miljarden", 1e9), ("mld", 1e9), ("biljoen", 1e12), ("biljoenen", 1e12),
];

/// Words that show that the "acht" before them is a verb: "acht het", "acht zich".
#[rustfmt::skip]
pub(super) const AFTER_VERB: [&str; 12] = [
    "de", "dat", "deze", "dit", "een", "geen", "het", "hij", "ik", "ze", "zich", "zij",
];

/// Returns the value of a word. "één" is a number and "een" an article; only the original spelling tells them apart.
pub(super) fn value(folded: &str, original: &str) -> Option<f64> {
    if folded == "een" {
        return (!original.is_ascii()).then_some(1.0);
    }
    let scale = || scale(folded).filter(|_| !matches!(folded, "mln" | "mld"));
    find(OTHERS, folded)
        .or_else(scale)
        .or_else(|| thousands(folded))
}

/// Returns the factor by which a word multiplies the number before it.
pub(super) fn scale(folded: &str) -> Option<f64> {
    find(SCALES, folded)
}

/// Whether a word makes the number before it a fraction: "twee derde".
pub(super) fn is_denominator(folded: &str) -> bool {
    matches!(
        folded,
        "derde" | "derden" | "vierde" | "vijfde" | "tiende" | "kwart" | "achtste" | "zesde"
    )
}

/// Reads up to 999.999: what precedes "duizend", "duizend", and what follows it.
fn thousands(word: &str) -> Option<f64> {
    match word.split_once("duizend") {
        None => hundreds(word),
        Some((before, after)) => Some(count(before, hundreds)? * 1e3 + rest(after, hundreds)?),
    }
}

/// Reads up to 9.999: "honderd", "driehonderd", "vijftienhonderd", and what follows.
fn hundreds(word: &str) -> Option<f64> {
    let unit = |word: &str| find(UNITS, word);
    match word.split_once("honderd") {
        None => tens(word),
        Some((before, after)) => Some(count(before, unit)? * 1e2 + rest(after, tens)?),
    }
}

/// Reads up to 99: "zeven", "zeventig", "zevenentwintig".
fn tens(word: &str) -> Option<f64> {
    if let Some(value) = find(UNITS, word).or_else(|| find(TENS, word)) {
        return Some(value);
    }
    TENS.iter().find_map(|(ten, value)| {
        let unit = find(UNITS, word.strip_suffix(ten)?.strip_suffix("en")?)?;
        (unit < 10.0).then_some(value + unit)
    })
}

/// Reads how many hundreds or thousands there are: one if nothing precedes the word.
fn count(word: &str, read: fn(&str) -> Option<f64>) -> Option<f64> {
    if word.is_empty() {
        return Some(1.0);
    }
    read(word)
}

/// Reads what follows a hundred or a thousand: nothing, or a smaller number, with or without "en".
fn rest(word: &str, read: fn(&str) -> Option<f64>) -> Option<f64> {
    if word.is_empty() {
        return Some(0.0);
    }
    read(word).or_else(|| read(word.strip_prefix("en")?))
}

fn find(words: &[(&str, f64)], word: &str) -> Option<f64> {
    words
        .iter()
        .find(|(known, _)| *known == word)
        .map(|(_, value)| *value)
}
