//! Text files: UTF-8, perhaps with a byte order mark.

use std::fs;
use std::io;
use std::path::Path;

/// The bytes are not UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{encoding}; save the file as UTF-8")]
pub struct NotUtf8 {
    /// The first line that is not UTF-8, from 1.
    pub line: usize,
    /// The likely encoding.
    pub encoding: Encoding,
}

/// The likely encoding of bytes that are not UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Two bytes a character.
    Utf16,
    /// One byte a character: Latin-1, or Windows-1252, which adds curly quotation marks.
    Latin1,
    /// No text: a picture, or a word processor's document.
    Binary,
    /// UTF-8 except for this line.
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

/// Reads a text file.
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

/// Returns the text of a file's bytes, without the byte order mark.
///
/// # Errors
/// Fails if the bytes are not UTF-8, or are UTF-16 that happens to be valid UTF-8.
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

/// Guesses the encoding of bytes that are not UTF-8.
fn encoding(bytes: &[u8], line: usize) -> Encoding {
    if is_utf16(bytes) {
        return Encoding::Utf16;
    }
    let is_control = |byte: &u8| *byte < b' ' && !b"\t\n\x0c\r".contains(byte);
    if bytes.iter().any(is_control) {
        return Encoding::Binary;
    }
    // Adjacent accented letters in Latin-1 form a UTF-8 character only by chance.
    let has_utf8 = bytes
        .utf8_chunks()
        .any(|chunk| !chunk.valid().trim_start_matches('\u{feff}').is_ascii());
    if has_utf8 {
        Encoding::Mixed(line)
    } else {
        Encoding::Latin1
    }
}

/// Whether bytes are UTF-16: they have its byte order mark, or every other byte at their beginning is zero.
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
    // One half is mostly zeros, the other is not.
    beginning.len() > 1 && (zeros(0) != zeros(1))
}
