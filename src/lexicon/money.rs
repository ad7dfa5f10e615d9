//! Money: words and signs that make a number an amount.

/// Names of currencies, Dutch and English.
#[rustfmt::skip]
const CURRENCIES: &[&str] = &[
    "cent", "centen", "dinar", "dollar", "dollars", "eur", "euro", "euros", "frank", "franken", "gulden", "guldens", "kronen",
    "kroon", "lira", "mark", "marken", "peso", "pond", "ponden", "pounds", "rand", "roebel", "roebels", "roubles", "rubles",
    "tenge", "yen", "yuan", "zloty",
];

/// Large numbers, which often stand without a unit: «Dat kost twee miljoen.»
#[rustfmt::skip]
const LARGE: &[&str] = &[
    "billion", "miljard", "miljarden", "miljoen", "miljoenen", "million", "ton",
];

const SIGNS: [char; 3] = ['€', '$', '£'];

/// Whether a folded word makes the number beside it an amount.
pub fn is_money(word: &str) -> bool {
    let word = word.trim_end_matches("'s");
    CURRENCIES.contains(&word) || LARGE.contains(&word)
}

/// Whether a text contains a currency sign.
pub fn has_sign(text: &str) -> bool {
    text.contains(SIGNS)
}
