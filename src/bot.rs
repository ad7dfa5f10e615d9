//! The bot: turns a command into an answer, on any platform.
//!
//! [`Bot::answer`] (`dispatch`) calls the command's file in `commands`. Answers contain
//! [`Quote`](crate::answer::Quote)s and [`Message`](crate::wording::Message)s only. There is no error path: an unknown
//! command, a missing argument and an empty result are answers too.

mod answer_cache;
mod archived;
mod blocks;
mod commands;
mod core;
mod dispatch;
mod earlier;
pub mod overview;
pub mod recipe;
mod refusal;
mod reply;
#[cfg(feature = "platforms")]
mod served;
mod shown;
mod small_talk;
mod stale;
pub mod suggest;

pub use crate::preferences::Context;
pub(crate) use commands::ask::{composed, find, find_by};
pub use commands::{forget, missed};
pub use core::Bot;
#[cfg(feature = "platforms")]
pub use served::Served;
