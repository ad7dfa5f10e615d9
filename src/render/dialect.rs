//! [`Dialect`]: how a platform writes text, and [`Run`]: a stretch of a quotation.

use crate::wording::{COMMAND_MARK, Language, Message, PLACE_MARK, Venue};

/// How a platform writes. A dialect decides no content.
pub trait Dialect: Sync {
    /// The most that a message holds, in the platform's units.
    fn limit(&self) -> usize;
    /// The size of a character in those units; one, if the platform counts code points.
    fn width(&self, _character: char) -> usize {
        1
    }
    /// The size of a text in those units.
    fn length(&self, text: &str) -> usize {
        text.chars().map(|c| self.width(c)).sum()
    }
    /// Whether pages have buttons to turn them, so that the text need not explain it.
    fn has_buttons(&self) -> bool {
        false
    }
    /// Whether the platform writes commands in its own way. Then a [mark](crate::wording::COMMAND_MARK) stands
    /// before each in a [`layout`](super::layout).
    fn marks_commands(&self) -> bool {
        false
    }
    /// Whether the platform makes a link of places in the article too. Then a [mark](PLACE_MARK) stands before each.
    fn marks_places(&self) -> bool {
        false
    }
    /// What the platform calls the place of a conversation.
    fn venue(&self) -> Venue {
        Venue::Channel
    }
    /// A message of the bot, as plain words.
    fn words(&self, message: &Message, language: Language) -> String {
        let mut words = message.marked(language, self.venue());
        if !self.marks_commands() {
            words = words.replace(COMMAND_MARK, "");
        }
        if !self.marks_places() {
            words = words.replace(PLACE_MARK, "");
        }
        words
    }
    /// A sentence of the bot.
    fn sentence(&self, text: &str) -> String;
    /// The head of a list.
    fn heading(&self, text: &str) -> String;
    /// A line of a list.
    fn item(&self, label: &str, detail: Option<&str>) -> String;
    /// A line of a list about an article, with its path on the reading page.
    fn article(&self, label: &str, detail: Option<&str>, _path: &str) -> String {
        self.item(label, detail)
    }
    /// Words of the article.
    fn quotation(&self, runs: &[Run<'_>]) -> String;
    /// A written quotation in another language than the reader's, by its tag.
    fn foreign(&self, quotation: &str, _language: &str) -> String {
        quotation.to_owned()
    }
    /// Small print, on a line of its own: the footnote of a quotation, the source of a page.
    fn small(&self, text: &str) -> String;
    /// The footnote of a quotation, with the address at which it can be read.
    fn footnote(&self, text: &str, url: &str) -> String {
        self.small(&format!("{text} {url}"))
    }
    /// Small print at the end of a line: the number behind a quotation.
    fn small_within(&self, text: &str) -> String {
        self.small(text)
    }
}

/// A stretch of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run<'a> {
    /// The article's words.
    Text(&'a str),
    /// The article's words, emphasised.
    Strong(&'a str),
    /// The article's words that are a link on its page.
    Link {
        /// The words.
        words: &'a str,
        /// Where the link leads: `https://` or `http://`.
        url: &'a str,
        /// Whether they are emphasised.
        is_strong: bool,
    },
    /// Words are left out here.
    Omission,
}

/// Stands for words left out of a quotation.
pub const OMISSION: &str = "[…]";
