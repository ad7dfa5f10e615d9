//! The dialect of pipes and terminals, with or without colour.

use super::dialect::{Dialect, Run};
use super::quotation;
use super::quotation::Hand;

/// Plain text. Emphasis is `**…**`, or bold with colour.
#[derive(Clone, Copy, Debug)]
pub struct Plain {
    limit: usize,
    has_colour: bool,
}

impl Plain {
    /// The most characters on a page by default: about a screen, or a chat message.
    pub const LIMIT: usize = 2_000;

    /// Without colour.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            limit: Self::LIMIT,
            has_colour: false,
        }
    }

    /// With ANSI escapes for bold, underlined and dim.
    #[must_use]
    pub const fn coloured(self) -> Self {
        Self {
            has_colour: true,
            ..self
        }
    }

    /// With at most `limit` characters on a page.
    #[must_use]
    pub const fn limited(self, limit: usize) -> Self {
        Self { limit, ..self }
    }

    fn styled(&self, code: &str, text: &str) -> String {
        if self.has_colour {
            format!("\x1b[{code}m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }
}

impl Default for Plain {
    fn default() -> Self {
        Self::new()
    }
}

impl Dialect for Plain {
    fn limit(&self) -> usize {
        self.limit
    }

    fn sentence(&self, text: &str) -> String {
        text.to_owned()
    }

    fn heading(&self, text: &str) -> String {
        self.styled("4", text)
    }

    fn item(&self, label: &str, detail: Option<&str>) -> String {
        match detail {
            Some(detail) => format!("• {label}: {detail}"),
            None => format!("• {label}"),
        }
    }

    fn quotation(&self, runs: &[Run<'_>]) -> String {
        let strong = |words: &str| {
            if self.has_colour {
                self.styled("1", words)
            } else {
                format!("**{words}**")
            }
        };
        let hand = Hand {
            words: str::to_owned,
            link: |words: &str, _: &str| words.to_owned(),
            strong,
        };
        quotation::written(runs, &hand)
    }

    fn small(&self, text: &str) -> String {
        self.styled("2", text)
    }
}
