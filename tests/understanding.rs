//! Promise: a question finds what answers it in other words too, and what the article does not tell is not said to be found.
//! What stands here holds for the bundled article with the bundled model; `voetnoot eval` measures the rest.
#![cfg(feature = "semantic")]

use std::path::Path;
use std::sync::{Arc, LazyLock};

use voetnoot::answer::{Answer, Verdict};
use voetnoot::article::Library;
use voetnoot::bot::{Bot, Context};
use voetnoot::command;
use voetnoot::eval::{EvalReport, measure, read};
use voetnoot::search::semantic::Model;
use voetnoot::search::{Engine, Keep};

static BOT: LazyLock<Bot> = LazyLock::new(|| {
    let model = Arc::new(Model::bundled());
    let library = Arc::new(Library::bundled());
    let opened = Engine::open(library, Keep::InMemory, Some(model), &mut |_, _| {});
    Bot::new(opened.expect("an index in memory").0)
});

fn ask(question: &str) -> Answer {
    BOT.answer(&command::parse(question), &Context::default())
}

/// The sentence that is emphasised in the first passage.
fn sentence(question: &str) -> String {
    let answer = ask(question);
    let quote = answer.passages().into_iter().next().expect("a passage");
    let range = quote
        .highlights()
        .first()
        .expect("an answering sentence")
        .clone();
    quote
        .passage()
        .text()
        .get(range)
        .expect("a slice")
        .trim()
        .to_owned()
}

fn measured(questions: &str) -> EvalReport {
    let set = read(&Path::new("tests/data").join(questions)).expect("questions");
    measure(&BOT, &set, false).expect("a report")
}

#[test]
fn questions_about_the_article_are_answered_and_others_are_not() {
    let report = measured("article-dev.jsonl").voetnoot;
    assert!(report.paragraph1 >= Some(24.0 / 25.0), "{report:?}");
    assert!(report.sentence1 >= Some(20.0 / 25.0), "{report:?}");
    assert!(report.in_view >= Some(23.0 / 25.0), "{report:?}");
    assert!(report.auc >= Some(0.95), "{report:?}");
    assert_eq!(report.found_on_unanswerable, 0, "{report:?}");
    assert!(report.none_on_answerable <= 1, "{report:?}");
}

#[test]
fn english_questions_find_the_dutch_article() {
    let report = measured("article-dev-en.jsonl").voetnoot;
    assert!(report.paragraph1 >= Some(0.92), "{report:?}");
    assert_eq!(report.found_on_unanswerable, 0, "{report:?}");
}

#[test]
fn other_words_find_the_same() {
    insta::assert_snapshot!(sentence("Hoeveel soldaten leverde Armenië?"), @"Armenië stuurde onder de vleugels van de CSTO zo’n zeventig manschappen naar Kazachstan.");
    insta::assert_snapshot!(sentence("Which country left the treaty in 2012?"), @"Nadat het zich in 2006 voor een tweede maal had aangesloten bij de CSTO, verliet Oezbekistan het verbond in 2012 voor een tweede maal.");
    insta::assert_snapshot!(sentence("Wat zijn de zorgen in Bisjkek over de grondwet?"), @"Volgens demonstranten zou het meedoen aan de missie van de CSTO ongrondwettelijk zijn, aangezien Kirgizische troepen volgens de grondwet zich niet mogen mengen in conflicten buiten Kirgizië.");
    insta::assert_snapshot!(sentence("Wat vond Azerbeidzjan van de deelname van Armenië?"), @"Ook vanuit Azerbeidzjan klonk al gauw kritiek op de Armeense toezegging deel te nemen aan de CSTO-missie.");
}

#[test]
fn a_near_miss_is_not_said_to_be_found() {
    for question in [
        "Hoeveel soldaten stuurde Belarus?",
        "Hoeveel elitetroepen stuurde Armenië?",
        "Hoeveel elitetroepen stuurde Kazachstan?",
        "Hoeveel elitetroepen stuurde Oezbekistan?",
        "Hoeveel burgers kwamen om bij de protesten?",
        "Wie is de directeur van Sputnik News?",
        "Wie is de president van Frankrijk?",
        "Is Azerbeidzjan lid van de CSTO?",
        "Wat zei Loekasjenko over Azerbeidzjan?",
        "Wat zei Poetin over de demonstranten?",
        "Wat zei Zacharova over de Kirgizische grondwet?",
        "Wanneer werd de CSTO opgericht?",
        "Wanneer verliet Armenië de CSTO?",
        "Hoe groot is het leger van Armenië?",
        "How many soldiers did Belarus send?",
    ] {
        let answer = ask(question);
        assert_ne!(answer.verdict, Verdict::Found, "{question}");
    }
}

#[test]
fn what_has_nothing_to_do_with_the_article_is_not_answered() {
    for question in [
        "Wie won het WK voetbal in 2022?",
        "Wat kost een liter benzine?",
        "hallo",
        "Wat is de zin van het leven?",
        "recept voor appeltaart",
    ] {
        let answer = ask(question);
        assert_ne!(answer.verdict, Verdict::Found, "{question}");
        assert!(
            answer.confidence < 0.25,
            "{question}: {}",
            answer.confidence
        );
    }
}

#[test]
fn of_a_country_that_is_never_named_nothing_is_told() {
    for question in [
        "Wat is de hoofdstad van Frankrijk?",
        "Wat kost een liter benzine in Nederland?",
        "Hoeveel militairen stuurde België?",
    ] {
        assert_eq!(ask(question).verdict, Verdict::None, "{question}");
    }
}

#[test]
fn see_also_points_to_other_passages() {
    let answer = ask("Hoeveel militairen stuurde Rusland naar Kazachstan?");
    let said = format!("{:?}", answer.blocks);
    assert_eq!(answer.passages().len(), 1, "{said}");
}

#[test]
fn a_summary_says_different_things() {
    let answer = BOT.answer(
        &command::parse("!samenvatting 5"),
        &Context {
            is_moderator: true,
            ..Context::default()
        },
    );
    let passages = answer.passages();
    assert!(
        passages.len() >= 4,
        "five sentences of hardly any paragraph twice"
    );
}

#[test]
fn the_same_question_gets_the_same_answer_from_another_engine() {
    let model = Arc::new(Model::bundled());
    let opened = Engine::open(
        Arc::new(Library::bundled()),
        Keep::InMemory,
        Some(model),
        &mut |_, _| {},
    );
    let other = Bot::new(opened.expect("an index in memory").0);
    for question in [
        "Waarom is de Armeense oppositie tegen de missie?",
        "Wat zei Loekasjenko?",
    ] {
        let again = other.answer(&command::parse(question), &Context::default());
        assert_eq!(
            ask(question).confidence.to_bits(),
            again.confidence.to_bits(),
            "{question}"
        );
    }
}
