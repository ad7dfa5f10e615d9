//! Running prose mentions a country only where its writer did.

use std::collections::BTreeSet;

use voetnoot::lexicon::mentions::{Case, MentionKind, mentions};
use voetnoot::lexicon::words::is_word;

const TERRITORIES: &str = include_str!("../index/lexicon/territories.tsv");
const COUNTRIES: &str = include_str!("../index/lexicon/countries.tsv");

#[test]
fn prose_mentions_names_adjectives_inhabitants_and_capitals() {
    assert_eq!(
        found(
            "In Moskou zeiden Russische en Kirgizische leiders dat de Kazachen en Kirgiziërs vrij zijn.",
            Case::Strict
        ),
        "Moskou=RU capital, Russische=RU adjective, Kirgizische=KG adjective, Kazachen=KZ inhabitant, Kirgiziërs=KG inhabitant"
    );
    assert_eq!(
        found("Armenie, Kirgizie en OEZBEKISTAN", Case::Strict),
        "Armenie=AM, Kirgizie=KG, OEZBEKISTAN=UZ"
    );
    assert_eq!(
        found("Kirgizie\u{308} en de VS.", Case::Strict),
        "Kirgizie\u{308}=KG, VS=US"
    );
}

#[test]
fn the_longest_name_counts() {
    for (text, expected) in [
        ("Zuid-Koreaanse", "Zuid-Koreaanse=KR adjective"),
        ("Noord-Korea", "Noord-Korea=KP"),
        ("de Wit-Russen", "Wit-Russen=BY inhabitant"),
        ("Papoea-Nieuw-Guinea", "Papoea-Nieuw-Guinea=PG"),
        ("Rusland-expert", "Rusland=RU"),
        ("anti-Russische", "Russische=RU adjective"),
        (
            "Kirgizisch-Tadzjiekse",
            "Kirgizisch=KG adjective, Tadzjiekse=TJ adjective",
        ),
        ("Rusland. Korea", "Rusland=RU"),
        ("CSTO-lidstaten", ""),
    ] {
        assert_eq!(found(text, Case::Strict), expected, "{text}");
    }
}

#[test]
fn possessives_count_without_their_ending() {
    let text = "Ruslands buren, Kazachstans leider, Belarus’ grens, China's rol, Moskous macht";
    assert_eq!(
        found(text, Case::Strict),
        "Rusland=RU, Kazachstan=KZ, Belarus=BY, China=CN, Moskou=RU capital"
    );
}

#[test]
fn ordinary_words_are_no_countries() {
    for text in [
        "Is het zo? De man en de oma. Man, Oma en Na. As my in to no be.",
        "Let op. Pool van auto's. Est modus. Fin! Rus in urbe. «Let wel.»",
        "Frans Timmermans sprak. Ook Frans Hals. Sprak hij Frans?",
        "In Zuid-Amerika, Latijns-Amerikaanse landen en New Mexico.",
        "Michael Jordan uit Georgia. De Indische Oceaan.",
        "Congo, Guinee, de Koreaanse leider en Soedan.",
        "De Verenigde Naties, de VN en de EU.",
        "Vs. of us, rusland en china. Россия, Deutschland.",
        "Russendom, Chinatown, Irakees1, Polenaar",
    ] {
        assert_eq!(found(text, Case::Strict), "", "{text}");
    }
    assert_eq!(
        found("Een Let, een Pool en het Frans leger", Case::Strict),
        "Let=LV inhabitant, Pool=PL inhabitant, Frans=FR adjective"
    );
}

#[test]
fn a_question_in_lower_case_mentions_countries_too() {
    for (text, expected) in [
        (
            "wat deed rusland in kazachstan?",
            "rusland=RU, kazachstan=KZ",
        ),
        (
            "waarom kwamen de kirgiziers en wit-russische troepen",
            "kirgiziers=KG inhabitant, wit-russische=BY adjective",
        ),
        (
            "hoe reageert canada op zweden en oekraines president",
            "canada=CA, zweden=SE, oekraine=UA",
        ),
        ("is de man in oman, let op de chili en de pool", ""),
        ("wat gebeurt er in korea en zuid-amerika", ""),
        ("wie was er in rome", ""),
        ("in Iran en in iran", "Iran=IR"),
    ] {
        assert_eq!(found(text, Case::Loose), expected, "{text}");
    }
}

/// Words that OpenTaal has in lower case and that mean a country in a question typed so, all the same.
#[test]
fn ordinary_words_that_count_in_lower_case_are_few() {
    let mut counting = BTreeSet::new();
    for row in COUNTRIES.lines().filter(|line| !line.starts_with('#')) {
        for name in row.split('\t').skip(2).flat_map(|cell| cell.split('|')) {
            let lower = name.to_lowercase();
            if is_word(&lower) && !mentions(&lower, Case::Loose).is_empty() {
                counting.insert(lower);
            }
        }
    }
    assert_eq!(
        Vec::from_iter(counting).join(" "),
        "afghaan amerikaan antarctisch birmaan brits canada canadees ceylon chinees chinezen cubaan \
         engels fransman griek ijslanders italiaan japanner malta maltezer pakistaan russen turken \
         vietnamees yankee zuidpoolgebied zweden"
    );
}

#[test]
fn any_text_is_read_without_panic_and_in_ranges_of_whole_characters() {
    let text: String = TERRITORIES
        .split('|')
        .step_by(7)
        .collect::<Vec<_>>()
        .join(" Wit-\u{308}Rusland’\u{200d}s. ");
    for case in [Case::Strict, Case::Loose] {
        let found = mentions(&text, case);
        assert!(found.len() > 100);
        assert!(
            found
                .iter()
                .all(|mention| text.get(mention.range.clone()).is_some())
        );
        assert!(
            found
                .windows(2)
                .all(|pair| pair[0].range.end <= pair[1].range.start)
        );
    }
    for odd in [
        "",
        " ",
        "\u{308}",
        "R",
        "’",
        "🇰",
        "🏴",
        ":flag_:",
        "de ",
        "\0",
        "ﷺ",
        &"Rusland-".repeat(10_000),
    ] {
        mentions(odd, Case::Loose);
    }
}

/// What a text mentions, in short.
fn found(text: &str, case: Case) -> String {
    let told: Vec<String> = mentions(text, case)
        .into_iter()
        .map(|mention| {
            let kind = match mention.kind {
                MentionKind::Name => "",
                MentionKind::Adjective => " adjective",
                MentionKind::Inhabitant => " inhabitant",
                MentionKind::Capital => " capital",
            };
            format!(
                "{}={}{kind}",
                text.get(mention.range).expect("whole characters"),
                mention.country.code()
            )
        })
        .collect();
    told.join(", ")
}
