//! Promise: what is told to be kept is kept, whatever happens to the program; and a file that cannot be used is named, with
//! what to do.

#![cfg(feature = "platforms")]

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
#[cfg(feature = "postgres")]
use std::net::TcpListener;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use voetnoot::db::{
    Ballot, Database, FILE, MissedQuestion, StoredAnswer, StoredSetting, Vote, back_up,
};

#[path = "common/database.rs"]
mod database;
#[path = "common/running.rs"]
mod running;

/// In the environment of a child: the folder in which it writes until it is killed.
const WRITES_IN: &str = "STORE_TEST_WRITES_IN";

/// How often a child is killed, where somebody wants to know it better.
const KILLS: &str = "STORE_TEST_KILLS";

/// Opens the file of a folder. What holds with PostgreSQL, too, is tested by `database::open`.
fn open(folder: &Path) -> Database {
    Database::open(folder).expect("a store")
}

fn kept(channel: &str, name: &str, value: &str) -> StoredSetting {
    StoredSetting {
        channel: channel.to_owned(),
        name: name.to_owned(),
        value: value.to_owned(),
    }
}

/// What opening the store of a folder says, with the folder's name left out.
fn refusal(folder: &Path) -> String {
    let error = Database::open(folder).expect_err("it is refused");
    error
        .to_string()
        .replace(&folder.display().to_string(), "state")
}

#[test]
fn what_is_set_is_there_after_the_program_has_ended() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("not/there/yet");
    let store = database::open(&state);
    store.set("s", "", "taal", Some("nl")).expect("kept");
    store.set("s", "1", "taal", Some("nl")).expect("kept");
    store.set("s", "1", "taal", Some("en")).expect("kept");
    store.set("s", "2", "stil", Some("ja")).expect("kept");
    store.set("s", "2", "stil", None).expect("kept");
    store.set("other", "1", "taal", Some("en")).expect("kept");
    drop(store);
    let all = database::open(&state).settings("s").expect("read");
    assert_eq!(all, [kept("", "taal", "nl"), kept("1", "taal", "en")]);
}

#[test]
fn an_answer_is_kept_with_its_later_pages() {
    let folder = tempfile::tempdir().expect("a folder");
    let link = StoredAnswer {
        question: "$vraag".to_owned(),
        answer: "$antwoord".to_owned(),
        channel: "!kamer".to_owned(),
        asker: "@anna".to_owned(),
        thread: None,
        pages: vec!["$twee".to_owned(), "$drie".to_owned()],
    };
    database::open(folder.path())
        .link("matrix", &link)
        .expect("it is kept");
    let store = database::open(folder.path());
    let kept = store.link_of("matrix", "$vraag");
    assert_eq!(kept.expect("it can be read"), Some(link.clone()));
    let with = |page| store.link_with("matrix", page).expect("it can be read");
    assert_eq!(with("$drie"), Some(link));
    assert_eq!([with("$dri"), with("$DRIE"), with("%")], [None, None, None]);
}

#[test]
fn what_is_kept_of_a_channel_moves_to_the_channel_that_replaces_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = database::open(folder.path());
    let (old, new) = ("matrix !oud", "matrix !nieuw");
    for (channel, name, value) in [
        (old, "taal", "en"),
        (old, "gemist", "ja"),
        (new, "taal", "nl"),
        ("matrix !elders", "taal", "en"),
    ] {
        store
            .set(channel, channel, name, Some(value))
            .expect("kept");
    }
    let link = StoredAnswer {
        question: "$vraag".to_owned(),
        answer: "$antwoord".to_owned(),
        channel: "!oud".to_owned(),
        asker: "@anna".to_owned(),
        thread: None,
        pages: Vec::new(),
    };
    store.link("matrix", &link).expect("kept");
    let vote = Ballot {
        answer: "$antwoord".to_owned(),
        voter: "@bob".to_owned(),
        vote: Vote::Down,
        reaction: None,
        server: old.to_owned(),
        channel: old.to_owned(),
    };
    store.vote("matrix", &vote).expect("kept");
    let missed = MissedQuestion {
        question: "$vraag".to_owned(),
        answer: "$antwoord".to_owned(),
        server: old.to_owned(),
        channel: old.to_owned(),
        asker: "@anna".to_owned(),
        text: "Waarom?".to_owned(),
    };
    store.miss("matrix", &missed, true).expect("kept");
    // The second time there is nothing to move.
    for _ in 0..2 {
        store
            .move_channel("matrix", "!oud", "!nieuw")
            .expect("moved");
        assert_eq!(store.settings(old).expect("read"), []);
        let settings = store.settings(new).expect("read");
        assert_eq!(
            settings,
            [kept(new, "gemist", "ja"), kept(new, "taal", "nl")]
        );
        assert_eq!(store.votes(old, old).expect("read"), (0, 0));
        assert_eq!(store.votes(new, new).expect("read"), (0, 1));
        assert_eq!(store.missed(new, new).expect("read").len(), 1);
        let linked = store.link_of("matrix", "$vraag").expect("read");
        assert_eq!(linked.expect("it is linked").channel, "!nieuw");
    }
    assert_eq!(store.settings("matrix !elders").expect("read").len(), 1);
}

