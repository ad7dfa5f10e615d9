//! The setting for Discord's shards.

use std::ops::RangeInclusive;
use std::str::FromStr;

/// The shards of one process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shards {
    /// The shards that this process runs.
    pub own: RangeInclusive<u32>,
    /// The number of shards of the bot.
    pub all: u32,
}

impl FromStr for Shards {
    type Err = String;

    /// Parses `0-3/16` or `2/16`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let read = || {
            let (own, all) = text.split_once('/')?;
            let (first, last) = own.split_once('-').unwrap_or((own, own));
            let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
            let all = all.trim().parse().ok()?;
            (first <= last && last < all).then_some(Self {
                own: first..=last,
                all,
            })
        };
        read().ok_or_else(|| {
            format!("`{text}` names no shards: write 0-3/16 for the first four of sixteen")
        })
    }
}
