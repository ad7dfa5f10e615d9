//! Promise: the reading page shows every article whole, and every citation leads to its words there.

#![cfg(feature = "web")]

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/revisions.rs"]
mod revisions;
#[path = "../common/running.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod running;

mod asking;
mod changed;
mod hostile;
mod overviews;
mod places;
mod program;
mod reading;
mod seen;
mod served;
