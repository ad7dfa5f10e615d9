//! The bot: from a command to an answer, whatever the platform.
//!
//! [`Bot::answer`] (`dispatch`) hands a command to its file in `commands`. An answer quotes through
//! [`Quote`](crate::answer::Quote) alone and says things through [`Message`](crate::wording::Message)s alone; there is no
//! error path: an unknown command, a missing argument and nothing found are answers too.

mod answer_cache;
mod blocks;
mod commands;
mod core;
mod dispatch;
pub mod recipe;
mod refusal;
mod reply;
#[cfg(feature = "platforms")]
mod served;
mod shown;
mod small_talk;
pub mod suggest;

pub use crate::preferences::Context;
pub(crate) use commands::ask::{composed, find, find_by};
pub use commands::{forget, missed};
pub use core::Bot;
#[cfg(feature = "platforms")]
pub use served::Served;
