//! Splits Dutch compounds: `regeringsleider` is `regering`, a linking `s`, and `leider`.
//!
//! A compound is two to four words of the [word list](super::words), with a hyphen or linking letters between. The last
//! part, its head, may be inflected and is returned as written, for the stemmer. The reading with the fewest parts
//! wins; ties go to the fewest rare parts, then the fewest three-letter parts, then the fewest linking letters.
//!
//! A part is common if several listed compounds use it in that role (`grens` ends a hundred words, `luit` hardly any).
//! At least one part must be common, or foreign names would be split. A compound that is itself listed (`zuidgrens`) is
//! split too, so that `grens` finds it, but only into two common parts and not after a particle (`onderzoek`). Names of
//! countries, adjectives and inhabitants are never split.

use super::gazetteer::is_spoken;
use super::words::{each_prefix, is_word, makes_compounds};

/// Returns the parts of a folded compound, from left to right, without linking letters; empty if the word is no
/// compound.
pub fn split(folded: &str) -> Vec<&str> {
    if folded.len() < SHORTEST
        || folded.len() > LONGEST
        || !folded.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
    {
        return Vec::new();
    }
    let listed = inflected(folded, |base| {
        (base.len() > 3 && is_word(base)).then_some(Frequency::Common)
    })
    .is_some();
    let Some(best) = best_reading(folded, listed).filter(|_| !is_spoken(folded)) else {
        return Vec::new();
    };
    best.into_iter()
        .filter_map(|(start, end)| folded.get(start..end))
        .collect()
}

/// The shortest compound: a part of three letters and one of four.
const SHORTEST: usize = 7;

/// The longest word that is examined, which bounds the time that a text can take.
const LONGEST: usize = 64;

/// The most parts that a compound has.
const MOST_PARTS: u8 = 4;

/// Letters between two parts. A hyphen stands alone.
const LINKS: [&str; 6] = ["", "s", "en", "e", "er", "-"];

/// Three-letter words that form compounds. Most other three-letter words of the list are abbreviations, particles or
/// rare, and would match inside any name.
const SHORT_PARTS: &str = "aap arm bad bak bal bar bed bel bom bon bos bot bus dag dak dam dek dop duo eed eik erf fan \
    gas gat gif god hak hal ham hap hek hof hok hut ijs jas jet kam kap kas kat kei kin kip kok kom kop lak lam lap las \
    lat les lid lip lok lus man map mat mes mug mus nek net nok oog oor pad pak pan pas pen pet pil pit pop pot put rad \
    ram rat rek rib rif rit rok rol rug rum sap ski som spa tak tas tip ton top vak val vat vee vel vet vis vos wal web \
    wet wol zak zee zin zon";

/// Suffixes that are words as well. They form derivations, not compounds.
#[rustfmt::skip]
const SUFFIXES: [&str; 15] = [
    "achtig", "baar", "baarheid", "gewijs", "heden", "heid", "lijk", "ling", "loos", "matig", "schap", "schappelijk",
    "ster", "waarts", "zaam",
];

/// Particles that can begin a listed word without making it a compound.
const PARTICLES: [&str; 22] = [
    "achter", "alle", "beneden", "binnen", "boven", "buiten", "door", "langs", "mede", "midden",
    "neer", "onder", "over", "rond", "samen", "tegen", "terug", "tussen", "voor", "voorst",
    "voort", "weer",
];

/// Genitives that are listed as words. Their `s` is a linking letter.
const GENITIVES: [&str; 6] = ["bedrijfs", "lands", "rijks", "staats", "stads", "volks"];

/// The cost of reading a word up to some byte.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Cost {
    parts: u8,
    rare: u8,
    short: u8,
    linking: u8,
}

/// The cheapest way to reach a byte at which a part may begin.
#[derive(Copy, Clone)]
struct Step {
    cost: Cost,
    /// The byte range of the previous part; `None` before the first.
    part: Option<(usize, usize)>,
}

