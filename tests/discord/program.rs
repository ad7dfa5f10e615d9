//! The program as an operator runs it.

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use serde_json::Value;
use voetnoot::chat::discord::HttpClient;

use super::double::{ASKER, BOT, CHANNEL, Double, TOKEN};
use super::events;
use super::gateway::Push;

/// The program, with no setting but those given.
pub(crate) fn program(folder: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> Command {
    // Another one that behaves like it: the container.
    let other = std::env::var_os("VOETNOOT_PROGRAM");
    let mut command = Command::new(other.unwrap_or_else(|| env!("CARGO_BIN_EXE_voetnoot").into()));
    command
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null());
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("VOETNOOT_") || name == "DISCORD_TOKEN" {
            command.env_remove(&*name);
        }
    }
    command.envs(settings.iter().copied());
    command
}

/// An address on which nobody listens.
pub(crate) fn free_address() -> String {
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    free.local_addr().expect("an address").to_string()
}

pub(crate) fn terminate(child: &Child) {
    let sent = Command::new("kill")
        .args(["-TERM", &child.id().to_string()])
        .status();
    assert!(sent.expect("kill is there").success());
}

async fn is_ready(url: &str) -> bool {
    let answer = HttpClient::new().get(url).send().await;
    answer.is_ok_and(|answer| answer.status().is_success())
}

