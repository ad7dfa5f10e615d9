//! Promise: sentences are the text, whole and in order, and a quotation stands in one of them.

use proptest::prelude::*;
use voetnoot::article::{Library, quotations, sentences};

/// The sentences, one a line, with line ends made visible.
fn split(text: &str) -> String {
    let shown = |range| {
        text.get(range)
            .unwrap_or("not a range of the text")
            .trim_end()
            .replace('\n', "⏎")
    };
    sentences(text)
        .into_iter()
        .map(shown)
        .collect::<Vec<_>>()
        .join("\n")
}

/// What stands between the marks of the quotations.
fn quoted(text: &str) -> Vec<&str> {
    quotations(text)
        .into_iter()
        .map(|quotation| {
            text.get(quotation.inner)
                .unwrap_or("not a range of the text")
        })
        .collect()
}

#[test]
fn the_quotations_of_the_bundled_article_are_exactly_these() {
    let library = Library::bundled();
    let mut all = Vec::new();
    for paragraph in library.articles()[0].paragraphs() {
        let text = |range: &std::ops::Range<usize>| {
            paragraph.text().get(range.clone()).unwrap_or_default()
        };
        all.extend(
            paragraph
                .quotations()
                .iter()
                .map(|quotation| format!("{} {}", paragraph.label(), text(&quotation.inner))),
        );
    }
    insta::assert_snapshot!(all.join("\n"), @"
    2 de Russiche NAVO,
    4 20.000 lokale en buitenlandse gewapende en getrainde bandieten
    4 hyena’s
    4 in golven
    7 de veiligheidsmechanismen van CSTO naar behoren werken.
    7 een terroristisch proces
    8 instrument van wraak tegen een Turks land.
    9 democratie, vrijheid, enzovoorts.
    9 zich op hun knieën moeten verontschuldigen bij het leger.
    9 nu begrijpen we wat ook hier had kunnen gebeuren.
    10 Geweldig. Goed gedaan Kazachen, we hebben hen hier ook nodig!
    12 intern conflict
    12 de imperiale ambities van het Kremlin
    13 internationaal terrorist.
    14 strategische plannen van de CSTO in Afghanistan
    15 internationale terroristen
    15 Oezbekistan zich voor hulp zal richten tot Rusland, niet tot de CSTO. Oezbekistan zal zich niet aansluiten bij militaire of politieke blokken.
    16 internationale terroristen
    16 sleeper cells
    17 Kazachs scenario
    ");
}

#[test]
fn the_hard_sentences_of_the_bundled_article_stay_whole() {
    let library = Library::bundled();
    let article = &library.articles()[0];
    let sentences = |label: &str| {
        split(article.paragraphs()[article.labelled(label).expect("it is there")].text())
    };
    insta::assert_snapshot!(sentences("10"), @"
    Overigens wordt bijval voor de Kazachse demonstranten niet getolereerd in het Belarus van Loekasjenko.
    Zo is een Belarussische sympathisant die op 5 januari de boodschap ‘Geweldig. Goed gedaan Kazachen, we hebben hen hier ook nodig!’ [Класс. Казахи Молодцы, их к нам надо!!!] de wereld instuurde opgepakt.
    Het is niet bekend hoe de aanklacht tegen hem luidt, noch waar hij gevangen is.
    ");
    insta::assert_snapshot!(sentences("15"), @"
    Oezbekistan zou zich na de onrust in Kazachstan wederom op de relatie met Rusland en de CSTO beraden: om snel te kunnen handelen als een Kazachs scenario in zich in Oezbekistan dreigt te voltrekken, spoort Rusland Oezbekistan aan zich weer aan te sluiten bij de CSTO.
    Vanuit Minsk waarschuwde Loekasjenko dat Oezbekistan in het bijzonder moet oppassen voor ‘internationale terroristen’ als het buiten de CSTO blijft.
    Politiek analisten betwijfelen of Mirzijojev gehoor zal geven aan de aansporing.
    Zo voorspelde Bachtijor Ergasjev, directeur van het Oezbeekse onderzoekscentrum Ma’no, op 11 januari in gesprek met het Russische persbureau Sputnik News dat ‘Oezbekistan zich voor hulp zal richten tot Rusland, niet tot de CSTO. Oezbekistan zal zich niet aansluiten bij militaire of politieke blokken.’
    ");
    insta::assert_snapshot!(sentences("foto-1"), @"
    De leiders van de CSTO-lidstaten tijdens het spoedberaad op maandag 10 januari.
    Rechtsmidden Stanislav Zas, de secretaris-generaal van de organisatie. (Akorda.kz)
    ");
}

#[test]
fn a_stop_question_mark_or_exclamation_mark_ends_a_sentence() {
    insta::assert_snapshot!(split("Ja. Nee! Echt?! Goed."), @"
    Ja.
    Nee!
    Echt?!
    Goed.
    ");
    insta::assert_snapshot!(split("Dat was in 2018. Daarna niet meer. 20 mensen bleven. ’s Avonds ook. iPhones niet."), @"
    Dat was in 2018.
    Daarna niet meer.
    20 mensen bleven.
    ’s Avonds ook.
    iPhones niet.
    ");
    insta::assert_snapshot!(split("‘Kom!’ riep hij. ‘Waarom?’ Hij zweeg. “Daarom.” (Zo ging dat.) Einde."), @"
    ‘Kom!’ riep hij.
    ‘Waarom?’
    Hij zweeg.
    “Daarom.”
    (Zo ging dat.)
    Einde.
    ");
    insta::assert_snapshot!(split("Hij dacht na… Toen ging hij … en zweeg. Hij zei … Nederland."), @"
    Hij dacht na…
    Toen ging hij … en zweeg.
    Hij zei … Nederland.
    ");
    insta::assert_snapshot!(split("De nota.[5] Een tweede noot.[12 ] Einde"), @"
    De nota.[5]
    Een tweede noot.[12 ]
    Einde
    ");
}

#[test]
fn abbreviations_initials_and_numbers_do_not() {
    insta::assert_snapshot!(split("Dhr. J.P. Balkenende en mevr. drs. A. de Vries, d.w.z. prof. dr. Jansen. Punt."), @"
    Dhr. J.P. Balkenende en mevr. drs. A. de Vries, d.w.z. prof. dr. Jansen.
    Punt.
    ");
    insta::assert_snapshot!(split("Zie art. 5 en blz. 12, t/m nr. 20.000, o.a. De Telegraaf, ca. 3.5 keer max. 10. Punt."), @"
    Zie art. 5 en blz. 12, t/m nr. 20.000, o.a. De Telegraaf, ca. 3.5 keer max. 10.
    Punt.
    ");
    insta::assert_snapshot!(split("Op 10 jan. 2022 kwam St. Nicolaas i.v.m. Kerst. Op 10 januari jl. Daarna niet."), @"
    Op 10 jan. 2022 kwam St. Nicolaas i.v.m. Kerst.
    Op 10 januari jl.
    Daarna niet.
    ");
    insta::assert_snapshot!(split("Peren, appels enz. De rest. In de V.S. Daar is Shell N.V. Gevestigd. De VS. Einde. Vitamine C. Goed."), @"
    Peren, appels enz.
    De rest.
    In de V.S.
    Daar is Shell N.V.
    Gevestigd.
    De VS.
    Einde.
    Vitamine C.
    Goed.
    ");
    insta::assert_snapshot!(split("Zie www.nos.nl en Akorda.kz. Dat is bol.com. Klaar."), @"
    Zie www.nos.nl en Akorda.kz.
    Dat is bol.com.
    Klaar.
    ");
    insta::assert_snapshot!(split("Twee redenen: 1. De eerste. 2. De tweede. Voor Jan. Hij was het."), @"
    Twee redenen: 1. De eerste.
    2. De tweede.
    Voor Jan.
    Hij was het.
    ");
}

#[test]
fn brackets_and_quotations_stay_in_one_sentence() {
    insta::assert_snapshot!(split("Hij zei: ‘Ik ga. Nu meteen. Dag!’ en ging (Waarheen? Dat weet niemand.) weg. Zij bleef."), @"
    Hij zei: ‘Ik ga. Nu meteen. Dag!’ en ging (Waarheen? Dat weet niemand.) weg.
    Zij bleef.
    ");
    insta::assert_snapshot!(split("Zie de brief van 5 april jl. (Kamerstuk 25 295, nr. 1825). Een tweede zin."), @"
    Zie de brief van 5 april jl. (Kamerstuk 25 295, nr. 1825).
    Een tweede zin.
    ");
}

#[test]
fn a_quotation_of_many_sentences_is_broken_inside() {
    let long = format!(
        "‘{}Klaar.’ Hij ging.",
        "Dit is een zin van een lang citaat. ".repeat(12)
    );
    assert_eq!(sentences(&long).len(), 14);
    let short = format!(
        "‘{}Klaar.’ Hij ging.",
        "Dit is een zin van een lang citaat. ".repeat(10)
    );
    assert_eq!(sentences(&short).len(), 2);
}

#[test]
fn lines_of_a_list_and_blank_lines_end_a_sentence_and_wrapped_lines_do_not() {
    insta::assert_snapshot!(split("Neem mee:\n- een paspoort;\n- een foto\nLet op het volgende:\n1. Bel eerst.\n2. Kom dan."), @"
    Neem mee:
    - een paspoort;
    - een foto
    Let op het volgende:
    1. Bel eerst.
    2. Kom dan.
    ");
    insta::assert_snapshot!(split("Een regel die\nverder gaat in\nNederland. En\n\n  een kop\n\nTekst."), @"
    Een regel die⏎verder gaat in⏎Nederland.
    En
    een kop
    Tekst.
    ");
}

#[test]
fn white_space_belongs_to_the_sentence_before_it() {
    assert_eq!(sentences("  Ja.  Nee. \n"), [0..7, 7..13]);
    assert!(sentences("").is_empty());
}

#[test]
fn every_pair_of_marks_gives_a_quotation() {
    let text = "Hij zei ‘een’, “twee”, „drie”, „vier“, \"vijf\", 'zes', «zeven», »acht« en ‘de \"negende\"’.";
    assert_eq!(
        quoted(text),
        [
            "een",
            "twee",
            "drie",
            "vier",
            "vijf",
            "zes",
            "zeven",
            "acht",
            "de \"negende\""
        ]
    );
    let outer = quotations("zo ‘een’.").remove(0).outer;
    assert_eq!("zo ‘een’.".get(outer), Some("‘een’"));
}

#[test]
fn an_apostrophe_is_no_quotation_mark() {
    for text in [
        "zo’n hyena’s van Ma’no ’s avonds in ’t donker bij Tokajevs’ huis",
        "‘s-Gravenhage en ‘t Gooi, ‘s avonds, hyena’s en Tokajevs’",
        "'s avonds in 't huis en 'n foto's van Max' auto's",
        "de jaren ’80 en de jaren ‘90 van Boris’ tijd",
        "een plank van 5\" bij 6\" en 3'",
    ] {
        assert_eq!(quoted(text), Vec::<&str>::new(), "{text}");
    }
    assert_eq!(
        quoted("‘’s Avonds zo’n foto’s’ en 'auto's in 't dorp' op"),
        ["’s Avonds zo’n foto’s", "auto's in 't dorp"]
    );
    assert_eq!(
        quoted("‘hyena’s’ ‘in golven’ en de letter ‘O’"),
        ["hyena’s", "in golven", "O"]
    );
}

#[test]
fn a_mark_that_is_not_closed_gives_nothing() {
    for text in [
        "‘open",
        "“open\n\nen ” dicht",
        "open’",
        "«open « »",
        "‘’",
        "\"\"",
        "‘ ’",
    ] {
        assert_eq!(quoted(text), Vec::<&str>::new(), "{text}");
    }
    assert_eq!(quoted("‘open en ‘dicht’"), ["dicht"]);
}

#[test]
fn texts_of_nothing_but_marks_take_no_longer_than_others() {
    for part in [
        ". ", ".(", "‘", "\"a ", "[ ", "\n", ". \n", ".’ ", "…", "a. ( ", "' ", "„a ", "(a. ",
        "a.[",
    ] {
        let text = part.repeat(200_000 / part.len());
        let joined: usize = sentences(&text).into_iter().map(|range| range.len()).sum();
        assert_eq!(joined, text.len(), "{part:?}");
    }
}

/// Texts of the things that sentences are made of.
fn dutch() -> impl Strategy<Value = String> {
    const PARTS: &[&str] = &[
        "Ja", "nee", "Hij", "dhr", "J.P", "o.a", "’s", "zo’n", "20.000", "1", "enz", " ", " ", " ",
        ". ", ".", "! ", "? ", "…", "...", "\n", "\n\n", "\n- ", "‘", "’", "“", "”", "\"", "'",
        "«", "»", "(", ")", "[", "]", "é", "Ж", "𝔸", "e\u{301}", ",", ": ", "\u{a0}",
    ];
    prop::collection::vec(prop::sample::select(PARTS), 0..60).prop_map(|parts| parts.concat())
}

fn assert_partition(text: &str) -> Result<(), TestCaseError> {
    let mut end = 0;
    for sentence in sentences(text) {
        prop_assert_eq!(sentence.start, end);
        prop_assert!(sentence.end > sentence.start && text.is_char_boundary(sentence.end));
        end = sentence.end;
        let last = end == text.len();
        prop_assert!(
            last || !text
                .get(end..)
                .unwrap_or_default()
                .starts_with(char::is_whitespace)
        );
    }
    prop_assert_eq!(end, text.len());
    Ok(())
}

fn assert_quotations_hold(text: &str) -> Result<(), TestCaseError> {
    let mut end = 0;
    for quotation in quotations(text) {
        prop_assert!(quotation.outer.start >= end && quotation.outer.start < quotation.inner.start);
        prop_assert!(!quotation.inner.is_empty() && quotation.inner.end < quotation.outer.end);
        prop_assert!(
            text.get(quotation.inner).is_some() && text.get(quotation.outer.clone()).is_some()
        );
        end = quotation.outer.end;
        let cut = sentences(text)
            .into_iter()
            .any(|sentence| quotation.outer.start < sentence.end && sentence.end < end);
        prop_assert!(
            !cut || quotation.outer.len() > 400,
            "a sentence ends inside a quotation"
        );
    }
    Ok(())
}

proptest! {
    #[test]
    fn the_sentences_of_any_text_are_a_partition_of_it(text in any::<String>()) {
        assert_partition(&text)?;
        assert_quotations_hold(&text)?;
    }

    #[test]
    fn the_sentences_of_dutch_text_are_a_partition_of_it(text in dutch()) {
        assert_partition(&text)?;
        assert_quotations_hold(&text)?;
    }
}
