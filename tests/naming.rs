//! Promise: who is asked for is found by what the article calls them, and what stands in it is never called absent.

mod common;

use voetnoot::answer::{Answer, Verdict};
use voetnoot::article::Library;
use voetnoot::bot::Bot;
use voetnoot::command::parse;
use voetnoot::render::{Plain, pages};
use voetnoot::wording::Language;

/// A bot about these paragraphs, in which people are recognised.
fn bot_of(text: &str) -> Bot {
    let paragraphs: Vec<_> = text
        .split("\n\n")
        .map(|text| serde_json::json!({ "text": text }))
        .collect();
    let line =
        serde_json::json!({ "id": "a", "title": "T", "language": "nl", "paragraphs": paragraphs });
    common::bot_about(Library::from_text("a.jsonl", &line.to_string()).expect("an article"))
}

fn reply(bot: &Bot, line: &str) -> (Answer, String) {
    let answer = bot.answer(&parse(line), &common::moderator());
    let text = pages(&answer, &Plain::new(), Language::Dutch).join("\n");
    (answer, text)
}

#[test]
fn a_surname_with_particles_is_enough_whoever_bears_it() {
    let bot = bot_of(
        "Haar collega Femke ten Brinke, visserijeconoom, is minder streng. “Jammer”, zei Ten Brinke.\n\n\
         Het huis van Ter Laak bleef leeg.",
    );
    let (_, listed) = reply(&bot, "!wie");
    insta::assert_snapshot!(listed, @"Het artikel noemt Femke ten Brinke en Ter Laak.");
    for name in ["ten Brinke", "ten brinke", "Femke ten Brinke", "ter Laak"] {
        let (answer, said) = reply(&bot, &format!("!wie {name}"));
        assert_eq!(answer.verdict, Verdict::Found, "{said}");
    }
}

#[test]
fn what_somebody_is_gives_who_is_called_so() {
    let bot = bot_of(
        "Dat zei burgemeester Karin Smit. Hoogleraar arbeidsrecht Jan Boersma zweeg, net als Piet Huizinga, directeur van het \
         museum, wethouder Els Dijkstra en wethouder Kees Postma. De notaris prees Karin Smit.",
    );
    for (role, name) in [
        ("burgemeester", "Karin Smit"),
        ("de burgemeester", "Karin Smit"),
        ("hoogleraar", "Jan Boersma"),
        ("Directeur", "Piet Huizinga"),
    ] {
        let (answer, said) = reply(&bot, &format!("!wie {role}"));
        assert_eq!(answer.verdict, Verdict::Found, "{said}");
        let expected = format!("Bij “{role}” noemt het artikel {name}.");
        assert!(said.starts_with(&expected), "{said}");
    }
    let (answer, said) = reply(&bot, "!wie wethouder");
    assert_eq!(answer.verdict, Verdict::Maybe, "{said}");
    assert!(
        said.contains("Bedoelde je Els Dijkstra of Kees Postma?"),
        "{said}"
    );
    let (_, said) = reply(&bot, "!wie notaris");
    assert!(
        said.starts_with("“notaris” herken ik niet als naam"),
        "{said}"
    );
}

#[test]
fn what_stands_in_the_article_is_never_said_to_be_absent() {
    let bot = bot_of("Een zender kost 3800 euro. De zenders laten ook los.");
    let (answer, said) = reply(&bot, "!wie zender");
    assert_eq!(answer.verdict, Verdict::Maybe, "{said}");
    insta::assert_snapshot!(said, @"
    “zender” herken ik niet als naam van een persoon, maar het staat wel in het artikel:

    “Een zender kost 3800 euro.”
    — alinea 1

    Bron: ‘T’ (versie eef4a17e)
    ");
    let bot = bot_of(
        "Werkgevers morren. De werkgever betaalt, en wie een werkgever heeft, blijft thuis.",
    );
    let (_, said) = reply(&bot, "!wie werkgever");
    assert!(said.contains("De werkgever betaalt"), "{said}");
    let bot = bot_of("Een zender kost 3800 euro. De zenders laten ook los.");
    let (_, said) = reply(&bot, "!wie ook");
    assert!(said.starts_with("“ook” herken ik niet als naam"), "{said}");
    let (_, said) = reply(&bot, "!wie kaviaar");
    assert!(
        said.starts_with("“kaviaar” komt in dit artikel niet voor."),
        "{said}"
    );
}

#[test]
fn an_author_is_answered_with_the_byline() {
    let article = "+++\nid = \"a\"\ntitle = \"T\"\nauthors = [\"Wietske Hoekstra\", \"Ineke van Dam\"]\nlanguage = \"nl\"\n+++\n";
    let with_byline =
        format!("{article}De brug is open.\n\ndoor Wietske Hoekstra en Ineke van Dam\n");
    let without = format!("{article}De brug is open.\n");
    let bot = |text: &str| common::bot_about(Library::from_text("a.md", text).expect("an article"));
    for name in ["Wietske Hoekstra", "hoekstra", "van Dam", "Ineke van Dam"] {
        let (answer, said) = reply(&bot(&with_byline), &format!("!wie {name}"));
        assert_eq!(answer.verdict, Verdict::Found, "{said}");
        assert!(
            said.starts_with("“door Wietske Hoekstra en Ineke van Dam”"),
            "{said}"
        );
        let (answer, said) = reply(&bot(&without), &format!("!wie {name}"));
        assert_eq!(answer.verdict, Verdict::None, "{said}");
        assert!(
            said.starts_with("Volgens de redactie is het geschreven door"),
            "{said}"
        );
    }
}
