//! How far everything that came in has been answered: from there the homeserver is asked after a crash.
//!
//! Events come in batches, each with the position after it. A position is stored only once its batch and all before it have
//! been answered; matrix-sdk stores its own as soon as a batch arrives.

use std::sync::Arc;

use matrix_sdk::Client;
use tokio::task::{JoinHandle, JoinSet};

use super::port::MatrixService;

/// The name of the position in matrix-sdk's store, encrypted as that is.
const POSITION: &[u8] = b"voetnoot.position";

/// The position up to which everything has been answered; `None` before the first.
pub(super) async fn position(client: &Client) -> Option<String> {
    let kept = client.state_store().get_custom_value(POSITION).await;
    let kept = kept
        .inspect_err(|error| tracing::warn!(%error, "where we were cannot be read"))
        .ok()??;
    String::from_utf8(kept).ok()
}

/// Stores positions in the order of their batches.
#[derive(Default)]
pub(super) struct Checkpoint {
    /// Stores the position of the last batch so far; returns whether it came to that.
    last: Option<JoinHandle<bool>>,
}

impl Checkpoint {
    /// Stores a position when this batch, and all before it, have been answered.
    pub(super) fn after(&mut self, batch: Batch, position: String) {
        let before = self.last.take();
        let service = Arc::clone(&batch.service);
        let client = service.port.client.clone();
        self.last = Some(service.tasks.spawn(async move {
            batch.ended().await;
            if let Some(before) = before
                && !before.await.unwrap_or(false)
            {
                return false;
            }
            let store = client.state_store();
            let kept = store.set_custom_value_no_read(POSITION, position.into_bytes());
            if let Err(error) = kept.await {
                tracing::warn!(%error, "where we are cannot be kept");
            }
            true
        }));
    }
}

/// Events that came in together, each in a task of its own.
pub(super) struct Batch {
    pub(super) service: Arc<MatrixService>,
    tasks: JoinSet<()>,
}

impl Batch {
    pub(super) fn new(service: Arc<MatrixService>) -> Self {
        Self {
            service,
            tasks: JoinSet::new(),
        }
    }

    pub(super) fn spawn<Task: Future<Output = ()> + Send + 'static>(
        &mut self,
        task: impl FnOnce(Arc<MatrixService>) -> Task,
    ) {
        let task = task(Arc::clone(&self.service));
        self.tasks.spawn(self.service.tasks.track_future(task));
    }

    /// Waits until every task has ended, well or ill; for ever if one is cut off, as all are when the program ends.
    pub(super) async fn ended(mut self) {
        while let Some(ended) = self.tasks.join_next().await {
            if ended.is_err_and(|error| error.is_cancelled()) {
                std::future::pending::<()>().await;
            }
        }
    }
}
