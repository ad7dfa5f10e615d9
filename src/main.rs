//! The program: the command line, and nothing else.

use std::process::ExitCode;

// Servers live long: `cli/serve/thrift.rs` says how it is told to give back what is freed.
#[cfg(feature = "platforms")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    voetnoot::cli::main()
}
