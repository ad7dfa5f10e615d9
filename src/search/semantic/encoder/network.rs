//! The network: BERT's layers (Devlin et al. 2019), from tokens to the mean of their states.
//!
//! States are float32; for a product with weights they are rounded to sixteen bits where the processor is faster with those.
//! The weights are held in eight bits, in the order in which they are multiplied with; the vocabulary, of which a text needs
//! some rows, stays as it is in the file.

use pulp::Arch;

#[cfg(target_arch = "x86_64")]
use super::integer::{Packed, Weights};
use super::matrix::{Matrix, Rows};
use super::pointwise::{Norm, gelu, normalise, softmax};
use super::quantised::{Quantised, Vocabulary};

/// A BERT. Its parts fit together: whoever makes one sees to that.
pub(super) struct Network {
    /// Of every piece its row.
    pub(super) vocabulary: Vocabulary,
    /// How many rows it has.
    pub(super) pieces: usize,
    /// Of every place in the text its row, with that of the kind of text (there is one kind) added.
    pub(super) positions: Vec<f32>,
    pub(super) norm: Norm,
    pub(super) layers: Vec<Layer>,
    pub(super) heads: usize,
    /// The longest text, in tokens.
    pub(super) longest: usize,
}

/// One layer: attention, and what is done to each token apart.
pub(super) struct Layer {
    /// To queries, keys and values, side by side.
    pub(super) attention: Linear,
    pub(super) output: Linear,
    pub(super) attention_norm: Norm,
    pub(super) up: Linear,
    pub(super) down: Linear,
    pub(super) norm: Norm,
}

/// A product and what is added to it.
pub(super) struct Linear {
    pub(super) weight: Weight,
    pub(super) bias: Vec<f32>,
}

/// The weights of a product, as this processor multiplies best with them.
pub(super) enum Weight {
    #[cfg(target_arch = "x86_64")]
    Whole(Weights),
    Floats(Matrix),
}

/// The working space of one text.
pub(super) struct Space {
    arch: Arch,
    /// The left side of a product in whole numbers.
    #[cfg(target_arch = "x86_64")]
    whole: Packed,
    /// Queries, keys and values of all tokens.
    projected: Vec<f32>,
    keys: Matrix,
    values: Matrix,
    scores: Vec<f32>,
    mixed: Vec<f32>,
    inner: Vec<f32>,
}

impl Network {
    pub(super) fn width(&self) -> usize {
        self.norm.weight.len()
    }

    /// The unit vector of these tokens, of which there is at least one, and no more than the longest text has.
    pub(super) fn forward(&self, ids: &[u32]) -> candle_core::Result<Vec<f32>> {
        let width = self.width();
        let states = self.states(ids, self.layers.len())?;
        let mut vector = vec![0.0; width];
        for state in states.chunks_exact(width) {
            for (sum, value) in vector.iter_mut().zip(state) {
                *sum += value;
            }
        }
        // Of a vector of length 1 it does not matter that the sum was not divided by the number of tokens.
        let length = vector.iter().map(|value| value * value).sum::<f32>().sqrt();
        for value in &mut vector {
            *value /= length;
        }
        Ok(vector)
    }

    /// The states of these tokens after the first `layers` layers, token after token.
    pub(super) fn states(&self, ids: &[u32], layers: usize) -> candle_core::Result<Vec<f32>> {
        let mut states = self.vocabulary.rows(ids, self.width())?;
        for (state, position) in states.iter_mut().zip(&self.positions) {
            *state += position;
        }
        normalise(Arch::new(), &mut states, None, &self.norm);
        let layers = self.layers.iter().take(layers);
        pass(layers, self.heads, &mut states);
        Ok(states)
    }
}

/// Passes the states of a text's tokens through layers, one after the other.
pub(super) fn pass<'a>(
    layers: impl IntoIterator<Item = &'a Layer>,
    heads: usize,
    states: &mut [f32],
) {
    let mut space = Space::new(Arch::new());
    for layer in layers {
        layer.forward(states, heads, &mut space);
    }
}

