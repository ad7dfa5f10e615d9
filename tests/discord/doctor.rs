//! `voetnoot doctor` tells the operator what Discord says of the bot.

use serde_json::json;

use super::double::{Double, TOKEN};
use super::program::program;

/// Has the program examined with a token; gives its exit status and the lines about Discord.
async fn examined(double: &Double, token: &str) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = [
        ("VOETNOOT_DISCORD_TOKEN", token),
        ("VOETNOOT_DISCORD_API", double.rest.as_str()),
        ("VOETNOOT_NO_SEMANTIC", "1"),
        ("VOETNOOT_LANG", "en"),
    ];
    let mut command = program(folder.path(), &["doctor"], &settings);
    let output = tokio::task::spawn_blocking(move || command.output().expect("it runs"))
        .await
        .expect("it ends");
    let all = String::from_utf8(output.stdout).expect("text");
    assert!(!all.contains(token), "the token is printed: {all}");
    let lines: Vec<&str> = all
        .lines()
        .filter(|line| line.contains("Discord, "))
        .collect();
    (output.status.code(), lines.join("\n"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_that_is_well_has_nothing_to_mend() {
    let double = Double::start().await;
    let (status, said) = examined(&double, TOKEN).await;
    assert_eq!(status, Some(0), "{said}");
    assert!(
        said.contains("✓ Discord, token: belongs to Voetnoot."),
        "{said}"
    );
    assert!(said.contains("Message Content Intent is on"), "{said}");
    assert!(said.contains("999 of 1000 starts left"), "{said}");
    assert_eq!(double.findings(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_token_is_named_and_not_printed() {
    let double = Double::start().await;
    let (status, said) = examined(&double, "een-verkeerd-token").await;
    assert_eq!(status, Some(1), "{said}");
    assert!(
        said.starts_with("✗ Discord, token: Discord does not know it. Copy it anew"),
        "{said}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_permission_that_lacks_is_named_with_its_server() {
    let double = Double::start().await;
    double.set_permissions(double.permissions() & !(1 << 14));
    let (status, said) = examined(&double, TOKEN).await;
    assert_eq!(status, Some(1), "{said}");
    assert!(
        said.contains("in “Krant” the bot lacks Embed Links."),
        "{said}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_without_the_intent_is_told_what_that_means() {
    let double = Double::start().await;
    double.trick(
        "/applications/@me",
        200,
        json!({ "id": "1000", "flags": 0 }),
    );
    let (status, said) = examined(&double, TOKEN).await;
    assert_eq!(status, Some(0), "{said}");
    assert!(
        said.contains("– Discord, what the bot may read: Message Content Intent is off"),
        "{said}"
    );
}
