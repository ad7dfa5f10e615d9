//! The essence of a question: what a model should read of it. «Kun je me vertellen of …» says how somebody asks, and
//! «Zo nee, waarom niet?» that they want to know more; neither says about what.

use crate::analyzer;
use crate::article::sentences;

/// How questions open that ask for the rest of their sentence, folded. Longer ones before those that they begin with.
const OPENINGS: [&str; 38] = [
    "kun je me vertellen",
    "kun je vertellen",
    "kan je me vertellen",
    "kan iemand vertellen",
    "kunt u mij vertellen",
    "kunt u aangeven",
    "kunt u bevestigen",
    "kunt u toelichten",
    "kunt u uitleggen",
    "kunt u uitsluiten",
    "kunt u verklaren",
    "kun je uitleggen",
    "weet je",
    "weet iemand",
    "weet jij",
    "ik vraag me af",
    "ik wil graag weten",
    "ik wil weten",
    "mag ik weten",
    "deelt u de mening",
    "deelt u de opvatting",
    "bent u het ermee eens",
    "bent u het eens met de stelling",
    "bent u van mening",
    "bent u er bekend mee",
    "bent u bekend met het feit",
    "bent u bekend met",
    "bent u op de hoogte van",
    "bent u tevens bereid",
    "bent u bereid",
    "klopt het",
    "is het waar",
    "is het juist",
    "erkent u",
    "onderschrijft u",
    "can you tell me",
    "could you tell me",
    "do you know",
];

/// What joins an opening to what it opens.
const JOINTS: [&str; 8] = ["dat", "om", "of", "van", "dan", "if", "whether", "that"];

/// Words that only ask on: a sentence of nothing else asks nothing by itself.
const ASKING_ON: [&str; 26] = [
    "zo",
    "ja",
    "nee",
    "niet",
    "waarom",
    "wel",
    "graag",
    "toelichten",
    "toelichting",
    "dan",
    "hoe",
    "wat",
    "kunt",
    "u",
    "uw",
    "dit",
    "dat",
    "antwoord",
    "uitleggen",
    "een",
    "en",
    "of",
    "het",
    "hier",
    "why",
    "not",
];

/// The question without what only says that one is asked; all of it where nothing would be left.
pub(super) fn essence(text: &str) -> String {
    let kept: Vec<&str> = sentences(text)
        .into_iter()
        .filter_map(|range| text.get(range))
        .filter(|sentence| {
            analyzer::words(sentence)
                .iter()
                .any(|word| !word.is_one_of(&ASKING_ON))
        })
        .map(|sentence| without_opening(sentence).trim())
        .filter(|sentence| !sentence.is_empty())
        .collect();
    if kept.is_empty() {
        return text.trim().to_owned();
    }
    kept.join(" ")
}

fn without_opening(sentence: &str) -> &str {
    let words = analyzer::words(sentence);
    let opens = |opening: &&&str| {
        let mut opening = opening.split(' ');
        let mut words = words.iter().map(|word| word.folded.as_str());
        opening.all(|word| words.next() == Some(word))
    };
    let Some(opening) = OPENINGS.iter().find(opens) else {
        return sentence;
    };
    let mut at = opening.split(' ').count();
    while words.get(at).is_some_and(|word| word.is_one_of(&JOINTS)) {
        at += 1;
    }
    // Nothing but an opening is no question: leave it as it is.
    words
        .get(at)
        .and_then(|word| sentence.get(word.range.start..))
        .unwrap_or(sentence)
}

#[cfg(test)]
mod tests {
    use super::essence;

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
            assert_eq!(essence(asked), meant);
        }
    }

    #[test]
    fn a_question_of_nothing_else_stays_whole() {
        for asked in ["Waarom niet?", "Kun je me vertellen", "Klopt het dat", ""] {
            assert_eq!(essence(asked), asked);
        }
    }
}
