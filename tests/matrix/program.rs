//! The program as an operator runs it, where nothing has to answer.

use std::process::Command;

/// What the program says to an operator who has set this.
fn said(arguments: &[&str], settings: &[(&str, &str)]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_voetnoot"));
    command.args(arguments).current_dir(folder.path());
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("VOETNOOT_") || name == "DISCORD_TOKEN" {
            command.env_remove(&*name);
        }
    }
    let output = command
        .envs(settings.iter().copied())
        .output()
        .expect("it runs");
    let text = String::from_utf8(output.stderr).expect("text");
    let errors: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("error"))
        .collect();
    format!(
        "{}\n→ {}",
        errors.join("\n"),
        output.status.code().unwrap_or(-1)
    )
}

#[test]
fn what_is_missing_or_wrong_is_said_in_a_line() {
    let server = ("VOETNOOT_MATRIX_HOMESERVER", "http://127.0.0.1:1");
    let user = ("VOETNOOT_MATRIX_USER", "bot");
    let password = ("VOETNOOT_MATRIX_PASSWORD", "met een spatie");
    insta::assert_snapshot!(said(&["matrix", "verify"], &[]), @"
    error: no platform is configured: for Matrix, set VOETNOOT_MATRIX_HOMESERVER, VOETNOOT_MATRIX_USER and VOETNOOT_MATRIX_PASSWORD (or name a file that holds it in VOETNOOT_MATRIX_PASSWORD_FILE)
    → 1
    ");
    insta::assert_snapshot!(said(&["serve"], &[server, user]), @"
    error: Matrix needs the bot's account: set VOETNOOT_MATRIX_USER and VOETNOOT_MATRIX_PASSWORD, or VOETNOOT_MATRIX_TOKEN
    → 1
    ");
    insta::assert_snapshot!(said(&["serve"], &[server, password]), @"
    error: Matrix needs the bot's account: set VOETNOOT_MATRIX_USER and VOETNOOT_MATRIX_PASSWORD, or VOETNOOT_MATRIX_TOKEN
    → 1
    ");
    let allow = ("VOETNOOT_MATRIX_ALLOW", "krant.example");
    insta::assert_snapshot!(said(&["serve"], &[server, user, password, allow]), @"
    error: VOETNOOT_MATRIX_ALLOW: `krant.example` fits no user id: write for example *:example.org for everybody there, or @anna:example.org
    → 1
    ");
    let strange = ("VOETNOOT_MATRIX_HOMESERVER", "geen server");
    insta::assert_snapshot!(said(&["serve"], &[strange, user, password]), @"
    error: VOETNOOT_MATRIX_HOMESERVER: `geen server` is no homeserver: write its address, as https://matrix.example.org, or the server's name, as example.org
    → 1
    ");
}

#[test]
fn a_state_that_was_made_with_a_passphrase_wants_it_again() {
    let state = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(state.path().join("matrix")).expect("a folder");
    let keys = state.path().join("matrix/matrix-sdk-crypto.sqlite3");
    let keys = rusqlite::Connection::open(keys).expect("a database");
    keys.execute_batch(
        "CREATE TABLE kv (key TEXT PRIMARY KEY NOT NULL, value BLOB NOT NULL);
         INSERT INTO kv VALUES ('version', x'01'), ('cipher', x'00')",
    )
    .expect("it is made");
    let folder = state.path().to_str().expect("text");
    let settings = [
        ("VOETNOOT_MATRIX_HOMESERVER", "http://127.0.0.1:1"),
        ("VOETNOOT_MATRIX_USER", "bot"),
        ("VOETNOOT_MATRIX_PASSWORD", "geheim"),
        ("VOETNOOT_STATE", folder),
    ];
    for arguments in [["matrix", "verify"].as_slice(), &["serve"]] {
        let told = said(arguments, &settings).replace(folder, "…");
        assert!(
            told.contains("give the passphrase that this state was made with"),
            "{told}"
        );
        assert!(told.ends_with("→ 1"), "{told}");
    }
    keys.execute_batch("UPDATE kv SET key = 'account' WHERE key = 'cipher'")
        .expect("it is changed");
    let passphrase = ("VOETNOOT_MATRIX_PASSPHRASE", "een lange zin");
    let told = said(
        &["matrix", "verify"],
        &[settings.as_slice(), &[passphrase]].concat(),
    );
    assert!(told.contains("was made without a passphrase"), "{told}");
}
