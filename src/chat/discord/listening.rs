//! What is said to the bot, among all that is said: commands, mentions, direct messages, and replies to it.

use crate::command::{self, Command, PREFIX};

/// A message, as far as that decides whether it is for the bot.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heard<'a> {
    pub(super) text: &'a str,
    /// The bot's own id, as mentions hold it.
    pub(super) me: u64,
    /// Whether nobody else can be meant: a direct message, or a reply to the bot.
    pub(super) is_direct: bool,
    /// Whether the bot is mentioned.
    pub(super) is_mentioned: bool,
}

/// The command that a message gives the bot; none where it is meant for others.
///
/// What is quoted or stands in a block of code is somebody else's, or an example. In a channel a line with our prefix that
/// is no command of ours, nor a typing error away from one, belongs to another bot.
pub(super) fn command(heard: Heard<'_>) -> Option<Command> {
    let is_addressed = heard.is_direct || heard.is_mentioned;
    if is_addressed {
        let own = without_quotations(heard.text);
        let line = without_mentions(&own, heard.me);
        let has_words = !line.trim().is_empty() || heard.text.trim().is_empty() || own.trim() != "";
        return has_words.then(|| command::parse(&line));
    }
    let text = heard.text.trim_start();
    if !text.starts_with([PREFIX, '！']) {
        return None;
    }
    match command::parse(&without_quotations(text)) {
        Command::Unknown(name) if command::near(&name).is_empty() => None,
        // «!!!» and «!?» ask nothing.
        Command::Ask(text) if text.starts_with([PREFIX, '！']) => None,
        command => Some(command),
    }
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

/// A text without mentions of the bot.
fn without_mentions(text: &str, me: u64) -> String {
    let text = text
        .replace(&format!("<@{me}>"), " ")
        .replace(&format!("<@!{me}>"), " ");
    text.trim()
        .trim_start_matches([',', ':'])
        .trim_start()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(text: &str) -> Heard<'_> {
        Heard {
            text,
            me: 42,
            is_direct: false,
            is_mentioned: text.contains("<@42>") || text.contains("<@!42>"),
        }
    }

    #[test]
    fn talk_among_others_is_not_for_the_bot() {
        for text in [
            "hallo allemaal",
            "!!!",
            "!?",
            "! ?",
            "!ban @iemand",
            "!play muziek",
            "> !land Kirgizië",
            "```\n!land Kirgizië\n```",
            "`!land Kirgizië`",
            "kijk: !land Kirgizië",
            "",
        ] {
            assert_eq!(command(heard(text)), None, "{text:?}");
        }
    }

    #[test]
    fn commands_and_mentions_are() {
        let country = Command::Country(Some("Kirgizië".to_owned()));
        for text in [
            "!land Kirgizië",
            "  ! Land Kirgizië",
            "<@42> !land Kirgizië",
            "<@!42>, !land Kirgizië",
            "> iets van een ander\n<@42> !land Kirgizië",
        ] {
            assert_eq!(command(heard(text)), Some(country.clone()), "{text:?}");
        }
        assert_eq!(
            command(heard("hé <@42> wie is Rachmon?")),
            Some(Command::Ask("hé wie is Rachmon?".to_owned()))
        );
        assert_eq!(
            command(heard("!lnad Armenië")),
            Some(Command::Unknown("lnad".to_owned()))
        );
    }

    #[test]
    fn a_direct_message_is_a_question() {
        let direct = |text| Heard {
            is_direct: true,
            ..heard(text)
        };
        assert_eq!(
            command(direct("Wie is Rachmon?")),
            Some(Command::Ask("Wie is Rachmon?".to_owned()))
        );
        assert_eq!(command(direct("> Wie is Rachmon?")), None);
    }
}
