//! The database: one SQLite file in the state folder, `voetnoot.db`.
//!
//! It holds, by the platforms' ids, the settings of moderators ([`StoredSetting`]), which answer belongs to which question
//! ([`StoredAnswer`]), votes ([`Ballot`]), and when each connection last lived. It stores the text of a question ([`MissedQuestion`]) only if moderators
//! switched that on: the SQL statement itself reads the setting. A change is on the disk before the call returns.
//! `schema` defines the tables; [`back_up`] copies the file while the bot runs; a serving program locks the folder
//! ([`Hold`]).
//!
//! If the folder cannot be written, reads still work, and every write fails and tries again at the next call. The callers
//! cache what they read often.

mod age;
mod attendance;
mod backup;
mod channels;
mod cleanup;
mod database;
mod hold;
mod links;
#[cfg(feature = "matrix")]
mod matrix_state;
mod missed;
mod passphrase;
mod problem;
mod schema;
mod settings;
mod votes;

pub use age::AGE;
pub use backup::back_up;
pub use database::Database;
pub(crate) use database::beside;
pub use hold::{Hold, NotHeld, Sharing};
pub use links::StoredAnswer;
#[cfg(feature = "matrix")]
pub(crate) use matrix_state::is_matrix_state_encrypted;
pub use missed::MissedQuestion;
pub use passphrase::has_passphrase;
pub use problem::Problem;
pub use schema::FILE;
pub use settings::StoredSetting;
pub use votes::{Ballot, Vote};
