//! Watches whether every shard is connected, and when Discord last acknowledged a heartbeat of each.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use serenity::all::{ConnectionStage, ShardId};

use super::gateway::Gateway;
use super::port::DiscordService;
use crate::config::Shards;

/// How often to look.
const EVERY: Duration = Duration::from_millis(250);

/// When a shard's last heartbeat was acknowledged. serenity tells only how long that took, by which a heartbeat is known.
struct Sign {
    heartbeat: Option<Duration>,
    at: Instant,
}

/// Reports to the pulse and to the service, for ever.
pub(super) async fn watch(
    service: &Arc<DiscordService>,
    gateway: &Gateway,
    shards: Option<&Shards>,
    connection: &str,
) {
    let mut signs: HashMap<ShardId, Sign> = HashMap::new();
    loop {
        tokio::time::sleep(EVERY).await;
        let expected = match shards {
            Some(Shards { own, .. }) => own.end() - own.start() + 1,
            None => service.port.shards.load(Ordering::Relaxed).max(1),
        };
        let seen = gateway.heartbeats().await;
        let connected: HashMap<ShardId, Option<Duration>> = seen
            .into_iter()
            .filter(|(_, (stage, _))| *stage == ConnectionStage::Connected)
            .map(|(shard, (_, heartbeat))| (shard, heartbeat))
            .collect();
        signs.retain(|shard, _| connected.contains_key(shard));
        for (shard, heartbeat) in &connected {
            let is_known = signs
                .get(shard)
                .is_some_and(|sign| sign.heartbeat == *heartbeat);
            if !is_known {
                let sign = Sign {
                    heartbeat: *heartbeat,
                    at: Instant::now(),
                };
                signs.insert(*shard, sign);
            }
        }
        let is_whole = u32::try_from(signs.len()).is_ok_and(|count| count >= expected);
        match signs.values().map(|sign| sign.at).min() {
            Some(oldest) if is_whole => {
                service.pulse.beat_at(oldest);
                service.attend(connection, false).await;
            }
            _ => service.pulse.lost(),
        }
    }
}
