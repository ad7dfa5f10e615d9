//! Which sentences say most of a text: those that resemble many others (LexRank, Erkan and Radev 2004), without
//! saying the same twice (maximal marginal relevance, Carbonell and Goldstein 1998).

use std::collections::HashMap;
use std::ops::Range;

use super::Engine;
use super::lexical::Field;
use crate::analyzer;
use crate::excerpt::Passage;

/// A sentence that may be chosen.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The passage that it is from.
    pub passage: Passage,
    /// Where it stands, in bytes of the passage's text.
    pub range: Range<usize>,
    /// Whether it opens its paragraph, where writers put what matters.
    pub is_opening: bool,
}

/// How much the walk stays with what resembles the sentence at hand.
const DAMPING: f64 = 0.85;
/// After this many steps the walk has settled on texts of any ordinary length.
const STEPS: usize = 30;
/// What opening a paragraph adds.
const OPENING: f64 = 1.25;
/// How much likeness to what was chosen already counts against a sentence.
const REPETITION: f64 = 0.5;
/// The most sentences that are compared with each other.
const COMPARED: usize = 400;

/// The `count` sentences that say most, in the order in which they were given.
#[must_use]
pub fn summary(engine: &Engine, candidates: &[Candidate], count: usize) -> Vec<Candidate> {
    let candidates = &thinned(candidates);
    let similarity = in_meaning(engine, candidates).unwrap_or_else(|| in_words(engine, candidates));
    let mut scores = centrality(&similarity);
    for (score, candidate) in scores.iter_mut().zip(candidates) {
        if candidate.is_opening {
            *score *= OPENING;
        }
    }
    let most = scores.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let mut chosen: Vec<usize> = Vec::new();
    while chosen.len() < count {
        let worth = |at: usize| {
            let likeness = chosen
                .iter()
                .map(|other| similarity[at][*other])
                .fold(0.0, f64::max);
            scores[at] / most - REPETITION * likeness
        };
        let open = (0..candidates.len()).filter(|at| !chosen.contains(at));
        // Of equals the earliest.
        let best = open.max_by(|a, b| worth(*a).total_cmp(&worth(*b)).then(b.cmp(a)));
        let Some(best) = best else { break };
        chosen.push(best);
    }
    chosen.sort_unstable();
    chosen
        .into_iter()
        .map(|at| candidates[at].clone())
        .collect()
}

/// Of very many candidates some from all over the text: what opens a paragraph, or any where few do.
fn thinned(candidates: &[Candidate]) -> Vec<Candidate> {
    /// Fewer openings than this do not stand for a text.
    const OPENINGS: usize = COMPARED / 8;
    if candidates.len() <= COMPARED {
        return candidates.to_vec();
    }
    let openings: Vec<&Candidate> = candidates.iter().filter(|one| one.is_opening).collect();
    let pool = if openings.len() < OPENINGS {
        candidates.iter().collect()
    } else {
        openings
    };
    let count = pool.len().min(COMPARED);
    let spread = (0..count).map(|at| pool[at * pool.len() / count].clone());
    spread.collect()
}

/// How similar the candidates are to each other in meaning; none where the engine goes by words alone.
fn in_meaning(engine: &Engine, candidates: &[Candidate]) -> Option<Vec<Vec<f64>>> {
    let of_all = candidates.first()?.passage.article();
    let vectors = engine.vectors(Some(of_all))?;
    let place = |candidate: &Candidate| {
        let passage = &candidate.passage;
        let sentence = passage
            .sentences()
            .iter()
            .position(|range| *range == candidate.range)?;
        Some((engine.number(passage)?, sentence))
    };
    let places = candidates.iter().map(place).collect::<Option<Vec<_>>>()?;
    let apart = vectors.apart(&places);
    let cosine =
        |a: &[f32], b: &[f32]| f64::from(a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>()).max(0.0);
    Some(table(&apart, |a, b| cosine(a, b)))
}

/// The same by their words.
fn in_words(engine: &Engine, candidates: &[Candidate]) -> Vec<Vec<f64>> {
    let vectors: Vec<Vector> = candidates
        .iter()
        .map(|candidate| vector(engine, candidate))
        .collect();
    table(&vectors, cosine)
}

fn table<V>(vectors: &[V], similarity: impl Fn(&V, &V) -> f64) -> Vec<Vec<f64>> {
    let row = |a: &V| vectors.iter().map(|b| similarity(a, b)).collect();
    vectors.iter().map(row).collect()
}

type Vector = HashMap<String, f64>;

/// The stems of a sentence, weighed by how often they stand in it and how rare they are.
fn vector(engine: &Engine, candidate: &Candidate) -> Vector {
    let text = candidate
        .passage
        .text()
        .get(candidate.range.clone())
        .unwrap_or_default();
    let mut vector = Vector::new();
    for word in analyzer::words(text)
        .into_iter()
        .filter(|word| !word.is_stop_word)
    {
        let stem = analyzer::forms_of_text(&word.folded).dutch.clone();
        let idf = engine.rarity(Field::Dutch, &stem);
        *vector.entry(stem).or_default() += idf;
    }
    vector
}

fn cosine(a: &Vector, b: &Vector) -> f64 {
    let dot: f64 = a
        .iter()
        .filter_map(|(term, weight)| Some(weight * b.get(term)?))
        .sum();
    let norm = |vector: &Vector| {
        vector
            .values()
            .map(|weight| weight * weight)
            .sum::<f64>()
            .sqrt()
    };
    dot / (norm(a) * norm(b)).max(f64::MIN_POSITIVE)
}

/// The share of time that a walk from sentence to similar sentence spends at each.
fn centrality(similarity: &[Vec<f64>]) -> Vec<f64> {
    let n = similarity.len();
    #[expect(clippy::cast_precision_loss, reason = "a few hundred sentences")]
    let uniform = 1.0 / n.max(1) as f64;
    let sums: Vec<f64> = similarity
        .iter()
        .map(|row| row.iter().sum::<f64>().max(f64::MIN_POSITIVE))
        .collect();
    let mut scores = vec![uniform; n];
    for _ in 0..STEPS {
        let next = |at: usize| {
            let arriving: f64 = (0..n)
                .map(|from| scores[from] * similarity[from][at] / sums[from])
                .sum();
            (1.0 - DAMPING) * uniform + DAMPING * arriving
        };
        scores = (0..n).map(next).collect();
    }
    scores
}
