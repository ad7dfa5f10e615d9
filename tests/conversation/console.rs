//! The conversation itself: pages, several articles, and what the console shows and completes.

use voetnoot::answer::Verdict;
use voetnoot::article::Library;
use voetnoot::chat::{Conversation, console};
use voetnoot::command::parse;
use voetnoot::render::Plain;
use voetnoot::wording::Language;

use super::common;
use super::common::answer;

/// A conversation of a moderator in Dutch.
fn about_the_bundled_article(dialect: &Plain) -> Conversation<'_> {
    let (bot, moderator) = (common::bot(), common::moderator());
    Conversation::new(bot, moderator, dialect, Language::Dutch)
}

#[test]
fn a_long_answer_goes_on_with_meer_until_it_ends() {
    let dialect = Plain::new();
    let mut conversation = about_the_bundled_article(&dialect);
    let mut pages = vec![conversation.reply("!land Oezbekistan")];
    while pages.last().is_some_and(|page| page.contains("!meer")) {
        pages.push(conversation.reply("! Meer"));
    }
    assert!(pages.len() > 1);
    assert_eq!(pages.join("\n~~~\n"), answer("!land Oezbekistan"));
    insta::assert_snapshot!(conversation.reply("!meer"), @"Er is niets meer om te laten zien.");
}

