//! Chooses the sentences that say most of a text: those that resemble many others (LexRank, Erkan and Radev 2004), without
//! repetition (maximal marginal relevance, Carbonell and Goldstein 1998).

use std::collections::HashMap;
use std::ops::Range;

use crate::analyzer;
use crate::excerpt::Passage;
use crate::search::Engine;

/// A sentence of a summary.
#[derive(Clone, Debug)]
pub(super) struct SummarySentence {
    /// Its passage.
    pub(super) passage: Passage,
    /// Its bytes of the passage's text.
    pub(super) range: Range<usize>,
    /// Whether it opens its paragraph, which often matters most.
    pub(super) is_opening: bool,
}

/// The probability that the random walk goes to a similar sentence.
const DAMPING: f64 = 0.85;
/// The steps after which the walk has converged.
const STEPS: usize = 30;
/// The factor for a sentence that opens a paragraph.
const OPENING: f64 = 1.25;
/// The weight of the similarity to a sentence that is chosen already.
const REPETITION: f64 = 0.5;
/// The most sentences that are compared with each other.
const COMPARED: usize = 400;

/// Returns the `count` sentences that say most, in the order of `candidates`.
pub(super) fn summary(
    engine: &Engine,
    candidates: &[SummarySentence],
    count: usize,
) -> Vec<SummarySentence> {
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
        // The earliest of equals.
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

/// Returns at most [`COMPARED`] candidates from all over the text: those that open a paragraph, or any if those are few.
fn thinned(candidates: &[SummarySentence]) -> Vec<SummarySentence> {
    /// Fewer openings than this do not represent a text.
    const OPENINGS: usize = COMPARED / 8;
    if candidates.len() <= COMPARED {
        return candidates.to_vec();
    }
    let openings: Vec<&SummarySentence> = candidates.iter().filter(|one| one.is_opening).collect();
    let pool = if openings.len() < OPENINGS {
        candidates.iter().collect()
    } else {
        openings
    };
    let count = pool.len().min(COMPARED);
    let spread = (0..count).map(|at| pool[at * pool.len() / count].clone());
    spread.collect()
}

/// The similarities of the candidates by their vectors; `None` if the article has none.
fn in_meaning(engine: &Engine, candidates: &[SummarySentence]) -> Option<Vec<Vec<f64>>> {
    let place = |candidate: &SummarySentence| {
        let mut sentences = candidate.passage.sentences().iter();
        sentences.position(|range| *range == candidate.range)
    };
    let places = candidates
        .iter()
        .map(|one| Some((&one.passage, place(one)?)));
    let vectors = engine.centred_vectors(&places.collect::<Option<Vec<_>>>()?)?;
    let cosine =
        |a: &[f32], b: &[f32]| f64::from(a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>()).max(0.0);
    Some(table(&vectors, |a, b| cosine(a, b)))
}

/// The similarities of the candidates by their words.
fn in_words(engine: &Engine, candidates: &[SummarySentence]) -> Vec<Vec<f64>> {
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

/// The TF-IDF vector of a sentence's stems.
fn vector(engine: &Engine, candidate: &SummarySentence) -> Vector {
    let text = candidate.passage.text_at(&candidate.range);
    let mut vector = Vector::new();
    for word in analyzer::words(text)
        .into_iter()
        .filter(|word| !word.is_stop_word)
    {
        let stem = analyzer::forms_of_text(&word.folded).dutch.clone();
        let idf = engine.idf_of_stem(&stem);
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

/// The share of time that a random walk between similar sentences spends at each.
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
