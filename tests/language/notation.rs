//! Numbers, times, formulas and towns that are written in several ways are one word.

use voetnoot::analyzer::words;

fn folded(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.folded).collect()
}

#[test]
fn every_way_to_write_a_number_is_one() {
    for (ways, one) in [
        ("14:30|14.30|14,30|14u30|14h30|14.30u", "14,30"),
        (
            "1250000|1.250.000|1,250,000|1\u{202f}250\u{202f}000|1’250’000",
            "1250000",
        ),
        ("350000|350.000|350\u{a0}000", "350000"),
        ("1.29|1,29", "1,29"),
        ("1.250.000,50|1,250,000.50", "1250000,50"),
        ("CO2|CO₂|co2", "co2"),
        ("H2O|H₂O", "h2o"),
        ("km2|km²", "km2"),
        ("2024", "2024"),
        ("10.01.2022", "10.01.2022"),
    ] {
        for way in ways.split('|') {
            assert_eq!(folded(way), [one], "{way}");
        }
    }
}

#[test]
fn what_is_apart_stays_apart() {
    assert_eq!(
        folded("sluis² 3 500 99:99"),
        ["sluis", "2", "3", "500", "99", "99"]
    );
    assert_eq!(folded("12: 30"), ["12", "30"]);
}

#[test]
fn a_short_name_of_a_town_is_its_long_one() {
    for way in "Den Bosch|den bosch|’s-Hertogenbosch|'s-hertogenbosch|Den\u{a0}Bosch".split('|') {
        assert_eq!(folded(way), ["s", "hertogenbosch"], "{way}");
    }
    assert_eq!(
        folded("raad van Den Haag"),
        ["raad", "van", "s", "gravenhage"]
    );
    for name in "Jan van den Bosch|Van den Haag|Ingrid Van Den Bosch|De bosch".split('|') {
        let last = folded(name).pop().unwrap_or_default();
        assert!(last == "bosch" || last == "haag", "{name}");
    }
}

#[test]
fn every_word_is_where_it_stands() {
    let text = "Om 14:30 kwam CO₂ in 1\u{202f}250\u{202f}000 huizen.";
    let words = words(text).into_iter();
    let found: Vec<&str> = words.filter_map(|word| text.get(word.range)).collect();
    let expected = "Om|14:30|kwam|CO₂|in|1\u{202f}250\u{202f}000|huizen";
    assert_eq!(found.join("|"), expected);
}
