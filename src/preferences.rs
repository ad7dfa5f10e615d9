//! The settings of a conversation: language, prefix, article, quiet channels, length of answers, summaries, missed
//! questions, reader.
//!
//! [`SETTINGS`] states each setting once. A channel's value beats its server's, which beats the operator's.
//! [`Preferences`] are the values that apply, each with its origin. They do not know where values are stored.

mod context;
mod effective;
mod setting;

pub use crate::command::Scope;
pub use context::Context;
pub use effective::{Change, Home, Length, MISSED_DAYS, Preferences, Quiet, Reader, ValueOrigin};
pub use setting::{MARKS, SETTINGS, Setting, SettingSpec, SettingValue, Values, find, is_default};
