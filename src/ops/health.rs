//! Whether a server is well: each platform is connected, the index is open, and it finds what it should.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde::Serialize;

use super::Pulse;
use super::question::ask_itself;
use crate::bot::{Bot, Served};

/// How often the bot asks itself.
const EVERY: Duration = Duration::from_secs(15);

/// How old the last answer to that may be.
const PATIENCE: Duration = Duration::from_secs(60);

/// Something that has to be so for the server to be well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What was looked at.
    pub check: &'static str,
    /// Whether it is as it should be.
    pub ok: bool,
    /// What was seen, for the operator.
    pub detail: String,
}

/// The health of a server.
#[derive(Debug, Default)]
pub struct Health {
    pulses: Vec<Arc<Pulse>>,
    index: Mutex<Option<Index>>,
}

/// What is known of the index since it was opened.
#[derive(Clone, Debug)]
pub(super) struct Index {
    pub(super) revision: String,
    pub(super) passages: usize,
    asked: Instant,
    found: Result<(), &'static str>,
}

impl Health {
    /// A server on no platform, whose index is not open yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Has a platform too; gives what it reports through.
    pub fn platform(&mut self, name: &'static str) -> Arc<Pulse> {
        let pulse = Arc::new(Pulse::new(name));
        self.pulses.push(Arc::clone(&pulse));
        pulse
    }

    /// The platforms' pulses.
    #[must_use]
    pub fn pulses(&self) -> &[Arc<Pulse>] {
        &self.pulses
    }

    /// Has the bot ask itself once, and remembers what came of it.
    pub fn ask(&self, bot: &Bot) {
        let found = ask_itself(bot);
        let index = Index {
            revision: bot.library().fingerprint().chars().take(8).collect(),
            passages: bot.engine().len(),
            asked: Instant::now(),
            found,
        };
        let before = self
            .index
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .replace(index);
        if let Err(what) = found
            && before.is_none_or(|before| before.found.is_ok())
        {
            tracing::error!(what, "the bot does not find what it should");
        }
    }

    /// Has whichever bot serves ask itself now and then, for ever.
    pub async fn keep_asking(self: Arc<Self>, bot: Served) {
        loop {
            let (health, bot) = (Arc::clone(&self), bot.now());
            let _ = tokio::task::spawn_blocking(move || health.ask(&bot)).await;
            tokio::time::sleep(EVERY).await;
        }
    }

    /// All that has to be so, and whether it is.
    #[must_use]
    pub fn checks(&self) -> Vec<Check> {
        let mut checks: Vec<Check> = self.pulses.iter().map(|pulse| pulse.check()).collect();
        let check = |check, ok, detail: String| Check { check, ok, detail };
        match self.index() {
            None => checks.push(check("index", false, "not open yet".to_owned())),
            Some(index) => {
                let age = index.asked.elapsed();
                checks.push(check(
                    "index",
                    index.passages > 0,
                    format!("{} passages, revision {}", index.passages, index.revision),
                ));
                checks.push(match index.found {
                    Ok(()) => check(
                        "question",
                        age < PATIENCE,
                        format!("found {} s ago", age.as_secs()),
                    ),
                    Err(what) => check("question", false, what.to_owned()),
                });
            }
        }
        checks
    }

    pub(super) fn index(&self) -> Option<Index> {
        self.index
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}
