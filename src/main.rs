//! The program: the command line, and nothing else.

use std::process::ExitCode;

#[cfg(any(feature = "discord", feature = "matrix"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    voetnoot::cli::main()
}
