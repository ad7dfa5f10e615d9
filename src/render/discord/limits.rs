//! Discord's limits on messages.
//!
//! Source: <https://discord.com/developers/docs/resources/message>, `…/components/reference`, `…/interactions`,
//! read in the API's document of July 2026.

/// The content of a message, in characters.
pub const CONTENT: usize = 2_000;
/// The description of an embed.
pub const DESCRIPTION: usize = 4_096;
/// The author line of an embed.
pub const AUTHOR: usize = 256;
/// The footer of an embed.
pub const FOOTER: usize = 2_048;
/// The label of a button.
pub const LABEL: usize = 80;
/// The id of a button or a select.
pub const CUSTOM_ID: usize = 100;
/// The options of a select.
pub const OPTIONS: usize = 25;
/// The label or the value of an option of a select.
pub const OPTION: usize = 100;
/// The choices that an autocompletion offers.
pub const CHOICES: usize = 25;
/// The name or the value of such a choice.
pub const CHOICE: usize = 100;
/// The description of a command or of an option of one.
pub const COMMAND_DESCRIPTION: usize = 100;
/// What the bot says that it is doing.
pub const PRESENCE: usize = 128;
/// A nonce.
pub const NONCE: usize = 25;

/// Whether a text is within a limit, counted as strictly as Discord does anywhere.
#[must_use]
pub fn fits(text: &str, limit: usize) -> bool {
    text.chars().map(char::len_utf16).sum::<usize>() <= limit
}

/// A text within a limit: itself, or its beginning and an ellipsis.
#[must_use]
pub fn shortened(text: &str, limit: usize) -> String {
    if fits(text, limit) {
        return text.to_owned();
    }
    let mut used = 1;
    let within = |c: &char| {
        used += c.len_utf16();
        used <= limit
    };
    text.chars().take_while(within).chain(['…']).collect()
}
