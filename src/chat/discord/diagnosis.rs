//! Why Discord closes a shard's connection before it has begun: serenity tries for ever and keeps the reason for some of the
//! codes to itself, so one connection is made by hand to hear it.

use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use serde::Deserialize;
use serde_json::json;
use serenity::all::GatewayIntents;
use serenity::http::Route;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Message;

use super::api::Api;
use crate::config::Secret;

/// How long a gateway may take to say what is wrong.
const PATIENCE: Duration = Duration::from_secs(10);

/// What helps if the token is wrong.
pub(super) const TOKEN: &str = "Discord does not know the token: copy it anew from the developer portal (Bot, Reset Token) into \
                     VOETNOOT_DISCORD_TOKEN or the file that VOETNOOT_DISCORD_TOKEN_FILE names";

#[derive(Deserialize)]
struct Gateway {
    url: String,
}

/// What an operator has to mend before a shard, of how many, can connect; `None` if there is nothing, or it cannot be found
/// out.
pub(super) async fn fault(
    api: &Api,
    token: &Secret,
    shard: [u32; 2],
    intents: GatewayIntents,
) -> Option<&'static str> {
    let gateway: Gateway = api.get(Route::Gateway).await.ok()?;
    let closed = tokio::time::timeout(PATIENCE, close_code(&gateway.url, token, shard, intents));
    explanation(closed.await.ok().flatten()?)
}

/// The code with which the gateway closes a connection of this shard; `None` if it does not.
async fn close_code(
    url: &str,
    token: &Secret,
    shard: [u32; 2],
    intents: GatewayIntents,
) -> Option<u16> {
    let url = format!("{}/?v=10&encoding=json", url.trim_end_matches('/'));
    let (mut socket, _) = connect_async(url).await.ok()?;
    let identify = json!({ "op": 2, "d": {
        "token": token.expose(),
        "intents": intents.bits(),
        "shard": shard,
        "properties": { "os": std::env::consts::OS, "browser": "voetnoot", "device": "voetnoot" },
    }});
    socket
        .send(Message::Text(identify.to_string()))
        .await
        .ok()?;
    while let Some(Ok(message)) = socket.next().await {
        match message {
            Message::Close(frame) => return Some(frame?.code.into()),
            // It has begun after all.
            Message::Text(text) if text.contains("\"READY\"") => return None,
            _ => {}
        }
    }
    None
}

/// What a close code asks of the operator, for the codes after which trying again is of no use.
/// Source: <https://discord.com/developers/docs/topics/opcodes-and-status-codes>.
pub(super) fn explanation(code: u16) -> Option<&'static str> {
    match code {
        4004 => Some(TOKEN),
        4010 => {
            Some("Discord refuses these shards: --shards 0-3/16 names the first four of sixteen")
        }
        4011 => Some(
            "the bot is in too many servers for so few shards: leave --shards out, or name more of them",
        ),
        4012 | 4013 => Some(
            "Discord does not know what this version of the bot asks to hear of: a newer version is needed",
        ),
        4014 => Some(
            "Discord refuses what the bot asks to hear of: look at its intents in the developer portal (Bot)",
        ),
        _ => None,
    }
}
