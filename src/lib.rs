//! Voetnoot answers questions about a published article in the article's own words, with a footnote at every quotation,
//! and says so when the article does not tell.
//!
//! # How a question flows
//! A line → [`command::parse`] → [`command::Command`] → [`bot::Bot::answer`] → [`search`] returns passages and sentences →
//! [`excerpt::Excerpt`]s of them → [`answer::Answer`] (data, without markup or words of the interface) → [`render`] writes it
//! in the dialect of a platform, in pages → [`chat`] sends them.
//!
//! # The modules, in reading order
//! - [`article`]: reads articles and archives, checks them, and divides them into paragraphs, sentences and quotations. It
//!   owns every byte that can be quoted.
//! - [`excerpt`], [`citation`]: what may be quoted, and how it is cited.
//! - [`revisions`]: earlier revisions of articles, and what changed from one to the next.
//! - [`lexicon`]: knowledge of language: folding, countries, compounds, verb forms, spelling, dates, numbers, money, roles.
//! - [`analyzer`]: turns a text into the words and stems by which texts are compared.
//! - [`people`]: whom a text names, and who says what is quoted. `parallel` works on many things at once.
//! - [`search`]: turns a question into ranked passages, an answering sentence, and a confidence. `question` says what is asked
//!   (kind of answer, focus, spelling), `index` has the words and the vectors of the articles, `ranking` sorts the candidates and
//!   has the best ones read, `objections` name what speaks against an answer. [`search::pointing`] lets a language model point at
//!   sentences; `search::semantic` has the bundled models.
//! - [`archive`]: an archive on an engine elsewhere (Quickwit, Elasticsearch): fills it, and fetches the articles that a question
//!   needs. `bot::archived` answers about those.
//! - [`language`], [`command`]: the languages of the interface; the table of commands, and the parser.
//! - [`preferences`]: the settings of a conversation.
//! - [`answer`], [`bot`]: turns a command into an answer; `bot/commands` has one file a command.
//! - [`wording`]: every sentence that a user reads, in Dutch and English.
//! - [`render`]: turns an answer into text.
//! - [`chat`]: the console; the chat service, written once (`service::controls` decides what stands under an answer); and the
//!   platforms, which implement its `Port`.
//! - `web`: the reading page: the articles on the web, to read and to ask about.
//! - `ops`: health, metrics, and reloading of a running server.
//! - `db`: the database of the platforms, in SQLite or PostgreSQL: settings of moderators, which answer belongs to which
//!   question, votes. [`feedback`] has what is reported of votes and missed questions. `db::age` says how long rows stay,
//!   `db::cleanup` deletes them.
//! - [`config`], [`cli`]: settings, the command line. `environment` has what only variables set, `secret` keeps it from being
//!   printed. [`textfile`] reads text files; `hash` writes hashes as digits; `doctor` has the findings of `voetnoot doctor`, and
//!   `doctor::discord` examines Discord.
//! - `http`: requests to other servers, for `import`, for a language model and for an archive; [`outcomes`] counts what became
//!   of them.
//! - `import`: makes article files from web pages, documents, feeds and exports, with a file for each format.
//! - [`eval`], [`train`]: measure, and learn the weights of words and meaning.
//!
//! # Invariants
//! - Only `chat::discord` names `serenity`, only `chat::matrix` names `matrix_sdk`, only `search` names `tantivy`, only
//!   `search::semantic` names `candle` and `tokenizers`, only [`cli`] and [`config`] name `clap`, only `db` names `rusqlite`, only
//!   `db::postgres` names `tokio_postgres`, only `ops::http` and `web` name `axum`, only `web` names `maud`, only `ops` names
//!   `prometheus_client`, only `import` names `dom_query`, `dom_smoothie`, `roxmltree` and `zip`, only `http`, `archive::http`,
//!   `import::http` and `search::pointing::http` name `ureq`. Folders never use each other in a circle, nor do the folders of
//!   `search`; a circle of files has at most three. `tests/structure.rs` reads the `use` lines.
//! - The core names no platform, and without its feature no model: it knows [`search::Embed`], [`search::ReadPassages`]
//!   and [`search::pointing::Complete`] alone.
//! - A language model replies with numbers of sentences. Nothing else of its reply is used ([`search::pointing::reply`]).
//! - A platform contains no wording and no workflow, and mentions nobody. It passes its events to the chat service and sends
//!   what [`render`] wrote, with the controls that the chat service chose. The chat service names no platform.
//! - [`excerpt::Excerpt::new`] is the only way to make words that are shown as a quotation. The index stores no text.
//!   An earlier revision is an article that its record gives back, and is quoted in the same way. An engine elsewhere stores
//!   whole texts with their hashes; one that does not fit its hash is never read (`archive::document`).
//! - [`command::parse`] is pure and total. [`bot::Bot::answer`] has no error path: a failure is an answer.
//! - There are two kinds of errors: [`wording`] words what a user reads, and what `check`, `doctor` and `import` find; for all else
//!   an operator reads an error with its chain of causes, or a log line.
//! - A command's name stands once, in [`command::COMMANDS`]. A sentence for users stands once, in `wording/*.ftl`.
//! - A request clones the current `Arc<Bot>` once. A reload may replace it meanwhile.
//! - Questions are never logged. The database keeps one only if moderators switched that on: the transaction that stores it
//!   ends with a statement that reads the setting, and deletes what is not wanted (`db::cleanup`). Everything else in it is ids,
//!   settings and votes.

#![recursion_limit = "256"]

#[cfg(all(feature = "platforms", not(unix)))]
compile_error!(
    "the features `discord` and `matrix` need a Unix system (signals, permissions of files); elsewhere, build with \
     `--no-default-features --features semantic,import`"
);

pub mod analyzer;
pub mod answer;
pub mod archive;
pub mod article;
pub mod bot;
pub mod chat;
pub mod citation;
pub mod cli;
pub mod command;
pub mod config;
#[cfg(feature = "platforms")]
pub mod db;
mod doctor;
mod environment;
pub mod eval;
pub mod excerpt;
pub mod feedback;
mod hash;
#[cfg(any(feature = "engine", feature = "import", feature = "reader-url"))]
mod http;
#[cfg(feature = "import")]
pub mod import;
pub mod language;
pub mod lexicon;
#[cfg(feature = "platforms")]
pub mod ops;
pub mod outcomes;
mod parallel;
pub mod people;
pub mod preferences;
pub mod render;
pub mod revisions;
pub mod search;
mod secret;
pub mod textfile;
pub mod train;
#[cfg(feature = "web")]
pub mod web;
pub mod wording;
