//! What is answered from an archive.

use std::fs;
use std::path::Path;

use serde_json::Value;
use voetnoot::answer::{Answer, Verdict};
use voetnoot::article::Library;
use voetnoot::bot::{Bot, Context};
use voetnoot::command::{Command, parse};
use voetnoot::render::{Plain, pages};
use voetnoot::wording::Language;

use super::double::{Double, Speaks, bot_about, both};

const ARTICLES: &str = "tests/data/kranten/artikelen";

fn questions() -> Vec<String> {
    let questions = fs::read_to_string("tests/data/kranten/questions.jsonl").expect("questions");
    let question = |line: &str| {
        let read: Value = serde_json::from_str(line).expect("a line of JSON");
        read["question"].as_str().expect("a question").to_owned()
    };
    questions.lines().map(question).collect()
}

fn asked(bot: &Bot, line: &str) -> Answer {
    bot.answer(&parse(line), &Context::default())
}

fn said(answer: &Answer) -> String {
    pages(answer, &Plain::new(), Language::Dutch).join("\n~~~\n")
}

fn quoted(answer: &Answer) -> Option<String> {
    let first = answer.quotes().next()?;
    Some(first.passage().address().to_owned())
}

#[test]
fn an_archive_is_quoted_and_cited_as_articles_here_are() {
    both(|double| {
        double.fill(Path::new(ARTICLES));
        let answer = asked(&double.bot(), "Hoeveel kost een zender?");
        let said = said(&answer);
        assert!(
            said.contains("**Een zender kost 3800 euro, weegt 27 gram en laat na"),
            "{said}"
        );
        let cited: Vec<&str> = said.lines().filter(|line| line.starts_with('—')).collect();
        assert!(
            cited[0].starts_with("— De lange zwemtocht, alinea 4 https://example.org/paling#"),
            "{said}"
        );
        assert!(
            said.contains("Bron: Wietske Hoekstra, “‘Niemand heeft ooit een paling zien paren’”"),
            "{said}"
        );
    });
}

#[test]
fn questions_find_in_an_archive_what_they_find_here() {
    let double = Double::new(Speaks::Elastic);
    double.fill(Path::new(ARTICLES));
    let there = double.bot();
    let here = bot_about(Library::load(Path::new(ARTICLES)).expect("articles"));
    let (mut same, mut found) = (0, 0);
    for question in questions() {
        let expected = quoted(&asked(&here, &question));
        let answer = quoted(&asked(&there, &question));
        found += usize::from(expected.is_some());
        same += usize::from(expected.is_some() && answer == expected);
    }
    // The words of all articles weigh a little otherwise than those of the few that are fetched.
    assert!(found > 400, "{found}");
    assert!(same * 100 >= found * 95, "{same} of {found}");
}

#[test]
fn every_word_that_is_quoted_stands_in_the_files() {
    let double = Double::new(Speaks::Quickwit);
    double.fill(Path::new(ARTICLES));
    let library = Library::load(Path::new(ARTICLES)).expect("articles");
    let bot = double.bot();
    let mut quotes = 0;
    for question in questions() {
        for quote in asked(&bot, &question).quotes() {
            let passage = quote.passage();
            let Some(article) = library.get(&passage.article().id) else {
                assert_eq!(passage.article().id, "csto-kazachstan");
                continue;
            };
            assert_eq!(article.revision, passage.article().revision);
            let own = article
                .labelled(passage.paragraph().label())
                .expect("the paragraph");
            let text = article.paragraphs()[own].text();
            for excerpt in quote.excerpts() {
                assert_eq!(text.get(excerpt.range()), Some(excerpt.text()));
                quotes += 1;
            }
        }
    }
    assert!(quotes > 300, "{quotes}");
}

#[test]
fn a_misspelt_word_is_read_as_one_of_the_word_list_if_nothing_has_it() {
    both(|double| {
        double.fill(Path::new(ARTICLES));
        let answer = asked(&double.bot(), "!zoek rouwverlov");
        assert_eq!(answer.verdict, Verdict::Found);
        assert!(quoted(&answer).is_some_and(|address| address.starts_with("rouwverlof#")));
        assert!(said(&answer).contains("rouwverlof"), "{}", said(&answer));
        let answer = asked(&double.bot(), "!zoek qqwwxxyyzz");
        assert_eq!(answer.verdict, Verdict::None);
    });
}

#[test]
fn an_article_of_the_archive_can_be_chosen_and_every_command_is_about_it() {
    both(|double| {
        double.fill(Path::new(ARTICLES));
        let bot = double.bot();
        let library = Library::load(Path::new(ARTICLES)).expect("articles");
        let id = library.articles()[0].id.clone();
        let (chosen, _) = bot
            .choice(&parse(&format!("!artikel {id}")))
            .expect("it is chosen");
        assert_eq!(chosen, id);
        let here = bot_about(Library::load(Path::new(ARTICLES)).expect("articles"));
        let context = Context {
            article: Some(&id),
            ..Context::default()
        };
        for line in [
            "!inhoud",
            "!alinea 2",
            "!citaat",
            "!tijdlijn",
            "!bron",
            "!wie",
            "!land",
            "Waar gaat het over?",
        ] {
            let expected = said(&here.answer(&parse(line), &context));
            assert_eq!(
                said(&bot.answer(&parse(line), &context)),
                expected,
                "{line}"
            );
        }
    });
}

#[test]
fn an_article_is_found_by_words_of_its_title() {
    let double = Double::new(Speaks::Quickwit);
    double.fill(Path::new(ARTICLES));
    let library = Library::load(Path::new(ARTICLES)).expect("articles");
    for article in library.articles() {
        let command = Command::Article(Some(article.title.clone()));
        let (chosen, _) = double.bot().choice(&command).expect("it is chosen");
        assert_eq!(chosen, article.id);
    }
}

#[test]
fn what_the_archive_does_not_tell_the_articles_here_may() {
    let double = Double::new(Speaks::Elastic);
    double.fill(Path::new("tests/data/kranten/artikelen/slaap.md"));
    let answer = asked(&double.bot(), "Hoeveel elitetroepen zond Kirgizië?");
    assert_eq!(answer.verdict, Verdict::Found);
    assert_eq!(quoted(&answer).as_deref(), Some("csto-kazachstan#11"));
    assert!(!said(&answer).contains("archief"));
}

#[test]
fn no_article_is_the_only_one_while_there_is_an_archive() {
    let double = Double::new(Speaks::Elastic);
    double.fill(Path::new("tests/data/kranten/artikelen/slaap.md"));
    let said = said(&asked(&double.bot(), "!land Kirgizië"));
    assert!(said.starts_with("Over welk artikel gaat het?"), "{said}");
}
