//! The setting for where citations lead.

use std::str::FromStr;

/// Where citations lead for an article that has a web address of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Citing {
    /// To that address, at which the browser looks for the quoted words.
    #[default]
    Article,
    /// To the reading page, which marks them.
    Page,
}

impl FromStr for Citing {
    type Err = String;

    /// Parses `artikel` or `pagina`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim().to_lowercase().as_str() {
            "artikel" | "article" => Ok(Self::Article),
            "pagina" | "page" => Ok(Self::Page),
            _ => Err(format!(
                "`{text}` is no place for citations to lead to: write artikel for an article's own address, or pagina for the \
                 reading page"
            )),
        }
    }
}
