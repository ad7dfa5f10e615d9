//! The words of which compounds are made.

use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The words that begin (bit 0) or end (bit 1) several others, with another word for the rest.
///
/// An `en` counts as a link after a long word only, and an `e` never: they would find as many accidents as compounds.
pub(super) fn compound_parts(words: &BTreeSet<String>) -> BTreeMap<&str, u64> {
    // A rare beginning is an accident more often than a rare end.
    const COMMON_MODIFIER: u32 = 8;
    const COMMON_HEAD: u32 = 4;

    let known: HashSet<&str> = words.iter().map(String::as_str).collect();
    let mut counts: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for word in words {
        for (modifier, rest) in
            (3..word.len().saturating_sub(2)).filter_map(|at| word.split_at_checked(at))
        {
            if !known.contains(modifier) {
                continue;
            }
            let after_en = rest.strip_prefix("en").filter(|_| modifier.len() > 5);
            for head in [Some(rest), rest.strip_prefix('s'), after_en]
                .into_iter()
                .flatten()
            {
                if head.len() >= 3 && modifier.len().max(head.len()) > 3 && known.contains(head) {
                    counts.entry(modifier).or_default().0 += 1;
                    counts.entry(head).or_default().1 += 1;
                }
            }
        }
    }
    let roles = |(modifier, head)| {
        u64::from(modifier >= COMMON_MODIFIER) | u64::from(head >= COMMON_HEAD) << 1
    };
    counts
        .into_iter()
        .map(|(word, counts)| (word, roles(counts)))
        .filter(|&(_, roles)| roles > 0)
        .collect()
}
