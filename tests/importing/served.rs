//! Pages that are fetched, from a server on this machine, and the command line.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::thread;

use insta::assert_snapshot;
use voetnoot::import::load;
use voetnoot::wording::Language;

use super::reading::{data, shown};
use super::running::run;

/// A server on a port of its own that answers until the test ends. It gives its address.
fn server() -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            thread::spawn(move || answer(stream));
        }
    });
    address
}

fn answer(mut stream: TcpStream) {
    let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
    let first = lines.next().unwrap_or_default();
    for line in lines {
        if line.is_empty() {
            break;
        }
    }
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut head = String::from("HTTP/1.1 ");
    let mut body = Vec::new();
    if let Some(left) = path
        .strip_prefix("/redirect/")
        .and_then(|left| left.parse::<u32>().ok())
    {
        let next = if left == 1 {
            "/page".to_owned()
        } else {
            format!("/redirect/{}", left - 1)
        };
        write!(head, "302 Found\r\nLocation: {next}\r\n").expect("a line");
    } else {
        match path.as_str() {
            "/page" => {
                head.push_str("200 OK\r\nContent-Type: text/html\r\n");
                body = data("kort.html");
            }
            "/large" => {
                head.push_str("200 OK\r\nContent-Type: text/html\r\n");
                body = vec![b'a'; (10 << 20) + 1];
            }
            "/inside" => head.push_str("302 Found\r\nLocation: file:///etc/hostname\r\n"),
            _ => head.push_str("404 Not Found\r\n"),
        }
    }
    write!(
        head,
        "Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    )
    .expect("a line");
    // The other side may have gone.
    let _ = stream
        .write_all(head.as_bytes())
        .and_then(|()| stream.write_all(&body));
}

fn told(source: &str, allow_private: bool) -> String {
    match load(source, allow_private) {
        Ok(batch) => batch.drafts.iter().map(shown).collect(),
        Err(refusal) => refusal.what.words(Language::English),
    }
}

#[test]
fn a_page_is_fetched_and_bears_its_address() {
    let address = format!("{}/page", server());
    let batch = load(&address, true).unwrap_or_else(|refusal| panic!("{refusal}"));
    let draft = batch.drafts.first().expect("an article");
    assert_eq!(draft.url.as_deref(), Some(address.as_str()));
    assert_eq!(
        shown(draft),
        "De sluis is donderdag dicht.\nSchepen wachten bij de brug."
    );
}

#[test]
fn what_is_inside_the_network_is_not_fetched_unless_it_is_asked() {
    let port = server().rsplit(':').next().unwrap_or_default().to_owned();
    let addresses = [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "127.1",
        "0.0.0.0",
        "169.254.169.254",
        "10.0.0.1",
    ];
    for address in addresses {
        let told = told(&format!("http://{address}:{port}/page"), false);
        assert!(told.contains("not a public address"), "{address}: {told}");
    }
}

#[test]
fn five_redirects_are_followed_and_no_more() {
    let server = server();
    assert!(told(&format!("{server}/redirect/5"), true).starts_with("De sluis"));
    assert_snapshot!(told(&format!("{server}/redirect/6"), true), @"This cannot be fetched: it redirects more than 5 times.");
}

#[test]
fn what_is_too_large_or_not_there_or_not_of_the_web_is_said() {
    let server = server();
    let answers = [
        told(&format!("{server}/large"), true),
        told(&format!("{server}/nothing"), true),
        told("ftp://voorbeeld.example/x", true),
        told("file:///etc/hostname", true),
        told("http://", true),
    ];
    assert_snapshot!(answers.join("\n"), @"
    This cannot be fetched: it is larger than 10 MB.
    This cannot be fetched: the server answers with status 404.
    ftp is not supported.
    file is not supported.
    This is no whole web address.
    ");
    let answer = told(&format!("{server}/inside"), true);
    assert!(answer.starts_with("This cannot be fetched"), "{answer}");
}

#[test]
fn the_command_line_says_what_was_taken_for_what() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["krant.html", "feed.rss"] {
        std::fs::write(folder.path().join(name), data(name)).expect("a file");
    }
    std::fs::write(folder.path().join("leeg.html"), "<html></html>").expect("a file");
    let sources = [
        "import",
        "leeg.html",
        "krant.html",
        "feed.rss",
        "--to",
        "stukken",
    ];
    let ran = run(folder.path(), &sources);
    assert_eq!(ran.status, Some(1), "one source failed");
    assert_snapshot!(ran.out, @"
    gemaakt: stukken/kaasmarkt-dunmeer-stopt-na-120-jaar.md
      titel: Kaasmarkt Dunmeer stopt na 120 jaar
      auteurs: Joost Abbing, Mila de Groot
      datum: 2024-10-01
      taal: nl
      adres: https://dunmeerder.example/regio/kaasmarkt-dunmeer-stopt~b3f2a1/
      uitgever: De Dunmeerder Courant
      alinea’s: 6
      bijschriften: 1
    gemaakt: stukken/turf-turfschip.md
      titel: Turf & turfschip
      auteurs: Alie Brands
      datum: 2024-02-05
      taal: nl
      adres: https://veenstreek.example/turf/
      uitgever: Omroep Veenstreek
      alinea’s: 2
      bijschriften: 0
    gemaakt: stukken/turf-turfschip-2.md
      titel: Turf & turfschip
      auteurs: Bert Mulder
      datum: 2024-02-06
      taal: nl
      adres: https://veenstreek.example/turf-2/
      uitgever: Omroep Veenstreek
      alinea’s: 2
      bijschriften: 0
    ");
    assert_snapshot!(ran.err, @r#"
    fout: leeg.html: Op deze pagina is geen artikel gevonden. Sla de tekst van het artikel op als platte tekst, met de titel op de eerste regel.
    overgeslagen: feed.rss: "Alleen een samenvatting": het heeft geen tekst, of alleen een samenvatting
    "#);
    let checked = run(folder.path(), &["check", "--content", "stukken"]);
    assert_eq!(checked.status, Some(0), "{}", checked.err);
}

#[test]
fn the_command_line_speaks_the_language_that_is_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("leeg.html"), "<html></html>").expect("a file");
    std::fs::write(folder.path().join("kort.html"), data("kort.html")).expect("a file");
    let sources = [
        "--lang",
        "en",
        "import",
        "leeg.html",
        "kort.html",
        "http://127.0.0.1:1/",
        "--to",
        "stukken",
    ];
    let ran = run(folder.path(), &sources);
    assert_snapshot!(ran.out, @"
    made: stukken/sluis-dicht.md
      title: Sluis dicht
      authors: Redactie Haven en Vaart
      date: 2024-07-02
      language: nl
      url: none found
      publisher: none found
      paragraphs: 2
      captions: 0
    ");
    assert_snapshot!(ran.err, @"
    error: leeg.html: No article was found on this page. Save the article's text as plain text, with its title on the first line.
    error: http://127.0.0.1:1/: This cannot be fetched: 127.0.0.1 is at 127.0.0.1, which is not a public address (--allow-private permits it). Check the address, or save the page and import the file.
    ");
}
