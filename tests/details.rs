//! Promise: what the answers say holds in detail: summaries stand alone, places and countries are understood as people
//! name them, and hints fit the article at hand.

use voetnoot::answer::Verdict;
use voetnoot::article::Library;
use voetnoot::bot::Bot;
use voetnoot::command::{Command, Selection, parse};
use voetnoot::render::{Discord, Matrix, Plain, matrix, pages};
use voetnoot::wording::Language;

mod common;
use common::{answer, answer_in, bot, bot_about, moderator};

/// An article of these paragraphs, without an author or a date.
fn small(paragraphs: &[&str]) -> Bot {
    let paragraphs: Vec<_> = paragraphs
        .iter()
        .map(|text| serde_json::json!({ "text": text }))
        .collect();
    let line = serde_json::json!({ "id": "a", "title": "Brug", "language": "nl", "paragraphs": paragraphs });
    bot_about(Library::from_text("archive.jsonl", &line.to_string()).expect("an article"))
}

fn asked(bot: &Bot, line: &str) -> String {
    let answer = bot.answer(&parse(line), &moderator());
    pages(&answer, &Plain::new(), Language::Dutch).join("\n~~~\n")
}

#[test]
fn a_summary_takes_no_sentence_that_points_at_another_while_others_remain() {
    for asked in 1..=7 {
        let said = answer(&format!("!samenvatting {asked}"));
        for leaning in [
            "tegen dit besluit",
            "deze kritiek",
            "is er daarnaast",
            "deze uitdaging",
        ] {
            assert!(!said.contains(leaning), "{asked}: {said}");
        }
    }
    for asked in 1..=10 {
        let line = parse(&format!("!samenvatting {asked}"));
        assert_eq!(bot().answer(&line, &moderator()).quotes().count(), asked);
    }
}

#[test]
fn what_points_back_within_a_quotation_does_not_count() {
    let bot = small(&["De minister noemde het rapport in de Kamer ‘deze week het beste nieuws’."]);
    assert!(asked(&bot, "!samenvatting 1").contains("De minister"));
    let both = small(&[
        "De raad van de stad nam gisteren een besluit over de brug. De buren van de brug zijn tegen dat besluit.",
    ]);
    let said = asked(&both, "!samenvatting 1");
    assert!(
        said.contains("nam gisteren") && !said.contains("dat besluit"),
        "{said}"
    );
}

#[test]
fn the_size_of_a_summary_is_read_in_digits_and_in_words() {
    let sentences = |line: &str| match parse(line) {
        Command::Summary {
            sentences,
            country: None,
        } => sentences,
        other => panic!("{line}: {other:?}"),
    };
    assert_eq!(sentences("!samenvatting 99999999999"), Some(u32::MAX));
    assert_eq!(sentences("!samenvatting twee"), Some(2));
    assert_eq!(sentences("!samenvatting in drie zinnen"), Some(3));
    assert_eq!(sentences("!samenvatting één"), Some(1));
    assert_eq!(sentences("!tldr five sentences"), Some(5));
    assert_eq!(sentences("!samenvatting3"), Some(3));
}

#[test]
fn a_very_long_article_is_summarised_to_its_end() {
    let mut paragraphs: Vec<String> = (0..600)
        .map(|at| format!("Straat{at} telt huis{at}, kamer{at} en tuin{at}."))
        .collect();
    for (at, what) in ["duur", "smal", "oud"].iter().enumerate() {
        paragraphs[590 + at] = format!("De brug over de rivier is volgens de gemeente {what}.");
    }
    let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
    let said = asked(&small(&paragraphs), "!samenvatting 3");
    assert!(said.contains("De brug over de rivier"), "{said}");
}

