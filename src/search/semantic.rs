//! Meaning: a sentence-embedding model, so that a question finds a passage that says the same in other words.
//!
//! The bundled model is compiled in; its licence and where it comes from stand in `index/model`. It is read when a
//! question first needs it, once.

mod encoder;

pub use encoder::{Encoder, ModelError};

use std::path::Path;
use std::sync::OnceLock;

use sha2::{Digest as _, Sha256};

use super::embedding::{Embed, Side};
use super::store::hex;

/// The bundled model.
const WEIGHTS: &[u8] = include_bytes!("../../index/model/model.gguf");
const TOKENIZER: &[u8] = include_bytes!("../../index/model/tokenizer.json");

/// Raise this when the encoder gives other vectors for the same files: those that are kept are then made anew.
const ENCODER: &str = "2";

/// A model, ready or to be read when it is first needed.
pub struct Model {
    identity: String,
    encoder: OnceLock<Result<Encoder, ModelError>>,
}

impl Model {
    /// The model that is compiled in. It costs nothing until a text is embedded.
    #[must_use]
    pub fn bundled() -> Self {
        Self {
            identity: format!("{ENCODER}-{}", env!("VOETNOOT_MODEL_SUM")),
            encoder: OnceLock::new(),
        }
    }

    /// The model of a folder: a BERT in `model.gguf`, its pieces in `tokenizer.json`. It is read and tried at once.
    ///
    /// # Errors
    /// Where a file is missing, or is not what it must be; the message names it.
    pub fn from_folder(folder: &Path) -> Result<Self, ModelError> {
        let encoder = Encoder::from_folder(folder)?;
        encoder.embed(Side::Question, "?")?;
        let mut hash = Sha256::new();
        for file in encoder::FILES.map(|name| folder.join(name)) {
            let bytes = std::fs::read(&file);
            hash.update(bytes.map_err(|source| ModelError::Unreadable { path: file, source })?);
        }
        Ok(Self {
            identity: format!("{ENCODER}-{}", hex(&hash.finalize())),
            encoder: OnceLock::from(Ok(encoder)),
        })
    }
}

impl Embed for Model {
    fn identity(&self) -> &str {
        &self.identity
    }

    fn embed(&self, side: Side, text: &str) -> anyhow::Result<Vec<f32>> {
        let read = || Encoder::from_static(WEIGHTS, TOKENIZER);
        match self.encoder.get_or_init(read) {
            Ok(encoder) => Ok(encoder.embed(side, text)?),
            Err(error) => Err(anyhow::anyhow!("the bundled model cannot be read: {error}")),
        }
    }
}
