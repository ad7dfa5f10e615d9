//! Limits how much a language model is asked: at once, a minute, and after it failed several times in a row.

use std::num::NonZero;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::complete::PointingError;
use crate::parallel::lock;

/// The most questions that wait for the model at once.
const AT_ONCE: usize = 4;

/// The number of failures in a row after which the model rests.
const FAILURES: u32 = 3;

/// How long it rests. The first question after that tries whether it works again.
const REST: Duration = Duration::from_secs(30);

const MINUTE: Duration = Duration::from_secs(60);

/// The limits.
#[derive(Debug)]
pub(super) struct Gate {
    per_minute: Option<NonZero<u32>>,
    state: Mutex<GateState>,
}

#[derive(Debug)]
struct GateState {
    /// The number of questions that wait for the model.
    waiting: usize,
    /// The begin of the minute in which `asked` questions were asked.
    minute: Instant,
    asked: u32,
    /// The number of failures in a row.
    failures: u32,
    /// The time until which it rests.
    rests_until: Option<Instant>,
}

/// The permission to ask one question, until it is dropped.
#[derive(Debug)]
pub(super) struct Pass(Arc<Gate>);

impl Gate {
    /// Lets so many questions a minute pass; `None` removes this limit and the rest after failures, for measuring.
    pub(super) fn new(per_minute: Option<NonZero<u32>>) -> Self {
        Self {
            per_minute,
            state: Mutex::new(GateState {
                waiting: 0,
                minute: Instant::now(),
                asked: 0,
                failures: 0,
                rests_until: None,
            }),
        }
    }

    /// Lets a question pass.
    ///
    /// # Errors
    /// Fails if the model rests, too many questions wait for it, or there were too many this minute.
    pub(super) fn pass(self: &Arc<Self>, now: Instant) -> Result<Pass, PointingError> {
        let mut state = lock(&self.state);
        if state.rests_until.is_some_and(|until| now < until) {
            return Err(PointingError::Resting);
        }
        if state.waiting >= AT_ONCE {
            return Err(PointingError::Busy);
        }
        if now.saturating_duration_since(state.minute) >= MINUTE {
            (state.minute, state.asked) = (now, 0);
        }
        if self
            .per_minute
            .is_some_and(|most| state.asked >= most.get())
        {
            return Err(PointingError::Spent);
        }
        if state.failures >= FAILURES && self.per_minute.is_some() {
            // This question tries whether it works again; others wait.
            state.rests_until = Some(now + REST);
        }
        state.asked += 1;
        state.waiting += 1;
        Ok(Pass(Arc::clone(self)))
    }

    /// Notes whether a question was answered. Returns whether the model rests from now on.
    pub(super) fn came_back(&self, is_answered: bool, now: Instant) -> bool {
        let mut state = lock(&self.state);
        if is_answered {
            (state.failures, state.rests_until) = (0, None);
            return false;
        }
        state.failures = state.failures.saturating_add(1);
        let rests = state.failures >= FAILURES && self.per_minute.is_some();
        if rests {
            state.rests_until = Some(now + REST);
        }
        rests
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        lock(&self.0.state).waiting -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gate(per_minute: Option<u32>) -> Arc<Gate> {
        Arc::new(Gate::new(per_minute.and_then(NonZero::new)))
    }

    #[test]
    fn only_some_questions_wait_at_once() {
        let (gate, now) = (gate(None), Instant::now());
        let waiting: Vec<Pass> = (0..AT_ONCE)
            .map(|_| gate.pass(now).expect("there is room"))
            .collect();
        assert!(matches!(gate.pass(now), Err(PointingError::Busy)));
        drop(waiting);
        assert!(gate.pass(now).is_ok());
    }

    #[test]
    fn a_minute_has_its_budget_and_the_next_one_another() {
        let (gate, now) = (gate(Some(2)), Instant::now());
        assert!(gate.pass(now).is_ok() && gate.pass(now).is_ok());
        assert!(matches!(gate.pass(now), Err(PointingError::Spent)));
        assert!(gate.pass(now + MINUTE).is_ok());
    }

    #[test]
    fn a_model_that_is_measured_is_asked_every_question() {
        let (gate, now) = (gate(None), Instant::now());
        for _ in 0..100 {
            assert!(gate.pass(now).is_ok());
            assert!(!gate.came_back(false, now));
        }
    }

    #[test]
    fn a_model_that_fails_is_left_alone_and_tried_again_by_one_question() {
        let (gate, now) = (gate(Some(60)), Instant::now());
        for failed in 1..=FAILURES {
            assert!(gate.pass(now).is_ok());
            assert_eq!(gate.came_back(false, now), failed == FAILURES);
        }
        assert!(matches!(gate.pass(now), Err(PointingError::Resting)));
        let later = now + REST;
        assert!(gate.pass(later).is_ok());
        assert!(matches!(gate.pass(later), Err(PointingError::Resting)));
        assert!(gate.came_back(false, later));
        let later = later + REST;
        assert!(gate.pass(later).is_ok());
        gate.came_back(true, later);
        assert!(gate.pass(later).is_ok() && gate.pass(later).is_ok());
    }
}
