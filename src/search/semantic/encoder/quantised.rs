//! Weights of eight bits with a scale for every 32: a quarter of the size of float32, and exact for the bundled model's
//! weights of four bits.

use std::borrow::Cow;

use candle_core::quantized::{GgmlDType, QTensor};
use candle_core::{Device, Result};
use half::f16;

/// The number of weights that share a scale.
pub(super) const BLOCK: usize = 32;

/// A block of GGML's Q4_0: a scale in float16, then the weights of its two halves in the halves of sixteen bytes.
const Q4_0: usize = 2 + BLOCK / 2;

/// The rows of a matrix, one for each result, as in a GGUF file.
pub(super) struct Quantised {
    /// The weights, row after row.
    pub(super) values: Vec<i8>,
    /// The scales, row after row.
    pub(super) scales: Vec<f32>,
}

impl Quantised {
    /// The rows of a tensor of whole blocks. Other types than `Q4_0` lose a two-hundredth of the largest weight of a block.
    pub(super) fn of(tensor: &QTensor) -> Result<Self> {
        let mut quantised = Self {
            values: Vec::new(),
            scales: Vec::new(),
        };
        if tensor.dtype() == GgmlDType::Q4_0 {
            let bytes = tensor.data()?;
            let (blocks, _) = bytes.as_chunks::<Q4_0>();
            quantised.values.reserve_exact(blocks.len() * BLOCK);
            quantised.scales.reserve_exact(blocks.len());
            for block in blocks {
                let (scale, values) = opened(block);
                quantised.scales.push(scale);
                quantised.values.extend(values);
            }
            return Ok(quantised);
        }
        let dense: Vec<f32> = tensor.dequantize(&Device::Cpu)?.flatten_all()?.to_vec1()?;
        for block in dense.chunks(BLOCK) {
            let largest = block
                .iter()
                .fold(0.0_f32, |most, value| most.max(value.abs()));
            let scale = largest / f32::from(i8::MAX);
            quantised.scales.push(scale);
            #[expect(clippy::cast_possible_truncation, reason = "at most 127")]
            let rounded = |value: &f32| (value / scale.max(f32::MIN_POSITIVE)).round() as i8;
            quantised.values.extend(block.iter().map(rounded));
        }
        Ok(quantised)
    }
}

/// The scale and the weights of a block of Q4_0.
fn opened(block: &[u8; Q4_0]) -> (f32, [i8; BLOCK]) {
    let scale = f16::from_le_bytes([block[0], block[1]]).to_f32();
    let mut values = [0; BLOCK];
    for (at, byte) in block[2..].iter().enumerate() {
        let value = |nibble: u8| i8::try_from(nibble).unwrap_or(0) - 8;
        values[at] = value(byte & 0x0f);
        values[at + BLOCK / 2] = value(byte >> 4);
    }
    (scale, values)
}

/// The rows of a vocabulary, as they are in the file.
pub(super) enum TokenEmbeddings {
    /// In Q4_0.
    Blocks(Cow<'static, [u8]>),
    /// In any other type.
    Tensor(QTensor),
}

impl TokenEmbeddings {
    /// The rows of a tensor. If they are in memory anyway, `whole` saves a copy.
    pub(super) fn of(tensor: QTensor, whole: Option<&'static [u8]>) -> Result<Self> {
        if tensor.dtype() != GgmlDType::Q4_0 {
            return Ok(Self::Tensor(tensor));
        }
        Ok(Self::Blocks(match whole {
            Some(bytes) => Cow::Borrowed(bytes),
            None => Cow::Owned(tensor.data()?.into_owned()),
        }))
    }

    /// The rows with these numbers, one after the other.
    pub(super) fn rows(&self, numbers: &[u32], width: usize) -> Result<Vec<f32>> {
        match self {
            Self::Tensor(tensor) => tensor
                .embedding(&candle_core::Tensor::new(numbers, &Device::Cpu)?)?
                .flatten_all()?
                .to_vec1(),
            Self::Blocks(bytes) => {
                let (blocks, _) = bytes.as_chunks::<Q4_0>();
                let each = width / BLOCK;
                let mut rows = Vec::with_capacity(numbers.len() * width);
                for number in numbers {
                    let first = *number as usize * each;
                    let blocks = blocks.get(first..first + each).ok_or_else(|| {
                        candle_core::Error::Msg(format!("there is no piece {number}"))
                    })?;
                    for block in blocks {
                        let (scale, values) = opened(block);
                        rows.extend(values.map(|value| scale * f32::from(value)));
                    }
                }
                Ok(rows)
            }
        }
    }
}
