//! The subcommands that need no platform: `ask`, `index`, `eval`, `train` and the conversation.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use indicatif::{ProgressBar, ProgressStyle};

use crate::article::{Library, problem};
use crate::bot::{Bot, Context};
use crate::chat::console;
use crate::command::{self, Command};
use crate::config::Settings;
use crate::eval;
use crate::preferences::Preferences;
use crate::render::{self, Plain};
use crate::search::{Engine, Keep, Origin};
use crate::train::{self, TrainingSet};

pub(super) fn train(
    settings: &Settings,
    sets: &[PathBuf],
    within_article: &[String],
    out: &Path,
) -> Result<()> {
    // Training takes minutes, so check first that the result can be written.
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
    ensure!(
        folder.is_none_or(Path::is_dir),
        "{} cannot be written: there is no such folder (--out names another file)",
        out.display()
    );
    let open = |folder: &PathBuf| {
        let is_named = |name: &String| folder.ends_with(name);
        TrainingSet::open(folder, within_article.iter().any(is_named), |library| {
            // Each set gets its own store, because a store keeps only a few indexes.
            let name = folder.file_name().unwrap_or(folder.as_os_str());
            let store = settings
                .places()
                .store_folder()
                .map(|store| store.join(name));
            let keep = store.as_deref().map_or(Keep::InMemory, Keep::IfPossible);
            let engine = open(settings, library, keep)?.0;
            with_meaning(&engine)?;
            Ok(engine)
        })
    };
    let sets = sets.iter().map(open).collect::<Result<Vec<_>>>()?;
    let lesson = train::learn(&sets)?.to_toml();
    std::fs::write(out, &lesson).with_context(|| format!("{} cannot be written", out.display()))?;
    print(&lesson)
}

pub(super) fn ask(
    settings: &Settings,
    json: bool,
    article: Option<&str>,
    text: &str,
) -> Result<ExitCode> {
    let places = settings.places();
    let library = Arc::new(library(settings)?);
    if let Some(id) = article.filter(|id| library.get(id).is_none()) {
        let known: Vec<&str> = library
            .articles()
            .iter()
            .take(10)
            .map(|article| article.id.as_str())
            .collect();
        let known = known.join(", ");
        writeln!(
            io::stderr(),
            "error: there is no article `{id}`; --article takes one of: {known}"
        )?;
        return Ok(ExitCode::from(2));
    }
    let bot = Bot::new(open(settings, library, places.keep())?.0);
    let command = command::parse(text);
    if matches!(command, Command::Ask(_) | Command::Search(_)) {
        wait_for_vectors(bot.engine());
    }
    let preferences = Preferences::of_operator(settings.language());
    let context = Context {
        article,
        is_moderator: true,
        goes_on: false,
        preferences: Some(&preferences),
    };
    let answer = bot.answer(&command, &context);
    let language = settings.language();
    if json {
        print(&render::json(&answer, language)?)?;
    } else {
        // Print all pages: there is no later line to ask for the next one.
        let pages = render::pages(&answer, &Plain::new().limited(usize::MAX), language);
        print(&pages.concat())?;
    }
    Ok(ExitCode::SUCCESS)
}

pub(super) fn index(settings: &Settings) -> Result<()> {
    let places = settings.places();
    // The same folder as the other commands use.
    let store = places
        .store_folder()
        .map_or_else(|| PathBuf::from(crate::config::STORE), Path::to_owned);
    let library = Arc::new(library(settings)?);
    let start = Instant::now();
    let (engine, of_words) = open(settings, library, Keep::Here(&store))?;
    let of_meaning = with_meaning(&engine)?;
    let (count, store) = (engine.len(), store.display());
    match of_words.and(of_meaning) {
        Origin::Kept => print(&format!(
            "index of {count} passages in {store} is up to date"
        )),
        Origin::Made => print(&format!(
            "index of {count} passages made in {store} in {:.1} s",
            start.elapsed().as_secs_f64()
        )),
    }
}

