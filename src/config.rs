//! Settings: flags, then `VOETNOOT_*` in the environment, then `voetnoot.toml`, in that order of precedence.
//!
//! The command line reads the first two; this module reads the file and fills in what is left.

mod address;
mod environment;
mod language;
mod limits;
mod log;
mod path;
mod reader;
mod secret;
mod shards;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use serde::Deserialize;

use crate::article::{ContentError, Library};
#[cfg(feature = "semantic")]
use crate::search::semantic::Model;
use crate::search::{Embed, Keep};
use crate::textfile;
use crate::wording::Language;

pub use address::address;
pub use environment::variable;
pub use limits::{FairUse, Limits};
pub use log::LogFormat;
pub use path::on_this_machine;
pub use reader::{ReaderAddress, ReaderSettings};
pub use secret::Secret;
pub use shards::Shards;

/// The file that is read from the working directory, where there is one.
pub const FILE: &str = "voetnoot.toml";

/// Where content is looked for unless a setting names a place.
pub const CONTENT: &str = "content";

/// Where the index is kept unless a setting names a place.
pub const STORE: &str = "index/store";

/// Where what is to stay is kept unless a setting names a place.
pub const STATE: &str = "state";

/// Settings as given: what is missing takes its default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// An article, an archive, or a folder of them.
    #[serde(default, deserialize_with = "path")]
    pub content: Option<PathBuf>,
    /// The folder in which the index is kept.
    #[serde(default, deserialize_with = "path")]
    pub store: Option<PathBuf>,
    /// The folder of what is to stay: a platform's session and keys, and `voetnoot.db`.
    #[serde(default, deserialize_with = "path")]
    pub state: Option<PathBuf>,
    /// The folder of an embedding model that serves instead of the bundled one.
    #[serde(default, deserialize_with = "path")]
    pub model: Option<PathBuf>,
    /// Whether to search by words alone.
    pub no_semantic: Option<bool>,
    /// The language of the interface, `nl` or `en`.
    #[serde(default, deserialize_with = "parsed")]
    pub lang: Option<Language>,
    /// How much is answered how fast on a platform: `off`, or three numbers.
    #[serde(default, deserialize_with = "parsed")]
    pub limits: Option<FairUse>,
    /// Which shards of how many this process runs on Discord, as `0-3/16`.
    #[serde(default, deserialize_with = "parsed")]
    pub shards: Option<Shards>,
    /// The address on which a running server shows its health, such as `127.0.0.1:8090`; none where it does not.
    #[serde(default, deserialize_with = "listening")]
    pub http: Option<SocketAddr>,
    /// How the log is written: `human` or `json`.
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
    /// Reads `voetnoot.toml` in a folder; the defaults where there is none.
    ///
    /// # Errors
    /// Where the file cannot be read or is malformed: the message names file, line and setting.
    pub fn from_folder(folder: &Path) -> Result<Self> {
        let path = folder.join(FILE);
        match textfile::read(&path) {
            Ok(text) => toml::from_str(&text).with_context(|| format!("{FILE} cannot be used")),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error).with_context(|| format!("{FILE} cannot be read")),
        }
    }

    /// These settings, and where they say nothing, the others.
    #[must_use]
    pub fn or(self, others: Self) -> Self {
        Self {
            content: self.content.or(others.content),
            store: self.store.or(others.store),
            state: self.state.or(others.state),
            model: self.model.or(others.model),
            no_semantic: self.no_semantic.or(others.no_semantic),
            lang: self.lang.or(others.lang),
            limits: self.limits.or(others.limits),
            shards: self.shards.or(others.shards),
            http: self.http.or(others.http),
            log_format: self.log_format.or(others.log_format),
        }
    }

    /// Where content and index are.
    ///
    /// The articles are those that are named; else those of `content/` here; else of `content/` beside the program; else
    /// the article that is compiled in. A folder of the default name that holds none is left alone. A named folder for
    /// the index must do; else it is kept in `index/store` here, or beside the program where its content is; that of the
    /// compiled-in article is not kept: a folder in a stranger's directory would be litter.
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

    /// The embedding model; none where the search is to go by words alone, of which the log says why.
    ///
    /// # Errors
    /// Where a model is named that cannot be used.
    pub fn embedding_model(&self) -> Result<Option<Arc<dyn Embed>>> {
        if self.no_semantic == Some(true) {
            tracing::info!("searching by words alone, as the settings say (no-semantic)");
            return Ok(None);
        }
        model(self.model.as_deref())
    }

    /// The folder of what is to stay: a platform's session and keys, and `voetnoot.db`.
    #[must_use]
    pub fn state_folder(&self) -> PathBuf {
        self.state.clone().unwrap_or_else(|| PathBuf::from(STATE))
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

/// Where content and index are, once the settings are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// Where the articles are read from; none where the compiled-in article serves.
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

    /// Reads the articles again. Those that can no longer be used stay as they were.
    ///
    /// # Errors
    /// Fails if no article is left.
    pub fn reload(&self, before: &Library) -> Result<Library, ContentError> {
        match &self.content {
            Some(path) => before.reload(path),
            None => Ok(Library::bundled()),
        }
    }

    /// The folder in which the index is kept; none where it is not.
    #[must_use]
    pub fn store_folder(&self) -> Option<&Path> {
        self.store.as_deref()
    }

    /// Where the index is kept.
    #[must_use]
    pub fn keep(&self) -> Keep<'_> {
        match &self.store {
            Some(folder) if self.must_keep => Keep::Here(folder),
            Some(folder) => Keep::IfPossible(folder),
            None => Keep::InMemory,
        }
    }
}
