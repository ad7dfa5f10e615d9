//! The arguments of the command line, with their help.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::settings;
use super::values::{Named, address, named, path, question, switch};
use super::web::PageFlags;
use crate::config::{EngineAddress, FairUse, KeptMegabytes, LogFormat, Settings, Shards};
use crate::wording::Language;

/// Answers questions about a published article in the article's own words, with a footnote at every quotation.
///
/// Without a subcommand it opens a conversation in the terminal.
#[derive(Debug, Parser)]
#[command(name = "voetnoot", version, max_term_width = 100, after_help = settings::help())]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) settings: Flags,
    #[command(subcommand)]
    pub(super) task: Option<Task>,
}

#[derive(Debug, Args)]
#[allow(
    rustdoc::bare_urls,
    reason = "the help shows an address as it is typed"
)]
pub(super) struct Flags {
    /// An article (*.md), an archive (*.jsonl), or a folder of them [default: content here, else beside the program, else the
    /// bundled article]
    #[arg(long, global = true, value_name = "PATH", env = "VOETNOOT_CONTENT", value_parser = path())]
    content: Option<Named<PathBuf>>,
    /// The folder of the index [default: index/store; for the bundled article outside a project, memory]
    #[arg(long, global = true, value_name = "PATH", env = "VOETNOOT_STORE", value_parser = path())]
    store: Option<Named<PathBuf>>,
    /// An archive on Quickwit, Elasticsearch or OpenSearch, by server and index, as http://quickwit:7280/archive; `index` fills it.
    /// While it cannot be reached, the articles here answer [default: none]
    #[arg(long, global = true, value_name = "URL", env = "VOETNOOT_ENGINE", value_parser = named::<EngineAddress>)]
    engine: Option<Named<EngineAddress>>,
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
    /// How many megabytes of earlier versions of articles `serve` keeps in the folder of the state, to show what changed; 0
    /// keeps none [default: 64]
    #[arg(long, global = true, value_name = "MEGABYTES", env = "VOETNOOT_REVISIONS", value_parser = named::<KeptMegabytes>)]
    revisions: Option<Named<KeptMegabytes>>,
    /// The address on which `serve` shows its health and counts (/livez, /readyz, /metrics), and `health` asks, as
    /// 127.0.0.1:8090 [default: none]
    #[arg(long, global = true, value_name = "ADDRESS", env = "VOETNOOT_HTTP", value_parser = address)]
    http: Option<Named<SocketAddr>>,
    #[command(flatten)]
    web: PageFlags,
    /// How the log is written: human or json [default: json where `serve` logs to no terminal, else human]
    #[arg(long, global = true, value_name = "FORMAT", env = "VOETNOOT_LOG_FORMAT", value_parser = named::<LogFormat>)]
    log_format: Option<Named<LogFormat>>,
    /// Which of Discord's shards this process runs, as 0-3/16 [default: all that Discord advises]
    #[arg(long, global = true, value_name = "SHARDS", env = "VOETNOOT_SHARDS", value_parser = named::<Shards>)]
    shards: Option<Named<Shards>>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Task {
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
    /// Build the index, or refresh it where the content changed; with --engine, send the content to that engine
    Index {
        /// Delete the earlier editions of corrected articles from the engine instead
        #[arg(long)]
        compact: bool,
    },
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

impl From<Flags> for Settings {
    fn from(flags: Flags) -> Self {
        Self {
            content: flags.content.flatten(),
            store: flags.store.flatten(),
            engine: flags.engine.flatten(),
            state: flags.state.flatten(),
            model: flags.model.flatten(),
            no_semantic: flags.no_semantic.then_some(true),
            lang: flags.lang.flatten(),
            limits: flags.limits.flatten(),
            shards: flags.shards.flatten(),
            revisions: flags.revisions.flatten(),
            http: flags.http.flatten(),
            log_format: flags.log_format.flatten(),
            ..flags.web.settings()
        }
    }
}

impl Task {
    /// Whether it runs until a stop signal.
    pub(super) fn is_server(&self) -> bool {
        #[cfg(feature = "platforms")]
        return matches!(self, Self::Serve);
        #[cfg(not(feature = "platforms"))]
        return false;
    }
}

#[cfg(feature = "discord")]
#[derive(Debug, Subcommand)]
pub(super) enum Discord {
    /// Print the link that adds the bot to a server, with exactly the permissions that it needs
    Invite {
        /// The application's id, from the developer portal [default: Discord is asked, with the token]
        #[arg(long, value_name = "ID", value_parser = super::values::application)]
        application: Option<std::num::NonZero<u64>>,
        /// Print the link by which people add the bot for their own use instead, in any server and chat
        #[arg(long)]
        user: bool,
    },
}

#[cfg(feature = "matrix")]
#[derive(Debug, Subcommand)]
pub(super) enum Matrix {
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
        /// Remove every other device of the account, such as those of state folders that were lost
        #[arg(long)]
        forget_others: bool,
    },
}
