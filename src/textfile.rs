//! Files of text, as people's editors save them: UTF-8, perhaps behind a byte order mark.

use std::fs;
use std::io;
use std::path::Path;

/// Why a file's bytes are not read as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{encoding}; save the file as UTF-8")]
pub struct NotUtf8 {
    /// The line, from 1, that is the first not to be UTF-8.
    pub line: usize,
    /// What the bytes look like.
    pub encoding: Encoding,
}

/// What bytes that are not UTF-8 look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Two bytes a character.
    Utf16,
    /// One byte a character: Latin-1, or Windows-1252, which differs from it in curly quotation marks.
    Latin1,
    /// No text at all: a picture, or a document of a word processor.
    Binary,
    /// UTF-8 but for this line.
    Mixed(usize),
}

impl std::fmt::Display for Encoding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Utf16 => f.write_str("the file is UTF-16"),
            Self::Latin1 => f.write_str("the file looks like Latin-1 (Windows-1252)"),
            Self::Binary => f.write_str("the file is no text"),
            Self::Mixed(line) => write!(f, "line {line} is not UTF-8"),
        }
    }
}

/// Reads a file of text.
///
/// # Errors
/// Fails if the file cannot be read, or is not UTF-8.
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
/// Fails if the bytes are not UTF-8, or are UTF-16 that happens to be UTF-8 too.
pub fn text(bytes: &[u8]) -> Result<&str, NotUtf8> {
    let read = std::str::from_utf8(bytes);
    match read {
        Ok(text) if !is_utf16(bytes) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        _ => {
            let valid = read.err().map_or(0, |error| error.valid_up_to());
            let newlines = bytes.iter().take(valid).filter(|byte| **byte == b'\n');
            let line = 1 + newlines.count();
            Err(NotUtf8 {
                line,
                encoding: encoding(bytes, line),
            })
        }
    }
}

/// What bytes that are not UTF-8 look like.
fn encoding(bytes: &[u8], line: usize) -> Encoding {
    if is_utf16(bytes) {
        return Encoding::Utf16;
    }
    let is_control = |byte: &u8| *byte < b' ' && !b"\t\n\x0c\r".contains(byte);
    if bytes.iter().any(is_control) {
        return Encoding::Binary;
    }
    // In Latin-1, accented letters next to each other are never a character of UTF-8 but by chance.
    let has_utf8 = bytes
        .utf8_chunks()
        .any(|chunk| !chunk.valid().trim_start_matches('\u{feff}').is_ascii());
    if has_utf8 {
        Encoding::Mixed(line)
    } else {
        Encoding::Latin1
    }
}

/// Whether bytes are UTF-16: by their byte order mark, or because every other byte of their beginning is zero.
fn is_utf16(bytes: &[u8]) -> bool {
    const BEGINNING: usize = 512;
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return true;
    }
    let beginning = bytes.get(..BEGINNING).unwrap_or(bytes);
    let zeros = |at: usize| {
        let every_other = beginning.iter().skip(at).step_by(2);
        every_other.filter(|byte| **byte == 0).count() * 5 > beginning.len() * 2
    };
    // One of the two halves is mostly zeros, and the other is not.
    beginning.len() > 1 && (zeros(0) != zeros(1))
}
