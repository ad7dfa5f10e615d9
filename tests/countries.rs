//! A country is known by any of its names, and never mistaken for another.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use voetnoot::lexicon::fold::name_key;
use voetnoot::lexicon::gazetteer::{Country, Resolution, resolve};

const TERRITORIES: &str = include_str!("../index/lexicon/territories.tsv");
const COUNTRIES: &str = include_str!("../index/lexicon/countries.tsv");
const AMBIGUOUS: &str = include_str!("../index/lexicon/ambiguous.tsv");

static AMBIGUOUS_KEYS: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| rows(AMBIGUOUS).map(|row| name_key(row[0])).collect());

#[test]
fn every_name_resolves_to_its_own_country_or_is_listed_as_ambiguous() {
    for (code, name) in all_names() {
        assert_resolves(&name, &code);
    }
}

#[test]
fn diacritics_and_capitals_make_no_difference() {
    for (code, name) in all_names() {
        let bare: String = name
            .nfd()
            .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
            .nfc()
            .collect();
        assert_resolves(&bare, &code);
        assert_resolves(&name.to_uppercase(), &code);
    }
}

#[test]
fn codes_resolve_in_any_case() {
    for row in rows(COUNTRIES) {
        for code in row[..2].iter().filter(|code| !code.is_empty()) {
            assert_resolves(code, row[0]);
            assert_resolves(&code.to_lowercase(), row[0]);
            assert_eq!(
                Country::from_code(&code.to_lowercase()).map(Country::code),
                Some(row[0])
            );
        }
    }
    assert_eq!(Country::from_code(""), None);
    assert_eq!(Country::from_code("QQ"), None);
}

#[test]
fn every_country_knows_its_flag_and_its_flag_resolves() {
    for country in Country::all() {
        assert_eq!(
            resolve(&format!(" {} ", country.flag())),
            Resolution::One(country)
        );
        assert_eq!(
            resolve(&format!(":flag_{}:", country.code().to_lowercase())),
            Resolution::One(country)
        );
        assert!(!country.dutch().is_empty() && !country.english().is_empty());
    }
    assert_eq!(told("🇰🇬"), "KG");
    assert_eq!(told("🏴󠁧󠁢󠁳󠁣󠁴󠁿"), "GB");
    assert_eq!(told("🇶🇶"), "-");
    assert_eq!(
        Country::from_code("kg").map(|country| country.capitals().collect()),
        Some(vec!["Bisjkek", "Bishkek", "Biskek"])
    );
}

/// Adjectives, inhabitants and capitals are known for Europe, Asia, the G20 and NATO.
#[test]
fn no_country_of_the_neighbourhood_lacks_its_words() {
    const REQUIRED: &str = "AL AD AT BY BE BA BG HR CY CZ DK EE FI FR DE GR HU IS IE IT XK LV LI LT LU MT MD MC ME NL MK NO PL PT \
         RO RU SM RS SK SI ES SE CH UA GB AF AM AZ BH BD BT BN KH CN GE HK IN ID IR IQ IL JP JO KZ KW KG LA LB MY MV \
         MN MM NP KP OM PK PS PH QA SA SG KR LK SY TW TJ TH TL TR TM AE UZ VN YE AR AU BR CA MX ZA US";
    let rows: BTreeMap<&str, Vec<&str>> = rows(COUNTRIES).map(|row| (row[0], row)).collect();
    for code in REQUIRED.split_ascii_whitespace() {
        let row = &rows[code];
        assert!(row[4..].iter().all(|cell| !cell.is_empty()), "{row:?}");
        assert_eq!(row[1].len(), 3, "{row:?}");
    }
    assert!(
        rows.values().all(|row| !row[2].is_empty()),
        "an English name for every code"
    );
    // Vatican City and Macau are a capital in themselves, or nobody's.
    assert!(!rows["VA"][4].is_empty() && !rows["MO"][4].is_empty());
}

