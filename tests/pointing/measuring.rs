//! Measuring a language model beside the bundled reader, and what its word weighs.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use voetnoot::eval::{QuestionSet, measure, read};
use voetnoot::search::learned::LearnedWeights;
use voetnoot::train::calibrate;

use super::double::{Conduct, Double, Request};
use super::model::bot;

const AMPLE: Duration = Duration::from_secs(60);

/// The questions about the bundled article; those that it does not answer several times over, in other words.
fn questions() -> QuestionSet {
    let mut set = read(Path::new("tests/data/article-dev.jsonl")).expect("questions");
    let strange: Vec<_> = set
        .questions
        .iter()
        .filter(|one| !one.answerable)
        .cloned()
        .collect();
    for number in 0..3 {
        set.questions.extend(strange.iter().cloned().map(|mut one| {
            one.question = format!("{} {number}", one.question);
            one
        }));
    }
    set
}

/// A server that knows the right answers, of this set; or knows nothing, and points at the first sentence.
fn server(knows: Option<QuestionSet>) -> Double {
    let right = move |request: &Request, set: &QuestionSet| {
        let asked = request.text().rsplit("Vraag: ").next()?.to_owned();
        let question = set.questions.iter().find(|one| one.question == asked)?;
        let spans = question.answer_spans.iter();
        spans
            .map(|span| request.number_of(span))
            .find(Option::is_some)?
    };
    Double::new(move |request| match &knows {
        Some(set) => Conduct::points(&right(request, set).into_iter().collect::<Vec<_>>()),
        None => Conduct::points(&[1]),
    })
}

#[test]
fn the_word_of_a_model_that_is_right_weighs_more_than_that_of_one_that_is_not() {
    let set = questions();
    let weight = |double: &Double| {
        let bot = bot(Some(double.pointer(AMPLE)));
        let measured = calibrate(&bot, &set, false).expect("weights");
        assert_eq!(measured.fallen_back, 0);
        // What is written can be read again.
        let text = measured.to_toml();
        let read = LearnedWeights::bundled()
            .with_measured_pointing(&text)
            .expect("weights");
        assert_eq!(read.pointing_to_toml(), measured.learned.pointing_to_toml());
        measured.learned.pointing.sum(&[0.0, 1.0, 0.0])
    };
    let (right, blind) = (weight(&server(Some(questions()))), weight(&server(None)));
    assert!(right > 1.0 && right > blind + 1.0, "{right} {blind}");
}

#[test]
fn a_model_is_measured_beside_the_bundled_reader() {
    let set = questions();
    let double = server(Some(questions()));
    let bot = bot(Some(double.pointer(AMPLE)));
    let report = measure(&bot, &set, false).expect("a report");
    let pointed = report.reader.as_ref().expect("its measures");
    assert_eq!(pointed.fallen_back, 0);
    assert!(pointed.measures.sentence1 > report.voetnoot.sentence1);
    let table = report.table();
    assert!(
        table.contains("voetnoot  with model  plain BM25"),
        "{table}"
    );
}

#[test]
fn a_model_that_does_not_answer_is_not_calibrated() {
    let double = Double::that(Conduct::Status(503, ""));
    let bot = bot(Some(Arc::clone(&double.pointer(AMPLE))));
    let refused = calibrate(&bot, &questions(), false).expect_err("no weights");
    assert!(refused.to_string().contains("answered 0 of"), "{refused}");
}
