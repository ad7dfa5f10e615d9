//! Money: which words and signs make a number a sum.

/// Names of currencies, Dutch and English.
#[rustfmt::skip]
const CURRENCIES: &[&str] = &[
    "cent", "centen", "dinar", "dollar", "dollars", "eur", "euro", "euros", "frank", "franken", "gulden", "guldens", "kronen",
    "kroon", "lira", "mark", "marken", "peso", "pond", "ponden", "pounds", "rand", "roebel", "roebels", "roubles", "rubles",
    "tenge", "yen", "yuan", "zloty",
];

/// Numbers of which it is often not said of what they are: «Dat kost twee miljoen.»
#[rustfmt::skip]
const LARGE: &[&str] = &[
    "billion", "miljard", "miljarden", "miljoen", "miljoenen", "million", "ton",
];

const SIGNS: [char; 3] = ['€', '$', '£'];

/// Whether a folded word makes a number beside it a sum.
pub fn is_money(word: &str) -> bool {
    let word = word.trim_end_matches("'s");
    CURRENCIES.contains(&word) || LARGE.contains(&word)
}

/// Whether a text has a sign of a currency.
pub fn has_sign(text: &str) -> bool {
    text.contains(SIGNS)
}
