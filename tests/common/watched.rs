//! A folder of articles that is served, and looked at all the time.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tempfile::TempDir;
use tokio::sync::Notify;
use voetnoot::article::Library;
use voetnoot::bot::Served;
use voetnoot::config::Settings;
use voetnoot::ops::Health;
use voetnoot::ops::content::{Content, Seen};
use voetnoot::revisions::Kept;

use super::common;

/// The folder, and what serves it.
pub(crate) struct Watched {
    pub(crate) folder: TempDir,
    pub(crate) served: Served,
    pub(crate) health: Arc<Health>,
    /// Has the folder be looked at at once.
    pub(crate) asked: Arc<Notify>,
}

impl Watched {
    /// Begins to serve a folder that has articles.
    pub(crate) fn open(folder: TempDir) -> Self {
        Self::open_at(folder, None)
    }

    /// The same, if its reading page has a public address.
    pub(crate) fn open_at(folder: TempDir, page: Option<&str>) -> Self {
        let settings = Settings {
            public_url: page.map(|url| url.parse().expect("an address")),
            content: Some(folder.path().to_owned()),
            store: Some(folder.path().join(".store")),
            ..Settings::default()
        };
        let read = Seen::now(&settings);
        let library = Library::load(folder.path()).expect("it is sound");
        let kept = Kept::at(folder.path().join(".revisions"), 1024 * 1024);
        let bot = common::bot_about(library)
            .citing(settings.links())
            .remembering(Some(Arc::new(kept)));
        bot.note_revisions();
        let served = Served::new(Arc::new(bot));
        let health = Arc::new(Health::new());
        health.ask(&served.now());
        let asked = Arc::new(Notify::new());
        let content = Content::new(settings, served.clone(), Arc::clone(&health));
        let every = Duration::from_millis(10);
        tokio::spawn(content.keep_current(read, every, Arc::clone(&asked)));
        Self {
            folder,
            served,
            health,
            asked,
        }
    }

    /// Does something, and waits until another text is served; gives what was done.
    pub(crate) async fn until_exchanged<T>(&self, change: impl FnOnce(&Path) -> T) -> T {
        let mut exchanges = self.served.exchanges();
        let done = change(self.folder.path());
        let exchanged = tokio::time::timeout(Duration::from_secs(20), exchanges.changed());
        exchanged.await.expect("in time").expect("it is served");
        done
    }
}

/// The file of an article.
pub(crate) fn article(id: &str, title: &str, text: &str) -> String {
    format!(
        "+++\nid = \"{id}\"\ntitle = \"{title}\"\nauthors = [\"Anna Smit\"]\nlanguage = \"nl\"\n+++\n\n{text}\n"
    )
}

/// Writes a file as careful editors do: aside, and then in its place. Nobody sees half of it.
pub(crate) fn put(folder: &Path, id: &str, text: &str) {
    let aside = folder.join(format!(".{id}.md.tmp"));
    fs::write(&aside, text).expect("it is written");
    fs::rename(aside, folder.join(format!("{id}.md"))).expect("it is in place");
}
