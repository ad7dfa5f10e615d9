//! Stores that cannot be written to, and disks that are full.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use voetnoot::search::{Engine, IndexOrigin, Keep};

use super::running::Ran;
use super::{
    Kept, answers, bundled, contents, fingerprint, folder, names, numbered, open, origin,
    right_answers, run, write,
};

#[test]
fn a_store_that_nobody_can_write_to_serves_its_index() {
    let kept = Kept::new();
    forbid_writing(kept.store.path());
    let before = contents(&kept.folder());
    let (engine, origin) = open(&kept.library, Keep::Here(kept.store.path()));
    assert_eq!(origin, IndexOrigin::Loaded);
    assert_eq!(answers(engine), kept.right);
    assert_eq!(contents(&kept.folder()), before);
}

#[test]
fn a_store_that_must_keep_and_cannot_says_what_to_do() {
    let place = folder();
    write(&place.path().join("bestand"), b"");
    forbid_writing(&place.path().join("dicht"));
    let problem = |store: &str| {
        let opened = Engine::open(
            bundled(),
            Keep::Here(&place.path().join(store)),
            None,
            &mut |_, _| {},
        );
        let error = opened.err().expect("it cannot be kept");
        format!("{error:#}").replace(&place.path().display().to_string(), "/plaats")
    };
    insta::assert_snapshot!(problem("bestand"), @"the index cannot be kept in /plaats/bestand (make room there, make it writable, or name another folder with --store): File exists (os error 17)");
    insta::assert_snapshot!(problem("bestand/store"), @"the index cannot be kept in /plaats/bestand/store (make room there, make it writable, or name another folder with --store): Not a directory (os error 20)");
    insta::assert_snapshot!(problem("dicht"), @"the index cannot be kept in /plaats/dicht (make room there, make it writable, or name another folder with --store): Is a directory (os error 21)");
}

#[test]
fn a_store_that_may_keep_and_cannot_leaves_the_answers_as_they_are() {
    let place = folder();
    let library = bundled();
    write(&place.path().join("bestand"), b"");
    forbid_writing(&place.path().join("dicht"));
    for store in ["bestand", "bestand/store", "dicht"] {
        let path = place.path().join(store);
        for _ in 0..2 {
            let (engine, origin) = open(&library, Keep::IfPossible(&path));
            assert_eq!(origin, IndexOrigin::Built);
            assert_eq!(answers(engine), right_answers(&library));
        }
    }
    assert_eq!(
        fs::read(place.path().join("bestand")).expect("it is there"),
        b""
    );
}

#[test]
fn a_damaged_index_that_cannot_be_mended_is_not_used() {
    let kept = Kept::new();
    let file = kept.file(".idx");
    write(&file, b"geen index");
    forbid_writing(kept.store.path());
    let (engine, origin) = open(&kept.library, Keep::IfPossible(kept.store.path()));
    assert_eq!(origin, IndexOrigin::Built);
    assert_eq!(answers(engine), kept.right);
}

#[cfg(unix)]
#[test]
fn a_disk_that_fills_up_leaves_the_old_index_and_no_half_of_the_new_one() {
    let place = folder();
    let store = place.path().join("s");
    let old = numbered(70);
    assert_eq!(origin(&old, &store), IndexOrigin::Built);
    // A limit on the length of files stands for the end of the disk: writing fails after some kilobytes.
    let mut full = Command::new("sh");
    full.current_dir(place.path()).args([
        "-c",
        "trap '' XFSZ; ulimit -f 8; exec \"$0\" --store s index",
    ]);
    full.arg(env!("CARGO_BIN_EXE_voetnoot"));
    let ran = Ran::from(full.output().expect("it runs"));
    assert_eq!(ran.status, Some(1), "{}", ran.err);
    assert!(
        ran.err
            .contains("the index cannot be kept in s (make room there"),
        "{}",
        ran.err
    );
    assert_eq!(
        names(&store),
        BTreeSet::from([".lock".to_owned(), fingerprint(&old)])
    );
    assert_eq!(origin(&old, &store), IndexOrigin::Loaded);
    assert_eq!(
        run(place.path(), &["--store", "s", "index"]).status,
        Some(0)
    );
}

/// Puts a folder where the store's lock should be: nobody can write then, not even who may write everywhere.
fn forbid_writing(store: &Path) {
    let lock = store.join(".lock");
    if lock.is_file() {
        fs::remove_file(&lock).expect("it goes");
    }
    fs::create_dir_all(lock).expect("a folder");
}
