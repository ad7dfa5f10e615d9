//! Watches the shards: whether each is connected, when Discord last acknowledged its heartbeat, and why it is not connected.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use serde::Deserialize;
use serenity::all::{ConnectionStage, ShardId};
use serenity::http::Route;
use tokio::time::timeout;

use super::gateway::{Gateway, intents};
use super::port::DiscordService;
use super::settings::DiscordSettings;
use crate::config::Shards;
use crate::doctor::discord::gateway as diagnosis;

/// How often to look.
const EVERY: Duration = Duration::from_millis(250);

/// How long a shard may be unconnected before the watch asks for the reason, and how long until it asks again.
const UNREADY: Duration = Duration::from_secs(8);
const AGAIN: Duration = Duration::from_secs(60);

/// How long the watch may ask.
const PATIENCE: Duration = Duration::from_secs(10);

/// When a shard's last heartbeat was acknowledged. serenity tells only how long that took, by which a heartbeat is known.
struct Sign {
    heartbeat: Option<Duration>,
    at: Instant,
}

/// Reports to the pulse and to the service. Fails once Discord refuses a shard for a reason that trying again does not change:
/// serenity tries it for ever, which delays the events of the others.
pub(super) async fn watch(
    service: &Arc<DiscordService>,
    gateway: &Gateway,
    settings: &DiscordSettings,
    connection: &str,
) -> Result<()> {
    let shards = settings.shards.as_ref();
    let first = ShardId(shards.map_or(0, |shards| *shards.own.start()));
    let mut signs: HashMap<ShardId, Sign> = HashMap::new();
    let mut due: HashMap<ShardId, Instant> = HashMap::new();
    loop {
        tokio::time::sleep(EVERY).await;
        let (seen, now) = (gateway.heartbeats().await, Instant::now());
        let expected = match shards {
            Some(Shards { own, .. }) => own.end() - own.start() + 1,
            None => service.port.shards.load(Ordering::Relaxed).max(1),
        };
        let mut unconnected = if seen.is_empty() {
            vec![first]
        } else {
            Vec::new()
        };
        let mut connected = HashMap::new();
        for (shard, (stage, heartbeat)) in seen {
            let known = signs.remove(&shard);
            if stage == ConnectionStage::Connected {
                let same = known.filter(|sign| sign.heartbeat == heartbeat);
                let sign = same.unwrap_or(Sign { heartbeat, at: now });
                connected.insert(shard, sign);
            } else {
                unconnected.push(shard);
            }
        }
        signs = connected;
        let is_whole = u32::try_from(signs.len()).is_ok_and(|count| count >= expected);
        match signs.values().map(|sign| sign.at).min() {
            Some(oldest) if is_whole => {
                service.pulse.beat_at(oldest);
                service.attend(connection, false).await;
            }
            _ => service.pulse.lost(),
        }
        due.retain(|shard, _| unconnected.contains(shard));
        for shard in unconnected {
            let at = due.entry(shard).or_insert(now + UNREADY);
            if *at <= now {
                *at = now + AGAIN;
                let asked = timeout(PATIENCE, fault(service, settings, shard));
                if let Ok(Some(fault)) = asked.await {
                    bail!(fault);
                }
            }
        }
    }
}

/// Returns what an operator has to mend before a shard can connect; `None` if nothing is known.
async fn fault(
    service: &DiscordService,
    settings: &DiscordSettings,
    shard: ShardId,
) -> Option<&'static str> {
    #[derive(Deserialize)]
    struct Found {
        url: String,
    }
    let port = &service.port;
    let Found { url } = port.api.get(Route::Gateway).await.ok()?;
    let all = settings.shards.as_ref().map_or_else(
        || port.shards.load(Ordering::Relaxed).max(1),
        |shards| shards.all,
    );
    let intents = intents(port.has_content.load(Ordering::Relaxed)).bits();
    diagnosis::fault(&url, &settings.token, [shard.0, all], intents).await
}
