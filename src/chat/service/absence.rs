//! Questions from while the program was not connected, on a platform that keeps a history of each channel.
//!
//! While its connection lives, the platform says so ([`Service::attend`]), which is kept now and then. After a start it reads
//! what was said since in the channels that [`Service::missed`] gives, and asks it by [`Service::asked_meanwhile`], so that
//! nothing is answered twice.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::Service;
use crate::chat::port::{Port, Sender, Thread};
use crate::command::Command;
use crate::preferences::Preferences;

/// A question that is older is not answered any more.
const ABSENCE: Duration = Duration::from_secs(10 * 60);

/// How many channels are looked through: those that were used last, all in the last week.
const CHANNELS: u32 = 50;

/// How often it is kept that the connection lives, in seconds.
const ATTEND: u64 = 10;

/// What may have been missed while the program was not connected.
pub(crate) struct Absence<C> {
    /// The channels that are still to be read, and since when.
    missed: Mutex<(Vec<C>, SystemTime)>,
    /// When it was last kept that the connection lives, in seconds since 1970.
    attended: AtomicU64,
}

impl<C> Default for Absence<C> {
    fn default() -> Self {
        Self {
            missed: Mutex::new((Vec::new(), UNIX_EPOCH)),
            attended: AtomicU64::new(0),
        }
    }
}

impl<C> Absence<C> {
    fn missed(&self) -> MutexGuard<'_, (Vec<C>, SystemTime)> {
        self.missed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<P: Port> Service<P> {
    /// Finds out what was missed since this connection last lived: nothing if it never did. `connection` is a name by which
    /// it is known after a restart.
    pub(crate) async fn begin_after_absence(&self, connection: &str) {
        if let Some(attended) = self.followed.attended(connection.to_owned()).await {
            let attended = Duration::from_secs(u64::try_from(attended).unwrap_or_default());
            let since = (UNIX_EPOCH + attended).max(SystemTime::now() - ABSENCE);
            let channels = self.followed.used_channels(CHANNELS).await;
            *self.absence.missed() = (channels, since);
        }
    }

    /// The channels that are still to be read.
    pub(crate) fn missed_channels(&self) -> Vec<P::Channel> {
        self.absence.missed().0.clone()
    }

    /// Takes those channels that are still to be read and meant, and since when. Each is taken once.
    pub(crate) fn missed(
        &self,
        is_meant: impl Fn(&P::Channel) -> bool,
    ) -> (Vec<P::Channel>, SystemTime) {
        let (channels, since) = &mut *self.absence.missed();
        let taken = channels.extract_if(.., |channel| is_meant(channel));
        // A channel may come hours after the start.
        (taken.collect(), (*since).max(SystemTime::now() - ABSENCE))
    }

    /// A connection lives; that is kept if it is time to, or if the program is to stop.
    pub(crate) async fn attend(&self, connection: &str, stops: bool) {
        let last = self.absence.attended.load(Ordering::Relaxed);
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.unwrap_or_default().as_secs();
        let is_due = now >= last + ATTEND;
        // A connection that lived a moment ago has lived until the stop; one that was lost has not.
        let lived = last > 0 && now <= last + 2 * ATTEND;
        let is_kept = if stops { lived } else { is_due };
        if is_kept {
            self.absence.attended.store(now, Ordering::Relaxed);
            self.followed.attend(connection.to_owned()).await;
        }
    }

    /// A message gave a command while the program may not have been connected: it is answered unless it was.
    pub(crate) async fn asked_meanwhile(
        &self,
        sender: Sender<P>,
        question: Thread<P::Message>,
        preferences: Arc<Preferences>,
        command: Command,
    ) {
        if !self.followed.is_known(&question.message).await {
            self.asked(sender, question, preferences, command).await;
        }
    }
}
