//! What stands under the bot's name in the list of members: how to begin, and the article.

use std::sync::Arc;

use serenity::all::ActivityData;

use super::gateway::Gateway;
use super::port::DiscordService;
use crate::bot::Context;
use crate::render::discord::limits;
use crate::{citation, wording};

/// What stands there now; `None` if there are several articles.
pub(super) fn now(service: &DiscordService) -> Option<ActivityData> {
    let bot = service.bot.now();
    let article = bot.article(&Context::default())?;
    let presence = wording::Message::new("presence")
        .with("article", citation::title(article))
        .words(service.settings.language());
    Some(ActivityData::custom(limits::shortened(
        &presence,
        limits::PRESENCE,
    )))
}

/// Has it follow the text, for ever.
pub(super) async fn follow(service: &Arc<DiscordService>, gateway: &Gateway) {
    let mut exchanges = service.bot.exchanges();
    while exchanges.changed().await.is_ok() {
        gateway.show(&now(service)).await;
    }
    std::future::pending::<()>().await;
}
