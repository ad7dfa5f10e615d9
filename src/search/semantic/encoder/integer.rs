//! Products of states with weights of eight bits, in integers: twice as fast as in float32 on AVX2 and AVX-512.
//!
//! The states are rounded to sixteen bits, with a scale for each row. That is a hundred times finer than the weights, and the
//! vectors stay the same to five digits. (In eight bits, a few large components of a state would drown the others.) `pmaddwd`
//! multiplies two pairs at once and adds the products; a block's sums fit 32 bits, and then become float32. `pulp` has the
//! instruction as a safe function. [`super::matrix`] does the same in float32 for other processors.

use pulp::x86::{V3, V4};
use pulp::{Arch, NullaryFnOnce, Simd, cast};

use super::matrix::{Rows, WIDTH, panels};
use super::pointwise::{gelu_of, reduce};
use super::quantised::{BLOCK, Quantised};

/// The integer of the largest state of a row.
const ONE: f32 = 32_767.0;
/// Half a block: a word holds the values at `line` and at `line + HALF`.
const HALF: usize = BLOCK / 2;
/// The blocks of a panel that are multiplied at once: 24 kB in sixteen bits, which stay in any first-level cache.
const BLOCKS: usize = 12;

/// The right side of a product: panels of [`WIDTH`] columns, in pairs of the lines `line` and `line + HALF` of a block.
pub(super) struct PackedWeights {
    values: Vec<[[i8; 2]; WIDTH]>,
    /// The scales of each block of each panel.
    scales: Vec<[f32; WIDTH]>,
    depth: usize,
    columns: usize,
    arch: Arch,
}

/// Two lines of a panel, with a pair of values in each word.
#[derive(Clone, Copy)]
#[repr(C, align(128))]
struct PairLine([i32; WIDTH]);

/// The left side of a product: rows in sixteen bits, block after block.
#[derive(Default)]
pub(super) struct PackedRows {
    words: Vec<[i32; HALF]>,
    /// The scale of each row.
    scales: Vec<f32>,
}

/// A processor that multiplies pairs of sixteen-bit integers.
trait Pairs: Simd {
    /// `sum` plus, in each word, the products of both halves of `a` and `b`.
    fn add_products(self, sum: Self::i32s, a: Self::i32s, b: Self::i32s) -> Self::i32s;

    /// Converts integers to floats.
    fn floats(self, whole: Self::i32s) -> Self::f32s;
}

impl Pairs for V3 {
    #[inline(always)]
    fn add_products(self, sum: Self::i32s, a: Self::i32s, b: Self::i32s) -> Self::i32s {
        let products = self.avx2._mm256_madd_epi16(cast(a), cast(b));
        cast(self.avx2._mm256_add_epi32(cast(sum), products))
    }

    #[inline(always)]
    fn floats(self, whole: Self::i32s) -> Self::f32s {
        self.convert_i32x8_to_f32x8(whole)
    }
}

impl Pairs for V4 {
    #[inline(always)]
    fn add_products(self, sum: Self::i32s, a: Self::i32s, b: Self::i32s) -> Self::i32s {
        let products = self.avx512bw._mm512_madd_epi16(cast(a), cast(b));
        cast(self.avx512f._mm512_add_epi32(cast(sum), products))
    }

    #[inline(always)]
    fn floats(self, whole: Self::i32s) -> Self::f32s {
        self.convert_i32x16_to_f32x16(whole)
    }
}

impl PackedWeights {
    /// The weights with these columns of `depth` lines, one after the other. `None` if the processor is not supported, or the
    /// columns are not whole blocks.
    pub(super) fn new(arch: Arch, depth: usize, columns: &Quantised) -> Option<Self> {
        if !matches!(arch, Arch::V3(_) | Arch::V4(_)) || !depth.is_multiple_of(BLOCK) {
            return None;
        }
        let blocks = depth / BLOCK;
        let count = columns.scales.len() / blocks.max(1);
        let pair = |line: usize, column: usize| {
            let first = column * depth + line / HALF * BLOCK + line % HALF;
            [columns.values[first], columns.values[first + HALF]]
        };
        let scale = |block: usize, column: usize| columns.scales[column * blocks + block];
        Some(Self {
            values: panels(depth / 2, count, [0; 2], pair).collect(),
            scales: panels(blocks, count, 0.0, scale).collect(),
            depth,
            columns: count,
            arch,
        })
    }

