//! Caches of what came lately, and whether something has come before.

use std::hash::Hash;

use moka::policy::EvictionPolicy;
use moka::sync::{Cache, CacheBuilder};

/// A cache of so many entries. If it is full, the one that was not touched for longest goes; if it went by how often they are
/// touched, a full cache would refuse the newest.
pub(crate) fn latest<K, V>(most: u64) -> CacheBuilder<K, V, Cache<K, V>>
where
    K: Hash + Eq + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
{
    let lru = EvictionPolicy::lru();
    Cache::builder().max_capacity(most).eviction_policy(lru)
}

/// Whether something is new here; from now on it is not. Of those who ask at once it is new to one alone: moka's `or_insert`
/// would look and insert in two steps.
pub(crate) fn is_new<K>(seen: &Cache<K, ()>, key: K) -> bool
where
    K: Hash + Eq + Send + Sync + 'static,
{
    seen.entry(key).or_insert_with(|| ()).is_fresh()
}
