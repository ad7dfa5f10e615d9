//! Promise: what was served stays readable, and what changed in it can be seen, sentence by sentence.

#[path = "../common/mod.rs"]
mod common;

#[cfg(feature = "platforms")]
mod keeping;
mod laws;
#[cfg(feature = "platforms")]
mod told;