    /// Writes `rows` × these weights + `bias`, or GELU of that, to `output`, row after row.
    pub(super) fn product(
        &self,
        rows: Rows<'_>,
        bias: &[f32],
        gelu: bool,
        packed: &mut PackedRows,
        output: &mut [f32],
    ) {
        match self.arch {
            Arch::V3(simd) => self.arch.dispatch(IntegerProduct {
                simd,
                weights: self,
                rows,
                bias,
                gelu,
                packed,
                output,
            }),
            Arch::V4(simd) => self.arch.dispatch(IntegerProduct {
                simd,
                weights: self,
                rows,
                bias,
                gelu,
                packed,
                output,
            }),
            _ => unreachable!("`new` gives none"),
        }
    }
}

struct IntegerProduct<'a, S> {
    simd: S,
    weights: &'a PackedWeights,
    rows: Rows<'a>,
    bias: &'a [f32],
    gelu: bool,
    packed: &'a mut PackedRows,
    output: &'a mut [f32],
}

impl<S: Pairs> NullaryFnOnce for IntegerProduct<'_, S> {
    type Output = ();

    /// Keeps sums in all registers but those for a part of a line, a factor and a product.
    #[inline(always)]
    fn call(self) {
        if S::F32_LANES == 16 {
            self.panels::<2, 12, 4>();
        } else {
            self.panels::<2, 6, 2>();
        }
    }
}

impl<S: Pairs> IntegerProduct<'_, S> {
    /// `V` registers hold a part of a line. `R` rows pass a panel at a time, then `Q`, then single rows.
    #[inline(always)]
    fn panels<const V: usize, const R: usize, const Q: usize>(mut self) {
        let weights = self.weights;
        self.packed.fill(self.rows, weights.depth);
        let blocks = weights.depth / BLOCK;
        let mut lines = [[PairLine([0; WIDTH]); HALF]; BLOCKS];
        for panel in 0..weights.columns.div_ceil(WIDTH) {
            for from in (0..blocks).step_by(BLOCKS) {
                let first = panel * blocks + from;
                let count = BLOCKS.min(blocks - from);
                let values = &weights.values[first * HALF..][..count * HALF];
                for (line, values) in lines.as_flattened_mut().iter_mut().zip(values) {
                    widen(values, line);
                }
                let wide = WideBlocks {
                    lines: &lines[..count],
                    scales: &weights.scales[first..][..count],
                    column: panel * WIDTH,
                    from,
                };
                let mut row = 0;
                self.rows::<V, R>(&wide, &mut row);
                self.rows::<V, Q>(&wide, &mut row);
                self.rows::<V, 1>(&wide, &mut row);
            }
        }
    }

    /// Multiplies rows with these blocks of a panel, `R` at a time as long as there are so many.
    #[inline(always)]
    fn rows<const V: usize, const R: usize>(&mut self, wide: &WideBlocks<'_>, row: &mut usize) {
        let blocks = self.weights.depth / BLOCK;
        let width = self.weights.columns;
        let columns = WIDTH.min(width - wide.column);
        let is_last = wide.from + wide.lines.len() == blocks;
        while *row + R <= self.rows.count {
            let words = std::array::from_fn(|at| {
                &self.packed.words[(*row + at) * blocks + wide.from..][..wide.lines.len()]
            });
            let mut sums = [[0.0; WIDTH]; R];
            for part in 0..WIDTH / (V * S::F32_LANES) {
                tile::<S, V, R>(self.simd, words, wide, part, &mut sums);
            }
            for (at, sums) in (*row..).zip(&sums) {
                let output = &mut self.output[at * width + wide.column..][..columns];
                let scale = self.packed.scales[at];
                if wide.from > 0 {
                    for (output, sum) in output.iter_mut().zip(sums) {
                        *output += sum * scale;
                    }
                } else {
                    let bias = &self.bias[wide.column..][..columns];
                    for ((output, sum), bias) in output.iter_mut().zip(sums).zip(bias) {
                        *output = sum * scale + bias;
                    }
                }
                if self.gelu && is_last {
                    for value in output {
                        *value = gelu_of(*value);
                    }
                }
            }
            *row += R;
        }
    }
}

