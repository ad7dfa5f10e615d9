//! What is said to the bot on Matrix, where a client says whom a message mentions.

use matrix_sdk::Room;

use super::desk::{Desk, Here};
use super::event::Message;
use super::{rooms, sending};
use crate::chat::addressed::{self as shared, Heard};
use crate::command::Command;

/// The command that a message gives the bot; none where it is meant for others.
pub(super) async fn command(
    desk: &Desk,
    room: &Room,
    message: &Message,
    here: &Here,
) -> Option<Command> {
    let prefix = here.preferences.prefix.as_str();
    let names = names(desk, room).await;
    let text = message.text();
    let is_mentioned = message.mentions(desk.me.as_str());
    let is_named = names.iter().any(|name| after_name(text, name).is_some());
    let mut is_direct = rooms::is_direct(room);
    if !is_direct && !is_mentioned && !is_named && !text.trim_start().starts_with(prefix) {
        is_direct = replies_to_us(desk, room, message).await;
    }
    let heard = Heard {
        text,
        prefix,
        is_direct,
        is_mentioned: is_mentioned || is_named,
    };
    shared::command(heard, |text| without_names(text, &names, is_mentioned))
}

/// What the bot is called in a room: its display name there, its id, and the first part of that.
async fn names(desk: &Desk, room: &Room) -> Vec<String> {
    let member = room.get_member_no_sync(&desk.me).await.ok().flatten();
    let shown = member.and_then(|member| member.display_name().map(str::to_owned));
    let mut names: Vec<String> = shown
        .into_iter()
        .chain([desk.me.to_string(), desk.me.localpart().to_owned()])
        .filter(|name| !name.trim().is_empty())
        .collect();
    // A name may begin with another.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
}

async fn replies_to_us(desk: &Desk, room: &Room, message: &Message) -> bool {
    let Some(other) = message.replies_to() else {
        return false;
    };
    if desk.links.question(other).await.is_some() {
        return true;
    }
    let fetched = sending::fetch(room, other).await;
    fetched.is_some_and(|event| event.sender == desk.me)
}

/// What follows a name at the beginning of a text, with a colon or a comma between them.
fn after_name<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    beheaded(text, name)?
        .trim_start()
        .strip_prefix([':', ','])
        .map(str::trim_start)
}

/// What follows a name at the beginning of a text, however it is capitalised.
fn beheaded<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let text = text.trim_start();
    let text = text.strip_prefix('@').unwrap_or(text);
    let name = name.strip_prefix('@').unwrap_or(name);
    let mut rest = text.chars();
    for wanted in name.chars() {
        let c = rest.next()?;
        if !c.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    let rest = rest.as_str();
    let ends = rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
    ends.then_some(rest)
}

/// A text without the names of the bot: at its beginning, and where it is mentioned, its id anywhere.
fn without_names(text: &str, names: &[String], is_mentioned: bool) -> String {
    let named = names.iter().find_map(|name| after_name(text, name));
    let bare = || {
        names
            .iter()
            .find_map(|name| beheaded(text, name))
            .filter(|rest| is_mentioned && rest.chars().next().is_none_or(char::is_whitespace))
    };
    let mut text = named.or_else(bare).unwrap_or(text).to_owned();
    if is_mentioned {
        for id in names.iter().filter(|name| name.starts_with('@')) {
            text = text.replace(id.as_str(), " ");
        }
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Vec<String> {
        ["@voetnoot:krant.example", "Voetnoot Bot", "voetnoot"]
            .map(str::to_owned)
            .to_vec()
    }

    #[test]
    fn a_name_and_a_colon_or_comma_address_the_bot() {
        for text in [
            "Voetnoot Bot: wie is Rachmon?",
            "voetnoot, wie is Rachmon?",
            "  @voetnoot:krant.example: wie is Rachmon?",
            "VOETNOOT : wie is Rachmon?",
        ] {
            let found = names()
                .iter()
                .find_map(|name| after_name(text, name).map(str::to_owned));
            assert_eq!(found.as_deref(), Some("wie is Rachmon?"), "{text}");
        }
        for text in [
            "voetnoten, wie is Rachmon?",
            "voetnoot wie is Rachmon?",
            "wie is voetnoot: een bot?",
            "",
        ] {
            assert!(
                names().iter().all(|name| after_name(text, name).is_none()),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_asked_is_left_without_the_name() {
        for (text, is_mentioned, left) in [
            ("voetnoot: !land Kirgizië", false, "!land Kirgizië"),
            ("Voetnoot Bot !land Kirgizië", true, "!land Kirgizië"),
            (
                "Voetnoot Bot !land Kirgizië",
                false,
                "Voetnoot Bot !land Kirgizië",
            ),
            (
                "wie is dat, @voetnoot:krant.example ?",
                true,
                "wie is dat,   ?",
            ),
            ("wat is een voetnoot", true, "wat is een voetnoot"),
            ("voetnoot", true, ""),
        ] {
            assert_eq!(without_names(text, &names(), is_mentioned), left, "{text}");
        }
    }
}
