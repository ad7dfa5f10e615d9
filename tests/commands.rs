//! Promise: one table states every command, and whatever is typed is understood or answered kindly.

use std::collections::BTreeSet;

use proptest::prelude::*;
use voetnoot::answer::Verdict;
use voetnoot::article::Library;
use voetnoot::bot::Bot;
use voetnoot::command::{self, Argument, COMMANDS, Command, Selection, UNKNOWN, parse};
use voetnoot::render::{Plain, pages};
use voetnoot::wording::{Language, Message};

mod common;

#[test]
fn every_name_and_alias_is_there_once() {
    let mut seen = BTreeSet::new();
    for spec in COMMANDS {
        for name in std::iter::once(&spec.name).chain(spec.aliases) {
            assert!(seen.insert(*name), "{name} stands twice in the table");
            assert_eq!(*name, name.to_lowercase(), "names are typed in lower case");
        }
    }
}

#[test]
fn every_command_has_a_row_and_every_row_reads_back_as_its_command() {
    for spec in COMMANDS {
        assert_eq!(spec.command.spec().name, spec.name);
        let line = match spec.argument {
            Argument::Nothing => format!("!{}", spec.name),
            Argument::Optional(_) | Argument::Required(_) => format!("!{} iets", spec.name),
        };
        assert_eq!(parse(&line).name(), spec.name);
        for alias in spec.aliases {
            assert_eq!(
                parse(&line.replace(spec.name, alias)).name(),
                spec.name,
                "alias {alias}"
            );
        }
    }
}

#[test]
fn every_example_works_on_the_bundled_article() {
    let bot = common::bot();
    for spec in COMMANDS {
        let command = parse(spec.example);
        assert_eq!(command.name(), spec.name, "{}", spec.example);
        let answer = bot.answer(&command, &common::moderator());
        // They are about what was before: a page, or a text that the server keeps.
        if !["meer", "wijzigingen"].contains(&spec.name) {
            assert_eq!(answer.verdict, Verdict::Found, "{}", spec.example);
        }
    }
}

#[test]
fn every_command_has_a_line_of_help_in_both_languages() {
    for spec in COMMANDS {
        for language in [Language::Dutch, Language::English] {
            let key = format!("help-{}", spec.name);
            assert_ne!(Message::new(key.clone()).words(language), key);
        }
    }
}

#[test]
fn the_readme_lists_every_command_as_the_help_does() {
    let readme = include_str!("../README.md");
    for spec in COMMANDS {
        assert!(
            readme.contains(&format!("`!{}", spec.name)),
            "README.md does not list !{}",
            spec.name
        );
    }
}

#[test]
fn case_diacritics_a_space_and_punctuation_make_no_difference() {
    let wanted = Command::Country(Some("Kirgizië".to_owned()));
    let lines = [
        "!land Kirgizië",
        "!LAND Kirgizië",
        "! land  Kirgizië",
        "  !Land: Kirgizië ",
        "！land Kirgizië",
        "!lánd Kirgizië",
    ];
    for line in lines {
        assert_eq!(parse(line), wanted, "{line}");
    }
}

#[test]
fn words_without_a_command_are_a_question() {
    assert_eq!(
        parse(" Wie is  Zas? "),
        Command::Ask("Wie is Zas?".to_owned())
    );
    assert_eq!(
        parse("land Kirgizië"),
        Command::Ask("land Kirgizië".to_owned())
    );
}

#[test]
fn exclamation_marks_alone_are_no_command() {
    for line in ["!!!", "!?", "!", "! ", "!1"] {
        assert!(matches!(parse(line), Command::Ask(_)), "{line}");
    }
}

#[test]
fn paragraphs_are_named_in_many_ways() {
    let numbers = |first, last| Command::Paragraph(Selection::Numbers(first, last));
    for (line, wanted) in [
        ("!alinea 12", numbers(12, 12)),
        ("!alinea 3-5", numbers(3, 5)),
        ("!al 3 – 5", numbers(3, 5)),
        ("!par 5-3", numbers(3, 5)),
        ("!alinea 3 t/m 5", numbers(3, 5)),
        ("!alinea 3 tot en met 5", numbers(3, 5)),
        ("!alinea alinea 7.", numbers(7, 7)),
        ("!alinea #7", numbers(7, 7)),
        (
            "!alinea foto-2",
            Command::Paragraph(Selection::Label("foto-2".to_owned())),
        ),
        (
            "!alinea 99999999999",
            Command::Paragraph(Selection::Label("99999999999".to_owned())),
        ),
    ] {
        assert_eq!(parse(line), wanted, "{line}");
    }
}

