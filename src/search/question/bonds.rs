//! What a question says belongs to a country: «de president van Oezbekistan», «de Armeense oppositie».

use super::term::{Term, index_of};
use crate::analyzer::Word;
use crate::lexicon::gazetteer::Country;
use crate::lexicon::mentions::{Mention, MentionKind};

/// A term that belongs to a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bond {
    /// The country.
    pub(crate) country: Country,
    /// The index of the term.
    pub(crate) term: usize,
}

/// Finds the word after an adjective of a country, and the word before «van» and a country's name.
pub(super) fn bonds(words: &[Word], mentions: &[Mention], terms: &[Term]) -> Vec<Bond> {
    let bound = |mention: &Mention| {
        let first = words
            .iter()
            .position(|word| word.range.end > mention.range.start)?;
        let last = words
            .iter()
            .rposition(|word| word.range.start < mention.range.end)?;
        let noun = match mention.kind {
            MentionKind::Adjective => words.get(last + 1)?,
            MentionKind::Name => {
                let is_linking = |word: &&Word| word.is_one_of(&["van", "de", "het", "of", "the"]);
                let links = words[..first].iter().rev().take_while(is_linking).count();
                let mut linking = words[first - links..first].iter();
                let has_van = linking.any(|word| word.is_one_of(&["van", "of"]));
                words
                    .get(first.checked_sub(links + 1)?)
                    .filter(|_| has_van)?
            }
            MentionKind::Inhabitant | MentionKind::Capital => return None,
        };
        Some(Bond {
            country: mention.country,
            term: index_of(noun, terms)?,
        })
    };
    mentions.iter().filter_map(bound).collect()
}
