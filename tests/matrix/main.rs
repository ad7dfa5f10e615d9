//! Promise: on Matrix the bot says what it says everywhere, in HTML that the specification allows, and mentions nobody.
//!
//! What needs a homeserver is tested against a real one, with an independent client: `tests/matrix/run`.

#![cfg(feature = "matrix")]
#![recursion_limit = "256"]

mod program;
mod rendering;
mod rules;

#[path = "../common/mod.rs"]
mod common;
