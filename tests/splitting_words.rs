//! A compound comes apart where a reader would take it apart, and nowhere else.

use voetnoot::lexicon::compounds::split;
use voetnoot::lexicon::fold::fold;

#[test]
fn compounds_come_apart_without_their_linking_letters() {
    for (word, parts) in [
        ("regeringsleider", "regering leider"),
        ("veiligheidsraad", "veiligheid raad"),
        ("elitetroepen", "elite troepen"),
        ("overheidsgebouwen", "overheid gebouwen"),
        ("volksvertegenwoordiger", "volk vertegenwoordiger"),
        ("straatprotesten", "straat protesten"),
        ("troepenmacht", "troepen macht"),
        ("videovergadering", "video vergadering"),
        ("prijsstijgingen", "prijs stijgingen"),
        ("gasprijzen", "gas prijzen"),
        ("vluchtelingenkampen", "vluchteling kampen"),
        ("kinderwagen", "kind wagen"),
        ("secretaris-generaal", "secretaris generaal"),
        ("brandstofprijsverhoging", "brandstof prijsverhoging"),
    ] {
        assert_eq!(split(word).join(" "), parts);
    }
}

#[test]
fn a_compound_in_the_list_comes_apart_too() {
    for (word, parts) in [
        ("parlementslid", "parlement lid"),
        ("lidstaat", "lid staat"),
        ("hoofdstad", "hoofd stad"),
        ("zuidgrens", "zuid grens"),
        ("paardenbloem", "paarden bloem"),
    ] {
        assert_eq!(split(word).join(" "), parts);
    }
}

#[test]
fn what_only_looks_like_a_compound_stays_whole() {
    for word in "verkeer onderzoek besluit gesprek demonstranten voorstellen wetenschap gemeenschap belasting buitenland \
                 verschillende president manschappen onafhankelijkheid lid grens"
        .split_ascii_whitespace()
    {
        assert!(split(word).is_empty(), "{word}: {:?}", split(word));
    }
}

#[test]
fn names_stay_whole() {
    for name in "Kazachstan Kirgizië Armeense Armeniërs Oezbekistan Groenland Oostenrijk Frankrijk Nederlanders Loekasjenko \
                 Tokajev Pasjinian Mirzijojev Zacharova Nazarbajev Rachmon Almaty Karabach Rotterdam Timmermans"
        .split_ascii_whitespace()
    {
        let folded = fold(name);
        assert!(split(&folded).is_empty(), "{name}: {:?}", split(&folded));
    }
}

#[test]
fn any_text_is_split_without_panic() {
    for odd in [
        "",
        "-",
        "-------",
        "s",
        "ééééééé",
        "кыргызстан",
        "a b c d e f g",
        "straat-",
        "-straatprotest",
        &"straat".repeat(1_000),
    ] {
        assert!(split(odd).iter().all(|part| odd.contains(part)));
    }
}
