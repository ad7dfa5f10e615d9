//! The sync loop: asks the homeserver what is new since the last checkpoint.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use matrix_sdk::config::{RequestConfig, SyncSettings, SyncToken};
use matrix_sdk::ruma::api::client::filter::{FilterDefinition, LazyLoadOptions};
use matrix_sdk::ruma::api::client::sync::sync_events::{self, v3::Filter};
use matrix_sdk::ruma::uint;
use matrix_sdk::sync::SyncResponse;
use matrix_sdk::{Client, Error};
use tokio::time::Instant;

use super::checkpoint::{self, Batch, Checkpoint};
use super::config::MatrixConfig;
use super::dispatch::{self, Since};
use super::port::{MatrixService, location};
use super::{account, identity, retry, rooms, sending};

/// How long the homeserver may wait for something new.
const WAIT: Duration = Duration::from_secs(10);

/// How much longer than that an answer may take.
const SLOW: Duration = Duration::from_secs(10);

/// The age of the last answer after which the bot is not ready.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// How long the homeserver may be silent before what comes in next may be old.
const AWAY: Duration = Duration::from_secs(60);

/// Listens until the homeserver refuses for good.
pub(super) async fn listen(service: &Arc<MatrixService>, config: &MatrixConfig) -> Result<()> {
    let client = &service.port.client;
    identity::set_display_name(client, config).await;
    identity::report(identity::settle(client, config).await);
    warn_of_other_keys(client);
    let mut checkpoint = Checkpoint::default();
    let mut position = checkpoint::position(client).await;
    let mut pauses = retry::pauses();
    let mut heard: Option<Instant> = None;
    let mut is_broken = false;
    loop {
        let error = match ask(client, position.as_deref(), heard.is_some()).await {
            Ok(response) => {
                service.pulse.beat();
                if std::mem::take(&mut is_broken) {
                    service.pulse.reconnected();
                }
                if heard.is_none() {
                    let rooms = client.joined_rooms().len();
                    tracing::info!(user = %service.port.me, rooms, "connected to Matrix");
                }
                let since = Since {
                    position: position.take(),
                    was_away: heard.is_none_or(|heard| heard.elapsed() > WAIT + AWAY),
                };
                heard = Some(Instant::now());
                pauses = retry::pauses();
                position = Some(response.next_batch.clone());
                arrived(&mut checkpoint, service, response, since);
                continue;
            }
            Err(error) => error,
        };
        if position.is_some() && is_unknown_position(&error) {
            tracing::warn!(%error, "the homeserver does not know where we were; going on from now");
            position = None;
            continue;
        }
        if let Some(fault) = account::fault(&error, &config.folder()) {
            return Err(fault);
        }
        is_broken = heard.is_some();
        tracing::warn!(%error, "no answer of the homeserver; trying again");
        retry::wait(&mut pauses, &error).await;
    }
}

/// Waits for something new, and lets matrix-sdk take it in.
///
/// If people's devices have changed, nothing may be encrypted until matrix-sdk has looked them up, which it does while it
/// takes a sync in. It reports the change only afterwards, so the first request goes past it.
async fn ask(
    client: &Client,
    position: Option<&str>,
    is_connected: bool,
) -> Result<SyncResponse, Error> {
    let filter = filter(position.is_none());
    let mut settings = SyncSettings::new()
        .filter(filter.clone())
        .token(SyncToken::NoToken)
        .timeout(Duration::ZERO);
    let mut is_settled = false;
    if let Some(position) = position {
        let wait = if is_connected { WAIT } else { Duration::ZERO };
        let mut request = sync_events::v3::Request::new();
        request.filter = Some(filter);
        request.since = Some(position.to_owned());
        request.timeout = Some(wait);
        request.use_state_after = true;
        let config = RequestConfig::new().disable_retry().timeout(wait + SLOW);
        let news = client.send(request).with_request_config(config).await?;
        let devices = &news.device_lists;
        is_settled = is_connected && devices.changed.is_empty() && devices.left.is_empty();
        settings = settings.token(SyncToken::Specific(position.to_owned()));
        if !news.rooms.is_empty() || !news.to_device.is_empty() {
            // With the same timeout the homeserver answers the second request from its cache.
            settings = settings.timeout(wait);
        }
    }
    let _nothing_is_encrypted = match is_settled {
        true => None,
        false => Some(sending::KEYS.write().await),
    };
    client.sync_once(settings).await
}

/// Gives everything that has come in a task.
fn arrived(
    checkpoint: &mut Checkpoint,
    service: &Arc<MatrixService>,
    response: SyncResponse,
    since: Since,
) {
    let client = &service.port.client;
    let mut batch = Batch::new(Arc::clone(service));
    let since = Arc::new(since);
    let invited = response.rooms.invited.keys();
    for room in invited.filter_map(|room| client.get_room(room)) {
        batch.spawn(async move |service| rooms::invited(&service, &room).await);
    }
    for (room, update) in response.rooms.joined {
        if let Some(room) = client.get_room(&room) {
            dispatch::came(&mut batch, room, update.timeline, &since);
        }
    }
    for room in response.rooms.left.into_keys() {
        batch.spawn(async move |service| service.left_channel(&location(&room)).await);
    }
    if since.was_away {
        // The last leaving may have been missed, or an upgrade.
        for room in client.joined_rooms() {
            batch.spawn(async move |service| rooms::catch_up(&service, &room).await);
        }
    }
    checkpoint.after(batch, response.next_batch);
}

/// Which events the homeserver sends: those of rooms, and only the members who say something. The first time, earlier messages
/// are left out.
fn filter(is_first: bool) -> Filter {
    let mut filter = FilterDefinition::ignore_all();
    filter.account_data = Default::default();
    filter.room = Default::default();
    filter.room.ephemeral = matrix_sdk::ruma::api::client::filter::RoomEventFilter::ignore_all();
    filter.room.state.lazy_load_options = LazyLoadOptions::Enabled {
        include_redundant_members: false,
    };
    filter.room.timeline.limit = Some(if is_first { uint!(1) } else { uint!(100) });
    filter.into()
}

fn is_unknown_position(error: &Error) -> bool {
    let status = error
        .as_client_api_error()
        .map(|error| error.status_code.as_u16());
    status == Some(400)
}

/// Logs an error if another program uses the same keys, or if those in the state folder are older than the homeserver's.
fn warn_of_other_keys(client: &Client) {
    let mut reports = client.subscribe_to_duplicate_key_upload_errors();
    // The task ends with the client.
    tokio::spawn(async move {
        while reports.recv().await.is_ok() {
            tracing::error!(
                "the homeserver has other keys of this device than the state folder: it was lost and put back from an old copy, or \
                 another program uses it. People's messages may be unreadable until the bot gets a new session: stop it, move \
                 the state folder away, start it, and run `voetnoot matrix verify`"
            );
        }
    });
}
