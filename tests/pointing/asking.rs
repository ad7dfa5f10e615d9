//! What a language model is asked, and what comes of where it points.

use std::sync::Arc;
use std::time::Duration;

use voetnoot::answer::Answer;
use voetnoot::article::Library;
use voetnoot::bot::{Bot, Context};
use voetnoot::command::parse;
use voetnoot::search::Keep;

use super::double::{Conduct, Double, KEY};
use super::model::{alone, bot};

const AMPLE: Duration = Duration::from_secs(60);
const QUESTION: &str = "Hoeveel elitetroepen zond Kirgizië naar Kazachstan?";

fn answer(bot: &Bot, question: &str) -> Answer {
    bot.answer(&parse(question), &Context::default())
}

/// The texts of the sentences that are emphasised.
fn emphasised(answer: &Answer) -> Vec<String> {
    let quotes = answer.passages();
    let texts = quotes.iter().flat_map(|quote| {
        let text = quote.passage().text();
        let highlights = quote.highlights().iter();
        highlights.filter_map(|range| text.get(range.clone()).map(str::to_owned))
    });
    texts.collect()
}

#[test]
fn a_request_holds_the_question_and_numbered_sentences_and_asks_for_numbers() {
    let double = Double::that(Conduct::points(&[1]));
    let _ = answer(&bot(Some(double.pointer(AMPLE))), QUESTION);
    let [request] = double.requests().try_into().expect("one request");
    assert!(request.head.starts_with("POST /v1/chat/completions "));
    let authorization = format!("authorization: Bearer {KEY}");
    assert!(request.head.contains(&authorization), "{}", request.head);
    assert_eq!(request.body["model"], "double");
    assert_eq!(request.body["temperature"], 0);
    let schema = &request.body["response_format"]["json_schema"]["schema"];
    assert_eq!(schema["properties"]["sentences"]["maxItems"], 3);
    assert!(request.text().ends_with(&format!("\n\nVraag: {QUESTION}")));
    assert!(
        request.text().contains("[Kirgizië]\n"),
        "{}",
        request.text()
    );
    assert!(request.number_of("elitetroepen").is_some());
}

#[test]
fn a_server_that_knows_no_schema_is_asked_without_one_from_then_on() {
    let double = Double::new(|request| match request.body.get("response_format") {
        Some(_) => Conduct::Status(400, ""),
        None => Conduct::points(&[1]),
    });
    let pointer = double.pointer(AMPLE);
    let bot = bot(Some(Arc::clone(&pointer)));
    let _ = answer(&bot, QUESTION);
    let _ = answer(&bot, "Wat vindt de oppositie?");
    assert_eq!((double.connections(), pointer.fallen_back()), (3, 0));
}

#[test]
fn a_sentence_that_is_pointed_at_gains_and_the_word_that_none_answers_makes_less_sure() {
    let confidence = |double: &Double| {
        let answer = answer(&bot(Some(double.pointer(AMPLE))), QUESTION);
        (emphasised(&answer), answer.confidence)
    };
    let without = answer(&alone(), QUESTION);
    let chosen = emphasised(&without).first().cloned().expect("a sentence");
    let start: String = chosen.chars().take(30).collect();
    let (same, surer) = confidence(&Double::new(move |request| {
        Conduct::points(&[request.number_of(&start).expect("it is shown")])
    }));
    assert_eq!(same.first(), Some(&chosen));
    let (_, less) = confidence(&Double::that(Conduct::points(&[])));
    assert!(surer > without.confidence && without.confidence > less);
}

#[test]
fn a_text_that_takes_the_place_of_another_is_read_by_the_same_model() {
    let double = Double::that(Conduct::points(&[1]));
    let before = bot(Some(double.pointer(AMPLE)));
    let library = Arc::new(Library::bundled());
    let renewed = before
        .engine()
        .reopened(library, Keep::InMemory, &mut |_, _| {});
    let _ = answer(&Bot::new(renewed.expect("an index").0), QUESTION);
    assert_eq!(double.connections(), 1);
}

#[cfg(feature = "platforms")]
#[test]
fn what_became_of_questions_is_counted_for_the_operator() {
    use voetnoot::ops::{Health, metrics};
    let double = Double::that(Conduct::points(&[]));
    let health = Health::new();
    assert!(!metrics::text(&health).contains("voetnoot_reader"));
    let bot = bot(Some(double.pointer(AMPLE)));
    health.ask(&bot);
    let _ = answer(&bot, QUESTION);
    let counted = "voetnoot_reader_questions_total{outcome=\"none\"} 1\n";
    assert!(metrics::text(&health).contains(counted));
}

#[test]
fn the_same_question_is_not_sent_twice() {
    let double = Double::that(Conduct::points(&[1]));
    let bot = bot(Some(double.pointer(AMPLE)));
    let _ = (answer(&bot, QUESTION), answer(&bot, QUESTION));
    assert_eq!(double.connections(), 1);
}
