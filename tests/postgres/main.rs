//! Promise: processes on several machines share a PostgreSQL database; it refuses a second one of what may run once, and what
//! was told to be kept outlives the server's crash.
//!
//! `tests/postgres/run` starts the server. What both databases promise is tested by `tests/db.rs`, `tests/feedback.rs` and
//! `tests/discord`, which that script runs with it, too.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use voetnoot::config::Secret;
use voetnoot::db::{Claim, Database, MissedQuestion, Problem, Sharing};

#[path = "../common/database.rs"]
mod database;
#[path = "../common/running.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod running;

/// A server of a test's own, which it may kill.
struct Cluster(PathBuf);

impl Cluster {
    fn new() -> Self {
        let made = Command::new("tests/postgres/cluster").arg("new").output();
        let folder = String::from_utf8(made.expect("it runs").stdout).expect("UTF-8");
        Self(PathBuf::from(folder.trim()))
    }

    fn does(&self, what: &str) {
        let mut command = Command::new("tests/postgres/cluster");
        let ended = command.arg(what).arg(&self.0).status().expect("it runs");
        assert!(ended.success(), "{what}");
    }

    fn url(&self) -> String {
        let url = fs::read_to_string(self.0.join("url")).expect("a URL");
        format!("{}/postgres", url.trim())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.does("remove");
    }
}

fn claim(platform: &'static str, sharing: Sharing) -> [Claim; 1] {
    [Claim { platform, sharing }]
}

fn matrix() -> [Claim; 1] {
    claim("Matrix", Sharing::Alone)
}

/// The URL of the database of a folder, which exists then.
fn url(folder: &Path) -> String {
    database::create(folder);
    database::url(folder).expect("tests/postgres/run names a server")
}

/// What an operator reads, without the names of this run.
fn shown(problem: &Problem, url: &str) -> String {
    masked(&problem.to_string(), url)
}

fn masked(text: &str, url: &str) -> String {
    let (server, name) = url.rsplit_once('/').expect("a name");
    let host = server
        .rsplit_once('@')
        .expect("a host")
        .1
        .replace("%2F", "/");
    let host = host.rsplit_once(':').expect("a port").0;
    text.replace(host, "HOST").replace(name, "NAME")
}

