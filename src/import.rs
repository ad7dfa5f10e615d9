//! Imports articles from web pages, documents, plain text, feeds and exports.
//!
//! [`load()`] recognises a source's format by its bytes. A reader for each format makes [`Draft`]s: metadata, and blocks of
//! text without markup. A [`Folder`] writes drafts as article files.
//!
//! Invariant: a draft's text is what a reader of the source sees, with runs of white space as one space.

mod about;
mod batch;
mod block;
mod boilerplate;
mod docx;
mod draft;
mod element;
mod encoding;
mod feed;
mod folder;
mod http;
mod json_ld;
mod load;
mod markdown;
mod odt;
mod office;
mod page;
mod refusal;
mod shortcodes;
mod text;
mod values;
mod walk;
mod web;
mod xml;

pub use batch::{Batch, LeftOut};
pub use block::{Block, Text};
pub use draft::Draft;
pub use folder::{Folder, Placed};
pub use load::{load, read};
pub use refusal::Refusal;
