//! Settings that are paths.

use std::path::{Path, PathBuf};

/// Checks that a path can name a file or a folder. It need not exist.
///
/// # Errors
/// Fails if it is empty or a web address; the message says what to write.
pub fn on_this_machine(path: &Path) -> Result<PathBuf, String> {
    if path.as_os_str().is_empty() {
        return Err("this is empty: name a file or a folder, or leave it out".to_owned());
    }
    let text = path.to_string_lossy();
    let is_address = ["http://", "https://"].iter().any(|scheme| {
        let start = text.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    if is_address {
        return Err(format!(
            "`{text}` is a web address: name a file or a folder on this machine; nothing is fetched"
        ));
    }
    Ok(path.to_owned())
}
