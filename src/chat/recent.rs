//! Whether an event has come in before.

use std::hash::Hash;

use moka::sync::Cache;

/// Whether something is new here; from now on it is not. Of those who ask at once it is new to one alone: moka's `or_insert`
/// would look and insert in two steps.
pub(crate) fn is_new<K>(seen: &Cache<K, ()>, key: K) -> bool
where
    K: Hash + Eq + Send + Sync + 'static,
{
    seen.entry(key).or_insert_with(|| ()).is_fresh()
}
