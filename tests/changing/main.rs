//! Promise: what was served stays readable, and what changed in it can be seen, sentence by sentence.

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/revisions.rs"]
mod revisions;

#[cfg(feature = "platforms")]
mod keeping;
mod laws;
mod stale;
mod told;
