//! Fits weights with the conditional logit model (McFadden 1974). A choice has several options, each with signals; the
//! right options should have the highest weighted sums. A yes or no is a choice between an option and nothing, which
//! makes this logistic regression.

/// A choice between options, some of which are right.
#[derive(Clone, Debug)]
pub(super) struct ChoiceSet<const N: usize> {
    /// The signals of each option, and whether it is right.
    pub(super) options: Vec<([f64; N], bool)>,
    /// The weight of the choice.
    pub(super) weight: f64,
}

impl<const N: usize> ChoiceSet<N> {
    /// A choice of weight 1.
    pub(super) fn of(options: Vec<([f64; N], bool)>) -> Self {
        Self {
            options,
            weight: 1.0,
        }
    }

    /// A choice between an option with these signals and nothing.
    pub(super) fn yes_or_no(signals: [f64; N], is_right: bool) -> Self {
        Self::of(vec![(signals, is_right), ([0.0; N], !is_right)])
    }
}

/// The L2 penalty, which keeps the weights of uninformative signals small.
const RIDGE: f64 = 0.5;

/// The most steps of Newton's method, which converges much sooner.
const STEPS: usize = 60;

/// The step size, in standard deviations of each signal, below which the fit has converged.
const SETTLED: f64 = 1e-7;

/// How often a step that lowers the likelihood is halved before the fit stops.
const HALVINGS: usize = 20;

/// Returns the weights under which the right options are most probable, by Newton's method with step halving.
pub(super) fn fit<const N: usize>(choices: &[ChoiceSet<N>]) -> [f64; N] {
    let scale = deviations(choices);
    let mut weights = [0.0; N];
    let mut worth = likelihood(choices, &weights, &scale);
    for _ in 0..STEPS {
        let mut gradient = weights.map(|weight| -2.0 * RIDGE * weight);
        let mut curvature = [[0.0; N]; N];
        for (at, row) in curvature.iter_mut().enumerate() {
            row[at] = 2.0 * RIDGE;
        }
        for choice in choices {
            add(choice, &weights, &scale, &mut gradient, &mut curvature);
        }
        let mut step = solved(curvature, gradient);
        let moved = |step: &[f64; N]| std::array::from_fn(|at| weights[at] + step[at]);
        let better = (0..HALVINGS).find_map(|_| {
            let there: [f64; N] = moved(&step);
            let then = likelihood(choices, &there, &scale);
            step = step.map(|part| part / 2.0);
            (then > worth).then_some((there, then))
        });
        let Some((there, then)) = better else { break };
        let is_settled = weights
            .iter()
            .zip(there)
            .all(|(old, new)| (old - new).abs() < SETTLED);
        (weights, worth) = (there, then);
        if is_settled {
            break;
        }
    }
    for (weight, scale) in weights.iter_mut().zip(scale) {
        *weight /= scale;
    }
    weights
}

/// The penalised log likelihood of the right options.
fn likelihood<const N: usize>(
    choices: &[ChoiceSet<N>],
    weights: &[f64; N],
    scale: &[f64; N],
) -> f64 {
    let cost: f64 = weights.iter().map(|weight| RIDGE * weight * weight).sum();
    let of_choice = |choice: &ChoiceSet<N>| {
        let sums: Vec<(f64, bool)> = choice
            .options
            .iter()
            .map(|(signals, is_right)| {
                let parts = signals.iter().zip(weights).zip(scale);
                let sum = parts.map(|((signal, weight), scale)| signal / scale * weight);
                (sum.sum(), *is_right)
            })
            .collect();
        let highest = sums
            .iter()
            .map(|one| one.0)
            .fold(f64::NEG_INFINITY, f64::max);
        let total = |only_right: bool| {
            let counted = sums.iter().filter(|one| one.1 || !only_right);
            counted.map(|one| (one.0 - highest).exp()).sum::<f64>()
        };
        let right = total(true);
        if right > 0.0 {
            choice.weight * (right / total(false)).ln()
        } else {
            0.0
        }
    };
    choices.iter().map(of_choice).sum::<f64>() - cost
}

/// The standard deviation of each signal; 1 for a constant one.
fn deviations<const N: usize>(choices: &[ChoiceSet<N>]) -> [f64; N] {
    let (mut count, mut sum, mut squares) = (0.0, [0.0; N], [0.0; N]);
    for (signals, _) in choices.iter().flat_map(|choice| &choice.options) {
        count += 1.0;
        for (at, signal) in signals.iter().enumerate() {
            sum[at] += signal;
            squares[at] += signal * signal;
        }
    }
    let mut scale = [1.0; N];
    for (at, scale) in scale.iter_mut().enumerate() {
        let mean = sum[at] / f64::max(count, 1.0);
        let deviation = (squares[at] / f64::max(count, 1.0) - mean * mean)
            .max(0.0)
            .sqrt();
        if deviation > 1e-9 {
            *scale = deviation;
        }
    }
    scale
}

