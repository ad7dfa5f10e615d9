//! The prompt of a language model: an instruction, numbered sentences, and the question. `prompts.toml` has the texts.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::article;
use crate::lexicon::spaces::squeezed;
use crate::search::model::Readable;

/// The most characters of a question that are sent.
const LONGEST: usize = 500;

/// A prompt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// The system message: the instruction.
    pub instruction: String,
    /// The user message: the numbered sentences and the question.
    pub text: String,
    /// The number of sentences. They are numbered from 1.
    pub sentences: usize,
}

/// The texts of one language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PromptTexts {
    instruction: String,
    question: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PromptsFile {
    nl: PromptTexts,
    en: PromptTexts,
}

static FILE: LazyLock<PromptsFile> = LazyLock::new(|| {
    toml::from_str(include_str!("prompts.toml")).expect("the file of prompts is tested")
});

impl Prompt {
    /// Returns a prompt that asks which sentences of these passages answer the question, in the language of the passages.
    #[must_use]
    pub fn new(question: &str, passages: &[Readable<'_>]) -> Self {
        let words = match article::language(passages.iter().map(|passage| passage.text)) {
            "en" => &FILE.en,
            _ => &FILE.nl,
        };
        let mut lines = Vec::new();
        let (mut section, mut number) = ("", 0);
        for passage in passages {
            if passage.section != section {
                section = passage.section;
                lines.push(format!("[{}]", on_one_line(section)));
            }
            for sentence in passage.sentences {
                number += 1;
                let text = passage.text.get(sentence.clone()).unwrap_or_default();
                lines.push(format!("{number}. {}", on_one_line(text)));
            }
        }
        let question: String = question.chars().take(LONGEST).collect();
        lines.push(format!("\n{}: {}", words.question, on_one_line(&question)));
        Self {
            instruction: words.instruction.clone(),
            text: lines.join("\n"),
            sentences: number,
        }
    }
}

/// Puts a text on one line, so that no part of it looks like a numbered sentence.
fn on_one_line(text: &str) -> String {
    let is_shown = |character: &char| !character.is_control() || character.is_whitespace();
    squeezed(&text.chars().filter(is_shown).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prompt(question: &str, section: &str, text: &str) -> Prompt {
        let middle = text.find('|').expect("two sentences");
        let sentences = [0..middle, middle + 1..text.len()];
        let passage = Readable {
            section,
            text,
            sentences: &sentences,
        };
        Prompt::new(question, &[passage, passage])
    }

    #[test]
    fn sentences_are_numbered_through_and_sections_named_once() {
        let text = "De brug is\nin mei geopend. |De gemeente betaalt het.";
        let prompt = prompt("Wanneer is de\nbrug geopend?", "De brug", text);
        assert_eq!(prompt.sentences, 4);
        insta::assert_snapshot!(prompt.text, @r"
        [De brug]
        1. De brug is in mei geopend.
        2. De gemeente betaalt het.
        3. De brug is in mei geopend.
        4. De gemeente betaalt het.

        Vraag: Wanneer is de brug geopend?
        ");
        assert!(prompt.instruction.starts_with("Je krijgt"));
    }

    #[test]
    fn an_english_article_is_asked_about_in_english() {
        let text = "The bridge was opened in May. |It is paid for by the town.";
        let prompt = prompt("Who pays?", "", text);
        assert!(prompt.instruction.starts_with("You get"));
        assert!(prompt.text.ends_with("\n\nQuestion: Who pays?"));
    }
}
