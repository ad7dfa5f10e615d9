//! Finds countries in running prose.
//!
//! Only what Dutch or English writes for a country counts: names, Dutch adjectives and inhabitants, capitals. Codes and
//! foreign names do not (`Is`, `De` and `Man` begin many a sentence), nor names that two countries share, nor a surname
//! after a first name (Wim Holland). Diacritics may be missing, and a name may stand in a hyphenated compound
//! (Rusland-expert) or have a possessive ending.
//!
//! The text is folded character by character while the compiled names are walked, so nothing is allocated before a
//! match.

use std::ops::Range;

use fst::raw::{Node, Output};

use super::entry::{self, ProseRule, Role, Sense};
use super::fold::{KeyRole, fold_char, key_role};
use super::gazetteer::{Country, NAMES};
use super::surnames::is_surname;

/// A country's name in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mention {
    /// The country.
    pub country: Country,
    /// The byte range of the name, without a possessive ending.
    pub range: Range<usize>,
    /// How the name relates to the country.
    pub kind: MentionKind,
}

/// How a mentioned name relates to its country.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub enum MentionKind {
    /// The country itself: Rusland.
    Name,
    /// An adjective: Russische.
    Adjective,
    /// An inhabitant: Russen.
    Inhabitant,
    /// Its capital: Moskou.
    Capital,
}

/// How strictly capitals are required.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Case {
    /// A name needs a capital, as in an article.
    Strict,
    /// Names, adjectives and inhabitants of at least five letters also count without a capital, unless they are
    /// ordinary words then. For a question typed wholly in lower case.
    Loose,
}

/// Returns the countries that a text mentions, in order. Of nested names only the longest counts (Zuid-Koreaanse).
/// Accepts any string.
pub fn mentions(text: &str, case: Case) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut in_word = false;
    let mut resume = 0;
    for (start, c) in text.char_indices() {
        let starts_word = !in_word;
        in_word = c.is_alphanumeric();
        if start < resume || !starts_word || !(c.is_uppercase() || case == Case::Loose && in_word) {
            continue;
        }
        let Some(name) = longest_name(text, start) else {
            continue;
        };
        resume = name.range.end;
        if let Some(sense) = name.sense.filter(|&sense| counts(text, &name, sense, case)) {
            let country = Country::in_row(sense.country);
            found.push(Mention {
                country,
                range: name.range,
                kind: name.kind,
            });
        }
    }
    found
}

/// A name as it stands in a text, before the check whether it counts there.
struct Found {
    range: Range<usize>,
    /// The length of its key, in letters and spaces.
    length: usize,
    /// `None` if the name refers to no country, or to several.
    sense: Option<Sense>,
    kind: MentionKind,
}

/// The shortest name that counts without a capital, in letters.
const SHORTEST_LOOSE: usize = 5;

/// Returns the longest Dutch or English name, or phrase that looks like one, at the start of a word.
fn longest_name(text: &str, start: usize) -> Option<Found> {
    let mut walk = Walk::new();
    let mut longest = None;
    let mut rest = text.get(start..)?.char_indices();
    while let Some((at, c)) = rest.next() {
        let after = rest.as_str();
        match walk.step(c, after) {
            Step::Off => break,
            Step::Between => {}
            Step::Letter => {
                let end = start + at + c.len_utf8();
                let found = walk
                    .node
                    .is_final()
                    .then(|| walk.found(start..end, after))
                    .flatten();
                longest = found.or(longest);
            }
        }
    }
    longest
}

/// A walk through the compiled names, one folded character at a time.
struct Walk {
    node: Node<'static>,
    output: Output,
    length: usize,
    /// Whether a space is due before the next letter.
    gap: bool,
}

enum Step {
    /// A letter of a name, or a mark on one.
    Letter,
    /// A character that may stand between two letters of a name.
    Between,
    /// No name continues like this.
    Off,
}

impl Walk {
    fn new() -> Walk {
        Walk {
            node: NAMES.as_fst().root(),
            output: Output::zero(),
            length: 0,
            gap: false,
        }
    }

