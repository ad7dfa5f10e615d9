//! Settings: flags, then `VOETNOOT_*` in the environment, then `voetnoot.toml`, in that order of precedence.
//!
//! A setting is a field of [`Settings`]. The command line reads flags and variables by its attributes for `clap`, this module
//! the file by those for `serde`; the defaults stand beside the types.

mod allowed;
mod citing;
mod embedding;
mod engine;
mod file;
mod language;
mod limits;
mod log;
mod public_url;
mod reader;
mod revisions;
mod shards;
mod values;

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use clap::Args;
use serde::Deserialize;

use crate::article::{ContentError, Library};
use crate::citation::Links;
use crate::language::Language;
#[cfg(feature = "semantic")]
use crate::search::semantic::Model;
use crate::search::{Embed, Keep};
use crate::textfile;

pub use crate::archive::EngineAddress;
pub use crate::search::pointing::ReaderAddress;
pub use crate::secret::Secret;
pub use allowed::Allowed;
pub use citing::Citing;
pub use embedding::{ClientHeader, Frames};
pub use limits::{FairUse, Limits};
pub use log::LogFormat;
pub use public_url::PublicUrl;
pub use reader::ReaderSettings;
pub use revisions::KeptMegabytes;
pub use shards::Shards;
use values::{address, path, switch};

/// The settings file in the working directory.
pub const FILE: &str = "voetnoot.toml";

/// The default folder of articles.
pub const CONTENT: &str = "content";

/// The default folder of the index.
pub const STORE: &str = "index/store";

/// The default folder of the state.
pub const STATE: &str = "state";

