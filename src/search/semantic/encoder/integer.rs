//! Products of states with weights of eight bits, in whole numbers: twice as fast as in float32 on AVX2 and AVX-512.
//!
//! The states are rounded to sixteen bits, with a scale for every row: that is a hundred times finer than the weights, and
//! the vectors stay the same to five digits. (In eight bits, a few large components of a state would drown the others.)
//! `pmaddwd` multiplies two pairs at once and adds the two products; a block's sums fit 32 bits, and then become float32.
//! `pulp` has the instruction as a safe function. [`super::matrix`] does the same in float32 for every other processor.

use pulp::x86::{V3, V4};
use pulp::{Arch, NullaryFnOnce, Simd, cast};

use super::matrix::{Rows, WIDTH, panels};
use super::pointwise::{gelu_of, reduce};
use super::quantised::{BLOCK, Quantised};

/// The largest state of a row becomes this.
const ONE: f32 = 32_767.0;
/// Half a block: a word holds the values at `line` and at `line + HALF`.
const HALF: usize = BLOCK / 2;
/// So many blocks of a panel are 24 kB in sixteen bits, and stay in any first-level cache.
const BLOCKS: usize = 12;

/// Weights to multiply with: panels of [`WIDTH`] columns, in pairs of the lines `line` and `line + HALF` of a block.
pub(super) struct Weights {
    values: Vec<[[i8; 2]; WIDTH]>,
    /// The scales of each block of each panel.
    scales: Vec<[f32; WIDTH]>,
    depth: usize,
    columns: usize,
    arch: Arch,
}

/// Two lines of a panel, a pair in each word.
#[derive(Clone, Copy)]
#[repr(C, align(128))]
struct Line([i32; WIDTH]);

/// Rows in sixteen bits, block after block.
#[derive(Default)]
pub(super) struct Packed {
    words: Vec<[i32; HALF]>,
    /// Of every row, what its whole numbers are multiplied by.
    scales: Vec<f32>,
}

/// A processor that multiplies pairs of sixteen bits.
trait Pairs: Simd {
    /// `sum` plus, in each word, the products of both halves of `a` and `b`.
    fn add_products(self, sum: Self::i32s, a: Self::i32s, b: Self::i32s) -> Self::i32s;

    /// Whole numbers as floats.
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

impl Weights {
    /// The matrix of which these are the columns, each of `depth` lines, one after the other. `None` if the processor has no
    /// instructions for it, or the columns are not whole blocks.
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

