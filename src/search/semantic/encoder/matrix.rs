//! Products of matrices in float32, on the calling thread: for attention, and for weights if [`super::integer`] does not
//! support the processor.
//!
//! candle uses `gemm`, which reads the number of threads from the environment, takes them from rayon, and packs the weights
//! again for every text. Here they are packed once, in eight bits, and become float32 a block at a time, in the nearest
//! cache. The caller decides about threads. `pulp` uses the widest registers of the processor, in safe code.
//!
//! The scheme is that of Goto and Van de Geijn (2008), «Anatomy of High-Performance Matrix Multiplication»: a panel of
//! columns stays in the nearest cache while all rows pass it, some rows at a time in registers.

use pulp::{Arch, Simd, WithSimd};

use super::quantised::{BLOCK, Quantised};

/// Columns in a panel: two registers of AVX-512, four of AVX2, eight of NEON.
pub(super) const WIDTH: usize = 32;
/// The lines of a block of a panel: 24 kB, which stay in any first-level cache.
const DEPTH: usize = 192;

/// A line of a panel, aligned to the lines of the cache.
#[derive(Clone, Copy)]
#[repr(C, align(128))]
struct FloatLine([f32; WIDTH]);

impl FloatLine {
    const ZERO: Self = Self([0.0; WIDTH]);
}

/// The right side of a product: panels of [`WIDTH`] columns, each from its first line to its last.
#[derive(Clone, Default)]
pub(super) struct FloatMatrix {
    lines: PanelLines,
    depth: usize,
    columns: usize,
}

#[derive(Clone)]
enum PanelLines {
    Dense(Vec<FloatLine>),
    /// In eight bits, with a scale for every [`BLOCK`] lines of a column.
    Quantised(Vec<[i8; WIDTH]>, Vec<[f32; WIDTH]>),
}

impl Default for PanelLines {
    fn default() -> Self {
        Self::Dense(Vec::new())
    }
}

/// The left side of a product: `count` rows that begin `stride` apart in a slice.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a> {
    pub(super) values: &'a [f32],
    pub(super) stride: usize,
    pub(super) count: usize,
}

impl FloatMatrix {
    /// Sets the values of `depth` lines and `columns` columns to `at(line, column)`.
    pub(super) fn fill(&mut self, depth: usize, columns: usize, at: impl Fn(usize, usize) -> f32) {
        (self.depth, self.columns) = (depth, columns);
        let mut lines = match std::mem::take(&mut self.lines) {
            PanelLines::Dense(lines) => lines,
            PanelLines::Quantised(..) => Vec::new(),
        };
        lines.clear();
        lines.extend(panels(depth, columns, 0.0, at).map(FloatLine));
        self.lines = PanelLines::Dense(lines);
    }

    /// The matrix with these columns of `depth` lines, one after the other.
    pub(super) fn quantised(depth: usize, columns: &Quantised) -> Self {
        let blocks = depth.div_ceil(BLOCK);
        let count = columns.scales.len() / blocks.max(1);
        let value = |line: usize, column: usize| columns.values[column * depth + line];
        let scale = |block: usize, column: usize| columns.scales[column * blocks + block];
        Self {
            lines: PanelLines::Quantised(
                panels(depth, count, 0, value).collect(),
                panels(blocks, count, 0.0, scale).collect(),
            ),
            depth,
            columns: count,
        }
    }

    /// A block of a panel: at most [`DEPTH`] lines.
    #[inline(always)]
    fn block<'a>(
        &'a self,
        panel: usize,
        from: usize,
        unpacked: &'a mut [FloatLine; DEPTH],
    ) -> &'a [FloatLine] {
        let count = DEPTH.min(self.depth - from);
        let first = panel * self.depth + from;
        match &self.lines {
            PanelLines::Dense(lines) => &lines[first..][..count],
            PanelLines::Quantised(values, scales) => {
                let scales = &scales[panel * self.depth.div_ceil(BLOCK) + from / BLOCK..];
                let values = values[first..][..count].chunks(BLOCK);
                for ((lines, values), scales) in unpacked.chunks_mut(BLOCK).zip(values).zip(scales)
                {
                    for (line, values) in lines.iter_mut().zip(values) {
                        for column in 0..WIDTH {
                            line.0[column] = f32::from(values[column]) * scales[column];
                        }
                    }
                }
                &unpacked[..count]
            }
        }
    }

    /// Writes `rows` × this matrix + `bias` to rows that begin `stride` apart in `output`. The bias may be empty.
    pub(super) fn product(
        &self,
        arch: Arch,
        rows: Rows<'_>,
        bias: &[f32],
        output: &mut [f32],
        stride: usize,
    ) {
        arch.dispatch(FloatProduct {
            matrix: self,
            rows,
            bias,
            output,
            stride,
        });
    }
}

