//! The bot that serves now. It is exchanged for another while questions come in, all at once: whoever answers takes it once
//! and keeps it until the answer is sent, so that no answer is of two texts.

use std::sync::Arc;

use tokio::sync::watch;

use super::core::Bot;

/// The bot that serves now. A copy of it follows every exchange.
#[derive(Clone, Debug)]
pub struct Served(Arc<watch::Sender<Arc<Bot>>>);

impl Served {
    /// This bot serves, until another does.
    #[must_use]
    pub fn new(bot: Arc<Bot>) -> Self {
        Self(Arc::new(watch::Sender::new(bot)))
    }

    /// The bot that serves at this moment.
    #[must_use]
    pub fn now(&self) -> Arc<Bot> {
        Arc::clone(&self.0.borrow())
    }

    /// Has another bot serve from now on. What was begun with the one before ends with it.
    pub fn exchange(&self, bot: Arc<Bot>) {
        self.0.send_replace(bot);
    }

    /// What tells of every exchange from now on.
    #[must_use]
    pub fn exchanges(&self) -> watch::Receiver<Arc<Bot>> {
        self.0.subscribe()
    }
}
