//! Meaning: texts as vectors, so that a question finds a passage that says the same in other words.

mod encoder;

pub use encoder::{Encoder, ModelError, Side};