pub(super) fn eval(
    settings: &Settings,
    questions: &Path,
    json: bool,
    within_article: bool,
) -> Result<()> {
    let questions = eval::read(questions)?;
    let report = eval::measure(&measurable(settings)?, &questions, within_article)?;
    print(&if json {
        serde_json::to_string(&report)?
    } else {
        report.table()
    })
}

pub(super) fn ablate(settings: &Settings, questions: &Path, within_article: bool) -> Result<()> {
    let questions = eval::read(questions)?;
    let ablated = eval::ablate(&measurable(settings)?, &questions, within_article)?;
    print(&eval::Ablated::table(&ablated))
}

/// Runs the conversation. If a program writes the lines, first waits for the vectors, so that answers do not depend on time.
pub(super) fn converse(settings: &Settings) -> Result<()> {
    let bot = bot(settings)?;
    if !io::stdin().is_terminal() {
        wait_for_vectors(bot.engine());
    }
    Ok(console::run(&bot, settings.language())?)
}

/// Opens a bot about the content in the settings.
fn bot(settings: &Settings) -> Result<Bot> {
    let places = settings.places();
    let library = Arc::new(library(settings)?);
    Ok(Bot::new(open(settings, library, places.keep())?.0))
}

/// Opens a bot for a server, which searches by words until the embeddings are ready.
#[cfg(feature = "platforms")]
pub(super) fn server(settings: &Settings) -> Result<Bot> {
    let places = settings.places();
    let library = Arc::new(library(settings)?);
    let engine = open(settings, library, places.keep())?.0;
    Ok(Bot::new(engine.hurried()))
}

/// Opens a bot and waits for the embeddings, for measuring.
fn measurable(settings: &Settings) -> Result<Bot> {
    let bot = bot(settings)?;
    with_meaning(bot.engine())?;
    Ok(bot)
}

/// Reads the content in the settings and logs what is left out.
fn library(settings: &Settings) -> Result<Library> {
    let library = settings.places().library()?;
    problem::log(library.errors());
    Ok(library)
}

/// Opens an engine.
fn open(settings: &Settings, library: Arc<Library>, keep: Keep<'_>) -> Result<(Engine, Origin)> {
    let model = settings.embedding_model()?;
    watched(|progress| Engine::open(library, keep, model, progress)).context("no index")
}

/// Waits until the embeddings of an engine are ready.
fn with_meaning(engine: &Engine) -> Result<Origin> {
    watched(|progress| engine.wait_for_meaning(progress)).context("no index of meaning")
}

/// Waits for the vectors, unless the library is large. This process answers once or for a program, so that no later question
/// would profit. If vectors cannot be made, the bot searches by words.
fn wait_for_vectors(engine: &Engine) {
    /// The most passages to wait for: about two minutes of work without cached vectors.
    const MOST: usize = 2_000;
    if engine.len() <= MOST
        && let Err(error) = with_meaning(engine)
    {
        tracing::warn!(error = format!("{error:#}"), "answering by words alone");
    }
}

/// A callback with the numbers of finished and of all passages.
type Told<'a> = &'a mut dyn FnMut(usize, usize);

/// Runs `work`, with a progress bar on a terminal if it takes over a second.
fn watched<T>(work: impl FnOnce(Told<'_>) -> T) -> T {
    const PATIENCE: Duration = Duration::from_secs(1);
    let start = Instant::now();
    let mut bar: Option<ProgressBar> = None;
    let done = work(&mut |done: usize, all: usize| {
        if bar.is_none() && start.elapsed() > PATIENCE && io::stderr().is_terminal() {
            bar = Some(
                ProgressBar::new(all as u64).with_style(
                    ProgressStyle::with_template("indexing {wide_bar} {pos}/{len} passages")
                        .unwrap_or_else(|_| ProgressStyle::default_bar()),
                ),
            );
        }
        if let Some(bar) = &bar {
            bar.set_position(done as u64);
        }
    });
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    done
}

pub(super) fn print(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{text}")?;
    out.flush()?;
    Ok(())
}
