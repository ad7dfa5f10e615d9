//! The lines of a text: which byte stands on which.

/// Where the lines of a text end.
#[derive(Debug)]
pub(super) struct Lines {
    newlines: Vec<usize>,
    first: usize,
}

impl Lines {
    /// The lines of a text whose first line is line `first` of its file.
    pub(super) fn of(text: &str, first: usize) -> Lines {
        Lines {
            newlines: text.match_indices('\n').map(|(at, _)| at).collect(),
            first,
        }
    }

    /// The line of a byte.
    pub(super) fn at(&self, byte: usize) -> usize {
        self.first + self.newlines.partition_point(|newline| *newline < byte)
    }
}
