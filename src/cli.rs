//! The command line. Only this module names `clap` and ends the process.

mod check;
mod doctor;
#[cfg(feature = "import")]
mod importing;
mod logs;
mod reader;
#[cfg(feature = "platforms")]
mod serve;
mod settings;
mod show;
mod tasks;
mod values;
mod web;

use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, CommandFactory as _, Parser, Subcommand};

use crate::config::{FairUse, LogFormat, Settings, Shards};
use crate::wording::Language;
use values::{Named, address, named, path, question, switch};

/// Answers questions about a published article in the article's own words, with a footnote at every quotation.
///
/// Without a subcommand it opens a conversation in the terminal.
#[derive(Debug, Parser)]
#[command(name = "voetnoot", version, max_term_width = 100, after_help = settings::help())]
struct Cli {
    #[command(flatten)]
    settings: Flags,
    #[command(subcommand)]
    task: Option<Task>,
}

#[derive(Debug, Args)]
struct Flags {
    /// An article (*.md), an archive (*.jsonl), or a folder of them [default: content here, else beside the program, else the
    /// bundled article]
    #[arg(long, global = true, value_name = "PATH", env = "VOETNOOT_CONTENT", value_parser = path())]
    content: Option<Named<PathBuf>>,
    /// The folder of the index [default: index/store; for the bundled article outside a project, memory]
    #[arg(long, global = true, value_name = "PATH", env = "VOETNOOT_STORE", value_parser = path())]
    store: Option<Named<PathBuf>>,
    /// The folder of the database (voetnoot.db: settings of moderators, votes, questions) and of a platform's session and keys
    /// [default: state]
    #[arg(long, global = true, value_name = "PATH", env = "VOETNOOT_STATE", value_parser = path())]
    state: Option<Named<PathBuf>>,
    /// The language of the interface: nl or en [default: nl]
    #[arg(long, global = true, value_name = "LANG", env = "VOETNOOT_LANG", value_parser = named::<Language>)]
    lang: Option<Named<Language>>,
    /// A folder with another embedding model: a BERT in model.gguf, and tokenizer.json [default: the bundled one]
    #[arg(long, global = true, value_name = "PATH", env = "VOETNOOT_MODEL", value_parser = path())]
    model: Option<Named<PathBuf>>,
    /// Search by words alone, without the embedding model
    #[arg(long, global = true, env = "VOETNOOT_NO_SEMANTIC", value_parser = switch)]
    no_semantic: bool,
    /// Fair use on a platform: off, or three numbers as 6,3,5 (questions at once from each, then one in so many seconds;
    /// answers a second in a channel) [default: 6,3,5]
    #[arg(long, global = true, value_name = "LIMITS", env = "VOETNOOT_LIMITS", value_parser = named::<FairUse>)]
    limits: Option<Named<FairUse>>,
    /// The address on which `serve` shows its health and counts (/livez, /readyz, /metrics), and `health` asks, as
    /// 127.0.0.1:8090 [default: none]
    #[arg(long, global = true, value_name = "ADDRESS", env = "VOETNOOT_HTTP", value_parser = address)]
    http: Option<Named<SocketAddr>>,
    #[command(flatten)]
    web: web::PageFlags,
    /// How the log is written: human or json [default: json where `serve` logs to no terminal, else human]
    #[arg(long, global = true, value_name = "FORMAT", env = "VOETNOOT_LOG_FORMAT", value_parser = named::<LogFormat>)]
    log_format: Option<Named<LogFormat>>,
    /// Which of Discord's shards this process runs, as 0-3/16 [default: all that Discord advises]
    #[arg(long, global = true, value_name = "SHARDS", env = "VOETNOOT_SHARDS", value_parser = named::<Shards>)]
    shards: Option<Named<Shards>>,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Answer one line, as typed in chat: a question, or a command such as "!land Kirgizië"
    Ask {
        /// Print one line of JSON instead of text
        #[arg(long)]
        json: bool,
        /// The id of the article that it is about [default: the only one; for questions, all]
        #[arg(long, value_name = "ID")]
        article: Option<String>,
        /// The question or command
        #[arg(allow_hyphen_values = true, value_parser = question)]
        text: String,
        /// Its further words, where the shell was given no quotation marks
        #[arg(hide = true)]
        more: Vec<String>,
    },
    /// Run the bot on every platform that is configured (see below), until Ctrl-C or SIGTERM. Content that changes is picked
    /// up meanwhile; SIGHUP has it read at once
    #[cfg(feature = "platforms")]
    Serve,
    /// Ask the running server whether it is ready: exit status 0 if so, else 1 and a line that says what is not
    #[cfg(feature = "platforms")]
    Health,
    /// Copy the database (voetnoot.db in the state folder) into a new file; the bot may run meanwhile
    #[cfg(feature = "platforms")]
    Backup {
        /// The new file; it must not exist
        file: PathBuf,
    },
    /// Set the bot up on Discord
    #[cfg(feature = "discord")]
    #[command(subcommand)]
    Discord(Discord),
    /// Set the bot up on Matrix
    #[cfg(feature = "matrix")]
    #[command(subcommand)]
    Matrix(Matrix),
    /// Build the index, or refresh it where the content changed
    Index,
    /// Check content and settings; name file and line of everything that is wrong. Exit status 1 if there is an error
    Check {
        /// Print this article as it will be quoted: its paragraphs, then people, countries, dates, sources, quotations
        #[arg(long, value_name = "ARTICLE")]
        show: Option<String>,
    },
    /// Examine settings, content, folders, model, clock and every configured platform; say in a line each what to do. Exit
    /// status 1 if something has to be mended. Nothing is sent to any room or channel, and nobody is logged in
    Doctor {
        /// Print one line of JSON instead of lines of text
        #[arg(long)]
        json: bool,
    },
    /// Make article files of web pages, DOCX and ODT documents, plain text, RSS and Atom feeds and exports of WordPress (WXR)
    #[cfg(feature = "import")]
    Import {
        /// Files, addresses (https://…), or - for standard input
        #[arg(required = true, value_name = "SOURCE")]
        sources: Vec<String>,
        /// The folder that they are written into
        #[arg(long, value_name = "FOLDER", default_value = crate::config::CONTENT)]
        to: PathBuf,
        /// Write over files that exist
        #[arg(long)]
        replace: bool,
        /// Fetch from addresses inside this machine's own network too
        #[arg(long)]
        allow_private: bool,
    },
    /// Measure the answers to a set of questions (*.jsonl), with plain BM25 beside them
    Eval {
        /// Questions, one a line: {"id", "question", "gold": ["article#3"]}; or {"id", "question", "answer_spans": ["…"]}, words
        /// any of which answers it; or {"id", "question", "answerable": false} where the content does not answer it. With
        /// "article": "id" it is asked of that article alone
        questions: PathBuf,
        /// Print one line of JSON instead of a table
        #[arg(long)]
        json: bool,
        /// Search within the article that the question belongs to (that of its gold)
        #[arg(long)]
        within_article: bool,
        /// Measure a language model beside the bundled reader: the address of its chat completions. Its name, key and time-out are
        /// those of the environment (VOETNOOT_READER_MODEL and so on)
        #[arg(long, value_name = "ADDRESS", conflicts_with = "ablate")]
        reader: Option<String>,
        /// Print instead what each objection does: wrong answers prevented, right answers lost
        #[arg(long, conflicts_with = "json")]
        ablate: bool,
    },
    /// Measure on questions with known answers what the word of the language model weighs that is plugged in, and write it into
    /// a file
    Calibrate {
        /// Questions, as `eval` takes them; some of them must be ones that the content does not answer
        questions: PathBuf,
        /// Search within the article that the question belongs to (that of its gold)
        #[arg(long)]
        within_article: bool,
        /// The address of the language model's chat completions [default: VOETNOOT_READER_URL]
        #[arg(long, value_name = "ADDRESS")]
        reader: Option<String>,
        /// The file that is written [default: VOETNOOT_READER_WEIGHTS]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Learn the weights of words and meaning from sets of questions, leaving each set out once to measure
    Train {
        /// Folders with questions.jsonl and corpus.jsonl, or with a folder artikelen of articles
        #[arg(required = true, num_args = 2..)]
        sets: Vec<PathBuf>,
        /// Sets whose questions are asked within the article they belong to
        #[arg(long, value_name = "SET")]
        within_article: Vec<String>,
        /// The file that is written
        #[arg(long, value_name = "FILE", default_value = "index/weights.toml")]
        out: PathBuf,
    },
}

impl Task {
    /// Whether it runs until a stop signal.
    fn is_server(&self) -> bool {
        #[cfg(feature = "platforms")]
        return matches!(self, Self::Serve);
        #[cfg(not(feature = "platforms"))]
        return false;
    }
}

#[cfg(feature = "discord")]
#[derive(Debug, Subcommand)]
enum Discord {
    /// Print the link that adds the bot to a server, with exactly the permissions that it needs
    Invite {
        /// The application's id, from the developer portal [default: Discord is asked, with the token]
        #[arg(long, value_name = "ID")]
        application: Option<std::num::NonZero<u64>>,
        /// Print the link by which people add the bot for their own use instead, in any server and chat
        #[arg(long)]
        user: bool,
    },
}

#[cfg(feature = "matrix")]
#[derive(Debug, Subcommand)]
enum Matrix {
    /// Make people's clients see the bot's device as verified, and print the account's recovery key; run it while the bot is
    /// stopped
    ///
    /// In encrypted rooms a client warns of a device that its owner has not signed, or shows nothing of it at all. The bot
    /// signs its own when it logs in first. This command sees whether that was done; it gives you the recovery key, which
    /// you need once the state folder was lost: keep it where you keep passwords. After such a loss, run it with that key in
    /// VOETNOOT_MATRIX_RECOVERY_KEY (or in a file that VOETNOOT_MATRIX_RECOVERY_KEY_FILE names).
    Verify {
        /// Make new cross-signing keys where the recovery key is lost too
        #[arg(long)]
        renew: bool,
    },
}

/// All settings as a table in Markdown, for docs/operating.md.
#[must_use]
pub fn settings_table() -> String {
    settings::table(&Cli::command())
}

/// Runs the program on the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    // The platforms' clients bring two TLS providers: choose one before any of them connects.
    #[cfg(feature = "platforms")]
    let _ = rustls::crypto::ring::default_provider().install_default();
    match settings::readable(&Cli::command()).and_then(|()| run(Cli::parse())) {
        Ok(code) => code,
        Err(error) => {
            let is_gone = error
                .downcast_ref::<io::Error>()
                .is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe);
            if is_gone {
                return ExitCode::SUCCESS;
            }
            // Ignore a closed standard error.
            let _ = writeln!(io::stderr(), "error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> Result<ExitCode> {
    let Flags {
        content,
        store,
        state,
        lang,
        model,
        no_semantic,
        limits,
        http,
        web,
        log_format,
        shards,
    } = cli.settings;
    let given = Settings {
        content: content.flatten(),
        store: store.flatten(),
        state: state.flatten(),
        model: model.flatten(),
        no_semantic: no_semantic.then_some(true),
        lang: lang.flatten(),
        limits: limits.flatten(),
        shards: shards.flatten(),
        http: http.flatten(),
        log_format: log_format.flatten(),
        ..web.settings()
    };
    let settings = given.or(Settings::from_folder(Path::new("."))?);
    let usual = || logs::usual(cli.task.as_ref().is_some_and(Task::is_server));
    logs::begin(settings.log_format.unwrap_or_else(usual))?;
    match cli.task {
        None => tasks::converse(&settings)?,
        Some(Task::Ask {
            json,
            article,
            text,
            more,
        }) => {
            let text = std::iter::once(text)
                .chain(more)
                .collect::<Vec<_>>()
                .join(" ");
            return tasks::ask(&settings, json, article.as_deref(), &text);
        }
        #[cfg(feature = "platforms")]
        Some(Task::Serve) => serve::serve(&settings)?,
        #[cfg(feature = "platforms")]
        Some(Task::Health) => serve::health(&settings)?,
        #[cfg(feature = "platforms")]
        Some(Task::Backup { file }) => {
            crate::db::back_up(&settings.state_folder(), &file)?;
            tasks::print(&format!("{} made", file.display()))?;
        }
        #[cfg(feature = "discord")]
        Some(Task::Discord(Discord::Invite { application, user })) => {
            serve::discord::invite(application, user)?;
        }
        #[cfg(feature = "matrix")]
        Some(Task::Matrix(Matrix::Verify { renew })) => serve::matrix::verify(&settings, renew)?,
        Some(Task::Index) => tasks::index(&settings)?,
        Some(Task::Check { show }) => return check::check(&settings, show.as_deref()),
        Some(Task::Doctor { json }) => return doctor::doctor(&settings, json),
        #[cfg(feature = "import")]
        Some(Task::Import {
            sources,
            to,
            replace,
            allow_private,
        }) => {
            let language = settings.language();
            return importing::import(&sources, &to, replace, allow_private, language);
        }
        Some(Task::Eval {
            questions,
            json,
            within_article,
            reader,
            ablate,
        }) => {
            if ablate {
                tasks::ablate(&settings, &questions, within_article)?;
            } else {
                tasks::eval(
                    &settings,
                    &questions,
                    json,
                    within_article,
                    reader.as_deref(),
                )?;
            }
        }
        Some(Task::Calibrate {
            questions,
            within_article,
            reader,
            out,
        }) => {
            let (reader, out) = (reader.as_deref(), out.as_deref());
            tasks::calibrate(&settings, &questions, within_article, reader, out)?;
        }
        Some(Task::Train {
            sets,
            within_article,
            out,
        }) => tasks::train(&settings, &sets, &within_article, &out)?,
    }
    Ok(ExitCode::SUCCESS)
}
