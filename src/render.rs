//! Writes an answer as the text of a platform: one walk over the answer, and a [`Dialect`] for each platform.
//!
//! The walk decides what is shown and in which order; a dialect decides how a platform writes emphasis, quotations and
//! small print, and how much a message holds. A long answer becomes several pages. Laws, each with a test: no page is
//! longer than the dialect's limit, and the quotations of all pages, joined, are the quotations of the answer.

mod dialect;
pub mod discord;
pub mod html;
mod json;
mod marked;
pub mod matrix;
mod pages;
mod plain;
mod quotation;
mod runs;
mod writer;

pub use dialect::{Dialect, OMISSION, Run};
pub use discord::Discord;
pub use html::Html;
pub use json::json;
pub use matrix::Matrix;
pub use pages::{Page, layout, pages};
pub use plain::Plain;
pub use runs::{landing, runs};