#[test]
fn a_newer_schema_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(open(folder.path()));
    let newer = Connection::open(folder.path().join(FILE)).expect("a database");
    newer
        .pragma_update(None, "user_version", 99)
        .expect("a version");
    drop(newer);
    let before = fs::read(folder.path().join(FILE)).expect("a file");
    insta::assert_snapshot!(refusal(folder.path()), @"state/voetnoot.db is of a newer version of voetnoot: its schema is 99, and this version knows 5. Run that version or a later one; or put an earlier backup in its place");
    assert_eq!(fs::read(folder.path().join(FILE)).expect("a file"), before);
}

#[test]
fn a_damaged_file_is_refused_with_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(FILE);
    fs::write(
        &file,
        "Dit is geen database, hoe lang het ook is.\n".repeat(99),
    )
    .expect("written");
    insta::assert_snapshot!(refusal(folder.path()), @"state/voetnoot.db is damaged (file is not a database). Put a backup in its place (`voetnoot backup` makes one); or move it away, and moderators set anew what they had set");
    fs::remove_file(&file).expect("removed");

    let store = open(folder.path());
    for channel in 0..500 {
        let value = "x".repeat(200);
        let set = store.set("s", &channel.to_string(), "naam", Some(&value));
        set.expect("kept");
    }
    drop(store);
    let mut bytes = fs::read(&file).expect("a file");
    let middle = bytes.len() / 2;
    bytes.truncate(middle);
    fs::write(&file, &bytes).expect("written");
    let said = refusal(folder.path());
    assert!(said.starts_with("state/voetnoot.db is damaged ("), "{said}");
}

#[test]
fn where_nothing_can_be_written_what_is_there_is_read_and_a_writing_says_that_it_failed() {
    let folder = tempfile::tempdir().expect("a folder");
    // A folder that cannot be made, whoever runs this: a file is in its place.
    let state = folder.path().join("state");
    fs::write(&state, "").expect("written");
    let store = open(&state);
    assert_eq!(store.settings("s").expect("read"), []);
    let failed = store.set("s", "1", "taal", Some("en"));
    assert!(failed.is_err());
    // As soon as it can be, it is kept, without a restart.
    fs::remove_file(&state).expect("removed");
    store.set("s", "1", "taal", Some("en")).expect("kept");
    assert_eq!(
        store.settings("s").expect("read"),
        [kept("1", "taal", "en")]
    );
}

#[test]
fn on_a_full_disk_a_writing_says_that_it_failed_and_what_was_kept_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = open(folder.path());
    store.set("s", "1", "taal", Some("en")).expect("kept");
    drop(store);
    // Every write to this device finds no room.
    symlink("/dev/full", folder.path().join(format!("{FILE}-wal"))).expect("a link");
    let store = open(folder.path());
    let failed = store
        .set("s", "1", "taal", Some("nl"))
        .map_err(|error| error.to_string());
    let said = failed.expect_err("there is no room");
    assert!(said.contains("cannot be used"), "{said}");
    assert_eq!(
        store.settings("s").expect("read"),
        [kept("1", "taal", "en")]
    );
}

#[test]
fn a_backup_made_while_the_bot_writes_is_whole_and_of_one_moment() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = open(folder.path());
    let is_done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| {
            let mut round = 0_u32;
            while !is_done.load(Ordering::Relaxed) {
                let value = round.to_string();
                // The second is never ahead of the first.
                store.set("s", "1", "teller", Some(&value)).expect("kept");
                store.set("s", "2", "teller", Some(&value)).expect("kept");
                round += 1;
            }
            round
        });
        for number in 0..5 {
            let copy = folder.path().join(format!("backup-{number}"));
            fs::create_dir(&copy).expect("a folder");
            back_up(folder.path(), &copy.join(FILE)).expect("a backup");
            let names: Vec<_> = fs::read_dir(&copy).expect("a folder").flatten().collect();
            assert_eq!(names.len(), 1, "one file is the whole of it");
            let copied = open(&copy).settings("s").expect("read");
            let count = |at: usize| {
                copied
                    .get(at)
                    .map_or(0, |kept| kept.value.parse().expect("a number"))
            };
            let (first, second): (u32, u32) = (count(0), count(1));
            assert!(first - second <= 1, "{copied:?}");
        }
        is_done.store(true, Ordering::Relaxed);
        assert!(writing.join().expect("it writes") > 0);
    });
}

