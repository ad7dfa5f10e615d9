//! Reads the weights of a GGUF file of the `bert` architecture.

use std::io::Cursor;
use std::ops::Range;

use candle_core::quantized::QTensor;
use candle_core::quantized::gguf_file::{Content, Value};
use candle_core::{Device, Error, Result};

use super::network::{Layer, Linear, Network, Weight};
use super::pointwise::Norm;
use super::quantised::{Quantised, TokenEmbeddings};
use super::reading::{ReaderNetwork, SCALARS};
use crate::parallel;

/// Reads the network of a file. `whole` are the file's bytes again, if the vocabulary need not be copied.
///
/// # Errors
/// Fails if it is no BERT, or its tensors do not fit together.
pub(super) fn read(bytes: &[u8], whole: Option<&'static [u8]>) -> Result<Network> {
    let file = GgufFile::of(bytes, "bert")?;
    let count = |name| file.setting(name)?.to_u32().map(|count| count as usize);
    let epsilon = file
        .setting("bert.attention.layer_norm_epsilon")?
        .to_f32()?;
    let heads = count("bert.attention.head_count")?;
    let layers = count("bert.block_count")?;
    let vocabulary = file.tensor("token_embd.weight")?;
    let (pieces, width) = vocabulary.shape().dims2()?;
    if heads == 0 || width == 0 || !width.is_multiple_of(heads) {
        return Err(wrong(format!("{heads} heads cannot share {width} values")));
    }
    let kind = file.dense("token_types.weight", &[None, Some(width)])?;
    let mut positions = file.dense("position_embd.weight", &[None, Some(width)])?;
    for row in positions.chunks_exact_mut(width) {
        for (position, kind) in row.iter_mut().zip(&kind) {
            *position += kind;
        }
    }
    let longest = count("bert.context_length")?.min(positions.len() / width);
    if longest == 0 {
        return Err(wrong("not one token has a place".into()));
    }
    Ok(Network {
        norm: file.norm("token_embd_norm", width, epsilon)?,
        layers: file.layers(layers, width, epsilon)?,
        vocabulary: TokenEmbeddings::of(
            vocabulary,
            whole.and_then(|whole| file.bytes("token_embd.weight", whole)),
        )?,
        pieces,
        positions,
        heads,
        longest,
    })
}

/// Reads the upper layers and heads of a reader for an embedding model.
///
/// # Errors
/// Fails if the file is no reader, or was trained on another embedding model.
pub(super) fn read_reader(bytes: &[u8], network: &Network) -> Result<ReaderNetwork> {
    let file = GgufFile::of(bytes, "voetnoot-reader")?;
    let lower = file.setting("reader.lower_layers")?.to_u32()? as usize;
    let layers = file.setting("reader.block_count")?.to_u32()? as usize;
    if lower > network.layers.len() {
        return Err(wrong(format!(
            "the reader needs {lower} lower layers, the embedding model has {}",
            network.layers.len()
        )));
    }
    let (width, epsilon) = (network.width(), network.norm.epsilon);
    let one = |name: &str| -> Result<f32> {
        let values = file.dense(name, &[Some(1)])?;
        values
            .first()
            .copied()
            .ok_or_else(|| wrong(format!("{name} is empty")))
    };
    Ok(ReaderNetwork {
        lower,
        layers: file.layers(layers, width, epsilon)?,
        heads: network.heads,
        question: file.dense("part.question", &[Some(width)])?,
        passage: file.dense("part.passage", &[Some(width)])?,
        mean: file.dense("mean", &[Some(width)])?,
        sharpness: one("sharpness")?,
        matching: file.linear(&["match".to_owned()], 2 * width, Some(width))?,
        scalars: file.dense("match_scalars.weight", &[Some(SCALARS), Some(width)])?,
        score: (
            file.dense("score.weight", &[Some(width)])?,
            one("score.bias")?,
        ),
        none: (
            file.dense("none.weight", &[Some(width)])?,
            one("none.bias")?,
        ),
    })
}

struct GgufFile<'a> {
    content: Content,
    bytes: &'a [u8],
}

impl<'a> GgufFile<'a> {
    /// Reads what a file says of itself. Fails if it is of another architecture.
    fn of(bytes: &'a [u8], architecture: &str) -> Result<Self> {
        let content = Content::read(&mut Cursor::new(bytes))?;
        let file = Self { content, bytes };
        let other = file.setting("general.architecture")?.to_string()?;
        if other != architecture {
            return Err(wrong(format!("the architecture is {other}")));
        }
        Ok(file)
    }