#[test]
fn a_short_article_is_summarised_all_the_same() {
    let bot = small(&["De brug is open."]);
    insta::assert_snapshot!(asked(&bot, "!samenvatting 1"), @"
    “De brug is open.” [1]

    Het nummer achter een zin is dat van de alinea.

    Bron: ‘Brug’ (versie 8ba009c9)
    ");
    insta::assert_snapshot!(asked(&bot, "!samenvatting 3"), @"
    Ik vond er maar één die je los kunt lezen.

    “De brug is open.” [1]

    Het nummer achter een zin is dat van de alinea.

    Bron: ‘Brug’ (versie 8ba009c9)
    ");
    insta::assert_snapshot!(asked(&small(&["Oei."]), "!samenvatting"), @"Ik vond geen zinnen om een samenvatting van te maken.");
}

#[test]
fn a_country_in_a_sentence_that_leans_is_not_called_absent() {
    insta::assert_snapshot!(answer("!samenvatting Afghanistan"), @"
    Zinnen die je los kunt lezen vond ik niet; lees ook wat eromheen staat.

    “Het land zou het volgens Kommersant niet eens zijn met de ‘strategische plannen van de CSTO in Afghanistan’ en zou het intensiveren van de militaire samenwerking tussen de lidstaten niet zien zitten.” [14]

    Het nummer achter een zin is dat van de alinea.

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
    assert!(answer("!samenvatting Frankrijk").contains("niet voor"));
    assert!(answer("!samenvatting VS").contains("Niet genoemd in dit artikel: Verenigde Staten."));
}

#[test]
fn a_timeline_has_estimates_and_years_that_act_and_explains_no_brackets_without_brackets() {
    let bot = small(&[
        "In ca. 1999 kwam de brug. Rond circa 1972 was er een veer. 1986 was warm. 2000 soldaten bouwden eraan.",
    ]);
    insta::assert_snapshot!(asked(&bot, "!tijdlijn"), @"
    1972
    “Rond circa 1972 was er een veer.”
    — alinea 1

    1986
    “1986 was warm.”
    — alinea 1

    1999
    “In ca. 1999 kwam de brug.”
    — alinea 1

    Bron: ‘Brug’ (versie cbecbcf4)
    ");
    assert!(answer("!tijdlijn").contains("vierkante haken"));
}

#[test]
fn a_timeline_supplies_no_year_that_the_sentence_does_not_bear_out() {
    let text = "+++\nid = \"a\"\ntitle = \"Brug\"\nauthors = [\"A\"]\nlanguage = \"nl\"\npublished = \"2025-03-22\"\n+++\n\
        In februari vertrekt ze naar Bermuda. In januari opende de winkel. In april opende de haven. In maart is er altijd \
        markt. De optocht in november.\n\nIn 1998 won de ploeg. In mei verhuisde ze.\n\n\
        Dit stuk is op 30 maart aangevuld.\n";
    let bot = bot_about(Library::from_text("a.md", text).expect("an article"));
    let answer = bot.answer(&parse("!tijdlijn"), &moderator());
    let dated: Vec<String> = answer
        .quotes()
        .map(|quote| {
            let label = quote.label.as_ref().expect("a date");
            let excerpt = quote.excerpts().first().expect("a sentence");
            format!("{}: {}", label.words(Language::Dutch), excerpt.text())
        })
        .collect();
    insta::assert_snapshot!(dated.join("\n"), @"
    1998: In 1998 won de ploeg.
    april [2024]: In april opende de haven.
    januari [2025]: In januari opende de winkel.
    30 maart [2025]: Dit stuk is op 30 maart aangevuld.
    februari [2026]: In februari vertrekt ze naar Bermuda.
    maart: In maart is er altijd markt.
    mei: In mei verhuisde ze.
    november: De optocht in november.
    ");
}

#[test]
fn whatever_is_cited_is_quoted() {
    for line in [
        "!bron 16",
        "!bron auteur",
        "!bron 11",
        "!bron foto-2",
        "!bron bronnen",
    ] {
        let answer = bot().answer(&parse(line), &moderator());
        assert_eq!(answer.verdict, Verdict::Found, "{line}");
        assert!(!answer.passages().is_empty(), "{line}");
    }
    insta::assert_snapshot!(answer("!bron auteur"), @"
    Zo verwijs je naar deze plaats: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022], auteursregel (versie 673aa0ec)

    “door Tijs van de Vijver”
    — auteursregel

    Hier wordt geen bron genoemd.

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
}

#[test]
fn a_source_is_found_by_its_name() {
    insta::assert_snapshot!(answer("!bron kommersant"), @"
    “Het land zou het volgens **Kommersant** niet eens zijn met de ‘strategische plannen van de CSTO in Afghanistan’ en zou het intensiveren van de militaire samenwerking tussen de lidstaten niet zien zitten.”
    — Oezbekistan, alinea 14

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
    assert!(answer("!bron Sputnik").contains("**Sputnik** News"));
    assert!(answer("!bron Moscow Times").contains("**Moscow Times**"));
    for line in ["!bron Minsk", "!bron het", "!bron Volkskrant"] {
        assert_eq!(
            bot().answer(&parse(line), &moderator()).verdict,
            Verdict::None,
            "{line}"
        );
    }
}

#[test]
fn the_address_of_a_source_is_a_link() {
    let text = "+++\nid = \"a\"\ntitle = \"Brug\"\nauthors = [\"Anna\"]\nlanguage = \"nl\"\nurl = \"https://krant.example/brug_2\"\n\
                sources = [{ name = \"Rekenkamer\", url = \"https://rekenkamer.example/over_de_brug\" }]\n+++\nDe brug is dicht.\n";
    let bot = bot_about(Library::from_text("a.md", text).expect("an article"));
    let said = bot.answer(&parse("!bron"), &moderator());
    let on_discord = pages(&said, &Discord, Language::Dutch).concat();
    let on_matrix = matrix::html(&pages(&said, &Matrix, Language::Dutch).concat());
    for address in [
        "https://krant.example/brug_2",
        "https://rekenkamer.example/over_de_brug",
    ] {
        assert!(on_discord.contains(&format!("<{address}>")), "{on_discord}");
        assert!(
            on_matrix.contains(&format!("href=\"{address}\"")),
            "{on_matrix}"
        );
    }
}

#[test]
fn paragraphs_are_found_by_what_footnotes_call_them() {
    for (typed, label) in [
        ("bijschrift 2", "foto-2"),
        ("Foto 2", "foto-2"),
        ("caption 2", "foto-2"),
        ("bijschrift twee", "foto-2"),
        ("auteursregel", "auteur"),
        ("byline", "auteur"),
        ("bronnenregel", "bronnen"),
        ("twaalf", "12"),
        ("3 tot 5", "3-5"),
    ] {
        assert_eq!(
            answer(&format!("!alinea {typed}")),
            answer(&format!("!alinea {label}")),
            "{typed}"
        );
        assert!(
            !answer(&format!("!alinea {typed}")).contains("is er niet"),
            "{typed}"
        );
    }
    let both = bot().answer(&parse("!alinea 5 en 3"), &moderator());
    let numbers: Vec<_> = both
        .quotes()
        .map(|quote| quote.passage().paragraph().number())
        .collect();
    assert_eq!(numbers, [Some(3), Some(5)]);
    assert_eq!(
        parse("!alinea12"),
        Command::Paragraph(Selection::Numbers(12, 12))
    );
    assert_eq!(
        parse("!bron14"),
        Command::Source(Some(Selection::Numbers(14, 14)))
    );
    assert!(matches!(parse("!land12"), Command::Unknown(_)));
    insta::assert_snapshot!(answer("!alinea foto-9"), @"Alinea “foto-9” is er niet. De alinea’s lopen van 1 tot en met 17. Verder zijn er foto-1, foto-2, foto-3, auteur en bronnen.");
    insta::assert_snapshot!(asked(&small(&["De brug is open."]), "!alinea 9"), @"Alinea “9” is er niet. Er is er één: alinea 1.");
}

#[test]
fn a_country_is_understood_after_a_preposition_and_several_are_asked_about() {
    for line in [
        "!land over Armenië",
        "!land van Armenië",
        "!country about Armenia",
        "!land Armenië en Armenië",
    ] {
        assert_eq!(answer(line), answer("!land Armenië"), "{line}");
    }
    for line in [
        "!land Armenië en Belarus",
        "!land over Armenië, Belarus",
        "!land Armenië/Belarus",
    ] {
        assert_eq!(answer(line), "Bedoelde je Armenië of Belarus?", "{line}");
    }
    assert!(answer("!land Bosnië en Herzegovina").contains("Bosnië en Herzegovina komt"));
}

#[test]
fn every_name_of_a_country_fits_its_sentence() {
    for (line, said) in [
        (
            "!land Frankrijk",
            "Frankrijk komt in dit artikel niet voor.",
        ),
        (
            "!land Nederland",
            "Nederland komt in dit artikel niet voor.",
        ),
        ("!land VS", "Niet genoemd in dit artikel: Verenigde Staten."),
        (
            "!land Filipijnen",
            "Niet genoemd in dit artikel: Filipijnen.",
        ),
        ("!land Malediven", "Niet genoemd in dit artikel: Maldiven."),
        ("!land Bahama’s", "Niet genoemd in dit artikel: Bahama’s."),
        (
            "!land Dominicaanse Republiek",
            "Niet genoemd in dit artikel: Dominicaanse Republiek.",
        ),
    ] {
        assert!(answer(line).starts_with(said), "{line}: {}", answer(line));
    }
    assert!(
        answer_in("!country US", Language::English)
            .starts_with("Not named in this article: United States.")
    );
    let bot = small(&["De brug werd betaald door de Verenigde Staten."]);
    insta::assert_snapshot!(asked(&bot, "!land VS"), @"
    Verenigde Staten: geen eigen deel in dit artikel, wel op één plaats genoemd:

    “De brug werd betaald door de Verenigde Staten.”
    — alinea 1

    Bron: ‘Brug’ (versie a2c837fd)
    ");
}

#[test]
fn hints_name_what_the_article_has() {
    let bot = small(&["De brug ligt in Frankrijk.", "De brug is open."]);
    assert!(asked(&bot, "!land").contains("Typ bijvoorbeeld !land Frankrijk."));
    assert!(asked(&bot, "!bron").contains("bijvoorbeeld !bron 2,"));
    assert!(answer("!bron").contains("bijvoorbeeld !bron 14,"));
}

#[test]
fn a_number_is_looked_for_as_one_word_and_no_passage_counts_for_the_title_alone() {
    let text = "+++\nid = \"a\"\ntitle = \"Stad bespaart 8,6 miljoen\"\nauthors = [\"Ramon Sluijter\"]\nlanguage = \"nl\"\n+++\n\
        Het grootste deel, 118 miljoen, gaat naar zorg. De zorg groeit met miljoenen.\n\ndoor Ramon Sluijter\n\n\
        De wijk telt 11.300 inwoners.\n\n\
        Op zondag blijft het gratis. De maatregel levert jaarlijks 1,1 miljoen op.\n";
    let bot = bot_about(Library::from_text("a.md", text).expect("an article"));
    let answer = bot.answer(&parse("!zoek 1,1 miljoen"), &moderator());
    let emphasised: Vec<&str> = answer
        .quotes()
        .filter_map(|quote| quote.passage().text().get(quote.highlights()[0].clone()))
        .collect();
    assert_eq!(
        emphasised.first(),
        Some(&"De maatregel levert jaarlijks 1,1 miljoen op.")
    );
    assert_eq!(emphasised.len(), 2, "{emphasised:?}");
}
