//! [`Claim`]: a platform that one process may run with a database, if programs on several machines share it.

use super::hold::Sharing;

/// A platform that a process runs with a database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The platform's name.
    pub platform: &'static str,
    /// Who else may run it.
    pub sharing: Sharing,
}

/// A lock of the database, by its name.
#[cfg(feature = "postgres")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lock {
    pub(super) name: String,
    /// Whether other processes may have it at the same time.
    pub(super) is_shared: bool,
    /// The shard that it stands for; `None` for the whole platform.
    pub(super) shard: Option<u32>,
}

#[cfg(feature = "postgres")]
impl Claim {
    /// The locks that a process takes, in this order: that of the platform, then one for each of its shards.
    pub(super) fn locks(&self) -> Vec<Lock> {
        let whole = |is_shared| Lock {
            name: format!("voetnoot {}", self.platform),
            is_shared,
            shard: None,
        };
        match &self.sharing {
            Sharing::Alone => vec![whole(false)],
            Sharing::Shards(own) => std::iter::once(whole(true))
                .chain(own.clone().map(|shard| Lock {
                    name: format!("voetnoot {} {shard}", self.platform),
                    is_shared: false,
                    shard: Some(shard),
                }))
                .collect(),
        }
    }
}
