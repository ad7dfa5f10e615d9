//! What is kept, for how long, and what is in it.

use std::collections::HashSet;
use std::fs;
use std::sync::Arc;

use voetnoot::search::{Engine, IndexOrigin, Keep};

use super::{
    Kept, LINES, answers, bundled, contents, fingerprint, folder, names, numbered, open, origin,
    right_answers, run, write,
};

#[test]
fn an_index_is_made_once_and_then_kept() {
    let kept = Kept::new();
    let written = contents(&kept.folder());
    let mut told = 0;
    let opened = Engine::open(
        Arc::clone(&kept.library),
        Keep::Here(kept.store.path()),
        None,
        &mut |_, _| told += 1,
    );
    let (engine, origin) = opened.expect("there is an index");
    assert_eq!((origin, told), (IndexOrigin::Loaded, 0));
    assert_eq!(answers(engine), kept.right);
    assert_eq!(contents(&kept.folder()), written);
}

#[test]
fn making_an_index_tells_how_far_it_is() {
    let mut told = Vec::new();
    let mut progress = |done, all| told.push((done, all));
    let opened = Engine::open(bundled(), Keep::InMemory, None, &mut progress);
    let count = opened.expect("there is an index").0.len();
    assert!(told.iter().all(|(done, all)| done <= all && *all == count));
    assert!(told.is_sorted() && told.len() >= count);
}

#[test]
fn the_program_reuses_what_another_run_kept() {
    let place = folder();
    let ask = |line| run(place.path(), &["--store", "s", "ask", line]);
    let (first, second) = (ask(LINES[0]), ask(LINES[0]));
    assert!(first.err.contains("index made"), "{}", first.err);
    assert!(!second.err.contains("index made"), "{}", second.err);
    assert_eq!((first.status, &first.out), (Some(0), &second.out));
}

#[test]
fn changed_content_gets_an_index_of_its_own() {
    let store = folder();
    let (old, new) = (numbered(70), numbered(71));
    assert_ne!(fingerprint(&old), fingerprint(&new));
    assert_eq!(origin(&old, store.path()), IndexOrigin::Built);
    let (engine, origin_of_new) = open(&new, Keep::Here(store.path()));
    assert_eq!(origin_of_new, IndexOrigin::Built);
    assert_eq!(answers(engine), right_answers(&new));
    assert_eq!(origin(&new, store.path()), IndexOrigin::Loaded);
    assert_eq!(origin(&old, store.path()), IndexOrigin::Loaded);
}

#[test]
fn only_the_newest_indexes_stay() {
    const STAYING: usize = 4;
    let store = folder();
    let libraries: Vec<_> = (70..80).map(numbered).collect();
    for library in &libraries {
        assert_eq!(origin(library, store.path()), IndexOrigin::Built);
        assert!(names(store.path()).len() <= 1 + STAYING);
    }
    let (pruned, staying) = libraries.split_at(libraries.len() - STAYING);
    for library in staying {
        assert_eq!(origin(library, store.path()), IndexOrigin::Loaded);
    }
    let left = names(store.path());
    assert!(
        pruned
            .iter()
            .all(|library| !left.contains(&fingerprint(library)))
    );
}

#[test]
fn nothing_but_indexes_is_ever_removed_from_the_store() {
    let store = folder();
    let foreign = [
        "notities.txt",
        "foto/a.jpg",
        "0123456789abcdeg/a.jpg",
        "0123456789ABCDEF/a.jpg",
        "2022011012000000/a.jpg",
        "20220110/SHA256SUMS",
        "unfinished-foto/a.jpg",
    ];
    for name in foreign {
        let path = store.path().join(name);
        fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
        write(&path, name.as_bytes());
    }
    for number in 70..80 {
        assert_eq!(origin(&numbered(number), store.path()), IndexOrigin::Built);
    }
    for name in foreign {
        let bytes = fs::read(store.path().join(name));
        assert_eq!(bytes.expect("it is still there"), name.as_bytes());
    }
}

#[test]
fn the_index_holds_no_text_of_the_article() {
    const LENGTH: usize = 12;
    let kept = Kept::new();
    let mut phrases: HashSet<Vec<u8>> = HashSet::new();
    for paragraph in kept.library.articles()[0].paragraphs() {
        for text in [paragraph.text().to_owned(), paragraph.text().to_lowercase()] {
            let with_space = text
                .as_bytes()
                .windows(LENGTH)
                .filter(|w| w.contains(&b' '));
            phrases.extend(with_space.map(<[u8]>::to_vec));
        }
    }
    assert!(phrases.len() > 10_000);
    for (name, bytes) in contents(&kept.folder()) {
        let found = bytes
            .windows(LENGTH)
            .find(|window| phrases.contains(*window));
        let found = found.map(String::from_utf8_lossy);
        assert_eq!(found, None, "{name}");
    }
}
