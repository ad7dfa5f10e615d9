//! Sets up logging to standard error, as lines for people or as JSON.

use std::io::{self, IsTerminal as _};

use anyhow::Result;
use tracing_subscriber::EnvFilter;

use crate::config::LogFormat;
use crate::environment::{LOG, variable};

/// The default filter. Of matrix-sdk it shows only that it waits for people's devices before it encrypts: matrix-sdk logs errors
/// that the bot retries and reports itself.
const FILTER: &str = "warn,voetnoot=info,matrix_sdk=off,matrix_sdk_base=off,matrix_sdk_crypto=off,matrix_sdk_crypto::store=warn";

/// The default format: JSON for a server whose standard error is no terminal.
pub(super) fn usual(is_server: bool) -> LogFormat {
    if is_server && !io::stderr().is_terminal() {
        LogFormat::Json
    } else {
        LogFormat::Human
    }
}

/// Starts logging.
///
/// # Errors
/// Fails if the filter is not UTF-8.
pub(super) fn begin(format: LogFormat) -> Result<()> {
    let chosen = variable(LOG)?;
    let filter = chosen
        .as_ref()
        .and_then(|chosen| EnvFilter::try_new(chosen).ok());
    let is_misunderstood = chosen.is_some() && filter.is_none();
    let filter = filter.unwrap_or_else(|| EnvFilter::new(FILTER));
    let logging = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        // Otherwise it panics when standard error is closed.
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
