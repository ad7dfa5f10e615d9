//! What was learned from questions with known answers: how to weigh words against meaning, and what makes an answer sure.
//!
//! The weights stand in `index/weights.toml`, which `voetnoot train` writes and which is compiled in. They weigh named
//! signals, so that the file can be read, and a version that knows other signals refuses it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use anyhow::{Context as _, Result, ensure};
use serde::{Deserialize, Serialize};

/// The weights of `N` named signals.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighing<const N: usize> {
    names: [&'static str; N],
    weights: [f64; N],
}

/// The signals by which passages are put in order: their words ([`super::weights`]), how near they are in meaning,
/// and whether they are no prose but a note to some.
pub const RANKING: [&str; 3] = ["words", "meaning", "footnote"];

/// The signals by which a sentence stands for its passage where nothing is read: the share of the question that it covers, how
/// near it is in meaning, whether it has the number or date that is asked for, or another kind of thing.
pub const SENTENCE: [&str; 4] = ["words", "meaning", "fact", "kind"];

/// The signals of an outcome, once passages were read. Of a sentence: the score of its passage so far, the reader's log odds, the
/// share of the question that it covers and that its passage covers, how near it is in meaning, whether something speaks
/// against it. Of «none of them answers»: that it is so, the share of the
/// question's words that stand nowhere, whether it names a country that is never named, how short it is.
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

/// The signals of an outcome once a language model was asked too: the weighted sum of [`OUTCOME`], how much the model points at
/// the sentence (1 for its first choice, ½, ⅓), and of «none of them answers» whether the model says so.
pub const POINTING: [&str; 3] = ["outcome", "pointed", "none"];

/// The signals of an answer's confidence: the log odds that its sentence answers, and that any does.
pub const CONFIDENCE: [&str; 3] = ["constant", "sentence", "any"];

/// No language model is asked: nothing is added to what an outcome weighs.
const NOT_ASKED: [f64; POINTING.len()] = [1.0, 0.0, 0.0];

/// What a language model's word weighs until `voetnoot calibrate` has measured it: a sentence that it points at first has seven
/// times the odds, and so has «none» if it says that. That is far less than a model deserves that is right four times
/// in five; it takes the article's own evidence to make an answer sure.
const UNMEASURED: [f64; POINTING.len()] = [1.0, 2.0, 2.0];

/// Everything that was learned.
#[derive(Clone, Debug, PartialEq)]
pub struct Learned {
    /// How passages are put in order.
    pub ranking: Weighing<{ RANKING.len() }>,
    /// How a sentence is chosen to stand for a passage that is not read.
    pub sentence: Weighing<{ SENTENCE.len() }>,
    /// How probable it is that a sentence that was read answers, and that none does.
    pub outcome: Weighing<{ OUTCOME.len() }>,
    /// The same once a language model was asked too.
    pub pointing: Weighing<{ POINTING.len() }>,
    /// How sure an answer is, in log odds.
    pub confidence: Weighing<{ CONFIDENCE.len() }>,
    /// What a confidence means.
    pub verdict: Thresholds,
}

/// What a confidence means.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// The confidence from which an answer counts as found.
    pub found: f64,
    /// The confidence below which nothing is shown.
    pub maybe: f64,
}

impl Thresholds {
    /// Of the confidence that the words alone give.
    pub const IN_WORDS: Self = Self {
        found: 0.5,
        maybe: 0.2,
    };
}

impl<const N: usize> Weighing<N> {
    /// Weights for these signals, in their order.
    #[must_use]
    pub fn new(names: [&'static str; N], weights: [f64; N]) -> Self {
        Self { names, weights }
    }

    /// The weighted sum of the signals.
    #[must_use]
    pub fn of(&self, signals: &[f64; N]) -> f64 {
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
struct File {
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

impl Learned {
    /// What is compiled in.
    ///
    /// # Panics
    /// Where the file in the source is not a file of weights, which a test would show.
    #[must_use]
    pub fn bundled() -> &'static Self {
        static BUNDLED: LazyLock<Learned> = LazyLock::new(|| {
            Learned::from_toml(include_str!("../../index/weights.toml"))
                .expect("the file of weights is tested")
        });
        &BUNDLED
    }

    /// Where learning begins: words and meaning about even, nothing sure.
    pub(crate) fn neutral() -> Self {
        Self {
            ranking: Weighing::new(RANKING, [2.0, 50.0, 0.0]),
            sentence: Weighing::new(SENTENCE, [2.0, 20.0, 1.0, 1.0]),
            outcome: Weighing::new(OUTCOME, [0.0; OUTCOME.len()]),
            pointing: Weighing::new(POINTING, NOT_ASKED),
            confidence: Weighing::new(CONFIDENCE, [0.0; CONFIDENCE.len()]),
            verdict: Thresholds {
                found: 1.0,
                maybe: 0.0,
            },
        }
    }

    /// Reads a file of weights.
    ///
    /// # Errors
    /// Where it is none, or weighs other signals than this version knows.
    pub fn from_toml(text: &str) -> Result<Self> {
        let file: File = toml::from_str(text)?;
        Ok(Self {
            ranking: Weighing::read(RANKING, file.ranking).context("[ranking]")?,
            sentence: Weighing::read(SENTENCE, file.sentence).context("[sentence]")?,
            outcome: Weighing::read(OUTCOME, file.outcome).context("[outcome]")?,
            pointing: Weighing::new(POINTING, NOT_ASKED),
            confidence: Weighing::read(CONFIDENCE, file.confidence).context("[confidence]")?,
            verdict: file.verdict,
        })
    }

    /// The same for questions that a language model of which nothing was measured is asked too.
    #[must_use]
    pub fn with_pointing(&self) -> Self {
        Self {
            pointing: Weighing::new(POINTING, UNMEASURED),
            ..self.clone()
        }
    }

    /// The same with what `voetnoot calibrate` measured of a language model.
    ///
    /// # Errors
    /// Fails if the text is no such file, or weighs other signals than this version knows.
    pub fn with_measured_pointing(&self, text: &str) -> Result<Self> {
        let file: PointingFile = toml::from_str(text)?;
        Ok(Self {
            pointing: Weighing::read(POINTING, file.pointing).context("[pointing]")?,
            confidence: Weighing::read(CONFIDENCE, file.confidence).context("[confidence]")?,
            verdict: file.verdict,
            ..self.clone()
        })
    }

    /// The text of the file that [`Learned::with_measured_pointing`] reads.
    #[must_use]
    pub fn pointing_to_toml(&self) -> String {
        format!(
            "[pointing]\n{}\n[confidence]\n{}\n[verdict]\nfound = {:.3}\nmaybe = {:.3}\n",
            self.pointing.table(),
            self.confidence.table(),
            self.verdict.found,
            self.verdict.maybe
        )
    }

    /// The text of the file of weights.
    #[must_use]
    pub fn to_toml(&self) -> String {
        format!(
            "[ranking]\n{}\n[sentence]\n{}\n[outcome]\n{}\n[confidence]\n{}\n[verdict]\nfound = {:.3}\nmaybe = {:.3}\n",
            self.ranking.table(),
            self.sentence.table(),
            self.outcome.table(),
            self.confidence.table(),
            self.verdict.found,
            self.verdict.maybe
        )
    }
}
