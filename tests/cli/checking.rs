//! `check`: everything that is wrong, before anything is served.

use super::running::program;
use super::{ARTICLE, ended, folder};

/// What `check` says of an article, with these settings in the environment.
fn checked(article: &str, settings: &[(&str, &str)]) -> String {
    let place = folder(&[("content/brug.md", article)]);
    let mut command = program(place.path(), &["--no-semantic", "check"]);
    command.env_remove("DISCORD_TOKEN");
    command.envs(settings.iter().copied());
    let ran = ended(command);
    let errors = ran.err.lines().filter(|line| !line.contains("INFO"));
    let shown: Vec<&str> = ran.out.lines().chain(errors).collect();
    format!(
        "{}\n→ {}",
        shown.join("\n"),
        ran.status.expect("it ends by itself")
    )
}

#[cfg(all(feature = "discord", feature = "matrix"))]
#[test]
fn the_settings_of_the_platforms_are_checked_all_at_once() {
    let wrong = [
        ("VOETNOOT_DISCORD_API", "discord.example"),
        ("VOETNOOT_MATRIX_ALLOW", "*:krant.example @anna"),
    ];
    insta::assert_snapshot!(checked(ARTICLE, &wrong), @"
    error: VOETNOOT_DISCORD_API: `discord.example` is no web address: write one such as http://127.0.0.1:8080, or leave it out for Discord's own
    VOETNOOT_MATRIX_ALLOW: `@anna` fits no user id: write for example *:example.org for everybody there, or @anna:example.org
    → 1
    ");
    let sound = [
        ("VOETNOOT_DISCORD_TOKEN", "x"),
        ("VOETNOOT_DISCORD_API", "http://127.0.0.1:8080"),
        ("VOETNOOT_MATRIX_HOMESERVER", "matrix.krant.example"),
        ("VOETNOOT_MATRIX_USER", "@voetnoot:krant.example"),
        ("VOETNOOT_MATRIX_PASSWORD", "x"),
        ("VOETNOOT_MATRIX_ALLOW", "*:krant.example @anna:*"),
    ];
    insta::assert_snapshot!(checked(ARTICLE, &sound), @"
    content: 1 article(s), 2 passages, nothing wrong
    → 0
    ");
    insta::assert_snapshot!(checked(ARTICLE, &[("VOETNOOT_MATRIX_USER", "@voetnoot")]), @"
    error: VOETNOOT_MATRIX_USER: `@voetnoot` is half a user id: write it whole, as @voetnoot:example.org, or only voetnoot
    → 1
    ");
    insta::assert_snapshot!(checked(ARTICLE, &[("VOETNOOT_MATRIX_HOMESERVER", "htps://krant.example")]), @"
    error: VOETNOOT_MATRIX_HOMESERVER: `htps://krant.example` is no homeserver: write its address, as https://matrix.example.org, or the server's name, as example.org
    → 1
    ");
    insta::assert_snapshot!(checked(ARTICLE, &[("VOETNOOT_SHARDS", "4-2/16")]), @"
    error: invalid value '4-2/16' for '--shards <SHARDS>': `4-2/16` names no shards: write 0-3/16 for the first four of sixteen

    For more information, try '--help'.
    → 2
    ");
}
