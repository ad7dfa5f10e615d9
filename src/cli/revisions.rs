//! Where earlier versions of articles are kept: in the folder of the state, if this program can serve them.

use std::sync::Arc;

use crate::config::Settings;
use crate::revisions::KeepRevisions;
#[cfg(feature = "platforms")]
use crate::revisions::Kept;

/// The revisions in the folder of the state; `None` if the settings say to keep none.
#[cfg(feature = "platforms")]
pub(super) fn revisions(settings: &Settings) -> Option<Arc<dyn KeepRevisions>> {
    let (folder, room) = settings.kept_revisions()?;
    Some(Arc::new(Kept::at(folder, room)))
}

/// None: a program without platforms serves nothing.
#[cfg(not(feature = "platforms"))]
pub(super) fn revisions(_: &Settings) -> Option<Arc<dyn KeepRevisions>> {
    None
}