/// The lines of a matrix, panel by panel.
pub(super) fn panels<T: Copy>(
    depth: usize,
    columns: usize,
    zero: T,
    at: impl Fn(usize, usize) -> T,
) -> impl Iterator<Item = [T; WIDTH]> {
    let of_panel = move |panel: usize| (0..depth).map(move |line| (panel, line));
    (0..columns)
        .step_by(WIDTH)
        .flat_map(of_panel)
        .map(move |(panel, line)| {
            let mut values = [zero; WIDTH];
            for (value, column) in values.iter_mut().zip(panel..columns) {
                *value = at(line, column);
            }
            values
        })
}

struct FloatProduct<'a> {
    matrix: &'a FloatMatrix,
    rows: Rows<'a>,
    bias: &'a [f32],
    output: &'a mut [f32],
    stride: usize,
}

impl WithSimd for FloatProduct<'_> {
    type Output = ();

    /// Keeps sums in all registers but those for a part of a line and a factor.
    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        match (S::F32_LANES, S::REGISTER_COUNT) {
            (16, 32..) => self.panels::<S, 2, 12, 4>(simd),
            (8, _) => self.panels::<S, 2, 6, 2>(simd),
            (4, 32..) => self.panels::<S, 8, 3, 2>(simd),
            (16, _) => self.panels::<S, 2, 4, 2>(simd),
            (4, _) => self.panels::<S, 2, 6, 2>(simd),
            (2, _) => self.panels::<S, 2, 6, 2>(simd),
            _ => self.panels::<S, 32, 1, 1>(simd),
        }
    }
}

impl FloatProduct<'_> {
    /// `V` registers hold a part of a line. `R` rows pass a panel at a time, then `Q`, then single rows.
    #[inline(always)]
    fn panels<S: Simd, const V: usize, const R: usize, const Q: usize>(mut self, simd: S) {
        let depth = self.matrix.depth;
        let mut unpacked = [FloatLine::ZERO; DEPTH];
        for panel in 0..self.matrix.columns.div_ceil(WIDTH) {
            for from in (0..depth).step_by(DEPTH) {
                let lines = self.matrix.block(panel, from, &mut unpacked);
                let (mut row, column) = (0, panel * WIDTH);
                self.rows::<S, V, R>(simd, lines, column, from, &mut row);
                self.rows::<S, V, Q>(simd, lines, column, from, &mut row);
                self.rows::<S, V, 1>(simd, lines, column, from, &mut row);
            }
        }
    }

    /// Multiplies rows with these lines of a panel, `R` at a time as long as there are so many.
    #[inline(always)]
    fn rows<S: Simd, const V: usize, const R: usize>(
        &mut self,
        simd: S,
        lines: &[FloatLine],
        column: usize,
        from: usize,
        row: &mut usize,
    ) {
        let columns = WIDTH.min(self.matrix.columns - column);
        while *row + R <= self.rows.count {
            let factors = std::array::from_fn(|at| {
                &self.rows.values[(*row + at) * self.rows.stride + from..][..lines.len()]
            });
            let mut sums = [[0.0; WIDTH]; R];
            for part in 0..WIDTH / (V * S::F32_LANES) {
                tile::<S, V, R>(simd, factors, lines, part, &mut sums);
            }
            for (at, sums) in (*row..).zip(&sums) {
                let output = &mut self.output[at * self.stride + column..][..columns];
                if from > 0 {
                    for (output, sum) in output.iter_mut().zip(sums) {
                        *output += sum;
                    }
                } else if let Some(bias) = self.bias.get(column..column + columns) {
                    for ((output, sum), bias) in output.iter_mut().zip(sums).zip(bias) {
                        *output = sum + bias;
                    }
                } else {
                    output.copy_from_slice(&sums[..columns]);
                }
            }
            *row += R;
        }
    }
}

/// The products of `R` rows with one part of these lines, as wide as `V` registers.
#[inline(always)]
fn tile<S: Simd, const V: usize, const R: usize>(
    simd: S,
    rows: [&[f32]; R],
    lines: &[FloatLine],
    part: usize,
    tile: &mut [[f32; WIDTH]; R],
) {
    let mut sums = [[simd.splat_f32s(0.0); V]; R];
    for (at, line) in lines.iter().enumerate() {
        let line = &S::as_simd_f32s(&line.0).0[part * V..][..V];
        for row in 0..R {
            let factor = simd.splat_f32s(rows[row][at]);
            for register in 0..V {
                sums[row][register] =
                    simd.mul_add_e_f32s(factor, line[register], sums[row][register]);
            }
        }
    }
    for (tile, sums) in tile.iter_mut().zip(&sums) {
        let (tile, _) = S::as_mut_simd_f32s(tile);
        tile[part * V..][..V].copy_from_slice(sums);
    }
}
