//! Files of text, as people's editors save them: UTF-8, perhaps behind a byte order mark.

use std::fs;
use std::io;
use std::path::Path;

/// Where a file's bytes are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} is not UTF-8; save the file as UTF-8")]
pub struct NotUtf8 {
    /// The line, from 1.
    pub line: usize,
}

/// Reads a file of text.
///
/// # Errors
/// Where it cannot be read, or is not UTF-8.
pub fn read(path: &Path) -> io::Result<String> {
    let bytes = fs::read(path)?;
    match text(&bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => Err(io::Error::new(io::ErrorKind::InvalidData, error)),
    }
}

/// The text of a file's bytes, without its byte order mark.
///
/// # Errors
/// Where they are not UTF-8.
pub fn text(bytes: &[u8]) -> Result<&str, NotUtf8> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let before = bytes.iter().take(error.valid_up_to());
            let line = 1 + before.filter(|byte| **byte == b'\n').count();
            Err(NotUtf8 { line })
        }
    }
}
