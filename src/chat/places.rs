//! What holds where: the settings of channels and their servers, from the store, remembered in memory.

use std::sync::Arc;

use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use tokio::sync::Mutex;

use crate::preferences::{
    Change, Home, Preferences, Scope, Setting as Key, ValueOrigin as Origin, find,
};
use crate::store::{Kept, Store, beside};
use crate::wording::Language;

/// The most servers whose settings are remembered.
const SERVERS: u64 = 10_000;

/// Where something is said. The ids are the platform's, with its name before them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The server that the channel is of; none where it is of none.
    pub server: Option<String>,
    /// The channel, or room.
    pub channel: String,
}

impl Place {
    /// What the settings are kept under: the server, or a channel that is of none.
    #[must_use]
    pub fn home(&self) -> &str {
        self.server.as_deref().unwrap_or(&self.channel)
    }
}

/// The settings of every place.
pub struct Places {
    operator: Preferences,
    store: Option<Arc<Store>>,
    servers: Cache<String, Arc<Vec<Kept>>>,
    /// Whoever reads or writes the store: what is remembered is never older than what is kept.
    turn: Mutex<()>,
}

impl Places {
    /// Places in which the operator has chosen this language. Without a store nothing can be set.
    #[must_use]
    pub fn new(language: Language, store: Option<Arc<Store>>) -> Self {
        Self {
            operator: Preferences::of_operator(language),
            store,
            servers: Cache::builder()
                .max_capacity(SERVERS)
                .eviction_policy(EvictionPolicy::lru())
                .build(),
            turn: Mutex::new(()),
        }
    }

    /// Where settings are kept.
    #[must_use]
    pub fn store(&self) -> Option<Arc<Store>> {
        self.store.clone()
    }

    /// The operator's language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.operator.language
    }

    /// What holds in a place.
    pub async fn preferences(&self, place: &Place) -> Arc<Preferences> {
        let kept = match self.servers.get(place.home()) {
            Some(kept) => kept,
            None => self.read(place.home()).await,
        };
        Arc::new(resolved(&self.operator, &kept, place))
    }

    /// Sets something in a place; whether that is kept. What is not kept does not hold either.
    pub async fn change(&self, place: &Place, change: &Change) -> bool {
        let _turn = self.turn.lock().await;
        let home = place.home().to_owned();
        let channel = match change.scope {
            Scope::Channel => place.channel.clone(),
            Scope::Server => String::new(),
        };
        let (name, value) = (change.key.row().name, change.value.clone());
        let server = home.clone();
        let is_of_channels = change.scope == Scope::Server && change.key == Key::Only;
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

    /// The settings of a server, as they are kept.
    async fn read(&self, home: &str) -> Arc<Vec<Kept>> {
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
fn resolved(operator: &Preferences, kept: &[Kept], place: &Place) -> Preferences {
    let mut preferences = operator.clone().at(match place.server {
        Some(_) => Home::Server,
        None => Home::Channel,
    });
    for (channel, origin) in [("", Origin::Server), (&place.channel, Origin::Channel)] {
        for set in kept.iter().filter(|set| set.channel == channel) {
            if let Some(key) = find(&set.name) {
                preferences = preferences.with(key, &set.value, origin);
            }
        }
    }
    let is_chosen = kept.iter().any(|set| {
        let set = find(&set.name)
            .map(|key| Preferences::default().with(key, &set.value, Origin::Channel));
        set.is_some_and(|set| set.is_only)
    });
    preferences.is_elsewhere = is_chosen && !preferences.is_only;
    preferences
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preferences::Length;

    fn place(channel: &str) -> Place {
        Place {
            server: Some("s".to_owned()),
            channel: channel.to_owned(),
        }
    }

    fn change(scope: Scope, key: Key, value: Option<&str>) -> Change {
        Change {
            scope,
            key,
            value: value.map(str::to_owned),
        }
    }

    #[tokio::test]
    async fn a_channel_beats_its_server_and_that_the_operator() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Arc::new(Store::open(folder.path()).expect("a store"));
        let places = Places::new(Language::Dutch, Some(Arc::clone(&store)));
        let taal = |scope, value| change(scope, Key::Language, value);
        let of = async |places: &Places, channel: &str| {
            let preferences = places.preferences(&place(channel)).await;
            (preferences.language, preferences.origin(Key::Language))
        };
        assert_eq!(of(&places, "1").await, (Language::Dutch, Origin::Operator));
        assert!(
            places
                .change(&place("1"), &taal(Scope::Server, Some("en")))
                .await
        );
        assert!(
            places
                .change(&place("1"), &taal(Scope::Channel, Some("nl")))
                .await
        );
        assert_eq!(of(&places, "1").await, (Language::Dutch, Origin::Channel));
        assert_eq!(of(&places, "2").await, (Language::English, Origin::Server));
        // As it was, after a restart.
        let again = Places::new(Language::Dutch, Some(store));
        assert_eq!(of(&again, "2").await, (Language::English, Origin::Server));
        assert!(again.change(&place("1"), &taal(Scope::Channel, None)).await);
        assert_eq!(of(&again, "1").await, (Language::English, Origin::Server));
    }

    #[tokio::test]
    async fn where_a_channel_is_chosen_the_others_of_its_server_are_not_answered() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Arc::new(Store::open(folder.path()).expect("a store"));
        let places = Places::new(Language::Dutch, Some(store));
        let only = change(Scope::Channel, Key::Only, Some("ja"));
        assert!(places.change(&place("1"), &only).await);
        assert!(!places.preferences(&place("1")).await.is_elsewhere);
        assert!(places.preferences(&place("2")).await.is_elsewhere);
        // Also when the channel that was chosen is there no more.
        let everywhere = change(Scope::Server, Key::Only, None);
        assert!(places.change(&place("2"), &everywhere).await);
        assert!(!places.preferences(&place("2")).await.is_elsewhere);
    }

    #[tokio::test]
    async fn without_a_store_nothing_is_set() {
        let places = Places::new(Language::Dutch, None);
        let short = change(Scope::Channel, Key::Length, Some("kort"));
        assert!(!places.change(&place("1"), &short).await);
        assert_eq!(places.preferences(&place("1")).await.length, Length::Normal);
    }
}
