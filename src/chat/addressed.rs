//! Which messages are for the bot: commands, mentions, direct messages, and replies to it. How a platform writes mentions
//! and names is given by the platform.

mod names;

pub(crate) use names::{is_named, without_names};

use crate::command::{self, Command, Name, PREFIX};

/// A message, as far as that decides whether it is for the bot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Heard<'a> {
    /// What it says.
    pub(crate) text: &'a str,
    /// What begins a command here.
    pub(crate) prefix: &'a str,
    /// Whether nobody else is there.
    pub(crate) is_direct: bool,
    /// Whether the bot is mentioned. A platform may count a reply to the bot as a mention.
    pub(crate) is_mentioned: bool,
    /// Whether it replies to a message of the bot.
    pub(crate) is_reply: bool,
    /// What somebody else wrote that it replies to, if that is asked about when the message itself asks nothing.
    pub(crate) subject: Option<&'a str>,
}

/// The command that a message gives the bot; `None` if it is meant for others. A platform has its own way to take its
/// mentions of the bot out of a text; `asks_on` says whether a reply to an answer asks for another one.
///
/// What is quoted or stands in a block of code is somebody else's, or an example.
pub(crate) fn command(
    heard: Heard<'_>,
    without_mentions: impl Fn(&str) -> String,
    asks_on: impl FnOnce(&str) -> bool,
) -> Option<Command> {
    let given = given(heard, without_mentions, asks_on)?;
    let asks_nothing = match &given {
        Command::Ask(text) => text.is_empty(),
        Command::Incomplete(name) => *name == Name::Ask,
        _ => false,
    };
    let subject = heard.subject.map(str::trim).filter(|said| !said.is_empty());
    match subject {
        Some(said) if asks_nothing => Some(command::question(said)),
        _ => Some(given),
    }
}

/// The same, by the words of the message alone.
fn given(
    heard: Heard<'_>,
    without_mentions: impl Fn(&str) -> String,
    asks_on: impl FnOnce(&str) -> bool,
) -> Option<Command> {
    if !(heard.is_direct || heard.is_mentioned || heard.is_reply) {
        return among_others(&with_own_prefix(heard.text, heard.prefix)?);
    }
    let own = without_quotations(heard.text);
    let line = without_mentions(&own);
    if let Some(given) = with_own_prefix(&line, heard.prefix) {
        return if heard.is_reply && !heard.is_direct {
            among_others(&given)
        } else {
            Some(command::parse(&given))
        };
    }
    if heard.is_reply && !asks_on(&line) {
        return None;
    }
    let has_words = !line.trim().is_empty() || heard.text.trim().is_empty() || own.trim() != "";
    has_words.then(|| command::parse_addressed(&line))
}

/// The command of a line that begins with our prefix, said where others are. If it is no command of ours, nor one with a
/// typing error, it belongs to another bot.
fn among_others(line: &str) -> Option<Command> {
    let line = without_quotations(line);
    match command::parse(&line) {
        Command::Unknown(name) => {
            let given = line.trim_start().trim_start_matches([PREFIX, '！']);
            let has_argument = given.split_whitespace().nth(1).is_some();
            command::is_mistyped(&name, has_argument).then_some(Command::Unknown(name))
        }
        // «!!!» and «!?» ask nothing.
        Command::Ask(text) if text.starts_with([PREFIX, '！']) => None,
        command => Some(command),
    }
}

/// A line that begins with a channel's prefix, with our own instead; `None` if it does not.
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

/// A text without mentions of the bot, in any of the ways in which the platform writes them.
pub(crate) fn without_mentions(text: &str, mentions: &[&str]) -> String {
    let mut text = text.to_owned();
    for mention in mentions {
        text = text.replace(mention, " ");
    }
    text.trim()
        .trim_start_matches([',', ':'])
        .trim_start()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MENTIONS: [&str; 2] = ["<@42>", "<@!42>"];

    fn heard(text: &str) -> Heard<'_> {
        Heard {
            text,
            prefix: "!",
            is_direct: false,
            is_reply: false,
            is_mentioned: MENTIONS.iter().any(|mention| text.contains(mention)),
            subject: None,
        }
    }

    fn command(heard: Heard<'_>) -> Option<Command> {
        let asks_on = |text: &str| text.ends_with('?');
        super::command(heard, |text| without_mentions(text, &MENTIONS), asks_on)
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
            // Near names of ours, and yet other words.
            "!weer Amsterdam",
            "!weer",
            "!meet Jan",
            "!helm op",
            "!hand",
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
        for (text, name) in [
            ("!lnad Armenië", "lnad"),
            ("!hepl", "hepl"),
            ("!tijdlijm", "tijdlijm"),
        ] {
            let unknown = Command::Unknown(name.to_owned());
            assert_eq!(command(heard(text)), Some(unknown), "{text:?}");
        }
    }

    #[test]
    fn bare_command_words_to_the_bot_are_commands() {
        let country = Command::Country(Some("Kirgizië".to_owned()));
        let mentioned = |text| command(heard(text));
        assert_eq!(mentioned("<@42> help"), Some(Command::Help(None)));
        assert_eq!(mentioned("<@42> land Kirgizië"), Some(country));
        assert_eq!(mentioned("land Kirgizië"), None);
    }

    #[test]
    fn a_reply_to_the_bot_counts_if_it_asks() {
        let reply = |text| {
            command(Heard {
                is_reply: true,
                ..heard(text)
            })
        };
        for text in [
            "haha",
            "top!",
            "",
            "<@42> haha",
            "!weer Amsterdam",
            "!!!",
            "> En dit?",
        ] {
            assert_eq!(reply(text), None, "{text:?}");
        }
        assert_eq!(
            reply("En Rusland?"),
            Some(Command::Ask("En Rusland?".to_owned()))
        );
        assert_eq!(reply("!vraag haha"), Some(Command::Ask("haha".to_owned())));
        assert_eq!(reply("!land"), Some(Command::Country(None)));
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
