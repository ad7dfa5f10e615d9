//! Compares the wording of two sentences: which of their words differ, and which letters of those words.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation as _;

/// A stretch of two sentences, as ranges of bytes in each. The stretches of a comparison join to both sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// Both say the same.
    Same(Range<usize>, Range<usize>),
    /// They differ; one of the ranges may be empty.
    Differs(Range<usize>, Range<usize>),
}

/// Compares two sentences word by word. Words between which only white space is the same differ together.
#[must_use]
pub fn by_words(old: &str, new: &str) -> Vec<Stretch> {
    let (olds, news) = (words(old), words(new));
    let texts = |text: &str, words: &[Range<usize>]| -> Vec<String> {
        let part = |word: &Range<usize>| text.get(word.clone()).unwrap_or_default().to_owned();
        words.iter().map(part).collect()
    };
    let (of_old, of_new) = (texts(old, &olds), texts(new, &news));
    // An operation that takes no words of a text may name any place in it, so only lengths are used.
    let next = |words: &[Range<usize>], of: Range<usize>, at: usize| {
        let last = words.get(of.clone()).and_then(|words| words.last());
        at..last.map_or(at, |last| last.end)
    };
    let (mut from, mut to) = (0, 0);
    let mut stretches: Vec<Stretch> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &of_old, &of_new) {
        let a = next(&olds, op.old_range(), from);
        let b = next(&news, op.new_range(), to);
        (from, to) = (a.end, b.end);
        stretches.push(match op {
            DiffOp::Equal { .. } => Stretch::Same(a, b),
            _ => Stretch::Differs(a, b),
        });
    }
    joined(old, stretches)
}

/// Compares two sentences letter by letter, if a word stands in the place of one that looks much like it; other words are
/// taken whole.
#[must_use]
pub fn by_letters(old: &str, new: &str) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    for stretch in by_words(old, new) {
        match stretch {
            Stretch::Differs(a, b) => match common(old, &a, new, &b) {
                Some((head, tail)) => stretches.extend([
                    Stretch::Same(a.start..a.start + head, b.start..b.start + head),
                    Stretch::Differs(a.start + head..a.end - tail, b.start + head..b.end - tail),
                    Stretch::Same(a.end - tail..a.end, b.end - tail..b.end),
                ]),
                None => stretches.push(Stretch::Differs(a, b)),
            },
            same @ Stretch::Same(..) => stretches.push(same),
        }
    }
    stretches.retain(|stretch| {
        let (Stretch::Same(a, b) | Stretch::Differs(a, b)) = stretch;
        !a.is_empty() || !b.is_empty()
    });
    stretches
}

/// What differs of the old sentence and of the new one, without what is empty.
#[must_use]
pub fn differences(stretches: &[Stretch]) -> [Vec<Range<usize>>; 2] {
    let mut differences = [Vec::new(), Vec::new()];
    for stretch in stretches {
        if let Stretch::Differs(a, b) = stretch {
            differences[0].extend(Some(a.clone()).filter(|range| !range.is_empty()));
            differences[1].extend(Some(b.clone()).filter(|range| !range.is_empty()));
        }
    }
    differences
}

/// The words of a text, and what stands between them; together they cover it.
fn words(text: &str) -> Vec<Range<usize>> {
    let words = text.split_word_bound_indices();
    words.map(|(at, word)| at..at + word.len()).collect()
}

/// Joins differences between which only white space is the same.
fn joined(old: &str, stretches: Vec<Stretch>) -> Vec<Stretch> {
    let is_blank = |range: &Range<usize>| {
        let text = old.get(range.clone()).unwrap_or_default();
        text.chars().all(char::is_whitespace)
    };
    let mut joined: Vec<Stretch> = Vec::new();
    for stretch in stretches {
        if let (Stretch::Differs(a, b), [.., Stretch::Differs(from, into), Stretch::Same(space, _)]) =
            (&stretch, joined.as_slice())
            && is_blank(space)
        {
            let together = Stretch::Differs(from.start..a.end, into.start..b.end);
            joined.truncate(joined.len() - 2);
            joined.push(together);
        } else {
            joined.push(stretch);
        }
    }
    joined
}

/// How many bytes two single words have in common at their beginning and at their end, if that is at least half of the longer
/// one. Of numbers none: «2021» and «2022» are two years, not one with another digit.
fn common(old: &str, a: &Range<usize>, new: &str, b: &Range<usize>) -> Option<(usize, usize)> {
    let (one, other) = (old.get(a.clone())?, new.get(b.clone())?);
    let is_word = |text: &str| !text.is_empty() && text.chars().all(char::is_alphabetic);
    if !is_word(one) || !is_word(other) {
        return None;
    }
    let head = same(one.graphemes(true), other.graphemes(true));
    let (one_rest, other_rest) = (one.get(head..)?, other.get(head..)?);
    let tail = same(
        one_rest.graphemes(true).rev(),
        other_rest.graphemes(true).rev(),
    );
    let is_alike = 2 * (head + tail) >= one.len().max(other.len());
    is_alike.then_some((head, tail))
}

/// How many bytes two sequences of letters have in common at their beginning.
fn same<'a>(one: impl Iterator<Item = &'a str>, other: impl Iterator<Item = &'a str>) -> usize {
    let pairs = one.zip(other).take_while(|(a, b)| a == b);
    pairs.map(|(letter, _)| letter.len()).sum()
}
