//! Questions from while the program was not connected, on a platform that keeps a history of each channel.
//!
//! While its connection lives, the platform says so ([`Service::attend`]), which is kept now and then. After a start, and
//! after a connection whose events are lost ([`Service::begin_again`]), it reads what was said since in the channels that
//! [`Service::missed`] gives, and asks what the service does not know yet ([`Service::was_asked`]).

use std::sync::Mutex;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::Service;
use crate::chat::port::Port;
use crate::parallel::lock;

/// A question that is older is not answered any more.
pub(crate) const ABSENCE: Duration = Duration::from_secs(10 * 60);

/// How many channels are looked through: those that were used last, all in the last week.
const CHANNELS: u32 = 50;

/// How often it is kept that the connection lives, in seconds.
const ATTEND: u64 = 10;

/// What may have been missed while the program was not connected.
pub(crate) struct Absence<C> {
    /// The channels that are still to be read, and since when.
    missed: Mutex<(Vec<C>, SystemTime)>,
    /// When it was last kept that the connection lives, and when before that; in seconds since 1970, 0 for never.
    attended: Mutex<[u64; 2]>,
}

impl<C> Default for Absence<C> {
    fn default() -> Self {
        Self {
            missed: Mutex::new((Vec::new(), UNIX_EPOCH)),
            attended: Mutex::default(),
        }
    }
}

impl<P: Port> Service<P> {
    /// Finds out what was missed since this connection last lived: nothing if it never did. `connection` is a name by which
    /// it is known after a restart.
    pub(crate) async fn begin_after_absence(&self, connection: &str) {
        if let Some(attended) = self.followed.attended(connection.to_owned()).await {
            self.look_back_to(u64::try_from(attended).unwrap_or_default())
                .await;
        }
    }

    /// The connection was lost, and with it what was said until now: that is missed, too.
    pub(crate) async fn begin_again(&self) {
        let [last, before] = *lock(&self.absence.attended);
        // It may have been kept already that the new connection lives.
        let attended = if before > 0 { before } else { last };
        if attended > 0 {
            self.look_back_to(attended).await;
        }
    }

    async fn look_back_to(&self, attended: u64) {
        let channels = self.followed.used_channels(CHANNELS).await;
        let since = UNIX_EPOCH + Duration::from_secs(attended);
        *lock(&self.absence.missed) = (channels, since);
    }

    /// The channels that are still to be read.
    pub(crate) fn missed_channels(&self) -> Vec<P::Channel> {
        lock(&self.absence.missed).0.clone()
    }

    /// Takes those channels that are still to be read and meant, and since when. Each is taken once.
    pub(crate) fn missed(
        &self,
        is_meant: impl Fn(&P::Channel) -> bool,
    ) -> (Vec<P::Channel>, SystemTime) {
        let (channels, since) = &mut *lock(&self.absence.missed);
        let taken = channels.extract_if(.., |channel| is_meant(channel));
        // A channel may come hours after the connection began.
        (taken.collect(), (*since).max(SystemTime::now() - ABSENCE))
    }

    /// A connection lives; that is kept if it is time to, or if the program is to stop.
    pub(crate) async fn attend(&self, connection: &str, stops: bool) {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.unwrap_or_default().as_secs();
        let is_kept = {
            let mut attended = lock(&self.absence.attended);
            let last = attended[0];
            // A connection that lived a moment ago has lived until the stop; one that was lost has not.
            let lived = last > 0 && now <= last + 2 * ATTEND;
            let is_kept = if stops { lived } else { now >= last + ATTEND };
            if is_kept {
                *attended = [now, last];
            }
            is_kept
        };
        if is_kept {
            self.followed.attend(connection.to_owned()).await;
        }
    }

    /// Whether a message asked something before, and was or is being answered.
    pub(crate) async fn was_asked(&self, message: &P::Message) -> bool {
        self.followed.is_known(message).await
    }
}
