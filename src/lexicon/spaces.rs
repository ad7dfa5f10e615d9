//! White space, of which texts have many kinds: a line break or a no-break space parts two words as an ordinary space does.

/// Whether this text is white space and nothing else, and not empty.
pub fn is_space(text: &str) -> bool {
    !text.is_empty() && text.chars().all(char::is_whitespace)
}

/// The text after white space of any kind; `None` if it begins with none.
pub fn after_space(text: &str) -> Option<&str> {
    let rest = text.trim_start();
    (rest.len() < text.len()).then_some(rest)
}

/// The words of a text with one ordinary space between, and none around them.
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
