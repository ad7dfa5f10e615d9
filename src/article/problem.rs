//! What is wrong with the content: which file, which line, what, and how to mend it.
//!
//! A problem is words yet to be: `check` says it in the language of the operator, the log in English.

use std::fmt;

use super::passed_over::PassedOver;
use crate::language::Language;
use crate::wording::Message;

/// Whether a problem keeps its article out of the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The article cannot be read as it is.
    Error,
    /// The article is read; its editor may have meant something else.
    Warning,
}

/// One thing that is wrong in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Whether the article is read in spite of it.
    pub severity: Severity,
    /// The file, as the caller named it.
    pub file: String,
    /// The line, from 1; none where the file as a whole is meant.
    pub line: Option<usize>,
    /// What is wrong: one sentence, with its stop.
    pub what: Message,
    /// How to mend it: one sentence, with its stop.
    pub mend: Message,
}

impl Problem {
    /// An error in a file.
    pub(super) fn error(file: &str, line: Option<usize>, what: Message, mend: Message) -> Problem {
        Problem {
            severity: Severity::Error,
            file: file.to_owned(),
            line,
            what,
            mend,
        }
    }

    /// The problem on one line, in a language: the place, what is wrong, how to mend it.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let line = self.line.map(|line| format!(":{line}")).unwrap_or_default();
        let (what, mend) = (self.what.words(language), self.mend.words(language));
        format!("{}{line}: {what} {mend}", self.file)
    }
}

/// For the log: in English.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words(Language::English))
    }
}

/// The most problems that are logged one by one.
pub const MOST: usize = 20;

/// Logs what keeps articles out of a library.
pub fn log(errors: &[Problem]) {
    let others = errors.len().saturating_sub(MOST);
    for problem in errors.iter().take(MOST) {
        tracing::error!(%problem, others, "part of the content cannot be used; the rest is served");
    }
}

/// Why there is no article to be served.
///
/// It displays as one line an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentError {
    /// The errors in the order of the files and their lines; at least one.
    pub errors: Vec<Problem>,
    /// The warnings, in the same order.
    pub warnings: Vec<Problem>,
    /// The files that are not read.
    pub passed_over: Vec<PassedOver>,
}

impl fmt::Display for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.errors.iter().map(ToString::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for ContentError {}

/// Collects the problems of one file while it is read.
pub(super) struct Report<'a> {
    file: &'a str,
    errors: Vec<Problem>,
    warnings: Vec<Problem>,
    /// What a field that cannot be used amounts to: an archive is made by a program, and is refused for it.
    fault: Severity,
}

impl<'a> Report<'a> {
    pub(super) fn new(file: &'a str) -> Report<'a> {
        Report {
            file,
            errors: Vec::new(),
            warnings: Vec::new(),
            fault: Severity::Error,
        }
    }

    /// The file, as the caller named it.
    pub(super) fn file(&self) -> &'a str {
        self.file
    }

    /// Makes a warning of every field that cannot be used, from now on.
    pub(super) fn be_tolerant(&mut self) {
        self.fault = Severity::Warning;
    }

    /// Whether a field that cannot be used is only warned of.
    pub(super) fn is_tolerant(&self) -> bool {
        self.fault == Severity::Warning
    }

    /// Notes that a field cannot be used.
    pub(super) fn fault(&mut self, line: usize, what: Message, mend: Message) {
        self.note(self.fault, Some(line), what, mend);
    }

    /// Notes an error on a line.
    pub(super) fn at(&mut self, line: usize, what: Message, mend: Message) {
        self.note(Severity::Error, Some(line), what, mend);
    }

    /// Notes an error of the file as a whole.
    pub(super) fn whole(&mut self, what: Message, mend: Message) {
        self.note(Severity::Error, None, what, mend);
    }

    /// Notes a warning on a line: the article is read all the same.
    pub(super) fn warn(&mut self, line: usize, what: Message, mend: Message) {
        self.note(Severity::Warning, Some(line), what, mend);
    }

    /// Notes a warning about the file as a whole.
    pub(super) fn warn_whole(&mut self, what: Message, mend: Message) {
        self.note(Severity::Warning, None, what, mend);
    }

    /// How many errors there are so far. Warnings do not count.
    pub(super) fn errors(&self) -> usize {
        self.errors.len()
    }

    /// The errors and the warnings, each in the order of their lines; those of the whole file come first.
    pub(super) fn into_parts(mut self) -> (Vec<Problem>, Vec<Problem>) {
        self.errors.sort_by_key(|problem| problem.line);
        self.warnings.sort_by_key(|problem| problem.line);
        (self.errors, self.warnings)
    }

    fn note(&mut self, severity: Severity, line: Option<usize>, what: Message, mend: Message) {
        let problems = match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        problems.push(Problem {
            severity,
            file: self.file.to_owned(),
            line,
            what,
            mend,
        });
    }
}

/// A piece of content as a problem shows it: quoted, on one line, and short.
pub(super) fn shown(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        None => format!("{text:?}"),
        Some((end, _)) => format!("{:?}…", text.get(..end).unwrap_or_default()),
    }
}

/// Whether a text may not hold this control character. Newline and tab may stand in a text.
pub(super) fn is_forbidden(char: char) -> bool {
    char.is_control() && !matches!(char, '\n' | '\t')
}

/// The first control character that a text may not hold.
pub(super) fn control_character(text: &str) -> Option<char> {
    text.chars().find(|char| is_forbidden(*char))
}