/// Settings as given; `None` for a default. A field is a flag, a variable and a key of the file; its description stands in the
/// help and in docs/operating.md.
#[derive(Clone, Debug, Default, PartialEq, Eq, Args, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(
    rustdoc::bare_urls,
    reason = "the help shows an address as it is typed"
)]
pub struct Settings {
    /// An article (*.md), an archive (*.jsonl), or a folder of them [default: content here, else beside the program, else the
    /// bundled article]
    #[arg(long, global = true, value_name = "PATH", env = "VOETNOOT_CONTENT", value_parser = path())]
    #[serde(deserialize_with = "file::path")]
    pub content: Option<PathBuf>,
    /// The folder of the index [default: index/store; for the bundled article outside a project, memory]
    #[arg(long, global = true, value_name = "PATH", env = "VOETNOOT_STORE", value_parser = path())]
    #[serde(deserialize_with = "file::path")]
    pub store: Option<PathBuf>,
    /// An archive on Quickwit, Elasticsearch or OpenSearch, by server and index, as http://quickwit:7280/archive; `index` fills it.
    /// While it cannot be reached, the articles here answer [default: none]
    #[arg(long, global = true, value_name = "URL", env = "VOETNOOT_ENGINE")]
    #[serde(deserialize_with = "file::parsed")]
    pub engine: Option<EngineAddress>,
    /// The folder of the database (voetnoot.db: settings of moderators, votes, questions) and of a platform's session and keys
    /// [default: state]
    #[arg(long, global = true, value_name = "PATH", env = "VOETNOOT_STATE", value_parser = path())]
    #[serde(deserialize_with = "file::path")]
    pub state: Option<PathBuf>,
    /// The language of the interface: nl or en [default: nl]
    #[arg(long, global = true, value_name = "LANG", env = "VOETNOOT_LANG")]
    #[serde(deserialize_with = "file::parsed")]
    pub lang: Option<Language>,
    /// A folder with another embedding model: a BERT in model.gguf, and tokenizer.json [default: the bundled one]
    #[arg(long, global = true, value_name = "PATH", env = "VOETNOOT_MODEL", value_parser = path())]
    #[serde(deserialize_with = "file::path")]
    pub model: Option<PathBuf>,
    /// Search by words alone, without the embedding model
    #[arg(long, global = true, num_args = 0, default_missing_value = "yes", env = "VOETNOOT_NO_SEMANTIC", value_parser = switch)]
    pub no_semantic: Option<bool>,
    /// Fair use on a platform: off, or three numbers as 6,3,5 (questions at once from each, then one in so many seconds;
    /// answers a second in a channel) [default: 6,3,5]
    #[arg(long, global = true, value_name = "LIMITS", env = "VOETNOOT_LIMITS")]
    #[serde(deserialize_with = "file::parsed")]
    pub limits: Option<FairUse>,
    /// How many megabytes of earlier versions of articles `serve` keeps in the folder of the state, to show what changed; 0
    /// keeps none [default: 64]
    #[arg(
        long,
        global = true,
        value_name = "MEGABYTES",
        env = "VOETNOOT_REVISIONS"
    )]
    #[serde(deserialize_with = "file::parsed")]
    pub revisions: Option<KeptMegabytes>,
    /// The address on which `serve` shows its health and counts (/livez, /readyz, /metrics), and `health` asks, as
    /// 127.0.0.1:8090 [default: none]
    #[arg(long, global = true, value_name = "ADDRESS", env = "VOETNOOT_HTTP", value_parser = address)]
    #[serde(deserialize_with = "file::address")]
    pub http: Option<SocketAddr>,
    /// The address on which `serve` shows the articles to read and to ask about, as 0.0.0.0:8080 [default: none]
    #[arg(long, global = true, value_name = "ADDRESS", env = "VOETNOOT_WEB", value_parser = address)]
    #[serde(deserialize_with = "file::address")]
    pub web: Option<SocketAddr>,
    /// The address under which readers reach that page, as https://voetnoot.example.org; other hosts are refused then
    /// [default: none]
    #[arg(long, global = true, value_name = "URL", env = "VOETNOOT_PUBLIC_URL")]
    #[serde(deserialize_with = "file::parsed")]
    pub public_url: Option<PublicUrl>,
    /// Where citations lead for an article that has a web address: artikel (to that address) or pagina (to that page). Without an
    /// address of their own, they lead to the page where VOETNOOT_PUBLIC_URL names it [default: artikel]
    #[arg(long, global = true, value_name = "PLACE", env = "VOETNOOT_CITATEN")]
    #[serde(deserialize_with = "file::parsed")]
    pub citaten: Option<Citing>,
    /// The sites that may show that page in a frame (/ID/embed), as "https://krant.example https://*.krant.example" [default:
    /// none]
    #[arg(long, global = true, value_name = "SITES", env = "VOETNOOT_WEB_EMBED")]
    #[serde(deserialize_with = "file::parsed")]
    pub web_embed: Option<Frames>,
    /// The header in which a proxy before that page tells who asks, as X-Forwarded-For; its last address counts for the limits.
    /// Only for a proxy that sets it itself [default: none; then readers behind a proxy are not limited]
    #[arg(
        long,
        global = true,
        value_name = "HEADER",
        env = "VOETNOOT_WEB_CLIENT_HEADER"
    )]
    #[serde(deserialize_with = "file::parsed")]
    pub web_client_header: Option<ClientHeader>,
    /// How the log is written: human or json [default: json where `serve` logs to no terminal, else human]
    #[arg(
        long,
        global = true,
        value_name = "FORMAT",
        env = "VOETNOOT_LOG_FORMAT"
    )]
    #[serde(deserialize_with = "file::parsed")]
    pub log_format: Option<LogFormat>,
    /// Which of Discord's shards this process runs, as 0-3/16 [default: all that Discord advises]
    #[arg(long, global = true, value_name = "SHARDS", env = "VOETNOOT_SHARDS")]
    #[serde(deserialize_with = "file::parsed")]
    pub shards: Option<Shards>,
}

impl Settings {
    /// Reads `voetnoot.toml` in a folder. Returns the defaults if there is none.
    ///
    /// # Errors
    /// Fails if the file cannot be read or is malformed; the message names file, line and setting.
    pub fn from_folder(folder: &Path) -> Result<Self> {
        match textfile::read(&folder.join(FILE)) {
            Ok(text) => toml::from_str(&text).with_context(|| format!("{FILE} cannot be used")),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error).with_context(|| format!("{FILE} cannot be read")),
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
