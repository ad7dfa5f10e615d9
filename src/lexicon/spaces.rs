//! White space of every kind: a line break or a no-break space separates words as an ordinary space does.

/// Whether a text is white space only, and not empty.
pub fn is_space(text: &str) -> bool {
    !text.is_empty() && text.chars().all(char::is_whitespace)
}

/// Returns the text after leading white space; `None` if there is none.
pub fn after_space(text: &str) -> Option<&str> {
    let rest = text.trim_start();
    (rest.len() < text.len()).then_some(rest)
}

/// Returns the words of a text, separated by single spaces.
pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
