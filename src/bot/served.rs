//! The current [`Bot`], which a reload swaps while questions come in. A request clones the [`Arc`] once and uses it
//! until its answer is sent, so no answer mixes two texts.

use std::sync::Arc;

use tokio::sync::watch;

use super::core::Bot;

/// A handle to the current bot. Clones share it.
#[derive(Clone, Debug)]
pub struct Served(Arc<watch::Sender<Arc<Bot>>>);

impl Served {
    /// Creates a handle to a bot.
    #[must_use]
    pub fn new(bot: Arc<Bot>) -> Self {
        Self(Arc::new(watch::Sender::new(bot)))
    }

    /// Returns the current bot.
    #[must_use]
    pub fn now(&self) -> Arc<Bot> {
        Arc::clone(&self.0.borrow())
    }

    /// Swaps the bot. Requests in progress keep the old one.
    pub fn exchange(&self, bot: Arc<Bot>) {
        self.0.send_replace(bot);
    }

    /// Returns a receiver of later swaps.
    #[must_use]
    pub fn exchanges(&self) -> watch::Receiver<Arc<Bot>> {
        self.0.subscribe()
    }
}
