//! Settings: flags, then `VOETNOOT_*` in the environment, then `voetnoot.toml`, in that order of precedence. The
//! command line parses the first two; this module reads the file and supplies the defaults.

mod address;
mod allowed;
mod citing;
mod embedding;
mod engine;
mod language;
mod limits;
mod log;
mod path;
mod public_url;
mod reader;
mod revisions;
mod shards;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use serde::Deserialize;

use crate::article::{ContentError, Library};
use crate::citation::Links;
use crate::language::Language;
#[cfg(feature = "semantic")]
use crate::search::semantic::Model;
use crate::search::{Embed, Keep};
use crate::textfile;

pub use crate::archive::EngineAddress;
pub use crate::environment::variable;
pub use crate::search::pointing::ReaderAddress;
pub use crate::secret::Secret;
pub use address::address;
pub use allowed::Allowed;
pub use citing::Citing;
pub use embedding::{ClientHeader, Frames};
pub use limits::{FairUse, Limits};
pub use log::LogFormat;
pub use path::on_this_machine;
pub use public_url::PublicUrl;
pub use reader::ReaderSettings;
pub use revisions::KeptMegabytes;
pub use shards::Shards;

/// The settings file in the working directory.
pub const FILE: &str = "voetnoot.toml";

/// The default folder of articles.
pub const CONTENT: &str = "content";

/// The default folder of the index.
pub const STORE: &str = "index/store";

/// The default folder of the state.
pub const STATE: &str = "state";

/// Settings as given; `None` for a default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// An article, an archive, or a folder of them.
    #[serde(default, deserialize_with = "path")]
    pub content: Option<PathBuf>,
    /// The folder of the index.
    #[serde(default, deserialize_with = "path")]
    pub store: Option<PathBuf>,
    /// The index of an archive on an engine elsewhere; `None` for no archive.
    #[serde(default, deserialize_with = "parsed")]
    pub engine: Option<EngineAddress>,
    /// The folder of the state: a platform's session and keys, and `voetnoot.db`.
    #[serde(default, deserialize_with = "path")]
    pub state: Option<PathBuf>,
    /// The folder of an embedding model that replaces the bundled one.
    #[serde(default, deserialize_with = "path")]
    pub model: Option<PathBuf>,
    /// Whether to search without the embedding model.
    pub no_semantic: Option<bool>,
    /// The language of the interface, `nl` or `en`.
    #[serde(default, deserialize_with = "parsed")]
    pub lang: Option<Language>,
    /// The rate limits on a platform: `off`, or three numbers.
    #[serde(default, deserialize_with = "parsed")]
    pub limits: Option<FairUse>,
    /// The Discord shards of this process, as `0-3/16`.
    #[serde(default, deserialize_with = "parsed")]
    pub shards: Option<Shards>,
    /// How many megabytes of earlier versions of articles are kept in the folder of the state.
    #[serde(default, deserialize_with = "revisions::megabytes")]
    pub revisions: Option<KeptMegabytes>,
    /// The address of the health endpoint, such as `127.0.0.1:8090`; `None` for no endpoint.
    #[serde(default, deserialize_with = "listening")]
    pub http: Option<SocketAddr>,
    /// The address of the reading page, such as `0.0.0.0:8080`; `None` for no reading page.
    #[serde(default, deserialize_with = "listening")]
    pub web: Option<SocketAddr>,
    /// The address under which readers reach the reading page; `None` if it is not known.
    #[serde(default, deserialize_with = "parsed")]
    pub public_url: Option<PublicUrl>,
    /// Where citations lead for an article that has a web address: `artikel` or `pagina`.
    #[serde(default, deserialize_with = "parsed")]
    pub citaten: Option<Citing>,
    /// The sites that may show the reading page in a frame; `None` for none.
    #[serde(default, deserialize_with = "parsed")]
    pub web_embed: Option<Frames>,
    /// The header in which a trusted proxy tells the address of a reader; `None` if there is no such proxy.
    #[serde(default, deserialize_with = "parsed")]
    pub web_client_header: Option<ClientHeader>,
    /// The format of the log: `human` or `json`.
    #[serde(default, deserialize_with = "parsed")]
    pub log_format: Option<LogFormat>,
}

fn path<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<PathBuf>, D::Error> {
    let path = PathBuf::deserialize(deserializer)?;
    on_this_machine(&path)
        .map(Some)
        .map_err(serde::de::Error::custom)
}

fn listening<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<SocketAddr>, D::Error> {
    let text = String::deserialize(deserializer)?;
    address(&text).map(Some).map_err(serde::de::Error::custom)
}

fn parsed<'de, D: serde::Deserializer<'de>, T: FromStr<Err = String>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map(Some).map_err(serde::de::Error::custom)
}

