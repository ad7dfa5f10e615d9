//! Promise: on Discord the bot answers as it does everywhere, once, politely, and within what Discord takes.
//!
//! The real client talks over real sockets to a double of Discord ([`double`], [`gateway`]), which refuses what Discord
//! refuses; every request of every test is held against Discord's own document ([`rules`]).

#![cfg(feature = "discord")]
#![recursion_limit = "256"]

mod conversation;
mod doctor;
mod double;
mod events;
mod feedback;
mod gateway;
mod health;
mod heard;
mod hostile;
mod late;
mod leaving;
mod life;
mod limiter;
mod missed;
mod picture;
mod pressing;
mod program;
mod reloading;
mod restart;
mod rules;
mod running;
mod scenarios;
mod settings;
mod shards;
mod slash;

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/database.rs"]
mod database;
#[path = "../common/scenarios.rs"]
mod scenarios_of_all;
#[path = "../common/shown.rs"]
mod shown;
#[path = "../common/watched.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod watched;
