//! What size costs: how long the program takes to its first answer, how much memory it holds, and how long each command takes.
//!
//! `cargo bench --bench size` measures every library below; `cargo bench --bench size -- archive` only those named so. The program
//! is started as a user starts it, with a pipe in the place of a terminal, and searches by words alone, as it does until the
//! meaning of a large library is worked out. Times are from its start, or from a line that is typed to its answer. Memory is
//! that of the process once everything was asked, and the most that it had (`/proc/PID/status`).
//!
//! - `archive`: 100,000 paragraphs in 10,000 articles.
//! - `article`: 100,000 paragraphs in one article, with names, dates and quotations.
//! - `headings`: 20,000 headings.
//! - `paragraph`: a paragraph of 1 MB.
//! - `text`: an article of 5 MB in long paragraphs.
//! - `line`: a word of 1 MB without a space or a full stop.

#![expect(clippy::print_stdout, reason = "a bench prints what it measures")]

use std::fmt::Write as _;
use std::fs;
use std::time::Duration;

#[path = "../tests/common/archive.rs"]
mod archive;
mod program;

use program::Program;

const PARAGRAPHS: usize = 100_000;

const WORDS_ALONE: &[&str] = &["--no-semantic"];

const QUESTION: &str = "Wanneer sprak burgemeester Anna de Vries over Armenië?";

const LINES: [&str; 20] = [
    QUESTION,
    "Hoeveel militairen kwamen er?",
    "!zoek vergadering Armenië",
    "!zoek \"dat is niet waar\"",
    "!land",
    "!land Armenië",
    "!land Frankrijk",
    "!wie",
    "!wie Anna de Vries",
    "!wie De Vreis",
    "!wie burgemeester",
    "!citaat",
    "!citaat Anna de Vries",
    "!tijdlijn",
    "!bron",
    "!alinea 17",
    "!alinea 1-99999999",
    "!inhoud",
    "!samenvatting",
    "!samenvatting Armenië",
];

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let wanted: Vec<&String> = wanted
        .iter()
        .filter(|name| !name.starts_with('-'))
        .collect();
    // `cargo test` runs this too, to see that it works.
    let (paragraphs, share) = if std::env::args().any(|argument| argument == "--bench") {
        (PARAGRAPHS, 1)
    } else {
        (PARAGRAPHS / 100, 100)
    };
    let libraries: [(&str, &str, &dyn Fn() -> String); 6] = [
        ("archive", "jsonl", &|| archive::archive(paragraphs)),
        ("article", "md", &|| article(paragraphs, usize::MAX, 1)),
        ("headings", "md", &|| article(20_000 / share, 1, 1)),
        ("paragraph", "md", &|| article(4, usize::MAX, 1_200 / share)),
        ("text", "md", &|| article(500 / share, 50, 50)),
        ("line", "md", &|| {
            format!("# Lang\n\n{}\n\nKort.\n", "lang".repeat(250_000 / share))
        }),
    ];
    for (name, extension, text) in libraries {
        if wanted.is_empty() || wanted.iter().any(|wanted| name.contains(*wanted)) {
            measure(name, extension, &text());
        }
    }
}

/// An article of so many paragraphs, each of so many others put together, with a heading above every few.
fn article(paragraphs: usize, between_headings: usize, together: usize) -> String {
    const GIVEN: [&str; 8] = ["Anna", "Jan", "Els", "Piet", "Sara", "Omar", "Ilse", "Koen"];
    const SURNAMES: [&str; 8] = [
        "de Vries",
        "Jansen",
        "van den Berg",
        "Bakker",
        "Visser",
        "Mulder",
        "Boukhari",
        "Smit",
    ];
    const MONTHS: [&str; 4] = ["januari", "maart", "augustus", "december"];
    let mut text = String::from(
        "+++\nid = \"groot\"\ntitle = \"Groot\"\nauthors = [\"Anna Smit\"]\nlanguage = \"nl\"\npublished = \"2022-01\"\n+++\n\n",
    );
    let archive = archive::archive(paragraphs * together);
    let mut texts = archive.lines().flat_map(|line| {
        let article: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let paragraphs = article["paragraphs"].as_array().expect("a list").clone();
        let text = |paragraph: serde_json::Value| paragraph["text"].as_str().map(str::to_owned);
        paragraphs.into_iter().filter_map(text)
    });
    for number in 0..paragraphs {
        if number % between_headings == 0 && number > 0 {
            write!(text, "## Deel {number}\n\n").expect("a String takes every write");
        }
        for part in 0..together {
            let at = number * together + part;
            let (given, surname) = (GIVEN[at % 8], SURNAMES[at / 8 % 8]);
            let (day, month, year) = (at % 28 + 1, MONTHS[at % 4], 1950 + at % 70);
            text.push_str(&texts.next().expect("a paragraph"));
            match at % 5 {
                0 => write!(text, " Op {day} {month} {year} was er een vergadering. "),
                1 => write!(
                    text,
                    " Burgemeester {given} {surname} zei: “Dat is niet waar.” "
                ),
                2 => write!(text, " “Er kwamen {at} militairen,” zei {surname}. "),
                _ => write!(text, " "),
            }
            .expect("a String takes every write");
        }
        text.push_str("\n\n");
    }
    text
}

fn measure(name: &str, extension: &str, text: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(format!("{name}.{extension}"));
    fs::write(&file, text).expect("it is written");
    println!("{name}: {:.1} MB", text.len() as f64 / 1e6);
    let kept = folder.path().join("store");
    let (mut program, first) = Program::start(&file, &kept, WORDS_ALONE);
    report("first answer, nothing kept", first);
    drop(program);
    let start;
    (program, start) = Program::start(&file, &kept, WORDS_ALONE);
    report("first answer, index kept", start);
    for line in LINES {
        let (first, _) = program.ask(line);
        let (again, pages) = program.ask(line);
        println!(
            "  {:>8.1} ms, again {:>8.1} ms  {line}  ({pages} bytes)",
            ms(first),
            ms(again)
        );
    }
    println!(
        "  memory {:.0} MB, at most {:.0} MB; processors worked for {:.1} s",
        program.memory("VmRSS:"),
        program.memory("VmHWM:"),
        program.worked().as_secs_f64()
    );
}

fn report(what: &str, time: Duration) {
    println!("  {:>8.1} ms  {what}", ms(time));
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
