//! The risk–coverage curve: what an answer risks, were only the surest questions answered (El-Yaniv and Wiener 2010).

use std::fmt::Write as _;

/// An answer, judged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// How sure it was.
    pub confidence: f64,
    /// Whether it answers the question.
    pub is_right: bool,
    /// How much it counts.
    pub weight: f64,
}

/// A point of the curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The share of the questions that are answered, the surest ones.
    pub coverage: f64,
    /// The share of the answers that are wrong.
    pub risk: f64,
    /// The confidence of the least sure of them.
    pub confidence: f64,
}

/// The curve, a point for every answer.
#[must_use]
pub fn curve(mut answers: Vec<Judged>) -> Vec<Point> {
    answers.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    let total: f64 = answers.iter().map(|answer| answer.weight).sum();
    let (mut covered, mut wrong) = (0.0, 0.0);
    let point = |answer: &Judged| {
        covered += answer.weight;
        if !answer.is_right {
            wrong += answer.weight;
        }
        Point {
            coverage: covered / total,
            risk: wrong / covered,
            confidence: answer.confidence,
        }
    };
    answers.iter().map(point).collect()
}

/// The curve as a drawing: a row for each tenth of the questions, a block for each fiftieth of wrong answers.
#[must_use]
pub fn drawing(curve: &[Point]) -> String {
    let mut drawing = String::from("coverage  confidence  risk\n");
    for tenth in 1..=10 {
        let reached = |point: &&Point| point.coverage * 10.0 >= f64::from(tenth) - 1e-9;
        let Some(point) = curve.iter().find(reached) else {
            continue;
        };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 to 50"
        )]
        let blocks = (point.risk * 50.0).round() as usize;
        // Writing to a string does not fail.
        let _ = writeln!(
            drawing,
            "{:>7} %  {:>10.2}  {:.2}{}",
            tenth * 10,
            point.confidence,
            point.risk,
            format!(" {}", "█".repeat(blocks)).trim_end()
        );
    }
    drawing
}
