//! Promise: a Dutch word is read as a speaker reads it: its form, its spelling, its parts, and what it names.

mod names;
mod notation;
mod spelling;
mod verbs;
mod words;
