//! The encoder: a BERT in GGUF with its tokenizer, from text to a unit vector.
//!
//! Texts are prefixed, cut and pooled as the authors of E5 prescribe (Wang et al. 2024, «Multilingual E5 Text
//! Embeddings»): `query: ` or `passage: ` before the text, the mean over all tokens, length 1.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::path::{Path, PathBuf};

use candle_core::quantized::gguf_file::{Content, Value};
use candle_core::quantized::{QMatMul, QTensor};
use candle_core::{Device, Module as _, Tensor};
use candle_nn::ops::softmax_last_dim;
use tokenizers::Tokenizer;

/// The two files of a model's folder.
const WEIGHTS: &str = "model.gguf";
const TOKENIZER: &str = "tokenizer.json";

/// On which side of a search a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What is looked for.
    Question,
    /// What is looked in.
    Passage,
}

impl Side {
    const fn prefix(self) -> &'static str {
        match self {
            Self::Question => "query: ",
            Self::Passage => "passage: ",
        }
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
    /// The weights are no BERT in GGUF.
    #[error("{WEIGHTS} is not a BERT model in GGUF")]
    Weights(#[from] candle_core::Error),
}

/// Turns texts into vectors.
pub struct Encoder {
    tokenizer: Tokenizer,
    vocabulary: QTensor,
    positions: Tensor,
    kind: Tensor,
    norm: Norm,
    layers: Vec<Layer>,
    heads: usize,
    longest: usize,
}

struct Layer {
    query: Linear,
    key: Linear,
    value: Linear,
    output: Linear,
    attention_norm: Norm,
    up: Linear,
    down: Linear,
    norm: Norm,
}

struct Linear {
    weight: QMatMul,
    bias: Tensor,
}

struct Norm {
    weight: Tensor,
    bias: Tensor,
    epsilon: f32,
}

impl Encoder {
    /// The model of this folder.
    ///
    /// # Errors
    /// Where a file is missing, or is not what it must be.
    pub fn from_folder(folder: &Path) -> Result<Self, ModelError> {
        let unreadable = |path: &Path| {
            let path = path.to_owned();
            move |source| ModelError::Unreadable { path, source }
        };
        let (weights, tokenizer) = (folder.join(WEIGHTS), folder.join(TOKENIZER));
        let tokenizer = std::fs::read(&tokenizer).map_err(unreadable(&tokenizer))?;
        let weights = File::open(&weights).map_err(unreadable(&weights))?;
        Self::read(&mut BufReader::new(weights), &tokenizer)
    }

    /// The model of these bytes: a GGUF file and a `tokenizer.json`.
    ///
    /// # Errors
    /// Where they are not what they must be.
    pub fn from_bytes(weights: &[u8], tokenizer: &[u8]) -> Result<Self, ModelError> {
        Self::read(&mut Cursor::new(weights), tokenizer)
    }

    fn read<R: Read + Seek>(weights: &mut R, tokenizer: &[u8]) -> Result<Self, ModelError> {
        let tokenizer = Tokenizer::from_bytes(tokenizer).map_err(ModelError::Tokenizer)?;
        let content = Content::read(weights)?;
        let mut file = Weights { content, weights };
        let count = |value: &Value| value.to_u32().map(|count| count as usize);
        let epsilon = file
            .setting("bert.attention.layer_norm_epsilon")?
            .to_f32()?;
        let layers = count(file.setting("bert.block_count")?)?;
        Ok(Self {
            tokenizer,
            vocabulary: file.tensor("token_embd.weight")?,
            positions: file.dense("position_embd.weight")?,
            kind: file.dense("token_types.weight")?.get(0)?,
            norm: file.norm("token_embd_norm", epsilon)?,
            heads: count(file.setting("bert.attention.head_count")?)?,
            longest: count(file.setting("bert.context_length")?)?,
            layers: (0..layers)
                .map(|number| file.layer(&format!("blk.{number}"), epsilon))
                .collect::<Result<_, _>>()?,
        })
    }

    /// The unit vector of a text, as long as the model is wide. The same text gives the same vector on one machine.
    ///
    /// # Errors
    /// Where the text cannot be tokenized, or the tensors of the model do not fit together.
    pub fn embed(&self, side: Side, text: &str) -> Result<Vec<f32>, ModelError> {
        let text = format!("{}{text}", side.prefix());
        let encoding = self
            .tokenizer
            .encode(text, true)
            .map_err(ModelError::Tokenizer)?;
        let mut ids = encoding.get_ids().to_vec();
        // What is cut off is the end of the text, not the mark that ends it.
        if let (true, Some(end)) = (ids.len() > self.longest, ids.last().copied()) {
            ids.truncate(self.longest - 1);
            ids.push(end);
        }
        Ok(self.forward(&ids)?)
    }

