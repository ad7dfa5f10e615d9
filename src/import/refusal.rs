//! [`Refusal`]: why a source gave no article.

use crate::wording::{Language, Message};

/// The source name for standard input.
pub(super) const STDIN: &str = "-";

/// Why a source gave no article. It is displayed in English, for the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words(Language::English))]
pub struct Refusal {
    /// The source, as the caller named it.
    pub name: String,
    /// What is wrong, as a sentence.
    pub what: Message,
    /// What to do, as a sentence.
    pub mend: Message,
}

impl Refusal {
    /// The refusal on one line.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let name = match self.name.as_str() {
            STDIN => Message::new("import-stdin"),
            name => Message::verbatim(name),
        };
        let [name, what, mend] = [&name, &self.what, &self.mend].map(|part| part.words(language));
        format!("{name}: {what} {mend}")
    }
}

pub(super) fn refusal(source: &str, what: Message, mend: Message) -> Refusal {
    let name = source.to_owned();
    Refusal { name, what, mend }
}
