//! How a quotation is written: the marks around it, and where words are left out.

use super::{OMISSION, Run};

/// The marks that may stand around a quotation, each with all marks of its kind, in the order in which they are taken.
const MARKS: [(char, char, &str); 3] = [('“', '”', "“”„\""), ('‘', '’', "‘’‚'"), ('«', '»', "«»")];

/// A quotation between marks, its words written as a dialect writes them: plain, emphasised, and a link of words that were
/// written already, to an address.
pub(super) fn written(
    runs: &[Run<'_>],
    plain: impl Fn(&str) -> String,
    strong: impl Fn(&str) -> String,
    linked: impl Fn(&str, &str) -> String,
) -> String {
    let (opening, closing) = marks(runs);
    let mut text = String::from(opening);
    for (at, run) in runs.iter().enumerate() {
        match run {
            Run::Text(words) => text.push_str(&plain(words)),
            Run::Strong(words) => text.push_str(&strong(words)),
            Run::Link {
                words,
                url,
                is_strong,
            } => {
                let words = if *is_strong {
                    strong(words)
                } else {
                    plain(words)
                };
                text.push_str(&linked(&words, url));
            }
            Run::Omission if at == 0 => text.extend([OMISSION, " "]),
            Run::Omission if at + 1 == runs.len() => text.extend([" ", OMISSION]),
            Run::Omission => text.extend([" ", OMISSION, " "]),
        }
    }
    text.push(closing);
    text
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
