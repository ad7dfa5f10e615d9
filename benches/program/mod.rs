//! The program, started as a user starts it, with a pipe in the place of a terminal.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

const QUESTION: &str = "Wanneer sprak burgemeester Anna de Vries over Armenië?";

/// The program, about a library.
pub(crate) struct Program {
    child: Child,
    typed: ChildStdin,
    said: BufReader<ChildStdout>,
}

impl Program {
    /// Starts it and asks a first question. Returns how long that took together.
    pub(crate) fn start(content: &Path, store: &Path, flags: &[&str]) -> (Self, Duration) {
        let began = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_voetnoot"))
            .args(flags)
            .arg("--content")
            .arg(content)
            .arg("--store")
            .arg(store)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let typed = child.stdin.take().expect("a pipe");
        let said = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut program = Self { child, typed, said };
        program.ask(QUESTION);
        (program, began.elapsed())
    }

    /// Types a line. Returns how long the answer took, and how long it is.
    pub(crate) fn ask(&mut self, line: &str) -> (Duration, usize) {
        // What is said to an unknown command repeats it: that ends the answer.
        const END: &str = "einde-van-het-antwoord";
        let began = Instant::now();
        write!(self.typed, "{line}\n!{END}\n").expect("it listens");
        let mut said = String::new();
        while !said.contains(END) {
            let read = self.said.read_line(&mut said).expect("it speaks");
            assert!(read > 0, "it ended after {line}");
        }
        (began.elapsed(), said.len())
    }

    /// Returns a line of `/proc/PID/status` that counts kB, in MB; not a number if there is none.
    pub(crate) fn memory(&self, what: &str) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.unwrap_or_default();
        let found = status.lines().find_map(|line| line.strip_prefix(what));
        found
            .and_then(|line| line.trim().strip_suffix(" kB")?.parse::<f64>().ok())
            .map_or(f64::NAN, |kilobytes| kilobytes / 1e3)
    }

    /// Returns how long processors have worked for it so far; zero where the system does not tell.
    pub(crate) fn worked(&self) -> Duration {
        // A hundredth of a second: the same on every Linux.
        const TICK: Duration = Duration::from_millis(10);
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()));
        let stat = stat.unwrap_or_default();
        // Behind the program's name in parentheses: state and ten numbers, then the ticks of the program and of the system.
        let numbers = stat.rsplit(')').next().unwrap_or_default();
        let ticks = numbers.split_whitespace().skip(11).take(2);
        TICK * ticks.filter_map(|ticks| ticks.parse::<u32>().ok()).sum()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
