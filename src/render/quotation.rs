//! Writes a quotation: chooses quotation marks and marks words left out.

use super::dialect::{OMISSION, Run};

/// The pairs of quotation marks in order of preference, each with the marks that look like it.
const MARKS: [(char, char, &str); 3] = [('“', '”', "“”„\""), ('‘', '’', "‘’‚'"), ('«', '»', "«»")];

/// How a dialect writes the runs of a quotation.
pub(super) struct Hand<W, L, S> {
    /// Writes words.
    pub(super) words: W,
    /// Makes a link of written words and an address.
    pub(super) link: L,
    /// Emphasises written words.
    pub(super) strong: S,
}

/// Writes a quotation between quotation marks.
pub(super) fn written<W, L, S>(runs: &[Run<'_>], hand: &Hand<W, L, S>) -> String
where
    W: Fn(&str) -> String,
    L: Fn(&str, &str) -> String,
    S: Fn(&str) -> String,
{
    let (opening, closing) = marks(runs);
    let mut text = String::from(opening);
    let mut at = 0;
    // Emphasis continues through a link.
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

/// The first pair of marks that does not resemble a mark at either end of the words: two similar marks side by side look
/// like a mistake.
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
