//! `voetnoot check`: prints all problems of content and settings in the operator's language.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;

use super::reader;
#[cfg(feature = "platforms")]
use super::serve;
use super::show::show;
use super::tasks::{plugged_in, print};
use crate::article::{Library, PassedOver, Problem, Reason};
use crate::config::Settings;
use crate::wording::{Message, echo};

/// Prints errors, warnings, files that are not read, and then the counts or the article named by `shown`. Returns exit
/// status 1 if there are errors.
pub(super) fn check(settings: &Settings, shown: Option<&str>) -> Result<ExitCode> {
    let language = settings.language();
    let places = settings.places();
    let library = places.library();
    let (content_errors, warnings, passed_over) = match &library {
        Ok(library) => (library.errors(), library.warnings(), library.passed_over()),
        Err(error) => (&*error.errors, &*error.warnings, &*error.passed_over),
    };
    let words = |problem: &Problem| problem.words(language);
    let mut errors: Vec<String> = content_errors.iter().map(words).collect();
    errors.extend(of_settings(settings));
    let tried = if shown.is_none() {
        reader::tried(settings)
    } else {
        None
    };
    let mut told: Vec<Message> = Vec::new();
    told.extend(errors.iter().map(|error| line("check-error", error)));
    told.extend(
        warnings
            .iter()
            .map(|warning| line("check-warning", &words(warning))),
    );
    let reader_warning = tried.as_ref().filter(|tried| !tried.is_well);
    told.extend(reader_warning.map(|tried| line("check-warning", &tried.words(language))));
    told.extend(not_read(passed_over));
    told.extend(
        tried
            .iter()
            .filter(|tried| tried.is_well)
            .map(|tried| tried.said.clone()),
    );
    for message in told {
        say(&message.words(language));
    }
    if let Some(name) = shown {
        let is_shown = match &library {
            Ok(library) => show(library, name, settings)?,
            Err(_) => false,
        };
        if !is_shown {
            let absent = absent(library.as_ref().ok(), name).words(language);
            say(&line("check-error", &absent).words(language));
            return Ok(ExitCode::from(2));
        }
        return Ok(exit(&errors));
    }
    let place = match &places.content {
        Some(path) => Message::verbatim(path.display().to_string()),
        None => Message::new("check-bundled"),
    };
    let verdict = verdict(
        errors.len(),
        warnings.len() + usize::from(reader_warning.is_some()),
    );
    print(&summary(place, library.as_ref().ok(), verdict).words(language))?;
    Ok(exit(&errors))
}

/// Writes a line to standard error, and ignores a closed one.
fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

fn exit(errors: &[String]) -> ExitCode {
    if errors.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The message that there is no article with this name; lists some that exist.
fn absent(library: Option<&Library>, name: &str) -> Message {
    const MOST: usize = 10;
    let articles = library.map_or(&[][..], Library::articles).iter();
    let ids: Vec<Message> = articles
        .take(MOST)
        .map(|article| Message::verbatim(&article.id))
        .collect();
    Message::new("check-show-absent")
        .with("name", echo(name))
        .with("known", ids.len())
        .with("ids", Message::sequence(ids))
}

/// The errors in the settings.
fn of_settings(settings: &Settings) -> Vec<String> {
    let mut faults: Vec<anyhow::Error> = Vec::new();
    faults.extend(settings.embedding_model().err());
    faults.extend(plugged_in().err());
    #[cfg(feature = "platforms")]
    faults.extend(serve::faults(settings));
    faults.iter().map(|fault| format!("{fault:#}")).collect()
}

fn line(key: &str, problem: &str) -> Message {
    Message::new(key).with("problem", problem)
}

fn summary(place: Message, library: Option<&Library>, verdict: Message) -> Message {
    let articles = library.map_or(&[][..], Library::articles);
    let passages: usize = articles
        .iter()
        .map(|article| article.paragraphs().len())
        .sum();
    Message::new("check-summary")
        .with("place", place)
        .with("articles", articles.len())
        .with("passages", passages)
        .with("verdict", verdict)
}

fn verdict(errors: usize, warnings: usize) -> Message {
    let counts = [("check-errors", errors), ("check-warnings", warnings)];
    let counts: Vec<Message> = counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| Message::new(key).with("count", count))
        .collect();
    if counts.is_empty() {
        return Message::new("check-nothing-wrong");
    }
    Message::sequence(counts)
}

/// A line for each unread file that may be meant as an article, and one line per extension for the others.
fn not_read(passed_over: &[PassedOver]) -> Vec<Message> {
    let mut told = Vec::new();
    let mut others: BTreeMap<&str, Vec<&Path>> = BTreeMap::new();
    for PassedOver { file, reason } in passed_over {
        let key = match reason {
            Reason::Readme => "check-readme",
            Reason::Document => "check-document",
            Reason::Other => {
                let extension = file.extension().and_then(|extension| extension.to_str());
                others
                    .entry(extension.unwrap_or_default())
                    .or_default()
                    .push(file);
                continue;
            }
        };
        told.push(Message::new(key).with("file", file.display().to_string()));
    }
    let of_extension = |(extension, files): (&str, Vec<&Path>)| {
        let kind = match extension {
            "" => Message::new("check-no-extension"),
            _ => Message::verbatim(format!(".{extension}")),
        };
        let first = files.first().map(|file| file.display().to_string());
        Message::new("check-others")
            .with("count", files.len())
            .with("kind", kind)
            .with("file", first.unwrap_or_default())
    };
    told.extend(others.into_iter().map(of_extension));
    let line = |what: Message| Message::new("check-passed-over").with("what", what);
    told.into_iter().map(line).collect()
}