#[test]
fn the_command_for_a_backup_writes_over_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut said = Vec::new();
    let mut run = |arguments: &[&str]| {
        let ran = running::run(folder.path(), arguments);
        said.push(format!(
            "$ voetnoot {}\n{}{}→ {}",
            arguments.join(" "),
            ran.err,
            ran.out,
            ran.status.unwrap_or(-1)
        ));
    };
    run(&["backup", "kopie.db"]);
    open(&folder.path().join("state"))
        .set("s", "1", "taal", Some("en"))
        .expect("kept");
    run(&["backup", "kopie.db"]);
    run(&["backup", "kopie.db"]);
    run(&["backup", "nergens/kopie.db"]);
    insta::assert_snapshot!(said.join("\n\n"), @"
    $ voetnoot backup kopie.db
    error: there is no state/voetnoot.db: nothing has been kept yet, or --state names another folder
    → 1

    $ voetnoot backup kopie.db
    kopie.db made
    → 0

    $ voetnoot backup kopie.db
    error: kopie.db is there already: a backup does not write over anything
    → 1

    $ voetnoot backup nergens/kopie.db
    error: nergens/kopie.db cannot be written: No such file or directory (os error 2)
    → 1
    ");
    let store = folder.path().join("terug");
    fs::create_dir(&store).expect("a folder");
    fs::rename(folder.path().join("kopie.db"), store.join(FILE)).expect("moved");
    assert_eq!(
        open(&store).settings("s").expect("read"),
        [kept("1", "taal", "en")]
    );
}

#[cfg(feature = "postgres")]
#[test]
fn a_server_that_is_away_or_says_nothing_is_named_without_its_password() {
    // It takes a connection, and then says nothing.
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let silent = silent.local_addr().expect("an address").port();
    let refused = [1, silent].map(|port| {
        let url = format!("postgres://anna:geheim@127.0.0.1:{port}/voetnoot");
        let refused = Database::connect(&voetnoot::config::Secret::new(url));
        refused.expect_err("nobody answers").to_string()
    });
    insta::assert_snapshot!(refused.join("\n"), @"
    the PostgreSQL database voetnoot on 127.0.0.1 (VOETNOOT_DATABASE) cannot be used: error connecting to server: Connection refused (os error 111)
    the PostgreSQL database voetnoot on 127.0.0.1 (VOETNOOT_DATABASE) cannot be used: the server does not answer in time
    ");
}

/// The child that is killed: it says of every number that it is kept, once it is. Without its folder it does nothing.
#[test]
fn the_child_that_writes_until_it_is_killed() {
    let Some(folder) = std::env::var_os(WRITES_IN) else {
        return;
    };
    let store = database::reopen(Path::new(&folder));
    let next = |kept: &StoredSetting| kept.value.parse::<u64>().expect("a number") + 1;
    let known = store.settings("s").expect("read");
    let first = known.iter().map(next).max().unwrap_or(1);
    let mut out = std::io::stdout().lock();
    for number in first.. {
        let channel = (number % 50).to_string();
        store
            .set("s", &channel, "teller", Some(&number.to_string()))
            .expect("kept");
        // Whoever listens has gone: so has the test.
        if writeln!(out, "kept {number}")
            .and_then(|()| out.flush())
            .is_err()
        {
            return;
        }
    }
}

#[test]
fn nothing_that_was_kept_is_lost_when_the_program_is_killed_at_any_moment() {
    let kills = std::env::var(KILLS).map_or(20_u32, |kills| kills.parse().expect("a number"));
    let folder = tempfile::tempdir().expect("a folder");
    database::create(folder.path());
    let mut last = 0_u64;
    for kill in 0..kills {
        let mut child = Command::new(std::env::current_exe().expect("this test"))
            .args([
                "--exact",
                "the_child_that_writes_until_it_is_killed",
                "--nocapture",
            ])
            .env(WRITES_IN, folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let out = child.stdout.take().expect("its output");
        // From the very beginning to some writes later, never in step with them.
        let until = Instant::now() + Duration::from_micros(u64::from(kill) * 7_919 % 90_000);
        let listening = std::thread::spawn(move || {
            let numbers = BufReader::new(out).lines().map_while(Result::ok);
            numbers
                .filter_map(|line| line.rsplit_once("kept ")?.1.parse::<u64>().ok())
                .last()
        });
        std::thread::sleep(until.saturating_duration_since(Instant::now()));
        child.kill().expect("SIGKILL");
        child.wait().expect("it ends");
        last = listening.join().expect("it listens").unwrap_or(0).max(last);
        let settings = database::reopen(folder.path())
            .settings("s")
            .expect("it is whole");
        let numbers: Vec<u64> = settings
            .iter()
            .map(|kept| kept.value.parse().expect("a number"))
            .collect();
        let newest = numbers.iter().copied().max().unwrap_or(0);
        // What was said to be kept is; of what was not yet said, at most the one write that was under way.
        assert!((last..=last + 1).contains(&newest), "{newest} of {last}");
        for number in newest.saturating_sub(49).max(1)..=newest {
            assert!(numbers.contains(&number), "{number} of {newest} is lost");
        }
        last = newest;
    }
    assert!(last > u64::from(kills) / 4, "the child wrote: {last}");
}
