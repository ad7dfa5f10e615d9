//! The settings of channels and their servers, read from the store and cached.

use std::sync::Arc;

use moka::sync::Cache;
use tokio::sync::Mutex;

use super::recent::latest;
use crate::db::{Database, StoredSetting, beside};
use crate::preferences::{Change, Home, Preferences, Scope, Setting, ValueOrigin, find};
use crate::wording::Language;

/// The most servers whose settings are remembered.
const SERVERS: u64 = 10_000;

/// A channel as settings know it. The ids are the platform's, with its name before them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Location {
    /// The server that the channel is of; `None` if it is of none.
    pub(crate) server: Option<String>,
    /// The channel, or room.
    pub(crate) channel: String,
}

impl Location {
    /// What the settings are kept under: the server, or a channel that is of none.
    pub(crate) fn home(&self) -> &str {
        self.server.as_deref().unwrap_or(&self.channel)
    }
}

/// The settings of every channel.
pub(crate) struct ChannelSettings {
    operator: Preferences,
    store: Option<Arc<Database>>,
    servers: Cache<String, Arc<Vec<StoredSetting>>>,
    /// Taken to read or write the store, so that the cache is never older than the store.
    turn: Mutex<()>,
}

impl ChannelSettings {
    /// Settings where the operator has chosen this language. Without a store nothing can be set.
    pub(crate) fn new(language: Language, store: Option<Arc<Database>>) -> Self {
        Self {
            operator: Preferences::of_operator(language),
            store,
            servers: latest(SERVERS).build(),
            turn: Mutex::new(()),
        }
    }

    /// The operator's language.
    pub(crate) fn language(&self) -> Language {
        self.operator.language
    }

    /// What holds in a channel.
    pub(crate) async fn preferences(&self, location: &Location) -> Arc<Preferences> {
        let kept = match self.servers.get(location.home()) {
            Some(kept) => kept,
            None => self.read(location.home()).await,
        };
        Arc::new(resolved(&self.operator, &kept, location))
    }

    /// Changes a setting; returns whether that is kept. What is not kept does not hold either.
    pub(crate) async fn change(&self, location: &Location, change: &Change) -> bool {
        let _turn = self.turn.lock().await;
        let home = location.home().to_owned();
        let channel = match change.scope {
            Scope::Channel => location.channel.clone(),
            Scope::Server => String::new(),
        };
        let (name, value) = (change.key.row().name, change.value.clone());
        let server = home.clone();
        let is_of_channels = change.scope == Scope::Server && change.key == Setting::Only;
        let written = beside(self.store.clone(), move |store| {
            if is_of_channels {
                return store.unset(&server, name);
            }
            store.set(&server, &channel, name, value.as_deref())
        });
        let is_kept = written.await.is_some_and(|written| {
            written
                .inspect_err(|problem| tracing::error!(%problem, "a setting is not kept"))
                .is_ok()
        });
        self.servers.invalidate(&home);
        is_kept
    }

    /// Moves what is kept of a channel without a server to the channel that replaces it.
    pub(crate) async fn channel_replaced(
        &self,
        platform: &'static str,
        old: &impl ToString,
        new: &impl ToString,
    ) {
        let _turn = self.turn.lock().await;
        let (old, new) = (old.to_string(), new.to_string());
        for channel in [&old, &new] {
            self.servers.invalidate(&format!("{platform} {channel}"));
        }
        let moved = beside(self.store.clone(), move |store| {
            store.move_channel(platform, &old, &new)
        });
        if let Some(Err(problem)) = moved.await {
            tracing::error!(%problem, "what is set in a room was not carried over to the room that replaces it");
        }
    }

    /// The settings of a server, as they are kept.
    async fn read(&self, home: &str) -> Arc<Vec<StoredSetting>> {
        let _turn = self.turn.lock().await;
        if let Some(kept) = self.servers.get(home) {
            return kept;
        }
        let server = home.to_owned();
        let read = beside(self.store.clone(), move |store| store.settings(&server));
        let read = read.await.and_then(|read| {
            read.inspect_err(
                |problem| tracing::error!(%problem, "settings cannot be read; the operator's hold"),
            )
            .ok()
        });
        let Some(kept) = read.map(Arc::new) else {
            return Arc::default();
        };
        self.servers.insert(home.to_owned(), Arc::clone(&kept));
        kept
    }
}

