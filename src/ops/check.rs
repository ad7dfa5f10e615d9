//! [`Check`]: a line of the health report, and [`LeftOut`]: content that is not served.

use serde::Serialize;

/// A check of one part of the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What it checks.
    pub check: &'static str,
    /// Whether it passes.
    pub ok: bool,
    /// The state, for the operator.
    pub detail: String,
    /// Whether the server is ready only if it passes. With outdated content it is ready.
    #[serde(skip)]
    pub is_needed: bool,
}

impl Check {
    /// A check that is needed.
    pub(super) fn new(check: &'static str, ok: bool, detail: String) -> Self {
        Self {
            check,
            ok,
            detail,
            is_needed: true,
        }
    }
}

/// The content files that are not served in their current version.
#[derive(Clone, Debug)]
pub(super) struct LeftOut {
    /// The files; empty if nothing could be read and the earlier version is served.
    pub(super) files: Vec<String>,
    /// Why, for the operator.
    pub(super) why: String,
}
