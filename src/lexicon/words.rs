//! The Dutch word list: some 190,000 base words in lower case, approved by OpenTaal, folded. It has no names, no words
//! with a diacritic, and few inflected forms.

use std::sync::LazyLock;

use fst::{Map, Set};

use super::spelling;

static WORDS: LazyLock<Set<&'static [u8]>> = LazyLock::new(|| {
    let compiled: &'static [u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.fst"));
    Set::new(compiled).expect("the build script makes a set")
});

/// The words that form compounds, with one bit for each role.
static PARTS: LazyLock<Map<&'static [u8]>> = LazyLock::new(|| {
    let compiled: &'static [u8] = include_bytes!(concat!(env!("OUT_DIR"), "/parts.fst"));
    Map::new(compiled).expect("the build script makes a map")
});

/// The roles in which several listed compounds have a word: eight before the last part, four as the last.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Roles {
    /// Before the last part.
    pub modifier: bool,
    /// As the last part.
    pub head: bool,
}

/// Whether a folded word is in the list.
pub fn is_word(folded: &str) -> bool {
    WORDS.contains(folded)
}

/// The words of the list that a misspelt folded word may have been meant as; empty if it is in the list, or none is near.
pub fn meant(folded: &str) -> Vec<String> {
    if is_word(folded) {
        return Vec::new();
    }
    spelling::meant(&WORDS, folded)
}

/// Returns the roles in which a folded word is common in compounds.
pub fn makes_compounds(folded: &str) -> Roles {
    let roles = PARTS.get(folded).unwrap_or(0);
    Roles {
        modifier: roles & 1 != 0,
        head: roles & 2 != 0,
    }
}

/// Returns the byte lengths of all prefixes of a folded text that are words, shortest first.
pub fn prefixes(folded: &str) -> Vec<usize> {
    let mut lengths = Vec::new();
    each_prefix(folded.as_bytes(), |length| lengths.push(length));
    lengths
}

/// Passes those lengths to `each`, in one walk through the list.
pub(crate) fn each_prefix(folded: &[u8], mut each: impl FnMut(usize)) {
    let words = WORDS.as_fst();
    let mut node = words.root();
    for (at, &byte) in folded.iter().enumerate() {
        let Some(transition) = node.find_input(byte) else {
            return;
        };
        node = words.node(node.transition_addr(transition));
        if node.is_final() {
            each(at + 1);
        }
    }
}
