//! Dutch compounds, taken apart: `regeringsleider` is `regering`, a linking `s`, and `leider`.
//!
//! A compound is two to four words of the [word list](super::words), with a hyphen or linking letters between. The last
//! one, its head, may be inflected and is given as it stands, for the stemmer. Of several readings that with the fewest
//! parts wins, then that with the fewest rare ones, then that with the fewest words of three letters, then that with the
//! fewest linking letters.
//!
//! A part is common where several compounds of the list have it in that role (`grens` ends a hundred words, `luit` next to
//! none), and rare otherwise. At least one must be common, or any foreign name would come apart. Many a compound stands in
//! the list itself (`zuidgrens`). It is taken apart all the same, so that `grens` finds it, but with more care: in two, both
//! common, and not after a particle (`onderzoek`). Names of countries, adjectives and inhabitants stay whole.

use super::gazetteer::is_spoken;
use super::words::{each_prefix, is_word, makes_compounds};

/// The parts of a folded compound, from left to right without what links them; empty for a word that is none.
pub fn split(folded: &str) -> Vec<&str> {
    if folded.len() < SHORTEST
        || folded.len() > LONGEST
        || !folded.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
    {
        return Vec::new();
    }
    let listed = inflected(folded, |base| {
        (base.len() > 3 && is_word(base)).then_some(Use::Common)
    })
    .is_some();
    let Some(best) = best_reading(folded, listed).filter(|_| !is_spoken(folded)) else {
        return Vec::new();
    };
    best.into_iter()
        .filter_map(|(start, end)| folded.get(start..end))
        .collect()
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
const SHORT_PARTS: &str = "aap arm bad bak bal bar bed bel bom bon bos bot bus dag dak dam dek dop duo eed eik erf fan \
    gas gat gif god hak hal ham hap hek hof hok hut ijs jas jet kam kap kas kat kei kin kip kok kom kop lak lam lap las \
    lat les lid lip lok lus man map mat mes mug mus nek net nok oog oor pad pak pan pas pen pet pil pit pop pot put rad \
    ram rat rek rib rif rit rok rol rug rum sap ski som spa tak tas tip ton top vak val vat vee vel vet vis vos wal web \
    wet wol zak zee zin zon";

/// Endings that are words as well: they make derivations, not compounds.
const SUFFIXES: [&str; 15] = [
    "achtig",
    "baar",
    "baarheid",
    "gewijs",
    "heden",
    "heid",
    "lijk",
    "ling",
    "loos",
    "matig",
    "schap",
    "schappelijk",
    "ster",
    "waarts",
    "zaam",
];

/// Particles that begin a listed word without making it a compound.
const PARTICLES: [&str; 22] = [
    "achter", "alle", "beneden", "binnen", "boven", "buiten", "door", "langs", "mede", "midden",
    "neer", "onder", "over", "rond", "samen", "tegen", "terug", "tussen", "voor", "voorst",
    "voort", "weer",
];

/// Genitives that the list has as words of their own; their `s` links.
const GENITIVES: [&str; 6] = ["bedrijfs", "lands", "rijks", "staats", "stads", "volks"];

/// What it takes to read a text up to some point.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Cost {
    parts: u8,
    rare: u8,
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

/// How often a word is met in compounds.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
enum Use {
    Common,
    Rare,
}

impl Cost {
    /// The cost with one more part.
    fn and(self, usage: Use, letters: usize, linking: usize) -> Cost {
        Cost {
            parts: self.parts + 1,
            rare: self.rare + u8::from(usage == Use::Rare),
            short: self.short + u8::from(letters == 3),
            linking: self.linking + u8::from(linking > 0),
        }
    }

    /// Whether a whole word would be made so.
    fn is_likely(self, letters: usize, listed: bool) -> bool {
        if listed {
            self.rare == 0 && (self.short == 0 || letters > 7) && self.short < 2
        } else {
            self.rare < self.parts && self.short < 2
        }
    }
}

/// How common a word of the list is before the last; none where it cannot stand there.
fn modifier(word: &str, listed: bool) -> Option<Use> {
    match word.len() {
        0..3 => None,
        3 => is_short_part(word).then_some(Use::Common),
        _ if SUFFIXES.contains(&word)
            || GENITIVES.contains(&word)
            || listed && PARTICLES.contains(&word) =>
        {
            None
        }
        letters => usage(makes_compounds(word).modifier, letters),
    }
}

/// How common a text is as the last part; none where it cannot be that.
fn head(text: &str) -> Option<Use> {
    match text.len() {
        0..3 => None,
        3 => is_short_part(text).then_some(Use::Common),
        _ if SUFFIXES.contains(&text) => None,
        _ => inflected(text, |base| match base.len() {
            3 => is_short_part(base).then_some(Use::Common),
            _ if SUFFIXES.contains(&base) || !is_word(base) => None,
            letters => usage(makes_compounds(base).head, letters),
        }),
    }
}

/// A word of four letters must be common: too many names hold a rare one.
fn usage(common: bool, letters: usize) -> Option<Use> {
    if common {
        Some(Use::Common)
    } else {
        (letters > 4).then_some(Use::Rare)
    }
}

fn is_short_part(word: &str) -> bool {
    SHORT_PARTS
        .split_ascii_whitespace()
        .any(|part| part == word)
}

/// What `known` says of a text or, where that is more, of the word that it is with an ending: `gebouwen`, `straten`.
fn inflected(text: &str, known: impl Fn(&str) -> Option<Use>) -> Option<Use> {
    let mut rare = None;
    let mut common = |base: &str| {
        let usage = known(base);
        rare = rare.or(usage);
        usage == Some(Use::Common)
    };
    if common(text)
        || text
            .strip_suffix('s')
            .is_some_and(|base| common(base.trim_end_matches('\'')))
    {
        return Some(Use::Common);
    }
    if let Some(stem) = text.strip_suffix("en").or_else(|| text.strip_suffix('e'))
        && (common(stem)
            || text.strip_suffix('n').is_some_and(&mut common)
            || text
                .strip_suffix("heden")
                .is_some_and(|stem| common(&format!("{stem}heid")))
            || respelled(stem).is_some_and(|stem| common(&stem)))
    {
        return Some(Use::Common);
    }
    rare
}

/// A stem as it is spelled without its ending: `bomm` is `bom`, `strat` is `straat`, `grenz` is `grens`.
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
