//! `doctor`: examines what the program needs before its first start, and says in a line each what to do.

#[cfg(feature = "platforms")]
mod machine;

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;
use serde_json::json;

#[cfg(feature = "platforms")]
use super::serve;
use super::tasks::{opened_in_memory, print};
use crate::answer::Verdict;
use crate::article::Library;
use crate::bot::{Bot, Context};
use crate::command;
use crate::config::Settings;
use crate::doctor::Finding;
use crate::search::Keep;
use crate::wording::Message;

/// A check of this machine.
type Check = fn(&Settings) -> Vec<Finding>;

/// Every check of this machine, in the order in which they are printed.
const CHECKS: &[Check] = &[
    #[cfg(feature = "platforms")]
    platform_settings,
    content,
    #[cfg(feature = "platforms")]
    machine::state_folder,
    #[cfg(feature = "postgres")]
    machine::database,
    index_folder,
    archive,
    model,
    #[cfg(feature = "reader-url")]
    language_model,
    #[cfg(feature = "platforms")]
    machine::health_address,
    #[cfg(feature = "web")]
    machine::page,
];

/// How much room a folder must have, in bytes.
const ROOM: usize = 16 << 20;

/// A question about the bundled article, and the address of the paragraph that answers it.
const QUESTION: &str = "Hoeveel elitetroepen zouden worden uitgezonden?";
const ANSWER: &str = "csto-kazachstan#11";

