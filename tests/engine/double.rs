//! A double of an engine, for a test: a server of its own, with what it knows and was asked.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

use voetnoot::archive::http::Http;
use voetnoot::archive::{Archive, Written};
use voetnoot::article::Library;
use voetnoot::bot::Bot;
use voetnoot::search::{Engine, Keep};

use super::server::{Conduct, Speaks, State, listen};

/// A running server.
pub(crate) struct Double {
    pub(crate) url: String,
    state: Arc<Mutex<State>>,
}

impl Double {
    pub(crate) fn new(speaks: Speaks) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let address = listener.local_addr().expect("an address");
        let state = Arc::new(Mutex::new(State::new(speaks)));
        let shared = Arc::clone(&state);
        thread::spawn(move || listen(&listener, &shared));
        Self {
            url: format!("http://{address}/archive"),
            state,
        }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no test broke off")
    }

    pub(crate) fn behaves(&self, conduct: Conduct) {
        self.state().conduct = conduct;
    }

    /// The archive on this server, which was not asked yet.
    pub(crate) fn archive(&self) -> Archive {
        let address = self.url.parse().expect("an address");
        Archive::new(address, Box::new(Http::new(None)))
    }

    /// Sends the articles of a folder or a file to this server.
    pub(crate) fn fill(&self, path: &Path) -> Written {
        self.try_fill(path).expect("it is filled")
    }

    pub(crate) fn try_fill(&self, path: &Path) -> anyhow::Result<Written> {
        self.archive().fill(Some(path), &mut |_| {})
    }

    /// A bot about the bundled article that also answers from this archive.
    pub(crate) fn bot(&self) -> Bot {
        bot_about(Library::bundled()).with_archive(Some(Arc::new(self.archive())))
    }
}

/// A bot about these articles, by words.
pub(crate) fn bot_about(library: Library) -> Bot {
    let engine = Engine::open(Arc::new(library), Keep::InMemory, None, &mut |_, _| {});
    Bot::new(engine.expect("an index in memory").0)
}

/// Runs a test against both languages.
pub(crate) fn both(test: impl Fn(&Double)) {
    for speaks in [Speaks::Quickwit, Speaks::Elastic] {
        let double = Double::new(speaks);
        test(&double);
        let refused = &double.state().refused;
        assert!(refused.is_empty(), "{speaks:?} refused {refused:#?}");
    }
}
