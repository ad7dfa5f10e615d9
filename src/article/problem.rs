//! What is wrong with the content, worded for the operator who mends it.

use std::fmt;

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
    pub what: String,
    /// How to mend it: one sentence, with its stop.
    pub mend: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {} {}", self.what, self.mend)
    }
}

/// Everything that is wrong with the content, of all files at once.
///
/// It displays as one line a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentError {
    /// The problems in the order of the files and their lines; at least one.
    pub problems: Vec<Problem>,
}

impl fmt::Display for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
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
    pub(super) fn fault(&mut self, line: usize, what: impl Into<String>, mend: impl Into<String>) {
        self.note(self.fault, Some(line), what.into(), mend.into());
    }

    /// Notes an error on a line.
    pub(super) fn at(&mut self, line: usize, what: impl Into<String>, mend: impl Into<String>) {
        self.note(Severity::Error, Some(line), what.into(), mend.into());
    }

    /// Notes an error of the file as a whole.
    pub(super) fn whole(&mut self, what: impl Into<String>, mend: impl Into<String>) {
        self.note(Severity::Error, None, what.into(), mend.into());
    }

    /// Notes a warning on a line: the article is read all the same.
    pub(super) fn warn(&mut self, line: usize, what: impl Into<String>, mend: impl Into<String>) {
        self.note(Severity::Warning, Some(line), what.into(), mend.into());
    }

    /// Notes a warning about the file as a whole.
    pub(super) fn warn_whole(&mut self, what: impl Into<String>, mend: impl Into<String>) {
        self.note(Severity::Warning, None, what.into(), mend.into());
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

    fn note(&mut self, severity: Severity, line: Option<usize>, what: String, mend: String) {
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
