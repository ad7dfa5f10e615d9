//! Discord's settings, and the link that adds the bot to a server.

use std::num::NonZero;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use super::{Examining, Known, Platform, runtime, sharing};
use crate::article::is_web_address;
use crate::chat::ChatSettings;
use crate::chat::discord::{self, DiscordSettings};
use crate::cli::tasks::print;
use crate::config::{Secret, Settings};
use crate::doctor::discord::{self as doctor, application};
use crate::environment::{DISCORD_API, DISCORD_TOKEN, parsed};
use crate::ops::Health;

/// The variables that may hold Discord's token.
const TOKEN: [&str; 2] = [DISCORD_TOKEN, "DISCORD_TOKEN"];

/// The timeout for connecting to Discord.
const CONNECT: Duration = Duration::from_secs(10);

/// What the operator must set for the bot to run there.
const NEEDED: &str = "put Discord's token into VOETNOOT_DISCORD_TOKEN (or name a file that holds it in \
                                 VOETNOOT_DISCORD_TOKEN_FILE)";

/// Discord's entry in the table of platforms.
pub(super) const PLATFORM: Known = Known {
    configure: platform,
    examine: examining,
    needed: NEEDED,
};

/// Discord; `None` without a token.
fn platform(settings: &Settings, health: &mut Health) -> Result<Option<Platform>> {
    let api = api()?;
    let Some(token) = Secret::from_environment(&TOKEN)? else {
        return Ok(None);
    };
    let mut discord = DiscordSettings {
        token,
        api,
        shards: settings.shards.clone(),
        client: client()?,
        chat: ChatSettings::new(settings, health.platform("discord")),
    };
    Ok(Some(Platform {
        name: "Discord",
        sharing: Some(sharing(settings)),
        run: Box::new(move |bot, store, stop| {
            discord.chat.store = Some(store);
            Box::pin(discord::run(bot, discord, stop))
        }),
    }))
}

/// What examines Discord, if there is a token.
fn examining(_: &Settings) -> Result<Option<Examining>> {
    let (api, client) = (api()?, client()?);
    let Some(token) = Secret::from_environment(&TOKEN)? else {
        return Ok(None);
    };
    Ok(Some(Box::pin(async move {
        doctor::examine(&token, api.as_deref(), client).await
    })))
}

/// Prints the link that adds the bot to a server; with `is_user`, to what somebody uses themselves.
pub(in crate::cli) fn invite(named: Option<NonZero<u64>>, is_user: bool) -> Result<()> {
    let id = match named {
        Some(id) => id.get(),
        None => {
            let Some(token) = Secret::from_environment(&TOKEN)? else {
                bail!("no platform is configured: {NEEDED}");
            };
            let client = client()?;
            let api = api()?;
            runtime()?
                .block_on(application::id(&token, api.as_deref(), client))
                .context(
                    "the application's id cannot be had from Discord; --application names it",
                )?
        }
    };
    print(&if is_user {
        application::user_link(id)
    } else {
        application::link(id)
    })
}

fn api() -> Result<Option<String>> {
    parsed(DISCORD_API, |text| {
        let is_address = is_web_address(text);
        is_address.then(|| text.to_owned()).ok_or_else(|| {
            format!("`{text}` is no web address: write one such as http://127.0.0.1:8080, or leave it out for Discord's own")
        })
    })
}

fn client() -> Result<discord::HttpClient> {
    discord::HttpClient::builder()
        .connect_timeout(CONNECT)
        .build()
        .context("requests cannot be sent")
}
