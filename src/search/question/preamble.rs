//! Removes from a question the words that only say that something is asked, before a model embeds it: the preamble «Kun je me
//! vertellen of …», and a follow-up such as «Zo nee, waarom niet?».

use crate::analyzer;
use crate::article::sentences;

/// Preambles, folded; a longer one comes before the one that it begins with.
#[rustfmt::skip]
const PREAMBLES: [&str; 38] = [
    "kun je me vertellen", "kun je vertellen", "kan je me vertellen", "kan iemand vertellen", "kunt u mij vertellen",
    "kunt u aangeven", "kunt u bevestigen", "kunt u toelichten", "kunt u uitleggen", "kunt u uitsluiten",
    "kunt u verklaren", "kun je uitleggen", "weet je", "weet iemand", "weet jij", "ik vraag me af",
    "ik wil graag weten", "ik wil weten", "mag ik weten", "deelt u de mening", "deelt u de opvatting",
    "bent u het ermee eens", "bent u het eens met de stelling", "bent u van mening", "bent u er bekend mee",
    "bent u bekend met het feit", "bent u bekend met", "bent u op de hoogte van", "bent u tevens bereid",
    "bent u bereid", "klopt het", "is het waar", "is het juist", "erkent u", "onderschrijft u", "can you tell me",
    "could you tell me", "do you know",
];

/// Words that join a preamble to the question.
const CONJUNCTIONS: [&str; 8] = ["dat", "om", "of", "van", "dan", "if", "whether", "that"];

/// Words of follow-ups. A sentence of these alone asks nothing by itself.
#[rustfmt::skip]
const FOLLOW_UP: [&str; 26] = [
    "zo", "ja", "nee", "niet", "waarom", "wel", "graag", "toelichten", "toelichting", "dan", "hoe", "wat", "kunt",
    "u", "uw", "dit", "dat", "antwoord", "uitleggen", "een", "en", "of", "het", "hier", "why", "not",
];

/// Returns the question without preambles and follow-ups; the whole question if nothing would be left.
pub(crate) fn without_preamble(text: &str) -> String {
    let kept: Vec<&str> = sentences(text)
        .into_iter()
        .filter_map(|range| text.get(range))
        .filter(|sentence| {
            analyzer::words(sentence)
                .iter()
                .any(|word| !word.is_one_of(&FOLLOW_UP))
        })
        .map(|sentence| after_preamble(sentence).trim())
        .filter(|sentence| !sentence.is_empty())
        .collect();
    if kept.is_empty() {
        return text.trim().to_owned();
    }
    kept.join(" ")
}

fn after_preamble(sentence: &str) -> &str {
    let words = analyzer::words(sentence);
    let begins_with = |preamble: &&&str| {
        let mut preamble = preamble.split(' ');
        let mut words = words.iter().map(|word| word.folded.as_str());
        preamble.all(|word| words.next() == Some(word))
    };
    let Some(preamble) = PREAMBLES.iter().find(begins_with) else {
        return sentence;
    };
    let mut at = preamble.split(' ').count();
    while words
        .get(at)
        .is_some_and(|word| word.is_one_of(&CONJUNCTIONS))
    {
        at += 1;
    }
    // A preamble alone stays as it is.
    words
        .get(at)
        .and_then(|word| sentence.get(word.range.start..))
        .unwrap_or(sentence)
}

#[cfg(test)]
mod tests {
    use super::without_preamble;

    #[test]
    fn what_only_says_that_somebody_asks_goes() {
        for (asked, meant) in [
            (
                "Kun je me vertellen of Armenië troepen stuurde?",
                "Armenië troepen stuurde?",
            ),
            (
                "Klopt het dat de luchthaven dicht was? Zo nee, waarom niet?",
                "de luchthaven dicht was?",
            ),
            ("Can you tell me whether Minsk agreed?", "Minsk agreed?"),
            ("Waarom vluchtte hij?", "Waarom vluchtte hij?"),
        ] {
            assert_eq!(without_preamble(asked), meant);
        }
    }

    #[test]
    fn a_question_of_nothing_else_stays_whole() {
        for asked in ["Waarom niet?", "Kun je me vertellen", "Klopt het dat", ""] {
            assert_eq!(without_preamble(asked), asked);
        }
    }
}
