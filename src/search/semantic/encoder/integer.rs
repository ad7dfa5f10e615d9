//! Products of states with weights of eight bits, in integers: several times as fast as in float32 on AVX2 and AVX-512.
//!
//! The states are rounded to eight bits, with a scale for each block of a row, as in GGML's Q8_0. (With one scale for a row, a
//! few large components would drown the others.) The sums of a block are exact, and the same on every processor that
//! [`super::processor`] supports. [`super::matrix`] does the same in float32 for the others.

use pulp::Simd;

use super::matrix::{Rows, WIDTH, panels};
use super::pointwise::gelu_of;
use super::processor::{GROUPS, Kind, Processor, Product, Work};
use super::quantised::{BLOCK, Quantised};

/// The integer of the largest state of a block.
const ONE: f32 = 127.0;
/// Lines of a column that are multiplied at once.
const FOUR: usize = 4;
/// The blocks of a panel that pass all rows at once: 24 kB, which stay in any first-level cache.
const BLOCKS: usize = 24;

/// The right side of a product: panels of [`WIDTH`] columns, four lines in each word.
pub(super) struct PackedWeights {
    lines: Vec<Line>,
    /// The scales of each block of each panel.
    scales: Vec<[f32; WIDTH]>,
    depth: usize,
    columns: usize,
    kind: Kind,
    /// What was added to each weight, so that none is negative.
    raised: u8,
}

/// Four lines of a panel, with four raised weights of a column in each word.
#[derive(Clone, Copy)]
#[repr(C, align(128))]
struct Line([i32; WIDTH]);

/// The left side of a product: rows in eight bits, block after block.
#[derive(Default)]
pub(super) struct PackedRows(Vec<RowBlock>);

/// A block of a row.
#[derive(Clone, Copy)]
#[repr(C, align(64))]
struct RowBlock {
    /// Four states of each group, in the form in which they are multiplied.
    states: [[i32; GROUPS]; 2],
    /// What a sum begins with: it takes back that the weights are raised.
    start: i32,
    scale: f32,
}

impl PackedWeights {
    /// The weights with these columns of `depth` lines, one after the other. `None` if the columns are not whole blocks.
    pub(super) fn new(processor: Processor, depth: usize, columns: &Quantised) -> Option<Self> {
        if !depth.is_multiple_of(BLOCK) {
            return None;
        }
        let blocks = depth / BLOCK;
        let count = columns.scales.len() / blocks.max(1);
        let lowest = columns.values.iter().copied().min().unwrap_or_default();
        let highest = columns.values.iter().copied().max().unwrap_or_default();
        let kind = processor.kind(lowest >= -8 && highest < 8);
        let raised = kind.raised();
        let word = |group: usize, column: usize| {
            let first = column * depth + group * FOUR;
            let bytes: [u8; FOUR] = std::array::from_fn(|line| {
                columns.values[first + line]
                    .wrapping_add_unsigned(raised)
                    .cast_unsigned()
            });
            i32::from_le_bytes(bytes)
        };
        let scale = |block: usize, column: usize| columns.scales[column * blocks + block];
        Some(Self {
            lines: panels(depth / FOUR, count, 0, word).map(Line).collect(),
            scales: panels(blocks, count, 0.0, scale).collect(),
            depth,
            columns: count,
            kind,
            raised,
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
        self.kind.run(IntegerProduct {
            weights: self,
            rows,
            bias,
            gelu,
            packed,
            output,
        });
    }
}

struct IntegerProduct<'a> {
    weights: &'a PackedWeights,
    rows: Rows<'a>,
    bias: &'a [f32],
    gelu: bool,
    packed: &'a mut PackedRows,
    output: &'a mut [f32],
}

impl Work for IntegerProduct<'_> {
    /// Keeps sums in all registers but those for a part of a line, a factor and a product.
    #[inline(always)]
    fn with<P: Product>(self, processor: P) {
        if P::Lanes::F32_LANES == 16 {
            self.panels::<P, 2, 8, 3>(processor);
        } else {
            self.panels::<P, 2, 6, 2>(processor);
        }
    }
}

