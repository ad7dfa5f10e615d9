//! The program serves the reading page, alone or beside platforms.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use super::running::{program, run};

/// A running program, which ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn with_an_address_alone_the_articles_can_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let arguments = [
        "serve",
        "--web",
        "127.0.0.1:0",
        "--no-semantic",
        "--log-format",
        "json",
    ];
    let mut command = program(folder.path(), &arguments);
    let mut running = Running(command.stderr(Stdio::piped()).spawn().expect("it starts"));
    let log = running.0.stderr.take().expect("a log");
    let lines = BufReader::new(log).lines().map_while(Result::ok);
    let mut told = lines.filter_map(|line| {
        let (_, url) = line.split_once("http://")?;
        url.split('"').next().map(str::to_owned)
    });
    let address = told.next().expect("the log tells the address");
    let mut stream = TcpStream::connect(&address).expect("a connection");
    let request = format!("GET /csto-kazachstan HTTP/1.0\r\nHost: {address}\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("sent");
    let mut reply = String::new();
    stream.read_to_string(&mut reply).expect("a reply");
    assert!(reply.starts_with("HTTP/1.0 200"), "{reply}");
    assert!(reply.contains("Zo’n 150 elitetroepen"));
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
    ];
    insta::assert_snapshot!(all.join("\n"), @"
    error: invalid value '8080' for '--web <ADDRESS>': `8080` is no address: write an IP address and a port, as 127.0.0.1:8090
    error: invalid value 'https://krant.example/voetnoot' for '--public-url <URL>': `https://krant.example/voetnoot` is no address for readers: write https:// and a host, as https://voetnoot.example.org, without a path
    error: invalid value 'nergens' for '--citaten <PLACE>': `nergens` is no place for citations to lead to: write artikel for an article's own address, or pagina for the reading page
    error: invalid value 'krant.example' for '--web-embed <SITES>': `krant.example` names no sites: write their addresses, as https://krant.example https://*.krant.example
    error: invalid value 'x y' for '--web-client-header <HEADER>': `x y` is no name of a header: write for example X-Forwarded-For
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
