//! The encoder: a BERT in GGUF with its tokenizer, which turns a text into a unit vector.
//!
//! Texts are prefixed, cut and pooled as the authors of E5 prescribe (Wang et al. 2024, «Multilingual E5 Text
//! Embeddings»): `query: ` or `passage: ` before the text, the mean over all tokens, length 1.

#[cfg(target_arch = "x86_64")]
mod integer;
mod matrix;
mod network;
mod pointwise;
#[cfg(target_arch = "x86_64")]
mod processor;
mod quantised;
mod reading;
mod weights;

use std::ops::Range;
use std::path::PathBuf;

use tokenizers::Tokenizer;

use self::network::Network;
use self::reading::ReaderNetwork;
use crate::search::model::Side;

pub(super) use self::reading::Lowered;

/// The files of a model's folder.
pub(super) const WEIGHTS: &str = "model.gguf";
pub(super) const TOKENIZER: &str = "tokenizer.json";
pub(super) const READER: &str = "reader.gguf";

/// The prefix of a text, as the authors chose it.
const fn prefix(side: Side) -> &'static str {
    match side {
        Side::Question => "query: ",
        Side::Passage => "passage: ",
    }
}

/// Why a model cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// A file is missing, or cannot be read.
    #[error("the model's file {path} cannot be read")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The tokenizer is not valid.
    #[error("{TOKENIZER} is not a tokenizer: {0}")]
    Tokenizer(tokenizers::Error),
    /// The weights and the tokenizer are not of one model.
    #[error("{WEIGHTS} has {rows} pieces, {TOKENIZER} has {pieces}: they are not of one model")]
    Strangers {
        /// The number of pieces of the tokenizer.
        pieces: usize,
        /// The number of pieces of the weights.
        rows: usize,
    },
    /// The weights are no BERT in GGUF.
    #[error("{WEIGHTS} is not a BERT model in GGUF")]
    Weights(#[from] candle_core::Error),
    /// The file has no reader, or one of another model.
    #[error("{READER} is not a reader of this model: {0}")]
    Reader(candle_core::Error),
}

/// The most tokens of a text that the reader sees, with the special tokens at both ends. It was trained on no longer texts.
pub(super) const MOST_READ: usize = 256;

/// Turns texts into vectors, on the calling thread.
pub struct Encoder {
    tokenizer: Tokenizer,
    network: Network,
}

impl Encoder {
    /// Loads a model from the bytes of a GGUF file and a `tokenizer.json`.
    ///
    /// # Errors
    /// Fails if they are not valid.
    pub fn from_bytes(weights: &[u8], tokenizer: &[u8]) -> Result<Self, ModelError> {
        Self::read(weights, None, tokenizer)
    }

    /// As [`Encoder::from_bytes`], but does not copy the vocabulary.
    ///
    /// # Errors
    /// Fails if they are not valid.
    pub fn from_static(weights: &'static [u8], tokenizer: &[u8]) -> Result<Self, ModelError> {
        Self::read(weights, Some(weights), tokenizer)
    }

    fn read(
        weights: &[u8],
        whole: Option<&'static [u8]>,
        tokenizer: &[u8],
    ) -> Result<Self, ModelError> {
        // Load both at once.
        let (network, tokenizer) = std::thread::scope(|scope| {
            let network = scope.spawn(|| weights::read(weights, whole));
            let tokenizer = Tokenizer::from_bytes(tokenizer);
            (network.join(), tokenizer)
        });
        let network = network.map_err(|_| candle_core::Error::Msg("reading failed".into()))??;
        let tokenizer = tokenizer.map_err(ModelError::Tokenizer)?;
        let pieces = tokenizer.get_vocab_size(true);
        let rows = network.pieces;
        if pieces > rows {
            return Err(ModelError::Strangers { pieces, rows });
        }
        Ok(Self { tokenizer, network })
    }