#[tokio::test(flavor = "multi_thread")]
#[allow(
    clippy::print_stderr,
    reason = "how fast a container starts is read here"
)]
async fn it_serves_until_it_is_told_to_stop_and_logs_no_word_and_no_token() {
    let double = Double::start().await;
    let folder = tempfile::tempdir().expect("a folder");
    let token = folder.path().join("token");
    fs::write(&token, format!("{TOKEN}\n")).expect("it is written");
    let address = free_address();
    let settings = [
        (
            "VOETNOOT_DISCORD_TOKEN_FILE",
            token.to_str().expect("a path"),
        ),
        ("VOETNOOT_DISCORD_API", &double.rest),
        ("VOETNOOT_NO_SEMANTIC", "1"),
        ("VOETNOOT_LOG", "debug,h2=info,hyper_util=info"),
        ("VOETNOOT_HTTP", &address),
    ];
    let begun = Instant::now();
    let mut child = program(folder.path(), &["serve", "--shards", "0/1"], &settings)
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut log = child.stderr.take().expect("a log");
    let reading = std::thread::spawn(move || {
        let mut text = String::new();
        log.read_to_string(&mut text).map(|_| text)
    });
    double
        .until(|double| (double.gateway.begun.load(Ordering::SeqCst) > 0).then_some(()))
        .await;
    let ready = format!("http://{address}/readyz");
    while !is_ready(&ready).await {
        assert!(begun.elapsed() < Duration::from_secs(30));
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    eprintln!("ready after {} ms", begun.elapsed().as_millis());
    for question in [
        "!zoek kritiek geheimwoord".to_owned(),
        format!("<@{BOT}> Hoeveel paarden zond Atlantis?"),
        "!wie Sneeuwwitje".to_owned(),
    ] {
        let id = double.id();
        let message = events::message(id, CHANNEL, ASKER, &question);
        let _ = double.push.send(Push::Event("MESSAGE_CREATE", message));
        double
            .until(|double| double.replies(id).into_iter().next())
            .await;
    }
    let health = program(folder.path(), &["health"], &settings).status();
    assert!(health.expect("it runs").success());
    let begun = Instant::now();
    terminate(&child);
    let status = child.wait().expect("it ends");
    assert!(status.success() && begun.elapsed() < Duration::from_secs(5));
    let log = reading.join().expect("it is read").expect("it is text");
    assert!(log.contains("connected to Discord"), "{log}");
    for secret in [
        TOKEN,
        "geheimwoord",
        "elitetroepen",
        "paarden",
        "Atlantis",
        "Sneeuwwitje",
    ] {
        assert!(!log.contains(secret), "{secret} is in the log: {log}");
    }
    let answered: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .filter(|line: &Value| line["message"] == "answered")
        .collect();
    let commands: Vec<&str> = answered
        .iter()
        .filter_map(|line| line["span"]["command"].as_str())
        .collect();
    assert_eq!(commands, ["zoek", "vraag", "wie"]);
    for line in answered {
        let asker = line["span"]["asker"].as_str().expect("a hash");
        assert_eq!(
            (line["span"]["name"].as_str(), asker.len()),
            (Some("question"), 16)
        );
    }
    assert_eq!(double.findings(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_state_folder_is_for_one_program_or_for_those_that_share_its_shards() {
    let double = Double::start().await;
    let folder = tempfile::tempdir().expect("a folder");
    let settings = [
        ("VOETNOOT_DISCORD_TOKEN", TOKEN),
        ("VOETNOOT_DISCORD_API", double.rest.as_str()),
        ("VOETNOOT_NO_SEMANTIC", "1"),
        ("VOETNOOT_LOG", "error"),
    ];
    let start = |arguments: &[&str]| {
        program(folder.path(), arguments, &settings)
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts")
    };
    let connections = || double.gateway.begun.load(Ordering::SeqCst);
    let used = "another voetnoot uses state: stop it, or choose another folder by VOETNOOT_STATE";
    let running =
        "another voetnoot runs shard 0 with state: stop it, or choose other shards by --shards";
    for (first, second, refusal) in [
        (&["serve"][..], &["serve"][..], Some(used)),
        (&["serve", "--shards", "0/2"], &["serve"], Some(used)),
        (
            &["serve", "--shards", "0/2"],
            &["serve", "--shards", "0-1/2"],
            Some(running),
        ),
        (
            &["serve", "--shards", "0/2"],
            &["serve", "--shards", "1/2"],
            None,
        ),
    ] {
        let before = connections();
        let mut serving = start(first);
        double
            .until(|_| (connections() > before).then_some(()))
            .await;
        let mut other = start(second);
        if let Some(refusal) = refusal {
            let ended = other.wait_with_output().expect("it ends");
            let said = String::from_utf8(ended.stderr).expect("text");
            assert_eq!(
                (ended.status.code(), said),
                (Some(1), format!("error: {refusal}\n")),
                "{second:?} beside {first:?}"
            );
        } else {
            double
                .until(|_| (connections() > before + 1).then_some(()))
                .await;
            terminate(&other);
            assert!(other.wait().expect("it ends").success());
        }
        terminate(&serving);
        assert!(serving.wait().expect("it ends").success());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_state_folder_that_cannot_be_held_is_said_and_serves() {
    let double = Double::start().await;
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("state"), "").expect("written");
    let settings = [
        ("VOETNOOT_DISCORD_TOKEN", TOKEN),
        ("VOETNOOT_DISCORD_API", double.rest.as_str()),
        ("VOETNOOT_NO_SEMANTIC", "1"),
    ];
    let serving = program(folder.path(), &["serve"], &settings)
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    double
        .until(|_| (double.gateway.begun.load(Ordering::SeqCst) > 0).then_some(()))
        .await;
    terminate(&serving);
    let ended = serving.wait_with_output().expect("it ends");
    assert!(ended.status.success());
    let said = String::from_utf8(ended.stderr).expect("text");
    let wanted = "the state folder cannot be locked";
    assert!(said.contains(wanted), "{said}");
}

#[test]
fn what_is_missing_or_wrong_is_said_in_a_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut said = Vec::new();
    for (arguments, settings) in [
        (vec!["serve"], vec![]),
        (vec!["serve"], vec![("DISCORD_TOKEN_FILE", "nergens")]),
        (
            vec!["serve"],
            vec![("VOETNOOT_DISCORD_TOKEN", "met een spatie")],
        ),
        (
            vec!["serve", "--shards", "4-2/16"],
            vec![("DISCORD_TOKEN", "x")],
        ),
        (
            vec!["--limits", "veel", "serve"],
            vec![("DISCORD_TOKEN", "x")],
        ),
        (vec!["discord", "invite", "--application", "1234"], vec![]),
        (
            vec!["discord", "invite", "--application", "1234", "--user"],
            vec![],
        ),
        (vec!["discord", "invite"], vec![]),
    ] {
        let output = program(folder.path(), &arguments, &settings)
            .output()
            .expect("it runs");
        let text = String::from_utf8(output.stderr).expect("text")
            + String::from_utf8(output.stdout).expect("text").as_str();
        // What another platform needs is said after it.
        let text: String = text
            .lines()
            .map(|line| line.split("; or for Matrix").next().unwrap_or_default())
            .flat_map(|line| [line, "\n"])
            .collect();
        said.push(format!(
            "$ voetnoot {}\n{}→ {}",
            arguments.join(" "),
            text,
            output.status.code().unwrap_or(-1)
        ));
    }
    insta::assert_snapshot!(said.join("\n\n"), @"
    $ voetnoot serve
    error: no platform is configured: put Discord's token into VOETNOOT_DISCORD_TOKEN (or name a file that holds it in VOETNOOT_DISCORD_TOKEN_FILE)
    → 1

    $ voetnoot serve
    error: DISCORD_TOKEN_FILE names nergens, which cannot be read: No such file or directory (os error 2)
    → 1

    $ voetnoot serve
    error: VOETNOOT_DISCORD_TOKEN holds white space or another character that no token has
    → 1

    $ voetnoot serve --shards 4-2/16
    error: invalid value '4-2/16' for '--shards <SHARDS>': `4-2/16` names no shards: write 0-3/16 for the first four of sixteen

    For more information, try '--help'.
    → 2

    $ voetnoot --limits veel serve
    error: invalid value 'veel' for '--limits <LIMITS>': `veel` sets no limits: write off, or for example 6,3,5 (six questions at once and then one in 3 seconds from each, 5 answers a second in a channel)

    For more information, try '--help'.
    → 2

    $ voetnoot discord invite --application 1234
    https://discord.com/oauth2/authorize?client_id=1234&scope=bot+applications.commands&permissions=2252074691677184
    → 0

    $ voetnoot discord invite --application 1234 --user
    https://discord.com/oauth2/authorize?client_id=1234&integration_type=1&scope=applications.commands
    → 0

    $ voetnoot discord invite
    error: no platform is configured: put Discord's token into VOETNOOT_DISCORD_TOKEN (or name a file that holds it in VOETNOOT_DISCORD_TOKEN_FILE)
    → 1
    ");
}