impl IntegerProduct<'_> {
    /// `V` registers hold a part of a line. `R` rows pass a panel at a time, then `Q`, then single rows.
    #[inline(always)]
    fn panels<P: Product, const V: usize, const R: usize, const Q: usize>(mut self, processor: P) {
        let weights = self.weights;
        self.packed.fill(processor, self.rows, weights);
        let blocks = weights.depth / BLOCK;
        for panel in 0..weights.columns.div_ceil(WIDTH) {
            for from in (0..blocks).step_by(BLOCKS) {
                let first = panel * blocks + from;
                let count = BLOCKS.min(blocks - from);
                let part = PanelBlocks {
                    lines: &weights.lines[first * GROUPS..][..count * GROUPS],
                    scales: &weights.scales[first..][..count],
                    column: panel * WIDTH,
                    from,
                };
                let mut row = 0;
                self.rows::<P, V, R>(processor, &part, &mut row);
                self.rows::<P, V, Q>(processor, &part, &mut row);
                self.rows::<P, V, 1>(processor, &part, &mut row);
            }
        }
    }

    /// Multiplies rows with these blocks of a panel, `R` at a time as long as there are so many.
    #[inline(always)]
    fn rows<P: Product, const V: usize, const R: usize>(
        &mut self,
        processor: P,
        panel: &PanelBlocks<'_>,
        row: &mut usize,
    ) {
        let blocks = self.weights.depth / BLOCK;
        let width = self.weights.columns;
        let columns = WIDTH.min(width - panel.column);
        let is_last = panel.from + panel.scales.len() == blocks;
        while *row + R <= self.rows.count {
            let rows = std::array::from_fn(|at| {
                &self.packed.0[(*row + at) * blocks + panel.from..][..panel.scales.len()]
            });
            let mut sums = [[0.0; WIDTH]; R];
            for part in 0..WIDTH / (V * P::Lanes::F32_LANES) {
                tile::<P, V, R>(processor, rows, panel, part, &mut sums);
            }
            for (at, sums) in (*row..).zip(&sums) {
                let output = &mut self.output[at * width + panel.column..][..columns];
                if panel.from > 0 {
                    for (output, sum) in output.iter_mut().zip(sums) {
                        *output += sum;
                    }
                } else {
                    let bias = &self.bias[panel.column..][..columns];
                    for ((output, sum), bias) in output.iter_mut().zip(sums).zip(bias) {
                        *output = sum + bias;
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

/// Blocks of a panel.
struct PanelBlocks<'a> {
    lines: &'a [Line],
    scales: &'a [[f32; WIDTH]],
    /// The panel's first column.
    column: usize,
    /// The number of blocks before these.
    from: usize,
}

impl PackedRows {
    #[inline(always)]
    fn fill<P: Product>(&mut self, processor: P, rows: Rows<'_>, weights: &PackedWeights) {
        self.0.clear();
        for row in 0..rows.count {
            let row = &rows.values[row * rows.stride..][..weights.depth];
            for block in row.as_chunks::<BLOCK>().0 {
                self.0.push(RowBlock::of(processor, block, weights.raised));
            }
        }
    }
}

impl RowBlock {
    #[inline(always)]
    fn of<P: Product>(processor: P, values: &[f32; BLOCK], raised: u8) -> Self {
        let simd = processor.lanes();
        let mut most = simd.splat_f32s(0.0);
        for values in P::Lanes::as_simd_f32s(values).0 {
            most = simd.max_f32s(most, simd.abs_f32s(*values));
        }
        let most = simd.reduce_max_f32s(most);
        let inverse = if most > 0.0 { ONE / most } else { 0.0 };
        let mut whole = [0; BLOCK];
        let mut sum = 0;
        for (whole, value) in whole.iter_mut().zip(values) {
            let rounded = rounded(value * inverse);
            sum += rounded;
            #[expect(clippy::cast_possible_truncation, reason = "at most 127")]
            let narrow = rounded as i8;
            *whole = narrow;
        }
        Self {
            states: P::states(whole),
            start: -i32::from(raised) * sum,
            scale: most / ONE,
        }
    }
}

/// Rounds a number of at most eight bits: adding 1.5 × 2²³ leaves it in the lowest bits.
#[inline(always)]
fn rounded(value: f32) -> i32 {
    const SHIFT: f32 = 12_582_912.0;
    (value + SHIFT)
        .to_bits()
        .cast_signed()
        .wrapping_sub(SHIFT.to_bits().cast_signed())
}

/// The products of `R` rows with one part of these blocks, as wide as `V` registers.
///
/// There is no closure in it: the compiler may leave one in a function of its own, where it is several times as slow.
#[inline(always)]
fn tile<P: Product, const V: usize, const R: usize>(
    processor: P,
    rows: [&[RowBlock]; R],
    panel: &PanelBlocks<'_>,
    part: usize,
    tile: &mut [[f32; WIDTH]; R],
) {
    let simd = processor.lanes();
    let mut totals = [[simd.splat_f32s(0.0); V]; R];
    let lines = panel.lines.as_chunks::<GROUPS>().0;
    for (block, (lines, scales)) in lines.iter().zip(panel.scales).enumerate() {
        let mut states = [&rows[0][block]; R];
        let mut sums = [[processor.begin(0); V]; R];
        for row in 0..R {
            states[row] = &rows[row][block];
            sums[row] = [processor.begin(states[row].start); V];
        }
        for (group, line) in lines.iter().enumerate() {
            let line = &P::Lanes::as_simd_i32s(&line.0).0[part * V..][..V];
            let mut weights = [processor.opened(line[0]); V];
            for register in 1..V {
                weights[register] = processor.opened(line[register]);
            }
            for row in 0..R {
                let states = processor.spread(&states[row].states, group);
                for register in 0..V {
                    let sum = &mut sums[row][register];
                    *sum = processor.add(*sum, weights[register], states);
                }
            }
        }
        let scales = &P::Lanes::as_simd_f32s(scales).0[part * V..][..V];
        for row in 0..R {
            let factor = simd.splat_f32s(states[row].scale);
            for register in 0..V {
                let sum = simd.mul_f32s(
                    processor.end(sums[row][register], states[row].start),
                    factor,
                );
                let total = &mut totals[row][register];
                *total = simd.mul_add_e_f32s(sum, scales[register], *total);
            }
        }
    }
    for (tile, totals) in tile.iter_mut().zip(&totals) {
        let (tile, _) = P::Lanes::as_mut_simd_f32s(tile);
        tile[part * V..][..V].copy_from_slice(totals);
    }
}

#[cfg(test)]
mod tests;
