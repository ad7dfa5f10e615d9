//! Thrift: what is freed goes back to the system at once.
//!
//! The program's allocator (mimalloc, see `main.rs`) keeps what is freed for some milliseconds and gives it back when next
//! something is freed. A server that has just read its model, a changed article, or a burst of messages then has nothing
//! to do, and would keep it all night. The allocator reads its options before `main`, from the environment alone; so the
//! program begins once more in its own place, as the same process, with the option set.

use std::env;
use std::os::unix::process::CommandExt as _;
use std::process::Command;

/// After how many milliseconds the allocator gives back what is freed. Who sets it has their way.
const OPTION: &str = "MIMALLOC_PURGE_DELAY";

/// Has the program begin once more, if it has to. Where it cannot, it only takes more memory.
pub(in crate::cli) fn begin() {
    if env::var_os(OPTION).is_some() {
        return;
    }
    let Ok(program) = env::current_exe() else {
        return;
    };
    let mut arguments = env::args_os();
    let mut again = Command::new(program);
    if let Some(name) = arguments.next() {
        again.arg0(name);
    }
    // It does not come back, unless it fails.
    let _ = again.args(arguments).env(OPTION, "0").exec();
}
