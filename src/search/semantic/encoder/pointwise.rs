//! Layer normalisation, softmax and GELU.
//!
//! The loops have no branches, so that the compiler vectorises them; [`pulp`] makes it use the widest registers of the
//! processor.

use pulp::{Arch, NullaryFnOnce};

/// The number of lanes of a sum. The compiler may not choose them, because floats depend on the order of additions.
const LANES: usize = 16;

/// Layer normalisation of each row, in place, after `residual` is added to it.
pub(super) fn normalise(arch: Arch, states: &mut [f32], residual: Option<&[f32]>, norm: &Norm) {
    arch.dispatch(Normalise {
        states,
        residual,
        norm,
    });
}

/// Softmax of each row of this width, in place, of its values times `scale`.
pub(super) fn softmax(arch: Arch, scores: &mut [f32], width: usize, scale: f32) {
    arch.dispatch(Softmax {
        scores,
        width,
        scale,
    });
}

/// GELU of every value, in place, by its definition with the error function (Hendrycks and Gimpel 2016).
pub(super) fn gelu(arch: Arch, values: &mut [f32]) {
    arch.dispatch(Gelu { values });
}

/// The parameters of a layer normalisation.
pub(super) struct Norm {
    pub(super) weight: Vec<f32>,
    pub(super) bias: Vec<f32>,
    pub(super) epsilon: f32,
}

struct Normalise<'a> {
    states: &'a mut [f32],
    residual: Option<&'a [f32]>,
    norm: &'a Norm,
}

impl NullaryFnOnce for Normalise<'_> {
    type Output = ();

    #[inline(always)]
    #[expect(clippy::cast_precision_loss, reason = "a model is some hundreds wide")]
    fn call(self) {
        let Norm {
            weight,
            bias,
            epsilon,
        } = self.norm;
        if let Some(residual) = self.residual {
            for (state, residual) in self.states.iter_mut().zip(residual) {
                *state += residual;
            }
        }
        let width = weight.len();
        for row in self.states.chunks_exact_mut(width) {
            let mean = reduce(row, 0.0, |value| value, |sum, value| sum + value) / width as f32;
            for value in row.iter_mut() {
                *value -= mean;
            }
            let squares = reduce(row, 0.0, |value| value * value, |sum, square| sum + square);
            let inverse = 1.0 / (squares / width as f32 + epsilon).sqrt();
            for ((value, weight), bias) in row.iter_mut().zip(weight).zip(bias) {
                *value = *value * inverse * weight + bias;
            }
        }
    }
}

struct Softmax<'a> {
    scores: &'a mut [f32],
    width: usize,
    scale: f32,
}

impl NullaryFnOnce for Softmax<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        for row in self.scores.chunks_exact_mut(self.width) {
            let most = reduce(
                row,
                f32::NEG_INFINITY,
                |value| value,
                |a, b| if b > a { b } else { a },
            );
            for value in row.iter_mut() {
                *value = exp((*value - most) * self.scale);
            }
            let inverse = 1.0 / reduce(row, 0.0, |value| value, |sum, value| sum + value);
            for value in row.iter_mut() {
                *value *= inverse;
            }
        }
    }
}

struct Gelu<'a> {
    values: &'a mut [f32],
}

impl NullaryFnOnce for Gelu<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        for value in self.values {
            *value = gelu_of(*value);
        }
    }
}

#[inline(always)]
pub(super) fn gelu_of(value: f32) -> f32 {
    value * (0.5 + 0.5 * erf(value * std::f32::consts::FRAC_1_SQRT_2))
}

/// Folds what `make` returns for each value, in [`LANES`] lanes. `start` is neutral.
#[inline(always)]
pub(super) fn reduce(
    values: &[f32],
    start: f32,
    make: impl Fn(f32) -> f32,
    take: impl Fn(f32, f32) -> f32,
) -> f32 {
    let mut lanes = [start; LANES];
    let (chunks, rest) = values.as_chunks::<LANES>();
    for chunk in chunks {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane = take(*lane, make(*value));
        }
    }
    for (lane, value) in lanes.iter_mut().zip(rest) {
        *lane = take(*lane, make(*value));
    }
    // In halves: one lane after the other would wait for each result.
    let mut half = LANES;
    while half > 1 {
        half /= 2;
        for lane in 0..half {
            lanes[lane] = take(lanes[lane], lanes[lane + half]);
        }
    }
    lanes[0]
}

/// The exponential of a number up to 0, to 1e-7 of itself; below -87 that of -87.
///
/// The polynomial is that of Moshier's Cephes library (`expf.c`); adding 1.5 × 2²³ rounds to a whole number, which then
/// stands in the lowest bits.
#[inline(always)]
fn exp(x: f32) -> f32 {
    const ROUND: f32 = 12_582_912.0;
    let x = if x < -87.0 { -87.0 } else { x };
    let rounded = x * std::f32::consts::LOG2_E + ROUND;
    let whole = rounded - ROUND;
    let x = x - whole * 0.693_359_4 + whole * 2.121_944_4e-4;
    let polynomial = 1.987_569_1e-4;
    let polynomial = polynomial * x + 1.398_2e-3;
    let polynomial = polynomial * x + 8.333_452e-3;
    let polynomial = polynomial * x + 4.166_579_6e-2;
    let polynomial = polynomial * x + 1.666_666_5e-1;
    let polynomial = polynomial * x + 0.5;
    let power = f32::from_bits((rounded.to_bits() << 23).wrapping_add(0x3F80_0000));
    (polynomial * x * x + x + 1.0) * power
}

/// The error function, to 5e-7. The rational function is that of Eigen (`MathFunctionsImpl.h`, `generic_fast_erf_float`).
#[inline(always)]
fn erf(x: f32) -> f32 {
    let x = x.clamp(-4.0, 4.0);
    let square = x * x;
    let above = -2.726_142_3e-10;
    let above = above * square + 2.770_681_4e-8;
    let above = above * square - 2.101_024e-6;
    let above = above * square - 5.692_506_4e-5;
    let above = above * square - 7.349_906e-4;
    let above = above * square - 2.954_6e-3;
    let above = above * square - 1.609_603_3e-2;
    let below = -1.456_607_2e-5;
    let below = below * square - 2.133_740_6e-4;
    let below = below * square - 1.682_827e-3;
    let below = below * square - 7.373_329e-3;
    let below = below * square - 1.426_474e-2;
    x * above / below
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of the error function from Abramowitz and Stegun 1964, table 7.1.
    #[test]
    fn the_error_function_is_that_of_the_tables() {
        for (x, expected) in [
            (0.0, 0.0),
            (0.1, 0.112_462_92),
            (0.5, 0.520_499_9),
            (1.0, 0.842_700_8),
            (1.5, 0.966_105_1),
            (2.0, 0.995_322_3),
            (3.0, 0.999_977_9),
            (9.0, 1.0),
        ] {
            assert!((erf(x) - expected).abs() < 1e-6, "{x}");
            assert!((erf(-x) + expected).abs() < 1e-6, "-{x}");
        }
    }

    #[test]
    fn the_exponential_is_that_of_the_standard_library() {
        for step in 0_u16..8_700 {
            let x = -f32::from(step) / 100.0;
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-6, "{x}");
        }
        assert!(exp(f32::NEG_INFINITY) < 1e-37);
    }
}
