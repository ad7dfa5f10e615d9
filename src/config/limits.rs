//! The setting for rate limits: `off`, or three numbers.

use std::num::NonZero;
use std::str::FromStr;
use std::time::Duration;

/// Rate limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many questions a person may ask at once.
    pub at_once: NonZero<u32>,
    /// The time until a person may ask another.
    pub one_in: Duration,
    /// How many answers a channel gets in a second.
    pub in_channel: NonZero<u32>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            at_once: NonZero::<u32>::MIN.saturating_add(5),
            one_in: Duration::from_secs(3),
            in_channel: NonZero::<u32>::MIN.saturating_add(4),
        }
    }
}

/// Rate limits; `None` for none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FairUse(pub Option<Limits>);

impl Default for FairUse {
    fn default() -> Self {
        Self(Some(Limits::default()))
    }
}

impl FromStr for FairUse {
    type Err = String;

    /// Parses `off`, or `6,3,5`: six at once, then one in three seconds; five answers a second in a channel.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("off") {
            return Ok(Self(None));
        }
        let numbers: Option<Vec<NonZero<u32>>> = text
            .split(',')
            .map(|part| part.trim().parse().ok())
            .collect();
        match numbers.as_deref() {
            Some([at_once, seconds, in_channel]) => Ok(Self(Some(Limits {
                at_once: *at_once,
                one_in: Duration::from_secs(seconds.get().into()),
                in_channel: *in_channel,
            }))),
            _ => Err(format!(
                "`{text}` sets no limits: write off, or for example 6,3,5 (six questions at once and then one in 3 seconds \
                 from each, 5 answers a second in a channel)"
            )),
        }
    }
}
