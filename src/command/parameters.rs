//! What follows a command's name, as the fields of a form: for platforms that ask for each thing separately.

use std::ops::RangeInclusive;

use super::{Argument, Name, SUMMARY_SENTENCES, Spec};

/// A field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The wording key of its name.
    pub key: &'static str,
    /// The numbers that it takes; `None` if it takes text.
    pub numbers: Option<RangeInclusive<u32>>,
    /// Whether the command cannot do without it.
    pub is_required: bool,
    /// Whether it is known beforehand what can be given.
    pub has_choices: bool,
}

impl Spec {
    /// The fields of this command, in the order in which they are typed.
    #[must_use]
    pub fn parameters(&self) -> Vec<Parameter> {
        let (Argument::Optional(key) | Argument::Required(key)) = self.argument else {
            return Vec::new();
        };
        let first = Parameter {
            key,
            numbers: None,
            is_required: matches!(self.argument, Argument::Required(_)),
            has_choices: self.command.has_choices(),
        };
        let second = |key, numbers| Parameter {
            key,
            numbers,
            is_required: false,
            has_choices: self.command == Name::Setting,
        };
        let first_as = |key| Parameter {
            key,
            ..first.clone()
        };
        match self.command {
            // Who could be meant but whoever gives it?
            Name::Forget => Vec::new(),
            Name::Summary => vec![
                first_as("argument-country"),
                second("argument-sentences", Some(SUMMARY_SENTENCES)),
            ],
            Name::Setting => vec![first_as("argument-key"), second("argument-value", None)],
            _ => vec![first],
        }
    }
}

impl Name {
    /// Whether it is known beforehand what can be given to the command.
    #[must_use]
    pub fn has_choices(self) -> bool {
        matches!(
            self,
            Self::Country
                | Self::Summary
                | Self::Person
                | Self::Quote
                | Self::Paragraph
                | Self::Source
                | Self::Article
                | Self::Setting
                | Self::Help
        )
    }
}