#[test]
fn an_archive_answers_from_all_its_articles_and_asks_which_one_is_meant() {
    let archive = r#"{"id":"a","title":"Brug","language":"nl","authors":["An"],"paragraphs":[{"text":"De nieuwe brug gaat in mei open."}]}
{"id":"b","title":"Tunnel","language":"nl","url":"https://example.org/b","paragraphs":[{"section":"Kosten","text":"De tunnel kost 12 miljoen euro. Dat is veel."}]}"#;
    let bot = common::bot_about(Library::from_text("archive.jsonl", archive).expect("an archive"));
    let dialect = Plain::new();
    let mut conversation = Conversation::new(&bot, common::moderator(), &dialect, Language::Dutch);
    insta::assert_snapshot!(conversation.reply("Hoeveel kost de tunnel?"), @"
    “**De tunnel kost 12 miljoen euro.** Dat is veel.”
    — Kosten, alinea 1 https://example.org/b#:~:text=De%20tunnel%20kost%2012%20miljoen%20euro.

    Bron: ‘Tunnel’ (versie e863b4de)
    ");
    insta::assert_snapshot!(conversation.reply("!inhoud"), @"
    Over welk artikel gaat het?

    De 2 artikelen
    • a: ‘Brug’
    • b: ‘Tunnel’

    Kies er een met !artikel en de naam ervan.
    ");
}

#[test]
fn an_article_that_was_chosen_is_what_the_conversation_is_about() {
    let archive = r#"{"id":"a","title":"Brug","language":"nl","authors":["An"],"paragraphs":[{"text":"De nieuwe brug gaat in mei open."}]}
{"id":"b","title":"Tunnel","language":"nl","paragraphs":[{"section":"Kosten","text":"De tunnel kost 12 miljoen euro."}]}"#;
    let bot = common::bot_about(Library::from_text("archive.jsonl", archive).expect("an archive"));
    let dialect = Plain::new();
    let mut conversation = Conversation::new(&bot, common::moderator(), &dialect, Language::Dutch);
    insta::assert_snapshot!(conversation.reply("!artikel x"), @"
    “x” ken ik niet als artikel.

    De 2 artikelen
    • a: ‘Brug’
    • b: ‘Tunnel’
    ");
    insta::assert_snapshot!(conversation.reply("!artikel brug"), @"We hebben het over An, ‘Brug’ (versie 5bf920eb).");
    insta::assert_snapshot!(conversation.reply("!alinea 1"), @"
    “De nieuwe brug gaat in mei open.”
    — alinea 1

    Bron: An, ‘Brug’ (versie 5bf920eb)
    ");
}

#[test]
fn the_console_opens_with_examples_that_work() {
    let greeting = console::greeting(common::bot(), Language::Dutch);
    let examples: Vec<&str> = greeting
        .lines()
        .filter_map(|line| line.strip_prefix("  "))
        .collect();
    assert_eq!(examples.len(), 4);
    for example in examples {
        assert_eq!(
            common::bot()
                .answer(&parse(example), &common::moderator())
                .verdict,
            Verdict::Found,
            "{example}"
        );
    }
    insta::assert_snapshot!(greeting, @"
    Dit is Voetnoot. Vraag iets over [Het draagvlak voor het CSTO-optreden in Kazachstan], en je krijgt antwoord in de woorden van het artikel zelf.
    Bijvoorbeeld:
      !land Armenië
      Wie is Tokajev?
      Welke bronnen gebruikt het artikel?
      Waar gaat het artikel over?
    !help laat alles zien wat je kunt typen. Stoppen doe je met Ctrl-D.
    ");
}

#[test]
fn what_an_article_lacks_is_no_example() {
    let archive = r#"{"id":"a","title":"Brug","language":"nl","paragraphs":[{"text":"De nieuwe brug gaat in mei open."}]}"#;
    let bot = common::bot_about(Library::from_text("archive.jsonl", archive).expect("an archive"));
    insta::assert_snapshot!(console::greeting(&bot, Language::English), @"
    This is Voetnoot. Ask something about ‘Brug’, and the answer comes in the article’s own words.
    For example:
      What is the article about?
    !help shows all you can type. Ctrl-D ends the conversation.
    ");
}

#[test]
fn tab_completes_commands_countries_and_names() {
    let context = common::moderator();
    let complete =
        |line: &str| console::completions(common::bot(), &context, Language::Dutch, line).1;
    assert_eq!(complete("!la"), ["!land "]);
    assert_eq!(complete("!land kir"), ["Kirgizië"]);
    assert_eq!(complete("!wie loek"), ["Aleksandr Loekasjenko"]);
    assert_eq!(complete("hallo wereld"), Vec::<String>::new());
    assert!(complete("!").len() > 10);
}

#[test]
fn tab_completes_what_the_chosen_article_names() {
    let archive = r#"{"id":"a","title":"Brug","language":"nl","paragraphs":[{"text":"De brug kwam uit Finland, zei Anna de Vries."}]}
{"id":"b","title":"Dijk","language":"nl","paragraphs":[{"text":"De dijk kwam uit Japan."}]}"#;
    let bot = common::bot_about(Library::from_text("archive.jsonl", archive).expect("an archive"));
    let offered = |article| {
        let context = voetnoot::bot::Context {
            article,
            ..common::moderator()
        };
        console::completions(&bot, &context, Language::Dutch, "!land ").1
    };
    assert_eq!(offered(Some("a")), ["Finland"]);
    assert_eq!(offered(Some("b")), ["Japan"]);
}

#[test]
fn a_bare_command_word_is_a_command() {
    let dialect = Plain::new();
    let mut conversation = about_the_bundled_article(&dialect);
    assert_eq!(conversation.reply("inhoud"), answer("!inhoud"));
    assert_eq!(conversation.reply("help"), answer("!help"));
}

#[test]
fn emphasis_shows_with_and_without_colour() {
    let reply = |dialect: Plain| {
        Conversation::new(
            common::bot(),
            common::moderator(),
            &dialect,
            Language::Dutch,
        )
        .reply("Wie is Bekesjev?")
    };
    assert!(reply(Plain::new()).contains("**Onafhankelijk parlementslid Bekesjev"));
    assert!(
        reply(Plain::new().coloured()).contains("\u{1b}[1mOnafhankelijk parlementslid Bekesjev")
    );
}

#[test]
fn what_can_be_typed_next_fits_the_article_and_of_several_they_are_offered_first() {
    use voetnoot::bot::suggest::fits;
    use voetnoot::bot::{Bot, Context};
    use voetnoot::command::Name;

    let labels = |bot: &Bot, command, typed: &str| {
        let choices = bot.choices(command, &Context::default(), Language::Dutch);
        let labels = choices.into_iter().map(|choice| choice.label);
        labels
            .filter(|label| fits(label, typed))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        labels(common::bot(), Name::Country, "kirgizie"),
        ["Kirgizië"]
    );
    assert_eq!(labels(common::bot(), Name::Person, "tok"), ["Tokajev"]);
    let archive = concat!(
        r#"{"id":"1","title":"Over water","language":"nl","paragraphs":[{"text":"Nederland ligt laag."}]}"#,
        "\n",
        r#"{"id":"2","title":"Over vuur","language":"nl","paragraphs":[{"text":"Het brandt."}]}"#,
    );
    let library = Library::from_text("a.jsonl", archive).expect("it is sound");
    let several = common::bot_about(library);
    assert_eq!(labels(&several, Name::Article, "vuur"), ["‘Over vuur’"]);
    assert_eq!(labels(&several, Name::Country, ""), [""; 0]);
}
