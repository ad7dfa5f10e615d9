//! Promise: who said it and who is meant is never guessed.

mod common;

use voetnoot::answer::{Answer, Verdict};
use voetnoot::article::Library;
use voetnoot::bot::Bot;
use voetnoot::command::parse;
use voetnoot::render::{Dialect, Discord, Matrix, Plain, matrix, pages};
use voetnoot::wording::Language;

/// A bot about one paragraph, in which Karin Smit, Piet Bakker and Jan de Vries are known.
fn about(text: &str) -> Bot {
    bot_of(&format!(
        "Wethouder Karin Smit, voorzitter Piet Bakker en minister Jan de Vries waren er.\n\n{text}"
    ))
}

fn bot_of(text: &str) -> Bot {
    let paragraphs: Vec<String> = text
        .split("\n\n")
        .map(|text| format!("{{\"text\":{text:?}}}"))
        .collect();
    let archive = format!(
        "{{\"id\":\"a\",\"title\":\"T\",\"language\":\"nl\",\"paragraphs\":[{}]}}",
        paragraphs.join(",")
    );
    common::bot_about(Library::from_text("a.jsonl", &archive).expect("an article"))
}

fn reply(bot: &Bot, line: &str) -> (Answer, String) {
    let answer = bot.answer(&parse(line), &common::moderator());
    let text = pages(&answer, &Plain::new(), Language::Dutch).join("\n");
    (answer, text)
}

/// Who a text of one quotation is said to be by.
fn speaker(text: &str) -> Option<String> {
    let (answer, _) = reply(&about(text), "!citaat");
    let quote = answer.quotes().next().expect("a quotation").clone();
    quote.label.map(|label| label.words(Language::Dutch))
}

#[test]
fn who_is_only_named_did_not_say_it() {
    for text in [
        "De oppositie noemde Karin Smit “onbekwaam en duur”.",
        "Volgens critici is Jan de Vries “een leugenaar”.",
        "Tegen Karin Smit riep een man: “Schaam je!”",
        "Piet Bakker kreeg te horen dat hij “ontslagen” was.",
        "De vader van Karin Smit sprak van “een zwarte dag”.",
        "Advocaten van Karin Smit spraken van “een zwarte dag”.",
        "Karin Smit was er. De wethouder zou “weten van niets”.",
        "Karin Smit zei iets. De wethouder zou “weten van niets”.",
        "Karin Smit zei niets, maar een man riep: “Schaam je!”",
        "Volgens Karin Smits advocaat is het “een zwarte dag”.",
        "Ook Anna Smit was er. Smit zei: “Het is een zwarte dag.”",
        "Ook Anna Smit was er. “Het is een zwarte dag”, zei Smit.",
    ] {
        assert_eq!(speaker(text), None, "{text}");
    }
}

#[test]
fn who_speaks_is_named() {
    for text in [
        "Karin Smit noemde het “een zwarte dag”.",
        "Volgens wethouder Karin Smit is het “een zwarte dag”.",
        "“Het is een zwarte dag,” zei Karin Smit.",
        "“Het is een zwarte dag”, aldus Karin Smit.",
        "In de raad zei Karin Smit dat het “een zwarte dag” was.",
        "Karin Smit, wethouder van Delfzijl, sprak van “een zwarte dag”.",
        "Daarnaast waarschuwde Karin Smit voor “een zwarte dag”.",
        "“Het is een zwarte dag”, mopperde Karin Smit.",
        "“Het is een zwarte dag”, verzucht hoofdonderzoeker Karin Smit.",
        "“Het is een zwarte dag”, legde Karin Smit uit.",
    ] {
        assert_eq!(speaker(text).as_deref(), Some("Karin Smit"), "{text}");
    }
}

#[test]
fn who_has_the_same_surname_is_told_apart_by_the_first_name() {
    let text = "Anna Smit zei: “Het is een zwarte dag.”";
    assert_eq!(speaker(text).as_deref(), Some("Anna Smit"));
}

