//! The setting for an archive on an engine elsewhere. Its key stands in the environment alone.

use std::sync::Arc;

use anyhow::Result;

use super::Settings;
use crate::archive::Archive;
#[cfg(feature = "engine")]
use crate::archive::http::Http;
#[cfg(feature = "engine")]
use crate::environment::ENGINE_KEY;
#[cfg(feature = "engine")]
use crate::secret::Secret;

impl Settings {
    /// The archive on an engine elsewhere; `None` if none is set. Nothing is asked of it yet.
    ///
    /// # Errors
    /// Fails if the variable of its key cannot be used, or this program was built without the feature `engine`.
    pub fn archive(&self) -> Result<Option<Arc<Archive>>> {
        let Some(address) = &self.engine else {
            return Ok(None);
        };
        #[cfg(feature = "engine")]
        {
            let key = Secret::chosen_from_environment(ENGINE_KEY)?;
            let archive = Archive::new(address.clone(), Box::new(Http::new(key)));
            Ok(Some(Arc::new(archive)))
        }
        #[cfg(not(feature = "engine"))]
        anyhow::bail!(
            "--engine: this program was built without the feature `engine` and cannot ask {}",
            address.host()
        )
    }
}
