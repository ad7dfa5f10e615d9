//! Dutch compounds, taken apart: `regeringsleider` is `regering`, a linking `s`, and `leider`.
//!
//! A compound is two to four words of the [word list](super::words), with a hyphen or linking letters between. The last
//! one, its head, may be inflected and is given as it stands, for the stemmer. Of several readings that with the fewest
//! parts wins, then that with the fewest words of three letters, then that with the fewest linking letters.
//!
//! Many a compound stands in the list itself (`zuidgrens`). It is taken apart all the same, so that `grens` finds it, but
//! with more care: in two, and not after a particle (`onderzoek`).

use super::words::{each_prefix, is_word};

/// The parts of a folded compound, from left to right without what links them; empty for a word that is none.
pub fn split(folded: &str) -> Vec<&str> {
    if folded.len() < SHORTEST || folded.len() > LONGEST || !folded.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') {
        return Vec::new();
    }
    let listed = is_inflected(folded);
    let Some(best) = best_reading(folded, listed) else { return Vec::new() };
    best.into_iter().filter_map(|(start, end)| folded.get(start..end)).collect()
}

/// No compound is shorter: a part of three letters and one of four.
const SHORTEST: usize = 7;

/// Nothing longer is looked at, so that no text takes more than its share of time.
const LONGEST: usize = 64;

/// No compound has more parts.
const MOST_PARTS: u8 = 4;

/// Letters between two parts. A hyphen stands alone.
const LINKS: [&str; 6] = ["", "s", "en", "e", "er", "-"];

/// The words of three letters that make compounds. Most others in the list are abbreviations, particles or rare, and would
/// be found in any name.
const SHORT_PARTS: &str = "aap arm bad bak bal bar bed bel bes bom bon bos bot bus dag dak dam dek dop duo eed eik erf fan \
    gas gat gif god hak hal ham hap hek hof hok hut ijs jas jet kam kap kas kat kei kin kip kok kom kop lak lam lap las \
    lat les lid lip lok lus man map mat mes mug mus nek net nok oog oor pad pak pan pas pen pet pil pit pop pot put rad \
    ram rat rek rib rif rit rok rol rug rum sap ski som spa tak tas tip ton top vak val vat vee vel vet vis vos wal web \
    wet wol zak zee zin zon";

/// Endings that are words as well: they make derivations, not compounds.
const SUFFIXES: [&str; 14] = [
    "achtig", "baar", "baarheid", "gewijs", "heden", "heid", "lijk", "ling", "loos", "matig", "schap", "ster", "waarts",
    "zaam",
];

/// Particles that begin a listed word without making it a compound.
const PARTICLES: [&str; 21] = [
    "achter", "alle", "beneden", "binnen", "boven", "buiten", "door", "langs", "mede", "midden", "neer", "onder", "over",
    "rond", "samen", "tegen", "terug", "tussen", "voor", "voort", "weer",
];

/// Genitives that the list has as words of their own; their `s` links.
const GENITIVES: [&str; 6] = ["bedrijfs", "lands", "rijks", "staats", "stads", "volks"];

/// What it takes to read a text up to some point.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Cost {
    parts: u8,
    short: u8,
    linking: u8,
}

/// The best way to have a part begin at some point.
#[derive(Copy, Clone)]
struct Step {
    cost: Cost,
    /// Where the part before begins and ends; nothing before the first.
    part: Option<(usize, usize)>,
}

