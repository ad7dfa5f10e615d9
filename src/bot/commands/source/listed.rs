//! Finds where a passage names a source that its article lists, in the front matter or in its line of sources.

use std::collections::HashMap;
use std::ops::Range;

use crate::analyzer::Word;
use crate::article::{Article, Kind};
use crate::lexicon::fold::fold;
use crate::lexicon::words::is_word;

/// First words of sources' names that do not identify one: «het ministerie» may be any.
#[rustfmt::skip]
const GENERIC: [&str; 40] = [
    "academie", "advies", "archief", "bank", "bedrijf", "bond", "brief", "bureau", "centraal", "cijfers", "commissie", "dienst",
    "eigen", "gemeente", "gesprek", "gesprekken", "hogeschool", "instituut", "interview", "interviews", "jaarverslag", "museum",
    "ministerie", "nationaal", "notitie", "onderzoek", "onderzoeksbureau", "partij", "politie", "provincie", "raad", "raadsstuk",
    "rapport", "rijk", "stichting", "universiteit", "vereniging", "verslag", "website", "wet",
];

/// The names of the sources that an article lists.
pub(super) struct Listed<'a> {
    names: Vec<&'a str>,
    /// How many of them begin with each word, folded.
    beginnings: HashMap<String, usize>,
}

impl<'a> Listed<'a> {
    pub(super) fn of(article: &'a Article) -> Self {
        let names = listed(article);
        let mut beginnings: HashMap<String, usize> = HashMap::new();
        for name in &names {
            *beginnings.entry(fold(first(name))).or_default() += 1;
        }
        Self { names, beginnings }
    }

    /// Returns where a text names a listed source, by its whole name or by an identifying first word: «de rekenkamer»
    /// for «Rekenkamer Amsterdam», «KNMI» for «KNMI Klimaatbericht».
    pub(super) fn named_in(&self, text: &str, words: &[Word]) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for name in &self.names {
            let is_free = |range: &Range<usize>| {
                let before = text
                    .get(..range.start)
                    .and_then(|text| text.chars().next_back());
                let after = text.get(range.end..).and_then(|text| text.chars().next());
                ![before, after]
                    .into_iter()
                    .flatten()
                    .any(char::is_alphanumeric)
            };
            let whole = text
                .match_indices(name)
                .map(|(at, name)| at..at + name.len());
            found.extend(whole.filter(is_free));
            let first = first(name);
            let is_only = self.beginnings.get(&fold(first)) == Some(&1);
            if first.len() < name.len() && is_only {
                let by_first = (0..words.len()).filter(|at| is_first_word(text, words, *at, first));
                found.extend(by_first.map(|at| words[at].range.clone()));
            }
        }
        found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        found
    }
}

/// Returns the names of an article's listed sources.
fn listed(article: &Article) -> Vec<&str> {
    let of_line = article
        .paragraphs()
        .iter()
        .filter(|paragraph| paragraph.kind() == Kind::Sources)
        .filter_map(|line| line.text().split_once(':'))
        .flat_map(|(_, names)| names.split([',', ';', '\n']))
        .map(|name| name.trim().trim_end_matches('.'));
    let of_editor = article.sources.iter().map(|source| source.name.as_str());
    let mut names: Vec<&str> = of_editor.chain(of_line).collect();
    names.retain(|name| name.chars().any(char::is_uppercase));
    names.sort_unstable();
    names.dedup();
    names
}

fn first(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or_default()
}

/// Whether a word stands alone as the identifying first word of a name. A proper name does not identify: «in
/// Wageningen» is not Wageningen University.
fn is_first_word(text: &str, words: &[Word], at: usize, first: &str) -> bool {
    let word = &words[at];
    let written = text.get(word.range.clone()).unwrap_or_default();
    let is_abbreviation = first.len() > 1 && first.chars().all(char::is_uppercase);
    let folded = fold(first);
    let is_noun = is_word(&folded) && !GENERIC.contains(&folded.as_str());
    let before = at.checked_sub(1).map(|before| &words[before]);
    let has_article = before.is_some_and(|before| before.is_one_of(&["de", "het"]));
    let is_it = if is_abbreviation {
        written == first
    } else {
        is_noun && word.folded == folded && has_article
    };
    // «De rekenkamer van Utrecht» is another one.
    let goes_on = words.get(at + 1).is_some_and(|next| {
        let is_adjacent = text.get(word.range.end..next.range.start) == Some(" ");
        is_adjacent && (next.is_capitalised || next.is_one_of(&["van", "voor", "in", "uit"]))
    });
    is_it && !goes_on
}
