//! The index: the words and vectors of the articles, prepared for search.
//!
//! [`build`] makes the index of words ([`lexical`]) of the terms that [`analysis`] finds, or loads it from the [`store`].
//! [`vectors`] has the embeddings of passages and sentences. [`lead_ins`] recognises lines that only introduce the next ones.

pub(super) mod analysis;
pub(super) mod build;
pub(super) mod field;
pub mod lead_ins;
pub(super) mod lexical;
pub(super) mod store;
mod terms;
pub(super) mod vectors;