/// What comes of all that is set for a server: the channel's own beats the server's, and that the operator's.
fn resolved(operator: &Preferences, kept: &[StoredSetting], location: &Location) -> Preferences {
    let mut preferences = operator.clone().at(match location.server {
        Some(_) => Home::Server,
        None => Home::Channel,
    });
    for (channel, origin) in [
        ("", ValueOrigin::Server),
        (&location.channel, ValueOrigin::Channel),
    ] {
        for set in kept.iter().filter(|set| set.channel == channel) {
            if let Some(key) = find(&set.name) {
                preferences = preferences.with(key, &set.value, origin);
            }
        }
    }
    let is_chosen = kept.iter().any(|set| {
        let set = find(&set.name)
            .map(|key| Preferences::default().with(key, &set.value, ValueOrigin::Channel));
        set.is_some_and(|set| set.is_only)
    });
    preferences.is_elsewhere = is_chosen && !preferences.is_only;
    preferences
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preferences::Length;

    fn location(channel: &str) -> Location {
        Location {
            server: Some("s".to_owned()),
            channel: channel.to_owned(),
        }
    }

    fn change(scope: Scope, key: Setting, value: Option<&str>) -> Change {
        Change {
            scope,
            key,
            value: value.map(str::to_owned),
        }
    }

    #[tokio::test]
    async fn a_channel_beats_its_server_and_that_the_operator() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Arc::new(Database::open(folder.path()).expect("a store"));
        let settings = ChannelSettings::new(Language::Dutch, Some(Arc::clone(&store)));
        let taal = |scope, value| change(scope, Setting::Language, value);
        let of = async |settings: &ChannelSettings, channel: &str| {
            let preferences = settings.preferences(&location(channel)).await;
            (preferences.language, preferences.origin(Setting::Language))
        };
        assert_eq!(
            of(&settings, "1").await,
            (Language::Dutch, ValueOrigin::Operator)
        );
        assert!(
            settings
                .change(&location("1"), &taal(Scope::Server, Some("en")))
                .await
        );
        assert!(
            settings
                .change(&location("1"), &taal(Scope::Channel, Some("nl")))
                .await
        );
        assert_eq!(
            of(&settings, "1").await,
            (Language::Dutch, ValueOrigin::Channel)
        );
        assert_eq!(
            of(&settings, "2").await,
            (Language::English, ValueOrigin::Server)
        );
        // As it was, after a restart.
        let again = ChannelSettings::new(Language::Dutch, Some(store));
        assert_eq!(
            of(&again, "2").await,
            (Language::English, ValueOrigin::Server)
        );
        assert!(
            again
                .change(&location("1"), &taal(Scope::Channel, None))
                .await
        );
        assert_eq!(
            of(&again, "1").await,
            (Language::English, ValueOrigin::Server)
        );
    }

    #[tokio::test]
    async fn where_a_channel_is_chosen_the_others_of_its_server_are_not_answered() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Arc::new(Database::open(folder.path()).expect("a store"));
        let settings = ChannelSettings::new(Language::Dutch, Some(store));
        let only = change(Scope::Channel, Setting::Only, Some("ja"));
        assert!(settings.change(&location("1"), &only).await);
        assert!(!settings.preferences(&location("1")).await.is_elsewhere);
        assert!(settings.preferences(&location("2")).await.is_elsewhere);
        // Also when the channel that was chosen is there no more.
        let everywhere = change(Scope::Server, Setting::Only, None);
        assert!(settings.change(&location("2"), &everywhere).await);
        assert!(!settings.preferences(&location("2")).await.is_elsewhere);
    }

    #[tokio::test]
    async fn without_a_store_nothing_is_set() {
        let settings = ChannelSettings::new(Language::Dutch, None);
        let short = change(Scope::Channel, Setting::Length, Some("kort"));
        assert!(!settings.change(&location("1"), &short).await);
        assert_eq!(
            settings.preferences(&location("1")).await.length,
            Length::Normal
        );
    }
}
