//! What is said to the bot on Discord, where a mention is written as the bot's id.

use crate::chat::addressed;
use crate::command::Command;

/// A message, as far as that decides whether it is for the bot.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heard<'a> {
    pub(super) text: &'a str,
    /// What begins a command in the channel.
    pub(super) prefix: &'a str,
    /// The bot's own id, as mentions hold it.
    pub(super) me: u64,
    /// Whether nobody else can be meant: a direct message, or a reply to the bot.
    pub(super) is_direct: bool,
    /// Whether the bot is mentioned.
    pub(super) is_mentioned: bool,
}

/// The command that a message gives the bot; none where it is meant for others.
pub(super) fn command(heard: Heard<'_>) -> Option<Command> {
    let Heard {
        text,
        prefix,
        me,
        is_direct,
        is_mentioned,
    } = heard;
    let heard = addressed::Heard {
        text,
        prefix,
        is_direct,
        is_mentioned,
    };
    addressed::command(heard, |text| without_mentions(text, me))
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
            prefix: "!",
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
    fn another_prefix_takes_the_place_of_ours() {
        let heard = |text| Heard {
            prefix: "?",
            ..heard(text)
        };
        let country = Command::Country(Some("Kirgizië".to_owned()));
        for text in [
            "?land Kirgizië",
            "<@42> ?land Kirgizië",
            "<@42> !land Kirgizië",
        ] {
            assert_eq!(command(heard(text)), Some(country.clone()), "{text:?}");
        }
        for text in ["!land Kirgizië", "??", "? ja hoor"] {
            assert_eq!(command(heard(text)), None, "{text:?}");
        }
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
