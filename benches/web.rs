//! The reading page under load: the true program, asked over HTTP by some readers at once.
//!
//! ```sh
//! cargo bench --bench web -- --seconds 10
//! ```
//!
//! It prints for an article's page and for questions that nobody asked before: how long half of the replies took, and 99 of 100;
//! how many came in a second; and the program's memory before and after.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How many readers ask at once.
const READERS: usize = 4;

const ARTICLE: &str = "/csto-kazachstan";

struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Program {
    /// Starts the program in an empty folder; gives its address too.
    fn start(folder: &str) -> (Self, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_voetnoot"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("VOETNOOT_")) {
            command.env_remove(name);
        }
        command
            .args([
                "serve",
                "--web",
                "127.0.0.1:0",
                "--log-format",
                "json",
                "--limits",
                "off",
            ])
            .current_dir(folder)
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut lines = BufReader::new(child.stderr.take().expect("a pipe")).lines();
        let program = Self(child);
        let address = loop {
            let line = lines.next().expect("it says its address").expect("a line");
            if let Some((_, rest)) = line.split_once("http://127.0.0.1:") {
                let digits = rest.split(|c: char| !c.is_ascii_digit()).next();
                break format!("127.0.0.1:{}", digits.unwrap_or_default());
            }
        };
        thread::spawn(move || lines.for_each(drop));
        (program, address)
    }

    /// Resident memory, in MB.
    fn memory(&self) -> f64 {
        let status =
            fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes =
            line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
        kilobytes.unwrap_or(f64::NAN) / 1_000.0
    }
}

#[allow(clippy::print_stdout, reason = "a bench reports")]
fn main() {
    let seconds = argument("--seconds").unwrap_or(10);
    let duration = Duration::from_secs(seconds);
    let folder = tempfile::tempdir().expect("a folder");
    let (program, address) = Program::start(folder.path().to_str().expect("a path"));
    get(&address, ARTICLE);
    println!("memory before: {:.0} MB", program.memory());
    let asked = AtomicUsize::new(0);
    report("page", &address, duration, &|| ARTICLE.to_owned());
    report("new question", &address, duration, &|| {
        let number = asked.fetch_add(1, Ordering::Relaxed);
        format!("{ARTICLE}?q=Wie+stuurde+{number}+elitetroepen%3F")
    });
    println!("memory after: {:.0} MB", program.memory());
}

/// The number after an argument.
fn argument(name: &str) -> Option<u64> {
    let mut arguments = std::env::args().skip_while(|argument| argument != name);
    arguments.nth(1)?.parse().ok()
}

/// Asks for paths until the time is over, and prints how long that took.
#[allow(clippy::print_stdout, reason = "a bench reports")]
fn report(what: &str, address: &str, duration: Duration, path: &(dyn Fn() -> String + Sync)) {
    let began = Instant::now();
    let reader = || {
        let mut times = Vec::new();
        while began.elapsed() < duration {
            let path = path();
            let asked = Instant::now();
            get(address, &path);
            times.push(asked.elapsed());
        }
        times
    };
    let mut times: Vec<Duration> = thread::scope(|scope| {
        let readers: Vec<_> = (0..READERS).map(|_| scope.spawn(reader)).collect();
        let each = readers
            .into_iter()
            .map(|reader| reader.join().expect("a reader"));
        each.flatten().collect()
    });
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    println!(
        "{what}: p50 {:.1?}, p99 {:.1?}, {} in {:.1?}",
        at(50),
        at(99),
        times.len(),
        began.elapsed()
    );
}

/// Gets a page, on a connection of its own.
fn get(address: &str, path: &str) {
    let mut stream = TcpStream::connect(address).expect("a connection");
    let request = format!("GET {path} HTTP/1.0\r\nHost: {address}\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("it is sent");
    let mut reply = Vec::new();
    stream.read_to_end(&mut reply).expect("a reply");
    let status = reply.get(9..12).map(String::from_utf8_lossy);
    assert_eq!(status.as_deref(), Some("200"), "{path}");
}
