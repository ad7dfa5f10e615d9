//! `voetnoot import`: what was taken for what, and what could not be used.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;

use super::tasks::print;
use crate::import::{self, Batch, Draft, Folder, LeftOut, Placed};

/// Imports sources into a folder. One that fails does not hold the others back.
pub(super) fn import(
    sources: &[String],
    to: &Path,
    replace: bool,
    allow_private: bool,
) -> Result<ExitCode> {
    let mut folder = Folder::open(to, replace);
    let mut all_went_in = true;
    for source in sources {
        let batch = match import::load(source, allow_private) {
            Ok(batch) => batch,
            Err(refusal) => {
                all_went_in = false;
                writeln!(io::stderr(), "error: {refusal}")?;
                continue;
            }
        };
        for draft in &batch.drafts {
            match folder.put(source, draft) {
                Ok(placed) => print(&description(draft, &placed))?,
                Err(refusal) => {
                    all_went_in = false;
                    writeln!(io::stderr(), "error: {refusal}")?;
                }
            }
        }
        tell_left_out(source, &batch)?;
    }
    Ok(if all_went_in {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// What was taken for what, one line each.
fn description(draft: &Draft, placed: &Placed) -> String {
    let authors = draft.credited().join(", ");
    let authors = if draft.authors.is_empty() {
        format!("none found; the file names {authors}, marked as the editor's addition")
    } else {
        authors
    };
    let language = if draft.language.is_empty() {
        format!("{} (guessed)", draft.tongue())
    } else {
        draft.tongue().to_owned()
    };
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "none found".to_owned());
    let lines = [
        (
            if placed.replaced { "replaced" } else { "made" },
            placed.file.display().to_string(),
        ),
        ("  title", draft.title.clone()),
        ("  authors", authors),
        (
            "  date",
            or_none(draft.published.map(|date| date.to_string())),
        ),
        ("  language", language),
        ("  url", or_none(draft.url.clone())),
        ("  publisher", or_none(draft.publisher.clone())),
        ("  paragraphs", draft.paragraphs().to_string()),
        ("  captions", draft.captions().to_string()),
    ];
    lines
        .map(|(label, text)| format!("{label}: {text}"))
        .join("\n")
}

fn tell_left_out(source: &str, batch: &Batch) -> Result<()> {
    for (title, why) in &batch.left_out {
        let why = match why {
            LeftOut::NotPublished => "it is not published",
            LeftOut::NoText => "it has no text, or a summary only",
            LeftOut::NoTitle => "it has no title",
        };
        writeln!(io::stderr(), "left out: {source}: {title:?}: {why}")?;
    }
    Ok(())
}
