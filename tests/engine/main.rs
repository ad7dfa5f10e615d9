//! Promise: an archive on an engine elsewhere is answered from as articles here are: in the article's own words, whatever the
//! engine sends; and while it does not answer, the articles here do.

mod answering;
mod away;
mod clearing;
mod double;
mod filling;
mod index;
mod program;
mod refusing;
mod server;

#[path = "../common/running.rs"]
mod running;
