//! Promise: the bundled article can be talked with, and what it does not tell is said.
//!
//! The answers stand here as a user reads them: these files are a gallery as much as a test.

mod console;
mod countries;
mod looking_up;
mod overview;
mod questions;

#[path = "../common/mod.rs"]
mod common;
