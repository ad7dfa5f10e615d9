//! Blocks that look like a byline or a line of sources, but have another form, and so are read as paragraphs.

use super::problem::{Report, shown};
use crate::lexicon::fold::fold;
use crate::lexicon::spaces::squeezed;
use crate::wording::Message;

/// What a byline begins with, as people write it.
const BY: [&str; 5] = ["door", "by", "tekst", "auteur", "auteurs"];

/// What a line of sources begins with, as people write it, up to its colon.
const SOURCES: [&str; 5] = ["bron", "bronnen", "bronvermelding", "source", "sources"];

/// The most words of a line that looks like a byline.
const LONGEST: usize = 16;

/// The longest word between names that is not capitalised: «en», «van der».
const SMALL: usize = 3;

/// Notes a block that is read as a paragraph, where its writer may have meant something else.
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

pub(super) fn is_like_sources(block: &str) -> bool {
    let label = block.split_once(':').map(|(label, _)| fold(label.trim()));
    label.is_some_and(|label| SOURCES.contains(&label.as_str()))
}

/// The authors that a byline names: `door A, B en C`, and nothing but names.
pub(super) fn authors(block: &str) -> Option<Vec<String>> {
    let line = squeezed(block);
    let names = line
        .strip_prefix("door ")
        .or_else(|| line.strip_prefix("Door "))
        .filter(|_| is_like_byline(block, &[]))?;
    Some(several(names))
}

/// The names in a row of them: `A, B en C`.
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

/// A line that begins as a byline does, and names an author, or nothing but names.
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