/// Waits until something succeeds that needs the server to notice what has happened.
fn eventually<T>(mut work: impl FnMut() -> Result<T, Problem>) -> T {
    let end = Instant::now() + Duration::from_secs(30);
    loop {
        match work() {
            Ok(done) => return done,
            Err(problem) => assert!(Instant::now() < end, "{problem}"),
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_second_process_that_serves_matrix_is_refused_until_the_first_has_ended() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = url(folder.path());
    let (first, second) = (database::connect(&url), database::connect(&url));
    first.claim(&matrix()).expect("nobody has it");
    let refused = second.claim(&matrix()).expect_err("the first one has it");
    insta::assert_snapshot!(shown(&refused, &url), @"another voetnoot runs Matrix with the PostgreSQL database NAME on HOST (VOETNOOT_DATABASE): stop it, or give this one a database of its own by VOETNOOT_DATABASE");
    let ran = running::program(folder.path(), &["serve"])
        .env("VOETNOOT_DATABASE", &url)
        .env("VOETNOOT_MATRIX_HOMESERVER", "http://127.0.0.1:1")
        .env("VOETNOOT_MATRIX_USER", "bot")
        .env("VOETNOOT_MATRIX_PASSWORD", "geheim")
        .output()
        .expect("it runs");
    let said = String::from_utf8(ran.stderr).expect("UTF-8");
    insta::assert_snapshot!(masked(&said, &url), @"error: another voetnoot runs Matrix with the PostgreSQL database NAME on HOST (VOETNOOT_DATABASE): stop it, or give this one a database of its own by VOETNOOT_DATABASE");
    drop(first);
    eventually(|| second.claim(&matrix()));
}

#[test]
fn discords_shards_are_shared_but_no_shard_is_run_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = url(folder.path());
    let shards = |own| claim("Discord", Sharing::Shards(own));
    let of = |claims: &[Claim]| {
        let database = database::connect(&url);
        let claimed = database.claim(claims);
        claimed.map(|()| database)
    };
    let _first = of(&shards(0..=1)).expect("nobody has them");
    let _second = of(&shards(2..=3)).expect("nobody has them");
    of(&matrix()).expect("another platform is nobody's affair");
    let refused = [of(&shards(3..=4)), of(&claim("Discord", Sharing::Alone))];
    let refused = refused.map(|refused| shown(&refused.expect_err("somebody has it"), &url));
    insta::assert_snapshot!(refused.join("\n"), @"
    another voetnoot runs shard 3 of Discord with the PostgreSQL database NAME on HOST (VOETNOOT_DATABASE): stop it, or choose other shards by --shards
    another voetnoot runs Discord with the PostgreSQL database NAME on HOST (VOETNOOT_DATABASE): stop it, or give this one a database of its own by VOETNOOT_DATABASE
    ");
}

#[test]
fn while_the_server_is_down_writing_fails_and_then_all_is_as_before() {
    let cluster = Cluster::new();
    let url = cluster.url();
    let store = database::connect(&url);
    store.claim(&matrix()).expect("nobody has it");
    store.set("s", "1", "taal", Some("en")).expect("kept");
    cluster.does("kill");
    let failed = [
        store
            .set("s", "2", "taal", Some("en"))
            .expect_err("it is down"),
        store.settings("s").expect_err("it is down"),
    ];
    for problem in &failed {
        let said = shown(problem, &url);
        assert!(
            said.starts_with("the PostgreSQL database NAME on HOST"),
            "{said}"
        );
        assert!(
            said.contains("cannot be used: error connecting to server"),
            "{said}"
        );
    }
    cluster.does("start");
    store.set("s", "3", "taal", Some("en")).expect("kept");
    let channels = |store: &Database| {
        let settings = store.settings("s").expect("read");
        settings
            .into_iter()
            .map(|set| set.channel)
            .collect::<Vec<_>>()
    };
    assert_eq!(channels(&store), ["1", "3"]);
    let other = database::connect(&url);
    other
        .claim(&matrix())
        .expect_err("the first one has it again");
    // Between two calls, nobody notices.
    for channel in ["4", "5"] {
        cluster.does("kill");
        cluster.does("start");
        store.set("s", channel, "taal", Some("en")).expect("kept");
    }
    assert_eq!(channels(&other), ["1", "3", "4", "5"]);
}

#[test]
fn a_claim_is_taken_again_after_a_crash_unless_another_process_was_first() {
    let cluster = Cluster::new();
    let url = cluster.url();
    let (first, second) = (database::connect(&url), database::connect(&url));
    first.claim(&matrix()).expect("nobody has it");
    cluster.does("kill");
    first.renew_claims().expect_err("it is down");
    cluster.does("start");
    eventually(|| first.renew_claims());
    second.claim(&matrix()).expect_err("the first one has it");
    cluster.does("kill");
    cluster.does("start");
    let second = database::connect(&url);
    second.claim(&matrix()).expect("the crash released it");
    let refused = first.renew_claims().expect_err("the second one has it");
    assert!(matches!(refused, Problem::Claimed { .. }), "{refused}");
    second.renew_claims().expect("it still has it");
}

#[test]
fn a_server_that_lost_its_claim_to_another_stops() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = url(folder.path());
    let mut serving = running::program(folder.path(), &["--no-semantic", "serve"])
        .env("VOETNOOT_DATABASE", &url)
        .env("VOETNOOT_MATRIX_HOMESERVER", "http://127.0.0.1:1")
        .env("VOETNOOT_MATRIX_USER", "bot")
        .env("VOETNOOT_MATRIX_PASSWORD", "geheim")
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let id = serving.id().to_string();
    let signal = |name: &str| {
        let sent = Command::new("kill").args([name, &id]).status();
        assert!(sent.expect("kill is there").success());
    };
    let log = BufReader::new(serving.stderr.take().expect("a log"));
    let mut lines = log.lines().map_while(Result::ok);
    let is_serving = lines.any(|line| line.contains("serving;"));
    assert!(is_serving, "it has its claims before it serves");
    let other = database::connect(&url);
    // Held up, it cannot take its claim again before another one does.
    signal("-STOP");
    database::sql(
        folder.path(),
        "SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_stat_activity USING (pid)
         WHERE locktype = 'advisory' AND datname = current_database()",
    );
    eventually(|| other.claim(&matrix()));
    signal("-CONT");
    let said = lines.last().expect("an error");
    assert_eq!(serving.wait().expect("it ends").code(), Some(1));
    insta::assert_snapshot!(masked(&said, &url), @"error: the database was away, and another process took over: another voetnoot runs Matrix with the PostgreSQL database NAME on HOST (VOETNOOT_DATABASE): stop it, or give this one a database of its own by VOETNOOT_DATABASE");
}

#[test]
fn nothing_that_was_kept_is_lost_when_the_server_is_killed_while_two_processes_write() {
    let cluster = Cluster::new();
    let stores = [0, 1].map(|_| database::connect(&cluster.url()));
    let kept: Vec<Vec<String>> = std::thread::scope(|scope| {
        let writing = stores.each_ref().map(|store| {
            scope.spawn(move || {
                let name = format!("{store:p}");
                let end = Instant::now() + Duration::from_secs(8);
                let numbers = (0..).take_while(|_| Instant::now() < end);
                let channels = numbers.map(|number| format!("{name} {number}"));
                channels
                    .filter(|channel| store.set("s", channel, "taal", Some("en")).is_ok())
                    .collect()
            })
        });
        for _ in 0..2 {
            std::thread::sleep(Duration::from_secs(1));
            cluster.does("kill");
            cluster.does("start");
        }
        writing
            .map(|writing| writing.join().expect("it ends"))
            .into()
    });
    let there = stores[0].settings("s").expect("read");
    for kept in &kept {
        assert!(kept.len() > 10, "{}", kept.len());
        for channel in kept {
            assert!(there.iter().any(|set| set.channel == *channel), "{channel}");
        }
    }
}

#[test]
fn no_question_is_kept_that_another_process_misses_while_that_is_switched_off() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = url(folder.path());
    let (first, second) = (database::connect(&url), database::connect(&url));
    for round in 0..50 {
        let missed = MissedQuestion {
            question: format!("q{round}"),
            answer: format!("a{round}"),
            server: "s".to_owned(),
            channel: "1".to_owned(),
            asker: "anna".to_owned(),
            text: "Wie is Zas?".to_owned(),
        };
        first.set("s", "", "gemist", Some("ja")).expect("kept");
        std::thread::scope(|scope| {
            scope.spawn(|| first.miss("test", &missed, true).expect("kept or not"));
            scope.spawn(|| second.set("s", "", "gemist", None).expect("kept"));
        });
        assert_eq!(first.missed("s", "1").expect("read"), []);
    }
}

