//! Aligns the sentences of two texts: which stayed, which changed, which went and which came.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation as _;

/// The share of their words that two sentences must have in common to be one sentence that changed.
const ALIKE: f64 = 0.4;

/// The most pairs of sentences that are compared word by word in one place; with more, none of them are taken for changed.
const PAIRS: usize = 40_000;

/// What became of a sentence, by its place in the old and in the new text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aligned {
    /// It stayed as and where it was.
    Same(usize, usize),
    /// Its words changed.
    Changed(usize, usize),
    /// It stands elsewhere, as it was.
    Moved(usize, usize),
    /// It is gone.
    Removed(usize),
    /// It is new.
    Added(usize),
}

/// Aligns two texts, given as sentences. Every sentence of both occurs exactly once in the result, which has the order of
/// the new text; what is gone stands where it stood.
#[must_use]
pub fn aligned(old: &[&str], new: &[&str]) -> Vec<Aligned> {
    let mut aligned = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, old, new) {
        match op {
            DiffOp::Equal {
                old_index,
                new_index,
                len,
            } => aligned.extend((0..len).map(|at| Aligned::Same(old_index + at, new_index + at))),
            _ => replaced((old, op.old_range()), (new, op.new_range()), &mut aligned),
        }
    }
    with_moves(old, new, aligned)
}

/// Aligns a part of the old text with the part of the new one that stands in its place.
fn replaced(
    (old, gone): (&[&str], Range<usize>),
    (new, come): (&[&str], Range<usize>),
    aligned: &mut Vec<Aligned>,
) {
    let pairs = pairs(&old[gone.clone()], &new[come.clone()]);
    let (mut from, mut to) = (gone.start, come.start);
    for (a, b) in pairs {
        let (a, b) = (gone.start + a, come.start + b);
        aligned.extend((from..a).map(Aligned::Removed));
        aligned.extend((to..b).map(Aligned::Added));
        aligned.push(Aligned::Changed(a, b));
        (from, to) = (a + 1, b + 1);
    }
    aligned.extend((from..gone.end).map(Aligned::Removed));
    aligned.extend((to..come.end).map(Aligned::Added));
}

/// The pairs of sentences that resemble each other most, in the order of both texts.
fn pairs(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    if old.is_empty() || new.is_empty() || old.len().saturating_mul(new.len()) > PAIRS {
        return Vec::new();
    }
    let olds: Vec<_> = old.iter().map(|text| bag(text)).collect();
    let news: Vec<_> = new.iter().map(|text| bag(text)).collect();
    let width = new.len() + 1;
    let at = |a: usize, b: usize| a * width + b;
    let likeness =
        |a: usize, b: usize| Some(likeness(&olds[a], &news[b])).filter(|it| *it >= ALIKE);
    // The best sum of likenesses of the sentences from `a` and `b` on.
    let mut best = vec![0.0_f64; (old.len() + 1) * width];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            let apart = best[at(a + 1, b)].max(best[at(a, b + 1)]);
            let together = likeness(a, b).map_or(0.0, |likeness| likeness + best[at(a + 1, b + 1)]);
            best[at(a, b)] = apart.max(together);
        }
    }
    let (mut a, mut b) = (0, 0);
    let mut pairs = Vec::new();
    while a < old.len() && b < new.len() {
        let apart = best[at(a + 1, b)].max(best[at(a, b + 1)]);
        if best[at(a, b)] > apart {
            pairs.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if best[at(a + 1, b)] >= best[at(a, b + 1)] {
            a += 1;
        } else {
            b += 1;
        }
    }
    pairs
}

/// The words of a sentence in small letters, and how often each occurs.
fn bag(text: &str) -> HashMap<String, usize> {
    let mut bag = HashMap::new();
    for word in text.unicode_words() {
        *bag.entry(word.to_lowercase()).or_default() += 1;
    }
    bag
}

/// The share of words that two sentences have in common, 0 to 1; 0 if neither has any.
fn likeness(a: &HashMap<String, usize>, b: &HashMap<String, usize>) -> f64 {
    let count = |bag: &HashMap<String, usize>| bag.values().sum::<usize>();
    let common: usize = a
        .iter()
        .map(|(word, count)| b.get(word).map_or(0, |other| *count.min(other)))
        .sum();
    let all = count(a) + count(b);
    if all == 0 {
        return 0.0;
    }
    // Sentences have few words.
    #[expect(clippy::cast_precision_loss)]
    let share = 2.0 * common as f64 / all as f64;
    share
}

/// The same, with a sentence that went in one place and came in another as one that moved.
fn with_moves(old: &[&str], new: &[&str], aligned: Vec<Aligned>) -> Vec<Aligned> {
    let mut gone: HashMap<&str, Vec<usize>> = HashMap::new();
    for one in aligned.iter().rev() {
        if let Aligned::Removed(a) = *one {
            gone.entry(old[a]).or_default().push(a);
        }
    }
    let mut moved: Vec<usize> = Vec::new();
    let mut with_moves = aligned;
    for one in &mut with_moves {
        if let Aligned::Added(b) = *one
            && let Some(a) = gone.get_mut(new[b]).and_then(Vec::pop)
        {
            moved.push(a);
            *one = Aligned::Moved(a, b);
        }
    }
    moved.sort_unstable();
    with_moves.retain(|one| !matches!(one, Aligned::Removed(a) if moved.binary_search(a).is_ok()));
    with_moves
}
