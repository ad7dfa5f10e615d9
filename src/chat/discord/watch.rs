//! Watches the shards: whether each is connected, when Discord last acknowledged its heartbeat, and why it is not connected.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use serenity::all::{ConnectionStage, Route, ShardId};
use tokio::time::timeout;

use super::gateway::{Gateway, intents};
use super::port::DiscordService;
use super::settings::DiscordSettings;
use crate::config::Shards;
use crate::doctor::discord::gateway as diagnosis;

const EVERY: Duration = Duration::from_millis(250);

/// How long a shard may be unconnected before the watch asks for the reason, and how long until it asks again.
const UNREADY: Duration = Duration::from_secs(8);
const AGAIN: Duration = Duration::from_secs(60);

const PATIENCE: Duration = Duration::from_secs(10);

struct Watched {
    /// How long the acknowledgement of its last heartbeat took. serenity tells only that, by which a heartbeat is known.
    heartbeat: Option<Duration>,
    /// When that was first seen; `None` if the shard is not connected.
    alive: Option<Instant>,
    /// When to ask why it is not connected.
    ask: Instant,
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
    let mut watched: HashMap<ShardId, Watched> = HashMap::new();
    loop {
        tokio::time::sleep(EVERY).await;
        let (mut seen, now) = (gateway.heartbeats().await, Instant::now());
        if seen.is_empty() {
            seen.insert(first, (ConnectionStage::Disconnected, None));
        }
        watched.retain(|shard, _| seen.contains_key(shard));
        for (shard, (stage, heartbeat)) in seen {
            let known = watched.entry(shard).or_insert(Watched {
                heartbeat,
                alive: None,
                ask: now + UNREADY,
            });
            if stage != ConnectionStage::Connected {
                known.alive = None;
                continue;
            }
            known.ask = now + UNREADY;
            if known.alive.is_none() || known.heartbeat != heartbeat {
                (known.alive, known.heartbeat) = (Some(now), heartbeat);
            }
        }
        let expected = match shards {
            Some(Shards { own, .. }) => own.end() - own.start() + 1,
            None => service.port.shards(),
        };
        let alive: Vec<Instant> = watched.values().filter_map(|known| known.alive).collect();
        let is_whole = u32::try_from(alive.len()).is_ok_and(|count| count >= expected);
        match alive.into_iter().min() {
            Some(oldest) if is_whole => {
                service.pulse.beat_at(oldest);
                service.attend(connection, false).await;
            }
            _ => service.pulse.lost(),
        }
        for (shard, known) in &mut watched {
            if known.alive.is_none() && known.ask <= now {
                known.ask = now + AGAIN;
                let asked = timeout(PATIENCE, fault(service, settings, *shard));
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
    let port = &service.port;
    let found: serenity::all::Gateway = port.api.get(Route::Gateway).await.ok()?;
    let all = match &settings.shards {
        Some(Shards { all, .. }) => *all,
        None => port.shards(),
    };
    let intents = intents(port.has_content.load(Ordering::Relaxed)).bits();
    diagnosis::fault(&found.url, &settings.token, [shard.0, all], intents).await
}
