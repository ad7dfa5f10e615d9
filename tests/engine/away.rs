//! What is answered while an engine is lost, slow, half there, or out of its mind.

use std::path::Path;

use voetnoot::answer::{Answer, Verdict};
use voetnoot::archive::Standing;
use voetnoot::bot::{Bot, Context};
use voetnoot::command::parse;
use voetnoot::render::{Plain, pages};
use voetnoot::wording::Language;

use super::double::{Double, bot_about};
use super::server::{Conduct, Speaks};

const AWAY: &str = "Het archief is nu niet bereikbaar; dit komt uit de artikelen die hier staan.";
const PART: &str = "Een deel van het archief is nu niet bereikbaar; daar kan meer staan.";
const QUESTION: &str = "Hoeveel elitetroepen zond Kirgizië?";

fn asked(bot: &Bot, line: &str) -> Answer {
    bot.answer(&parse(line), &Context::default())
}

fn said(answer: &Answer) -> String {
    pages(answer, &Plain::new(), Language::Dutch).concat()
}

fn filled() -> Double {
    let double = Double::new(Speaks::Quickwit);
    double.fill(Path::new("tests/data/kranten/artikelen"));
    double
}

/// The bundled article answers, and the answer says why.
fn assert_away(answer: &Answer) {
    assert_eq!(answer.verdict, Verdict::Found);
    let said = said(answer);
    assert_eq!(said.matches(AWAY).count(), 1, "{said}");
    let first = answer
        .quotes()
        .next()
        .map(|quote| quote.passage().address());
    assert_eq!(first, Some("csto-kazachstan#11"));
}

#[test]
fn whatever_an_engine_does_the_articles_here_answer_and_say_so() {
    let double = filled();
    for conduct in [
        Conduct::Closes,
        Conduct::Silent,
        Conduct::CutsOff,
        Conduct::Status(500),
        Conduct::Status(401),
    ] {
        let knows = double.bot();
        assert!(!said(&asked(&knows, QUESTION)).contains(AWAY));
        double.behaves(conduct.clone());
        assert_away(&asked(&knows, QUESTION));
        assert_away(&asked(&double.bot(), QUESTION));
        let archive = knows.archive().expect("an archive");
        assert!(
            matches!(archive.standing(), Standing::Away(..)),
            "{conduct:?}"
        );
        double.behaves(Conduct::Well);
        archive.probe().expect("it answers again");
        assert_eq!(archive.standing(), Standing::Well);
        assert!(
            !said(&asked(&knows, QUESTION)).contains(AWAY),
            "{conduct:?}"
        );
    }
}

#[test]
fn no_reply_however_hostile_is_quoted_or_breaks_anything() {
    let double = filled();
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for reply in [
        "",
        "null",
        "[]",
        "{}",
        "<html>502</html>",
        r#"{"hits":{}}"#,
        r#"{"hits":{"hits":7}}"#,
        r#"{"hits":null,"_shards":{"failed":"veel"}}"#,
        deep.as_str(),
        "\u{0}\u{1}",
    ] {
        double.behaves(Conduct::Says(reply.to_owned()));
        assert_away(&asked(&double.bot(), QUESTION));
    }
    for reply in [
        r#"{"hits":{"hits":[]}}"#,
        r#"{"hits":{"hits":[null,7,"a",{},{"_source":null},{"_source":[]}]}}"#,
        r#"{"hits":{"hits":[{"_source":{"article":7,"edition":[],"label":{}},"sort":["hoog"]}]}}"#,
        r#"{"hits":{"hits":[{"_source":{"article":"a","edition":"e","source":"a","at":1e400,"key":"a@e"},"sort":[null]}]}}"#,
        r#"{"hits":{"hits":[{"_source":{"article":"a","edition":"e","source":"a","at":9,"key":"a@e","name":"../../etc/passwd","text":"Verzonnen.","hash":"00"},"sort":[1]}]}}"#,
    ] {
        double.behaves(Conduct::Says(reply.to_owned()));
        let answer = asked(&double.bot(), QUESTION);
        assert_eq!(answer.verdict, Verdict::Found, "{reply}");
        assert!(!said(&answer).contains("Verzonnen"));
    }
}

#[test]
fn while_a_part_of_the_engine_is_away_the_rest_answers_and_the_answer_says_so() {
    let double = filled();
    double.behaves(Conduct::Partial);
    let said = said(&asked(&double.bot(), "Hoeveel kost een zender?"));
    assert_eq!(said.matches(PART).count(), 1, "{said}");
    assert!(!said.contains(AWAY));
}

#[test]
fn an_engine_that_did_not_answer_rests_so_that_nobody_waits_for_it() {
    let double = filled();
    let bot = double.bot();
    assert!(!said(&asked(&bot, QUESTION)).contains(AWAY));
    double.behaves(Conduct::Closes);
    assert_away(&asked(&bot, QUESTION));
    let before = double.state().requests.len();
    assert_away(&asked(&bot, QUESTION));
    assert_eq!(double.state().requests.len(), before);
    let counts: Vec<_> = bot
        .archive()
        .expect("an archive")
        .counts()
        .all()
        .filter(|(_, count)| *count > 0)
        .collect();
    assert_eq!(counts, [("answered", 1), ("connection", 1), ("resting", 1)]);
}

#[test]
fn an_article_that_was_chosen_is_asked_for_while_the_engine_is_away() {
    let double = filled();
    let bot = double.bot();
    double.behaves(Conduct::Closes);
    let context = Context {
        article: Some("paling"),
        ..Context::default()
    };
    let said = said(&bot.answer(&parse("!inhoud"), &context));
    assert!(
        said.contains(AWAY) && said.contains("Over welk artikel gaat het?"),
        "{said}"
    );
}

#[test]
fn without_an_archive_nothing_is_said_of_one() {
    let bot = bot_about(voetnoot::article::Library::bundled());
    assert!(bot.archive().is_none());
    assert!(!said(&asked(&bot, QUESTION)).contains("archief"));
}
