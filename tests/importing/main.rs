//! Promise: what a newsroom has goes in as it is. An imported article shows what its page shows, letter by letter, and is
//! sound; nothing is written over, and nothing is fetched from inside the network unless asked.

mod documents;
mod feeds;
mod files;
mod laws;
mod pages;
mod reading;
mod served;

#[path = "../common/running.rs"]
mod running;
