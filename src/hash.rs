//! Hashes and other bytes as hexadecimal digits.

use sha2::{Digest as _, Sha256};

/// Returns the first `count` bytes of the SHA-256 of a text, as lower-case hexadecimal digits.
pub(crate) fn digits(text: impl AsRef<[u8]>, count: usize) -> String {
    hex(&Sha256::digest(text)[..count])
}

/// Returns bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
