//! The reading page's settings.

use std::sync::Arc;

use anyhow::Result;

use super::{Known, Platform};
use crate::config::Settings;
use crate::ops::{Health, Pulse};
use crate::web;

/// The reading page's entry in the table of platforms.
pub(super) const PLATFORM: Known = Known {
    configure: platform,
    examine: |_| Ok(None),
    needed: "for the reading page, set VOETNOOT_WEB to the address to show it on, as 127.0.0.1:8080",
};

/// The reading page; `None` without an address.
#[expect(
    clippy::unnecessary_wraps,
    reason = "the settings of other platforms can be wrong"
)]
fn platform(settings: &Settings, health: &mut Health) -> Result<Option<Platform>> {
    let Some(address) = settings.web else {
        return Ok(None);
    };
    let pulse: Arc<Pulse> = health.platform("web");
    let page = web::Settings {
        public_url: settings.public_url.clone(),
        frames: settings.web_embed.clone(),
        client_header: settings.web_client_header.clone(),
        language: settings.language(),
        limits: settings.limits.unwrap_or_default(),
        pulse,
    };
    Ok(Some(Platform {
        name: "the reading page",
        sharing: None,
        run: Box::new(move |bot, _, stop| {
            Box::pin(async move {
                let listener = web::listen(address).await?;
                web::serve(listener, bot, page, stop).await
            })
        }),
    }))
}
