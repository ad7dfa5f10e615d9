//! How far everything that came in has been answered: from there the homeserver is asked after a crash.
//!
//! What comes in comes in batches, each with the position after it. A position is kept only once its batch and all before
//! it are done; matrix-sdk's own is kept as soon as a batch arrives.

use std::collections::VecDeque;
use std::sync::Arc;

use matrix_sdk::Client;
use tokio::sync::Mutex;

use super::port::MatrixService;

/// Under which name the position is kept, in matrix-sdk's store, encrypted as that is.
const POSITION: &[u8] = b"voetnoot.position";

/// The batches that are being answered, and the position up to which all are.
pub(super) struct Checkpoint {
    client: Client,
    batches: Mutex<Batches>,
}

#[derive(Default)]
struct Batches {
    next: u64,
    /// The oldest first.
    open: VecDeque<Batch>,
}

struct Batch {
    number: u64,
    position: String,
    /// How much of it is not done.
    left: usize,
}

/// A share of a batch. It has to be handed in when it is done; what is dropped instead will be done again.
pub(super) struct Ticket {
    checkpoint: Arc<Checkpoint>,
    batch: u64,
}

impl Batches {
    fn find(&mut self, number: u64) -> Option<&mut Batch> {
        self.open.iter_mut().find(|batch| batch.number == number)
    }
}

impl Checkpoint {
    pub(super) fn new(client: Client) -> Arc<Self> {
        Arc::new(Self {
            client,
            batches: Mutex::default(),
        })
    }

    /// The position up to which everything has been answered; none before the first.
    pub(super) async fn position(&self) -> Option<String> {
        let kept = self.client.state_store().get_custom_value(POSITION).await;
        let kept = kept
            .inspect_err(|error| tracing::warn!(%error, "where we were cannot be read"))
            .ok()??;
        String::from_utf8(kept).ok()
    }

    /// A batch has come in, and with it the position after it.
    pub(super) async fn begin(self: &Arc<Self>, position: String) -> Ticket {
        let mut batches = self.batches.lock().await;
        let number = batches.next;
        batches.next += 1;
        batches.open.push_back(Batch {
            number,
            position,
            left: 1,
        });
        Ticket {
            checkpoint: Arc::clone(self),
            batch: number,
        }
    }
}

impl Ticket {
    /// Another share of the same batch.
    pub(super) async fn share(&self) -> Self {
        let mut batches = self.checkpoint.batches.lock().await;
        if let Some(batch) = batches.find(self.batch) {
            batch.left += 1;
        }
        Self {
            checkpoint: Arc::clone(&self.checkpoint),
            batch: self.batch,
        }
    }

    /// Runs something for a share of the batch. Only what has ended, well or ill, counts as done: not what was cut off.
    pub(super) async fn spawn<Task: Future<Output = ()> + Send + 'static>(
        &self,
        service: &Arc<MatrixService>,
        task: impl FnOnce(Arc<MatrixService>) -> Task,
    ) {
        let share = self.share().await;
        let working = service.tasks.spawn(task(Arc::clone(service)));
        service.tasks.spawn(async move {
            match working.await {
                Err(cut) if cut.is_cancelled() => {}
                _ => share.done().await,
            }
        });
    }

    /// Hands it in.
    pub(super) async fn done(self) {
        let mut batches = self.checkpoint.batches.lock().await;
        if let Some(batch) = batches.find(self.batch) {
            batch.left -= 1;
        }
        let mut position = None;
        while let Some(batch) = batches.open.pop_front_if(|batch| batch.left == 0) {
            position = Some(batch.position);
        }
        let Some(position) = position else {
            return;
        };
        // Still under the lock, so that no older position is kept over a newer one.
        let store = self.checkpoint.client.state_store();
        let kept = store
            .set_custom_value_no_read(POSITION, position.into_bytes())
            .await;
        if let Err(error) = kept {
            tracing::warn!(%error, "where we are cannot be kept");
        }
    }
}
