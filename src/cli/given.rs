//! Reads the command line and the settings.

use std::any::TypeId;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{Arg, Command, CommandFactory as _, FromArgMatches as _};

use super::arguments::Cli;
use crate::config::Settings;
use crate::environment::variable;

/// Reads the command line, with the settings: a flag beats the environment, which beats the file. A flag or a variable that
/// is empty, as in many environment files, counts as not set. Ends the process if the command line is wrong or asks for help.
///
/// # Errors
/// Fails if a variable is not UTF-8, or the file cannot be used.
pub(super) fn read() -> Result<Cli> {
    let program = Cli::command();
    readable(&program)?;
    let arguments = arguments(&program);
    let program = program.mut_args(|argument| {
        if is_empty(&argument) {
            argument.env(None::<&str>)
        } else {
            argument
        }
    });
    let matches = program
        .try_get_matches_from(arguments)
        .unwrap_or_else(|error| match error.kind() {
            // The help names the empty variables too.
            ErrorKind::DisplayHelp => Cli::command().get_matches(),
            _ => with_tip(error).exit(),
        });
    let mut cli = Cli::from_arg_matches(&matches)?;
    cli.settings = Settings::from_folder(Path::new("."))?;
    cli.settings.update_from_arg_matches(&matches)?;
    Ok(cli)
}

/// Adds a tip if a question stands in the place of a subcommand.
fn with_tip(mut error: Error) -> Error {
    let has_tip = error.get(ContextKind::SuggestedSubcommand).is_some();
    if error.kind() == ErrorKind::InvalidSubcommand && !has_tip {
        let tip = "to ask something, write: voetnoot ask \"Wie is Tokajev?\"";
        let tips = ContextValue::StyledStrs(vec![tip.into()]);
        error.insert(ContextKind::Suggested, tips);
    }
    error
}

/// Fails if a variable other than a path is not UTF-8, and names it, which the parser would not.
fn readable(program: &Command) -> Result<()> {
    let is_path =
        |argument: &&Arg| argument.get_value_parser().type_id() == TypeId::of::<PathBuf>();
    let texts = program
        .get_arguments()
        .filter(|argument| !is_path(argument));
    for name in texts.filter_map(Arg::get_env) {
        variable(&name.to_string_lossy())?;
    }
    Ok(())
}

/// Whether an argument has a variable that is empty.
fn is_empty(argument: &Arg) -> bool {
    let value = argument.get_env().and_then(std::env::var_os);
    value.is_some_and(|value| value.is_empty())
}

/// The arguments of the process without the settings that are empty: `--lang=`, or `--lang` and an empty argument.
fn arguments(program: &Command) -> Vec<OsString> {
    let is_setting = |flag: &str| {
        let name = flag.strip_prefix("--");
        let mut settings = program
            .get_arguments()
            .filter(|one| one.get_env().is_some());
        settings.any(|one| one.get_long() == name && one.get_num_args() != Some(0.into()))
    };
    let mut arguments: Vec<OsString> = Vec::new();
    for argument in std::env::args_os() {
        let before = arguments.last().and_then(|before| before.to_str());
        let name = argument.to_str().and_then(|text| text.strip_suffix('='));
        if argument.is_empty() && before.is_some_and(is_setting) {
            arguments.pop();
        } else if !name.is_some_and(is_setting) {
            arguments.push(argument);
        }
    }
    arguments
}