impl Space {
    pub(super) fn new(arch: Arch) -> Self {
        Self {
            arch,
            #[cfg(target_arch = "x86_64")]
            whole: Packed::default(),
            projected: Vec::new(),
            keys: Matrix::default(),
            values: Matrix::default(),
            scores: Vec::new(),
            mixed: Vec::new(),
            inner: Vec::new(),
        }
    }
}

impl Layer {
    /// Replaces the states of the tokens by the next ones.
    fn forward(&self, states: &mut [f32], heads: usize, space: &mut Space) {
        let width = self.norm.weight.len();
        let count = states.len() / width;
        let mut mixed = std::mem::take(&mut space.mixed);
        let mut inner = std::mem::take(&mut space.inner);
        self.attend(states, heads, space, &mut mixed);
        self.output.forward(&mixed, count, space, &mut inner);
        normalise(space.arch, states, Some(&inner), &self.attention_norm);
        self.up.forward_gelu(states, count, space, &mut inner);
        self.down.forward(&inner, count, space, &mut mixed);
        normalise(space.arch, states, Some(&mixed), &self.norm);
        (space.mixed, space.inner) = (mixed, inner);
    }

    /// To `mixed`: of every token the values of all tokens, each as much as it is attended to.
    fn attend(&self, states: &[f32], heads: usize, space: &mut Space, mixed: &mut Vec<f32>) {
        let width = self.norm.weight.len();
        let (count, each) = (states.len() / width, width / heads);
        let mut projected = std::mem::take(&mut space.projected);
        self.attention.forward(states, count, space, &mut projected);
        let stride = 3 * width;
        mixed.resize(count * width, 0.0);
        space.scores.resize(count * count, 0.0);
        #[expect(clippy::cast_precision_loss, reason = "a head is some dozens wide")]
        let scale = 1.0 / (each as f32).sqrt();
        for head in 0..heads {
            let query = head * each;
            let (key, value) = (width + query, 2 * width + query);
            space.keys.fill(each, count, |line, token| {
                projected[token * stride + key + line]
            });
            space.values.fill(count, each, |token, column| {
                projected[token * stride + value + column]
            });
            let queries = Rows {
                values: &projected[query..],
                stride,
                count,
            };
            let scores = &mut space.scores;
            space.keys.product(space.arch, queries, &[], scores, count);
            softmax(space.arch, scores, count, scale);
            let weights = Rows {
                values: scores,
                stride: count,
                count,
            };
            let mixed = &mut mixed[query..];
            space.values.product(space.arch, weights, &[], mixed, width);
        }
        space.projected = projected;
    }
}

impl Linear {
    /// To `output`: the products of `count` rows, one after the other.
    pub(super) fn forward(
        &self,
        states: &[f32],
        count: usize,
        space: &mut Space,
        output: &mut Vec<f32>,
    ) {
        self.product(states, count, false, space, output);
    }

    /// To `output`: GELU of the products of `count` rows, one after the other.
    fn forward_gelu(&self, states: &[f32], count: usize, space: &mut Space, output: &mut Vec<f32>) {
        self.product(states, count, true, space, output);
    }

    fn product(
        &self,
        states: &[f32],
        count: usize,
        then_gelu: bool,
        space: &mut Space,
        output: &mut Vec<f32>,
    ) {
        let rows = Rows {
            values: states,
            stride: states.len() / count,
            count,
        };
        let bias = &self.bias;
        output.resize(count * bias.len(), 0.0);
        match &self.weight {
            #[cfg(target_arch = "x86_64")]
            Weight::Whole(weights) => {
                weights.product(rows, bias, then_gelu, &mut space.whole, output);
            }
            Weight::Floats(matrix) => {
                matrix.product(space.arch, rows, bias, output, bias.len());
                if then_gelu {
                    gelu(space.arch, output);
                }
            }
        }
    }
}

impl Weight {
    /// The matrix of which these are the columns, each of `depth` lines, one after the other.
    pub(super) fn of(depth: usize, columns: &Quantised) -> Self {
        #[cfg(target_arch = "x86_64")]
        if let Some(weights) = Weights::new(Arch::new(), depth, columns) {
            return Self::Whole(weights);
        }
        Self::Floats(Matrix::quantised(depth, columns))
    }
}