    fn forward(&self, ids: &[u32]) -> candle_core::Result<Vec<f32>> {
        let length = ids.len();
        let ids = Tensor::new(ids, &Device::Cpu)?;
        let mut states = self
            .vocabulary
            .embedding(&ids)?
            .add(&self.positions.narrow(0, 0, length)?)?
            .broadcast_add(&self.kind)?;
        states = self.norm.forward(&states)?;
        for layer in &self.layers {
            states = layer.forward(&states, self.heads)?;
        }
        let mean = states.mean(0)?;
        let norm = mean.sqr()?.sum_all()?.sqrt()?;
        mean.broadcast_div(&norm)?.to_vec1()
    }
}

impl Layer {
    /// Of states (tokens × width) the next ones.
    fn forward(&self, states: &Tensor, heads: usize) -> candle_core::Result<Tensor> {
        let (length, width) = states.dims2()?;
        let each = width / heads;
        let split = |projected: Tensor| {
            projected
                .reshape((length, heads, each))?
                .transpose(0, 1)?
                .contiguous()
        };
        let query = split(self.query.forward(states)?)?;
        let key = split(self.key.forward(states)?)?;
        let value = split(self.value.forward(states)?)?;
        #[expect(clippy::cast_precision_loss, reason = "a head is some dozens wide")]
        let scale = 1.0 / (each as f64).sqrt();
        let attention = softmax_last_dim(&(query.matmul(&key.t()?)? * scale)?)?;
        let mixed = attention
            .matmul(&value)?
            .transpose(0, 1)?
            .reshape((length, width))?;
        let attended = self
            .attention_norm
            .forward(&self.output.forward(&mixed)?.add(states)?)?;
        let fed = self
            .down
            .forward(&self.up.forward(&attended)?.gelu_erf()?)?;
        self.norm.forward(&fed.add(&attended)?)
    }
}

impl Linear {
    fn forward(&self, input: &Tensor) -> candle_core::Result<Tensor> {
        self.weight.forward(input)?.broadcast_add(&self.bias)
    }
}

impl Norm {
    fn forward(&self, input: &Tensor) -> candle_core::Result<Tensor> {
        candle_nn::ops::layer_norm(input, &self.weight, &self.bias, self.epsilon)
    }
}

/// A GGUF file, being read.
struct Weights<'a, R> {
    content: Content,
    weights: &'a mut R,
}

impl<R: Read + Seek> Weights<'_, R> {
    fn setting(&self, name: &str) -> candle_core::Result<&Value> {
        self.content
            .metadata
            .get(name)
            .ok_or_else(|| candle_core::Error::Msg(format!("the setting {name} is missing")))
    }

    fn tensor(&mut self, name: &str) -> candle_core::Result<QTensor> {
        self.content.tensor(self.weights, name, &Device::Cpu)
    }

    fn dense(&mut self, name: &str) -> candle_core::Result<Tensor> {
        self.tensor(name)?.dequantize(&Device::Cpu)
    }

    fn linear(&mut self, name: &str) -> candle_core::Result<Linear> {
        Ok(Linear {
            weight: QMatMul::from_qtensor(self.tensor(&format!("{name}.weight"))?)?,
            bias: self.dense(&format!("{name}.bias"))?,
        })
    }

    fn norm(&mut self, name: &str, epsilon: f32) -> candle_core::Result<Norm> {
        Ok(Norm {
            weight: self.dense(&format!("{name}.weight"))?,
            bias: self.dense(&format!("{name}.bias"))?,
            epsilon,
        })
    }

    fn layer(&mut self, name: &str, epsilon: f32) -> candle_core::Result<Layer> {
        Ok(Layer {
            query: self.linear(&format!("{name}.attn_q"))?,
            key: self.linear(&format!("{name}.attn_k"))?,
            value: self.linear(&format!("{name}.attn_v"))?,
            output: self.linear(&format!("{name}.attn_output"))?,
            attention_norm: self.norm(&format!("{name}.attn_output_norm"), epsilon)?,
            up: self.linear(&format!("{name}.ffn_up"))?,
            down: self.linear(&format!("{name}.ffn_down"))?,
            norm: self.norm(&format!("{name}.layer_output_norm"), epsilon)?,
        })
    }
}
