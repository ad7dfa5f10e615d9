//! The risk–coverage curve: the risk if only the most confident answers were given (El-Yaniv and Wiener 2010).

use std::fmt::Write as _;

/// A judged answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// Its confidence.
    pub confidence: f64,
    /// Whether it answers the question.
    pub is_right: bool,
    /// Its weight.
    pub weight: f64,
}

/// A point of the curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The share of questions answered, the most confident first.
    pub coverage: f64,
    /// The share of the answers that are wrong.
    pub risk: f64,
    /// The lowest confidence among them.
    pub confidence: f64,
}

/// Returns the curve, with a point for every answer.
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

/// Draws the curve: a row for each tenth of the questions, a block for each fiftieth of wrong answers.
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
        // Writing to a string cannot fail.
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
