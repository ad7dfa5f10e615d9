//! Promise: what can be set is one table; whatever a moderator types, they are told what holds and what would be allowed.

use voetnoot::article::Library;
use voetnoot::bot::Bot;
use voetnoot::command::{Command, parse};
use voetnoot::preferences::{
    Change, Home, Preferences, SETTINGS, Scope, Setting, ValueOrigin, Values, find,
};
use voetnoot::render::{Dialect, Matrix, Plain, matrix, pages};
use voetnoot::wording::{Language, Message};

mod common;

/// A channel of a server in which a little is set.
fn channel() -> Preferences {
    Preferences::of_operator(Language::Dutch)
        .at(Home::Server)
        .with(Setting::Language, "en", ValueOrigin::Server)
        .with(Setting::Length, "kort", ValueOrigin::Channel)
}

fn said(bot: &Bot, line: &str, preferences: &Preferences) -> String {
    said_on(&Plain::new(), bot, line, preferences)
}

fn said_on(dialect: &dyn Dialect, bot: &Bot, line: &str, preferences: &Preferences) -> String {
    let answer = bot.answer(&parse(line), &preferences.context(true));
    pages(&answer, dialect, Language::Dutch).join("\n~~~\n")
}

fn changes(line: &str, preferences: &Preferences) -> Option<Change> {
    common::bot().change(&parse(line), &preferences.context(true))
}

#[test]
fn every_setting_has_a_row_a_sentence_and_values_that_read_back() {
    for row in &SETTINGS {
        assert_eq!(row.key.row().name, row.name);
        assert_eq!(
            (find(row.name), find(row.english)),
            (Some(row.key), Some(row.key))
        );
        for language in [Language::Dutch, Language::English] {
            let key = format!("setting-{}", row.name);
            assert_ne!(Message::new(key.clone()).words(language), key);
        }
        let Values::Words(words) = row.values else {
            continue;
        };
        for word in words {
            assert_eq!(row.values.read(word.english), Some(word.dutch));
            let set = Preferences::default().with(row.key, word.dutch, ValueOrigin::Channel);
            assert_eq!(set.value(row.key), Some(word.dutch), "{}", row.name);
            assert_eq!(set.origin(row.key), ValueOrigin::Channel);
        }
    }
}

#[test]
fn what_is_kept_but_not_understood_is_as_if_not_set() {
    for row in &SETTINGS {
        if row.key != Setting::Article {
            let set = Preferences::default().with(row.key, "????", ValueOrigin::Channel);
            assert_eq!(set, Preferences::default());
        }
    }
}

#[test]
fn a_change_is_read_however_it_is_typed() {
    let change = |scope, key, value: Option<&str>| {
        Some(Change {
            scope,
            key,
            value: value.map(str::to_owned),
        })
    };
    for (line, wanted) in [
        (
            "!instelling taal en",
            change(Scope::Channel, Setting::Language, Some("en")),
        ),
        (
            "!set Language: Engels",
            change(Scope::Channel, Setting::Language, Some("en")),
        ),
        (
            "!instelling server taal en",
            change(Scope::Server, Setting::Language, Some("en")),
        ),
        (
            "!instelling taal standaard",
            change(Scope::Channel, Setting::Language, None),
        ),
        (
            "!set prefix ?!",
            change(Scope::Channel, Setting::Prefix, Some("?!")),
        ),
        (
            "!set quiet yes",
            change(Scope::Channel, Setting::Quiet, Some("ja")),
        ),
        (
            "!instelling artikel csto",
            change(Scope::Channel, Setting::Article, Some("csto-kazachstan")),
        ),
        (
            "!artikel csto",
            change(Scope::Channel, Setting::Article, Some("csto-kazachstan")),
        ),
        ("!instelling", None),
        ("!instelling taal", None),
        ("!instelling taal klingon", None),
        ("!instelling voorvoegsel @", None),
        ("!instelling voorvoegsel ???", None),
        ("!instelling voorvoegsel a", None),
        ("!instelling server alleen ja", None),
        ("!artikel", None),
    ] {
        assert_eq!(changes(line, &channel()), wanted, "{line}");
    }
}

