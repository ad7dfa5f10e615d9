//! Names, dates and languages, as sources write them.

use dom_query::Document;

use super::block::Text;
use crate::lexicon::spaces::squeezed;

/// The people whom a byline names: `Door Anna Bakker en Piet Vos` are two.
///
/// Addresses are not names. A name is cut only into parts of two words or more: `Redactie Sport en Cultuur` is one.
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
    const WORDS: [&str; 8] = [
        "geschreven door ",
        "written by ",
        "tekst: ",
        "door: ",
        "door ",
        "auteur: ",
        "by: ",
        "by ",
    ];
    let is_head = |word: &&str| {
        let head = text.get(..word.len());
        head.is_some_and(|head| head.to_lowercase() == **word)
    };
    let word = WORDS.iter().find(|word| is_head(word));
    let rest = word.and_then(|word| text.get(word.len()..));
    rest.map_or(text, str::trim)
}

/// The authors whom a paragraph names, if it is a byline: `door Anna Bakker`.
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

/// A language's tag as front matter takes it: `nl-NL` of `nl_NL`.
pub(super) fn language(tag: &str) -> Option<String> {
    let tag = tag.trim().replace('_', "-");
    let mut parts = tag.split('-');
    let primary = parts.next()?.to_ascii_lowercase();
    let is_code =
        (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_lowercase());
    is_code.then_some(primary)
}

/// The words of a fragment of HTML, on one line: `Tom & Jerry` of `Tom &amp; Jerry`.
pub(super) fn unescaped(html: &str) -> String {
    let words = if html.contains(['&', '<']) {
        Document::fragment(html).text().to_string()
    } else {
        html.to_owned()
    };
    Text::from_words(&words).on_one_line().as_str().to_owned()
}
