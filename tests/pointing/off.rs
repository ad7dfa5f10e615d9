//! Where nothing is sent: where no model is plugged in, where a channel keeps to its own reader, and where nobody asks.

use std::time::Duration;

use voetnoot::article::Library;
use voetnoot::bot::{Bot, Context};
use voetnoot::command::parse;
use voetnoot::preferences::{Home, Preferences, Setting, ValueOrigin};
use voetnoot::render::{Plain, pages};
use voetnoot::wording::Language;

use super::double::{Conduct, Double, KEY};
use super::model::{alone, bot, bot_about};

const AMPLE: Duration = Duration::from_secs(60);

fn told(bot: &Bot, line: &str, context: &Context<'_>) -> String {
    pages(
        &bot.answer(&parse(line), context),
        &Plain::new(),
        Language::Dutch,
    )
    .concat()
}

fn channel(reader: &str) -> Preferences {
    let preferences = Preferences::default().at(Home::Server);
    preferences.with(Setting::Reader, reader, ValueOrigin::Channel)
}

#[test]
fn where_the_reader_is_set_to_own_no_connection_is_opened_and_the_answer_is_as_without_a_model() {
    let double = Double::that(Conduct::points(&[1]));
    let bot = bot(Some(double.pointer(AMPLE)));
    let own = channel("eigen");
    for question in [
        "Hoeveel elitetroepen zond Kirgizië?",
        "Wat vindt de oppositie?",
    ] {
        let expected = told(&alone(), question, &Context::default());
        assert_eq!(told(&bot, question, &own.context(false)), expected);
    }
    assert_eq!(double.connections(), 0);
    let model = channel("taalmodel");
    // What was answered in the other channel is not taken for this one.
    let _ = told(&bot, "Wat vindt de oppositie?", &model.context(false));
    assert_eq!(double.connections(), 1);
}

#[test]
fn an_article_that_is_kept_from_models_is_not_sent() {
    let double = Double::that(Conduct::points(&[1]));
    let article = |id: &str, field: &str| {
        format!(
            "+++\nid = \"{id}\"\ntitle = \"{id}\"\nlanguage = \"nl\"\n{field}\n+++\n\
             De {id} is in mei geopend door de burgemeester.\n"
        )
    };
    let asked = |files: &[(&str, &str)]| {
        let folder = tempfile::tempdir().expect("a folder");
        for (id, field) in files {
            let path = folder.path().join(format!("{id}.md"));
            std::fs::write(path, article(id, field)).expect("it is written");
        }
        let library = Library::load(folder.path()).expect("articles");
        let bot = bot_about(library, Some(double.pointer(AMPLE)));
        let _ = told(&bot, "Wie heeft de brug geopend?", &Context::default());
        told(&bot, "!over", &Context::default())
    };
    for field in ["reader = \"own\"", "reader = \"eihen\"", "reader = 1"] {
        let about = asked(&[("brug", field)]);
        assert!(about.contains("hier staat het uit"), "{about}");
    }
    assert_eq!(double.connections(), 0);
    asked(&[("brug", "reader = \"own\""), ("molen", "")]);
    let [request] = double.requests().try_into().expect("one request");
    assert!(request.number_of("molen").is_some() && request.number_of("brug").is_none());
}

#[test]
fn only_questions_are_sent() {
    let double = Double::that(Conduct::points(&[1]));
    let bot = bot(Some(double.pointer(AMPLE)));
    bot.warm_up();
    for line in [
        "!zoek troepen",
        "!wie Zacharova",
        "!land Kirgizië",
        "!over",
        "!alinea 3",
        "hallo",
        "!citaat",
    ] {
        let _ = told(&bot, line, &Context::default());
    }
    assert_eq!(double.connections(), 0);
}

#[test]
fn about_says_where_questions_go_and_never_the_key() {
    let double = Double::that(Conduct::points(&[1]));
    let bot = bot(Some(double.pointer(AMPLE)));
    let place = double.address.trim_start_matches("http://").to_owned();
    let about = |reader: &str| {
        let about = told(&bot, "!over", &channel(reader).context(false));
        assert!(!about.contains(KEY));
        let line = about.lines().find(|line| line.contains("taalmodel"));
        line.unwrap_or_default().replace(&place, "…")
    };
    insta::assert_snapshot!(about("taalmodel"), @"Een vraag gaat hier, samen met zinnen uit het artikel, naar een taalmodel op …. Dat wijst alleen aan welke zinnen antwoorden; het schrijft niets van wat je leest. Een moderator zet het in dit kanaal uit met !instelling lezer eigen.");
    insta::assert_snapshot!(about("eigen"), @"De beheerder sloot een taalmodel aan op …, maar hier staat het uit: er gaat niets naartoe.");
    let without = told(&alone(), "!over", &Context::default());
    assert!(!without.contains("taalmodel"));
}

#[test]
fn the_setting_is_offered_where_there_is_a_model() {
    let double = Double::that(Conduct::points(&[1]));
    let settings = |bot: &Bot| told(bot, "!instelling", &channel("eigen").context(true));
    let with = settings(&bot(Some(double.pointer(AMPLE))));
    let line = with.lines().find(|line| line.contains("lezer"));
    insta::assert_snapshot!(line.unwrap_or_default(), @"• lezer: eigen (kanaal), wie het artikel leest: het taalmodel van de beheerder helpt mee, of alleen ik");
    assert!(!settings(&alone()).contains("lezer"));
}
