//! A large archive on an engine elsewhere: how long answers take beyond the engine's own time, what memory the bot needs, and
//! whether an archive is whole after its filling was killed, and answered from while the engine is killed.
//!
//! `cargo bench --bench engine -- PASSAGES QUESTIONS KILLS` runs `tests/engine/run` with the server of the tests, which keeps its
//! documents in a journal here. noida-db, which that runs with otherwise, reads all documents for every search.

use std::fs::{self, File, OpenOptions};
use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Command, exit};
use std::sync::{Arc, Mutex};

#[path = "../tests/engine/index.rs"]
#[expect(dead_code, reason = "the tests look into it")]
mod index;
#[path = "../tests/engine/server.rs"]
#[expect(dead_code, reason = "the tests have it misbehave")]
mod server;

use server::{Speaks, State, listen};

fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    if let [port, folder] = &given[..]
        && let Ok(port) = port.parse()
        && given[1].contains('/')
    {
        serve(port, Path::new(folder));
    }
    let sizes = given.iter().filter(|size| size.parse::<usize>().is_ok());
    let ran = Command::new("tests/engine/run")
        .args(sizes)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("VOETNOOT_ENGINE_PROGRAM", env!("CARGO_BIN_EXE_voetnoot"))
        .env(
            "VOETNOOT_ENGINE_SERVER",
            std::env::current_exe().expect("a path"),
        )
        .status();
    exit(ran.expect("bash").code().unwrap_or(1));
}

/// Answers on a port, about what was kept in a folder.
fn serve(port: u16, folder: &Path) -> ! {
    fs::create_dir_all(folder).expect("a folder");
    let path = folder.join("journal");
    let mut state = State::new(Speaks::Elastic);
    if let Ok(journal) = File::open(&path) {
        for kept in BufReader::new(journal).lines() {
            let (method, target, body): (String, String, String) =
                serde_json::from_str(&kept.expect("a line")).expect("a line of a journal");
            state.answer(&method, &target, body.as_bytes());
        }
    }
    state.journal = Some(
        OpenOptions::new()
            .create(true)
            .append(true)
            .open(path)
            .expect("a journal"),
    );
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).expect("a port");
    listen(&listener, &Arc::new(Mutex::new(state)));
    unreachable!("a listener does not end");
}
