//! Embeddings: vectors of passages and sentences. Texts that say the same in other words have similar vectors.
//!
//! A thread of its own makes them ([`background`]) while questions are answered by words. It embeds on several processors
//! ([`embedding`]) what is in no file ([`file`], [`records`]) yet, and fills the [`table`].

pub(in crate::search) mod background;
mod bundled;
pub(super) mod embedding;
pub(in crate::search) mod file;
mod pending;
mod progress;
pub(in crate::search) mod records;
pub(in crate::search) mod table;

pub use bundled::bundled_vectors_anew;
pub use progress::Progress;