/// Adds a choice's gradient and Hessian.
fn add<const N: usize>(
    choice: &ChoiceSet<N>,
    weights: &[f64; N],
    scale: &[f64; N],
    gradient: &mut [f64; N],
    curvature: &mut [[f64; N]; N],
) {
    let scaled: Vec<[f64; N]> = choice
        .options
        .iter()
        .map(|(signals, _)| std::array::from_fn(|at| signals[at] / scale[at]))
        .collect();
    let sums: Vec<f64> = scaled
        .iter()
        .map(|signals| {
            signals
                .iter()
                .zip(weights)
                .map(|(signal, weight)| signal * weight)
                .sum()
        })
        .collect();
    let highest = sums.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let odds: Vec<f64> = sums.iter().map(|sum| (sum - highest).exp()).collect();
    let all: f64 = odds.iter().sum();
    let right: f64 = odds
        .iter()
        .zip(&choice.options)
        .filter(|(_, option)| option.1)
        .map(|(odds, _)| odds)
        .sum();
    if right <= 0.0 {
        return;
    }
    let mut mean = [0.0; N];
    for (signals, odds) in scaled.iter().zip(&odds) {
        for (mean, signal) in mean.iter_mut().zip(signals) {
            *mean += odds / all * signal;
        }
    }
    for ((signals, odds), (_, is_right)) in scaled.iter().zip(&odds).zip(&choice.options) {
        let probability = odds / all;
        let wanted = if *is_right { odds / right } else { 0.0 };
        for at in 0..N {
            gradient[at] += choice.weight * (wanted - probability) * signals[at];
            for other in 0..N {
                curvature[at][other] += choice.weight
                    * probability
                    * (signals[at] - mean[at])
                    * (signals[other] - mean[other]);
            }
        }
    }
}

/// Solves a system of linear equations by Gaussian elimination with pivots.
fn solved<const N: usize>(mut rows: [[f64; N]; N], mut right: [f64; N]) -> [f64; N] {
    for column in 0..N {
        let size = |row: &usize| rows[*row][column].abs();
        let pivot = (column..N)
            .max_by(|a, b| size(a).total_cmp(&size(b)))
            .unwrap_or(column);
        rows.swap(column, pivot);
        right.swap(column, pivot);
        let (pivot, below) = (rows[column], right[column]);
        for row in column + 1..N {
            let factor = rows[row][column] / pivot[column];
            for (cell, above) in rows[row].iter_mut().zip(pivot) {
                *cell -= factor * above;
            }
            right[row] -= factor * below;
        }
    }
    let mut solution = [0.0; N];
    for row in (0..N).rev() {
        let known: f64 = (row + 1..N).map(|at| rows[row][at] * solution[at]).sum();
        solution[row] = (right[row] - known) / rows[row][row];
    }
    solution
}

#[cfg(test)]
mod tests {
    use super::{ChoiceSet, fit, solved};

    #[test]
    fn equations_are_solved() {
        let solution = solved([[0.0, 2.0], [4.0, 1.0]], [6.0, 11.0]);
        assert!((solution[0] - 2.0).abs() < 1e-12 && (solution[1] - 3.0).abs() < 1e-12);
    }

    #[test]
    fn a_signal_that_tells_gets_weight_and_one_that_does_not_gets_little() {
        let choices: Vec<ChoiceSet<2>> = (0..200)
            .map(|number| {
                let noise = f64::from(number % 7) - 3.0;
                let slip = number % 10 == 0;
                ChoiceSet {
                    options: vec![([1.0, noise], !slip), ([0.0, -noise], slip)],
                    weight: 1.0,
                }
            })
            .collect();
        let [telling, noise] = fit(&choices);
        // Nine in ten are right: the odds are nine.
        assert!((telling - 9.0_f64.ln()).abs() < 0.1, "{telling}");
        assert!(noise.abs() < 0.05, "{noise}");
    }

    #[test]
    fn a_yes_or_no_is_a_choice_between_something_and_nothing() {
        let choices: Vec<ChoiceSet<1>> = (0..100)
            .map(|number| ChoiceSet::yes_or_no([1.0], number % 4 != 0))
            .collect();
        let [constant] = fit(&choices);
        assert!((constant - 3.0_f64.ln()).abs() < 0.1, "{constant}");
    }
}
