//! Parses names and languages as sources write them.

use dom_query::Document;

use super::block::Text;
use crate::lexicon::spaces::squeezed;

/// The names in a byline: `Door Anna Bakker en Piet Vos` has two.
///
/// Ignores web addresses. Splits only into parts of two words or more: `Redactie Sport en Cultuur` is one name.
pub(super) fn names(text: &str) -> Vec<String> {
    let line = Text::from_words(text).on_one_line();
    let text = without_by(line.as_str());
    if text.is_empty() || text.contains("://") {
        return Vec::new();
    }
    let mut parts = vec![text];
    for mark in [", ", " en ", " and ", " & ", "; "] {
        let cut: Vec<&str> = parts.iter().flat_map(|part| part.split(mark)).collect();
        let cut: Vec<&str> = cut
            .into_iter()
            .map(|part| part.trim_matches([' ', ',']))
            .collect();
        if cut.iter().all(|part| part.contains(' ')) {
            parts = cut;
        }
    }
    parts.into_iter().map(str::to_owned).collect()
}

fn without_by(text: &str) -> &str {
    #[rustfmt::skip]
    const WORDS: [&str; 8] = [
        "geschreven door ", "written by ", "tekst: ", "door: ", "door ", "auteur: ", "by: ", "by ",
    ];
    let is_head = |word: &&str| {
        let head = text.get(..word.len());
        head.is_some_and(|head| head.to_lowercase() == **word)
    };
    let word = WORDS.iter().find(|word| is_head(word));
    let rest = word.and_then(|word| text.get(word.len()..));
    rest.map_or(text, str::trim)
}

/// The authors of a byline such as `door Anna Bakker`; `None` for other paragraphs.
pub(super) fn byline(paragraph: &str) -> Option<Vec<String>> {
    const LONGEST: usize = 80;
    let line = squeezed(paragraph);
    let rest = without_by(&line);
    let is_byline = rest.len() < line.len()
        && line.chars().count() <= LONGEST
        && rest.starts_with(char::is_uppercase)
        && !rest.ends_with(['.', '?', '!', ':']);
    is_byline.then(|| names(rest))
}

/// The primary language of a tag: `nl` for `nl_NL`.
pub(super) fn language(tag: &str) -> Option<String> {
    let tag = tag.trim().replace('_', "-");
    let mut parts = tag.split('-');
    let primary = parts.next()?.to_ascii_lowercase();
    let is_code =
        (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_lowercase());
    is_code.then_some(primary)
}

/// The first that is not empty; an empty one if all are.
pub(super) fn first<T: Default + PartialEq>(all: impl IntoIterator<Item = T>) -> T {
    let mut all = all.into_iter();
    all.find(|one| *one != T::default()).unwrap_or_default()
}

/// The text of an HTML fragment, on one line: `Tom & Jerry` for `Tom &amp; Jerry`.
pub(super) fn unescaped(html: &str) -> String {
    let words = if html.contains(['&', '<']) {
        Document::fragment(html).text().to_string()
    } else {
        html.to_owned()
    };
    Text::from_words(&words).on_one_line().as_str().to_owned()
}
