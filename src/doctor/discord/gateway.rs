//! Finds out why Discord closes a shard's connection before it has begun. The client tries again for ever and does not tell
//! some of the codes, so one connection is made here to hear the code.

use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::json;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Message;

use crate::config::Secret;

/// How long to wait for the gateway's close code.
const PATIENCE: Duration = Duration::from_secs(10);

/// What to do if the token is wrong.
const TOKEN: &str = "Discord does not know the token: copy it anew from the developer portal (Bot, Reset Token) into \
                     VOETNOOT_DISCORD_TOKEN or the file that VOETNOOT_DISCORD_TOKEN_FILE names";

/// Returns what an operator has to mend before a shard, of how many, can connect with these intents to the gateway at `url`;
/// `None` if there is nothing, or it cannot be found out.
pub(crate) async fn fault(
    url: &str,
    token: &Secret,
    shard: [u32; 2],
    intents: u64,
) -> Option<&'static str> {
    let closed = tokio::time::timeout(PATIENCE, close_code(url, token, shard, intents));
    explanation(closed.await.ok().flatten()?)
}

/// Returns the code with which the gateway closes a connection of this shard; `None` if it does not close it.
async fn close_code(url: &str, token: &Secret, shard: [u32; 2], intents: u64) -> Option<u16> {
    let url = format!("{}/?v=10&encoding=json", url.trim_end_matches('/'));
    let (mut socket, _) = connect_async(url).await.ok()?;
    let identify = json!({ "op": 2, "d": {
        "token": token.expose(),
        "intents": intents,
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
            // The gateway accepts the shard.
            Message::Text(text) if text.contains("\"READY\"") => return None,
            _ => {}
        }
    }
    None
}

/// Returns what an operator has to do after a close code; `None` if trying again may help.
/// Source: <https://discord.com/developers/docs/topics/opcodes-and-status-codes>.
pub(crate) fn explanation(code: u16) -> Option<&'static str> {
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
