//! [`Problem`]: an error or warning about content, with file, line and advice.
//!
//! It is data: `check` words it in the operator's language, the log in English.

use std::fmt;

use super::passed_over::PassedOver;
use crate::language::Language;
use crate::wording::Message;

/// How serious a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The article cannot be read.
    Error,
    /// The article is read, but its editor may have meant something else.
    Warning,
}

/// A problem in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How serious it is.
    pub severity: Severity,
    /// The file, as the caller named it.
    pub file: String,
    /// The line, from 1; `None` if the problem concerns the whole file.
    pub line: Option<usize>,
    /// What is wrong, as a sentence.
    pub what: Message,
    /// How to mend it, as a sentence.
    pub mend: Message,
}

impl Problem {
    pub(super) fn error(file: &str, line: Option<usize>, what: Message, mend: Message) -> Problem {
        Problem {
            severity: Severity::Error,
            file: file.to_owned(),
            line,
            what,
            mend,
        }
    }

    /// The problem on one line: the place, what is wrong, how to mend it.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let line = self.line.map(|line| format!(":{line}")).unwrap_or_default();
        let (what, mend) = (self.what.words(language), self.mend.words(language));
        format!("{}{line}: {what} {mend}", self.file)
    }
}

/// In English, for the log.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words(Language::English))
    }
}

/// The most problems to log at once.
pub const MOST: usize = 20;

/// Logs the errors that keep articles out of a library.
pub fn log(errors: &[Problem]) {
    let others = errors.len().saturating_sub(MOST);
    for problem in errors.iter().take(MOST) {
        tracing::error!(%problem, others, "part of the content cannot be used; the rest is served");
    }
}

/// No article could be read.
///
/// Displays each error on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentError {
    /// The errors by file and line; at least one.
    pub errors: Vec<Problem>,
    /// The warnings by file and line.
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
    /// The severity of an unusable field: an error in an archive, which a program wrote, a warning in an article file.
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

    /// Reports unusable fields as warnings from now on.
    pub(super) fn be_tolerant(&mut self) {
        self.fault = Severity::Warning;
    }

    /// Whether unusable fields are only warnings.
    pub(super) fn is_tolerant(&self) -> bool {
        self.fault == Severity::Warning
    }

    /// Reports an unusable field.
    pub(super) fn fault(&mut self, line: usize, what: Message, mend: Message) {
        self.note(self.fault, Some(line), what, mend);
    }

    /// Reports an error on a line.
    pub(super) fn at(&mut self, line: usize, what: Message, mend: Message) {
        self.note(Severity::Error, Some(line), what, mend);
    }

    /// Reports an error about the whole file.
    pub(super) fn whole(&mut self, what: Message, mend: Message) {
        self.note(Severity::Error, None, what, mend);
    }

    pub(super) fn warn(&mut self, line: usize, what: Message, mend: Message) {
        self.note(Severity::Warning, Some(line), what, mend);
    }

    /// Reports a warning about the whole file.
    pub(super) fn warn_whole(&mut self, what: Message, mend: Message) {
        self.note(Severity::Warning, None, what, mend);
    }

    /// The number of errors so far, without warnings.
    pub(super) fn errors(&self) -> usize {
        self.errors.len()
    }

    /// The errors and the warnings, each by line; problems of the whole file come first.
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

/// Quotes a piece of content for a problem: on one line, and shortened.
pub(super) fn shown(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        None => format!("{text:?}"),
        Some((end, _)) => format!("{:?}…", text.get(..end).unwrap_or_default()),
    }
}

/// Whether a character is a control character other than newline and tab.
pub(super) fn is_forbidden(char: char) -> bool {
    char.is_control() && !matches!(char, '\n' | '\t')
}

/// The first forbidden control character of a text.
pub(super) fn control_character(text: &str) -> Option<char> {
    text.chars().find(|char| is_forbidden(*char))
}
