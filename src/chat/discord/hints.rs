//! Commands in our sentences, in the form that works where they are read.

use std::collections::HashMap;
use std::sync::Arc;

use crate::command::{self, PREFIX};
use crate::render::discord::escape;
use crate::wording::COMMAND_MARK;

/// How commands are given there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Form {
    /// As slash commands.
    #[default]
    Slash,
    /// Typed, after what begins a command in the channel.
    Typed(Arc<str>),
}

/// The ids of slash commands, by name.
pub(super) type Ids = HashMap<String, u64>;

/// A text with its marked commands written in a form. A slash command whose id is known can be clicked, unless the text
/// stands where Discord shows words alone.
pub(super) fn written(text: &str, form: &Form, ids: Option<&Ids>) -> String {
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
