//! The weights that were learned from questions with known answers.
//!
//! `voetnoot train` writes them into `index/weights.toml`, which is compiled in. Each weight belongs to a named signal, so
//! people can read the file, and a version with other signals refuses it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use anyhow::{Context as _, Result, ensure};
use serde::{Deserialize, Serialize};

/// Weights of `N` named signals.
#[derive(Clone, Debug, PartialEq)]
pub struct LinearWeights<const N: usize> {
    names: [&'static str; N],
    weights: [f64; N],
}

/// The signals of a passage before reading: its score by words, its similarity, and whether it is a footnote.
pub const RANKING: [&str; 3] = ["words", "meaning", "footnote"];

/// The signals of a sentence before reading: the share of the question that it covers, its similarity, and whether it contains
/// the number or date that is asked for, or another kind of answer.
pub const SENTENCE: [&str; 4] = ["words", "meaning", "fact", "kind"];

/// The signals of an outcome after reading. Of a sentence: the score of its passage before reading, the reader's log odds,
/// the share of the question that it covers and that its passage covers, its similarity, and whether there is an objection.
/// Of «none of them answers»: a constant, the share of the question's words that occur nowhere, whether the question names a
/// country that no article names, and how short it is.
pub const OUTCOME: [&str; 10] = [
    "retrieval",
    "reader",
    "words",
    "passage covers",
    "meaning",
    "objection",
    "none",
    "none, unknown words",
    "none, foreign country",
    "none, short",
];

/// The signals of an outcome with a language model: the weighted sum of [`OUTCOME`], how much the model points at the
/// sentence (1 for its first choice, ½, ⅓), and of «none of them answers» whether the model says so.
pub const POINTING: [&str; 3] = ["outcome", "pointed", "none"];

/// The signals of the confidence: a constant, and the log odds that the sentence answers, and that any sentence does.
pub const CONFIDENCE: [&str; 3] = ["constant", "sentence", "any"];

/// The weights of [`POINTING`] if no language model is asked: those of the outcome alone.
const NOT_ASKED: [f64; POINTING.len()] = [1.0, 0.0, 0.0];

/// The weights of [`POINTING`] for a model that `voetnoot calibrate` has not measured: its first choice has seven times the
/// odds, and so has «none» if it says that. A model that is right four times in five deserves far more, so the article's own
/// evidence must make an answer sure.
const UNMEASURED: [f64; POINTING.len()] = [1.0, 2.0, 2.0];

/// All learned weights.
#[derive(Clone, Debug, PartialEq)]
pub struct LearnedWeights {
    /// The score of a passage before reading.
    pub ranking: LinearWeights<{ RANKING.len() }>,
    /// The score of a sentence before reading.
    pub sentence: LinearWeights<{ SENTENCE.len() }>,
    /// The score of an outcome after reading.
    pub outcome: LinearWeights<{ OUTCOME.len() }>,
    /// The score of an outcome with a language model.
    pub pointing: LinearWeights<{ POINTING.len() }>,
    /// The log odds of the confidence.
    pub confidence: LinearWeights<{ CONFIDENCE.len() }>,
    /// The thresholds of the confidence.
    pub thresholds: Thresholds,
}

/// The thresholds of a confidence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// The confidence from which an answer counts as found.
    pub found: f64,
    /// The confidence below which nothing is shown.
    pub maybe: f64,
}

impl Thresholds {
    /// The thresholds of a confidence by words alone.
    pub const IN_WORDS: Self = Self {
        found: 0.5,
        maybe: 0.2,
    };
}