    /// `rows` × this matrix + `bias`, and GELU of it if `gelu` is true, to `output`, row after row.
    pub(super) fn product(
        &self,
        rows: Rows<'_>,
        bias: &[f32],
        gelu: bool,
        packed: &mut Packed,
        output: &mut [f32],
    ) {
        match self.arch {
            Arch::V3(simd) => self.arch.dispatch(Product {
                simd,
                weights: self,
                rows,
                bias,
                gelu,
                packed,
                output,
            }),
            Arch::V4(simd) => self.arch.dispatch(Product {
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

struct Product<'a, S> {
    simd: S,
    weights: &'a Weights,
    rows: Rows<'a>,
    bias: &'a [f32],
    gelu: bool,
    packed: &'a mut Packed,
    output: &'a mut [f32],
}

impl<S: Pairs> NullaryFnOnce for Product<'_, S> {
    type Output = ();

    /// As many sums are kept in registers as there are, less those for a part of a line, a factor and a product.
    #[inline(always)]
    fn call(self) {
        if S::F32_LANES == 16 {
            self.panels::<2, 12, 4>();
        } else {
            self.panels::<2, 6, 2>();
        }
    }
}

impl<S: Pairs> Product<'_, S> {
    /// `V` registers hold a part of a line; `R` rows pass a panel at a time, then `Q`, then those that are left.
    #[inline(always)]
    fn panels<const V: usize, const R: usize, const Q: usize>(mut self) {
        let weights = self.weights;
        self.packed.fill(self.rows, weights.depth);
        let blocks = weights.depth / BLOCK;
        let mut lines = [[Line([0; WIDTH]); HALF]; BLOCKS];
        for panel in 0..weights.columns.div_ceil(WIDTH) {
            for from in (0..blocks).step_by(BLOCKS) {
                let first = panel * blocks + from;
                let count = BLOCKS.min(blocks - from);
                let values = &weights.values[first * HALF..][..count * HALF];
                for (line, values) in lines.as_flattened_mut().iter_mut().zip(values) {
                    widen(values, line);
                }
                let stretch = Stretch {
                    lines: &lines[..count],
                    scales: &weights.scales[first..][..count],
                    column: panel * WIDTH,
                    from,
                };
                let mut row = 0;
                self.rows::<V, R>(&stretch, &mut row);
                self.rows::<V, Q>(&stretch, &mut row);
                self.rows::<V, 1>(&stretch, &mut row);
            }
        }
    }

    /// Multiplies rows with a stretch of a panel, `R` at a time as long as there are so many.
    #[inline(always)]
    fn rows<const V: usize, const R: usize>(&mut self, stretch: &Stretch<'_>, row: &mut usize) {
        let blocks = self.weights.depth / BLOCK;
        let width = self.weights.columns;
        let columns = WIDTH.min(width - stretch.column);
        let is_last = stretch.from + stretch.lines.len() == blocks;
        while *row + R <= self.rows.count {
            let words = std::array::from_fn(|at| {
                &self.packed.words[(*row + at) * blocks + stretch.from..][..stretch.lines.len()]
            });
            let mut sums = [[0.0; WIDTH]; R];
            for part in 0..WIDTH / (V * S::F32_LANES) {
                tile::<S, V, R>(self.simd, words, stretch, part, &mut sums);
            }
            for (at, sums) in (*row..).zip(&sums) {
                let output = &mut self.output[at * width + stretch.column..][..columns];
                let scale = self.packed.scales[at];
                if stretch.from > 0 {
                    for (output, sum) in output.iter_mut().zip(sums) {
                        *output += sum * scale;
                    }
                } else {
                    let bias = &self.bias[stretch.column..][..columns];
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

/// Some blocks of a panel, widened.
struct Stretch<'a> {
    lines: &'a [[Line; HALF]],
    scales: &'a [[f32; WIDTH]],
    /// The panel's first column.
    column: usize,
    /// How many blocks come before these.
    from: usize,
}

impl Packed {
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

/// A number of at most sixteen bits, rounded: adding 1.5 × 2²³ leaves it in the lowest bits.
#[inline(always)]
fn rounded(value: f32) -> i32 {
    (value + 12_582_912.0).to_bits().cast_signed()
}

/// The lower sixteen bits of both.
#[inline(always)]
const fn pair(low: i32, high: i32) -> i32 {
    (low & 0xFFFF) | (high << 16)
}

#[inline(always)]
fn widen(values: &[[i8; 2]; WIDTH], line: &mut Line) {
    let mut wide = [0_i16; 2 * WIDTH];
    for (wide, value) in wide.iter_mut().zip(values.as_flattened()) {
        *wide = i16::from(*value);
    }
    line.0 = cast(wide);
}

/// The products of `R` rows with a stretch of a panel, without the scales of the rows: of each line one part, as wide as `V`
/// registers.
#[inline(always)]
fn tile<S: Pairs, const V: usize, const R: usize>(
    simd: S,
    rows: [&[[i32; HALF]]; R],
    stretch: &Stretch<'_>,
    part: usize,
    tile: &mut [[f32; WIDTH]; R],
) {
    let mut totals = [[simd.splat_f32s(0.0); V]; R];
    for (block, (lines, scales)) in stretch.lines.iter().zip(stretch.scales).enumerate() {
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
