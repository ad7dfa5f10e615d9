//! Promise: a date is read as Dutch writes it, and what only looks like one is left alone.

use proptest::prelude::*;
use voetnoot::lexicon::dates::{Date, dates};
use voetnoot::lexicon::tense::{Tense, tense};

fn shown(date: Date) -> String {
    let part = |part: Option<u8>| part.map_or("--".to_owned(), |part| format!("{part:02}"));
    let year = date.year.map_or("----".to_owned(), |year| year.to_string());
    format!("{year}-{}-{}", part(date.month), part(date.day))
}

/// Each text with its dates and the words that give them.
fn gallery(texts: &[&str]) -> String {
    let found = |text: &&str| {
        let mention = |mention: voetnoot::lexicon::dates::DateMention| {
            format!(
                "{} ({})",
                shown(mention.date),
                text.get(mention.range).unwrap_or("not a range of the text")
            )
        };
        let mentions: Vec<String> = dates(text).into_iter().map(mention).collect();
        format!("{text}: {}", mentions.join(", "))
    };
    texts.iter().map(found).collect::<Vec<_>>().join("\n")
}

#[test]
fn days_are_read_with_and_without_a_year() {
    insta::assert_snapshot!(gallery(&[
        "op maandag 10 januari kwam",
        "Op woensdag, 5 Januari 2022.",
        "op 10 jan. 2022 en 3 mrt. Daarna",
        "de 1ste mei, 8e juni",
        "vrijdag de 13 mei 2022",
        "29 februari en 29 februari 2021 en 31 april",
        "Am 14 juli 1789",
    ]), @"
    op maandag 10 januari kwam: -----01-10 (maandag 10 januari)
    Op woensdag, 5 Januari 2022.: 2022-01-05 (woensdag, 5 Januari 2022)
    op 10 jan. 2022 en 3 mrt. Daarna: 2022-01-10 (10 jan. 2022), -----03-03 (3 mrt)
    de 1ste mei, 8e juni: -----05-01 (1ste mei), -----06-08 (8e juni)
    vrijdag de 13 mei 2022: 2022-05-13 (vrijdag de 13 mei 2022)
    29 februari en 29 februari 2021 en 31 april: -----02-29 (29 februari)
    Am 14 juli 1789: 1789-07-14 (14 juli 1789)
    ");
}

#[test]
fn several_days_share_a_month_and_a_year() {
    insta::assert_snapshot!(gallery(&[
        "1 en 2 maart 2020",
        "van 5 tot 10 januari",
        "van 5 t/m 10 januari 2022",
        "5 tot en met 10 januari",
        "1, 2 en 3 mei",
        "10-12 mei 2021",
        "maandag 5 en dinsdag 6 april",
        "van 30 december 2021 tot 5 januari 2022",
        "Artikel 4, 5 januari",
    ]), @"
    1 en 2 maart 2020: 2020-03-01 (1), 2020-03-02 (2 maart 2020)
    van 5 tot 10 januari: -----01-05 (5), -----01-10 (10 januari)
    van 5 t/m 10 januari 2022: 2022-01-05 (5), 2022-01-10 (10 januari 2022)
    5 tot en met 10 januari: -----01-05 (5), -----01-10 (10 januari)
    1, 2 en 3 mei: -----05-01 (1), -----05-02 (2), -----05-03 (3 mei)
    10-12 mei 2021: 2021-05-10 (10), 2021-05-12 (12 mei 2021)
    maandag 5 en dinsdag 6 april: -----04-05 (maandag 5), -----04-06 (6 april)
    van 30 december 2021 tot 5 januari 2022: 2021-12-30 (30 december 2021), 2022-01-05 (5 januari 2022)
    Artikel 4, 5 januari: -----01-05 (5 januari)
    ");
}

#[test]
fn days_in_digits_and_in_english_are_read() {
    insta::assert_snapshot!(gallery(&[
        "2022-01-10, 10-01-2022, 10/1/2022 en 10.1.2022",
        "2022-13-01 en 1-2-3 en 10-01-2022-5 en 10/1-2022",
        "January 10, 2022 and 10 January and March 3",
        "September 11, 2001, in september 20 mensen",
        "10th of",
    ]), @"
    2022-01-10, 10-01-2022, 10/1/2022 en 10.1.2022: 2022-01-10 (2022-01-10), 2022-01-10 (10-01-2022), 2022-01-10 (10/1/2022), 2022-01-10 (10.1.2022)
    2022-13-01 en 1-2-3 en 10-01-2022-5 en 10/1-2022: 
    January 10, 2022 and 10 January and March 3: 2022-01-10 (January 10, 2022), -----01-10 (10 January), -----03-03 (March 3)
    September 11, 2001, in september 20 mensen: 2001-09-11 (September 11, 2001), -----09--- (september)
    10th of:
    ");
}

#[test]
fn months_are_read_and_doubtful_ones_need_company() {
    insta::assert_snapshot!(gallery(&[
        "in januari 2022 en in februari",
        "mei 2021, in mei, 3 mei, mrt 2020, de mrt",
        "he may march in August",
        "begin maart",
        "jan en dec",
    ]), @"
    in januari 2022 en in februari: 2022-01--- (januari 2022), -----02--- (februari)
    mei 2021, in mei, 3 mei, mrt 2020, de mrt: 2021-05--- (mei 2021), -----05--- (mei), -----05-03 (3 mei), 2020-03--- (mrt 2020)
    he may march in August: 
    begin maart: -----03--- (maart)
    jan en dec:
    ");
}

#[test]
fn a_year_that_is_said_by_its_distance_is_counted_from_publication() {
    let published = Date {
        year: Some(2026),
        month: Some(1),
        day: Some(14),
    };
    let completed = |text: &str| {
        let found = dates(text);
        let completed = found
            .iter()
            .map(|mention| mention.completed(published, tense(text, &mention.range)).0);
        completed.map(shown).collect::<Vec<_>>().join(", ")
    };
    let texts = [
        "In maart vorig jaar begon de ruzie.",
        "Vorig jaar in maart, dit jaar op 3 mei en volgend jaar juni.",
        "Hij loopt tot 1 augustus volgend jaar.",
        "tussen maart en augustus vorig jaar",
        "tussen november en maart volgend jaar",
        "Op 24 december vorig jaar, in december en in maart.",
        "Vorig jaar groeide de stad, en in maart was het feest.",
    ];
    let shown: Vec<String> = texts.iter().map(|text| completed(text)).collect();
    insta::assert_snapshot!(shown.join("\n"), @"
    2025-03---
    2025-03---, 2026-05-03, 2027-06---
    2027-08-01
    2025-03---, 2025-08---
    -----11---, 2027-03---
    2025-12-24, -----12---, -----03---
    2025-03---
    ");
}

#[test]
fn a_bare_year_needs_a_word_that_years_follow() {
    insta::assert_snapshot!(gallery(&[
        "in 1999 af, sinds 2018, eind 2021, begin 2022, medio 2020, rond 1950",
        "tussen 2018 en 2020, van 2010 tot 2012, 2018",
        "(2018) (2018-2020) (Jansen, 2019) (zo’n 2000)",
        "tot en met 2023; het vergaderjaar 2021–2022",
        "in 2018, 2019 en 2020",
        "het jaar 2000 en de zomer van 2021",
        "in 2018 € 35 miljoen",
    ]), @"
    in 1999 af, sinds 2018, eind 2021, begin 2022, medio 2020, rond 1950: 1999------ (1999), 2018------ (2018), 2021------ (2021), 2022------ (2022), 2020------ (2020), 1950------ (1950)
    tussen 2018 en 2020, van 2010 tot 2012, 2018: 2018------ (2018), 2020------ (2020), 2010------ (2010), 2012------ (2012), 2018------ (2018)
    (2018) (2018-2020) (Jansen, 2019) (zo’n 2000): 2018------ (2018), 2018------ (2018), 2020------ (2020), 2019------ (2019)
    tot en met 2023; het vergaderjaar 2021–2022: 2023------ (2023), 2021------ (2021), 2022------ (2022)
    in 2018, 2019 en 2020: 2018------ (2018), 2019------ (2019), 2020------ (2020)
    het jaar 2000 en de zomer van 2021: 2000------ (2000), 2021------ (2021)
    in 2018 € 35 miljoen: 2018------ (2018)
    ");
}

#[test]
fn what_only_looks_like_a_date_is_left_alone() {
    insta::assert_snapshot!(gallery(&[
        "zo’n 2300 militairen en 2000 soldaten",
        "in 2000 gevallen, voor 1995 euro, van 2000 woningen, na 2000 jaar",
        "in 1850 en in 2150",
        "20.000 mensen, 2018.5, in 2018.000",
        "Artikel 4 van 12",
        "om 10.30 uur",
        "32 januari, 0 mei",
        "F-2000 en in 2018versie",
    ]), @"
    zo’n 2300 militairen en 2000 soldaten: 
    in 2000 gevallen, voor 1995 euro, van 2000 woningen, na 2000 jaar: 
    in 1850 en in 2150: 
    20.000 mensen, 2018.5, in 2018.000: 
    Artikel 4 van 12: 
    om 10.30 uur: 
    32 januari, 0 mei: -----01--- (januari)
    F-2000 en in 2018versie:
    ");
}

#[test]
fn a_date_without_a_year_takes_the_nearest() {
    let january = Date {
        year: Some(2022),
        month: Some(1),
        day: None,
    };
    let completed = |month: u8, day: Option<u8>, published: Date| {
        let (date, supplied) = Date {
            year: None,
            month: Some(month),
            day,
        }
        .completed(published);
        format!("{} {supplied}", shown(date))
    };
    assert_eq!(completed(1, Some(10), january), "2022-01-10 true");
    assert_eq!(completed(12, Some(31), january), "2021-12-31 true");
    assert_eq!(completed(6, None, january), "2022-06--- true");
    assert_eq!(
        completed(7, None, january),
        "2021-07--- true",
        "as near in the past as in the future"
    );
    assert_eq!(completed(2, Some(29), january), "2020-02-29 true");
    let year = Date {
        year: Some(2022),
        month: None,
        day: None,
    };
    assert_eq!(completed(12, Some(31), year), "2022-12-31 true");
    assert_eq!(
        completed(
            12,
            Some(31),
            Date {
                year: None,
                month: None,
                day: None
            }
        ),
        "-----12-31 false"
    );
    let whole = Date {
        year: Some(1999),
        month: None,
        day: None,
    };
    assert_eq!(whole.completed(january), (whole, false));
}

#[test]
fn the_tense_says_on_which_side_of_publication_a_date_without_a_year_lies() {
    let published = Date {
        year: Some(2025),
        month: Some(3),
        day: Some(22),
    };
    let told = |month: u8, tense: Tense| {
        let date = Date {
            year: None,
            month: Some(month),
            day: None,
        };
        shown(date.told(published, tense).0)
    };
    let months = [2, 3, 4];
    let line = |tense| months.map(|month| told(month, tense)).join(", ");
    assert_eq!(line(Tense::Past), "2025-02---, 2025-03---, 2024-04---");
    assert_eq!(line(Tense::Present), "2026-02---, 2025-03---, 2025-04---");
    assert_eq!(line(Tense::Habit), "-----02---, -----03---, -----04---");
    assert_eq!(line(Tense::Unclear), "-----02---, 2025-03---, -----04---");
}

#[test]
fn dates_sort_as_a_timeline() {
    let date = |year, month, day| Date {
        year: Some(year),
        month,
        day,
    };
    let mut dates = [
        date(2022, Some(1), Some(10)),
        date(2022, None, None),
        date(1999, None, None),
        date(2022, Some(1), None),
    ];
    dates.sort();
    assert_eq!(
        dates.map(shown).join(" "),
        "1999------ 2022------ 2022-01--- 2022-01-10"
    );
}

proptest! {
    #[test]
    fn the_dates_of_any_text_exist_and_stand_in_it_in_order(
        text in prop_oneof![any::<String>(), prop::collection::vec(prop::sample::select(PARTS), 0..20).prop_map(|parts| parts.concat())],
    ) {
        let mut end = 0;
        for mention in dates(&text) {
            prop_assert!(mention.range.start >= end && text.get(mention.range.clone()).is_some());
            prop_assert!(mention.date.is_valid());
            end = mention.range.end;
        }
    }
}

const PARTS: &[&str] = &[
    "10",
    " 31",
    " 2022",
    "-",
    "/",
    ".",
    ",",
    " en",
    " tot",
    " t/m",
    " januari",
    " mei",
    " feb",
    " maandag",
    " in",
    "(",
    ")",
    " ",
    "e",
    "0",
    "é",
    "January",
    " de",
    "99999999999",
];