/// Examines everything and prints the findings. Returns exit status 1 if something has to be mended.
pub(super) fn doctor(settings: &Settings, json: bool) -> Result<ExitCode> {
    let language = settings.language();
    let checks = CHECKS.iter();
    #[cfg_attr(
        not(feature = "platforms"),
        expect(unused_mut, reason = "only platforms add to it")
    )]
    let mut findings: Vec<Finding> = checks.flat_map(|check| check(settings)).collect();
    #[cfg(feature = "platforms")]
    findings.extend(machine::platforms(settings)?);
    let is_well = !findings.iter().any(Finding::is_to_be_mended);
    if json {
        let checks: Vec<_> = findings
            .iter()
            .map(|finding| finding.words(language))
            .collect();
        print(&json!({ "well": is_well, "checks": checks }).to_string())?;
    } else {
        let lines: Vec<String> = findings
            .iter()
            .map(|finding| finding.line(language))
            .collect();
        print(&lines.join("\n"))?;
    }
    Ok(if is_well {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Every fault of the platforms' settings. A fault of another setting ends the program before it examines anything.
#[cfg(feature = "platforms")]
fn platform_settings(settings: &Settings) -> Vec<Finding> {
    const CHECK: &str = "settings";
    let faults = serve::faults(settings);
    if faults.is_empty() {
        return vec![Finding::well(CHECK, Message::new("doctor-in-order"))];
    }
    let of = |fault| Finding::fault(CHECK, fault, Message::new("doctor-settings-mend"));
    faults.into_iter().map(of).collect()
}

fn content(settings: &Settings) -> Vec<Finding> {
    const CHECK: &str = "content";
    let library = settings.places().library();
    let (articles, errors, warnings) = match &library {
        Ok(library) => (
            library.articles().len(),
            library.errors().len(),
            library.warnings().len(),
        ),
        Err(error) => (0, error.errors.len(), error.warnings.len()),
    };
    let finding = Message::new("doctor-content")
        .with("articles", articles)
        .with("errors", errors)
        .with("warnings", warnings);
    let remedy = Message::new("doctor-content-mend");
    vec![match (errors, warnings) {
        (0, 0) => Finding::well(CHECK, finding),
        (0, _) => Finding::note(CHECK, finding, remedy),
        _ => Finding::mend(CHECK, finding, remedy),
    }]
}

fn index_folder(settings: &Settings) -> Vec<Finding> {
    const CHECK: &str = "index";
    let places = settings.places();
    let Some(folder) = places.store_folder() else {
        return vec![Finding::well(CHECK, Message::new("doctor-index-memory"))];
    };
    let name = folder.display().to_string();
    vec![match write_into(folder) {
        Ok(()) => Finding::well(CHECK, Message::new("doctor-writable").with("folder", name)),
        Err(error) => {
            let finding = unwritable(&name, &error);
            match places.keep() {
                Keep::Here(_) => Finding::mend(CHECK, finding, Message::new("doctor-index-mend")),
                _ => Finding::note(CHECK, finding, Message::new("doctor-index-note")),
            }
        }
    }]
}

/// Asks the engine of an archive, if one is set.
fn archive(settings: &Settings) -> Vec<Finding> {
    const CHECK: &str = "archive";
    let remedy = Message::new("doctor-archive-mend");
    let archive = match settings.archive() {
        Ok(None) => return Vec::new(),
        Ok(Some(archive)) => archive,
        Err(error) => return vec![Finding::fault(CHECK, error, remedy)],
    };
    vec![match archive.probe() {
        Ok(documents) => {
            let finding = Message::new("doctor-archive")
                .with("place", Message::verbatim(archive.place()))
                .with(
                    "documents",
                    usize::try_from(documents).unwrap_or(usize::MAX),
                );
            Finding::well(CHECK, finding)
        }
        Err(trouble) => Finding::fault(CHECK, trouble, remedy),
    }]
}

/// Loads the model, and asks it about the article that is compiled in.
fn model(settings: &Settings) -> Vec<Finding> {
    const CHECK: &str = "model";
    let is_found = match answers(settings) {
        Ok(is_found) => is_found,
        Err(error) => {
            return vec![Finding::fault(
                CHECK,
                error,
                Message::new("doctor-model-mend"),
            )];
        }
    };
    let has_model = cfg!(feature = "semantic") && settings.no_semantic != Some(true);
    vec![match (is_found, has_model) {
        (false, _) => Finding::mend(
            CHECK,
            Message::new("doctor-model-wrong"),
            Message::new("doctor-model-mend"),
        ),
        (true, true) => Finding::well(CHECK, Message::new("doctor-model")),
        (true, false) => Finding::note(
            CHECK,
            Message::new("doctor-model-words"),
            Message::new("doctor-model-words-note"),
        ),
    }]
}

/// Tries the language model that points, if one is configured.
#[cfg(feature = "reader-url")]
fn language_model(settings: &Settings) -> Vec<Finding> {
    const CHECK: &str = "reader";
    let Some(tried) = super::reader::tried(settings) else {
        return Vec::new();
    };
    vec![if tried.is_well {
        Finding::well(CHECK, tried.said)
    } else {
        Finding::mend(CHECK, tried.said, Message::new("doctor-reader-mend"))
    }]
}

/// Returns whether the known question gets its known answer.
///
/// # Errors
/// Fails if a model cannot be used.
fn answers(settings: &Settings) -> Result<bool> {
    if let Some(model) = settings.embedding_model()? {
        model.embed(crate::search::Side::Question, QUESTION)?;
    }
    let bot = Bot::new(opened_in_memory(settings, Arc::new(Library::bundled()))?);
    let answer = bot.answer(&command::parse(QUESTION), &Context::default());
    let quotes = answer.passages();
    let first = quotes.first().map(|quote| quote.passage().address());
    Ok(answer.verdict == Verdict::Found && first == Some(ANSWER))
}

fn unwritable(folder: &str, error: &std::io::Error) -> Message {
    Message::new("doctor-unwritable")
        .with("folder", folder)
        .with("error", error.to_string())
}

/// Writes a file into a folder, or into the nearest one above it if it does not exist yet, and removes the file again.
fn write_into(folder: &Path) -> std::io::Result<()> {
    let folder = Path::new(".").join(folder);
    let existing = folder.ancestors().find(|folder| folder.exists());
    let file = existing
        .unwrap_or(&folder)
        .join(format!(".voetnoot-doctor-{}", std::process::id()));
    let written = fs::write(&file, vec![1_u8; ROOM]);
    let removed = fs::remove_file(&file);
    written.and(removed)
}