/// The parts of the best reading, in bytes.
fn best_reading(word: &str, listed: bool) -> Option<Vec<(usize, usize)>> {
    let most_parts = if listed { 2 } else { MOST_PARTS };
    let mut steps: Vec<Option<Step>> = vec![None; word.len()];
    steps[0] = Some(Step { cost: Cost { parts: 0, short: 0, linking: 0 }, part: None });
    let mut best: Option<(Cost, usize)> = None;
    for start in 0..word.len() {
        let Some(Step { cost, .. }) = steps[start] else { continue };
        let rest = word.get(start..)?;
        if cost.parts > 0 && is_head(rest) {
            let whole = cost.and(rest.len(), 0);
            if whole.short < 2 && best.is_none_or(|(known, _)| whole < known) {
                best = Some((whole, start));
            }
        }
        if cost.parts + 1 == most_parts {
            continue;
        }
        each_prefix(rest.as_bytes(), |length| {
            let Some(part) = rest.get(..length).filter(|part| is_modifier(part, listed)) else { return };
            let after = rest.get(length..).unwrap_or_default();
            for link in LINKS.into_iter().filter(|link| after.starts_with(link)) {
                let next = start + part.len() + link.len();
                let step = Step { cost: cost.and(part.len(), link.len()), part: Some((start, start + part.len())) };
                if let Some(slot) = steps.get_mut(next).filter(|slot| slot.is_none_or(|known| step.cost < known.cost)) {
                    *slot = Some(step);
                }
            }
        });
    }
    let (_, head) = best?;
    let mut parts = vec![(head, word.len())];
    let mut at = head;
    while let Some((start, end)) = steps[at]?.part {
        parts.push((start, end));
        at = start;
    }
    parts.reverse();
    Some(parts)
}

impl Cost {
    /// The cost with one more part.
    fn and(self, letters: usize, linking: usize) -> Cost {
        Cost {
            parts: self.parts + 1,
            short: self.short + u8::from(letters == 3),
            linking: self.linking + u8::from(linking > 0),
        }
    }
}

/// Whether a word of the list can be a part before the last.
fn is_modifier(word: &str, listed: bool) -> bool {
    match word.len() {
        0..3 => false,
        3 => is_short_part(word),
        _ => !SUFFIXES.contains(&word) && !GENITIVES.contains(&word) && !(listed && PARTICLES.contains(&word)),
    }
}

/// Whether a text can be the last part.
fn is_head(text: &str) -> bool {
    match text.len() {
        0..3 => false,
        3 => is_short_part(text),
        _ => !SUFFIXES.contains(&text) && is_inflected(text),
    }
}

fn is_short_part(word: &str) -> bool {
    SHORT_PARTS.split_ascii_whitespace().any(|part| part == word)
}

/// Whether a text is a word of the list of at least four letters, as it stands or with an ending: `gebouwen`, `straten`.
fn is_inflected(text: &str) -> bool {
    if is_word(text) {
        return true;
    }
    let listed = |base: &str| base.len() > 3 && is_word(base);
    if text.strip_suffix('s').is_some_and(|base| listed(base.trim_end_matches('\''))) {
        return true;
    }
    let Some(base) = text.strip_suffix("en").or_else(|| text.strip_suffix('e')) else { return false };
    if base.len() < 3 {
        return false;
    }
    listed(base)
        || text.strip_suffix('n').is_some_and(listed)
        || text.strip_suffix("heden").is_some_and(|stem| is_word(&format!("{stem}heid")))
        || respelled(base).is_some_and(|base| listed(&base) || base.len() == 3 && is_short_part(&base))
}

/// A stem as it is spelled without its ending: `bomm` is `bom`, `strat` is `straat`, `grenz` is `grens`.
fn respelled(stem: &str) -> Option<String> {
    let mut letters: Vec<char> = stem.chars().collect();
    let [.., before, vowel, last] = letters[..] else { return None };
    let is_vowel = |c: char| "aeiou".contains(c);
    let hard = match last {
        'z' => 's',
        'v' => 'f',
        other => other,
    };
    if vowel == last && !is_vowel(last) {
        letters.pop();
    } else if is_vowel(vowel) && !is_vowel(before) && !is_vowel(last) && vowel != 'i' {
        letters.pop();
        letters.extend([vowel, hard]);
    } else if hard != last {
        letters.pop();
        letters.push(hard);
    } else {
        return None;
    }
    Some(letters.into_iter().collect())
}
