//! One file for each command, under its English name.

pub(super) mod about;
pub(super) mod article;
pub(super) mod ask;
pub(super) mod changes;
pub(super) mod contents;
pub(super) mod country;
pub(super) mod example;
pub mod forget;
pub(super) mod help;
pub mod missed;
pub(super) mod paragraph;
pub(super) mod person;
pub(super) mod quote;
pub(super) mod search;
pub(super) mod setting;
pub(super) mod source;
pub(super) mod summary;
pub(super) mod timeline;