/// Returns the byte ranges of the parts of the cheapest reading.
fn best_reading(word: &str, listed: bool) -> Option<Vec<(usize, usize)>> {
    let most_parts = if listed { 2 } else { MOST_PARTS };
    let mut steps: Vec<Option<Step>> = vec![None; word.len()];
    steps[0] = Some(Step {
        cost: Cost {
            parts: 0,
            rare: 0,
            short: 0,
            linking: 0,
        },
        part: None,
    });
    let mut best: Option<(Cost, usize)> = None;
    for start in 0..word.len() {
        let Some(Step { cost, .. }) = steps[start] else {
            continue;
        };
        let rest = word.get(start..)?;
        if let Some(head) = head(rest).filter(|_| cost.parts > 0) {
            let whole = cost.and(head, rest.len(), 0);
            if whole.is_likely(word.len(), listed) && best.is_none_or(|(known, _)| whole < known) {
                best = Some((whole, start));
            }
        }
        if cost.parts + 1 == most_parts {
            continue;
        }
        each_prefix(rest.as_bytes(), |length| {
            let Some(part) = rest.get(..length) else {
                return;
            };
            let Some(modifier) = modifier(part, listed) else {
                return;
            };
            let after = rest.get(length..).unwrap_or_default();
            for link in LINKS.into_iter().filter(|link| after.starts_with(link)) {
                let step = Step {
                    cost: cost.and(modifier, length, link.len()),
                    part: Some((start, start + length)),
                };
                let slot = steps.get_mut(start + length + link.len());
                if let Some(slot) =
                    slot.filter(|slot| slot.is_none_or(|known| step.cost < known.cost))
                {
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

/// How often a word occurs in compounds.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
enum Frequency {
    Common,
    Rare,
}

impl Cost {
    /// Returns the cost with one more part.
    fn and(self, frequency: Frequency, letters: usize, linking: usize) -> Cost {
        Cost {
            parts: self.parts + 1,
            rare: self.rare + u8::from(frequency == Frequency::Rare),
            short: self.short + u8::from(letters == 3),
            linking: self.linking + u8::from(linking > 0),
        }
    }

    /// Returns whether a whole word may be split at this cost.
    fn is_likely(self, letters: usize, listed: bool) -> bool {
        if listed {
            self.rare == 0 && (self.short == 0 || letters > 7) && self.short < 2
        } else {
            self.rare < self.parts && self.short < 2
        }
    }
}

/// Returns how common a word is before the last part; `None` if it cannot stand there.
fn modifier(word: &str, listed: bool) -> Option<Frequency> {
    match word.len() {
        0..3 => None,
        3 => is_short_part(word).then_some(Frequency::Common),
        _ if SUFFIXES.contains(&word)
            || GENITIVES.contains(&word)
            || listed && PARTICLES.contains(&word) =>
        {
            None
        }
        letters => frequency(makes_compounds(word).modifier, letters),
    }
}

/// Returns how common a text is as the last part; `None` if it cannot be one.
fn head(text: &str) -> Option<Frequency> {
    match text.len() {
        0..3 => None,
        3 => is_short_part(text).then_some(Frequency::Common),
        _ if SUFFIXES.contains(&text) => None,
        _ => inflected(text, |base| match base.len() {
            3 => is_short_part(base).then_some(Frequency::Common),
            _ if SUFFIXES.contains(&base) || !is_word(base) => None,
            letters => frequency(makes_compounds(base).head, letters),
        }),
    }
}

/// A word of four letters must be common, because too many names contain a rare one.
fn frequency(common: bool, letters: usize) -> Option<Frequency> {
    if common {
        Some(Frequency::Common)
    } else {
        (letters > 4).then_some(Frequency::Rare)
    }
}

fn is_short_part(word: &str) -> bool {
    SHORT_PARTS
        .split_ascii_whitespace()
        .any(|part| part == word)
}

/// Returns the better of what `known` says of a text and of its uninflected form: `gebouwen`, `straten`.
fn inflected(text: &str, known: impl Fn(&str) -> Option<Frequency>) -> Option<Frequency> {
    let mut rare = None;
    let mut common = |base: &str| {
        let frequency = known(base);
        rare = rare.or(frequency);
        frequency == Some(Frequency::Common)
    };
    if common(text)
        || text
            .strip_suffix('s')
            .is_some_and(|base| common(base.trim_end_matches('\'')))
    {
        return Some(Frequency::Common);
    }
    if let Some(stem) = text.strip_suffix("en").or_else(|| text.strip_suffix('e'))
        && (common(stem)
            || text.strip_suffix('n').is_some_and(&mut common)
            || text
                .strip_suffix("heden")
                .is_some_and(|stem| common(&format!("{stem}heid")))
            || respelled(stem).is_some_and(|stem| common(&stem)))
    {
        return Some(Frequency::Common);
    }
    rare
}

/// Returns how a stem is spelled without its ending: `bomm` is `bom`, `strat` is `straat`, `grenz` is `grens`.
fn respelled(stem: &str) -> Option<String> {
    let mut letters: Vec<char> = stem.chars().collect();
    let [.., before, vowel, last] = letters[..] else {
        return None;
    };
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