#[test]
fn only_a_moderator_of_a_channel_changes_anything() {
    let command = parse("!instelling taal en");
    let bot = common::bot();
    assert_eq!(bot.change(&command, &channel().context(false)), None);
    assert_eq!(bot.change(&command, &common::moderator()), None);
    assert!(bot.change(&command, &channel().context(true)).is_some());
}

#[test]
fn what_holds_is_shown_with_where_it_comes_from_and_a_wrong_value_with_what_is_allowed() {
    let lines = [
        "!instelling",
        "!instelling stil",
        "!instelling voorvoegsel @",
        "!instelling lengte reusachtig",
        "!instelling smaak zoet",
        "!instelling server alleen ja",
    ];
    let bot = common::bot();
    let all: Vec<String> = lines
        .iter()
        .map(|line| format!("» {line}\n\n{}", said(bot, line, &channel())))
        .collect();
    insta::assert_snapshot!(all.join("\n\n"), @"
    » !instelling

    Zo is het hier ingesteld
    • taal: en (server), de taal van mijn antwoorden
    • voorvoegsel: ! (standaard), waarmee een opdracht begint
    • artikel: csto-kazachstan (standaard), over welk artikel het gaat
    • stil: nee (standaard), of ik hier zwijg, of alleen voor moderators antwoord
    • alleen: nee (standaard), of ik op deze server alleen in dit kanaal antwoord, en in andere waar dat aanstaat
    • lengte: kort (kanaal), hoeveel een antwoord laat zien
    • samenvatting: moderators (standaard), wie om een samenvatting mag vragen
    • gemist: nee (standaard), of ik vragen bewaar die ik niet goed beantwoordde

    Zet iets met !instelling taal en, voor de hele server met !instelling server taal en. Terug naar wat het was: !instelling taal standaard.

    » !instelling stil

    • stil: nee (standaard), of ik hier zwijg, of alleen voor moderators antwoord

    Kies uit nee, moderators of ja. Met standaard zet je het terug.

    » !instelling voorvoegsel @

    “@” past niet bij voorvoegsel.

    Kies uit één of twee van de tekens !?.,;:$%&+=^. Met standaard zet je het terug.

    » !instelling lengte reusachtig

    “reusachtig” past niet bij lengte.

    Kies uit kort of normaal. Met standaard zet je het terug.

    » !instelling smaak zoet

    De instelling “smaak” ken ik niet. Kies uit taal, voorvoegsel, artikel, stil, alleen, lengte, samenvatting of gemist.

    » !instelling server alleen ja

    Dat stel je per kanaal in, niet voor de hele server. Na !instelling server alleen standaard antwoord ik weer in alle kanalen.
    ");
}

#[test]
fn a_room_without_a_server_is_offered_nothing_of_servers() {
    let room = Preferences::default().at(Home::Channel).with(
        Setting::Length,
        "kort",
        ValueOrigin::Channel,
    );
    let lines = [
        "!instelling",
        "!instelling alleen",
        "!instelling alleen ja",
        "!instelling server taal en",
        "!instelling lengte lang",
        "!instelling smaak zoet",
    ];
    let said = |line: &&str| {
        let said = said_on(&Matrix, common::bot(), line, &room);
        assert_eq!(changes(line, &room), None, "{line}");
        format!("» {line}\n\n{}", matrix::plain(&said))
    };
    let all: Vec<String> = lines.iter().map(said).collect();
    insta::assert_snapshot!(all.join("\n\n"), @"
    » !instelling

    Zo is het hier ingesteld
    • taal: nl (standaard), de taal van mijn antwoorden
    • voorvoegsel: ! (standaard), waarmee een opdracht begint
    • artikel: csto-kazachstan (standaard), over welk artikel het gaat
    • stil: nee (standaard), of ik hier zwijg, of alleen voor moderators antwoord
    • lengte: kort (kamer), hoeveel een antwoord laat zien
    • samenvatting: moderators (standaard), wie om een samenvatting mag vragen
    • gemist: nee (standaard), of ik vragen bewaar die ik niet goed beantwoordde

    Zet iets met !instelling taal en. Terug naar wat het was: !instelling taal standaard.

    » !instelling alleen

    De instelling “alleen” is voor servers met meer kanalen.

    » !instelling alleen ja

    De instelling “alleen” is voor servers met meer kanalen.

    » !instelling server taal en

    Hier is geen server om iets voor in te stellen. Laat dat woord weg, dan geldt het voor deze kamer.

    » !instelling lengte lang

    “lang” past niet bij lengte.

    Kies uit kort of normaal. Met standaard zet je het terug.

    » !instelling smaak zoet

    De instelling “smaak” ken ik niet. Kies uit taal, voorvoegsel, artikel, stil, lengte, samenvatting of gemist.
    ");
}

#[test]
fn the_console_keeps_nothing_and_says_so() {
    insta::assert_snapshot!(common::answer("!instelling taal en"), @"
    Instellingen horen bij een kanaal op een chatplatform. Hier geldt wat de beheerder koos:

    • taal: nl (standaard), de taal van mijn antwoorden
    ");
}

#[test]
fn a_channel_is_about_the_article_that_was_chosen_and_only_moderators_choose() {
    let folder = tempfile::tempdir().expect("a folder");
    let article = |id: &str, title: &str, text: &str| {
        let line = serde_json::json!({
            "id": id, "title": title, "language": "nl", "paragraphs": [{ "text": text }],
        });
        format!("{line}\n")
    };
    let archive = article("brood", "Over brood", "Brood is duurder geworden.")
        + article("melk", "Over melk", "Melk is goedkoper geworden.").as_str();
    let path = folder.path().join("stukken.jsonl");
    std::fs::write(&path, archive).expect("written");
    let bot = common::bot_about(Library::load(&path).expect("articles"));
    let channel = Preferences::default().at(Home::Channel);
    let change = bot
        .change(&parse("!artikel melk"), &channel.context(true))
        .expect("a choice");
    let chosen = channel.clone().with(
        change.key,
        change.value.as_deref().unwrap_or_default(),
        ValueOrigin::Channel,
    );
    let command = Command::Article(Some("melk".to_owned()));
    let answer = bot.changed(&command, &change, true, &chosen);
    let others = bot.answer(&command, &chosen.context(false));
    let words = |answer| pages(&answer, &Plain::new(), Language::Dutch).join("\n");
    let shown = [
        words(answer),
        words(others),
        said(&bot, "!alinea 1", &chosen),
        said(&bot, "!alinea 1", &channel),
    ];
    insta::assert_snapshot!(shown.join("\n---\n"), @"
    In dit kanaal gaat het nu over ‘Over melk’ (versie f6ce0ee3).
    ---
    We hebben het over ‘Over melk’ (versie f6ce0ee3).

    De 2 artikelen
    • brood: ‘Over brood’
    • melk: ‘Over melk’
    ---
    “Melk is goedkoper geworden.”
    — alinea 1

    Bron: ‘Over melk’ (versie f6ce0ee3)
    ---
    Over welk artikel gaat het?

    De 2 artikelen
    • brood: ‘Over brood’
    • melk: ‘Over melk’

    Kies er een met !artikel en de naam ervan.
    ");
    // What was chosen may have gone since.
    let gone = channel.with(Setting::Article, "kaas", ValueOrigin::Channel);
    assert!(said(&bot, "!alinea 1", &gone).contains("Over welk artikel gaat het?"));
}
