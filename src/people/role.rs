//! Roles: the people beside whose names a word such as «minister» stands.

use std::ops::Range;
use std::sync::Arc;

use super::list::People;
use super::person::Person;
use crate::analyzer::{self, Word};
use crate::article::{Article, Kind};
use crate::excerpt::Passage;
use crate::lexicon::fold::fold;
use crate::lexicon::spaces::is_space;
use crate::lexicon::verbs;

impl People {
    /// Returns the people beside whose names a folded role stands: «minister Jan Smit», «hoogleraar arbeidsrecht Jan
    /// Smit», «Jan Smit, minister van Financiën».
    #[must_use]
    pub fn in_role(&self, article: &Arc<Article>, role: &str) -> Vec<&Person> {
        let of_passages = Passage::each(article, |passage| {
            if matches!(passage.paragraph().kind(), Kind::Byline | Kind::Sources) {
                return Vec::new();
            }
            let text = passage.text();
            // Taking a text apart costs more than this.
            if !fold(text).contains(role) {
                return Vec::new();
            }
            let words = analyzer::words(text);
            let mut named = self.named_in(text);
            named.retain(|(_, name)| {
                stands_before(text, &words, name, role) || stands_after(text, &words, name, role)
            });
            named.into_iter().map(|(person, _)| person).collect()
        });
        let mut found: Vec<&Person> = Vec::new();
        for person in of_passages.into_iter().flatten() {
            if !found.contains(&person) {
                found.push(person);
            }
        }
        found
    }
}

/// Whether a role stands before a name, perhaps with its field between.
fn stands_before(text: &str, words: &[Word], name: &Range<usize>, role: &str) -> bool {
    let before = words.partition_point(|word| word.range.end <= name.start);
    let [.., earlier, last] = &words[..before] else {
        let only = words[..before].last();
        return only.is_some_and(|word| word.folded == role && is_adjacent(text, word, name));
    };
    if !is_adjacent(text, last, name) {
        return false;
    }
    // «De minister prees Jan Smit»: a verb is no field.
    let may_be_field = !last.is_stop_word
        && !last.is_capitalised
        && verbs::infinitive(&last.folded).is_none()
        && is_adjacent(text, earlier, &last.range);
    last.folded == role || may_be_field && earlier.folded == role
}

/// Whether a role stands after a name and a comma, and does not belong to the next name.
fn stands_after(text: &str, words: &[Word], name: &Range<usize>, role: &str) -> bool {
    let after = words.partition_point(|word| word.range.start < name.end);
    let mut rest = words[after..].iter();
    let Some(mut word) = rest.next() else {
        return false;
    };
    let is_aside = text
        .get(name.end..word.range.start)
        .and_then(|gap| gap.strip_prefix(','))
        .is_some_and(is_space);
    if !is_aside {
        return false;
    }
    if word.is_one_of(&["de", "een", "the", "a"]) {
        let Some(next) = rest.next() else {
            return false;
        };
        word = next;
    }
    let is_of_next = rest
        .next()
        .is_some_and(|next| next.is_capitalised && is_adjacent(text, word, &next.range));
    word.folded == role && !is_of_next
}

/// Whether only a space stands between.
fn is_adjacent(text: &str, earlier: &Word, later: &Range<usize>) -> bool {
    text.get(earlier.range.end..later.start)
        .is_some_and(is_space)
}
