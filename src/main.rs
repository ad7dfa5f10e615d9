//! The program: the command line, and nothing else.

use std::process::ExitCode;

// A server lives long. The container and the systemd unit set `MIMALLOC_PURGE_DELAY=0`, so that freed memory returns to the
// system at once.
#[cfg(feature = "platforms")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    voetnoot::cli::main()
}
