//! Quotes hits: a passage trimmed around the answering sentence, or that sentence only.

use std::ops::Range;

use super::core::Bot;
use crate::answer::Quote;
use crate::excerpt::Passage;
use crate::search::{Hit, lead_ins};

/// The most passages that an uncertain answer shows sentences of.
const PASSAGES: usize = 3;

/// The number of candidates from which those are chosen.
const CANDIDATES: usize = 6;

/// The length of those sentences together in characters, roughly.
const CHARACTERS: usize = 450;

/// Quotes a passage around its answering sentence, in whole sentences of about `most` characters together.
pub(super) fn passage(hit: &Hit, most: usize) -> Option<Quote> {
    let passage = &hit.passage;
    let sentences = passage.sentences();
    let length = |range: &Range<usize>| length(passage, range);
    let centre = sentences
        .iter()
        .position(|sentence| *sentence == hit.sentence);
    let range = match centre {
        None => hit.sentence.clone(),
        Some(centre) => {
            let (mut first, mut last) = (centre, centre);
            let mut used = length(&sentences[centre]);
            // Adds one sentence after and one before, in turn, while they fit.
            loop {
                let after = sentences
                    .get(last + 1)
                    .filter(|next| used + length(next) <= most);
                if let Some(next) = after {
                    used += length(next);
                    last += 1;
                }
                let before = first
                    .checked_sub(1)
                    .filter(|before| used + length(&sentences[*before]) <= most);
                if let Some(before) = before {
                    used += length(&sentences[before]);
                    first = before;
                }
                if after.is_none() && before.is_none() {
                    break;
                }
            }
            sentences[first].start..sentences[last].end
        }
    };
    Quote::new(passage, vec![range], std::slice::from_ref(&hit.sentence))
        .map(|quote| quote.scored(hit.score))
}

/// Returns the most likely sentences, each as a hit of its own: from a few passages that do not repeat each other, as
/// many as fit. A lead-in is skipped if something follows it.
pub(super) fn likeliest(bot: &Bot, hits: &[Hit]) -> Vec<Hit> {
    let mut sentences: Vec<(&Hit, &Range<usize>, f64)> = Vec::new();
    for hit in hits.iter().take(CANDIDATES) {
        let of_hit = hit
            .passage
            .sentences()
            .iter()
            .zip(&hit.sentence_scores)
            .enumerate();
        let tells = of_hit.filter(|(place, _)| lead_ins::skip(&hit.passage, *place) == *place);
        sentences.extend(tells.map(|(_, (sentence, score))| (hit, sentence, *score)));
    }
    sentences.sort_by(|(.., a), (.., b)| b.total_cmp(a));
    let mut likeliest: Vec<Hit> = Vec::new();
    let mut passages: Vec<&Passage> = Vec::new();
    let mut room = CHARACTERS;
    for (hit, sentence, _) in sentences {
        let passage = &hit.passage;
        let length = length(passage, sentence);
        let is_new = !passages.contains(&passage);
        let is_repetition = || {
            let own = passage.text_at(sentence).trim();
            let says_the_same = |other: &Hit| other.passage.text_at(&other.sentence).trim() == own;
            let is_alike = |other: &&Passage| bot.engine().are_alike(other, passage);
            likeliest.iter().any(says_the_same) || is_new && passages.iter().any(is_alike)
        };
        let has_room = likeliest.is_empty() || length <= room;
        if !has_room || is_new && passages.len() == PASSAGES || is_repetition() {
            continue;
        }
        room = room.saturating_sub(length);
        if is_new {
            passages.push(passage);
        }
        likeliest.push(Hit {
            sentence: sentence.clone(),
            ..hit.clone()
        });
    }
    likeliest
}

/// Quotes the sentences of these hits, with one quotation for each passage; emphasises the first sentence of each.
pub(super) fn sentences(hits: &[Hit]) -> Vec<Quote> {
    let quote = |first: &Hit| {
        let own = hits.iter().filter(|hit| hit.passage == first.passage);
        let ranges = own.map(|hit| hit.sentence.clone()).collect();
        let emphasised = std::slice::from_ref(&first.sentence);
        Quote::sentences(&first.passage, ranges, emphasised).map(|quote| quote.scored(first.score))
    };
    first_of_each(hits).iter().filter_map(quote).collect()
}

/// Returns the first hit of each passage.
pub(super) fn first_of_each(hits: &[Hit]) -> Vec<Hit> {
    let mut first: Vec<Hit> = Vec::new();
    for hit in hits {
        if first.iter().all(|other| other.passage != hit.passage) {
            first.push(hit.clone());
        }
    }
    first
}

/// The number of characters of a sentence.
fn length(passage: &Passage, range: &Range<usize>) -> usize {
    passage.text_at(range).chars().count()
}
