//! What is shown of a hit: its passage, trimmed around the answering sentence, or that sentence alone.

use std::ops::Range;

use super::Bot;
use crate::answer::Quote;
use crate::excerpt::Passage;
use crate::search::rank::Hit;

/// How many sentences are shown if none is sure to answer.
const SENTENCES: usize = 3;

/// From how many candidates they are chosen.
const CANDIDATES: usize = 6;

/// About how many characters they have together, with the sentences beside them that are shown too.
pub(super) const CHARACTERS: usize = 450;

/// A passage, trimmed at the borders of its sentences to about `most` characters around the one that answers.
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
            // One sentence before and one after, in turn, as long as the next still fits.
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

/// The best hits that do not say the same: those whose sentences are shown if no answer is sure.
pub(super) fn distinct(bot: &Bot, hits: &[Hit]) -> Vec<Hit> {
    let mut distinct: Vec<Hit> = Vec::new();
    let mut room = CHARACTERS;
    for hit in hits.iter().take(CANDIDATES) {
        let length = length(&hit.passage, &hit.sentence);
        let says_the_same = |other: &Hit| {
            text(other) == text(hit) || bot.engine().are_alike(&other.passage, &hit.passage)
        };
        if !distinct.is_empty() && length > room || distinct.iter().any(says_the_same) {
            continue;
        }
        room = room.saturating_sub(length);
        distinct.push(hit.clone());
        if distinct.len() == SENTENCES {
            break;
        }
    }
    distinct
}

/// The sentence of each hit, emphasised; the sentences beside it too if all of it has at most `most` characters, the best hit's
/// first.
pub(super) fn sentences(hits: &[Hit], most: usize) -> Vec<Quote> {
    let used = hits.iter().map(|hit| length(&hit.passage, &hit.sentence));
    let mut room = most.saturating_sub(used.sum());
    let quote = |hit: &Hit| {
        let around = [next, before].into_iter().filter_map(|beside| {
            let beside = beside(hit)?;
            let length = length(&hit.passage, &beside);
            (length <= room).then(|| {
                room -= length;
                beside
            })
        });
        let ranges = [hit.sentence.clone()].into_iter().chain(around).collect();
        Quote::sentences(&hit.passage, ranges, std::slice::from_ref(&hit.sentence))
            .map(|quote| quote.scored(hit.score))
    };
    hits.iter().filter_map(quote).collect()
}

fn next(hit: &Hit) -> Option<Range<usize>> {
    let mut sentences = hit.passage.sentences().iter();
    sentences
        .find(|sentence| sentence.start >= hit.sentence.end)
        .cloned()
}

fn before(hit: &Hit) -> Option<Range<usize>> {
    let mut sentences = hit.passage.sentences().iter().rev();
    sentences
        .find(|sentence| sentence.end <= hit.sentence.start)
        .cloned()
}

fn text(hit: &Hit) -> &str {
    let text = hit.passage.text().get(hit.sentence.clone());
    text.unwrap_or_default().trim()
}

/// How many characters a range of a passage has.
fn length(passage: &Passage, range: &Range<usize>) -> usize {
    let text = passage.text().get(range.clone());
    text.map_or(0, |text| text.chars().count())
}
