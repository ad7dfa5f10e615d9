//! What the program knows of language before it reads an article.
//!
//! In reading order: [`fold`] gives the form in which words are compared; [`entry`] is what is known of one name;
//! [`gazetteer`] resolves a name to a country, and [`mentions`] finds countries in running prose; [`spelling`] measures
//! typing errors; [`words`] knows Dutch words, [`inflection`] their forms, [`verbs`] of what infinitive one is,
//! [`derivation`] what is made of one, and [`compounds`] takes apart what is made of several; [`dates`] and [`numbers`] find
//! those in a text, [`tense`] on which side of its own time it puts them, and [`money`] tells which are sums; [`roles`] and [`speech`] tell
//! who somebody is, and that somebody speaks; [`initials`], [`things`] and [`places`] tell what in a name is a letter for a
//! name, a thing or a town, and [`spaces`] what parts its words.
//!
//! All lists are compiled in and read in place: nothing here loads, parses or fails.

pub mod compounds;
pub mod dates;
pub mod derivation;
pub mod entry;
pub mod fold;
pub mod gazetteer;
pub mod inflection;
pub mod initials;
pub mod mentions;
pub mod money;
pub mod numbers;
pub mod places;
pub mod roles;
pub mod spaces;
pub mod speech;
pub mod spelling;
mod surnames;
pub mod tense;
pub mod things;
mod tokens;
pub mod verbs;
pub mod words;