    fn setting(&self, name: &str) -> Result<&Value> {
        let setting = self.content.metadata.get(name);
        setting.ok_or_else(|| wrong(format!("the setting {name} is missing")))
    }

    fn tensor(&self, name: &str) -> Result<QTensor> {
        self.content
            .tensor(&mut Cursor::new(self.bytes), name, &Device::Cpu)
    }

    /// The bytes of a tensor within those of the file.
    fn bytes(&self, name: &str, whole: &'static [u8]) -> Option<&'static [u8]> {
        let info = self.content.tensor_infos.get(name)?;
        let first = usize::try_from(self.content.tensor_data_offset + info.offset).ok()?;
        let blocks = info.shape.elem_count() / info.ggml_dtype.block_size();
        whole
            .get(first..)?
            .get(..blocks * info.ggml_dtype.type_size())
    }

    /// A tensor in float32. `None` stands for any size.
    fn dense(&self, name: &str, sizes: &[Option<usize>]) -> Result<Vec<f32>> {
        let tensor = self.sized(name, sizes)?;
        tensor.dequantize(&Device::Cpu)?.flatten_all()?.to_vec1()
    }

    /// A tensor of these sizes.
    fn sized(&self, name: &str, sizes: &[Option<usize>]) -> Result<QTensor> {
        let tensor = self.tensor(name)?;
        let found = tensor.shape().dims();
        let fits = found.len() == sizes.len()
            && found
                .iter()
                .zip(sizes)
                .all(|(found, size)| size.is_none_or(|size| size == *found));
        if !fits {
            return Err(wrong(format!("{name} cannot be {:?}", tensor.shape())));
        }
        Ok(tensor)
    }

    fn norm(&self, name: &str, width: usize, epsilon: f32) -> Result<Norm> {
        Ok(Norm {
            weight: self.dense(&format!("{name}.weight"), &[Some(width)])?,
            bias: self.dense(&format!("{name}.bias"), &[Some(width)])?,
            epsilon,
        })
    }

    /// A linear layer of several tensors side by side, each with `depth` inputs.
    fn linear(&self, names: &[String], depth: usize, columns: Option<usize>) -> Result<Linear> {
        let mut bias = Vec::new();
        let mut all = Quantised {
            values: Vec::new(),
            scales: Vec::new(),
        };
        for name in names {
            let tensor = self.sized(&format!("{name}.weight"), &[columns, Some(depth)])?;
            let rows = tensor.shape().dims().first().copied();
            let quantised = Quantised::of(&tensor)?;
            all.values.extend(quantised.values);
            all.scales.extend(quantised.scales);
            bias.extend(self.dense(&format!("{name}.bias"), &[rows])?);
        }
        Ok(Linear {
            weight: Weight::of(depth, &all),
            bias,
        })
    }

    fn layer(&self, number: usize, width: usize, epsilon: f32) -> Result<Layer> {
        let name = |part: &str| format!("blk.{number}.{part}");
        let attention = ["attn_q", "attn_k", "attn_v"].map(name);
        let up = self.linear(&[name("ffn_up")], width, None)?;
        let inner = up.bias.len();
        Ok(Layer {
            attention: self.linear(&attention, width, Some(width))?,
            output: self.linear(&[name("attn_output")], width, Some(width))?,
            attention_norm: self.norm(&name("attn_output_norm"), width, epsilon)?,
            up,
            down: self.linear(&[name("ffn_down")], inner, Some(width))?,
            norm: self.norm(&name("layer_output_norm"), width, epsilon)?,
        })
    }

    /// All layers, on two threads. Four are no faster, and each takes some megabytes.
    fn layers(&self, count: usize, width: usize, epsilon: f32) -> Result<Vec<Layer>> {
        let halves = vec![0..count / 2, count / 2..count];
        let read = |half: Range<usize>, _: &mut dyn FnMut()| {
            let layers = half.map(|number| self.layer(number, width, epsilon));
            layers.collect::<Result<Vec<Layer>>>()
        };
        let halves: Result<Vec<Vec<Layer>>> = parallel::all(halves, &mut || {}, read)
            .into_iter()
            .collect();
        Ok(halves?.into_iter().flatten().collect())
    }
}

fn wrong(message: String) -> Error {
    Error::Msg(message)
}
