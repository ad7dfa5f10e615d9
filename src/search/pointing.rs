//! Pointing: a language model of the operator's choice gets numbered sentences, and points at those that answer.
//!
//! Only the numbers in its reply are used ([`reply`]), so it never writes. Where it points is a signal beside the bundled
//! reader's odds ([`learned`](super::learned)). It is asked while the bundled reader reads. If it does not answer in time, or
//! replies anything but numbers, the bundled reader decides alone.

mod address;
mod complete;
mod counts;
mod gate;
#[cfg(feature = "reader-url")]
mod http;
mod prompt;
pub mod reply;
pub mod trial;

use std::num::NonZero;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use super::learned::LearnedWeights;
use super::model::Readable;
pub use address::ReaderAddress;
pub use complete::{Complete, PointingError};
pub use counts::Counts;
use gate::Gate;
#[cfg(feature = "reader-url")]
pub use http::ChatCompletions;
pub use prompt::Prompt;

/// The default of the most questions a minute.
pub const PER_MINUTE: NonZero<u32> = NonZero::<u32>::MIN.saturating_add(59);

/// The default time-out.
pub const TIMEOUT: Duration = Duration::from_secs(4);

/// A language model that points, with its limits and counts.
pub struct Pointer {
    model: Arc<dyn Complete>,
    timeout: Duration,
    gate: Arc<Gate>,
    counts: Arc<Counts>,
    learned: LearnedWeights,
}

impl Pointer {
    /// A model with this time-out that is asked so often a minute; `None` removes all limits, for measuring. `learned` has its
    /// weights.
    #[must_use]
    pub fn new(
        model: Arc<dyn Complete>,
        timeout: Duration,
        per_minute: Option<NonZero<u32>>,
        learned: LearnedWeights,
    ) -> Self {
        Self {
            model,
            timeout,
            gate: Arc::new(Gate::new(per_minute)),
            counts: Arc::new(Counts::of(counts::OUTCOMES)),
            learned,
        }
    }

    /// The host on which the model runs, to tell users.
    #[must_use]
    pub fn place(&self) -> &str {
        self.model.place()
    }

    /// The outcomes of all questions so far.
    #[must_use]
    pub fn counts(&self) -> &Arc<Counts> {
        &self.counts
    }

    /// Returns the number of questions that the bundled reader answered alone.
    #[must_use]
    pub fn fallen_back(&self) -> u64 {
        let is_fallback = |outcome: &&str| !matches!(*outcome, "pointed" | "none");
        let all = self.counts.all();
        let fallen_back = all.filter(|(outcome, _)| is_fallback(outcome));
        fallen_back.map(|(_, count)| count).sum()
    }

    /// The weights and thresholds for questions that the model answered.
    pub(crate) fn learned(&self) -> &LearnedWeights {
        &self.learned
    }

    /// Begins to ask which sentences answer a question; [`Asked::wait`] waits for the reply. The time-out counts from `began`.
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

    /// Asks on a thread of its own, so that no server can keep the caller longer than the time-out.
    fn begin(&self, prompt: Prompt, deadline: Instant) -> Result<Receiver<Reply>, PointingError> {
        let now = Instant::now();
        let pass = self.gate.pass(now)?;
        let (sender, receiver) = mpsc::channel();
        let within = deadline.saturating_duration_since(now);
        let model = Arc::clone(&self.model);
        let ask = move || {
            let answer = model.complete(&prompt, within);
            let read = |answer: Vec<u8>| {
                reply::sentences(&answer, prompt.sentences).map_err(PointingError::Nonsense)
            };
            drop(pass);
            // Nobody waits any more if it came too late.
            let _ = sender.send(answer.and_then(read));
        };
        let started = thread::Builder::new()
            .name("pointing".to_owned())
            .spawn(ask);
        started.map(|_| receiver).map_err(|_| PointingError::Busy)
    }
}

/// The indexes of the sentences pointed at, best first.
type Reply = Result<Vec<usize>, PointingError>;

/// A question that the model was asked.
pub(crate) struct Asked<'a> {
    pointer: &'a Pointer,
    /// The number of sentences of each passage.
    shape: Vec<usize>,
    deadline: Instant,
    reply: Result<Receiver<Reply>, PointingError>,
}

impl Asked<'_> {
    /// Returns for each sentence of each passage how much the model points at it: 1 for its first choice, ½ for the second, ⅓
    /// for the third, else 0.
    ///
    /// # Errors
    /// Fails if there is no valid reply in time.
    pub(crate) fn wait(self) -> Result<Vec<Vec<f64>>, PointingError> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        let reply = self.reply.and_then(|reply| match reply.recv_timeout(left) {
            Ok(reply) => reply,
            Err(RecvTimeoutError::Timeout) => Err(PointingError::Late),
            Err(RecvTimeoutError::Disconnected) => {
                Err(PointingError::Connection("it broke off".to_owned()))
            }
        });
        let is_asked = reply.as_ref().err().is_none_or(PointingError::is_of_model);
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

/// The scores of all sentences if the model points at these.
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

#[cfg(test)]
mod tests {
    use super::scores;

    #[test]
    fn the_first_choice_counts_most() {
        let scores = scores(&[2, 1, 2], &[3, 0, 2]);
        assert_eq!(scores, [vec![0.5, 0.0], vec![1.0 / 3.0], vec![1.0, 0.0]]);
    }
}
