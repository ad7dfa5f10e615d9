//! Typing errors, and names with a Dutch and an English transliteration.

use fst::{IntoStreamer as _, Set};
use levenshtein_automata::LevenshteinAutomatonBuilder;
use strsim::osa_distance;

/// The number of edits at which a word still matches: none below five letters, one from five, two from nine.
pub fn allowed_edits(word: &str) -> usize {
    match word.chars().count() {
        0..5 => 0,
        5..9 => 1,
        _ => 2,
    }
}

/// Returns the number of edits between two words if it is at most `max`.
///
/// An edit inserts, deletes or replaces a character, or swaps two neighbours (optimal string alignment).
pub fn distance_within(a: &str, b: &str, max: usize) -> Option<usize> {
    let lengths = a.chars().count().abs_diff(b.chars().count());
    let distance = || Some(osa_distance(a, b)).filter(|distance| *distance <= max);
    (lengths <= max).then(distance).flatten()
}

/// The words of a list that a folded word may have been meant as, those with the fewest edits.
pub(super) fn meant(list: &Set<&'static [u8]>, folded: &str) -> Vec<String> {
    let edits = allowed_edits(folded);
    if edits == 0 {
        return Vec::new();
    }
    let automaton = LevenshteinAutomatonBuilder::new(u8::try_from(edits).unwrap_or(2), true);
    let near = list.search(automaton.build_dfa(folded)).into_stream();
    let near = near.into_strs().unwrap_or_default().into_iter();
    let found = near.filter_map(|word| Some((distance_within(folded, &word, edits)?, word)));
    let found: Vec<(usize, String)> = found.collect();
    let fewest = found.iter().map(|(edits, _)| *edits).min();
    let best = found
        .into_iter()
        .filter(|(edits, _)| Some(*edits) == fewest);
    best.map(|(_, word)| word).collect()
}

/// Spellings of one sound in Dutch and in the English press, the longest first.
///
/// A capital stands for a sound without a letter of its own. Dutch `ch` is English `kh`, so English `ch` (Dutch `tsj`)
/// stays separate: Tsjernysjenko and Chernyshenko have different keys.
#[rustfmt::skip]
const SOUNDS: [(&str, &str); 21] = [
    ("dzj", "i"), ("dzh", "i"), ("tsj", "C"), ("tch", "C"), ("dj", "i"), ("sj", "S"), ("sh", "S"), ("zj", "Z"), ("zh", "Z"),
    ("ch", "h"), ("kh", "h"), ("ck", "k"), ("ph", "f"), ("th", "t"), ("oe", "u"), ("ou", "u"), ("x", "ks"), ("j", "i"),
    ("y", "i"), ("w", "v"), ("q", "k"),
];

/// Returns a key that transliterations of one name share: Loekasjenko and Lukashenko, Tokajev and Tokayev.
///
/// Takes folded text ([`fold`](super::fold::fold)). Ignores apostrophes and counts doubled letters once.
pub fn sound_key(folded: &str) -> String {
    let mut key = String::with_capacity(folded.len());
    let mut rest = folded;
    while let Some(first) = rest.chars().next() {
        let (sound, after) = match SOUNDS
            .iter()
            .find_map(|(letters, sound)| Some((*sound, rest.strip_prefix(letters)?)))
        {
            Some(found) => found,
            None => rest.split_at(first.len_utf8()),
        };
        rest = after;
        for c in sound.chars().filter(|&c| c != '\'') {
            if !key.ends_with(c) {
                key.push(c);
            }
        }
    }
    key
}
