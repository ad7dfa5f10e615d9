//! Lists the settings for the end of the help and for the manual.

use std::fmt::Write as _;

use clap::Command;

use crate::config::FILE;

/// The settings that only the environment has, with descriptions.
const ENVIRONMENT: &[(&str, &str)] = &[
    (
        "VOETNOOT_LOG",
        "What is logged to standard error, as tracing filters [default: voetnoot=info, and warnings of all but Matrix's \
         client, which warns of what is tried again]",
    ),
    #[cfg(feature = "platforms")]
    (
        "VOETNOOT_DATABASE",
        "The URL of a PostgreSQL database (postgres://user:password@host/name) that keeps what voetnoot.db otherwise keeps, for a \
         bot on several machines; or VOETNOOT_DATABASE_FILE, a file that holds it [default: voetnoot.db in the state folder]",
    ),
    (
        "VOETNOOT_ENGINE_KEY",
        "What the engine of --engine lets in, sent as Authorization: a scheme and a value (Basic …, Bearer …), or an API key; or \
         VOETNOOT_ENGINE_KEY_FILE, a file that holds it",
    ),
    (
        "VOETNOOT_READER_URL",
        "A language model that may point at sentences: the address of its chat completions, in OpenAI's dialect \
         (http://localhost:11434/v1 for Ollama). Questions and the article's sentences go there [default: none]",
    ),
    (
        "VOETNOOT_READER_MODEL",
        "The name by which that server knows the model [default: the server chooses]",
    ),
    (
        "VOETNOOT_READER_KEY",
        "Its key; or VOETNOOT_READER_KEY_FILE, a file that holds it",
    ),
    (
        "VOETNOOT_READER_TIMEOUT",
        "How many seconds it may take; after that the bundled reader answers alone [default: 4]",
    ),
    (
        "VOETNOOT_READER_PER_MINUTE",
        "How many questions a minute it is asked at most [default: 60]",
    ),
    (
        "VOETNOOT_READER_WEIGHTS",
        "What its word weighs: a file that `voetnoot calibrate` wrote [default: a cautious guess]",
    ),
    #[cfg(feature = "discord")]
    (
        "VOETNOOT_DISCORD_TOKEN",
        "Discord: the bot's token; or VOETNOOT_DISCORD_TOKEN_FILE, a file that holds it. DISCORD_TOKEN does as well",
    ),
    #[cfg(feature = "discord")]
    (
        "VOETNOOT_DISCORD_API",
        "Discord: the base URL of a compatible server [default: Discord's own]",
    ),
    #[cfg(feature = "matrix")]
    (
        "VOETNOOT_MATRIX_HOMESERVER",
        "Matrix: the homeserver's address (https://matrix.example.org) or the server's name",
    ),
    #[cfg(feature = "matrix")]
    ("VOETNOOT_MATRIX_USER", "Matrix: the bot's account"),
    #[cfg(feature = "matrix")]
    (
        "VOETNOOT_MATRIX_PASSWORD",
        "Matrix: its password; or VOETNOOT_MATRIX_PASSWORD_FILE, a file that holds it",
    ),
    #[cfg(feature = "matrix")]
    (
        "VOETNOOT_MATRIX_TOKEN",
        "Matrix: an access token in the place of account and password; or VOETNOOT_MATRIX_TOKEN_FILE",
    ),
    #[cfg(feature = "matrix")]
    (
        "VOETNOOT_MATRIX_PASSPHRASE",
        "Matrix: what encrypts session and keys in the state folder; choose it once, and keep it; or \
         VOETNOOT_MATRIX_PASSPHRASE_FILE",
    ),
    #[cfg(feature = "matrix")]
    (
        "VOETNOOT_MATRIX_ALLOW",
        "Matrix: who may invite the bot, as patterns of user ids with * and ? (*:example.org @anna:*) [default: everybody to \
         a direct chat, nobody to a room]",
    ),
    #[cfg(feature = "matrix")]
    (
        "VOETNOOT_MATRIX_DISPLAY_NAME",
        "Matrix: the name that people see [default: the account's own]",
    ),
    #[cfg(feature = "matrix")]
    (
        "VOETNOOT_MATRIX_RECOVERY_KEY",
        "Matrix: the recovery key of the account's cross-signing keys, for `matrix verify`; or VOETNOOT_MATRIX_RECOVERY_KEY_FILE",
    ),
];

/// The end of the help: how to set settings, and those that only the environment has.
pub(super) fn help() -> String {
    let mut help = format!(
        "Every flag with [env] is also a setting of {FILE} in the working directory, by its name with _ for - (log_format for \
         --log-format). A flag beats the environment, which beats the file.\n\nIn the environment alone:\n"
    );
    for (name, about) in ENVIRONMENT {
        // Writing to a string does not fail.
        let _ = writeln!(help, "  {name}: {about}");
    }
    help + "\nExit status: 0 when there is an answer, also when it is that the article does not tell; 1 when content, index \
            or settings cannot be used; 2 when the command line is wrong."
}

/// All settings as a table in Markdown: flag, environment variable, key in the file, description.
pub(super) fn table(program: &Command) -> String {
    let mut table = String::from("| flag | environment | file | what it is |\n|---|---|---|---|\n");
    for setting in program.get_arguments() {
        let Some(variable) = setting.get_env() else {
            continue;
        };
        let flag = setting.to_string().replace(['<', '>'], "");
        let (variable, key) = (variable.to_string_lossy(), setting.get_id());
        let about = setting.get_help().map(ToString::to_string);
        let about = about.unwrap_or_default().replace('\n', " ");
        let _ = writeln!(table, "| `{flag}` | `{variable}` | `{key}` | {about} |");
    }
    for (name, about) in ENVIRONMENT {
        let _ = writeln!(table, "| | `{name}` | | {about} |");
    }
    table
}
