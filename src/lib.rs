//! Voetnoot answers questions about a published article in the article's own words, with a footnote at every quotation,
//! and says so when the article does not tell.
//!
//! # How a question flows
//! a line → [`command::parse`] → [`command::Command`] → [`bot::Bot::answer`] → [`search`] gives passages and sentences →
//! [`excerpt::Excerpt`]s of them → [`answer::Answer`] (data, no markup, no words of ours) → [`render`] walks it once and
//! asks a dialect → pages within the platform's limits → [`chat`] sends them.
//!
//! # The modules, in reading order
//! - [`article`]: articles and archives, read, checked and cut into paragraphs, sentences and quotations. It owns every
//!   byte that can be quoted.
//! - [`excerpt`], [`citation`]: what may be quoted, and how it is cited.
//! - [`lexicon`]: what is known of language: folding, countries, compounds, forms of verbs, spelling, dates, numbers, money,
//!   roles.
//! - [`analyzer`]: from a text to the words and stems by which texts are compared.
//! - [`people`]: who is named, and who says what is quoted. `parallel` reads a long article on all processors.
//! - [`search`]: from a question to ranked passages, the answering sentence, and a confidence. It finds candidates by words and
//!   meaning, reads the best of them together with the question, and checks the result by named objections.
//! - [`command`]: the table of commands, and the parser.
//! - [`preferences`]: what can be set for a conversation.
//! - [`answer`], [`bot`]: from a command to an answer. `bot::Served` is the bot that serves now.
//! - [`wording`]: every sentence that a user reads, in Dutch and English.
//! - [`render`]: from an answer to text.
//! - [`chat`]: conversations: the console; the chat service, written once, and each platform, which does what its port is told.
//! - `ops`: what the operator sees of a running server: health and counts, and content that changes. With the platforms alone.
//! - `db`: the database of platforms: settings of moderators, which answer belongs to which question, votes. [`feedback`]
//!   has what the bot reports about them.
//! - `http`: asking other servers, for `import` and for a language model that points.
//! - [`config`], [`cli`]: settings, the command line. [`textfile`] reads what people save.
//! - `import`: article files from web pages, documents, feeds and exports.
//! - [`eval`], [`train`]: measuring, and learning the weights of words and meaning.
//!
//! # Invariants
//! - Only `chat::discord*` names `serenity`, only `chat::matrix*` names `matrix_sdk`, only `search*` names `tantivy`, only
//!   `search::semantic*` names `candle` and `tokenizers`, only [`cli`] names `clap`, only `db*` names `rusqlite`, only
//!   `ops::http` names `axum`, only `import*` names `dom_query`, `dom_smoothie`, `roxmltree` and `zip`, only `http`,
//!   `import::http` and `search::pointing::http` name `ureq`. Nothing in the core names a platform, and without its feature no
//!   model: [`search::Embed`], [`search::Read`] and [`search::pointing::Complete`] are all it knows of one.
//! - Of what a language model replies, numbers of sentences are taken and nothing else ([`search::pointing::reply`]).
//! - A platform words nothing, decides nothing, and mentions nobody: it tells the chat service of its events, and sends what
//!   [`render`] made. The chat service names no platform.
//! - [`excerpt::Excerpt::new`] is the only way to come by words that are shown as a quotation; the index stores no text.
//! - [`command::parse`] is pure and total; [`bot::Bot::answer`] has no error path: what fails is said in an answer.
//! - Errors are of two kinds: what a user may read is worded in [`wording`]; what the operator reads is an error with
//!   its chain of causes, or a log line.
//! - A command's name stands once, in [`command::COMMANDS`]. A sentence for users stands once, in `wording/*.ftl`.
//! - Who answers takes the bot once, for the whole of an answer: meanwhile another text may come into service.
//! - Nothing that is asked is logged. The database stores it only if moderators switched that on: the SQL statement reads
//!   the setting (`db::cleanup`). All else that it holds is ids, and settings.

#![recursion_limit = "256"]

pub mod analyzer;
pub mod answer;
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
pub mod eval;
pub mod excerpt;
pub mod feedback;
#[cfg(any(feature = "import", feature = "reader-url"))]
mod http;
#[cfg(feature = "import")]
pub mod import;
pub mod language;
pub mod lexicon;
#[cfg(feature = "platforms")]
pub mod ops;
mod parallel;
pub mod people;
pub mod preferences;
pub mod render;
pub mod search;
pub mod textfile;
pub mod train;
pub mod wording;
