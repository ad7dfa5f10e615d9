//! A conversation in a terminal says more than one through a pipe.

use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};

use super::folder;
use super::running::program;

/// Before a line can be typed.
const PROMPT: &str = "» ";

#[test]
fn somebody_at_a_terminal_is_told_how_to_open_the_page() {
    let place = folder(&[]);
    // The program `script` gives another one a terminal.
    let mut script = Command::new("script");
    let run = format!("'{}' --no-semantic", env!("CARGO_BIN_EXE_voetnoot"));
    script
        .args(["-qec", &run, "/dev/null"])
        .current_dir(place.path());
    for (name, _) in program(place.path(), &[]).get_envs() {
        script.env_remove(name);
    }
    let piped = script.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut running = piped.spawn().expect("it starts");
    let mut out = running.stdout.take().expect("an output");
    let mut said = Vec::new();
    let mut buffer = [0; 4096];
    while !String::from_utf8_lossy(&said).contains(PROMPT) {
        let count = out.read(&mut buffer).expect("it says something");
        assert!(count > 0, "no prompt: {}", String::from_utf8_lossy(&said));
        said.extend_from_slice(&buffer[..count]);
    }
    let mut typed = running.stdin.take().expect("an input");
    typed.write_all(b"\x04").expect("Ctrl-D is typed");
    assert!(running.wait().expect("it ends").success());
    let said = String::from_utf8_lossy(&said);
    assert!(
        said.contains("`voetnoot serve --web 127.0.0.1:8080`"),
        "{said}"
    );
}
