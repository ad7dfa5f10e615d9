//! The program serves the reading page, alone or beside platforms.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use super::running::{program, run};

/// A running program, which ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the program in a folder; gives the address of its reading page.
fn start(folder: &Path, more: &[&str]) -> (Running, String) {
    let arguments = [
        "serve",
        "--web",
        "127.0.0.1:0",
        "--no-semantic",
        "--log-format",
        "json",
    ];
    let mut command = program(folder, &[&arguments, more].concat());
    let mut running = Running(command.stderr(Stdio::piped()).spawn().expect("it starts"));
    let log = running.0.stderr.take().expect("a log");
    let lines = BufReader::new(log).lines().map_while(Result::ok);
    let mut told = lines.filter_map(|line| {
        let (_, url) = line.split_once("http://")?;
        url.split('"').next().map(str::to_owned)
    });
    let address = told.next().expect("the log tells the address");
    (running, address)
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("a connection");
    let request = format!("GET {path} HTTP/1.0\r\nHost: {address}\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("sent");
    let mut reply = String::new();
    stream.read_to_string(&mut reply).expect("a reply");
    assert!(reply.starts_with("HTTP/1.0 200"), "{reply}");
    reply
}

#[test]
fn with_an_address_alone_the_articles_can_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_running, address) = start(folder.path(), &[]);
    assert!(get(&address, "/csto-kazachstan").contains("Zo’n 150 elitetroepen"));
}

/// Writes an article about a bridge into the folder.
fn write(folder: &Path, text: &str) {
    let content = folder.join("content");
    fs::create_dir_all(&content).expect("a folder");
    let head = "+++\nid = \"brug\"\ntitle = \"De brug\"\nlanguage = \"nl\"\n+++\n\n";
    fs::write(content.join("brug.md"), format!("{head}{text}\n")).expect("written");
}

/// The folder of what was served.
fn revisions(folder: &Path) -> PathBuf {
    folder.join("state/revisions")
}

/// Waits until so many revisions are kept.
fn until_kept(folder: &Path, count: usize) {
    let begun = Instant::now();
    let is_whole = |entry: &fs::DirEntry| entry.path().extension().is_some_and(|end| end == "gz");
    loop {
        let entries = fs::read_dir(revisions(folder)).into_iter().flatten();
        if entries.flatten().filter(is_whole).count() == count {
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "nothing is kept");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn the_server_is_ready_and_tells_what_changed_while_revisions_have_yet_to_be_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    write(folder, "De brug is groen.");
    let (running, _) = start(folder, &[]);
    until_kept(folder, 1);
    drop(running);
    // Another process that shares the folder is writing, so this one has to wait.
    let writing = fs::File::open(revisions(folder)).expect("a folder");
    writing.lock().expect("it is locked");
    write(folder, "De brug is rood.");
    let (running, address) = start(folder, &[]);
    let page = get(&address, "/brug/wijzigingen");
    assert!(page.contains("De brug is <ins>rood</ins>."), "{page}");
    assert!(page.contains("Gewijzigd op"), "{page}");
    let unwritten = fs::read_dir(revisions(folder)).expect("a folder").count();
    assert_eq!(unwritten, 1);
    drop(writing);
    until_kept(folder, 2);
    drop(running);
}

#[test]
fn what_was_served_before_a_restart_is_told_after_it_by_the_page_and_in_the_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |text: &str| write(folder.path(), text);
    let ask = |more: &[&str]| {
        let arguments = [&["--no-semantic", "ask", "!wijzigingen"], more].concat();
        run(folder.path(), &arguments).out
    };
    write("De brug is groen.");
    let (running, address) = start(folder.path(), &[]);
    assert!(get(&address, "/brug").contains("De brug is groen."));
    until_kept(folder.path(), 1);
    drop(running);
    write("De brug is rood.");
    let (_running, address) = start(folder.path(), &[]);
    until_kept(folder.path(), 2);
    let page = get(&address, "/brug/wijzigingen");
    assert!(page.contains("De brug is <del>groen</del>."), "{page}");
    assert!(page.contains("De brug is <ins>rood</ins>."), "{page}");
    assert!(ask(&[]).contains("De brug is **groen**."), "{}", ask(&[]));
    assert!(ask(&["--revisions", "0"]).contains("geen eerdere versies"));
}

#[test]
fn a_wrong_setting_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = |setting: &str, value: &str| {
        let ran = run(folder.path(), &["serve", setting, value]);
        assert_eq!(ran.status, Some(2));
        ran.err.lines().next().unwrap_or_default().to_owned()
    };
    let all = [
        said("--web", "8080"),
        said("--public-url", "https://krant.example/voetnoot"),
        said("--citaten", "nergens"),
        said("--web-embed", "krant.example"),
        said("--web-client-header", "x y"),
        said("--revisions", "veel"),
    ];
    insta::assert_snapshot!(all.join("\n"), @"
    error: invalid value '8080' for '--web <ADDRESS>': `8080` is no address: write an IP address and a port, as 127.0.0.1:8090
    error: invalid value 'https://krant.example/voetnoot' for '--public-url <URL>': `https://krant.example/voetnoot` is no address for readers: write https:// and a host, as https://voetnoot.example.org, without a path
    error: invalid value 'nergens' for '--citaten <PLACE>': `nergens` is no place for citations to lead to: write artikel for an article's own address, or pagina for the reading page
    error: invalid value 'krant.example' for '--web-embed <SITES>': `krant.example` names no sites: write their addresses, as https://krant.example https://*.krant.example
    error: invalid value 'x y' for '--web-client-header <HEADER>': `x y` is no name of a header: write for example X-Forwarded-For
    error: invalid value 'veel' for '--revisions <MEGABYTES>': `veel` is no size: write a number of megabytes, such as 64, or 0 to keep nothing
    ");
}

#[test]
fn the_operator_is_shown_what_to_embed() {
    let folder = tempfile::tempdir().expect("a folder");
    let shown = |more: &[&str]| {
        let show = ["check", "--show", "csto-kazachstan"];
        run(folder.path(), &[&show, more].concat()).out
    };
    let url = ["--public-url", "https://voetnoot.example.org"];
    assert!(!shown(&url).contains("iframe"));
    let snippet = "<iframe src=\"https://voetnoot.example.org/csto-kazachstan/embed\"";
    let embed = [&url[..], &["--web-embed", "https://krant.example"]].concat();
    assert!(shown(&embed).contains(snippet));
}

#[test]
fn with_a_public_address_the_answer_in_the_console_links_to_the_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let question = "Hoeveel elitetroepen zond Kirgizië?";
    let linked = |arguments: &[&str]| {
        let all = [&["--no-semantic", "ask", question], arguments].concat();
        run(folder.path(), &all).out
    };
    assert!(!linked(&[]).contains("http"));
    let out = linked(&["--public-url", "https://voetnoot.example.org/"]);
    assert!(
        out.contains("https://voetnoot.example.org/csto-kazachstan/673aa0ec/11/123-203#citaat"),
        "{out}"
    );
}
