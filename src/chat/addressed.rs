//! What is said to the bot, among all that is said: commands, mentions, direct messages, and replies to it.

use crate::command::{self, Command, PREFIX};

/// A message, as far as that decides whether it is for the bot.
#[derive(Clone, Copy, Debug)]
pub struct Heard<'a> {
    /// What it says.
    pub text: &'a str,
    /// What begins a command here.
    pub prefix: &'a str,
    /// Whether nobody else can be meant: a direct message, or a reply to the bot.
    pub is_direct: bool,
    /// Whether the bot is mentioned.
    pub is_mentioned: bool,
}

/// The command that a message gives the bot; none where it is meant for others. A platform has its own way to take its
/// mentions of the bot out of a text.
///
/// What is quoted or stands in a block of code is somebody else's, or an example. In a channel a line with our prefix that
/// is no command of ours, nor a typing error away from one, belongs to another bot.
pub fn command(heard: Heard<'_>, without_mentions: impl Fn(&str) -> String) -> Option<Command> {
    let is_addressed = heard.is_direct || heard.is_mentioned;
    if is_addressed {
        let own = without_quotations(heard.text);
        let line = without_mentions(&own);
        let line = with_own_prefix(&line, heard.prefix).unwrap_or(line);
        let has_words = !line.trim().is_empty() || heard.text.trim().is_empty() || own.trim() != "";
        return has_words.then(|| command::parse(&line));
    }
    let text = &with_own_prefix(heard.text, heard.prefix)?;
    match command::parse(&without_quotations(text)) {
        Command::Unknown(name) if command::near(&name).is_empty() => None,
        // «!!!» and «!?» ask nothing.
        Command::Ask(text) if text.starts_with([PREFIX, '！']) => None,
        command => Some(command),
    }
}

/// A line that begins with the prefix of a place, with our own in its place; none where it does not.
fn with_own_prefix(text: &str, prefix: &str) -> Option<String> {
    let text = text.trim_start();
    let is_own = prefix.chars().eq([PREFIX]);
    let rest = text
        .strip_prefix(prefix)
        .or_else(|| text.strip_prefix('！').filter(|_| is_own))?;
    Some(format!("{PREFIX}{rest}"))
}

/// The lines that are neither quoted nor code.
fn without_quotations(text: &str) -> String {
    let mut own = Vec::new();
    let mut is_code = false;
    for line in text.lines() {
        let fences = line.matches("```").count();
        if fences > 0 {
            is_code ^= fences % 2 == 1;
            continue;
        }
        let start = line.trim_start();
        if start.starts_with(">>>") && !is_code {
            break;
        }
        if !is_code && !start.starts_with('>') {
            own.push(line);
        }
    }
    own.join("\n")
}
