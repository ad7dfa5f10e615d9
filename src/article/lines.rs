//! [`Lines`]: finds the line number of a byte.

/// The line ends of a text.
#[derive(Debug)]
pub(super) struct Lines {
    newlines: Vec<usize>,
    first: usize,
}

impl Lines {
    /// The lines of a text that begins on line `first` of its file.
    pub(super) fn of(text: &str, first: usize) -> Lines {
        Lines {
            newlines: text.match_indices('\n').map(|(at, _)| at).collect(),
            first,
        }
    }

    /// The line number of a byte.
    pub(super) fn at(&self, byte: usize) -> usize {
        self.first + self.newlines.partition_point(|newline| *newline < byte)
    }
}
