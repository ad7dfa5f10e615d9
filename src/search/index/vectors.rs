//! Embeddings: vectors of passages and sentences. Texts that say the same in other words have similar vectors.
//!
//! A thread of its own ([`background`], [`job`]) makes them while questions are answered: first those of passages, then those of
//! sentences ([`level`]). It reads the vectors that are in a file ([`mod@file`], [`records`]), makes the others on several
//! processors ([`embedding`]), and fills the [`table`].
pub(in crate::search) mod background;
mod bundled;
pub(super) mod embedding;
pub(in crate::search) mod file;
mod job;
pub(in crate::search) mod level;
mod pending;
mod progress;
pub(in crate::search) mod records;
pub(in crate::search) mod table;

pub use bundled::bundled_vectors_anew;
pub use progress::Progress;
