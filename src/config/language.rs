//! The setting for the language of the interface.

use std::str::FromStr;

use crate::language::Language;

impl FromStr for Language {
    type Err = String;

    /// Parses `nl` or `en`, or a tag that begins with one, such as `nl-BE`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::from_tag(text)
            .ok_or_else(|| format!("`{text}` is no language of voetnoot: use nl or en"))
    }
}
