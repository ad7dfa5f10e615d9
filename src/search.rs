//! Search: turns a question into ranked passages, the sentence that answers, and a confidence.
//!
//! A `question` is understood: its terms, and the kind of answer that it asks for. The `index` gives candidates by words and by
//! vectors. `ranking` scores their sentences, has a reader read the best ones together with the question, and sorts them;
//! `objections` name what speaks against an answer. The `engine` holds all of it for a library. Search returns passages and
//! ranges; it words nothing and quotes nothing.
//!
//! [`elsewhere`] has the terms by which an engine on another server finds passages.
//!
//! `model` has the traits of a model, and [`semantic`] is the bundled one. [`pointing`] lets a language model point at
//! sentences. [`learned`] has the weights that were learned from questions with known answers.

pub mod elsewhere;
mod engine;
mod index;
pub mod learned;
mod model;
mod objections;
pub mod pointing;
mod question;
pub(crate) mod ranking;
#[cfg(feature = "semantic")]
pub mod semantic;

pub use engine::Engine;
pub use index::build::fingerprint;
pub use index::lead_ins;
pub use index::store::{IndexOrigin, Keep};
pub(crate) use index::vectors::level::Level;
pub use index::vectors::{Progress, bundled_vectors_anew};
pub use model::{Embed, ReadPassages, Readable, Side};
pub use objections::Objection;
pub use question::Question;
pub(crate) use question::{Aspect, Correction, is_question};
pub use ranking::{Hit, Ranking, SCORED};
