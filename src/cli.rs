//! The command line. Only this module names `clap` and ends the process.

mod arguments;
mod check;
#[cfg(feature = "platforms")]
mod database;
mod doctor;
mod engine;
#[cfg(feature = "import")]
mod importing;
mod logs;
mod reader;
mod revisions;
#[cfg(feature = "platforms")]
mod serve;
mod settings;
mod show;
mod tasks;
mod values;
mod web;

use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory as _, Parser as _};

use crate::config::Settings;
#[cfg(feature = "discord")]
use arguments::Discord;
#[cfg(feature = "matrix")]
use arguments::Matrix;
use arguments::{Cli, Task};

/// All settings as a table in Markdown, for docs/operating.md.
#[must_use]
pub fn settings_table() -> String {
    settings::table(&Cli::command())
}

/// Runs the program on the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    // The platforms' clients bring two TLS providers: choose one before any of them connects.
    #[cfg(feature = "platforms")]
    let _ = rustls::crypto::ring::default_provider().install_default();
    match settings::readable(&Cli::command()).and_then(|()| run(arguments())) {
        Ok(code) => code,
        Err(error) => {
            let is_gone = error
                .downcast_ref::<io::Error>()
                .is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe);
            if is_gone {
                return ExitCode::SUCCESS;
            }
            // Ignore a closed standard error.
            let _ = writeln!(io::stderr(), "error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Reads the arguments. Ends the program if they are wrong, or ask for help. A question in the place of a subcommand gets a tip.
fn arguments() -> Cli {
    Cli::try_parse().unwrap_or_else(|mut error| {
        let has_tip = error.get(ContextKind::SuggestedSubcommand).is_some();
        if error.kind() == ErrorKind::InvalidSubcommand && !has_tip {
            let tip = "to ask something, write: voetnoot ask \"Wie is Tokajev?\"";
            let tips = ContextValue::StyledStrs(vec![tip.into()]);
            error.insert(ContextKind::Suggested, tips);
        }
        error.exit()
    })
}

fn run(cli: Cli) -> Result<ExitCode> {
    let given = Settings::from(cli.settings);
    let settings = given.or(Settings::from_folder(Path::new("."))?);
    let usual = || logs::usual(cli.task.as_ref().is_some_and(Task::is_server));
    logs::begin(settings.log_format.unwrap_or_else(usual))?;
    match cli.task {
        None => tasks::converse(&settings)?,
        Some(Task::Ask {
            json,
            article,
            text,
            more,
        }) => {
            let text = std::iter::once(text)
                .chain(more)
                .collect::<Vec<_>>()
                .join(" ");
            return tasks::ask(&settings, json, article.as_deref(), &text);
        }
        #[cfg(feature = "platforms")]
        Some(Task::Serve) => serve::serve(&settings)?,
        #[cfg(feature = "platforms")]
        Some(Task::Health) => serve::health(&settings)?,
        #[cfg(feature = "platforms")]
        Some(Task::Backup { file }) => {
            database::back_up(&settings, &file)?;
            tasks::print(&format!("{} made", file.display()))?;
        }
        #[cfg(feature = "discord")]
        Some(Task::Discord(Discord::Invite { application, user })) => {
            serve::discord::invite(application, user)?;
        }
        #[cfg(feature = "matrix")]
        Some(Task::Matrix(Matrix::Verify {
            renew,
            forget_others,
        })) => serve::matrix::verify(&settings, renew, forget_others)?,
        Some(Task::Index { compact }) => match settings.archive()? {
            Some(archive) if compact => engine::compact(&archive)?,
            Some(archive) => return engine::index(&settings, &archive),
            None if compact => {
                anyhow::bail!("--compact clears up an engine: name it with --engine")
            }
            None => tasks::index(&settings)?,
        },
        Some(Task::Check { show }) => return check::check(&settings, show.as_deref()),
        Some(Task::Doctor { json }) => return doctor::doctor(&settings, json),
        #[cfg(feature = "import")]
        Some(Task::Import {
            sources,
            to,
            replace,
            allow_private,
        }) => {
            let language = settings.language();
            return importing::import(&sources, &to, replace, allow_private, language);
        }
        Some(Task::Eval {
            questions,
            json,
            within_article,
            reader,
            ablate,
        }) => {
            if ablate {
                tasks::ablate(&settings, &questions, within_article)?;
            } else {
                tasks::eval(
                    &settings,
                    &questions,
                    json,
                    within_article,
                    reader.as_deref(),
                )?;
            }
        }
        Some(Task::Calibrate {
            questions,
            within_article,
            reader,
            out,
        }) => {
            let (reader, out) = (reader.as_deref(), out.as_deref());
            tasks::calibrate(&settings, &questions, within_article, reader, out)?;
        }
        Some(Task::Train {
            sets,
            within_article,
            out,
        }) => tasks::train(&settings, &sets, &within_article, &out)?,
    }
    Ok(ExitCode::SUCCESS)
}
