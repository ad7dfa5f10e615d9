//! Operation of a running server: health checks ([`Health`]), metrics ([`metrics`]) and content that changes ([`Content`]).
//!
//! Each platform reports signs of life through its [`Pulse`], which adds to the server's `counts`. [`http`] serves health and
//! metrics; [`asking`] is the client for `voetnoot health`. No module here names a platform, or stores a typed text or a
//! user's id.

pub mod asking;
mod check;
pub mod content;
mod counts;
pub mod health;
pub mod http;
pub mod metrics;
pub mod pulse;
pub mod question;

pub use check::Check;
pub use content::Content;
pub use health::Health;
pub use pulse::{Limit, Pulse};
