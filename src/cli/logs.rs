//! What is logged, and how: lines for people, or JSON for programs. Always to standard error.

use std::io::{self, IsTerminal as _};

use anyhow::Result;
use tracing_subscriber::EnvFilter;

use crate::config::{LogFormat, variable};

/// What is logged unless somebody chooses: of matrix-sdk only that it waits for people's devices before it encrypts; it calls
/// errors what we try again and report.
const LOG: &str = "warn,voetnoot=info,matrix_sdk=off,matrix_sdk_base=off,matrix_sdk_crypto=off,matrix_sdk_crypto::store=warn";

/// How it is logged unless somebody chooses: what a server logs where no person watches is for programs.
pub(super) fn usual(is_server: bool) -> LogFormat {
    if is_server && !io::stderr().is_terminal() {
        LogFormat::Json
    } else {
        LogFormat::Human
    }
}

/// Logs from now on.
///
/// # Errors
/// Where what is to be logged is no text.
pub(super) fn begin(format: LogFormat) -> Result<()> {
    let chosen = variable("VOETNOOT_LOG")?;
    let filter = chosen
        .as_ref()
        .and_then(|chosen| EnvFilter::try_new(chosen).ok());
    let is_misunderstood = chosen.is_some() && filter.is_none();
    let filter = filter.unwrap_or_else(|| EnvFilter::new(LOG));
    let logging = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        // It would tell a broken standard error that standard error is broken, and panic.
        .log_internal_errors(false);
    match format {
        LogFormat::Json => logging
            .json()
            .flatten_event(true)
            .with_span_list(false)
            .init(),
        LogFormat::Human => logging
            .with_ansi(
                io::stderr().is_terminal()
                    && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
            )
            .without_time()
            .with_target(false)
            .init(),
    }
    if is_misunderstood {
        tracing::warn!(
            "VOETNOOT_LOG is not understood (example: voetnoot=debug,warn); the default holds"
        );
    }
    Ok(())
}
