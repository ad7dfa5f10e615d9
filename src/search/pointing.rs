//! Pointing: a language model that the operator plugs in is shown numbered sentences, and points at those that answer.
//!
//! It never writes: of what it replies the numbers of sentences are taken, and nothing else ([`reply`]). Where it points is
//! one more signal beside the bundled reader's odds, weighed in [`super::learned`]. It is asked while the bundled reader
//! reads. If it does not answer in time, or answers with anything but numbers, the bundled reader's judgement stands, as
//! if there were no model.

mod address;
mod gate;
#[cfg(feature = "reader-url")]
mod http;
mod prompt;
pub mod reply;
mod shown;
pub mod trial;

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;

use super::learned::Learned;
use super::reader::{Read, Readable};
pub use address::ReaderAddress;
use gate::Gate;
#[cfg(feature = "reader-url")]
pub use http::ChatCompletions;
pub use prompt::Prompt;
pub(crate) use shown::Pointing;

/// The most sentences that a model may point at.
pub const MOST: usize = 3;

/// How many questions a minute are asked unless a setting says otherwise.
pub const PER_MINUTE: NonZero<u32> = NonZero::<u32>::MIN.saturating_add(59);

/// How long a model may take unless a setting says otherwise.
pub const TIMEOUT: Duration = Duration::from_secs(4);

/// A language model, wherever it runs.
pub trait Complete: Send + Sync {
    /// The bytes of the server's answer: a chat completion, if it does what it should.
    ///
    /// # Errors
    /// Fails if there is no answer within this time, or it is no success.
    fn complete(&self, prompt: &Prompt, within: Duration) -> Result<Vec<u8>, Failure>;

    /// Where it runs, to be told to users: a host.
    fn place(&self) -> &str;
}

/// Why the bundled reader's judgement stands.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// There was no answer in time.
    #[error("no answer in time")]
    Late,
    /// The server said no: an HTTP status.
    #[error("the server answers with status {0}")]
    Status(u16),
    /// The server was not reached, or broke off.
    #[error("{0}")]
    Connection(String),
    /// What was answered is no list of numbers of sentences.
    #[error("the answer is not understood: {0}")]
    Nonsense(&'static str),
    /// Too many questions wait for the model.
    #[error("too many questions are waiting")]
    Busy,
    /// There were too many questions this minute.
    #[error("this minute's questions are used up")]
    Spent,
    /// It failed several times in a row, and is left alone for a while.
    #[error("it failed several times in a row and is left alone for a while")]
    Resting,
}

/// What became of questions, as labels of a count.
const OUTCOMES: [&str; 9] = [
    "pointed",
    "none",
    "late",
    "status",
    "connection",
    "nonsense",
    "busy",
    "spent",
    "resting",
];

impl Failure {
    /// Its name in counts.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Status(_) => "status",
            Self::Connection(_) => "connection",
            Self::Nonsense(_) => "nonsense",
            Self::Busy => "busy",
            Self::Spent => "spent",
            Self::Resting => "resting",
        }
    }

    /// Whether the model was asked at all.
    fn is_of_model(&self) -> bool {
        !matches!(self, Self::Busy | Self::Spent | Self::Resting)
    }
}

/// How often each outcome came.
#[derive(Debug, Default)]
pub struct Counts([AtomicU64; OUTCOMES.len()]);

impl Counts {
    fn add(&self, outcome: &str) {
        let counts = OUTCOMES.iter().zip(&self.0);
        for (_, count) in counts.filter(|(name, _)| **name == outcome) {
            count.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Every outcome with its count.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, u64)> {
        let counts = self.0.iter().map(|count| count.load(Ordering::Relaxed));
        OUTCOMES.into_iter().zip(counts)
    }

    /// How many questions the bundled reader had to answer alone.
    #[must_use]
    pub fn fallen_back(&self) -> u64 {
        let is_fallback = |outcome: &&str| !matches!(*outcome, "pointed" | "none");
        let all = self.all().filter(|(outcome, _)| is_fallback(outcome));
        all.map(|(_, count)| count).sum()
    }
}

/// A language model that points, with what guards it.
pub struct Pointer {
    model: Arc<dyn Complete>,
    timeout: Duration,
    gate: Arc<Gate>,
    counts: Arc<Counts>,
    learned: Learned,
}

impl Pointer {
    /// A model that may take this long and is asked so often a minute. `None` is for measuring: it is asked any number of times,
    /// however often it fails. `learned` weighs what it says.
    #[must_use]
    pub fn new(
        model: Arc<dyn Complete>,
        timeout: Duration,
        per_minute: Option<NonZero<u32>>,
        learned: Learned,
    ) -> Self {
        Self {
            model,
            timeout,
            gate: Arc::new(Gate::new(per_minute)),
            counts: Arc::default(),
            learned,
        }
    }

