//! The subcommands that need no platform: `ask`, `index`, `eval`, `train` and the conversation.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use indicatif::{ProgressBar, ProgressStyle};

use super::revisions::revisions;
use crate::article::{Library, problem};
use crate::bot::{Bot, Context};
use crate::chat::console;
use crate::command::{self, Command};
use crate::config::{ReaderSettings, Settings};
use crate::eval;
use crate::preferences::Preferences;
use crate::render::{self, Plain};
use crate::search::pointing::Pointer;
use crate::search::{Engine, IndexOrigin, Keep};
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

/// The language model that the environment plugs in.
pub(super) fn plugged_in() -> Result<Option<Arc<Pointer>>> {
    let settings = ReaderSettings::from_environment()?;
    settings.map(|one| one.pointer(true)).transpose()
}

pub(super) fn ask(
    settings: &Settings,
    json: bool,
    article: Option<&str>,
    text: &str,
) -> Result<ExitCode> {
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
    let bot = bot_about(settings, library, plugged_in()?)?;
    let command = command::parse(text);
    if matches!(command, Command::Ask(_) | Command::Search(_)) {
        wait_for_vectors(bot.engine());
    }
    let preferences = Preferences::of_operator(settings.language());
    let context = Context {
        article,
        is_moderator: true,
        goes_on: false,
        preferences: &preferences,
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
        IndexOrigin::Loaded => print(&format!(
            "index of {count} passages in {store} is up to date"
        )),
        IndexOrigin::Built => print(&format!(
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
    reader: Option<&str>,
) -> Result<()> {
    let questions = eval::read(questions)?;
    let model = reader.map(|url| ReaderSettings::at(url, "--reader")?.pointer(false));
    let bot = measurable(settings, model.transpose()?)?;
    let report = eval::measure(&bot, &questions, within_article)?;
    print(&if json {
        serde_json::to_string(&report)?
    } else {
        report.table()
    })
}

pub(super) fn ablate(settings: &Settings, questions: &Path, within_article: bool) -> Result<()> {
    let questions = eval::read(questions)?;
    let ablated = eval::ablate(&measurable(settings, None)?, &questions, within_article)?;
    print(&eval::Ablated::table(&ablated))
}

/// Fits the weight of a language model and writes it.
pub(super) fn calibrate(
    settings: &Settings,
    questions: &Path,
    within_article: bool,
    reader: Option<&str>,
    out: Option<&Path>,
) -> Result<()> {
    let questions = eval::read(questions)?;
    let model = match reader {
        Some(url) => Some(ReaderSettings::at(url, "--reader")?),
        None => ReaderSettings::from_environment()?,
    };
    let model = model
        .context("no language model is plugged in: set VOETNOOT_READER_URL, or use --reader")?;
    let out = out.or(model.weights.as_deref());
    let out =
        out.context("name the file that is written: set VOETNOOT_READER_WEIGHTS, or use --out")?;
    let unmeasured = ReaderSettings {
        weights: None,
        ..model.clone()
    };
    let bot = measurable(settings, Some(unmeasured.pointer(false)?))?;
    let measured = train::calibrate(&bot, &questions, within_article)?.to_toml();
    std::fs::write(out, &measured)
        .with_context(|| format!("{} cannot be written", out.display()))?;
    print(&measured)
}

/// Runs the conversation. If a program writes the lines, first waits for the vectors, so that answers do not depend on time.
pub(super) fn converse(settings: &Settings) -> Result<()> {
    let bot = bot(settings, plugged_in()?)?;
    if !io::stdin().is_terminal() {
        wait_for_vectors(bot.engine());
    }
    Ok(console::run(&bot, settings.language())?)
}

/// Opens a bot about the content in the settings, with a language model if there is one.
fn bot(settings: &Settings, pointer: Option<Arc<Pointer>>) -> Result<Bot> {
    bot_about(settings, Arc::new(library(settings)?), pointer)
}

/// Opens a bot about these articles.
fn bot_about(
    settings: &Settings,
    library: Arc<Library>,
    pointer: Option<Arc<Pointer>>,
) -> Result<Bot> {
    let engine = engine_about(settings, library, pointer)?;
    told_of(settings, Bot::new(engine))
}

/// The same bot, with what the settings say of its links, of earlier revisions and of an archive.
fn told_of(settings: &Settings, bot: Bot) -> Result<Bot> {
    Ok(bot
        .citing(settings.links())
        .remembering(revisions(settings))
        .with_archive(settings.archive()?))
}

fn engine_about(
    settings: &Settings,
    library: Arc<Library>,
    pointer: Option<Arc<Pointer>>,
) -> Result<Engine> {
    let (engine, _) = open(settings, library, settings.places().keep())?;
    if pointer.is_some() && engine.reader().is_none() {
        tracing::warn!(
            "the language model is not asked: it points beside the bundled reader, which needs the embedding model"
        );
    }
    Ok(engine.pointed(pointer))
}

/// Opens a bot for a server, which searches by words until the embeddings are ready.
#[cfg(feature = "platforms")]
pub(super) fn server(settings: &Settings) -> Result<Bot> {
    let library = Arc::new(library(settings)?);
    let engine = engine_about(settings, library, plugged_in()?)?;
    told_of(settings, Bot::new(engine.without_waiting()))
}

/// Opens a bot without an archive and waits for the embeddings, for measuring.
fn measurable(settings: &Settings, pointer: Option<Arc<Pointer>>) -> Result<Bot> {
    let engine = engine_about(settings, Arc::new(library(settings)?), pointer)?;
    with_meaning(&engine)?;
    Ok(Bot::new(engine).citing(settings.links()))
}

/// Reads the content in the settings and logs what is left out.
fn library(settings: &Settings) -> Result<Library> {
    let library = settings.places().library()?;
    problem::log(library.errors());
    Ok(library)
}

/// Opens an engine.
fn open(
    settings: &Settings,
    library: Arc<Library>,
    keep: Keep<'_>,
) -> Result<(Engine, IndexOrigin)> {
    let model = settings.embedding_model()?;
    watched(|progress| Engine::open(library, keep, model, progress)).context("no index")
}

/// Opens an engine in memory and waits for its embeddings.
pub(super) fn opened_in_memory(settings: &Settings, library: Arc<Library>) -> Result<Engine> {
    let (engine, _) = open(settings, library, Keep::InMemory)?;
    with_meaning(&engine)?;
    Ok(engine)
}

/// Waits until the embeddings of an engine are ready.
fn with_meaning(engine: &Engine) -> Result<IndexOrigin> {
    watched(|progress| engine.wait_for_vectors(progress)).context("no index of meaning")
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
