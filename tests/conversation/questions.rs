//! Free questions: found, perhaps, and not told.

use voetnoot::answer::Verdict;
use voetnoot::command::parse;

use super::common;
use super::common::answer;

/// The verdict on a line, and the emphasised words of its first passage.
fn told(line: &str) -> (Verdict, String) {
    let answer = common::bot().answer(&parse(line), &common::moderator());
    let first = answer.passages().into_iter().next();
    let words = first.and_then(|quote| {
        quote
            .passage()
            .text()
            .get(quote.highlights().first()?.clone())
            .map(str::to_owned)
    });
    (answer.verdict, words.unwrap_or_default())
}

#[test]
fn a_question_is_answered_by_the_sentence_that_tells_it() {
    for (question, words) in [
        (
            "Hoeveel militairen stuurde Rusland?",
            "zo’n 2300 militairen",
        ),
        (
            "hoeveel manschappen stuurde armenie",
            "zo’n zeventig manschappen",
        ),
        (
            "Wanneer kwam Pasjinian aan de macht?",
            "in 2018 aan de macht",
        ),
        (
            "Wie is Maria Zacharova?",
            "woordvoerder van het Russisch ministerie",
        ),
        ("Waarom werd Roezachoenov vrijgelaten?", "Na een lobby"),
        (
            "Wat zei Lukashenko over Oezbekistan?",
            "‘internationale terroristen’",
        ),
        ("Who is Lukashenko?", "de illegitieme president van Belarus"),
    ] {
        let (verdict, sentence) = told(question);
        assert_eq!(verdict, Verdict::Found, "{question}");
        assert!(sentence.contains(words), "{question} → {sentence}");
    }
}

