//! Warns of paragraphs that look like a byline, a line of sources or a heading, but are not written as one.

use super::problem::{Report, shown};
use crate::lexicon::fold::fold;
use crate::lexicon::spaces::squeezed;
use crate::wording::Message;

/// Words that begin a byline.
const BY: [&str; 5] = ["door", "by", "tekst", "auteur", "auteurs"];

/// Labels of a line of sources, before the colon.
const SOURCES: [&str; 5] = ["bron", "bronnen", "bronvermelding", "source", "sources"];

/// The most words of a line that looks like a byline.
const LONGEST: usize = 16;

/// The longest lower-case word allowed between names, such as «en» and «van».
const SMALL: usize = 3;

/// Warns if a block that became a paragraph looks like something else.
pub(super) fn doubt(block: &str, line: usize, authors: &[String], report: &mut Report) {
    let heading = block.trim_start_matches('#');
    if block.len() - heading.len() > 1 && heading.starts_with(char::is_alphanumeric) {
        let what = Message::new("problem-like-heading").with("text", shown(block));
        report.warn(line, what, Message::new("problem-like-heading-mend"));
    } else if is_like_sources(block) {
        let what = Message::new("problem-like-sources");
        report.warn(line, what, Message::new("problem-like-sources-mend"));
    } else if is_like_byline(block, authors) {
        let mend = match byline(authors) {
            Some(byline) => {
                Message::new("problem-like-byline-mend").with("byline", format!("{byline:?}"))
            }
            None => Message::new("problem-like-byline-unnamed"),
        };
        report.warn(line, Message::new("problem-like-byline"), mend);
    }
}

/// The byline of these authors: `door A`, `door A en B`, `door A, B en C`.
pub(super) fn byline(authors: &[String]) -> Option<String> {
    let names = match authors {
        [] => return None,
        [one] => one.clone(),
        [others @ .., last] => format!("{} en {last}", others.join(", ")),
    };
    Some(format!("door {names}"))
}

/// Whether a block begins with a label for sources and a colon.
pub(super) fn is_like_sources(block: &str) -> bool {
    let label = block.split_once(':').map(|(label, _)| fold(label.trim()));
    label.is_some_and(|label| SOURCES.contains(&label.as_str()))
}

/// The authors of a byline such as `door A, B en C`; `None` if the block holds anything but names.
pub(super) fn authors(block: &str) -> Option<Vec<String>> {
    let line = squeezed(block);
    let names = line
        .strip_prefix("door ")
        .or_else(|| line.strip_prefix("Door "))
        .filter(|_| is_like_byline(block, &[]))?;
    Some(several(names))
}

/// Splits a list of names: `A, B en C`.
pub(super) fn several(names: &str) -> Vec<String> {
    let mut row = squeezed(names);
    for and in [" en ", " and ", " & ", "; "] {
        row = row.replace(and, ", ");
    }
    row.split(", ")
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether a line begins like a byline and names one of the authors, or consists of names only.
pub(super) fn is_like_byline(block: &str, authors: &[String]) -> bool {
    let mut words = block.split_whitespace();
    let opening = words.next().unwrap_or_default();
    let opens = BY.contains(&fold(opening.trim_end_matches(':')).as_str());
    let names: Vec<&str> = words.collect();
    if !opens || names.is_empty() || names.len() > LONGEST || block.contains('\n') {
        return false;
    }
    let whole = squeezed(&fold(block));
    let is_name = |word: &&str| {
        word.starts_with(char::is_uppercase)
            || (word.chars().count() <= SMALL && word.starts_with(char::is_alphabetic))
    };
    let names_author = |author: &String| whole.contains(&squeezed(&fold(author)));
    authors.iter().any(names_author)
        || (names.iter().all(is_name) && names[0].starts_with(char::is_uppercase))
}
