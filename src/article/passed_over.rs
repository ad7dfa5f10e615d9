//! [`PassedOver`]: a file in a content folder that is not read, and why.

use std::path::PathBuf;

/// Why a file is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It is a `README`, which describes its folder.
    Readme,
    /// It is a document that `voetnoot import` makes an article of.
    Document,
    /// It is another file, such as a picture.
    Other,
}

/// A file that is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedOver {
    /// The path of the file, below the folder that the caller named.
    pub file: PathBuf,
    /// Why it is not read.
    pub reason: Reason,
}
