//! Buttons. The id of a button states its action, the asker and the text's revision, so that it works after a restart.
//!
//! An id reads `2.<action><language>.<asker>.<revision>.<page>.<code>`: the asker in hexadecimal, the revision of all articles
//! in eight digits, the code of a [recipe](crate::bot::recipe). An id contains nothing that anybody typed.

use serde_json::Value;
use serenity::all::{
    ButtonStyle, CreateActionRow, CreateButton, CreateSelectMenu, CreateSelectMenuKind,
    CreateSelectMenuOption, MessageId, UserId,
};

use crate::chat::service::post::{Action, Control, Mark, Menu, Post};
use crate::render::discord::limits;
use crate::wording::Language;

/// The version of the ids. Raise it if the format changes.
const VERSION: &str = "2";

/// The most characters of a code in an id whose other parts have their greatest length.
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

pub(super) type DiscordMark = Mark<MessageId, UserId>;

/// Returns the rows of buttons under a message, and its menu.
pub(super) fn rows<Style>(post: &Post<MessageId, UserId, Style>) -> Vec<CreateActionRow> {
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

fn button(control: &Control, mark: &DiscordMark) -> CreateButton {
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

fn menu(menu: &Menu, mark: &DiscordMark) -> CreateActionRow {
    let option = |(label, value): &(String, String)| {
        CreateSelectMenuOption::new(limits::shortened(label, limits::OPTION), value)
    };
    let options = menu.options.iter().map(option).collect();
    let kind = CreateSelectMenuKind::String { options };
    let menu = CreateSelectMenu::new(id(Action::Country, mark, 0, ""), kind)
        .placeholder(limits::shortened(&menu.hint, limits::OPTION));
    CreateActionRow::SelectMenu(menu)
}

fn id(action: Action, mark: &DiscordMark, page: usize, code: &str) -> String {
    let letter = LETTERS.iter().find(|(known, _)| *known == action);
    let letter = letter.map_or("", |(_, letter)| letter);
    let (asker, revision) = (mark.asker.get(), &mark.revision);
    let language = mark.language.map_or("", Language::tag);
    format!("{VERSION}.{letter}{language}.{asker:x}.{revision}.{page}.{code}")
}

/// Reads the mark of a message of the bot from its buttons; `None` if it has none. Only the mark of a page of several has a
/// code, and the number of that page.
pub(super) fn mark_of(message: &Value) -> Option<DiscordMark> {
    let rows = message["components"].as_array()?.iter();
    let components = rows
        .filter_map(|row| row["components"].as_array())
        .flatten();
    let marks = components.filter_map(|component| {
        let (action, mark) = read(component["custom_id"].as_str()?)?;
        Some((action, mark, component["disabled"] == true))
    });
    let mut first = None;
    for (action, mark, is_disabled) in marks {
        if action == Action::Next {
            // The button leads to the next page; on the last page it is disabled and names that page.
            let page = mark.page - usize::from(!is_disabled && mark.page > 0);
            return Some(Mark { page, ..mark });
        }
        first.get_or_insert(Mark {
            page: 0,
            code: None,
            ..mark
        });
    }
    first
}

/// Reads an id; `None` if it is not an id of this bot.
pub(super) fn read(id: &str) -> Option<(Action, DiscordMark)> {
    let mut parts = id.splitn(6, '.');
    if parts.next()? != VERSION {
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
