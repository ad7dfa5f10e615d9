//! Promise: a number is read in digits and in words, and labels, names and articles are not taken for one.

use proptest::prelude::*;
use voetnoot::lexicon::numbers::numbers;

/// Each text with its numbers and the words that give them.
fn gallery(texts: &[&str]) -> String {
    let found = |text: &&str| {
        let mention = |mention: voetnoot::lexicon::numbers::NumberMention| {
            format!(
                "{} ({})",
                mention.value,
                text.get(mention.range).unwrap_or("not a range of the text")
            )
        };
        let mentions: Vec<String> = numbers(text).into_iter().map(mention).collect();
        format!("{text}: {}", mentions.join(", "))
    };
    texts.iter().map(found).collect::<Vec<_>>().join("\n")
}

#[test]
fn digits_are_read_as_dutch_writes_them() {
    insta::assert_snapshot!(gallery(&[
        "20.000 bandieten, zo’n 2300 militairen, 38 Kirgiziërs.",
        "3,5 procent, 1.234.567,89 euro, 3.5 keer, 50%, €150",
        "6 miljoen, 1,5 mln. en 20 duizend",
        "een 27-jarige, 2018-2020, 5.",
    ]), @"
    20.000 bandieten, zo’n 2300 militairen, 38 Kirgiziërs.: 20000 (20.000), 2300 (2300), 38 (38)
    3,5 procent, 1.234.567,89 euro, 3.5 keer, 50%, €150: 3.5 (3,5), 1234567.89 (1.234.567,89), 3.5 (3.5), 50 (50), 150 (150)
    6 miljoen, 1,5 mln. en 20 duizend: 6000000 (6 miljoen), 1500000 (1,5 mln), 20000 (20 duizend)
    een 27-jarige, 2018-2020, 5.: 27 (27), 2018 (2018), 2020 (2020), 5 (5)
    ");
}

#[test]
fn number_words_are_read_with_their_compounds() {
    insta::assert_snapshot!(gallery(&[
        "zo’n zeventig manschappen en twee maanden",
        "tweeëntwintig, tweeentwintig, vijfennegentig, honderdvijftig, honderdenvijf",
        "tweeduizend, twaalfhonderd, honderdduizend, vijfentwintigduizenddriehonderdeen",
        "zes miljoen, anderhalf miljard, een miljoen, honderd, twintigduizend",
        "Eén man, één vrouw",
    ]), @"
    zo’n zeventig manschappen en twee maanden: 70 (zeventig), 2 (twee)
    tweeëntwintig, tweeentwintig, vijfennegentig, honderdvijftig, honderdenvijf: 22 (tweeëntwintig), 22 (tweeentwintig), 95 (vijfennegentig), 150 (honderdvijftig), 105 (honderdenvijf)
    tweeduizend, twaalfhonderd, honderdduizend, vijfentwintigduizenddriehonderdeen: 2000 (tweeduizend), 1200 (twaalfhonderd), 100000 (honderdduizend), 25301 (vijfentwintigduizenddriehonderdeen)
    zes miljoen, anderhalf miljard, een miljoen, honderd, twintigduizend: 6000000 (zes miljoen), 1500000000 (anderhalf miljard), 1000000 (miljoen), 100 (honderd), 20000 (twintigduizend)
    Eén man, één vrouw: 1 (Eén), 1 (één)
    ");
}

#[test]
fn vague_counts_give_the_least_that_they_mean() {
    insta::assert_snapshot!(gallery(&[
        "tientallen, honderden, duizenden ‘hyena’s’, miljoenen",
        "tientallen duizenden, honderden miljoenen, tienduizenden, een twintigtal",
    ]), @"
    tientallen, honderden, duizenden ‘hyena’s’, miljoenen: 20 (tientallen), 200 (honderden), 2000 (duizenden), 2000000 (miljoenen)
    tientallen duizenden, honderden miljoenen, tienduizenden, een twintigtal: 20000 (tientallen duizenden), 200000000 (honderden miljoenen), 20000 (tienduizenden), 20 (twintigtal)
    ");
}

#[test]
fn labels_names_articles_and_other_words_are_no_numbers() {
    insta::assert_snapshot!(gallery(&[
        "een man, Artikel 4, art. 5, alinea 3, artikelen 4 en 5, blz. 12-14",
        "CO2, A27, COVID-19, 5G, 10e, #3, 12:30, 1.2.3",
        "jaren zeventig, twee derde, hij acht het, tweede, eerste, achter, tweeën",
    ]), @"
    een man, Artikel 4, art. 5, alinea 3, artikelen 4 en 5, blz. 12-14: 
    CO2, A27, COVID-19, 5G, 10e, #3, 12:30, 1.2.3: 
    jaren zeventig, twee derde, hij acht het, tweede, eerste, achter, tweeën:
    ");
}

proptest! {
    #[test]
    fn the_numbers_of_any_text_are_finite_and_stand_in_it_in_order(
        text in prop_oneof![any::<String>(), prop::collection::vec(prop::sample::select(PARTS), 0..20).prop_map(|parts| parts.concat())],
    ) {
        let mut end = 0;
        for mention in numbers(&text) {
            prop_assert!(mention.range.start >= end && text.get(mention.range.clone()).is_some());
            prop_assert!(mention.value.is_finite() && mention.value >= 0.0);
            end = mention.range.end;
        }
    }

    #[test]
    fn any_number_is_read_back_from_its_digits_with_points(number in 0_u32..=u32::MAX) {
        let digits = number.to_string();
        let mut text = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index) % 3 == 0 {
                text.push('.');
            }
            text.push(digit);
        }
        let values: Vec<f64> = numbers(&text).into_iter().map(|mention| mention.value).collect();
        prop_assert_eq!(values, [f64::from(number)]);
    }
}

const PARTS: &[&str] = &[
    "1", "20", "000", ".", ",", " ", "-", "twee", "en", "twintig", "honderd", " duizend",
    " miljoen", "art", "é", "een", "€", ":",
];
