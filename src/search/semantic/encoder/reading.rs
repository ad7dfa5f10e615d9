//! The reader's network: trained upper layers that see a question and a passage together.
//!
//! The lower layers are those of the embedding model and see one text at a time, so their states of a passage can be cached.
//! An alignment with the question is added to the state of each passage token (as in Chen et al. 2017, «Reading Wikipedia to
//! Answer Open-Domain Questions», section 3.2.2, with states instead of word vectors). Two heads follow the upper layers: one
//! scores each passage token, the other scores «no answer here» on the question's first token.
//! `index/training/reader/model.py` is the same in PyTorch, but its states of sixteen bits are bfloat16; here they are
//! float16.

use half::f16;
use pulp::Arch;

use super::network::{Buffers, Layer, Linear, pass};
use super::pointwise::softmax;

/// Features of a passage token beside states: its best similarity, whether the question has the same token, and how well
/// the passage covers the question.
pub(super) const SCALARS: usize = 3;

/// The factor of each in the training code.
const SCALES: [f32; SCALARS] = [4.0, 2.0, 4.0];

/// The trained part of the reader.
pub(super) struct ReaderNetwork {
    /// The number of layers of the embedding model that come before it.
    pub(super) lower: usize,
    pub(super) layers: Vec<Layer>,
    pub(super) heads: usize,
    /// Added to each token of the question.
    pub(super) question: Vec<f32>,
    /// Added to each token of the passage.
    pub(super) passage: Vec<f32>,
    /// The mean state of all tokens, subtracted before states are compared.
    pub(super) mean: Vec<f32>,
    /// The factor of similarities before their softmax.
    pub(super) sharpness: f32,
    /// Takes aligned states of the question, and their products with the token's own.
    pub(super) matching: Linear,
    /// The weights of the scalar features: [`SCALARS`] rows of the model's width.
    pub(super) scalars: Vec<f32>,
    pub(super) score: (Vec<f32>, f32),
    pub(super) none: (Vec<f32>, f32),
}

/// The states of a text after the lower layers.
pub(in crate::search::semantic) struct Lowered {
    /// The ids of its tokens, with the special tokens at both ends.
    pub(super) ids: Vec<u32>,
    /// Their states, token after token.
    pub(super) states: Vec<f16>,
}

/// The scores of a question and a passage: log odds that share an unknown constant.
pub(super) struct Scores {
    /// For each token of the passage, how much it looks like the answer.
    pub(super) tokens: Vec<f32>,
    /// How much the passage looks as if it has no answer.
    pub(super) none: f32,
}

impl Lowered {
    /// How many bytes its states take.
    pub(in crate::search::semantic) fn size(&self) -> usize {
        self.states.len() * size_of::<f16>()
    }

    pub(super) fn new(ids: Vec<u32>, states: &[f32]) -> Self {
        Self {
            ids,
            states: states.iter().map(|state| f16::from_f32(*state)).collect(),
        }
    }

    fn dense(&self) -> Vec<f32> {
        self.states.iter().map(|state| state.to_f32()).collect()
    }
}

impl ReaderNetwork {
    /// Reads a question and a passage together.
    pub(super) fn read(&self, question: &Lowered, passage: &Lowered) -> Scores {
        let width = self.mean.len();
        let (mut asked, mut told) = (question.dense(), passage.dense());
        let matched = self.matched(&asked, &told, &question.ids, &passage.ids);
        for state in asked.chunks_exact_mut(width) {
            add(state, &self.question);
        }
        for (state, matched) in told
            .chunks_exact_mut(width)
            .zip(matched.chunks_exact(width))
        {
            add(state, &self.passage);
            add(state, matched);
        }
        let (first, mut states) = (asked.len(), asked);
        states.append(&mut told);
        pass(&self.layers, self.heads, &mut states);
        let head = |(weights, bias): &(Vec<f32>, f32), state: &[f32]| dot(weights, state) + bias;
        Scores {
            none: head(&self.none, &states[..width]),
            tokens: states[first..]
                .chunks_exact(width)
                .map(|state| head(&self.score, state))
                .collect(),
        }
    }

