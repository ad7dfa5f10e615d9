//! Lines to a bot that is addressed: by its name, in a direct message. There a bare command word is a command, as people
//! type it without thinking of `!`: `help`, `land Kirgizië`, `bron 14`.

use super::arguments::{forget, selection, summary};
use super::parsed::{Command, Selection};
use super::parser::{parse, understood};
use super::table::{Name, PREFIX, Spec, find};
use crate::lexicon::fold::fold;
use crate::lexicon::gazetteer::{Resolution, resolve};
use crate::lexicon::roles::is_role;
use crate::lexicon::spaces::squeezed;
use crate::lexicon::words::is_word;

/// The most words of a name.
const NAME: usize = 4;

/// The most words of a setting with its value: «server taal en».
const SETTING: usize = 3;

/// Reads a line to a bot that is addressed. Besides what [`parse`] reads, a command's name without prefix is a command if
/// what follows is what the command takes; else the line is a question: «wie Loekasjenko», and «wie is Loekasjenko?».
#[must_use]
pub fn parse_addressed(text: &str) -> Command {
    bare(text).unwrap_or_else(|| parse(text))
}

/// The command of a line that begins with a command's name; `None` if it reads as something else.
fn bare(text: &str) -> Option<Command> {
    let text = text.trim();
    if text.starts_with([PREFIX, '！']) {
        return None;
    }
    let (name, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let name = name.trim_end_matches([':', '.', '!', ',']);
    let spec = find(name)?;
    let rest = squeezed(rest);
    let argument = rest.trim_end_matches(['.', '!']);
    takes(spec, argument).then(|| understood(spec, argument))
}

/// Whether a command takes these words, so that the line is none of the questions that begin with its name.
fn takes(spec: &Spec, argument: &str) -> bool {
    if argument.is_empty() {
        // «Wie?» and «Land?» ask nothing; the command says what it needs.
        return true;
    }
    if argument.ends_with('?') && !matches!(spec.command, Name::Ask | Name::Search) {
        return false;
    }
    match spec.command {
        Name::Ask | Name::Search => true,
        Name::Country => is_country(argument),
        Name::Person | Name::Quote => is_name(argument),
        Name::Paragraph | Name::Source => is_paragraph(argument),
        Name::Summary => match summary(argument) {
            Command::Summary {
                country: Some(country),
                ..
            } => is_country(&country),
            _ => true,
        },
        Name::Article => argument.split(' ').count() <= NAME && !is_clause(argument),
        Name::Setting => argument.split(' ').count() <= SETTING && !is_clause(argument),
        Name::Help => find(argument.trim_start_matches(PREFIX)).is_some(),
        Name::Forget => forget(argument) == Command::Forget(None),
        // They take nothing, so a line with more words is a question: «over Kirgizië».
        Name::Timeline
        | Name::Changes
        | Name::Contents
        | Name::More
        | Name::About
        | Name::Missed => false,
    }
}

fn is_country(text: &str) -> bool {
    matches!(resolve(text), Resolution::One(_) | Resolution::Several(_))
}

/// Whether words are a paragraph's number, several, or the name of a part that has none.
fn is_paragraph(text: &str) -> bool {
    match selection(text) {
        Selection::Numbers(..) => true,
        Selection::Label(label) => {
            let label = fold(&label);
            ["auteur", "bronnen", "author", "sources"].contains(&label.as_str())
                || label.starts_with("foto-")
        }
    }
}

/// Whether words are somebody's name or role, and no question about them. A name that is typed small is known by being no
/// word of the language.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let is_part = |word: &&str| {
        let folded = fold(word);
        word.starts_with(char::is_uppercase)
            || PARTICLES.contains(&folded.as_str())
            || is_role(&folded)
            || !is_word(&folded)
    };
    words.len() <= NAME && words.iter().all(is_part) && !is_clause(text)
}

/// What stands in names besides names.
const PARTICLES: [&str; 9] = ["de", "den", "der", "van", "het", "ten", "ter", "von", "the"];

/// Whether a verb stands in words, so that they are part of a question.
fn is_clause(text: &str) -> bool {
    const VERBS: [&str; 22] = [
        "is", "was", "zijn", "waren", "heeft", "had", "hebben", "hadden", "werd", "werden",
        "wordt", "worden", "kan", "kon", "zei", "deed", "does", "did", "are", "were", "has",
        "said",
    ];
    text.split(' ')
        .any(|word| VERBS.contains(&fold(word).trim_matches(['?', ',', '.'])))
}
