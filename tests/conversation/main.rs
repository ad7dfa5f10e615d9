//! Promise: the bundled article can be talked with, and what it does not tell is said.
//!
//! The answers stand here as a user reads them: these files are a gallery as much as a test.

mod console;
mod countries;
mod looking_up;
mod overview;
mod questions;
mod scenarios;

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/scenarios.rs"]
#[expect(dead_code, reason = "the platforms use the rest")]
mod scenarios_of_all;
