//! What the operator sees of a running server: whether it is well ([`Health`]), and what it does ([`metrics`]).
//!
//! A platform reports through its [`Pulse`]: signs of life, and counts. [`Health`] holds the pulses of all that are
//! configured, and asks the bot itself a question now and then. [`Content`] has an edited article served. [`http`] shows both to whoever asks; [`asking`] is who asks
//! for `voetnoot health`.
//!
//! Nothing here knows a platform, holds anything that somebody typed, or anybody's id.

pub mod asking;
pub mod content;
pub mod health;
pub mod http;
pub mod metrics;
pub mod pulse;
pub mod question;

pub use content::Content;
pub use health::{Check, Health};
pub use pulse::{Limit, Pulse};
