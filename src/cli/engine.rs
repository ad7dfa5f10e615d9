//! `voetnoot index --engine`: fills an archive on an engine elsewhere, and clears it up.

use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;

use super::tasks::print;
use crate::archive::Archive;
use crate::config::Settings;

/// Sends the content to the engine. Returns exit status 1 if an article was left out.
pub(super) fn index(settings: &Settings, archive: &Archive) -> Result<ExitCode> {
    /// A terminal is told of the progress after so many articles.
    const TOLD: usize = 100;
    let began = Instant::now();
    let is_terminal = io::stderr().is_terminal();
    let written = archive.fill(settings.places().content.as_deref(), &mut |articles| {
        if is_terminal && articles % TOLD == 0 {
            // Ignore a closed standard error.
            let _ = write!(io::stderr(), "\r{articles} articles");
        }
    })?;
    if is_terminal {
        let _ = writeln!(io::stderr());
    }
    for left in &written.left {
        let _ = writeln!(io::stderr(), "error: {}: {}", left.place, left.why);
    }
    print(&format!(
        "{} articles ({} passages) sent to {} in {:.1} s; {} were there; {} left out",
        written.articles,
        written.passages,
        archive.place(),
        began.elapsed().as_secs_f64(),
        written.known,
        written.left.len()
    ))?;
    Ok(if written.left.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Deletes the earlier editions of corrected articles.
pub(super) fn compact(archive: &Archive) -> Result<()> {
    let compacted = archive.compact()?;
    print(&format!(
        "{} earlier editions deleted of {} articles at {}",
        compacted.deleted,
        compacted.articles,
        archive.place()
    ))
}
