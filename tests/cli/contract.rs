//! `ask --json`: what each answer tells a program.

use serde_json::Value;
use voetnoot::command::COMMANDS;

use super::answer::{ask, list, text, words};
use super::running::run;
use super::{ARCHIVE, ARTICLE, folder};

#[test]
fn every_example_of_the_table_keeps_the_json_contract() {
    let place = folder(&[]);
    for spec in COMMANDS {
        let answer = ask(place.path(), &[], spec.example);
        assert_eq!(text(&answer, "command"), spec.name);
        // They are about what was before: a page, or a text that a server keeps.
        let is_followed_up = ["meer", "wijzigingen"].contains(&spec.name);
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
