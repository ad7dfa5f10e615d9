//! Buttons: each says by itself what it does, for whom, and about which text, so that it works after a restart.
//!
//! Its id reads `1.<action>.<asker>.<revision>.<page>.<code>`: the asker in hexadecimal, the revision of all articles in
//! eight digits, the code of a [recipe](crate::bot::recipe). Nothing in it was typed by anybody.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, UserId};

use crate::render::discord::limits;
use crate::wording::{Language, Message};

/// The version of the ids: raise it when they are read in another way.
const VERSION: &str = "1";

/// The most characters that a code may have in an id, beside the rest at its longest.
pub(super) const CODE: usize = limits::CUSTOM_ID - "1.b.ffffffffffffffff.00000000.999.".len();

/// The most pages that buttons turn.
pub(super) const PAGES: usize = 999;

/// What happens when a button is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// The page before.
    Previous,
    /// The page after.
    Next,
    /// Shows a paragraph, whole, to whoever pressed.
    Whole,
    /// Shows the source, to whoever pressed.
    Source,
    /// Takes the answer away.
    Delete,
    /// Chooses a country from the list.
    Country,
    /// Posts a previewed summary.
    Post,
    /// Posts it and pins it.
    PostAndPin,
    /// Does neither.
    Cancel,
}

const LETTERS: [(Action, &str); 9] = [
    (Action::Previous, "b"),
    (Action::Next, "n"),
    (Action::Whole, "w"),
    (Action::Source, "s"),
    (Action::Delete, "d"),
    (Action::Country, "l"),
    (Action::Post, "p"),
    (Action::PostAndPin, "v"),
    (Action::Cancel, "x"),
];

/// What a button's id says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Button {
    pub(super) action: Action,
    /// Who asked.
    pub(super) asker: UserId,
    /// The revision of the articles that the answer is from.
    pub(super) revision: String,
    /// The page that it leads to, from 0.
    pub(super) page: usize,
    /// The code of what makes the answer again.
    pub(super) code: String,
}

impl Button {
    /// The id as Discord keeps it.
    pub(super) fn id(&self) -> String {
        let letter = LETTERS
            .iter()
            .find(|(action, _)| *action == self.action)
            .map_or("", |(_, letter)| letter);
        format!(
            "{VERSION}.{letter}.{:x}.{}.{}.{}",
            self.asker.get(),
            self.revision,
            self.page,
            self.code
        )
    }

    /// Reads an id; none where it is not one of ours.
    pub(super) fn read(id: &str) -> Option<Self> {
        let mut parts = id.splitn(6, '.');
        if parts.next()? != VERSION {
            return None;
        }
        let letter = parts.next()?;
        let (action, _) = LETTERS.iter().find(|(_, known)| *known == letter)?;
        let asker = u64::from_str_radix(parts.next()?, 16)
            .ok()
            .filter(|id| *id > 0)?;
        Some(Self {
            action: *action,
            asker: UserId::new(asker),
            revision: parts.next()?.to_owned(),
            page: parts.next()?.parse().ok()?,
            code: parts.next()?.to_owned(),
        })
    }

    /// The same button with another action and code.
    fn to(&self, action: Action, page: usize, code: impl Into<String>) -> String {
        let code = code.into();
        Self {
            action,
            page,
            code,
            ..self.clone()
        }
        .id()
    }
}

/// What the buttons under a page are for.
pub(super) struct Row {
    /// The page that is shown, how many there are, and what makes them: none where nothing makes them again.
    pub(super) shown: Button,
    /// How many pages there are.
    pub(super) pages: usize,
    /// The number of the paragraph that an answer was cut from.
    pub(super) whole: Option<u32>,
    /// If several sentences may answer, the numbers of their paragraphs, the likeliest first.
    pub(super) choices: Vec<u32>,
    /// The code of the source of the answer.
    pub(super) source: Option<String>,
    pub(super) language: Language,
    /// Whether only one person sees it, who can put it away without us.
    pub(super) is_private: bool,
}

/// The rows of buttons under an answer: first those that open the paragraphs of several sentences, if there are any.
pub(super) fn rows(row: &Row) -> impl Iterator<Item = CreateActionRow> {
    let choices = row.choices.iter().map(|number| {
        let label = Message::new("button-paragraph").with("number", *number);
        opening(row, *number).label(label.words(row.language))
    });
    let choices: Vec<CreateButton> = choices.collect();
    let choices = (!choices.is_empty()).then_some(CreateActionRow::Buttons(choices));
    choices.into_iter().chain(own_row(row))
}

/// The button that opens a paragraph.
fn opening(row: &Row, number: u32) -> CreateButton {
    let code = format!("a{number}-{number}");
    CreateButton::new(row.shown.to(Action::Whole, 0, code)).style(ButtonStyle::Secondary)
}

/// The row about the answer itself; `None` if it needs no button.
fn own_row(row: &Row) -> Option<CreateActionRow> {
    let words = |key: &str| Message::new(key).words(row.language);
    let Button { page, ref code, .. } = row.shown;
    let mut buttons = Vec::new();
    if row.pages > 1 && row.pages <= PAGES {
        buttons.push(
            CreateButton::new(row.shown.to(Action::Previous, page.saturating_sub(1), code))
                .style(ButtonStyle::Secondary)
                .label(words("button-previous"))
                .disabled(page == 0),
        );
        let next = (page + 1).min(row.pages - 1);
        buttons.push(
            CreateButton::new(row.shown.to(Action::Next, next, code))
                .style(ButtonStyle::Secondary)
                .label(words("button-next"))
                .disabled(page + 1 == row.pages),
        );
    }
    if let Some(number) = row.whole {
        buttons.push(opening(row, number).label(words("button-whole")));
    }
    if let Some(code) = &row.source {
        buttons.push(
            CreateButton::new(row.shown.to(Action::Source, 0, code))
                .style(ButtonStyle::Secondary)
                .label(words("button-source")),
        );
    }
    if !row.is_private {
        buttons.push(
            CreateButton::new(row.shown.to(Action::Delete, 0, ""))
                .style(ButtonStyle::Secondary)
                .emoji('🗑'),
        );
    }
    (!buttons.is_empty()).then_some(CreateActionRow::Buttons(buttons))
}
