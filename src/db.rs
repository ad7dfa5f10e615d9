//! The database: one SQLite file in the state folder, `voetnoot.db`; or one on a PostgreSQL server, for a bot on several
//! machines.
//!
//! It holds, by the platforms' ids, the settings of moderators ([`StoredSetting`]), which answer belongs to which question
//! ([`StoredAnswer`]), votes ([`Ballot`]), and when each connection last lived. It stores the text of a question ([`MissedQuestion`]) only if moderators
//! switched that on: the SQL statement itself reads the setting. A change is on the disk before the call returns.
//!
//! A statement is written once, for both databases: `statement` has what they share, `sqlite` and `postgres` implement it.
//! `schema` defines SQLite's tables, `postgres::schema` the same for PostgreSQL. [`back_up`] copies the file while the bot runs.
//! A serving program locks the folder ([`Hold`]), and claims its platforms in PostgreSQL ([`Claim`]).
//!
//! If the folder cannot be written, reads still work, and every write fails and tries again at the next call. If PostgreSQL
//! cannot be reached, every call fails and tries again at the next. Each fails with a [`Problem`]. The callers cache
//! what they read often.

mod age;
mod attendance;
mod backup;
mod channels;
mod claim;
mod cleanup;
mod database;
mod hold;
mod links;
#[cfg(feature = "matrix")]
mod matrix_state;
mod missed;
#[cfg(feature = "postgres")]
mod postgres;
mod problem;
mod schema;
mod settings;
mod sqlite;
mod statement;
mod votes;

pub use age::AGE;
pub use backup::back_up;
pub use claim::Claim;
pub use database::Database;
pub(crate) use database::beside;
pub use hold::{Hold, NotHeld, Sharing};
pub use links::StoredAnswer;
#[cfg(feature = "matrix")]
pub(crate) use matrix_state::has_passphrase;
pub use missed::MissedQuestion;
#[cfg(feature = "postgres")]
pub use postgres::{Reached, reach};
pub use problem::Problem;
pub use schema::FILE;
pub use settings::StoredSetting;
pub use votes::{Ballot, Vote};