#[test]
fn processes_that_start_at_once_make_the_tables_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = url(folder.path());
    std::thread::scope(|scope| {
        for channel in 0..8 {
            let url = &url;
            scope.spawn(move || {
                let store = database::connect(url);
                let set = store.set("s", &channel.to_string(), "taal", Some("en"));
                set.expect("kept");
            });
        }
    });
    assert_eq!(
        database::connect(&url).settings("s").expect("read").len(),
        8
    );
}

#[test]
fn a_newer_schema_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = url(folder.path());
    drop(database::connect(&url));
    database::sql(folder.path(), "UPDATE voetnoot_schema SET version = 99");
    let refused = Database::connect(&Secret::new(&url)).expect_err("it is newer");
    insta::assert_snapshot!(shown(&refused, &url), @"the PostgreSQL database NAME on HOST (VOETNOOT_DATABASE) is of a newer version of voetnoot: its schema is 99, and this version knows 1. Run that version or a later one; or put an earlier backup in its place");
    let version = database::sql(folder.path(), "SELECT version FROM voetnoot_schema");
    assert_eq!(version, "99");
}

/// The line of `doctor` about the database.
fn examined(url: &str, certificate: Option<&Path>) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = running::program(folder.path(), &["--no-semantic", "doctor"]);
    command.env("VOETNOOT_DATABASE", url);
    if let Some(certificate) = certificate {
        command.env("SSL_CERT_FILE", certificate);
    }
    let ran = command.output().expect("it runs");
    let out = String::from_utf8(ran.stdout).expect("UTF-8");
    let line = out.lines().find(|line| line.contains(" Database: "));
    line.unwrap_or_else(|| panic!("{out}")).to_owned()
}

#[test]
fn doctor_reaches_the_database_and_changes_nothing_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = url(folder.path());
    let line = masked(&examined(&url, None), &url);
    assert!(line.starts_with("✓ Database: PostgreSQL 1"), "{line}");
    assert!(
        line.ends_with(" met de database NAME op HOST is bereikbaar."),
        "{line}"
    );
    let tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'";
    assert_eq!(database::sql(folder.path(), tables), "0");
}

#[test]
fn an_encrypted_connection_needs_a_certificate_that_this_machine_trusts() {
    let cluster = std::env::var_os("VOETNOOT_TEST_CLUSTER").expect("tests/postgres/run sets it");
    let cluster = Path::new(&cluster);
    let port = fs::read_to_string(cluster.join("port")).expect("a port");
    let url = |mode: &str| {
        let port = port.trim();
        format!("postgres://postgres@localhost:{port}/postgres?sslmode={mode}")
    };
    let certificate = cluster.join("server.crt");
    let trusted = examined(&url("verify-full"), Some(&certificate));
    assert!(trusted.starts_with('✓'), "{trusted}");
    let unknown = examined(&url("verify-full"), None);
    assert!(unknown.starts_with('✗'), "{unknown}");
    assert!(unknown.contains("certificate"), "{unknown}");
    let open = examined(&url("disable"), None);
    assert!(open.starts_with('✓'), "{open}");
}
