//! The texts of the articles under a path, one at a time: whole files, and the lines of archives. An archive of any size is read
//! in constant memory.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use super::files::{Files, Format};
use crate::textfile;

/// The text of one article: that of its file, or its line in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleText {
    /// The file's name without its folder, from which [`Library::from_text`](super::Library::from_text) tells how to read it.
    pub name: String,
    /// The text, byte for byte.
    pub text: String,
    /// Where it stands, for the operator: the file, and the line in an archive.
    pub place: String,
}

/// Calls `each` with the texts under a path, by path and line, until it fails.
///
/// # Errors
/// Fails if a file cannot be read or is not UTF-8, or if `each` fails.
pub fn each_text(
    path: &Path,
    mut each: impl FnMut(ArticleText) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let files = Files::of(path);
    if let Some(problem) = files.problems.first() {
        anyhow::bail!("{problem}");
    }
    for file in files.read {
        let of_file =
            |error: &dyn std::fmt::Display| anyhow::anyhow!("{}: {error}", file.display());
        match Format::of(&file) {
            Some(Format::Archive) => archive(&file, &mut each)?,
            _ => {
                let text = whole(&file).map_err(|error| of_file(&error))?;
                each(text)?;
            }
        }
    }
    Ok(())
}

fn archive(
    file: &PathBuf,
    each: &mut impl FnMut(ArticleText) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let of_line = |line: usize, error: &dyn std::fmt::Display| {
        anyhow::anyhow!("{}:{line}: {error}", file.display())
    };
    let opened = File::open(file).map_err(|error| of_line(1, &error))?;
    for (line, text) in (1..).zip(BufReader::new(opened).lines()) {
        let text = text.map_err(|error| of_line(line, &error))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        if !text.trim().is_empty() {
            each(ArticleText {
                name: name(file),
                text: text.to_owned(),
                place: format!("{}:{line}", file.display()),
            })?;
        }
    }
    Ok(())
}

fn whole(file: &Path) -> io::Result<ArticleText> {
    let bytes = std::fs::read(file)?;
    textfile::text(&bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    // The revision is a hash of every byte, also of a byte order mark.
    let text = String::from_utf8(bytes).map_err(io::Error::other)?;
    Ok(ArticleText {
        name: name(file),
        text,
        place: file.display().to_string(),
    })
}

fn name(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
