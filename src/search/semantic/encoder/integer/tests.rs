//! Integers give the same product as its definition, on every kind of processor that this one supports.

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

/// The kinds of processors that this one supports.
fn processors() -> Vec<Arch> {
    let three = V3::try_new().map(Arch::V3);
    let four = V4::try_new().map(Arch::V4);
    [Some(Arch::Scalar), three, four]
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
            values: (0..count * depth).map(|_| (127.0 * random()) as i8).collect(),
            scales: (0..count * blocks).map(|_| 0.01 * random()).collect(),
        };
        let expected = plain(&rows, depth, &columns, &bias);
        let left = Rows { values: &rows, stride: depth, count: tokens };
        for arch in processors() {
            let mut output = vec![f32::NAN; tokens * count];
            match PackedWeights::new(arch, depth, &columns) {
                Some(weights) => {
                    weights.product(left, &bias, false, &mut PackedRows::default(), &mut output);
                }
                None => FloatMatrix::quantised(depth, &columns)
                    .product(arch, left, &bias, &mut output, count),
            }
            // Each state is rounded by at most 3 / 65,534; the roundings of a sum mostly cancel out.
            let bound = 1e-4 * (depth as f64).sqrt();
            for (ours, expected) in output.iter().zip(&expected) {
                prop_assert!((f64::from(*ours) - expected).abs() < bound, "{arch:?}: {ours}, {expected}");
            }
        }
    }
}

#[test]
fn the_largest_sums_do_not_overflow() {
    let depth = 2 * BLOCK;
    let columns = Quantised {
        values: vec![i8::MIN; depth],
        scales: vec![1.0; 2],
    };
    let rows = vec![7.0; depth];
    for arch in processors() {
        let Some(weights) = PackedWeights::new(arch, depth, &columns) else {
            continue;
        };
        let mut output = [0.0];
        let left = Rows {
            values: &rows,
            stride: depth,
            count: 1,
        };
        weights.product(left, &[0.0], false, &mut PackedRows::default(), &mut output);
        assert!((output[0] + 7.0 * 128.0 * 64.0).abs() < 0.1, "{output:?}");
    }
}