impl<const N: usize> LinearWeights<N> {
    /// Weights for these signals, in their order.
    #[must_use]
    pub fn new(names: [&'static str; N], weights: [f64; N]) -> Self {
        Self { names, weights }
    }

    /// The weighted sum of the signals.
    #[must_use]
    pub fn sum(&self, signals: &[f64; N]) -> f64 {
        self.weights
            .iter()
            .zip(signals)
            .map(|(weight, signal)| weight * signal)
            .sum()
    }

    fn read(names: [&'static str; N], mut table: BTreeMap<String, f64>) -> Result<Self> {
        let mut weights = [0.0; N];
        for (weight, name) in weights.iter_mut().zip(names) {
            *weight = table
                .remove(name)
                .with_context(|| format!("the weight of `{name}` is missing"))?;
        }
        let unknown = table.keys().next();
        ensure!(
            unknown.is_none(),
            "there is no signal `{}`",
            unknown.map_or("", String::as_str)
        );
        Ok(Self { names, weights })
    }

    fn table(&self) -> String {
        let rows = self.names.iter().zip(self.weights);
        rows.map(|(name, weight)| {
            let key = if name.contains(|c: char| !c.is_ascii_alphanumeric()) {
                format!("\"{name}\"")
            } else {
                (*name).to_owned()
            };
            format!("{key} = {weight:.4}\n")
        })
        .collect()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WeightsFile {
    ranking: BTreeMap<String, f64>,
    sentence: BTreeMap<String, f64>,
    outcome: BTreeMap<String, f64>,
    confidence: BTreeMap<String, f64>,
    verdict: Thresholds,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PointingFile {
    pointing: BTreeMap<String, f64>,
    confidence: BTreeMap<String, f64>,
    verdict: Thresholds,
}

impl LearnedWeights {
    /// Returns the weights that are compiled in.
    ///
    /// # Panics
    /// Panics if the compiled-in file is not valid, which a test would show.
    #[must_use]
    pub fn bundled() -> &'static Self {
        static BUNDLED: LazyLock<LearnedWeights> = LazyLock::new(|| {
            LearnedWeights::from_toml(include_str!("../../index/weights.toml"))
                .expect("the file of weights is tested")
        });
        &BUNDLED
    }

    /// Returns the weights with which training begins: words and vectors about even, and no confidence.
    pub(crate) fn neutral() -> Self {
        Self {
            ranking: LinearWeights::new(RANKING, [2.0, 50.0, 0.0]),
            sentence: LinearWeights::new(SENTENCE, [2.0, 20.0, 1.0, 1.0]),
            outcome: LinearWeights::new(OUTCOME, [0.0; OUTCOME.len()]),
            pointing: LinearWeights::new(POINTING, NOT_ASKED),
            confidence: LinearWeights::new(CONFIDENCE, [0.0; CONFIDENCE.len()]),
            thresholds: Thresholds {
                found: 1.0,
                maybe: 0.0,
            },
        }
    }

    /// Reads a file of weights.
    ///
    /// # Errors
    /// Fails if the text is not valid, or has other signals than this version.
    pub fn from_toml(text: &str) -> Result<Self> {
        let file: WeightsFile = toml::from_str(text)?;
        Ok(Self {
            ranking: LinearWeights::read(RANKING, file.ranking).context("[ranking]")?,
            sentence: LinearWeights::read(SENTENCE, file.sentence).context("[sentence]")?,
            outcome: LinearWeights::read(OUTCOME, file.outcome).context("[outcome]")?,
            pointing: LinearWeights::new(POINTING, NOT_ASKED),
            confidence: LinearWeights::read(CONFIDENCE, file.confidence).context("[confidence]")?,
            thresholds: file.verdict,
        })
    }

    /// Returns the weights for a language model that was not measured.
    #[must_use]
    pub fn with_pointing(&self) -> Self {
        Self {
            pointing: LinearWeights::new(POINTING, UNMEASURED),
            ..self.clone()
        }
    }

    /// Returns the weights for a language model that `voetnoot calibrate` measured.
    ///
    /// # Errors
    /// Fails if the text is not valid, or has other signals than this version.
    pub fn with_measured_pointing(&self, text: &str) -> Result<Self> {
        let file: PointingFile = toml::from_str(text)?;
        Ok(Self {
            pointing: LinearWeights::read(POINTING, file.pointing).context("[pointing]")?,
            confidence: LinearWeights::read(CONFIDENCE, file.confidence).context("[confidence]")?,
            thresholds: file.verdict,
            ..self.clone()
        })
    }

    /// Returns the text that [`LearnedWeights::with_measured_pointing`] reads.
    #[must_use]
    pub fn pointing_to_toml(&self) -> String {
        format!("[pointing]\n{}\n{}", self.pointing.table(), self.verdict())
    }

    /// Returns the text that [`LearnedWeights::from_toml`] reads.
    #[must_use]
    pub fn to_toml(&self) -> String {
        format!(
            "[ranking]\n{}\n[sentence]\n{}\n[outcome]\n{}\n{}",
            self.ranking.table(),
            self.sentence.table(),
            self.outcome.table(),
            self.verdict()
        )
    }

    /// The tables that both files have.
    fn verdict(&self) -> String {
        format!(
            "[confidence]\n{}\n[verdict]\nfound = {:.3}\nmaybe = {:.3}\n",
            self.confidence.table(),
            self.thresholds.found,
            self.thresholds.maybe
        )
    }
}
