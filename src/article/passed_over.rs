//! [`PassedOver`]: a file in a content folder that is not read, and why.

use std::path::PathBuf;

/// Why a file is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It tells about its folder.
    Readme,
    /// It is a document that `voetnoot import` makes an article of.
    Document,
    /// It is something else: a picture, a table.
    Other,
}

/// A file that is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedOver {
    /// The file, under the folder as the caller named it.
    pub file: PathBuf,
    /// Why.
    pub reason: Reason,
}
