//! Recognises lines that ask nothing: greetings and thanks.

use crate::analyzer;

/// Greetings and thanks, folded. A phrase precedes the phrases that it begins with.
#[rustfmt::skip]
const PHRASES: [&str; 47] = [
    "goede morgen", "goede middag", "goeden avond", "goede avond", "goedemorgen", "goedemiddag", "goedenavond", "goedendag",
    "goeiemorgen", "goeiemiddag", "goeienavond", "dank je wel", "dank u wel", "dank je", "dank u", "dankjewel", "dankuwel",
    "heel erg bedankt", "heel hartelijk dank", "hartelijk dank", "hartelijk bedankt", "heel veel dank", "veel dank", "dank",
    "bedankt", "tot ziens", "doei", "dag", "hallo", "hoi", "hey", "hee", "hai", "good morning", "good afternoon",
    "good evening", "thank you very much", "thank you", "thanks a lot", "many thanks", "thanks", "thx", "hello", "hi",
    "bye", "goodbye", "he",
];

/// Words that may follow them: «Hallo allemaal», «Bedankt hoor».
const COMPANY: [&str; 8] = [
    "allemaal", "iedereen", "hoor", "voetnoot", "bot", "daar", "all", "there",
];

/// Whether a line consists of greetings and thanks.
pub(super) fn is_greeting(text: &str) -> bool {
    /// The most words of a greeting.
    const MOST: usize = 8;
    let words = analyzer::folded_words(text);
    if words.is_empty() || words.len() > MOST {
        return false;
    }
    let mut rest = words.join(" ");
    let mut greets = false;
    while !rest.is_empty() {
        let after = |phrase: &&str| {
            let after = rest.strip_prefix(*phrase)?;
            (after.is_empty() || after.starts_with(' ')).then(|| after.trim_start().to_owned())
        };
        let greeting = PHRASES.iter().find_map(after);
        let company = || COMPANY.iter().find_map(after).filter(|_| greets);
        let Some(left) = greeting.or_else(company) else {
            return false;
        };
        greets = true;
        rest = left;
    }
    greets
}
