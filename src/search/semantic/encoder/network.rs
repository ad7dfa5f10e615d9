//! The network: BERT's layers (Devlin et al. 2019), from tokens to the mean of their states.
//!
//! States are float32. If the processor is faster with integers, they are rounded to eight bits before a product. The weights
//! have eight bits, in the order in which they are multiplied. The vocabulary stays as it is in the file, because a text
//! needs only some of its rows.

use pulp::Arch;

#[cfg(target_arch = "x86_64")]
use super::integer::{PackedRows, PackedWeights};
use super::matrix::{FloatMatrix, Rows};
use super::pointwise::{Norm, gelu, normalise, softmax};
#[cfg(target_arch = "x86_64")]
use super::processor::Processor;
use super::quantised::{Quantised, TokenEmbeddings};

/// A BERT, whose parts fit together.
pub(super) struct Network {
    /// A row for each piece.
    pub(super) vocabulary: TokenEmbeddings,
    /// The number of pieces.
    pub(super) pieces: usize,
    /// A row for each position, with the row of the only token type added.
    pub(super) positions: Vec<f32>,
    pub(super) norm: Norm,
    pub(super) layers: Vec<Layer>,
    pub(super) heads: usize,
    /// The longest text, in tokens.
    pub(super) longest: usize,
}

/// A layer: attention, and a feed-forward network.
pub(super) struct Layer {
    /// To queries, keys and values, side by side.
    pub(super) attention: Linear,
    pub(super) output: Linear,
    pub(super) attention_norm: Norm,
    pub(super) up: Linear,
    pub(super) down: Linear,
    pub(super) norm: Norm,
}

pub(super) struct Linear {
    pub(super) weight: Weight,
    pub(super) bias: Vec<f32>,
}

/// The weights of a product, in the form in which this processor is fastest.
pub(super) enum Weight {
    #[cfg(target_arch = "x86_64")]
    Integers(PackedWeights),
    Floats(FloatMatrix),
}

/// The buffers of one text.
pub(super) struct Buffers {
    arch: Arch,
    /// The left side of a product in integers.
    #[cfg(target_arch = "x86_64")]
    packed: PackedRows,
    /// Queries, keys and values of all tokens.
    projected: Vec<f32>,
    keys: FloatMatrix,
    values: FloatMatrix,
    scores: Vec<f32>,
    mixed: Vec<f32>,
    inner: Vec<f32>,
}

impl Network {
    pub(super) fn width(&self) -> usize {
        self.norm.weight.len()
    }

    /// The unit vector of these tokens: at least one, and at most [`Network::longest`].
    pub(super) fn forward(&self, ids: &[u32]) -> candle_core::Result<Vec<f32>> {
        let width = self.width();
        let states = self.states(ids, self.layers.len())?;
        let mut vector = vec![0.0; width];
        for state in states.chunks_exact(width) {
            for (sum, value) in vector.iter_mut().zip(state) {
                *sum += value;
            }
        }
        // Normalising makes it unnecessary to divide the sum by the number of tokens.
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

/// Passes the states of tokens through layers.
pub(super) fn pass<'a>(
    layers: impl IntoIterator<Item = &'a Layer>,
    heads: usize,
    states: &mut [f32],
) {
    let mut buffers = Buffers::new(Arch::new());
    for layer in layers {
        layer.forward(states, heads, &mut buffers);
    }
}

impl Buffers {
    pub(super) fn new(arch: Arch) -> Self {
        Self {
            arch,
            #[cfg(target_arch = "x86_64")]
            packed: PackedRows::default(),
            projected: Vec::new(),
            keys: FloatMatrix::default(),
            values: FloatMatrix::default(),
            scores: Vec::new(),
            mixed: Vec::new(),
            inner: Vec::new(),
        }
    }
}

impl Layer {
    /// Replaces the states of the tokens by those of this layer.
    fn forward(&self, states: &mut [f32], heads: usize, buffers: &mut Buffers) {
        let width = self.norm.weight.len();
        let count = states.len() / width;
        let mut mixed = std::mem::take(&mut buffers.mixed);
        let mut inner = std::mem::take(&mut buffers.inner);
        self.attend(states, heads, buffers, &mut mixed);
        self.output.forward(&mixed, count, buffers, &mut inner);
        normalise(buffers.arch, states, Some(&inner), &self.attention_norm);
        self.up.forward_gelu(states, count, buffers, &mut inner);
        self.down.forward(&inner, count, buffers, &mut mixed);
        normalise(buffers.arch, states, Some(&mixed), &self.norm);
        (buffers.mixed, buffers.inner) = (mixed, inner);
    }

    /// Attention: writes for each token the weighted sum of the values of all tokens to `mixed`.
    fn attend(&self, states: &[f32], heads: usize, buffers: &mut Buffers, mixed: &mut Vec<f32>) {
        let width = self.norm.weight.len();
        let (count, each) = (states.len() / width, width / heads);
        let mut projected = std::mem::take(&mut buffers.projected);
        self.attention
            .forward(states, count, buffers, &mut projected);
        let stride = 3 * width;
        mixed.resize(count * width, 0.0);
        buffers.scores.resize(count * count, 0.0);
        #[expect(clippy::cast_precision_loss, reason = "a head is some dozens wide")]
        let scale = 1.0 / (each as f32).sqrt();
        for head in 0..heads {
            let query = head * each;
            let (key, value) = (width + query, 2 * width + query);
            buffers.keys.fill(each, count, |line, token| {
                projected[token * stride + key + line]
            });
            buffers.values.fill(count, each, |token, column| {
                projected[token * stride + value + column]
            });
            let queries = Rows {
                values: &projected[query..],
                stride,
                count,
            };
            let scores = &mut buffers.scores;
            buffers
                .keys
                .product(buffers.arch, queries, &[], scores, count);
            softmax(buffers.arch, scores, count, scale);
            let weights = Rows {
                values: scores,
                stride: count,
                count,
            };
            let mixed = &mut mixed[query..];
            buffers
                .values
                .product(buffers.arch, weights, &[], mixed, width);
        }
        buffers.projected = projected;
    }
}

impl Linear {
    /// Writes the results for `count` rows to `output`.
    pub(super) fn forward(
        &self,
        states: &[f32],
        count: usize,
        buffers: &mut Buffers,
        output: &mut Vec<f32>,
    ) {
        self.product(states, count, false, buffers, output);
    }

    /// Writes GELU of the results for `count` rows to `output`.
    fn forward_gelu(
        &self,
        states: &[f32],
        count: usize,
        buffers: &mut Buffers,
        output: &mut Vec<f32>,
    ) {
        self.product(states, count, true, buffers, output);
    }

    fn product(
        &self,
        states: &[f32],
        count: usize,
        then_gelu: bool,
        buffers: &mut Buffers,
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
            Weight::Integers(weights) => {
                weights.product(rows, bias, then_gelu, &mut buffers.packed, output);
            }
            Weight::Floats(matrix) => {
                matrix.product(buffers.arch, rows, bias, output, bias.len());
                if then_gelu {
                    gelu(buffers.arch, output);
                }
            }
        }
    }
}

impl Weight {
    /// The weights with these columns of `depth` lines, one after the other.
    pub(super) fn of(depth: usize, columns: &Quantised) -> Self {
        #[cfg(target_arch = "x86_64")]
        if let Some(weights) =
            Processor::new().and_then(|processor| PackedWeights::new(processor, depth, columns))
        {
            return Self::Integers(weights);
        }
        Self::Floats(FloatMatrix::quantised(depth, columns))
    }
}
