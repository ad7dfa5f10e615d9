//! How sentences of the bot write commands: in the form that works where they are read.

use std::collections::HashMap;
use std::sync::Arc;

use super::escape;
use crate::command::{self, PREFIX};
use crate::wording::COMMAND_MARK;

/// How readers give commands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Form {
    /// By slash commands.
    #[default]
    Slash,
    /// By typing them after the channel's prefix.
    Typed(Arc<str>),
}

/// The ids of slash commands, by name.
pub(crate) type Ids = HashMap<String, u64>;

/// Writes the marked commands of a text in a form. A slash command whose id is known becomes one that can be clicked.
pub(crate) fn written(text: &str, form: &Form, ids: Option<&Ids>) -> String {
    let mut parts = text.split(COMMAND_MARK);
    let mut written = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let part = part.strip_prefix(PREFIX).unwrap_or(part);
        let end = part.find(|c: char| !c.is_alphanumeric());
        let (name, rest) = part.split_at(end.unwrap_or(part.len()));
        let own = command::find(name).map_or(name, |spec| spec.name);
        match (form, ids.and_then(|ids| ids.get(own))) {
            (Form::Typed(prefix), _) => written.push_str(&format!("{}{name}", escape(prefix))),
            (Form::Slash, Some(id)) => written.push_str(&format!("</{own}:{id}>")),
            (Form::Slash, None) => written.push_str(&format!("/{name}")),
        }
        written.push_str(rest);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::{Language, Message, Venue};

    #[test]
    fn a_command_is_written_as_it_is_given() {
        let hint = Message::new("help-hint").marked(Language::English, Venue::Channel);
        let ids = Ids::from([("help".to_owned(), 7)]);
        let typed = Form::Typed("?".into());
        let forms = [
            (&typed, Some(&ids)),
            (&Form::Slash, Some(&ids)),
            (&Form::Slash, None),
        ];
        let written = forms.map(|(form, ids)| written(&hint, form, ids));
        insta::assert_snapshot!(written.join("\n"), @"
        Type ?help for all commands.
        Type </help:7> for all commands.
        Type /help for all commands.
        ");
    }
}
