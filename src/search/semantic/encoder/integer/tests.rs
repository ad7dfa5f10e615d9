//! Integers give the same product as its definition, on every kind of processor that this one supports.

use pulp::Arch;
use pulp::x86::{V3, V4};

use super::super::matrix::FloatMatrix;
use super::*;
use proptest::prelude::*;

/// A product by its definition.
fn plain(rows: &[f32], depth: usize, columns: &Quantised, bias: &[f32]) -> Vec<f64> {
    let weight = |column: usize, line: usize| {
        let at = column * depth + line;
        f64::from(columns.values[at]) * f64::from(columns.scales[at / BLOCK])
    };
    let sum = |row: &[f32], column: usize| -> f64 {
        let products = row.iter().enumerate();
        products
            .map(|(line, value)| f64::from(*value) * weight(column, line))
            .sum()
    };
    rows.chunks(depth)
        .flat_map(|row| (0..bias.len()).map(move |column| (row, column)))
        .map(|(row, column)| sum(row, column) + f64::from(bias[column]))
        .collect()
}

/// Rows as they are rounded: to eight bits, with a scale for each block.
fn rounded_rows(rows: &[f32]) -> Vec<f32> {
    let round = |block: &[f32]| {
        let most = block
            .iter()
            .fold(0.0_f32, |most, value| most.max(value.abs()));
        let inverse = 127.0 / most.max(f32::MIN_POSITIVE);
        let rounded = |value: &f32| (value * inverse).round_ties_even() * (most / 127.0);
        block.iter().map(rounded).collect::<Vec<f32>>()
    };
    rows.chunks(BLOCK).flat_map(round).collect()
}

/// The kinds of processors that this one supports.
fn processors() -> Vec<Processor> {
    let two = V3::try_new().map(Processor::Avx2);
    let four = V4::try_new().map(Processor::Avx512);
    [two, four, Processor::new()]
        .into_iter()
        .flatten()
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_processor_gives_the_plain_product(
        blocks in 1_usize..16,
        count in 1_usize..70,
        tokens in 1_usize..16,
        largest in prop_oneof![Just(7.9_f32), Just(127.9)],
        seed in any::<u64>(),
    ) {
        let mut state = seed;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 40) as f32 / (1 << 23) as f32 - 1.0
        };
        let depth = blocks * BLOCK;
        let rows: Vec<f32> = (0..tokens * depth).map(|_| 3.0 * random()).collect();
        let bias: Vec<f32> = (0..count).map(|_| random()).collect();
        let columns = Quantised {
            values: (0..count * depth).map(|_| (largest * random()) as i8).collect(),
            scales: (0..count * blocks).map(|_| 0.01 * random()).collect(),
        };
        let left = Rows { values: &rows, stride: depth, count: tokens };
        let expected = plain(&rows, depth, &columns, &bias);
        let rounded = plain(&rounded_rows(&rows), depth, &columns, &bias);
        for arch in [Arch::Scalar, Arch::new()] {
            let mut output = vec![f32::NAN; tokens * count];
            FloatMatrix::quantised(depth, &columns).product(arch, left, &bias, &mut output, count);
            prop_assert!(are_close(&output, &expected), "{arch:?}: {output:?}, {expected:?}");
        }
        let mut first: Option<Vec<f32>> = None;
        for processor in processors() {
            let weights = PackedWeights::new(processor, depth, &columns).expect("whole blocks");
            let mut output = vec![f32::NAN; tokens * count];
            weights.product(left, &bias, false, &mut PackedRows::default(), &mut output);
            prop_assert!(are_close(&output, &rounded), "{processor:?}: {output:?}, {rounded:?}");
            // So that answers are the same on every processor, to the last digit.
            prop_assert_eq!(first.get_or_insert(output.clone()), &output, "{:?}", processor);
        }
    }
}

/// Whether numbers are equal, but for the rounding of float32.
fn are_close(ours: &[f32], expected: &[f64]) -> bool {
    let is_close = |(ours, expected): (&f32, &f64)| (f64::from(*ours) - expected).abs() < 1e-3;
    ours.len() == expected.len() && ours.iter().zip(expected).all(is_close)
}

#[test]
fn the_largest_sums_do_not_overflow() {
    let depth = 2 * BLOCK;
    for (weight, state) in [
        (i8::MIN, 7.0),
        (i8::MAX, -7.0),
        (-8, 7.0),
        (7, 7.0),
        (7, -7.0),
    ] {
        let columns = Quantised {
            values: vec![weight; depth],
            scales: vec![1.0; 2],
        };
        let rows = vec![state; depth];
        let expected = state * f32::from(weight) * 64.0;
        for processor in processors() {
            let weights = PackedWeights::new(processor, depth, &columns).expect("whole blocks");
            let mut output = [0.0];
            let left = Rows {
                values: &rows,
                stride: depth,
                count: 1,
            };
            weights.product(left, &[0.0], false, &mut PackedRows::default(), &mut output);
            assert!(
                (output[0] - expected).abs() < 0.1,
                "{processor:?}: {output:?}, {expected}"
            );
        }
    }
}