#[test]
fn what_the_article_does_not_tell_is_not_made_up() {
    for question in [
        "Wat is de hoofdstad van Frankrijk?",
        "Hoeveel burgers kwamen om bij de protesten in Almaty?",
        "Hoeveel soldaten stuurde Belarus naar Kazachstan?",
        "Wat kost een liter benzine?",
        "Wie won het WK voetbal in 2022?",
        "Hoe maak ik pannenkoeken?",
        "asdf qwer",
    ] {
        assert_ne!(told(question).0, Verdict::Found, "{question}");
    }
    insta::assert_snapshot!(answer("Hoe maak ik pannenkoeken?"), @"
    Dat staat niet in het artikel.

    Met !inhoud zie je wat er wel in staat, met !zoek zoek je op losse woorden.
    ");
}

#[test]
fn a_near_miss_is_never_said_to_be_the_answer() {
    for question in [
        "Wie is de president van Oekraïne?",
        "Who is the president of Ukraine?",
        "Wie is de woordvoerder van het Kazachs ministerie?",
        "Wie is de secretaris van de Kazachse veiligheidsraad?",
        "Wat zei Tokajev over democratie?",
        "Wat zei Bekesjev over humanitaire hulp?",
        "Hoeveel elitetroepen stuurde Armenië?",
        "Hoeveel manschappen stuurde Tadzjikistan naar Kazachstan?",
        "Stuurde Armenië 150 elitetroepen?",
        "Wat is de hoofdstad van Kazachstan?",
        "Wanneer ondertekende Armenië het Veiligheidsverdrag?",
        "Wanneer verliet Tadzjikistan het verbond?",
        "Verliet Oezbekistan de CSTO in 2010?",
        "Hoeveel militanten zijn er langs de noordgrens?",
        "Hoeveel militairen heeft de CSTO?",
        "Waarom verliet Oezbekistan de CSTO in 1999?",
        "Wat zei Pasjinian?",
        "Wat deed Mirzijojev?",
    ] {
        assert_ne!(told(question).0, Verdict::Found, "{question}");
    }
}

#[test]
fn a_question_shows_the_passage_the_place_and_where_else_to_look() {
    insta::assert_snapshot!(answer("Hoeveel elitetroepen zond Kirgizië?"), @"
    “De autoriteiten van Kirgizië besloten uiteindelijk om net als Armenië een kleine troepenmacht naar Kazachstan te sturen. **Zo’n 150 elitetroepen zouden onder de vleugels van de CSTO worden uitgezonden.** Ze zouden vooral overheidsgebouwen moeten bewaken.”
    — Kirgizië, alinea 11

    Zie ook alinea 12 (Kirgizië) en alinea 13 (Kirgizië).

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
}

#[test]
fn a_long_passage_is_trimmed_around_the_answer() {
    insta::assert_snapshot!(answer("Welke export beperkte Oezbekistan?"), @"
    “[…] Daarom was Oezbeeks President Mirzijojev op zichzelf aangewezen om een gevreesd Kazachs spill-over effect naar Oezbekistan voor te zijn. Hopende Kazachse prijsstijgingen en daaropvolgende onrust te voorkomen, hebben de autoriteiten in Tasjkent eerder geplande marktliberaliseringen uitgesteld. **Ook is de export van gas en elektriciteit naar China afgeschaald om mogelijke binnenlandse leveringsproblemen te voorkomen.**”
    — Oezbekistan, alinea 14

    Zie ook alinea 15 (Oezbekistan).

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
}

#[test]
fn questions_about_the_piece_itself_are_answered_by_byline_sources_and_lede() {
    insta::assert_snapshot!(answer("Wie schreef dit stuk?"), @"
    “**door Tijs van de Vijver**”
    — auteursregel

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
    insta::assert_snapshot!(answer("Welke bronnen gebruikt het artikel?"), @"
    “**Bronnen: Belsat, Eurasianet, JAM News, Moscow Times, ODKB-CSTO.org, Pamir Daily.**”
    — bronnenregel

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
    insta::assert_snapshot!(answer("Waar gaat het artikel over?"), @"
    “**Tijdens de videovergadering van de CSTO op maandag 10 januari stemden de lidstaten in met een gezamenlijk militair optreden om de rust in Kazachstan te doen terugkeren.** Hoe staat het met het draagvlak voor dit optreden in de lidstaten?”
    — alinea 1

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
    insta::assert_snapshot!(answer("Wanneer is dit artikel verschenen?"), @"
    Dat staat niet in het artikel.

    Volgens de redactie is het van [januari 2022].
    ");
}

#[test]
fn a_typing_error_is_mended_and_shown() {
    insta::assert_snapshot!(answer("Wat zei Loekasjeko over Oezbekistan?"), @"
    Ik las “Loekasjeko” als “Loekasjenko”.

    “Oezbekistan zou zich na de onrust in Kazachstan wederom op de relatie met Rusland en de CSTO beraden: om snel te kunnen handelen als een Kazachs scenario in zich in Oezbekistan dreigt te voltrekken, spoort Rusland Oezbekistan aan zich weer aan te sluiten bij de CSTO. **Vanuit Minsk waarschuwde Loekasjenko dat Oezbekistan in het bijzonder moet oppassen voor ‘internationale terroristen’ als het buiten de CSTO blijft.** Politiek analisten betwijfelen of Mirzijojev gehoor zal geven aan de aansporing. […]”
    — Oezbekistan, alinea 15

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
}

#[test]
fn the_piece_is_asked_about_by_whatever_name_such_a_piece_has() {
    for piece in [
        "interview",
        "verhaal",
        "bericht",
        "nieuwsbericht",
        "opiniestuk",
        "achtergrondverhaal",
    ] {
        let line = format!("Wie schreef dit {piece}?");
        assert_eq!(answer(&line), answer("Wie schreef dit stuk?"), "{line}");
    }
    for piece in ["reportage", "column", "recensie", "analyse"] {
        let line = format!("Wie schreef deze {piece}?");
        assert_eq!(answer(&line), answer("Wie schreef dit stuk?"), "{line}");
    }
}

#[test]
fn a_greeting_or_nothing_is_met_with_what_could_be_asked() {
    insta::assert_snapshot!(answer("???"), @"Stel een vraag over het artikel, of typ !help.");
    insta::assert_snapshot!(answer("!!!"), @"Stel een vraag over het artikel, of typ !help.");
    for line in [
        "Hoi",
        "hallo!",
        "Goedemorgen",
        "Goedemorgen allemaal",
        "Dank je wel",
        "Hoi, bedankt hoor",
        "Hi",
        "Thanks!",
    ] {
        assert_eq!(answer(line), answer("???"), "{line}");
    }
    for line in ["Hallo, wie is Rachmon?", "Dank aan Rachmon"] {
        assert_ne!(answer(line), answer("???"), "{line}");
    }
}