#[test]
fn a_surname_with_particles_is_known_by_all_of_it() {
    let bot = bot_of(
        "Wethouder Jan de Boer zweeg eerst. “Een zwarte dag”, zei De Boer.\n\n\
         Rector Maria van den Berg was er ook. “Mooi”, zei Van den Berg. “Fraai”, zei rector Van den Berg.",
    );
    let (_, listed) = reply(&bot, "!wie");
    insta::assert_snapshot!(listed, @"Het artikel noemt Jan de Boer en Maria van den Berg.");
    let (_, said) = reply(&bot, "!citaat");
    insta::assert_snapshot!(said, @"
    Jan de Boer
    ‘**“Een zwarte dag”**, zei De Boer.’
    — alinea 1

    Maria van den Berg
    ‘**“Mooi”**, zei Van den Berg.’
    — alinea 2

    Maria van den Berg
    ‘**“Fraai”**, zei rector Van den Berg.’
    — alinea 2

    Bron: ‘T’ (versie d2a7dc50)
    ");
}

#[test]
fn what_somebody_is_may_be_a_name_too() {
    let bot = bot_of(
        "Docent Marieke Prins bleef. Joris Schrijver, Anouk de Koning en Esmee Bisschop kwamen later, net als prins Bernhard. \
         Trainer Bas Kuipers won.",
    );
    let (_, listed) = reply(&bot, "!wie");
    insta::assert_snapshot!(listed, @"Het artikel noemt Marieke Prins, Joris Schrijver, Anouk de Koning, Esmee Bisschop, Bernhard en Bas Kuipers.");
    for name in ["Prins", "Anouk de Koning", "Schrijver", "Bisschop"] {
        let (answer, said) = reply(&bot, &format!("!wie {name}"));
        assert_eq!(answer.verdict, Verdict::Found, "{said}");
    }
}

#[test]
fn the_end_of_a_things_name_is_nobody_and_that_of_an_office_is_somebody() {
    let bot = bot_of(
        "Dat zegt het Universitair Medisch Centrum Groningen. Het Nationaal Park Hoge Veluwe niet. Het Medisch Centrum Groningen \
         zwijgt, net als minister van Buitenlandse Zaken Karin Smit.",
    );
    let (_, listed) = reply(&bot, "!wie");
    insta::assert_snapshot!(listed, @"Het artikel noemt Karin Smit.");
}

#[test]
fn a_verb_that_needs_another_word_is_none_of_speech_without_it() {
    let text = "“Een zwarte dag”, legde Karin Smit in de kast.";
    assert_eq!(speaker(text), None);
}

#[test]
fn who_has_a_title_is_known_by_any_surname() {
    let bot = bot_of(
        "Rector Henk Blokland vindt het goed. De Amsterdamse wethouder Piet Jansen niet. De Amsterdamse School blijft, net als De Amsterdamse Boys.\n\n\
         Hoofdonderzoeker Iris Vermaat en fractievoorzitter Piet van den Bakker zwegen. De Vries zweeg ook, zei De Vries. \
         Klimatoloog Ingrid De Smet sprak.",
    );
    let (_, listed) = reply(&bot, "!wie");
    insta::assert_snapshot!(listed, @"Het artikel noemt Henk Blokland, Piet Jansen, Iris Vermaat, Piet van den Bakker, De Vries en Ingrid De Smet.");
    for name in [
        "rector Blokland",
        "Henk Blokland",
        "hoofdonderzoeker Vermaat",
    ] {
        let (answer, said) = reply(&bot, &format!("!wie {name}"));
        assert_eq!(answer.verdict, Verdict::Found, "{said}");
    }
    let (answer, said) = reply(&bot, "!wie De Amsterdamse");
    assert_eq!(answer.verdict, Verdict::Maybe, "{said}");
}

#[test]
fn a_quotation_of_a_quotation_has_marks_that_tell_them_apart() {
    for text in [
        "“Het is een zwarte dag”, zei Karin Smit.",
        "Karin Smit zei: “Het is een zwarte dag.”",
        "“Dit is een ‘zwarte dag’”, zei Karin Smit: ‘zwart.’",
    ] {
        let (_, said) = reply(&about(text), "!citaat");
        let shown = said.lines().nth(1).unwrap_or_default().replace("**", "");
        let opening = if text.ends_with('’') { "«" } else { "‘" };
        assert!(shown.starts_with(&format!("{opening}{text}")), "{said}");
    }
}

#[test]
fn a_quotation_of_unknown_speaker_is_shown_as_such() {
    let bot = about("De oppositie noemde Karin Smit “onbekwaam en duur”.");
    let (answer, text) = reply(&bot, "!citaat Smit");
    assert_eq!(answer.verdict, Verdict::Maybe);
    assert!(
        text.contains("Karin Smit wordt in de zin genoemd:"),
        "{text}"
    );
}

#[test]
fn a_quotation_of_unknown_speaker_never_stands_under_somebodys_name() {
    let named = "Karin Smit noemde het “een zwarte dag”.";
    let unknown = "De oppositie noemde Karin Smit “onbekwaam en duur”.";
    let bot = about(&format!("{named} {unknown}"));
    for (line, language, unclear) in [
        ("!citaat", Language::Dutch, "Spreker niet duidelijk"),
        ("!citaat", Language::English, "Speaker not clear"),
        ("!citaat Smit", Language::Dutch, "Spreker niet duidelijk"),
    ] {
        let answer = bot.answer(&parse(line), &common::moderator());
        let narrow = Plain::new().limited(180);
        let dialects: [&dyn Dialect; 4] = [&Plain::new(), &narrow, &Discord, &Matrix];
        for dialect in dialects {
            let text = matrix::plain(&pages(&answer, dialect, language).join("\n"));
            let (_, rest) = text.split_once("een zwarte dag").expect("it is shown");
            let (between, _) = rest.split_once("De oppositie").expect("it is shown");
            let heading = between.lines().rev().nth(1).unwrap_or_default();
            assert_eq!(heading.trim_matches('*'), unclear, "{text}");
        }
    }
    let (_, said) = reply(&about(unknown), "!citaat");
    assert!(!said.contains("Spreker"), "{said}");
}

#[test]
fn names_after_a_verb_of_speech_are_found() {
    for (text, name) in [
        ("“Het is een zwarte dag,” zei Jan de Vries.", "Jan de Vries"),
        ("“Het is een zwarte dag”, aldus Visser.", "Visser"),
        ("“Het is een zwarte dag”, zei Piet de Boer.", "Piet de Boer"),
    ] {
        let (answer, said) = reply(&bot_of(text), &format!("!citaat {name}"));
        assert_eq!(answer.verdict, Verdict::Found, "{said}");
        let label = answer.quotes().next().and_then(|quote| quote.label.clone());
        let label = label.map(|label| label.words(Language::Dutch));
        assert_eq!(label.as_deref(), Some(name), "{text}");
    }
}

#[test]
fn a_typing_error_is_told_with_the_quotations() {
    let (answer, text) = reply(common::bot(), "!citaat Loekasjeko");
    assert_eq!(answer.verdict, Verdict::Found);
    assert!(text.contains("Ik las “Loekasjeko” als"), "{text}");
}

#[test]
fn a_dutch_word_is_no_typing_error_whatever_comes_near_it() {
    let bot = bot_of("Het is financieel roekeloos te lonen, zei wethouder Jan Kramer.");
    for line in [
        "Wat zei de wethouder van Financiën?",
        "Wat zei de wethouder van Wonen?",
    ] {
        let (_, text) = reply(&bot, line);
        assert!(!text.contains("Ik las"), "{text}");
    }
    let paid = bot_of("De brug wordt door de provincie betaald. De snoek is opgegeten.");
    for line in ["Wie betaalt de brug?", "Waarom is de snoek opgevreten?"] {
        let (_, text) = reply(&paid, line);
        assert!(!text.contains("Ik las"), "{text}");
    }
    let (_, text) = reply(&bot, "Wat zei Kamer?");
    assert!(text.contains("Ik las “Kamer” als “Kramer”"), "{text}");
}

#[test]
fn another_first_name_is_asked_back() {
    for (line, asked) in [
        ("!wie Jan Tokajev", "Bedoelde je Tokajev?"),
        ("!wie Aleksandr Grigorian", "Bedoelde je Armen Grigorian?"),
    ] {
        let (answer, text) = reply(common::bot(), line);
        assert_eq!(answer.verdict, Verdict::Maybe, "{line}");
        assert_eq!(text, asked);
    }
}

#[test]
fn what_is_no_person_is_not_answered_as_one() {
    let idle = [
        "De",
        "Ook",
        "Volgens",
        "het",
        "premier van Armenië",
        "Rusland",
    ];
    for name in idle {
        let (answer, text) = reply(common::bot(), &format!("!wie {name}"));
        assert_eq!(answer.verdict, Verdict::None, "{name}: {text}");
        assert_eq!(answer.quotes().count(), 0);
    }
    let (_, text) = reply(common::bot(), "!wie Rusland");
    assert_eq!(text, "Rusland is een land. Probeer !land Rusland.");
    for name in ["CSTO", "Minsk"] {
        let (answer, text) = reply(common::bot(), &format!("!wie {name}"));
        assert_eq!(answer.verdict, Verdict::Maybe, "{name}");
        assert!(
            text.contains("herken ik niet als naam van een persoon, maar het staat wel in"),
            "{text}"
        );
    }
}