/// The build fails on a name that fits two countries without being listed; here is why each listed one is.
#[test]
fn every_ambiguous_name_is_listed_for_a_reason() {
    let mut owners: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (code, name) in all_names() {
        owners.entry(name_key(&name)).or_default().insert(code);
    }
    let mut reasons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in rows(AMBIGUOUS) {
        let codes: BTreeSet<&str> = row[1].split('|').collect();
        assert!(codes.len() > 1 && codes.len() <= 4, "{row:?}");
        let of_name = owners.get(&name_key(row[0])).cloned().unwrap_or_default();
        assert!(
            of_name.iter().all(|code| codes.contains(code.as_str())),
            "{row:?}"
        );
        let reason = match of_name.len() {
            0 => "nobody's own, said of several",
            1 if row[1]
                .split('|')
                .any(|code| code.eq_ignore_ascii_case(&name_key(row[0]))) =>
            {
                "a code, and another's name"
            }
            1 if rows(COUNTRIES).any(|known| known[1].eq_ignore_ascii_case(row[0])) => {
                "a code, and another's name"
            }
            1 => "one's own, said of others too",
            _ => "a name of each",
        };
        reasons.entry(reason).or_default().push(row[0]);
    }
    let gallery: Vec<String> = reasons
        .iter()
        .map(|(reason, names)| format!("{reason}: {}", names.join(", ")))
        .collect();
    assert_eq!(
        gallery,
        [
            "a code, and another's name: Áo, A.S, Bỉ, BM, CU, EZ, GT, KM, Mỹ, NA, Nga, RU, SA, SN, VN",
            "a name of each: Kongo, Конго, Ilan, Kāta, Lusia, Nigeri, Sabiya, Tōga, Свети Мартин, \
             لتونی, موریتانیا, संयुक्त राष्ट्र",
            "nobody's own, said of several: Congolees, Congolese, Congolezen, Guinees, Guinese, \
             Guineeër, Guineeërs, Korea, Koreaans, Koreaanse, Koreaan, Koreanen, Soedanees, \
             Soedanese, Soedanezen, Sudanees, Sudanese, Sudanezen, Maagdeneilanden, Virgin Islands, \
             Dominicaans, Dominicaanse, Dominicaan, Dominicanen, Indisch, Indische, Antillen, \
             Nederlandse Antillen, Antilliaans, Antilliaanse, Antilliaan, Antillianen, Jeruzalem, \
             Jerusalem",
            "one's own, said of others too: Congo, Guinee, Guinea, Soedan, Sudan",
        ]
    );
}

#[test]
fn names_that_fit_two_countries_ask_which() {
    assert_eq!(told("Korea"), "KP or KR");
    assert_eq!(told("Congolezen"), "CD or CG");
    assert_eq!(told("de Maagdeneilanden"), "VG or VI");
    assert_eq!(told("ru"), "GB or RU");
}

#[test]
fn a_typing_error_asks_and_never_guesses() {
    for (typed, meant) in [
        ("Kirgiztan", "KG?"),
        ("Kirgizie!", "KG"),
        ("Kyrgyzstann", "KG?"),
        ("Oezbekitsan", "UZ?"),
        ("Tadjikistaan", "TJ?"),
        ("Belarussiche", "BY?"),
        ("Tjechië", "CZ?"),
        ("Russiche", "RU?"),
        ("Zuid-Amerika", "-"),
        ("Irqn", "-"),
        ("", "-"),
        ("?!", "-"),
        ("Loekasjenko", "-"),
    ] {
        assert_eq!(told(typed), meant, "{typed}");
    }
}

#[test]
fn a_capital_stands_for_its_country_where_nothing_else_fits() {
    assert_eq!(told("Bisjkek"), "KG");
    assert_eq!(told("Den Haag"), "NL");
    assert_eq!(told("Tasjkent"), "UZ");
    assert_eq!(told("Jeruzalem"), "IL or PS");
}

#[test]
fn any_text_resolves_without_panic() {
    for odd in [
        "",
        " ",
        "\u{308}",
        "R",
        "’",
        "🇰",
        "🏴",
        ":flag_:",
        ":flag_é:",
        "het ",
        "\0",
        "ﷺ",
        &"Rusland-".repeat(10_000),
    ] {
        assert!(!matches!(resolve(odd), Resolution::One(_)), "{odd}");
    }
}

/// Every name, adjective and inhabitant in the tables, with its country's code.
fn all_names() -> Vec<(String, String)> {
    let territories = rows(TERRITORIES).flat_map(|row| list(row[0], &row[1..]));
    territories
        .chain(rows(COUNTRIES).flat_map(|row| list(row[0], &row[2..6])))
        .collect()
}

fn list(code: &str, cells: &[&str]) -> Vec<(String, String)> {
    let names = cells
        .iter()
        .flat_map(|cell| cell.split('|'))
        .filter(|name| !name.is_empty());
    names
        .map(|name| (code.to_owned(), name.to_owned()))
        .collect()
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

#[track_caller]
fn assert_resolves(name: &str, code: &str) {
    let listed = AMBIGUOUS_KEYS.contains(&name_key(name));
    match resolve(name) {
        Resolution::One(country) if !listed => assert_eq!(country.code(), code, "{name}"),
        Resolution::Several(countries) if listed => {
            assert!(
                countries.iter().any(|country| country.code() == code),
                "{name} of {code}: {countries:?}"
            );
        }
        other => panic!("{name} of {code}: {other:?}"),
    }
}

/// A resolution in short: `KG`, `KP or KR`, `KG?` for a near one, `-`.
fn told(argument: &str) -> String {
    let codes = |countries: Vec<Country>| {
        countries
            .into_iter()
            .map(Country::code)
            .collect::<Vec<_>>()
            .join(" or ")
    };
    match resolve(argument) {
        Resolution::One(country) => country.code().to_owned(),
        Resolution::Several(countries) => codes(countries),
        Resolution::Near(countries) => codes(countries) + "?",
        Resolution::Unknown => "-".to_owned(),
    }
}
