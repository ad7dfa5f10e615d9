//! Parses the reply of a language model: numbers of sentences. Nothing else of a reply leaves this file.

use serde::Deserialize;

/// The most sentences that a model may point at.
pub const MOST: usize = 3;

/// A server's answer, of which `choices[0].message.content` is used.
///
/// Format: <https://platform.openai.com/docs/api-reference/chat/object>.
#[derive(Deserialize)]
struct Completion {
    choices: Vec<CompletionChoice>,
}

#[derive(Deserialize)]
struct CompletionChoice {
    message: CompletionMessage,
}

#[derive(Deserialize)]
struct CompletionMessage {
    content: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbers {
    sentences: Vec<usize>,
}

/// Returns the indexes of the sentences that a server's answer points at, best first; empty if none answers.
///
/// # Errors
/// Fails if the answer is not a completion with a list of at most three different numbers, 1 to `count`.
pub fn sentences(answer: &[u8], count: usize) -> Result<Vec<usize>, &'static str> {
    let completion: Completion =
        serde_json::from_slice(answer).map_err(|_| "it is no chat completion")?;
    let first = completion.choices.into_iter().next();
    let content = first.ok_or("it holds no message")?.message.content;
    let Numbers { sentences } =
        serde_json::from_str(&content).map_err(|_| "its message is no list of numbers")?;
    if sentences.len() > MOST {
        return Err("it points at too many sentences");
    }
    let mut places = Vec::new();
    for number in sentences {
        let place = number.checked_sub(1).filter(|place| *place < count);
        let place = place.ok_or("it points at a sentence that does not exist")?;
        if places.contains(&place) {
            return Err("it points at a sentence twice");
        }
        places.push(place);
    }
    Ok(places)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn answer(content: &str) -> String {
        serde_json::json!({"choices": [{"message": {"content": content}}]}).to_string()
    }

    #[test]
    fn numbers_and_nothing_else_are_a_reply() {
        let read = |content: &str| sentences(answer(content).as_bytes(), 12);
        assert_eq!(read(r#"{"sentences": [4, 12]}"#), Ok(vec![3, 11]));
        assert_eq!(read(" {\"sentences\": []}\n"), Ok(Vec::new()));
        for nonsense in [
            "",
            "4",
            "[4]",
            "Zin 4 geeft het antwoord.",
            r#"Zeker! {"sentences": [4]}"#,
            r#"{"sentences": [4]} Dat is het antwoord."#,
            r#"{"sentences": [0]}"#,
            r#"{"sentences": [13]}"#,
            r#"{"sentences": [-4]}"#,
            r#"{"sentences": [4.0]}"#,
            r#"{"sentences": ["4"]}"#,
            r#"{"sentences": [4, 4]}"#,
            r#"{"sentences": [1, 2, 3, 4]}"#,
            r#"{"sentences": [4], "answer": "De Taliban regeert hier."}"#,
            r#"{"sentences": null}"#,
            r#"{"sentences": [99999999999999999999999]}"#,
        ] {
            assert!(read(nonsense).is_err(), "{nonsense}");
        }
    }

    #[test]
    fn a_server_that_sends_something_else_is_not_understood() {
        for body in [
            "",
            "null",
            "<html>",
            "{}",
            r#"{"choices": []}"#,
            r#"{"choices": [{"message": {"content": null}}]}"#,
            r#"{"error": {"message": "model not found"}}"#,
        ] {
            assert!(sentences(body.as_bytes(), 12).is_err(), "{body}");
        }
        let deep = "[".repeat(100_000);
        assert!(sentences(answer(&deep).as_bytes(), 12).is_err());
    }

    /// Pieces of replies, put together in any order.
    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just(r#"{"sentences":"#.to_owned()),
            Just("[".to_owned()),
            Just("]}".to_owned()),
            Just(",".to_owned()),
            Just("\"".to_owned()),
            Just("```json".to_owned()),
            Just("\u{0}".to_owned()),
            any::<i64>().prop_map(|number| number.to_string()),
            (0..20_usize).prop_map(|number| number.to_string()),
            ".{0,12}",
        ];
        prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
    }

    fn replies() -> impl Strategy<Value = Vec<u8>> {
        let numbers = prop::collection::vec(0..15_i64, 0..5);
        let lists = numbers.prop_map(|numbers| answer(&format!("{{\"sentences\":{numbers:?}}}")));
        let whole = prop_oneof![lists, pieces().prop_map(|content| answer(&content))];
        prop_oneof![
            whole.clone().prop_map(String::into_bytes),
            // Cut off somewhere, or with a byte changed.
            (whole, any::<prop::sample::Index>(), any::<Option<u8>>()).prop_map(
                |(text, place, other)| {
                    let mut bytes = text.into_bytes();
                    let place = place.index(bytes.len());
                    match other {
                        Some(other) => bytes[place] = other,
                        None => bytes.truncate(place),
                    }
                    bytes
                }
            ),
            prop::collection::vec(any::<u8>(), 0..64),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn whatever_is_replied_points_at_sentences_that_exist_or_at_nothing(
            reply in replies(),
            count in 0..13_usize,
        ) {
            if let Ok(places) = sentences(&reply, count) {
                prop_assert!(places.len() <= MOST);
                prop_assert!(places.iter().all(|place| *place < count));
                let mut different = places.clone();
                different.sort_unstable();
                different.dedup();
                prop_assert_eq!(different.len(), places.len());
            }
        }
    }
}
