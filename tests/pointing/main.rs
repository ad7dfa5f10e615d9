//! Promise: a language model that is plugged in points, and never speaks: whatever its server sends, every word of an answer is
//! the article's; where it does not do what it should, the answer is as without it; and where it is off, nothing is sent.

mod asking;
mod double;
mod measuring;
mod misbehaving;
mod model;
mod off;
mod program;

#[path = "../common/running.rs"]
mod running;
