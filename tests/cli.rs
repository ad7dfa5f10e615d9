//! Promise: the command line keeps its contract: what is printed where, with which exit status, under which settings.

#[path = "common/running.rs"]
mod running;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;
use voetnoot::command::COMMANDS;

use running::{Ran, program, run};

/// An article with an address on the web.
const ARTICLE: &str = r#"+++
id = "brug"
title = "De brug gaat dicht"
authors = ["Anna de Vries"]
language = "nl"
url = "https://krant.example/brug"
+++
De gemeente sluit de oude brug in maart. Het onderhoud kost vier miljoen euro, zegt wethouder Bakker.

Fietsers moeten omrijden via de Singel.
"#;

/// An archive of two articles.
const ARCHIVE: &str = r#"{"id":"haven","title":"De haven groeit","language":"nl","paragraphs":[{"text":"De haven van Delfzijl kreeg een nieuwe kade van driehonderd meter."}]}
{"id":"molen","title":"De molen draait","language":"nl","paragraphs":[{"section":"Herstel","text":"De molen van Winsum draait weer na een herstel van zes jaar."}]}
"#;

/// A folder with these files, that goes when the test ends.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
        fs::write(path, text).expect("it is written");
    }
    folder
}

/// The same, about to be run with a setting in the environment.
fn with(mut command: Command, name: &str, value: &str) -> Command {
    command.env(name, value);
    command
}

fn ended(mut command: Command) -> Ran {
    command.output().expect("the program runs").into()
}

/// What `ask --json` prints: one line, and nothing else matters to a program that reads it.
fn ask(folder: &Path, settings: &[&str], line: &str) -> Value {
    let ran = run(folder, &[settings, &["ask", "--json", line]].concat());
    assert_eq!(ran.status, Some(0), "{line}: {}", ran.err);
    assert_eq!(ran.out.lines().count(), 1, "{line}");
    let answer = serde_json::from_str(&ran.out).expect("it is JSON");
    assert_contract(&answer);
    answer
}

/// The names of an object's fields.
fn fields(value: &Value) -> BTreeSet<&str> {
    let object = value.as_object().expect("an object");
    object.keys().map(String::as_str).collect()
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().expect("a text")
}

fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value[field].as_array().expect("a list")
}

/// The ranges of a passage in a field, as the words that they give.
fn words<'a>(passage: &'a Value, field: &str) -> Vec<&'a str> {
    let word = |range: &Value| {
        let end =
            |at: usize| usize::try_from(range[at].as_u64().expect("a number")).expect("it fits");
        assert_eq!(range.as_array().map(Vec::len), Some(2));
        text(passage, "text")
            .get(end(0)..end(1))
            .expect("whole characters of the text")
    };
    list(passage, field).iter().map(word).collect()
}

/// All that holds for every answer.
fn assert_contract(answer: &Value) {
    let of_answer = ["command", "verdict", "confidence", "passages", "text"];
    let of_passage = [
        "address",
        "article",
        "revision",
        "paragraph",
        "kind",
        "section",
        "text",
        "excerpts",
        "highlights",
        "score",
        "citation",
        "link",
    ];
    assert_eq!(fields(answer), BTreeSet::from(of_answer));
    let command = text(answer, "command");
    assert!(command == "onbekend" || COMMANDS.iter().any(|spec| spec.name == command));
    let verdict = text(answer, "verdict");
    assert!(["found", "maybe", "none"].contains(&verdict));
    let confidence = answer["confidence"].as_f64().expect("a number");
    assert!((0.0..=1.0).contains(&confidence));
    assert!(!text(answer, "text").is_empty());
    let passages = list(answer, "passages");
    assert!(passages.is_empty() || verdict != "none");
    for passage in passages {
        assert_eq!(fields(passage), BTreeSet::from(of_passage));
        let (article, address) = (text(passage, "article"), text(passage, "address"));
        let label = address
            .strip_prefix(article)
            .and_then(|label| label.strip_prefix('#'));
        let label = label.expect("an address begins with its article");
        assert_eq!(
            passage["paragraph"].as_u64(),
            label.parse().ok(),
            "{address}"
        );
        let kind = text(passage, "kind");
        assert!(["lede", "body", "caption", "byline", "sources"].contains(&kind));
        assert_eq!(
            passage["paragraph"].is_null(),
            !["lede", "body"].contains(&kind)
        );
        assert_eq!(text(passage, "revision").len(), 8);
        assert!(text(passage, "citation").contains(text(passage, "revision")));
        assert!(text(passage, "citation").contains(text(passage, "section")));
        assert!(passage["score"].is_number());
        assert!(passage["link"].is_null() || passage["link"].is_string());
        let excerpts = words(passage, "excerpts");
        assert!(!excerpts.is_empty() && excerpts.iter().all(|words| !words.is_empty()));
        for highlight in words(passage, "highlights") {
            assert!(
                excerpts.iter().any(|excerpt| excerpt.contains(highlight)),
                "{address}"
            );
        }
    }
    let addresses: BTreeSet<_> = passages
        .iter()
        .map(|passage| text(passage, "address"))
        .collect();
    assert_eq!(addresses.len(), passages.len(), "a passage is listed once");
}

