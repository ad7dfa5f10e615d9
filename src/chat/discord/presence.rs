//! The text under the bot's name in the list of members: how to begin, and the article.

use serde_json::json;
use tokio_tungstenite::tungstenite::Message as Frame;

use super::port::DiscordService;
use crate::bot::Context;
use crate::render::discord::limits;
use crate::{citation, wording};

/// Returns the gateway frame that sets the text; it is empty if there are several articles.
///
/// serenity's own frame has an object as `since`, but Discord documents a number. serenity 0.12 cannot leave that object out when
/// it identifies; Discord takes it there, and this frame follows once the shard is ready.
/// Source: <https://discord.com/developers/docs/events/gateway-events#update-presence>.
pub(super) fn now(service: &DiscordService) -> Frame {
    const PRESENCE_UPDATE: u8 = 3;
    const CUSTOM: u8 = 4;
    let bot = service.bot.now();
    let activity = bot.article(&Context::default()).map(|article| {
        let text = wording::Message::new("presence")
            .with("article", citation::title(article))
            .words(service.settings.language());
        let text = limits::shortened(&text, limits::PRESENCE);
        json!({ "name": "Custom Status", "type": CUSTOM, "state": text })
    });
    let activities: Vec<_> = activity.into_iter().collect();
    let update = json!({ "op": PRESENCE_UPDATE, "d": {
        "since": 0, "activities": activities, "status": "online", "afk": false,
    }});
    Frame::Text(update.to_string())
}
