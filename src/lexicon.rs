//! Dutch language data and the rules on it: folding, country names, compounds, verb forms, spelling, dates, numbers,
//! roles. It knows nothing of any article. All lists are compiled in and read in place: nothing here loads a file or
//! fails.
//!
//! - [`fold`]: the form in which words are compared; [`spaces`]: white space; [`spelling`]: edit distance and sound
//!   keys.
//! - [`gazetteer`]: resolves a name to a country; [`mentions`]: finds countries in prose; [`entry`]: the packed format
//!   of a name.
//! - [`words`]: the word list; [`inflection`], [`verbs`], [`derivation`], [`compounds`]: which word another is a form
//!   of, is derived from or consists of.
//! - [`dates`], [`tense`], [`numbers`], [`money`]: what a text dates, when, and what it counts.
//! - [`english`]: what English articles need of that.
//! - [`roles`], [`speech`], [`initials`], [`things`], [`places`]: words around the names of people, things and towns.

pub mod compounds;
pub mod dates;
pub mod derivation;
pub mod english;
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
