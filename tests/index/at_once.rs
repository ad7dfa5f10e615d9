//! Several processes, and those that are killed.

use std::collections::BTreeSet;
use std::fs;
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use voetnoot::article::Library;
use voetnoot::search::{IndexOrigin, Keep};

use super::running::Ran;
use super::{
    LINES, SUMS, answers, archive, bundled, fingerprint, folder, names, numbered, open, origin,
    program, right_answers, run, write,
};

#[test]
fn eight_processes_at_once_share_the_work_of_one() {
    let place = folder();
    let arguments = ["--store", "s", "ask", LINES[0]];
    let right = run(place.path(), &["ask", LINES[0]]).out;
    for state in ["cold", "damaged"] {
        if state == "damaged" {
            let index = place.path().join("s").join(fingerprint(&bundled()));
            write(&index.join("meta.json"), b"{}");
        }
        let start = |_| {
            let mut command = program(place.path(), &arguments);
            command.stdout(Stdio::piped()).stderr(Stdio::piped());
            command.spawn().expect("the program runs")
        };
        let children: Vec<Child> = (0..8).map(start).collect();
        let mut made = 0;
        for child in children {
            let ran = Ran::from(child.wait_with_output().expect("it ends"));
            assert_eq!(
                (ran.status, &ran.out),
                (Some(0), &right),
                "{state}: {}",
                ran.err
            );
            made += ran.err.matches("index made").count();
        }
        assert_eq!(made, 1, "{state}");
    }
}

#[test]
fn a_build_that_is_killed_at_any_moment_harms_nothing() {
    let place = folder();
    let store = place.path().join("s");
    let old = numbered(70);
    assert_eq!(origin(&old, &store), IndexOrigin::Built);

    let text = archive::archive(2_000);
    write(&place.path().join("archief.jsonl"), text.as_bytes());
    let new = Arc::new(Library::from_text("archief.jsonl", &text).expect("it is sound"));
    let arguments = ["--content", "archief.jsonl", "--store", "s", "index"];
    let index = store.join(fingerprint(&new));
    let aside = store.join(format!(".unfinished-{}", fingerprint(&new)));
    let written = |least: usize| {
        let entries = fs::read_dir(&aside).into_iter().flatten();
        entries.count() >= least
    };

    // Each moment is told how long the program has run.
    let mut moments: Vec<Box<dyn Fn(Duration) -> bool + '_>> = vec![
        Box::new(|_| aside.exists()),
        Box::new(|_| written(1)),
        Box::new(|_| written(5)),
        Box::new(|_| aside.join(SUMS).exists()),
        Box::new(|_| index.exists()),
    ];
    for milliseconds in [0, 3, 10, 30, 60, 100, 200, 300, 400, 500, 700] {
        moments.push(Box::new(move |ran| {
            ran >= Duration::from_millis(milliseconds)
        }));
    }
    for is_time in moments {
        let mut command = program(place.path(), &arguments);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        kill_when(command.spawn().expect("the program runs"), is_time);
        assert_eq!(origin(&old, &store), IndexOrigin::Loaded);
        if index.exists() {
            assert_eq!(origin(&new, &store), IndexOrigin::Loaded);
            fs::remove_dir_all(&index).expect("it goes");
        }
    }

    let ran = run(place.path(), &arguments);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let (engine, origin_of_new) = open(&new, Keep::Here(&store));
    assert_eq!(origin_of_new, IndexOrigin::Loaded);
    assert_eq!(answers(engine), right_answers(&new));
    assert_eq!(origin(&old, &store), IndexOrigin::Loaded);
    let clean = [".lock".to_owned(), fingerprint(&old), fingerprint(&new)];
    assert_eq!(names(&store), BTreeSet::from(clean));
}

/// Waits for a moment, or for the end, and kills.
fn kill_when(mut child: Child, is_time: impl Fn(Duration) -> bool) {
    const PATIENCE: Duration = Duration::from_secs(30);
    let start = Instant::now();
    while !is_time(start.elapsed()) && child.try_wait().expect("a child").is_none() {
        assert!(start.elapsed() < PATIENCE, "the moment never comes");
        std::thread::yield_now();
    }
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");
}

#[test]
fn what_a_dead_writer_left_is_cleared_by_the_next() {
    let store = folder();
    let (old, new) = (numbered(70), numbered(71));
    assert_eq!(origin(&old, store.path()), IndexOrigin::Built);
    for name in [fingerprint(&new), format!("old-{}", fingerprint(&old))] {
        let left = store.path().join(format!(".unfinished-{name}"));
        fs::create_dir(&left).expect("a folder");
        write(&left.join("meta.json"), b"{");
    }
    assert_eq!(origin(&new, store.path()), IndexOrigin::Built);
    let clean = [".lock".to_owned(), fingerprint(&old), fingerprint(&new)];
    assert_eq!(names(store.path()), BTreeSet::from(clean));
}