impl Settings {
    /// Reads `voetnoot.toml` in a folder. Returns the defaults if there is none.
    ///
    /// # Errors
    /// Fails if the file cannot be read or is malformed; the message names file, line and setting.
    pub fn from_folder(folder: &Path) -> Result<Self> {
        let path = folder.join(FILE);
        match textfile::read(&path) {
            Ok(text) => toml::from_str(&text).with_context(|| format!("{FILE} cannot be used")),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error).with_context(|| format!("{FILE} cannot be read")),
        }
    }

    /// Returns these settings, with the others for those that are `None`.
    #[must_use]
    pub fn or(self, others: Self) -> Self {
        Self {
            content: self.content.or(others.content),
            store: self.store.or(others.store),
            engine: self.engine.or(others.engine),
            state: self.state.or(others.state),
            model: self.model.or(others.model),
            no_semantic: self.no_semantic.or(others.no_semantic),
            lang: self.lang.or(others.lang),
            limits: self.limits.or(others.limits),
            shards: self.shards.or(others.shards),
            revisions: self.revisions.or(others.revisions),
            http: self.http.or(others.http),
            web: self.web.or(others.web),
            public_url: self.public_url.or(others.public_url),
            citaten: self.citaten.or(others.citaten),
            web_embed: self.web_embed.or(others.web_embed),
            web_client_header: self.web_client_header.or(others.web_client_header),
            log_format: self.log_format.or(others.log_format),
        }
    }

    /// Returns where the articles and the index are.
    ///
    /// The articles are those named; else those of `content/` in the working directory; else of `content/` beside the
    /// program; else the bundled one. A default folder without articles is ignored. A named folder for the index must
    /// be usable; otherwise the index is saved in `index/store` in the working directory, or beside the program if the
    /// articles are there. The index of the bundled article is not saved, to leave no folder in a stranger's directory.
    #[must_use]
    pub fn places(&self) -> Places {
        let beside_program = || Some(std::env::current_exe().ok()?.parent()?.to_owned());
        let holds_articles = |folder: &PathBuf| Library::is_in(&folder.join(CONTENT));
        let home = [Some(PathBuf::new()), beside_program()]
            .into_iter()
            .flatten()
            .find(holds_articles);
        let default_store = match &self.content {
            Some(_) => Some(PathBuf::from(STORE)),
            None => home.as_ref().map(|home| home.join(STORE)),
        };
        Places {
            content: self
                .content
                .clone()
                .or_else(|| home.map(|home| home.join(CONTENT))),
            must_keep: self.store.is_some(),
            store: self.store.clone().or(default_store),
        }
    }

    /// Returns the embedding model; `None` if the search does without, for a reason that is logged.
    ///
    /// # Errors
    /// Fails if a named model cannot be used.
    pub fn embedding_model(&self) -> Result<Option<Arc<dyn Embed>>> {
        if self.no_semantic == Some(true) {
            tracing::info!("searching by words alone, as the settings say (no-semantic)");
            return Ok(None);
        }
        model(self.model.as_deref())
    }

    /// The folder of the state: a platform's session and keys, and `voetnoot.db`.
    #[must_use]
    pub fn state_folder(&self) -> PathBuf {
        self.state.clone().unwrap_or_else(|| PathBuf::from(STATE))
    }

    /// Where the citations of answers lead.
    #[must_use]
    pub fn links(&self) -> Links {
        let is_first = self.citaten == Some(Citing::Page);
        match &self.public_url {
            Some(url) => Links::to_page(url.as_str(), is_first),
            None => Links::default(),
        }
    }

    /// The language of the interface.
    #[must_use]
    pub fn language(&self) -> Language {
        self.lang.unwrap_or_default()
    }
}

#[cfg(feature = "semantic")]
fn model(folder: Option<&Path>) -> Result<Option<Arc<dyn Embed>>> {
    let model = match folder {
        Some(folder) => Model::from_folder(folder).with_context(|| {
            format!(
                "the model in {} cannot be used (--model names a folder with model.gguf and tokenizer.json; without it \
                 the bundled model serves)",
                folder.display()
            )
        })?,
        None => Model::bundled(),
    };
    Ok(Some(Arc::new(model)))
}

#[cfg(not(feature = "semantic"))]
fn model(folder: Option<&Path>) -> Result<Option<Arc<dyn Embed>>> {
    anyhow::ensure!(
        folder.is_none(),
        "this program was built without the feature `semantic` and can use no model: leave --model out"
    );
    tracing::info!("searching by words alone: this program was built without the embedding model");
    Ok(None)
}

/// Where the articles and the index are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// Where the articles are; `None` for the bundled one.
    pub content: Option<PathBuf>,
    store: Option<PathBuf>,
    must_keep: bool,
}

impl Places {
    /// Reads the articles.
    ///
    /// # Errors
    /// Fails if no article can be used.
    pub fn library(&self) -> Result<Library, ContentError> {
        match &self.content {
            Some(path) => Library::load(path),
            None => Ok(Library::bundled()),
        }
    }

    /// Reads the articles again. One that has become unusable stays as it was.
    ///
    /// # Errors
    /// Fails if no article is left.
    pub fn reload(&self, before: &Library) -> Result<Library, ContentError> {
        match &self.content {
            Some(path) => before.reload(path),
            None => Ok(Library::bundled()),
        }
    }

    /// The folder of the index; `None` if the index is not saved.
    #[must_use]
    pub fn store_folder(&self) -> Option<&Path> {
        self.store.as_deref()
    }

    /// Where to keep the index.
    #[must_use]
    pub fn keep(&self) -> Keep<'_> {
        match &self.store {
            Some(folder) if self.must_keep => Keep::Here(folder),
            Some(folder) => Keep::IfPossible(folder),
            None => Keep::InMemory,
        }
    }
}