    /// Where the model runs, to be told to users.
    #[must_use]
    pub fn place(&self) -> &str {
        self.model.place()
    }

    /// What became of the questions so far.
    #[must_use]
    pub fn counts(&self) -> &Arc<Counts> {
        &self.counts
    }

    /// The weights and thresholds that hold for questions that the model answered.
    pub(crate) fn learned(&self) -> &Learned {
        &self.learned
    }

    /// Begins to ask which sentences answer a question. What comes of it is waited for with [`Asked::wait`]. The time-out counts
    /// from `began`, when the question came.
    pub(crate) fn ask<'a>(
        &'a self,
        question: &str,
        passages: &[Readable<'_>],
        began: Instant,
    ) -> Asked<'a> {
        let prompt = Prompt::new(question, passages);
        let deadline = began + self.timeout;
        Asked {
            pointer: self,
            shape: passages.iter().map(|one| one.sentences.len()).collect(),
            deadline,
            reply: self.begin(prompt, deadline),
        }
    }

    /// Asks on a thread of its own: nothing that a server does can keep the asker longer than the time-out.
    fn begin(&self, prompt: Prompt, deadline: Instant) -> Result<Receiver<Reply>, Failure> {
        let now = Instant::now();
        let pass = self.gate.pass(now)?;
        let (sender, receiver) = mpsc::channel();
        let within = deadline.saturating_duration_since(now);
        let model = Arc::clone(&self.model);
        let ask = move || {
            let answer = model.complete(&prompt, within);
            let read = |answer: Vec<u8>| {
                reply::sentences(&answer, prompt.sentences).map_err(Failure::Nonsense)
            };
            drop(pass);
            // Nobody waits any more if it came too late.
            let _ = sender.send(answer.and_then(read));
        };
        let started = thread::Builder::new()
            .name("pointing".to_owned())
            .spawn(ask);
        started.map(|_| receiver).map_err(|_| Failure::Busy)
    }
}

/// The sentences pointed at, the best first, counted from 0.
type Reply = Result<Vec<usize>, Failure>;

/// A question that a model was asked.
pub(crate) struct Asked<'a> {
    pointer: &'a Pointer,
    /// How many sentences each passage has.
    shape: Vec<usize>,
    deadline: Instant,
    reply: Result<Receiver<Reply>, Failure>,
}

impl Asked<'_> {
    /// For each passage, for each of its sentences, how much the model points at it: 1 for its first choice, ½ for the second, ⅓
    /// for the third, else 0.
    ///
    /// # Errors
    /// Fails if the bundled reader's judgement has to do.
    pub(crate) fn wait(self) -> Result<Vec<Vec<f64>>, Failure> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        let reply = self.reply.and_then(|reply| match reply.recv_timeout(left) {
            Ok(reply) => reply,
            Err(RecvTimeoutError::Timeout) => Err(Failure::Late),
            Err(RecvTimeoutError::Disconnected) => {
                Err(Failure::Connection("it broke off".to_owned()))
            }
        });
        let is_asked = reply.as_ref().err().is_none_or(Failure::is_of_model);
        if is_asked
            && self.pointer.gate.came_back(reply.is_ok(), Instant::now())
            && let Err(failure) = &reply
        {
            tracing::warn!(%failure, "the language model fails and is left alone for a while; the bundled reader goes on");
        }
        self.pointer.counts.add(match &reply {
            Ok(places) if places.is_empty() => "none",
            Ok(_) => "pointed",
            Err(failure) => failure.label(),
        });
        reply.map(|places| scores(&self.shape, &places))
    }
}

/// What pointing at these sentences says of all sentences.
fn scores(shape: &[usize], places: &[usize]) -> Vec<Vec<f64>> {
    let mut number = 0;
    let mut score = |_| {
        let rank = places.iter().position(|place| *place == number);
        number += 1;
        #[expect(clippy::cast_precision_loss, reason = "three at most")]
        rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f64)
    };
    shape
        .iter()
        .map(|count| (0..*count).map(&mut score).collect())
        .collect()
}

impl Read for Pointer {
    /// How much the model points at each sentence; all 0 if it says that none answers.
    fn read(&self, question: &str, passages: &[Readable<'_>]) -> Result<Vec<Vec<f64>>> {
        Ok(self.ask(question, passages, Instant::now()).wait()?)
    }
}

#[cfg(test)]
mod tests {
    use super::scores;

    #[test]
    fn the_first_choice_counts_most() {
        let scores = scores(&[2, 1, 2], &[3, 0, 2]);
        assert_eq!(scores, [vec![0.5, 0.0], vec![1.0 / 3.0], vec![1.0, 0.0]]);
    }
}
