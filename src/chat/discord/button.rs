//! Buttons: each says by itself what it does, for whom, and about which text, so that it works after a restart.
//!
//! Its id reads `2.<action><language>.<asker>.<revision>.<page>.<code>`: the asker in hexadecimal, the revision of all articles
//! in eight digits, the code of a [recipe](crate::bot::recipe). In version 1 there was no language. Nothing in it was typed by
//! anybody.

use serde_json::Value;
use serenity::all::{
    ButtonStyle, CreateActionRow, CreateButton, CreateSelectMenu, CreateSelectMenuKind,
    CreateSelectMenuOption, UserId,
};

use super::port::DiscordPort;
use crate::chat::port::MarkOf;
use crate::chat::service::post::{Action, Control, Mark, Menu, Post};
use crate::render::discord::limits;
use crate::wording::Language;

/// The version of the ids: raise it when they are read in another way.
const VERSION: &str = "2";
const BEFORE: &str = "1";

/// The most characters that a code may have in an id, beside the rest at its longest.
pub(super) const CODE: usize = limits::CUSTOM_ID - "2.bnl.ffffffffffffffff.00000000.999.".len();

const LETTERS: [(Action, &str); 9] = [
    (Action::Previous, "b"),
    (Action::Next, "n"),
    (Action::Open, "w"),
    (Action::Source, "s"),
    (Action::Delete, "d"),
    (Action::Country, "l"),
    (Action::Post, "p"),
    (Action::PostAndPin, "v"),
    (Action::Cancel, "x"),
];

/// The rows of buttons under a message, and its menu.
pub(super) fn rows(post: &Post<DiscordPort>) -> Vec<CreateActionRow> {
    let Some(mark) = &post.mark else {
        return Vec::new();
    };
    let row = |row: &Vec<Control>| {
        let buttons = row.iter().map(|control| button(control, mark));
        CreateActionRow::Buttons(buttons.collect())
    };
    let menu = post.menu.as_ref().map(|list| menu(list, mark));
    post.controls.iter().map(row).chain(menu).collect()
}

fn button(control: &Control, mark: &MarkOf<DiscordPort>) -> CreateButton {
    let style = match control.action {
        Action::Post => ButtonStyle::Primary,
        _ => ButtonStyle::Secondary,
    };
    let button = CreateButton::new(id(control.action, mark, control.page, &control.code))
        .style(style)
        .disabled(!control.is_enabled);
    if control.label.is_empty() {
        button.emoji('🗑')
    } else {
        button.label(&control.label)
    }
}

fn menu(menu: &Menu, mark: &MarkOf<DiscordPort>) -> CreateActionRow {
    let option = |(label, value): &(String, String)| {
        CreateSelectMenuOption::new(limits::shortened(label, limits::OPTION), value)
    };
    let options = menu.options.iter().map(option).collect();
    let kind = CreateSelectMenuKind::String { options };
    let menu = CreateSelectMenu::new(id(Action::Country, mark, 0, ""), kind)
        .placeholder(limits::shortened(&menu.hint, limits::OPTION));
    CreateActionRow::SelectMenu(menu)
}

/// The id as Discord keeps it.
fn id(action: Action, mark: &MarkOf<DiscordPort>, page: usize, code: &str) -> String {
    let letter = LETTERS.iter().find(|(known, _)| *known == action);
    let letter = letter.map_or("", |(_, letter)| letter);
    let (asker, revision) = (mark.asker.get(), &mark.revision);
    let language = mark.language.map_or("", Language::tag);
    format!("{VERSION}.{letter}{language}.{asker:x}.{revision}.{page}.{code}")
}

/// What a message of ours says of itself by its buttons; `None` if it has none.
pub(super) fn mark_of(message: &Value) -> Option<MarkOf<DiscordPort>> {
    let rows = message["components"].as_array()?.iter();
    let components = rows.filter_map(|row| row["components"].as_array());
    let mut ids = components
        .flatten()
        .filter_map(|component| component["custom_id"].as_str());
    ids.find_map(read).map(|(_, mark)| mark)
}

/// Reads an id; `None` if it is not one of ours.
pub(super) fn read(id: &str) -> Option<(Action, MarkOf<DiscordPort>)> {
    let mut parts = id.splitn(6, '.');
    if ![VERSION, BEFORE].contains(&parts.next()?) {
        return None;
    }
    let (letter, language) = parts.next()?.split_at_checked(1)?;
    let (action, _) = LETTERS.iter().find(|(_, known)| *known == letter)?;
    let asker = u64::from_str_radix(parts.next()?, 16)
        .ok()
        .filter(|id| *id > 0)?;
    let mark = Mark {
        question: None,
        thread: None,
        asker: UserId::new(asker),
        revision: parts.next()?.to_owned(),
        language: Language::from_tag(language),
        page: parts.next()?.parse().ok()?,
        code: Some(parts.next()?.to_owned()),
        is_preview: false,
    };
    Some((*action, mark))
}
