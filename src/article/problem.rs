//! What is wrong with the content, worded for the operator who mends it.

use std::fmt;

/// One thing that is wrong in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
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
    problems: Vec<Problem>,
    doubts: Vec<Problem>,
}

impl<'a> Report<'a> {
    pub(super) fn new(file: &'a str) -> Report<'a> {
        Report {
            file,
            problems: Vec::new(),
            doubts: Vec::new(),
        }
    }

    /// Notes a problem on a line.
    pub(super) fn at(&mut self, line: usize, what: impl Into<String>, mend: impl Into<String>) {
        self.problems.push(self.problem(Some(line), what, mend));
    }

    /// Notes a problem of the file as a whole.
    pub(super) fn whole(&mut self, what: impl Into<String>, mend: impl Into<String>) {
        self.problems.push(self.problem(None, what, mend));
    }

    /// Notes what may be meant otherwise than it is read, on a line.
    pub(super) fn doubt(&mut self, line: usize, what: impl Into<String>, mend: impl Into<String>) {
        self.doubts.push(self.problem(Some(line), what, mend));
    }

    /// How many problems there are so far.
    pub(super) fn len(&self) -> usize {
        self.problems.len()
    }

    /// The problems and the doubts, each in the order of their lines.
    pub(super) fn into_parts(mut self) -> (Vec<Problem>, Vec<Problem>) {
        self.problems.sort_by_key(|problem| problem.line);
        (self.problems, self.doubts)
    }

    fn problem(
        &self,
        line: Option<usize>,
        what: impl Into<String>,
        mend: impl Into<String>,
    ) -> Problem {
        Problem {
            file: self.file.to_owned(),
            line,
            what: what.into(),
            mend: mend.into(),
        }
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

/// The first control character that a text may not hold, with its place in bytes.
///
/// Newline and tab may stand in a text, and so may the carriage return of a Windows line end.
pub(super) fn control_character(text: &str) -> Option<(usize, char)> {
    let forbidden = |(at, char): &(usize, char)| match char {
        '\n' | '\t' => false,
        '\r' => text.as_bytes().get(at + 1) != Some(&b'\n'),
        _ => char.is_control(),
    };
    text.char_indices().find(forbidden)
}
