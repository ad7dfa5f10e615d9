//! Running the program as its users do: in a folder of their own, with no setting but those given.

use std::path::Path;
use std::process::{Command, Output};

/// What the program left behind when it ended.
pub(crate) struct Ran {
    /// The exit status; none where a signal ended it.
    pub(crate) status: Option<i32>,
    /// What it wrote to standard output.
    pub(crate) out: String,
    /// What it wrote to standard error.
    pub(crate) err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
        Self {
            status: output.status.code(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }
}

/// The program, about to be run in a folder.
pub(crate) fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_voetnoot"));
    command.current_dir(folder).args(arguments);
    for (name, _) in std::env::vars_os() {
        if name == "COLUMNS" || name.to_string_lossy().starts_with("VOETNOOT_") {
            command.env_remove(name);
        }
    }
    command
}

/// Runs the program in a folder until it ends.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Ran {
    let output = program(folder, arguments).output();
    output.expect("the program runs").into()
}
