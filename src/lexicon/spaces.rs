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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_space_is_one() {
        for space in [" ", "\n", "\u{a0}", "\u{202f}", "\u{2009}", " \n"] {
            assert!(is_space(space), "{space:?}");
            assert_eq!(squeezed(&format!("Jan{space}Smit{space}")), "Jan Smit");
            assert_eq!(after_space(&format!("{space}Smit")), Some("Smit"));
        }
        assert!(!is_space(""));
        assert!(!is_space(" ,"));
        assert_eq!(after_space("Smit"), None);
    }
}
