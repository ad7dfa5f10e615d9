//! The setting for earlier versions of articles: how many megabytes of them are kept.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use super::Settings;

/// The folder of earlier versions, in the folder of the state.
const FOLDER: &str = "revisions";

/// How many megabytes of earlier versions are kept; 0 for none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptMegabytes(u32);

impl Default for KeptMegabytes {
    /// Some ten thousand versions of an article of a thousand words.
    fn default() -> Self {
        Self(64)
    }
}

impl fmt::Display for KeptMegabytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for KeptMegabytes {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = text.trim().parse();
        number.map(Self).map_err(|_| {
            format!(
                "`{text}` is no size: write a number of megabytes, such as 64, or 0 to keep nothing"
            )
        })
    }
}

impl Settings {
    /// Where earlier versions of articles are kept, and how many bytes of them; `None` if none are.
    #[must_use]
    pub fn kept_revisions(&self) -> Option<(PathBuf, u64)> {
        let KeptMegabytes(megabytes) = self.revisions.unwrap_or_default();
        let room = u64::from(megabytes) * 1024 * 1024;
        (room > 0).then(|| (self.state_folder().join(FOLDER), room))
    }
}