    fn step(&mut self, c: char, after: &str) -> Step {
        let mut step = Step::Letter;
        fold_char(c, &mut |folded| match key_role(folded) {
            KeyRole::Letter => {
                if self.gap && !self.advance(' ') || !self.advance(folded) {
                    step = Step::Off;
                }
                self.gap = false;
            }
            // "Rusland. Korea" is no name, "V.S." is one.
            KeyRole::Nothing if after.starts_with(char::is_alphanumeric) => step = Step::Between,
            KeyRole::Gap if joins(c) => {
                self.gap = true;
                step = Step::Between;
            }
            KeyRole::Nothing | KeyRole::Gap => step = Step::Off,
        });
        step
    }

    fn advance(&mut self, letter: char) -> bool {
        let mut buffer = [0; 4];
        for &byte in letter.encode_utf8(&mut buffer).as_bytes() {
            let Some(index) = self.node.find_input(byte) else {
                return false;
            };
            let transition = self.node.transition(index);
            self.output = self.output.cat(transition.out);
            self.node = NAMES.as_fst().node(transition.addr);
        }
        self.length += 1;
        true
    }

    /// Returns the name that ends here; `None` if the word continues or if only other languages use the name.
    fn found(&self, range: Range<usize>, after: &str) -> Option<Found> {
        let mut senses = entry::unpack(self.output.cat(self.node.final_output()).value());
        let first = senses.next();
        let sense =
            first.filter(|sense| sense.rule != ProseRule::Nowhere && senses.next().is_none());
        let kind = match first.map(|sense| sense.role) {
            Some(Role::Name) | None => MentionKind::Name,
            Some(Role::Adjective) => MentionKind::Adjective,
            Some(Role::Inhabitant) => MentionKind::Inhabitant,
            Some(Role::Capital) => MentionKind::Capital,
            Some(Role::Foreign | Role::Code) => return None,
        };
        let possessive = matches!(kind, MentionKind::Name | MentionKind::Capital);
        let ends =
            ends_word(after) || possessive && after.strip_prefix(['s', 'S']).is_some_and(ends_word);
        ends.then_some(Found {
            range,
            length: self.length,
            sense,
            kind,
        })
    }
}

/// Whether a name counts at its position.
fn counts(text: &str, name: &Found, sense: Sense, case: Case) -> bool {
    let (Some(before), Some(written), Some(after)) = (
        text.get(..name.range.start),
        text.get(name.range.clone()),
        text.get(name.range.end..),
    ) else {
        return false;
    };
    if !written.starts_with(char::is_uppercase) {
        return case == Case::Loose
            && sense.rule == ProseRule::Anywhere
            && name.kind != MentionKind::Capital
            && name.length >= SHORTEST_LOOSE;
    }
    if sense.acronym && written.contains(char::is_lowercase)
        || is_surname(before, written, name.kind)
    {
        return false;
    }
    match sense.rule {
        ProseRule::Anywhere | ProseRule::Capitalised => true,
        ProseRule::Inside => !begins_sentence(before),
        ProseRule::Followed => {
            !begins_sentence(before)
                && after
                    .trim_start_matches(' ')
                    .starts_with(char::is_lowercase)
        }
        ProseRule::Nowhere => false,
    }
}

/// Whether the next character does not belong to the same word.
fn ends_word(after: &str) -> bool {
    /// The most combining marks that are skipped; no letter bears more.
    const MOST_MARKS: usize = 4;

    for c in after.chars().take(MOST_MARKS) {
        let mut role = None;
        fold_char(c, &mut |folded| role = role.or(Some(key_role(folded))));
        // Dropped marks do not decide it.
        if let Some(role) = role {
            return role != KeyRole::Letter;
        }
    }
    true
}

/// Whether a character may join the words of a name.
fn joins(c: char) -> bool {
    matches!(c, '-' | '&' | '\u{2010}'..='\u{2013}') || c.is_whitespace()
}

/// Whether a word after this text begins a sentence, a quotation or a line.
fn begins_sentence(before: &str) -> bool {
    for c in before.chars().rev() {
        match c {
            '\n' | '.' | '!' | '?' | '…' | ':' | '•' => return true,
            _ if c.is_alphanumeric() || matches!(c, ',' | ';') => return false,
            _ => {}
        }
    }
    true
}
