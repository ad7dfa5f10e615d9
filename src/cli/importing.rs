//! `voetnoot import`: imports sources and prints how they were read and what was left out.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;

use super::tasks::print;
use crate::import::{self, Batch, Draft, Folder, LeftOut, Placed, Refusal};
use crate::wording::{Language, Message};

/// Imports sources into a folder. Continues after a source that fails.
pub(super) fn import(
    sources: &[String],
    to: &Path,
    replace: bool,
    allow_private: bool,
    language: Language,
) -> Result<ExitCode> {
    let tell = |refusal: &Refusal| {
        let line = Message::new("check-error").with("problem", refusal.words(language));
        writeln!(io::stderr(), "{}", line.words(language))
    };
    let mut folder = Folder::open(to, replace);
    let mut all_went_in = true;
    for source in sources {
        let batch = match import::load(source, allow_private) {
            Ok(batch) => batch,
            Err(refusal) => {
                all_went_in = false;
                tell(&refusal)?;
                continue;
            }
        };
        for draft in &batch.drafts {
            match folder.put(source, draft) {
                Ok(placed) => print(&description(draft, &placed).words(language))?,
                Err(refusal) => {
                    all_went_in = false;
                    tell(&refusal)?;
                }
            }
        }
        tell_left_out(source, &batch, language)?;
    }
    Ok(if all_went_in {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// How a source was read, one line per field.
fn description(draft: &Draft, placed: &Placed) -> Message {
    let authors = draft.credited().join(", ");
    let authors = if draft.authors.is_empty() {
        Message::new("import-credited").with("authors", authors)
    } else {
        Message::verbatim(authors)
    };
    let tongue = draft.tongue();
    let language = if draft.language.is_empty() {
        Message::new("import-guessed").with("language", tongue)
    } else {
        Message::verbatim(tongue)
    };
    let or_none = |text: Option<String>| {
        text.map_or_else(|| Message::new("import-none-found"), Message::verbatim)
    };
    let key = if placed.replaced {
        Message::new("import-replaced")
    } else {
        Message::new("import-made")
    };
    Message::new("import-taken")
        .with("made", key.with("file", placed.file.display().to_string()))
        .with("title", &draft.title)
        .with("authors", authors)
        .with(
            "date",
            or_none(draft.published.map(|date| date.to_string())),
        )
        .with("language", language)
        .with("url", or_none(draft.url.clone()))
        .with("publisher", or_none(draft.publisher.clone()))
        .with("paragraphs", draft.paragraphs())
        .with("captions", draft.captions())
}

fn tell_left_out(source: &str, batch: &Batch, language: Language) -> Result<()> {
    for (title, why) in &batch.left_out {
        let why = match why {
            LeftOut::NotPublished => Message::new("import-not-published"),
            LeftOut::NoText => Message::new("import-without-text"),
            LeftOut::NoTitle => Message::new("import-without-title"),
        };
        let left_out = Message::new("import-left-out")
            .with("source", source)
            .with("title", format!("{title:?}"))
            .with("why", why);
        writeln!(io::stderr(), "{}", left_out.words(language))?;
    }
    Ok(())
}
