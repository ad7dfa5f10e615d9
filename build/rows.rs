//! The tables of the lexicon: lines of cells with tabs between them.

use std::fs;

use super::{LEXICON, Result};

/// The rows of a table, without its comments.
pub(super) fn rows<const COLUMNS: usize>(file: &str) -> Result<Vec<[String; COLUMNS]>> {
    let mut rows = Vec::new();
    for line in fs::read_to_string(format!("{LEXICON}/{file}"))?
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        rows.push(
            cells
                .try_into()
                .map_err(|cells| format!("{file}: not {COLUMNS} columns: {cells:?}"))?,
        );
    }
    Ok(rows)
}

pub(super) fn list(cell: &str) -> Vec<String> {
    cell.split('|')
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}
