//! Whether a sentence may give a reason, by its words, without grammar.

use std::ops::Range;

use super::text::AnalysedText;
use crate::analyzer::Word;
use crate::lexicon::verbs;
use crate::search::question::Term;

/// Words that stand in reasons, and seldom elsewhere.
#[rustfmt::skip]
const TELLING: [&str; 23] = [
    "aanleiding", "anders", "because", "daardoor", "daarom", "due", "dus", "gevolg", "hierdoor", "immers", "nadat", "namelijk",
    "oorzaak", "oorzaken", "opdat", "since", "teneinde", "vandaar", "vermoedelijk", "vrees", "waardoor", "zodoende", "zolang",
];

/// Words that begin a reason if they begin a sentence or a clause: «Na een lobby kwam hij vrij».
const OPENING: [&str; 4] = ["na", "nu", "toen", "zonder"];

/// Motives after «uit»: «uit protest».
#[rustfmt::skip]
const MOTIVES: [&str; 16] = [
    "angst", "bezorgdheid", "boosheid", "frustratie", "liefde", "nood", "onvrede", "overtuiging", "principe", "protest", "respect",
    "schaamte", "solidariteit", "voorzorg", "wantrouwen", "woede",
];

/// Verbs of the passive, after which «door» names who does something: «de petitie werd door velen getekend».
const PASSIVE: [&str; 6] = ["word", "wordt", "worden", "werd", "werden", "geworden"];

/// Determiners.
const DETERMINING: [&str; 9] = [
    "de", "deze", "die", "een", "haar", "het", "hun", "twee", "zijn",
];

impl AnalysedText<'_> {
    /// Whether it may give the reason that a question of these terms asks for.
    pub(super) fn may_explain(&self, terms: &[Term]) -> bool {
        self.text.contains(':')
            || self.words.iter().any(|word| word.is_one_of(&TELLING))
            || (0..self.words.len()).any(|at| self.explains_from(at, terms))
    }

    /// Whether a reason begins with the word at this index.
    fn explains_from(&self, at: usize, terms: &[Term]) -> bool {
        let word = &self.words[at];
        match word.folded.as_str() {
            // A purpose explains what stands before it: «een subsidie om het lekkende dak te herstellen» does not say why the
            // roof leaks. A question asks the reason of what it names first.
            "om" => self.purpose(at).is_some_and(|purpose| {
                let contents = terms.iter().filter(|term| !term.is_name);
                let first = contents.flat_map(|term| self.places(term)).next();
                first.is_some_and(|first| !purpose.contains(&first))
            }),
            "door" => !self.names_the_doer(at),
            "uit" => self
                .words
                .get(at + 1)
                .is_some_and(|next| next.is_one_of(&MOTIVES)),
            opening if OPENING.contains(&opening) => self.opens_a_clause(at),
            _ => false,
        }
    }

    /// The words of «om … te doen» that begins here.
    fn purpose(&self, at: usize) -> Option<Range<usize>> {
        let rest = self.words.get(at + 1..)?;
        let is_verb = |pair: &[Word]| pair[0].folded == "te" && pair[1].folded.ends_with('n');
        let verb = rest.windows(2).position(is_verb)?;
        Some(at..at + verb + 3)
    }

    /// Whether «door» stands before whoever does something: «gesteund door de partij», but not «afgesloten door omgevallen
    /// bomen».
    fn names_the_doer(&self, at: usize) -> bool {
        let is_passive = self
            .before(at)
            .is_some_and(|word| verbs::is_participle(&word.folded))
            || self.words.iter().any(|word| word.is_one_of(&PASSIVE));
        let is_doer = |word: &Word| {
            word.is_capitalised
                || word.is_one_of(&DETERMINING)
                || word.folded.starts_with(|c: char| c.is_ascii_digit())
        };
        is_passive && self.words.get(at + 1).is_none_or(is_doer)
    }

    /// Whether a word is the first, or the first after a comma or dash.
    fn opens_a_clause(&self, at: usize) -> bool {
        self.before(at).is_none_or(|before| {
            let gap = self.text.get(before.range.end..self.words[at].range.start);
            gap.is_some_and(|gap| gap.contains([',', '–', '—']))
        })
    }
}