/// Blocks of a panel, widened to sixteen bits.
struct WideBlocks<'a> {
    lines: &'a [[PairLine; HALF]],
    scales: &'a [[f32; WIDTH]],
    /// The panel's first column.
    column: usize,
    /// The number of blocks before these.
    from: usize,
}

impl PackedRows {
    #[inline(always)]
    fn fill(&mut self, rows: Rows<'_>, depth: usize) {
        self.words.clear();
        self.scales.clear();
        for row in 0..rows.count {
            let row = &rows.values[row * rows.stride..][..depth];
            let most = reduce(row, 0.0, f32::abs, |a, b| if b > a { b } else { a });
            let inverse = if most > 0.0 { ONE / most } else { 0.0 };
            self.scales.push(most / ONE);
            for block in row.as_chunks::<BLOCK>().0 {
                let mut words = [0; HALF];
                for at in 0..HALF {
                    let low = rounded(block[at] * inverse);
                    let high = rounded(block[at + HALF] * inverse);
                    words[at] = pair(low, high);
                }
                self.words.push(words);
            }
        }
    }
}

/// Rounds a number of at most sixteen bits: adding 1.5 × 2²³ leaves it in the lowest bits.
#[inline(always)]
fn rounded(value: f32) -> i32 {
    (value + 12_582_912.0).to_bits().cast_signed()
}

/// A word of the lower sixteen bits of both.
#[inline(always)]
const fn pair(low: i32, high: i32) -> i32 {
    (low & 0xFFFF) | (high << 16)
}

#[inline(always)]
fn widen(values: &[[i8; 2]; WIDTH], line: &mut PairLine) {
    let mut wide = [0_i16; 2 * WIDTH];
    for (wide, value) in wide.iter_mut().zip(values.as_flattened()) {
        *wide = i16::from(*value);
    }
    line.0 = cast(wide);
}

/// The products of `R` rows with one part of these blocks, as wide as `V` registers, without the scales of the rows.
#[inline(always)]
fn tile<S: Pairs, const V: usize, const R: usize>(
    simd: S,
    rows: [&[[i32; HALF]]; R],
    wide: &WideBlocks<'_>,
    part: usize,
    tile: &mut [[f32; WIDTH]; R],
) {
    let mut totals = [[simd.splat_f32s(0.0); V]; R];
    for (block, (lines, scales)) in wide.lines.iter().zip(wide.scales).enumerate() {
        let words: [&[i32; HALF]; R] = std::array::from_fn(|row| &rows[row][block]);
        let mut sums = [[simd.splat_i32s(0); V]; R];
        for (at, line) in lines.iter().enumerate() {
            let line = &S::as_simd_i32s(&line.0).0[part * V..][..V];
            for row in 0..R {
                let factor = simd.splat_i32s(words[row][at]);
                for register in 0..V {
                    let sum = &mut sums[row][register];
                    *sum = simd.add_products(*sum, factor, line[register]);
                }
            }
        }
        let scales = &S::as_simd_f32s(scales).0[part * V..][..V];
        for row in 0..R {
            for register in 0..V {
                let sum = simd.floats(sums[row][register]);
                let total = &mut totals[row][register];
                *total = simd.mul_add_e_f32s(sum, scales[register], *total);
            }
        }
    }
    for (tile, totals) in tile.iter_mut().zip(&totals) {
        let (tile, _) = S::as_mut_simd_f32s(tile);
        tile[part * V..][..V].copy_from_slice(totals);
    }
}

#[cfg(test)]
mod tests;
