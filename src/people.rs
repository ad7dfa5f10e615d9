//! The people whom an article names: those that the front matter lists, or else those recognised in the text.

mod list;
mod occurrence;
mod person;
mod recognition;
mod role;
pub mod speaker;

pub use list::{People, PersonMatch};
pub use person::Person;
