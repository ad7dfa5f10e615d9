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
        let keys = match self.command {
            // It is always the person who gives the command that is forgotten.
            Name::Forget => vec![],
            Name::Summary => vec!["argument-country", "argument-sentences"],
            Name::Setting => vec!["argument-key", "argument-value"],
            _ => vec![key],
        };
        let has_choices = !matches!(self.command, Name::Ask | Name::Search);
        let parameter = |key| {
            let numbers = (key == "argument-sentences").then_some(SUMMARY_SENTENCES);
            Parameter {
                key,
                is_required: matches!(self.argument, Argument::Required(_)),
                has_choices: has_choices && numbers.is_none(),
                numbers,
            }
        };
        keys.into_iter().map(parameter).collect()
    }
}
