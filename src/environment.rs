//! Environment variables, and the settings that only they have.

use anyhow::{Context as _, Error, Result, bail};

/// Declares settings by their names after `VOETNOOT_`: a constant with the whole name of each, and a list of all.
macro_rules! settings {
    ($($(#[$attribute:meta])* $name:ident: $about:literal;)*) => {
        $($(#[$attribute])* pub(crate) const $name: &str = concat!("VOETNOOT_", stringify!($name));)*

        /// Every setting that only the environment has, with its description.
        pub(crate) const SETTINGS: &[(&str, &str)] = &[$($(#[$attribute])* ($name, $about)),*];
    };
}

settings! {
    LOG: "What is logged to standard error, as tracing filters [default: voetnoot=info, and warnings of all but Matrix's client, \
          which warns of what is tried again]";
    #[cfg(feature = "platforms")]
    DATABASE: "The URL of a PostgreSQL database (postgres://user:password@host/name) that keeps what voetnoot.db otherwise \
               keeps, for a bot on several machines; or VOETNOOT_DATABASE_FILE, a file that holds it [default: voetnoot.db in \
               the state folder]";
    ENGINE_KEY: "What the engine of --engine lets in, sent as Authorization: a scheme and a value (Basic …, Bearer …), or an \
                 API key; or VOETNOOT_ENGINE_KEY_FILE, a file that holds it";
    READER_URL: "A language model that may point at sentences: the address of its chat completions, in OpenAI's dialect \
                 (http://localhost:11434/v1 for Ollama). Questions and the article's sentences go there [default: none]";
    READER_MODEL: "The name by which that server knows the model [default: the server chooses]";
    READER_KEY: "Its key; or VOETNOOT_READER_KEY_FILE, a file that holds it";
    READER_TIMEOUT: "How many seconds it may take; after that the bundled reader answers alone [default: 4]";
    READER_PER_MINUTE: "How many questions a minute it is asked at most [default: 60]";
    READER_WEIGHTS: "What its word weighs: a file that `voetnoot calibrate` wrote [default: a cautious guess]";
    #[cfg(feature = "discord")]
    DISCORD_TOKEN: "Discord: the bot's token; or VOETNOOT_DISCORD_TOKEN_FILE, a file that holds it. DISCORD_TOKEN does as well";
    #[cfg(feature = "discord")]
    DISCORD_API: "Discord: the base URL of a compatible server [default: Discord's own]";
    #[cfg(feature = "matrix")]
    MATRIX_HOMESERVER: "Matrix: the homeserver's address (https://matrix.example.org) or the server's name";
    #[cfg(feature = "matrix")]
    MATRIX_USER: "Matrix: the bot's account";
    #[cfg(feature = "matrix")]
    MATRIX_PASSWORD: "Matrix: its password; or VOETNOOT_MATRIX_PASSWORD_FILE, a file that holds it";
    #[cfg(feature = "matrix")]
    MATRIX_TOKEN: "Matrix: an access token in the place of account and password; or VOETNOOT_MATRIX_TOKEN_FILE";
    #[cfg(feature = "matrix")]
    MATRIX_PASSPHRASE: "Matrix: what encrypts session and keys in the state folder; choose it once, and keep it; or \
                        VOETNOOT_MATRIX_PASSPHRASE_FILE";
    #[cfg(feature = "matrix")]
    MATRIX_ALLOW: "Matrix: who may invite the bot, as patterns of user ids with * and ? (*:example.org @anna:*) [default: \
                   everybody to a direct chat, nobody to a room]";
    #[cfg(feature = "matrix")]
    MATRIX_DISPLAY_NAME: "Matrix: the name that people see [default: the account's own]";
    #[cfg(feature = "matrix")]
    MATRIX_RECOVERY_KEY: "Matrix: the recovery key of the account's cross-signing keys, for `matrix verify`; or \
                          VOETNOOT_MATRIX_RECOVERY_KEY_FILE";
}

/// Returns the value of a variable; `None` if it is unset or empty.
///
/// # Errors
/// Fails if the value is not Unicode; the message names the variable, never the value, which may be a secret.
pub(crate) fn variable(name: &str) -> Result<Option<String>> {
    match std::env::var_os(name).map(std::ffi::OsString::into_string) {
        None => Ok(None),
        Some(Ok(value)) => Ok(Some(value).filter(|value| !value.is_empty())),
        Some(Err(_)) => bail!("{name} is not UTF-8: set it again, or leave it unset"),
    }
}

/// Returns the value of a variable, parsed; `None` if it is unset or empty.
///
/// # Errors
/// Fails if it is not Unicode or cannot be parsed; the message names the variable and says what to write.
pub(crate) fn parsed<T>(
    name: &str,
    parse: impl FnOnce(&str) -> Result<T, String>,
) -> Result<Option<T>> {
    let Some(text) = variable(name)? else {
        return Ok(None);
    };
    let parsed = parse(&text).map_err(Error::msg);
    Ok(Some(parsed.with_context(|| name.to_owned())?))
}
