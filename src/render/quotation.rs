//! How a quotation is written: the marks around it, and where words are left out.

use super::{OMISSION, Run};

/// The marks that may stand around a quotation, each with all marks of its kind, in the order in which they are taken.
const MARKS: [(char, char, &str); 3] = [('“', '”', "“”„\""), ('‘', '’', "‘’‚'"), ('«', '»', "«»")];

/// How a dialect writes the stretches of a quotation.
pub(super) struct Hand<W, L, S> {
    /// Writes words.
    pub(super) words: W,
    /// Makes a link of written words, to an address.
    pub(super) link: L,
    /// Emphasises what is written.
    pub(super) strong: S,
}

/// A quotation between marks.
pub(super) fn written<W, L, S>(runs: &[Run<'_>], hand: &Hand<W, L, S>) -> String
where
    W: Fn(&str) -> String,
    L: Fn(&str, &str) -> String,
    S: Fn(&str) -> String,
{
    let (opening, closing) = marks(runs);
    let mut text = String::from(opening);
    let mut at = 0;
    // Emphasis does not end where a link begins.
    for stretch in runs.chunk_by(|one, next| is_strong(*one) == is_strong(*next)) {
        let mut part = String::new();
        for run in stretch {
            match *run {
                Run::Text(words) | Run::Strong(words) => part.push_str(&(hand.words)(words)),
                Run::Link { words, url, .. } => {
                    part.push_str(&(hand.link)(&(hand.words)(words), url));
                }
                Run::Omission if at == 0 => part.extend([OMISSION, " "]),
                Run::Omission if at + 1 == runs.len() => part.extend([" ", OMISSION]),
                Run::Omission => part.extend([" ", OMISSION, " "]),
            }
            at += 1;
        }
        if is_strong(stretch[0]) {
            part = (hand.strong)(&part);
        }
        text.push_str(&part);
    }
    text.push(closing);
    text
}

fn is_strong(run: Run<'_>) -> bool {
    matches!(
        run,
        Run::Strong(_)
            | Run::Link {
                is_strong: true,
                ..
            }
    )
}

/// The first marks of which none stands at either end of the words already: a mark beside its like reads as one that was
/// doubled by mistake.
fn marks(runs: &[Run<'_>]) -> (char, char) {
    let ends = [
        runs.first().and_then(|run| words(*run)?.chars().next()),
        runs.last().and_then(|run| words(*run)?.chars().next_back()),
    ];
    let is_free = |kind: &str| !ends.iter().flatten().any(|end| kind.contains(*end));
    let free = MARKS.iter().find(|(.., kind)| is_free(kind));
    let (opening, closing, _) = free.unwrap_or(&MARKS[0]);
    (*opening, *closing)
}

fn words(run: Run<'_>) -> Option<&str> {
    match run {
        Run::Text(words) | Run::Strong(words) | Run::Link { words, .. } => Some(words),
        Run::Omission => None,
    }
}
