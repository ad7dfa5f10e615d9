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

use super::account::{self, Account};
use super::dispatch::{self, Since};
use super::port::{MatrixService, location};
use super::retry;
use super::{Settings, identity, rooms, sending};

/// How long the homeserver may wait for something new.
const WAIT: Duration = Duration::from_secs(10);

/// How much longer than that it may take to say so.
const SLOW: Duration = Duration::from_secs(10);

/// How old the last answer may be while all is well.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// After how long without an answer of the homeserver what comes may be old.
const AWAY: Duration = Duration::from_secs(60);

/// Listens until that is of no use any more.
pub(super) async fn listen(
    service: &Arc<MatrixService>,
    account: &Account,
    settings: &Settings,
) -> Result<()> {
    identity::report(identity::settle(&service.port.client, settings).await);
    warn_of_twins(service);
    let mut position = service.port.checkpoint.position().await;
    let mut pauses = retry::first_pauses();
    let mut heard: Option<Instant> = None;
    let mut is_broken = false;
    loop {
        let client = &service.port.client;
        let error = match ask(client, position.as_deref(), heard.is_some()).await {
            Ok(response) => {
                settings.pulse.beat();
                if std::mem::take(&mut is_broken) {
                    settings.pulse.reconnected();
                }
                if heard.is_none() {
                    let rooms = service.port.client.joined_rooms().len();
                    tracing::info!(user = %service.port.me, rooms, "connected to Matrix");
                }
                let since = Since {
                    position: position.take(),
                    was_away: heard.is_none_or(|heard| heard.elapsed() > WAIT + AWAY),
                };
                heard = Some(Instant::now());
                pauses = retry::pauses();
                position = Some(response.next_batch.clone());
                arrived(service, response, since).await;
                continue;
            }
            Err(error) => error,
        };
        if position.is_some() && is_unknown_position(&error) {
            tracing::warn!(%error, "the homeserver does not know where we were; going on from now");
            position = None;
            continue;
        }
        if let Some(fault) = account::fault(&error, &account.folder) {
            return Err(fault);
        }
        is_broken = heard.is_some();
        tracing::warn!(%error, "no answer of the homeserver; trying again");
        retry::wait(&mut pauses, &error).await;
    }
}

/// Waits for something new, and takes it in.
///
/// Where somebody's devices have changed, nothing is encrypted until matrix-sdk has looked them up, which it does as it takes
/// that in. It tells of it only afterwards: so we ask first without it.
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
            // It is there already. Asked in the same way, the homeserver need not look for it again.
            settings = settings.timeout(wait);
        }
    }
    let _nothing_is_encrypted = match is_settled {
        true => None,
        false => Some(sending::KEYS.write().await),
    };
    client.sync_once(settings).await
}

/// Hands everything that has come in to a task.
async fn arrived(service: &Arc<MatrixService>, response: SyncResponse, since: Since) {
    let ticket = service.port.checkpoint.begin(response.next_batch).await;
    let since = Arc::new(since);
    for room in response.rooms.invited.keys() {
        if let Some(room) = service.port.client.get_room(room) {
            let invited =
                async move |service: Arc<MatrixService>| rooms::invited(&service, &room).await;
            ticket.spawn(service, invited).await;
        }
    }
    for (room, update) in response.rooms.joined {
        if let Some(room) = service.port.client.get_room(&room) {
            dispatch::came(service, &room, update.timeline, &since, &ticket).await;
        }
    }
    for room in response.rooms.left.into_keys() {
        let left =
            async move |service: Arc<MatrixService>| service.left_channel(&location(&room)).await;
        ticket.spawn(service, left).await;
    }
    if since.was_away {
        // What was missed while away may be the last leaving.
        for room in service.port.client.joined_rooms() {
            let left = async move |service: Arc<MatrixService>| {
                rooms::leave_if_empty(&service, &room).await;
            };
            ticket.spawn(service, left).await;
        }
    }
    ticket.done().await;
}

/// What we want to hear of: what is said in rooms, and who is in them as far as it matters. At first, what was said before
/// is left out.
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

/// Tells the operator if somebody else uses the same keys, or those in the state folder are older than the homeserver's.
fn warn_of_twins(service: &Arc<MatrixService>) {
    let mut twins = service
        .port
        .client
        .subscribe_to_duplicate_key_upload_errors();
    // It ends with the client.
    tokio::spawn(async move {
        while twins.recv().await.is_ok() {
            tracing::error!(
                "the homeserver has other keys of this device than the state folder: it was lost and put back from an old copy, or \
                 another program uses it. People's messages may be unreadable until the bot gets a new session: stop it, move \
                 the state folder away, start it, and run `voetnoot matrix verify`"
            );
        }
    });
}
