//! Decades and years before Christ have their place in the timeline.

use voetnoot::excerpt::Passage;

use super::{about, bot_of, reply};

#[test]
fn decades_and_far_years_stand_in_the_timeline() {
    let bot = bot_of(include_str!(
        "../data/field/19-when-will-and-when-was/bouw.md"
    ));
    insta::assert_snapshot!(reply(&bot, "!tijdlijn"), @"
    350 v.Chr. en jaren 1970
    “In de jaren ’70 kwam er al een pomp, en rond 350 v.Chr. lag hier een dam.”
    — Straks, alinea 3

    1911
    “In 1911 werd de sluis gebouwd.”
    — Vroeger, alinea 2

    2025 en 2027
    “Tussen 2025 en 2027 wordt er gebouwd aan de nieuwe sluis.”
    — Straks, alinea 3
    ");
}

/// The dates of a timeline, in its order.
fn dates(text: &str) -> Vec<String> {
    let said = reply(&about(text), "!tijdlijn");
    let groups = said.split("\n\n").filter_map(|group| group.lines().next());
    groups.map(str::to_owned).collect()
}

#[test]
fn a_decade_is_read_however_it_is_written() {
    for (text, date) in [
        ("In de jaren zeventig kwam er een pomp.", "jaren 1970"),
        ("Eind jaren ’80 kwam er een pomp.", "jaren 1980"),
        ("Begin jaren 90 kwam er een pomp.", "jaren 1990"),
        ("In de jaren 1870 kwam er een pomp.", "jaren 1870"),
        (
            "In de jaren vijftig en zestig kwam er een pomp.",
            "jaren 1950 en jaren 1960",
        ),
        ("In ’68 kwam er een pomp.", "1968"),
        ("Rond 52 voor Christus lag hier een dam.", "52 v.Chr."),
        ("De dam is van 70 n.Chr. en later.", "70"),
        ("De dam is van 350 v. Chr.", "350 v.Chr."),
    ] {
        assert_eq!(dates(text), [date], "{text}");
    }
}

#[test]
fn what_only_looks_like_a_decade_is_none() {
    for text in [
        "Zij werkte er jaren 30 uur in de week.",
        "Na jaren twintig mensen.",
        "Hij las ‘20 dagen’ uit.",
        "Ze kwamen met 350 voor de deur.",
        "Er waren 70 na afloop.",
    ] {
        let said = dates(text);
        assert!(
            said.iter()
                .all(|date| !date.contains("jaren") && !date.contains("Chr")),
            "{text}: {said:?}"
        );
    }
}

#[test]
fn a_question_about_the_future_fits_what_is_yet_to_come() {
    let bot = bot_of(include_str!(
        "../data/field/19-when-will-and-when-was/bouw.md"
    ));
    let article = &bot.library().articles()[0];
    for (line, fitting) in [
        ("Wanneer wordt er gebouwd?", [None, Some(false), Some(true)]),
        ("Wanneer werd er gebouwd?", [None, Some(true), Some(false)]),
    ] {
        let question = bot.engine().understand(line);
        let first = |passage: Passage| question.fits_time(&passage, &passage.sentences()[0]);
        let found: Vec<Option<bool>> = Passage::all(article).map(first).collect();
        assert_eq!(found, fitting, "{line}");
    }
}

#[test]
fn what_is_yet_to_come_is_answered_with_what_is_yet_to_come() {
    let bot = bot_of(include_str!(
        "../data/field/19-when-will-and-when-was/bouw.md"
    ));
    insta::assert_snapshot!(reply(&bot, "Wanneer wordt er gebouwd?"), @"
    “**Tussen 2025 en 2027 wordt er gebouwd aan de nieuwe sluis.** In de jaren ’70 kwam er al een pomp, en rond 350 v.Chr. lag hier een dam.”
    — Straks, alinea 3
    ");
    insta::assert_snapshot!(reply(&bot, "Wanneer werd er gebouwd?"), @"
    “**In 1911 werd de sluis gebouwd.**”
    — Vroeger, alinea 2

    Zie ook alinea 3 (Straks).
    ");
}

#[test]
fn a_question_about_one_side_of_now_is_not_answered_from_the_other() {
    let school = "In 1998 opende de school haar deuren.\n\nIn september 2026 opent de school een tweede gebouw.";
    let council = "De raad vergadert op 12 juni over de haven.\n\nOp 3 april vergaderde de raad over de haven.";
    let mill = "De molen sloot in 2003 voor het publiek. De molen sluit in 2025 voor het publiek.";
    for (text, line, answer) in [
        (school, "Wanneer opent de school?", "2026"),
        (school, "Wanneer opende de school haar deuren?", "1998"),
        (
            council,
            "Wanneer vergadert de raad over de haven?",
            "12 juni",
        ),
        (
            council,
            "Wanneer vergaderde de raad over de haven?",
            "3 april",
        ),
        (mill, "Wanneer sluit de molen?", "2025"),
        (mill, "Wanneer sloot de molen?", "2003"),
    ] {
        let said = reply(&about(text), line);
        let best = said.split("**").nth(1).unwrap_or_default();
        assert!(best.contains(answer), "{line}: {said}");
    }
}

#[test]
fn a_time_on_the_other_side_is_still_shown_where_there_is_no_other() {
    let bot = about("De brug is oud. In 1911 werd de brug gebouwd.");
    insta::assert_snapshot!(reply(&bot, "Wanneer wordt de brug gebouwd?"), @"
    Ik weet het niet zeker. Dit kan je antwoord zijn:

    “De brug is oud. **In 1911 werd de brug gebouwd.**”
    — alinea 1
    ");
}
