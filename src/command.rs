//! The table of commands, and the parser of typed lines.
//!
//! [`COMMANDS`] states each command once. The parser, the help, the console's completion and the README's list are
//! views of it. [`parse`] is pure and total: every line is a [`Command`], including one that is not understood.

mod addressed;
mod arguments;
mod cleaning;
mod parameters;
mod parsed;
mod parser;
mod table;

pub use addressed::parse_addressed;
pub(crate) use arguments::{selection, whole_number};
pub use parameters::Parameter;
pub use parsed::{Command, Scope, Selection, UNKNOWN};
pub use parser::{parse, question};
pub use table::{
    Argument, Audience, COMMANDS, Name, PREFIX, SUMMARY_SENTENCES, Spec, find, is_mistyped, near,
};
