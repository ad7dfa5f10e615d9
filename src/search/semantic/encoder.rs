//! The encoder: a BERT in GGUF with its tokenizer, from text to a unit vector.
//!
//! Texts are prefixed, cut and pooled as the authors of E5 prescribe (Wang et al. 2024, «Multilingual E5 Text
//! Embeddings»): `query: ` or `passage: ` before the text, the mean over all tokens, length 1.

#[cfg(target_arch = "x86_64")]
mod integer;
mod matrix;
mod network;
mod pointwise;
mod quantised;
mod reading;
mod weights;

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::ops::Range;
use std::path::{Path, PathBuf};

use tokenizers::Tokenizer;

use self::network::Network;
use self::reading::Reader;
use crate::search::Side;

pub(super) use self::reading::Lowered;

/// The two files of a model's folder.
const WEIGHTS: &str = "model.gguf";
const TOKENIZER: &str = "tokenizer.json";

/// The file of a reader, beside them in a model's folder.
pub(super) const READER: &str = "reader.gguf";

/// What the authors put before a text.
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
    /// The tokenizer is none.
    #[error("{TOKENIZER} is not a tokenizer: {0}")]
    Tokenizer(tokenizers::Error),
    /// The weights and the tokenizer are not of one model.
    #[error("{WEIGHTS} has {rows} pieces, {TOKENIZER} has {pieces}: they are not of one model")]
    Strangers {
        /// How many pieces the tokenizer gives.
        pieces: usize,
        /// How many of them the weights know.
        rows: usize,
    },
    /// The weights are no BERT in GGUF.
    #[error("{WEIGHTS} is not a BERT model in GGUF")]
    Weights(#[from] candle_core::Error),
    /// The file holds no reader, or one of another model.
    #[error("{READER} is not a reader of this model: {0}")]
    Reader(candle_core::Error),
}

/// The most tokens of a text that the reader sees, the marks at both ends included; it was trained on no longer ones.
pub(super) const MOST_READ: usize = 256;

/// The files of a model's folder.
pub(super) const FILES: [&str; 2] = [WEIGHTS, TOKENIZER];

/// Turns texts into vectors, each on the calling thread; it can be shared by many.
pub struct Encoder {
    tokenizer: Tokenizer,
    network: Network,
}

impl Encoder {
    /// The model of this folder.
    ///
    /// # Errors
    /// Where a file is missing, or is not what it must be.
    pub fn from_folder(folder: &Path) -> Result<Self, ModelError> {
        let (weights, tokenizer) = (folder.join(WEIGHTS), folder.join(TOKENIZER));
        let unreadable = |path: &Path| {
            let path = path.to_owned();
            move |source| ModelError::Unreadable { path, source }
        };
        File::open(&weights).map_err(unreadable(&weights))?;
        let tokenizer = std::fs::read(&tokenizer).map_err(unreadable(&tokenizer))?;
        Self::read(
            || Ok(BufReader::new(File::open(&weights)?)),
            None,
            &tokenizer,
        )
    }

    /// The model of these bytes: a GGUF file and a `tokenizer.json`.
    ///
    /// # Errors
    /// Where they are not what they must be.
    pub fn from_bytes(weights: &[u8], tokenizer: &[u8]) -> Result<Self, ModelError> {
        Self::read(|| Ok(Cursor::new(weights)), None, tokenizer)
    }

    /// The same of bytes that stay, as those do that are compiled in: the vocabulary is not copied.
    ///
    /// # Errors
    /// Where they are not what they must be.
    pub fn from_static(weights: &'static [u8], tokenizer: &[u8]) -> Result<Self, ModelError> {
        Self::read(|| Ok(Cursor::new(weights)), Some(weights), tokenizer)
    }

    fn read<F: Read + Seek>(
        weights: impl Fn() -> candle_core::Result<F> + Send + Sync,
        whole: Option<&'static [u8]>,
        tokenizer: &[u8],
    ) -> Result<Self, ModelError> {
        // Neither needs the other.
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

    /// How long the vectors are.
    #[must_use]
    pub fn width(&self) -> usize {
        self.network.width()
    }

    /// The unit vector of a text, as long as the model is wide. The same text gives the same vector on one machine.
    ///
    /// # Errors
    /// Where the text cannot be tokenized.
    pub fn embed(&self, side: Side, text: &str) -> Result<Vec<f32>, ModelError> {
        let text = format!("{}{text}", prefix(side));
        let encoding = self.tokenizer.encode_fast(text, true);
        let encoding = encoding.map_err(ModelError::Tokenizer)?;
        let ids = encoding.get_ids();
        // Of a text that is too long, the mark that ends it is cut off too: the authors' own vectors are made so.
        let ids = ids.get(..self.network.longest).unwrap_or(ids);
        Ok(self.network.forward(ids)?)
    }

    /// Reads the reader of these bytes, a GGUF file, which must be trained on this embedding model.
    ///
    /// # Errors
    /// Fails if it is no reader, or one of another model.
    pub(super) fn reader(&self, weights: &[u8]) -> Result<PassageReader, ModelError> {
        let reader = weights::read_reader(|| Ok(Cursor::new(weights)), &self.network);
        Ok(PassageReader(reader.map_err(ModelError::Reader)?))
    }

    /// The tokens of a text, the marks at both ends included, and where each stands in it.
    ///
    /// # Errors
    /// Fails if the text cannot be tokenized.
    pub(super) fn tokens(&self, side: Side, text: &str) -> Result<Tokens, ModelError> {
        let before = prefix(side).len();
        let text = format!("{}{text}", prefix(side));
        let encoding = self.tokenizer.encode(text, true);
        let encoding = encoding.map_err(ModelError::Tokenizer)?;
        let places = encoding
            .get_offsets()
            .iter()
            .map(|(start, end)| start.saturating_sub(before)..end.saturating_sub(before));
        Ok(Tokens {
            places: places.collect(),
            ids: encoding.get_ids().to_vec(),
        })
    }
}

/// A text in tokens, with the marks at both ends.
pub(super) struct Tokens {
    ids: Vec<u32>,
    /// Where each stands in the text, in bytes; the ranges of marks and of the prefix are empty.
    pub(super) places: Vec<Range<usize>>,
}

/// The trained part of a reader, for the embedding model of one [`Encoder`].
pub(super) struct PassageReader(Reader);

impl PassageReader {
    /// The states of a text after the lower layers; of a text that is too long, those of its beginning and its last mark.
    ///
    /// # Errors
    /// Fails if a token has no row in the vocabulary.
    pub(super) fn lowered(
        &self,
        encoder: &Encoder,
        tokens: &Tokens,
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

    /// For each range of the passage's tokens the log odds that it answers, against «no answer in this passage». `None` if a
    /// range was cut off.
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