    /// The alignment of each passage token with the question: rows of the model's width.
    fn matched(
        &self,
        asked: &[f32],
        told: &[f32],
        asked_ids: &[u32],
        told_ids: &[u32],
    ) -> Vec<f32> {
        let width = self.mean.len();
        // Leave out the special tokens at both ends.
        let inner = width..asked.len().saturating_sub(width).max(width);
        let asked = asked.get(inner).unwrap_or_default();
        let ids = asked_ids
            .get(1..1 + asked.len() / width)
            .unwrap_or_default();
        let (count, tokens) = (ids.len(), told.len() / width);
        if count == 0 {
            return vec![0.0; told.len()];
        }
        let (directions, own) = (self.directions(asked), self.directions(told));
        let mut similarities = Vec::with_capacity(tokens * count);
        for token in own.chunks_exact(width) {
            similarities.extend(directions.chunks_exact(width).map(|word| dot(token, word)));
        }
        let mut covered = vec![f32::NEG_INFINITY; count];
        let mut best = Vec::with_capacity(tokens);
        for row in similarities.chunks_exact(count) {
            for (most, similarity) in covered.iter_mut().zip(row) {
                *most = most.max(*similarity);
            }
            best.push(row.iter().copied().fold(f32::NEG_INFINITY, f32::max));
        }
        #[expect(
            clippy::cast_precision_loss,
            reason = "a question has some dozens of tokens"
        )]
        let covered = covered.iter().sum::<f32>() / count as f32;
        let arch = Arch::new();
        softmax(arch, &mut similarities, count, self.sharpness);
        let mut features = vec![0.0; tokens * 2 * width];
        let rows = features.chunks_exact_mut(2 * width);
        for ((row, shares), token) in rows
            .zip(similarities.chunks_exact(count))
            .zip(told.chunks_exact(width))
        {
            let (aligned, product) = row.split_at_mut(width);
            for (share, word) in shares.iter().zip(asked.chunks_exact(width)) {
                for (aligned, word) in aligned.iter_mut().zip(word) {
                    *aligned += share * word;
                }
            }
            for ((product, aligned), token) in product.iter_mut().zip(aligned.iter()).zip(token) {
                *product = aligned * token;
            }
        }
        let mut matched = Vec::new();
        let mut buffers = Buffers::new(arch);
        self.matching
            .forward(&features, tokens, &mut buffers, &mut matched);
        for ((row, best), id) in matched.chunks_exact_mut(width).zip(best).zip(told_ids) {
            let same = if ids.contains(id) { 1.0 } else { 0.0 };
            let scalars = [best, same, covered];
            for ((scalar, scale), weights) in scalars
                .iter()
                .zip(SCALES)
                .zip(self.scalars.chunks_exact(width))
            {
                for (value, weight) in row.iter_mut().zip(weights) {
                    *value += scale * scalar * weight;
                }
            }
        }
        matched
    }

    /// The unit vectors of states, the mean state subtracted.
    fn directions(&self, states: &[f32]) -> Vec<f32> {
        let mut directions = states.to_vec();
        for row in directions.chunks_exact_mut(self.mean.len()) {
            for (value, mean) in row.iter_mut().zip(&self.mean) {
                *value -= mean;
            }
            let length = dot(row, row).sqrt().max(f32::MIN_POSITIVE);
            for value in row {
                *value /= length;
            }
        }
        directions
    }
}

fn add(state: &mut [f32], other: &[f32]) {
    for (value, other) in state.iter_mut().zip(other) {
        *value += other;
    }
}

/// The dot product. Processors add eight sums in one step.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 8];
    let (a, rest) = a.as_chunks::<8>();
    let (b, other) = b.as_chunks::<8>();
    for (a, b) in a.iter().zip(b) {
        for (sum, (a, b)) in sums.iter_mut().zip(a.iter().zip(b)) {
            *sum += a * b;
        }
    }
    let rest: f32 = rest.iter().zip(other).map(|(a, b)| a * b).sum();
    sums.iter().sum::<f32>() + rest
}