#[test]
fn ask_prints_the_answer_with_its_footnote() {
    let place = folder(&[]);
    let ran = run(
        place.path(),
        &[
            "ask",
            "Hoeveel",
            "elitetroepen",
            "zouden worden uitgezonden?",
        ],
    );
    assert_eq!(ran.status, Some(0));
    insta::assert_snapshot!(ran.out, @"
    “De autoriteiten van Kirgizië besloten uiteindelijk om net als Armenië een kleine troepenmacht naar Kazachstan te sturen. **Zo’n 150 elitetroepen zouden onder de vleugels van de CSTO worden uitgezonden.** Ze zouden vooral overheidsgebouwen moeten bewaken.”
    — Kirgizië, alinea 11

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
}

#[test]
fn every_example_of_the_table_keeps_the_json_contract() {
    let place = folder(&[]);
    for spec in COMMANDS {
        let answer = ask(place.path(), &[], spec.example);
        assert_eq!(text(&answer, "command"), spec.name);
        let is_followed_up = spec.name == "meer";
        assert_eq!(
            text(&answer, "verdict"),
            if is_followed_up { "none" } else { "found" }
        );
    }
}

#[test]
fn json_tells_command_verdict_and_addresses() {
    let place = folder(&[]);
    let told = |line: &&str| {
        let answer = ask(place.path(), &[], line);
        let confidence = match answer["confidence"].as_f64() {
            Some(certain @ (0.0 | 0.5 | 1.0)) => certain.to_string(),
            _ => "…".to_owned(),
        };
        let passages = list(&answer, "passages").iter();
        let passages: Vec<_> = passages
            .map(|passage| format!(" {} ({})", text(passage, "address"), text(passage, "kind")))
            .collect();
        let (command, verdict) = (text(&answer, "command"), text(&answer, "verdict"));
        format!(
            "{line}: {command}, {verdict} {confidence}{}",
            passages.concat()
        )
    };
    let lines = [
        "!alinea 3",
        "!al 1-2",
        "!alinea foto-2",
        "!alinea auteur",
        "!alinea bronnen",
        "!alinea 99",
        "!help",
        "!landd Armenië",
        "!xyzzy",
        "!land Kirgizië",
        "!land Kongo",
        "!land Frankrijk",
        "!meer",
        "!wie",
        "!vraag",
        "",
        "!!!",
        "Hoeveel elitetroepen zouden worden uitgezonden?",
        "Wie is de hoofdtrainer van Ajax?",
        "Wie schreef dit artikel?",
    ];
    let told: Vec<_> = lines.iter().map(told).collect();
    insta::assert_snapshot!(told.join("\n"), @"
    !alinea 3: alinea, found 1 csto-kazachstan#3 (body)
    !al 1-2: alinea, found 1 csto-kazachstan#1 (lede) csto-kazachstan#2 (body)
    !alinea foto-2: alinea, found 1 csto-kazachstan#foto-2 (caption)
    !alinea auteur: alinea, found 1 csto-kazachstan#auteur (byline)
    !alinea bronnen: alinea, found 1 csto-kazachstan#bronnen (sources)
    !alinea 99: alinea, none 0
    !help: help, found 1
    !landd Armenië: onbekend, maybe 0.5
    !xyzzy: onbekend, none 0
    !land Kirgizië: land, found 1 csto-kazachstan#11 (body) csto-kazachstan#12 (body) csto-kazachstan#13 (body)
    !land Kongo: land, maybe 0.5
    !land Frankrijk: land, none 0
    !meer: meer, none 0
    !wie: wie, found 1
    !vraag: vraag, none 0
    : vraag, none 0
    !!!: vraag, none 0
    Hoeveel elitetroepen zouden worden uitgezonden?: vraag, found … csto-kazachstan#11 (body)
    Wie is de hoofdtrainer van Ajax?: vraag, none …
    Wie schreef dit artikel?: vraag, found … csto-kazachstan#auteur (byline)
    ");
}

#[test]
fn the_answering_sentence_is_a_highlight_of_the_first_passage() {
    let place = folder(&[]);
    let answer = ask(
        place.path(),
        &[],
        "Wie werd er in Kazachstan hardhandig vastgezet?",
    );
    let first = &list(&answer, "passages")[0];
    assert_eq!(text(first, "address"), "csto-kazachstan#13");
    let highlights = words(first, "highlights");
    insta::assert_snapshot!(highlights.join("\n"), @"Zo werd de in Kirgizië bekende jazzpianist Vikram Roezachoenov hardhandig vastgezet, waarbij hij meerdere kneuzingen en schrammen in zijn gezicht opliep.");
    assert!(text(&answer, "text").contains(&format!("**{}**", highlights[0])));
    assert!(first["score"].as_f64() > Some(0.0));
}

#[test]
fn json_has_the_passages_of_all_pages_and_the_text_of_the_first_where_text_has_all() {
    let place = folder(&[]);
    let answer = ask(place.path(), &[], "!alinea 1-17");
    let passages = list(&answer, "passages").iter();
    let numbers: Vec<_> = passages
        .filter_map(|passage| passage["paragraph"].as_u64())
        .collect();
    assert_eq!(numbers, (1..=17).collect::<Vec<_>>());
    let first_page = text(&answer, "text");
    assert!(first_page.contains("alinea 1\n") && !first_page.contains("alinea 17"));
    let (words_of_first, _) = first_page.split_once("\n\nBron: ").expect("a source");
    let ran = run(place.path(), &["ask", "!alinea 1-17"]);
    assert!(ran.out.starts_with(words_of_first) && ran.out.contains("alinea 17\n"));
}

#[test]
fn a_link_lands_on_the_quoted_words_where_there_is_an_address_and_is_null_where_there_is_none() {
    let place = folder(&[("brug.md", ARTICLE)]);
    let links = |settings: &[&str], line: &str| {
        let answer = ask(place.path(), settings, line);
        let link = |passage: &Value| passage["link"].as_str().unwrap_or("null").to_owned();
        list(&answer, "passages")
            .iter()
            .map(link)
            .collect::<Vec<_>>()
            .join("\n")
    };
    insta::assert_snapshot!(links(&["--content", "brug.md"], "Wat kost het onderhoud?"), @"https://krant.example/brug#:~:text=Het%20onderhoud%20kost%20vier%20miljoen%20euro%2C%20zegt%20wethouder%20Bakker.");
    insta::assert_snapshot!(links(&["--content", "brug.md"], "!alinea 1-2"), @"
    https://krant.example/brug#:~:text=De%20gemeente%20sluit%20de%20oude,miljoen%20euro%2C%20zegt%20wethouder%20Bakker.
    https://krant.example/brug#:~:text=Fietsers%20moeten%20omrijden%20via%20de%20Singel.
    ");
    insta::assert_snapshot!(links(&[], "!alinea 1-2"), @"
    null
    null
    ");
}

#[test]
fn the_same_words_get_the_same_bytes() {
    let place = folder(&[("archief.jsonl", ARCHIVE)]);
    let store = folder(&[]);
    let lines = [
        "Wat zei Loekasjenko?",
        "!wie Tokajev",
        "!zoek kritiek oppositie",
        "!samenvatting 3",
    ];
    for line in lines {
        let (kept, fresh) = (store.path().to_str().expect("UTF-8"), place.path());
        let first = run(fresh, &["ask", "--json", line]);
        assert_eq!(first.out, run(fresh, &["ask", "--json", line]).out);
        assert_eq!(
            first.out,
            run(fresh, &["--store", kept, "ask", "--json", line]).out
        );
    }
}

#[test]
fn searching_by_words_alone_is_said_in_one_line() {
    let place = folder(&[]);
    let ran = run(place.path(), &["ask", "--no-semantic", "Wie is Stas Zas?"]);
    assert_eq!(
        (ran.status, ran.err.lines().count()),
        (Some(0), 1),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("searching by words alone"), "{}", ran.err);
    let as_set = program(place.path(), &["ask", "Wie is Stas Zas?"])
        .env("VOETNOOT_NO_SEMANTIC", "1")
        .output()
        .expect("the program runs");
    assert_eq!(String::from_utf8_lossy(&as_set.stdout), ran.out);
}

#[test]
fn a_model_that_cannot_be_used_is_told_before_anything_is_answered() {
    let place = folder(&[("leeg/model.gguf", "GGUF?")]);
    for folder in ["nergens", "leeg"] {
        for task in [&["ask", "!help"][..], &["check"], &["index"]] {
            let ran = run(place.path(), &[&["--model", folder], task].concat());
            assert_eq!((ran.status, ran.out.as_str()), (Some(1), ""), "{task:?}");
            let told = format!("error: the model in {folder} cannot be used");
            let told = if cfg!(feature = "semantic") {
                told.as_str()
            } else {
                "error: this program was built without the feature `semantic`"
            };
            assert!(ran.err.contains(told), "{}", ran.err);
        }
    }
}

#[test]
fn words_need_no_quotation_marks_and_a_flag_is_a_flag_wherever_it_stands() {
    let place = folder(&[]);
    let asked = |arguments: &[&str]| run(place.path(), arguments).out;
    let together = asked(&["ask", "Wie is Zas?"]);
    assert_eq!(together, asked(&["ask", "Wie", "is", "Zas?"]));
    assert_eq!(
        asked(&["ask", "--json", "Wie is Zas?"]),
        asked(&["ask", "Wie", "is", "Zas?", "--json"])
    );
    let dashed = run(place.path(), &["ask", "-5 graden"]);
    assert_eq!(dashed.status, Some(0), "{}", dashed.err);
}

#[test]
fn an_archive_is_searched_whole_and_a_command_about_one_article_asks_which() {
    let place = folder(&[("archief.jsonl", ARCHIVE)]);
    let settings = ["--content", "archief.jsonl", "--store", "s"];
    let found = |line| ask(place.path(), &settings, line);
    let address = |answer: &Value| text(&list(answer, "passages")[0], "address").to_owned();
    assert_eq!(
        address(&found("Hoe lang is de nieuwe kade in Delfzijl?")),
        "haven#1"
    );
    assert_eq!(
        address(&found("Hoeveel jaar duurde het herstel van de molen?")),
        "molen#1"
    );
    let which = found("!inhoud");
    assert_eq!(
        (text(&which, "verdict"), list(&which, "passages").len()),
        ("maybe", 0)
    );
    insta::assert_snapshot!(text(&which, "text"), @"
    Over welk artikel gaat het?

    De 2 artikelen
    • haven: ‘De haven groeit’
    • molen: ‘De molen draait’
    ");
}

#[test]
fn article_chooses_what_a_command_and_a_question_are_about() {
    let place = folder(&[("archief.jsonl", ARCHIVE)]);
    let base = [
        "--content",
        "archief.jsonl",
        "--store",
        "s",
        "ask",
        "--json",
        "--article",
    ];
    let about = |article, line| run(place.path(), &[&base[..], &[article, line]].concat());
    let addresses = |ran: Ran| {
        let answer: Value = serde_json::from_str(&ran.out).expect("it is JSON");
        assert_contract(&answer);
        let passages = list(&answer, "passages").iter();
        passages
            .map(|passage| text(passage, "address").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(addresses(about("molen", "!alinea 1")), ["molen#1"]);
    assert_eq!(addresses(about("haven", "!alinea 1")), ["haven#1"]);
    assert!(
        !addresses(about("molen", "Hoe lang is de kade in Delfzijl?"))
            .contains(&"haven#1".to_owned())
    );
    assert_eq!(about("kerk", "!alinea 1").status, Some(2));
}

#[test]
fn a_folder_of_articles_and_archives_is_one_library() {
    let place = folder(&[
        ("content/brug.md", ARTICLE),
        ("content/archief.jsonl", ARCHIVE),
    ]);
    let ran = run(place.path(), &["check"]);
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (
            Some(0),
            "content: 3 article(s), 4 passages, nothing wrong\n"
        )
    );
    let answer = ask(place.path(), &[], "!artikel");
    insta::assert_snapshot!(text(&answer, "text"), @"
    De 3 artikelen
    • haven: ‘De haven groeit’
    • molen: ‘De molen draait’
    • brug: ‘De brug gaat dicht’
    ");
}

#[test]
fn flags_come_before_the_environment_and_that_before_the_file() {
    let articles = ["uit-bestand.md", "uit-omgeving.md", "uit-vlag.md"];
    let file = "content = \"uit-bestand.md\"\nstore = \"s-bestand\"\nlang = \"en\"\n";
    let place = folder(&[("voetnoot.toml", file)]);
    for name in articles {
        fs::write(place.path().join(name), ARTICLE).expect("it is written");
    }
    let flags: [&[&str]; 3] = [
        &[],
        &[],
        &[
            "--content",
            "uit-vlag.md",
            "--store",
            "s-vlag",
            "--lang",
            "en",
        ],
    ];
    let mut told = Vec::new();
    for (settings, flags) in flags.iter().enumerate() {
        let told_by = |task: &[&str]| {
            let mut command = program(place.path(), &[flags, task].concat());
            if settings > 0 {
                command = with(command, "VOETNOOT_CONTENT", "uit-omgeving.md");
                command = with(command, "VOETNOOT_STORE", "s-omgeving");
                command = with(command, "VOETNOOT_LANG", "nl");
            }
            ended(command)
                .out
                .lines()
                .next()
                .unwrap_or_default()
                .to_owned()
        };
        told_by(&["index"]);
        told.extend([
            told_by(&["check"]),
            told_by(&["index"]),
            told_by(&["ask", "!help"]),
        ]);
    }
    insta::assert_snapshot!(told.join("\n"), @"
    uit-bestand.md: 1 article(s), 2 passages, nothing wrong
    index of 2 passages in s-bestand is up to date
    What you can type
    uit-omgeving.md: 1 article(s), 2 passages, nothing wrong
    index of 2 passages in s-omgeving is up to date
    Dit kun je typen
    uit-vlag.md: 1 article(s), 2 passages, nothing wrong
    index of 2 passages in s-vlag is up to date
    What you can type
    ");
}

#[test]
fn a_flag_may_stand_before_or_after_the_subcommand() {
    let place = folder(&[]);
    let before = run(place.path(), &["--lang", "en", "ask", "!help"]);
    assert_eq!(
        before.out,
        run(place.path(), &["ask", "--lang", "en", "!help"]).out
    );
    assert_ne!(before.out, run(place.path(), &["ask", "!help"]).out);
}

#[test]
fn the_language_changes_our_words_and_never_the_articles() {
    let place = folder(&[]);
    let line = "Hoeveel elitetroepen zouden worden uitgezonden?";
    let (dutch, english) = (
        ask(place.path(), &["--lang", "nl"], line),
        ask(place.path(), &["--lang", "en"], line),
    );
    let passage = |answer: &Value| {
        let passage = &list(answer, "passages")[0];
        (
            text(passage, "text").to_owned(),
            passage["excerpts"].clone(),
            passage["highlights"].clone(),
        )
    };
    assert_eq!(passage(&dutch), passage(&english));
    assert!(text(&dutch, "text").contains("— Kirgizië, alinea 11"));
    assert!(text(&english, "text").contains("— Kirgizië, paragraph 11"));
    let by_environment = with(
        program(place.path(), &["ask", "--json", line]),
        "VOETNOOT_LANG",
        "en",
    );
    let by_environment: Value =
        serde_json::from_str(&ended(by_environment).out).expect("it is JSON");
    assert_eq!(by_environment, english);
}

#[test]
fn the_compiled_in_article_serves_anywhere_and_leaves_nothing_behind() {
    let place = folder(&[]);
    for arguments in [
        &["ask", "!alinea 3"][..],
        &["ask", "--json", "Wie is Tokajev?"],
        &["check"],
        &[],
    ] {
        let ran = run(place.path(), arguments);
        assert_eq!(ran.status, Some(0), "{}", ran.err);
    }
    assert_eq!(fs::read_dir(place.path()).expect("a folder").count(), 0);
}

#[test]
fn content_in_the_folder_comes_before_content_beside_the_program() {
    let place = folder(&[
        ("program/content/brug.md", ARTICLE),
        ("work/content/archief.jsonl", ARCHIVE),
        ("elsewhere/a", ""),
    ]);
    let moved = place.path().join("program/voetnoot");
    fs::copy(env!("CARGO_BIN_EXE_voetnoot"), &moved).expect("it is copied");
    let articles = |folder: &str| {
        let mut command = Command::new(&moved);
        command.current_dir(place.path().join(folder)).arg("check");
        ended(command).out
    };
    assert!(articles("work").starts_with("content: 2 article(s)"));
    assert!(articles("elsewhere").contains("program/content: 1 article(s)"));
}

#[test]
fn index_says_whether_it_made_something() {
    let place = folder(&[("content/brug.md", ARTICLE)]);
    let index = || {
        let ran = run(place.path(), &["index"]);
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        ran.out
    };
    let made = index();
    assert!(
        made.starts_with("index of 2 passages made in index/store in "),
        "{made}"
    );
    assert_eq!(
        index(),
        "index of 2 passages in index/store is up to date\n"
    );
    fs::write(
        place.path().join("content/brug.md"),
        ARTICLE.replace("vier", "vijf"),
    )
    .expect("it is written");
    assert_ne!(
        index(),
        "index of 2 passages in index/store is up to date\n"
    );
    assert!(place.path().join("index/store").is_dir());
}

#[test]
fn eval_measures_a_set_of_questions_beside_plain_bm25() {
    let place = folder(&[("klein/questions.jsonl", QUESTIONS)]);
    let ran = run(
        place.path(),
        &["eval", "--no-semantic", "klein/questions.jsonl"],
    );
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let without_times = ran.out.lines().map(|line| match line.split_once("(µs)") {
        Some((name, _)) => format!("{name}(µs) …"),
        None => line.to_owned(),
    });
    insta::assert_snapshot!(without_times.collect::<Vec<_>>().join("\n"), @"
    klein: 3 questions, 2 answerable
                                voetnoot  plain BM25
    R@1                            1.000       1.000
    R@5                            1.000       1.000
    MRR@10                         1.000       1.000
    paragraph@1                    1.000       1.000
    sentence@1                     1.000       1.000
    AUC of confidence              1.000       1.000
    found, unanswerable                0           0
    none, answerable                   0           0
    latency p50 (µs) …
    latency p95 (µs) …
    latency p99 (µs) …

    coverage  confidence  risk
         10 %        0.96  0.00
         20 %        0.96  0.00
         30 %        0.96  0.00
         40 %        0.40  0.00
         50 %        0.40  0.00
         60 %        0.40  0.00
         70 %        0.01  0.33 █████████████████
         80 %        0.01  0.33 █████████████████
         90 %        0.01  0.33 █████████████████
        100 %        0.01  0.33 █████████████████
    ");
}

#[test]
fn eval_as_json_keeps_its_fields() {
    let place = folder(&[("klein/questions.jsonl", QUESTIONS)]);
    let ran = run(place.path(), &["eval", "--json", "klein/questions.jsonl"]);
    assert_eq!(
        (ran.status, ran.out.lines().count()),
        (Some(0), 1),
        "{}",
        ran.err
    );
    let report: Value = serde_json::from_str(&ran.out).expect("it is JSON");
    let measures = [
        "r1",
        "r5",
        "mrr10",
        "paragraph1",
        "sentence1",
        "auc",
        "found_on_unanswerable",
        "none_on_answerable",
        "latency_us",
    ];
    let of_set = ["set", "questions", "answerable", "bm25"];
    assert_eq!(fields(&report["bm25"]), BTreeSet::from(measures));
    assert_eq!(
        fields(&report),
        measures.into_iter().chain(of_set).collect()
    );
    for part in [&report, &report["bm25"]] {
        assert_eq!(
            fields(&part["latency_us"]),
            BTreeSet::from(["p50", "p95", "p99"])
        );
    }
    assert_eq!(
        (&report["set"], &report["questions"], &report["answerable"]),
        (&"klein".into(), &3.into(), &2.into())
    );
    assert_eq!(report["r1"], 1.0);
}

#[test]
fn eval_within_the_article_ranks_only_its_passages() {
    let questions =
        r#"{"id":"a","question":"Wie kreeg het herstel van de molen?","gold":["haven#1"]}"#;
    let place = folder(&[("archief.jsonl", ARCHIVE), ("vragen.jsonl", questions)]);
    let r1 = |more: &[&str]| {
        let base = [
            "--content",
            "archief.jsonl",
            "eval",
            "--json",
            "vragen.jsonl",
        ];
        let ran = run(place.path(), &[&base[..], more].concat());
        let report: Value = serde_json::from_str(&ran.out).expect("it is JSON");
        report["r1"].as_f64()
    };
    assert_eq!((r1(&[]), r1(&["--within-article"])), (Some(0.0), Some(1.0)));
}

#[test]
fn help_names_every_setting() {
    let place = folder(&[]);
    let help = run(place.path(), &["--help"]);
    assert_eq!((help.status, help.err.as_str()), (Some(0), ""));
    let names = "--content VOETNOOT_CONTENT --store VOETNOOT_STORE --lang VOETNOOT_LANG --no-semantic VOETNOOT_LOG --http VOETNOOT_HTTP --log-format VOETNOOT_LOG_FORMAT \
                 voetnoot.toml content store lang http log_format";
    for name in names.split(' ') {
        assert!(help.out.contains(name), "{name}");
    }
    for task in ["ask", "index", "check", "eval"] {
        assert!(help.out.contains(&format!("\n  {task} ")), "{task}");
        assert_eq!(run(place.path(), &[task, "--help"]).status, Some(0));
    }
    let version = run(place.path(), &["--version"]);
    assert_eq!(
        version.out,
        concat!("voetnoot ", env!("CARGO_PKG_VERSION"), "\n")
    );
}

#[cfg(all(feature = "discord", feature = "matrix"))]
#[test]
fn the_readme_lists_the_settings_that_the_program_has() {
    let table = voetnoot::cli::settings_table();
    let readme = include_str!("../README.md");
    assert!(readme.contains(&table), "in README.md belongs:\n{table}");
}

#[test]
fn a_piped_conversation_is_the_answers_and_nothing_else() {
    let place = folder(&[]);
    let lines = [
        "!alinea 3",
        "Hoeveel elitetroepen zouden worden uitgezonden?",
        "!xyzzy",
        "!help",
    ];
    let said = converse(
        place.path(),
        format!("\n{}\r\n   \n\n", lines.join("\n")).as_bytes(),
    );
    let answers = lines.map(|line| run(place.path(), &["ask", line]).out + "\n");
    assert_eq!(said, answers.concat());
}

#[test]
fn a_piped_conversation_turns_pages() {
    let place = folder(&[]);
    let said = converse(place.path(), "!land Kirgizië\n!meer\n!meer".as_bytes());
    let first = ask(place.path(), &[], "!land Kirgizië");
    let rest = said
        .strip_prefix(text(&first, "text"))
        .expect("the first page comes first");
    insta::assert_snapshot!(rest, @"

    “Overigens bestaat er in Kirgizië veel onrust over het lot van meerdere Kirgiziërs die in Kazachstan worden vastgehouden als ‘internationaal terrorist.’ Zo werd de in Kirgizië bekende jazzpianist Vikram Roezachoenov hardhandig vastgezet, waarbij hij meerdere kneuzingen en schrammen in zijn gezicht opliep. Ook werd hij gedwongen een publieke bekentenis van zijn vermeende wandaden af te leggen. Na een lobby van het Kirgizische ministerie van Buitenlandse Zaken en van activistische collega-musici uit Kirgizië kwam Roezachoenov vrij en mocht hij terugkeren naar zijn thuisland, maar activisten blijven lobbyen voor de vrijlating van zo’n 38 andere in Kazachstan vastzittende Kirgiziërs.”
    — Kirgizië, alinea 13

    Kirgizië komt ook voor in alinea 5.

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    Bladzijde 2 van 2.

    Er is niets meer om te laten zien.
    ");
}

#[test]
fn a_piped_conversation_survives_what_is_no_text() {
    let place = folder(&[]);
    let said = converse(place.path(), b"\xff\xfe \0\n!alinea 3\n");
    let answer = run(place.path(), &["ask", "!alinea 3"]).out;
    assert!(said.ends_with(&format!("{answer}\n")), "{said}");
    assert_eq!(converse(place.path(), b""), "");
}

/// What is answered to lines on standard input.
fn converse(folder: &Path, lines: &[u8]) -> String {
    let mut command = program(folder, &[]);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(lines).expect("it reads");
    drop(input);
    let ran = Ran::from(child.wait_with_output().expect("it ends"));
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    ran.out
}

/// A pipe that nobody reads any more.
fn nobody() -> Stdio {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    writer.into()
}

#[test]
fn that_nobody_reads_on_is_no_error() {
    let place = folder(&[("q.jsonl", QUESTIONS)]);
    let tasks: [&[&str]; 7] = [
        &["ask", "!help"],
        &["ask", "--json", "!help"],
        &["check"],
        &["--store", "s", "index"],
        &["eval", "q.jsonl"],
        &["--help"],
        &[],
    ];
    for task in tasks {
        let mut command = program(place.path(), task);
        command
            .stdin(Stdio::piped())
            .stdout(nobody())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program runs");
        let mut input = child.stdin.take().expect("a pipe");
        // Only a conversation reads it; the others may have ended.
        let _ = input.write_all("!help\n!over\n".as_bytes());
        drop(input);
        let ran = Ran::from(child.wait_with_output().expect("it ends"));
        assert_eq!(ran.status, Some(0), "{task:?}: {}", ran.err);
        assert!(!ran.err.contains("error"), "{task:?}: {}", ran.err);
    }
}

#[test]
fn that_nobody_reads_the_log_changes_nothing() {
    let place = folder(&[]);
    for (task, status) in [
        (&["ask", "!alinea 3"][..], 0),
        (&["--content", "nergens", "check"], 1),
        (&["vraag"], 2),
    ] {
        let mut command = program(place.path(), task);
        let said = run(place.path(), task);
        command.stderr(nobody());
        let ran = ended(command);
        assert_eq!((ran.status, ran.out), (Some(status), said.out), "{task:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_an_error() {
    let place = folder(&[]);
    let full = fs::File::options()
        .write(true)
        .open("/dev/full")
        .expect("a full disk");
    let mut command = program(place.path(), &["ask", "!alinea 3"]);
    command.stdout(full);
    let ran = ended(command);
    assert_eq!(ran.status, Some(1));
    assert!(
        ran.err
            .ends_with("error: No space left on device (os error 28)\n"),
        "{}",
        ran.err
    );
}

#[test]
fn a_setting_that_is_empty_counts_as_not_set() {
    let place = folder(&[]);
    let names = [
        "VOETNOOT_CONTENT",
        "VOETNOOT_STORE",
        "VOETNOOT_LANG",
        "VOETNOOT_LOG",
    ];
    let mut command = program(place.path(), &["ask", "!alinea 3"]);
    let output = command.envs(names.map(|name| (name, ""))).output();
    assert_eq!(output.expect("it runs").status.code(), Some(0));
    assert_eq!(
        run(place.path(), &["--content", "", "check"]).status,
        Some(0)
    );
}

#[test]
fn a_wrong_command_line_is_2() {
    let place = folder(&[]);
    let wrong: [&[&str]; 8] = [
        &["ask"],
        &["vraag", "Wie is Tokajev?"],
        &["--json"],
        &["ask", "--article"],
        &["ask", "--article", "kerk", "!inhoud"],
        &["--lang", "de", "check"],
        &["index", "nog iets"],
        &["eval"],
    ];
    for arguments in wrong {
        let ran = run(place.path(), arguments);
        assert_eq!(
            (ran.status, ran.out.as_str()),
            (Some(2), ""),
            "{arguments:?}"
        );
        assert!(ran.err.contains("error: "), "{arguments:?}");
    }
}

/// Two answerable questions, one of each kind, and one that the article does not answer.
const QUESTIONS: &str = r#"{"id":"a","question":"Hoeveel elitetroepen zouden worden uitgezonden?","gold":["csto-kazachstan#11"]}

{"id":"b","question":"Wie werd er in Kazachstan hardhandig vastgezet?","answer_spans":["Vikram Roezachoenov hardhandig vastgezet"]}
{"id":"c","question":"Wie is de hoofdtrainer van Ajax?","answerable":false}
"#;

/// A run as the operator sees it: the command, what stands on standard error, the exit status.
fn shown(place: &TempDir, arguments: &[&str]) -> String {
    let ran = run(place.path(), arguments);
    let mut shown = format!("$ voetnoot {}\n", arguments.join(" "));
    // A build without the model says so each time.
    let is_of_build = |line: &&str| line.contains("built without the embedding model");
    for line in ran.err.trim_end().lines().filter(|line| !is_of_build(line)) {
        let line = match line.split_once("milliseconds=") {
            Some((before, _)) => format!("{before}milliseconds=…"),
            None => line.to_owned(),
        };
        shown.push_str(&format!("{line}\n"));
    }
    format!("{shown}→ {}", ran.status.expect("it ends by itself"))
}

#[test]
fn what_an_operator_reads_of_wrong_content() {
    let broken = ARTICLE
        .replace("language = \"nl\"", "langauge = \"nl\"")
        .replace("Fietsers", "Fiet\u{7}sers");
    let archive = ARCHIVE.replace("\"molen\"", "\"haven\"") + "{\"id\":\n";
    let place = folder(&[
        ("goed/brug.md", ARTICLE),
        ("fout/brug.md", &broken),
        ("fout/archief.jsonl", &archive),
        ("leeg/notities.txt", ""),
        ("brug.txt", ARTICLE),
    ]);
    let tasks: [&[&str]; 6] = [
        &["--content", "goed", "check"],
        &["--content", "fout", "check"],
        &["--content", "leeg", "check"],
        &["--content", "brug.txt", "ask", "Wat kost het?"],
        &["--content", "nergens", "index"],
        &["--content", "nergens"],
    ];
    let shown = tasks.map(|arguments| shown(&place, arguments));
    insta::assert_snapshot!(shown.join("\n\n"), @r#"
    $ voetnoot --content goed check
    → 0

    $ voetnoot --content fout check
    error: fout/archief.jsonl:2: The id "haven" is taken already, by fout/archief.jsonl:1. Give each article an id of its own.
    fout/archief.jsonl:3: The line is not JSON: EOF while parsing a value (column 6). Write one JSON object on each line.
    fout/brug.md:1: The front matter has no "language". Add it.
    fout/brug.md:5: The key "langauge" is not known here. Did you mean "language"?
    fout/brug.md:10: This line holds the control character U+0007. Remove it.
    → 1

    $ voetnoot --content leeg check
    error: leeg: There is no article here. Add an article (.md) or an archive (.jsonl).
    → 1

    $ voetnoot --content brug.txt ask Wat kost het?
    error: brug.txt: This is neither an article nor an archive. Name an article .md and an archive .jsonl.
    → 1

    $ voetnoot --content nergens index
    error: nergens: This cannot be read: No such file or directory (os error 2). Check the path and its permissions.
    → 1

    $ voetnoot --content nergens
    error: nergens: This cannot be read: No such file or directory (os error 2). Check the path and its permissions.
    → 1
    "#);
}

#[test]
fn what_an_operator_reads_of_wrong_settings() {
    let place = folder(&[]);
    let files = [
        "kleur = \"rood\"",
        "store = \"s\"\nlang = \"de\"",
        "content = 3",
        "lang = en",
    ];
    let shown = files.map(|file| {
        fs::write(place.path().join("voetnoot.toml"), file).expect("it is written");
        shown(&place, &["check"])
    });
    insta::assert_snapshot!(shown.join("\n\n"), @r#"
    $ voetnoot check
    error: voetnoot.toml cannot be used: TOML parse error at line 1, column 1
      |
    1 | kleur = "rood"
      | ^^^^^
    unknown field `kleur`, expected one of `content`, `store`, `state`, `model`, `no_semantic`, `lang`, `limits`, `shards`, `http`, `log_format`
    → 1

    $ voetnoot check
    error: voetnoot.toml cannot be used: TOML parse error at line 2, column 8
      |
    2 | lang = "de"
      |        ^^^^
    `de` is no language of voetnoot: use nl or en
    → 1

    $ voetnoot check
    error: voetnoot.toml cannot be used: TOML parse error at line 1, column 11
      |
    1 | content = 3
      |           ^
    invalid type: integer `3`, expected path string
    → 1

    $ voetnoot check
    error: voetnoot.toml cannot be used: TOML parse error at line 1, column 8
      |
    1 | lang = en
      |        ^^
    string values must be quoted, expected literal string
    → 1
    "#);
}

#[test]
fn what_an_operator_reads_of_the_index() {
    let place = folder(&[("content/brug.md", ARTICLE), ("bestand", "")]);
    let question = ["ask", "Wat kost het onderhoud?"];
    let mut all = vec![shown(&place, &question), shown(&place, &question)];
    fs::write(
        place.path().join("content/brug.md"),
        ARTICLE.replace("vier", "vijf"),
    )
    .expect("it is written");
    all.push(shown(&place, &question));
    for entry in fs::read_dir(place.path().join("index/store")).expect("a folder") {
        let list = entry.expect("an entry").path().join("SHA256SUMS");
        if list.exists() {
            fs::write(list, "").expect("it is written");
        }
    }
    all.push(shown(&place, &question));
    all.push(shown(&place, &["--store", "bestand", "index"]));
    all.push(shown(
        &place,
        &["--store", "bestand", "ask", "Wat kost het onderhoud?"],
    ));
    fs::remove_dir_all(place.path().join("index")).expect("it goes");
    fs::write(place.path().join("index"), "").expect("it is written");
    all.push(shown(&place, &question));
    insta::assert_snapshot!(all.join("\n\n"), @r#"
    $ voetnoot ask Wat kost het onderhoud?
     INFO index made passages=2 milliseconds=…
    → 0

    $ voetnoot ask Wat kost het onderhoud?
    → 0

    $ voetnoot ask Wat kost het onderhoud?
     INFO content or model changed, making the index anew store=index/store
     INFO index made passages=2 milliseconds=…
    → 0

    $ voetnoot ask Wat kost het onderhoud?
     WARN index damaged, making it anew store=index/store reason="SHA256SUMS does not list every file"
     INFO index made passages=2 milliseconds=…
    → 0

    $ voetnoot --store bestand index
    error: no index: the index cannot be kept in bestand (make room there, make it writable, or name another folder with --store): File exists (os error 17)
    → 1

    $ voetnoot --store bestand ask Wat kost het onderhoud?
    error: no index: the index cannot be kept in bestand (make room there, make it writable, or name another folder with --store): File exists (os error 17)
    → 1

    $ voetnoot ask Wat kost het onderhoud?
     WARN index not kept store=index/store error=Not a directory (os error 20)
    → 0
    "#);
}

#[test]
fn what_an_operator_reads_of_wrong_questions() {
    let sound = r#"{"id":"a","question":"Wie is Tokajev?","gold":["csto-kazachstan#2"]}"#;
    let place = folder(&[]);
    let lines = [
        "Wie is Tokajev?",
        r#"{"id":"b"}"#,
        r#"{"id":"b","question":"Wie is Tokajev?"}"#,
        r#"{"id":"b","question":"Wie is Tokajev?","gold":["csto-kazachstan#99"]}"#,
        r#"{"id":"b","question":"Wie is Tokajev?","answer_spans":["President Poetin"]}"#,
    ];
    let mut all: Vec<_> = lines
        .iter()
        .map(|line| {
            let text = format!("{sound}\n\n{line}\n");
            fs::write(place.path().join("vragen.jsonl"), text).expect("it is written");
            shown(&place, &["eval", "vragen.jsonl"])
        })
        .collect();
    all.push(shown(&place, &["eval", "nergens.jsonl"]));
    insta::assert_snapshot!(all.join("\n\n"), @"
    $ voetnoot eval vragen.jsonl
    error: vragen.jsonl:3: not a question (one JSON object a line, with id and question): expected value, at column 1
    → 1

    $ voetnoot eval vragen.jsonl
    error: vragen.jsonl:3: not a question (one JSON object a line, with id and question): missing field `question`, at column 10
    → 1

    $ voetnoot eval vragen.jsonl
    error: vragen.jsonl:3: an answerable question needs gold or answer_spans
    → 1

    $ voetnoot eval vragen.jsonl
    error: question b: there is no passage csto-kazachstan#99 in the content (name the set's own with --content)
    → 1

    $ voetnoot eval vragen.jsonl
    error: question b: «President Poetin» stands in no passage of the content
    → 1

    $ voetnoot eval nergens.jsonl
    error: nergens.jsonl cannot be read: No such file or directory (os error 2)
    → 1
    ");
}

#[test]
fn what_an_operator_reads_of_a_wrong_command_line() {
    let place = folder(&[]);
    let tasks: [&[&str]; 5] = [
        &["ask"],
        &["vraag"],
        &["ask", "--article", "kerk", "!inhoud"],
        &["--lang", "de", "check"],
        &["--taal", "nl"],
    ];
    let shown = tasks.map(|arguments| shown(&place, arguments));
    insta::assert_snapshot!(shown.join("\n\n"), @"
    $ voetnoot ask
    error: the following required arguments were not provided:
      <TEXT>

    Usage: voetnoot ask <TEXT>

    For more information, try '--help'.
    → 2

    $ voetnoot vraag
    error: unrecognized subcommand 'vraag'

    Usage: voetnoot [OPTIONS] [COMMAND]

    For more information, try '--help'.
    → 2

    $ voetnoot ask --article kerk !inhoud
    error: there is no article `kerk`; --article takes one of: csto-kazachstan
    → 2

    $ voetnoot --lang de check
    error: invalid value 'de' for '--lang <LANG>': `de` is no language of voetnoot: use nl or en

    For more information, try '--help'.
    → 2

    $ voetnoot --taal nl
    error: unexpected argument '--taal' found

    Usage: voetnoot [OPTIONS] [COMMAND]

    For more information, try '--help'.
    → 2
    ");
}