#[test]
fn a_summary_takes_a_country_and_a_number_in_either_order() {
    let summary = |country: Option<&str>, sentences| Command::Summary {
        country: country.map(str::to_owned),
        sentences,
    };
    assert_eq!(parse("!samenvatting"), summary(None, None));
    assert_eq!(
        parse("!samenvatting Kirgizië 2"),
        summary(Some("Kirgizië"), Some(2))
    );
    assert_eq!(
        parse("!samenvatting 2 Kirgizië"),
        summary(Some("Kirgizië"), Some(2))
    );
    assert_eq!(parse("!tldr in 3 zinnen"), summary(None, Some(3)));
}

#[test]
fn an_unknown_command_is_named_and_a_near_one_is_offered() {
    assert_eq!(parse("!lnad Armenië").name(), UNKNOWN);
    let near: Vec<&str> = command::near("lnad").iter().map(|spec| spec.name).collect();
    assert_eq!(near, ["land"]);
    insta::assert_snapshot!(common::answer("!lnad Armenië"), @"
    De opdracht “!lnad” ken ik niet.

    Bedoelde je !land?
    ");
    insta::assert_snapshot!(common::answer("!wasmachine"), @"
    De opdracht “!wasmachine” ken ik niet.

    Typ !help voor alle opdrachten.
    ");
}

#[test]
fn a_missing_argument_is_answered_with_an_example() {
    insta::assert_snapshot!(common::answer("!zoek"), @"
    Er ontbreekt nog iets: !zoek <woorden>

    Ook: !search

    Bijvoorbeeld: !zoek kritiek oppositie
    ");
    insta::assert_snapshot!(common::answer("!vraag"), @"
    Er ontbreekt nog iets: !vraag <vraag>

    Ook: !v, !ask

    Bijvoorbeeld: !vraag Hoeveel elitetroepen zond Kirgizië?
    ");
}

#[test]
fn help_fits_one_screen_and_explains_one_command() {
    insta::assert_snapshot!(common::answer("!help"), @"
    Dit kun je typen
    • !vraag <vraag>: beantwoordt een vraag in de woorden van het artikel
    • !land [land]: wat het artikel over een land zegt
    • !wie <naam>: waar een persoon voorkomt
    • !zoek <woorden>: zoekt alinea’s bij woorden; tussen aanhalingstekens moeten ze bij elkaar staan
    • !alinea <nr>: laat een alinea helemaal zien
    • !citaat [naam]: letterlijke uitspraken, met wie het zei
    • !tijdlijn: wat er wanneer gebeurde
    • !bron [nr]: de bronnen, en hoe je naar het artikel verwijst
    • !wijzigingen: wat er in het artikel veranderde, zin voor zin
    • !inhoud: de delen van het artikel
    • !samenvatting [land, aantal zinnen]: de belangrijkste zinnen, over het geheel of over een land (voor moderators)
    • !artikel [naam]: over welk artikel het gaat
    • !instelling [sleutel waarde]: wat hier is ingesteld, en het veranderen (voor moderators)
    • !meer: de volgende bladzijde
    • !help [opdracht]: dit overzicht, of uitleg over één opdracht
    • !over: versie, rechten, en wat er bewaard wordt
    • !gemist: vragen die het artikel niet beantwoordt, en antwoorden die 👎 kregen (voor moderators)
    • !vergeet [mij]: wist wat ik van jou bewaar

    Zonder uitroepteken is het een gewone vraag. Meer over een opdracht: !help land
    ");
    insta::assert_snapshot!(common::answer("!help !land"), @"
    • !land [land]: wat het artikel over een land zegt

    Ook: !country

    Bijvoorbeeld: !land Kirgizië
    ");
    insta::assert_snapshot!(common::answer_in("!help", Language::English), @"
    What you can type
    • !ask <question>: answers a question in the article’s own words
    • !country [country]: what the article says of a country
    • !who <name>: where a person occurs
    • !search <words>: finds paragraphs by words; between quotation marks they must stand together
    • !par <number>: shows a paragraph, whole
    • !quote [name]: literal statements, with who said them
    • !timeline: what happened when
    • !source [number]: the sources, and how to cite the article
    • !changes: what changed in the article, sentence by sentence
    • !toc: the sections of the article
    • !tldr [country, number of sentences]: the sentences that matter most, of the whole or about a country (for moderators)
    • !article [name]: which article it is about
    • !set [key value]: what is set here, and changing it (for moderators)
    • !more: the next page
    • !help [command]: this overview, or one command explained
    • !about: version, rights, and what is kept
    • !missed: questions that the article does not answer, and answers that got 👎 (for moderators)
    • !forget [me]: deletes what I keep of you

    Without an exclamation mark it is an ordinary question. More about a command: !help country
    ");
}

/// All pages of the answer of a bot.
fn said(bot: &Bot, line: &str) -> String {
    let answer = bot.answer(&parse(line), &common::moderator());
    pages(&answer, &Plain::new(), Language::Dutch).join("\n~~~\n")
}

#[test]
fn examples_in_the_help_work_on_the_article_at_hand() {
    let text = "+++\nid = \"a\"\ntitle = \"Brug\"\nauthors = [\"A\"]\nlanguage = \"nl\"\n+++\n\
        De stad bezuinigt, en daarvoor is een brug uit Japan genoeg.\n\n## Parkeren in de stad\n\n\
        “Het wordt duur”, zei wethouder Karin Smit. Voorzitter Jan Boersma zweeg. Boersma ging.\n";
    let bot = common::bot_about(Library::from_text("a.md", text).expect("an article"));
    for (command, example) in [
        ("vraag", "!vraag Wie is Jan Boersma?"),
        ("land", "!land Japan"),
        ("wie", "!wie Jan Boersma"),
        ("zoek", "!zoek Parkeren"),
        ("alinea", "!alinea 1-2"),
        ("citaat", "!citaat Karin Smit"),
        ("bron", "!bron 2"),
        ("samenvatting", "!samenvatting Japan 2"),
        ("tijdlijn", "!tijdlijn"),
    ] {
        let shown = said(&bot, &format!("!help {command}"));
        assert!(
            shown.ends_with(&format!("Bijvoorbeeld: {example}")),
            "{shown}"
        );
        let answer = bot.answer(&parse(example), &common::moderator());
        assert!(
            answer.verdict != Verdict::None || command == "tijdlijn",
            "{example}"
        );
    }
    assert!(said(&bot, "!zoek").ends_with("Bijvoorbeeld: !zoek Parkeren"));
    let bare = "{\"id\":\"a\",\"title\":\"T\",\"language\":\"nl\",\"paragraphs\":[{\"text\":\"De brug is open.\"}]}";
    let bare = common::bot_about(Library::from_text("a.jsonl", bare).expect("an article"));
    for command in ["land", "wie", "zoek", "citaat"] {
        let shown = said(&bare, &format!("!help {command}"));
        assert!(!shown.contains("Bijvoorbeeld"), "{shown}");
    }
    assert!(common::answer("!help citaat").ends_with("Bijvoorbeeld: !citaat Grigorian"));
}

proptest! {
    #[test]
    fn parsing_is_total_and_pure(text in any::<String>()) {
        prop_assert_eq!(parse(&text), parse(&text));
        prop_assert_eq!(parse(&format!("!{text}")), parse(&format!("!{text}")));
    }

    #[test]
    fn an_argument_keeps_its_words(words in proptest::collection::vec("[a-zA-Zë’]{1,9}", 1..6)) {
        let line = format!("!zoek  {} ", words.join("  "));
        prop_assert_eq!(parse(&line), Command::Search(words.join(" ")));
    }
}

fn asked(text: &str) -> Command {
    Command::Ask(text.to_owned())
}

#[test]
fn what_is_not_said_is_left_out() {
    for typed in [
        "Wie schonk het bos? <:bos:123456789012345678>",
        "Wie schonk het bos? <a:bos:123456789012345678>",
        "Wie<:bos:123>schonk het bos?",
        "Wie schonk het bos? <#700000000000000001>",
        "<@600000000000000003> Wie schonk het bos?",
        "<@!600000000000000003> Wie schonk het bos?",
        "Wie schonk <@&600000000000000003> het bos?",
        "Wie schonk het bos? https://example.org/2024/x",
        "Wie schonk het bos? (https://example.org/2024/x)",
        "Wie schonk het bos? <https://example.org/2024/x>",
        "Wie schonk het bos? www.example.org/2024",
        "@bode:example.org Wie schonk het bos?",
        "Wie schonk het bos? #zaal:example.org",
        "Wie schonk het bos? :bos:",
        "Wie schonk het bos? <t:1700000000:R>",
    ] {
        assert_eq!(parse(typed), asked("Wie schonk het bos?"));
    }
}

#[test]
fn what_is_said_stays() {
    for typed in [
        "Is 3 < 4 en 5 > 4?",
        "Wat gebeurde er om 14:30?",
        "Wie is nummer #1?",
        "Kosten: hoeveel?",
        "a <b> c",
        "jan@example.org",
        "🇰🇿 en 🙂",
        "Is het 1:2:3?",
        "<:",
    ] {
        assert_eq!(parse(typed), asked(typed));
    }
}

#[test]
fn what_is_nothing_else_stays_as_it_is() {
    assert_eq!(
        parse("https://example.org/x"),
        asked("https://example.org/x")
    );
    assert_eq!(parse("<:bos:1>  "), asked("<:bos:1>"));
}