    /// Returns the length of the vectors.
    #[must_use]
    pub fn width(&self) -> usize {
        self.network.width()
    }

    /// Returns the unit vector of a text. The same text gives the same vector on one machine.
    ///
    /// # Errors
    /// Fails if the text cannot be tokenized.
    pub fn embed(&self, side: Side, text: &str) -> Result<Vec<f32>, ModelError> {
        let text = format!("{}{text}", prefix(side));
        let encoding = self.tokenizer.encode_fast(text, true);
        let encoding = encoding.map_err(ModelError::Tokenizer)?;
        let ids = encoding.get_ids();
        // Of a text that is too long the last special token is cut off too, as in the authors' own vectors.
        let ids = ids.get(..self.network.longest).unwrap_or(ids);
        Ok(self.network.forward(ids)?)
    }

    /// Loads a reader from the bytes of a GGUF file.
    ///
    /// # Errors
    /// Fails if they are no reader, or one of another embedding model.
    pub(super) fn reader(&self, weights: &[u8]) -> Result<TrainedReader, ModelError> {
        let reader = weights::read_reader(weights, &self.network);
        Ok(TrainedReader(reader.map_err(ModelError::Reader)?))
    }

    /// Returns the tokens of a text, with the special tokens at both ends.
    ///
    /// # Errors
    /// Fails if the text cannot be tokenized.
    pub(super) fn tokens(&self, side: Side, text: &str) -> Result<TokenisedText, ModelError> {
        let before = prefix(side).len();
        let text = format!("{}{text}", prefix(side));
        let encoding = self.tokenizer.encode(text, true);
        let encoding = encoding.map_err(ModelError::Tokenizer)?;
        let places = encoding
            .get_offsets()
            .iter()
            .map(|(start, end)| start.saturating_sub(before)..end.saturating_sub(before));
        Ok(TokenisedText {
            places: places.collect(),
            ids: encoding.get_ids().to_vec(),
        })
    }
}

/// The tokens of a text, with the special tokens at both ends.
pub(super) struct TokenisedText {
    ids: Vec<u32>,
    /// The bytes of each in the text; empty ranges for special tokens and the prefix.
    pub(super) places: Vec<Range<usize>>,
}

/// The trained part of a reader, for the embedding model of one [`Encoder`].
pub(super) struct TrainedReader(ReaderNetwork);

impl TrainedReader {
    /// The states of a text after the lower layers; of a text that is too long, those of its beginning and its last token.
    ///
    /// # Errors
    /// Fails if a token has no row in the vocabulary.
    pub(super) fn lowered(
        &self,
        encoder: &Encoder,
        tokens: &TokenisedText,
    ) -> Result<Lowered, ModelError> {
        let most = MOST_READ.min(encoder.network.longest);
        let mut ids = tokens.ids.clone();
        if let Some(last) = ids.last().copied().filter(|_| ids.len() > most) {
            ids.truncate(most - 1);
            ids.push(last);
        }
        let states = encoder.network.states(&ids, self.0.lower)?;
        Ok(Lowered::new(ids, &states))
    }

    /// Returns for each range of the passage's tokens the log odds that it answers, against «no answer in this passage»;
    /// `None` for a range that was cut off.
    pub(super) fn odds(
        &self,
        question: &Lowered,
        passage: &Lowered,
        ranges: &[Range<usize>],
    ) -> Vec<Option<f32>> {
        let scores = self.0.read(question, passage);
        let odds = |range: &Range<usize>| {
            let end = range.end.min(scores.tokens.len());
            let tokens = scores.tokens.get(range.start..end)?;
            (!tokens.is_empty()).then(|| log_sum_exp(tokens) - scores.none)
        };
        ranges.iter().map(odds).collect()
    }
}

/// The logarithm of the sum of exponentials.
fn log_sum_exp(values: &[f32]) -> f32 {
    let most = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = values.iter().map(|value| (value - most).exp()).sum();
    most + sum.ln()
}
