//! Lists the settings for the end of the help and for the manual.

use std::fmt::Write as _;

use clap::Command;

use crate::config::FILE;
use crate::environment;

/// The end of the help: how to set settings, and those that only the environment has.
pub(super) fn help() -> String {
    let mut help = format!(
        "Every flag with [env] is also a setting of {FILE} in the working directory, by its name with _ for - (log_format for \
         --log-format). A flag beats the environment, which beats the file.\n\nIn the environment alone:\n"
    );
    for (name, about) in environment::SETTINGS {
        // Writing to a string does not fail.
        let _ = writeln!(help, "  {name}: {about}");
    }
    help + "\nExit status: 0 when there is an answer, also when it is that the article does not tell; 1 when content, index \
            or settings cannot be used; 2 when the command line is wrong."
}

/// All settings as a table in Markdown: flag, environment variable, key in the file, description.
pub(super) fn table(program: &Command) -> String {
    let mut table = String::from("| flag | environment | file | what it is |\n|---|---|---|---|\n");
    for setting in program.get_arguments() {
        let Some(variable) = setting.get_env() else {
            continue;
        };
        let flag = setting.to_string().replace(['<', '>'], "");
        let (variable, key) = (variable.to_string_lossy(), setting.get_id());
        let about = setting.get_help().map(ToString::to_string);
        let about = about.unwrap_or_default().replace('\n', " ");
        let _ = writeln!(table, "| `{flag}` | `{variable}` | `{key}` | {about} |");
    }
    for (name, about) in environment::SETTINGS {
        let _ = writeln!(table, "| | `{name}` | | {about} |");
    }
    table
}
