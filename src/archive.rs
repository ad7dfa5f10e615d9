//! An archive on an engine elsewhere: Quickwit, Elasticsearch, OpenSearch, or another server that speaks their language.
//!
//! `voetnoot index --engine` sends every passage as ready terms ([`search::elsewhere`](crate::search::elsewhere)), and every
//! article as the text of its file with a hash of its bytes (`document`). A question is a list of terms (`query`); the engine
//! names the passages that have most of them (`reply`); `finding` fetches their articles, checks the hash, and reads them as if
//! they were files here. What is quoted is therefore always a slice of a checked text: an article whose text does not fit its hash
//! is left out. `writing` and `compaction` fill the index and clear it up.
//!
//! The engine is asked through [`Exchange`]; [`http`] is the real one. Two `dialect`s differ in addresses and in how an index is
//! made.

mod address;
mod compaction;
mod core;
mod counts;
mod dialect;
mod document;
mod exchange;
mod finding;
#[cfg(feature = "engine")]
pub mod http;
mod query;
mod reply;
mod server;
mod trouble;
mod writing;

pub use address::EngineAddress;
pub use compaction::Compacted;
pub use core::Archive;
pub use counts::Counts;
pub use exchange::{Exchange, Method, Request};
pub use finding::{Found, Limits};
pub use server::Standing;
pub use trouble::Trouble;
pub use writing::{Left, Written};
