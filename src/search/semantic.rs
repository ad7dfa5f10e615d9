//! The bundled models: an embedding model, and a reader that was trained on it. Another embedding model may take their place.
//!
//! They are compiled in, and loaded when a question first needs them. `index/model` has their licences and origins.

mod encoder;
mod passages;

pub use encoder::{Encoder, ModelError};

use std::path::Path;
use std::sync::OnceLock;

use anyhow::Result;
use sha2::{Digest as _, Sha256};

use super::model::{Embed, ReadPassages, Readable, Side};
use crate::hash::hex;
use passages::CachingReader;

/// The bundled models. Statics, because the compiler writes a constant's bytes into each crate that could use it.
static WEIGHTS: &[u8] = include_bytes!("../../index/model/model.gguf");
static TOKENIZER: &[u8] = include_bytes!("../../index/model/tokenizer.json");
static READER: &[u8] = include_bytes!("../../index/model/reader.gguf");

/// Raise this when the encoder gives other vectors for the same files. Stored vectors are then made anew.
const ENCODER: &str = "2";

/// An embedding model and its reader, loaded or to be loaded when first needed.
pub struct Model {
    identity: String,
    encoder: OnceLock<Result<Encoder, ModelError>>,
    reader: OnceLock<Result<CachingReader, ModelError>>,
    has_reader: bool,
}

impl Model {
    /// Returns the models that are compiled in.
    #[must_use]
    pub fn bundled() -> Self {
        Self {
            identity: format!("{ENCODER}-{}", env!("VOETNOOT_MODEL_SUM")),
            encoder: OnceLock::new(),
            reader: OnceLock::new(),
            has_reader: true,
        }
    }

    /// Loads the models of a folder: a BERT in `model.gguf`, its tokenizer in `tokenizer.json`, and in `reader.gguf` its
    /// reader, if there is one.
    ///
    /// # Errors
    /// Fails if a file is missing or not valid; the message names it.
    pub fn from_folder(folder: &Path) -> Result<Self, ModelError> {
        let encoder = Encoder::from_folder(folder)?;
        encoder.embed(Side::Question, "?")?;
        let read = |path: &Path| {
            let path = path.to_owned();
            std::fs::read(&path).map_err(|source| ModelError::Unreadable { path, source })
        };
        let mut hash = Sha256::new();
        for name in encoder::FILES {
            hash.update(read(&folder.join(name))?);
        }
        let reader = folder.join(encoder::READER);
        let is_there = reader.try_exists();
        let has_reader = is_there.map_err(|source| ModelError::Unreadable {
            path: reader.clone(),
            source,
        })?;
        let passages = OnceLock::new();
        if has_reader {
            let reader = CachingReader::new(encoder.reader(&read(&reader)?)?);
            passages.get_or_init(|| Ok(reader));
        }
        Ok(Self {
            identity: format!("{ENCODER}-{}", hex(&hash.finalize())),
            encoder: OnceLock::from(Ok(encoder)),
            reader: passages,
            has_reader,
        })
    }

    fn encoder(&self) -> Result<&Encoder> {
        let read = || Encoder::from_static(WEIGHTS, TOKENIZER);
        let encoder = self.encoder.get_or_init(read).as_ref();
        encoder.map_err(|error| anyhow::anyhow!("the bundled model cannot be read: {error}"))
    }
}

impl Embed for Model {
    fn identity(&self) -> &str {
        &self.identity
    }

    fn embed(&self, side: Side, text: &str) -> Result<Vec<f32>> {
        Ok(self.encoder()?.embed(side, text)?)
    }

    fn reader(&self) -> Option<&dyn ReadPassages> {
        self.has_reader.then_some(self)
    }
}

impl ReadPassages for Model {
    fn read(&self, question: &str, passages: &[Readable<'_>]) -> Result<Vec<Vec<f64>>> {
        let encoder = self.encoder()?;
        anyhow::ensure!(self.has_reader, "the model has no reader");
        let read = || encoder.reader(READER).map(CachingReader::new);
        match self.reader.get_or_init(read) {
            Ok(reader) => Ok(reader.read(encoder, question, passages)?),
            Err(error) => Err(anyhow::anyhow!(
                "the bundled reader cannot be read: {error}"
            )),
        }
    }
}
