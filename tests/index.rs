//! Promise: the index is whole or made anew. Nothing that happens to its files changes an answer, and nothing that is
//! not its own is touched.

#[path = "common/running.rs"]
mod running;

#[path = "common/archive.rs"]
mod archive;

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use voetnoot::article::Library;
use voetnoot::bot::{Bot, Context};
use voetnoot::command;
use voetnoot::render;
use voetnoot::search::{Engine, Keep, Origin};
use voetnoot::wording::Language;

use running::Ran;

const SUMS: &str = "SHA256SUMS";

/// Lines whose answers need every file of the index: terms, frequencies, positions, and names close to a mistyped one.
const LINES: [&str; 5] = [
    "Hoeveel elitetroepen stuurde Kirgizië naar Kazachstan?",
    "!zoek \"fluwelen revolutie\"",
    "!zoek terroristen CSTO",
    "Wat zei Loekasjeko over de demonstranten?",
    "Wie is de hoofdtrainer van Ajax?",
];

/// What the index of words of a library is known by; tests/vectors.rs tells of the vectors beside it.
fn fingerprint(library: &Library) -> String {
    voetnoot::search::fingerprint(library, None)
}

/// The program, about to search by words alone.
fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = running::program(folder, arguments);
    command.arg("--no-semantic");
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Ran {
    running::run(folder, &[arguments, &["--no-semantic"]].concat())
}

/// A folder that can hold a store, and goes when the test ends.
fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn bundled() -> Arc<Library> {
    Arc::new(Library::bundled())
}

/// A library of one short article that no other number gives.
fn numbered(number: usize) -> Arc<Library> {
    let line = format!(
        r#"{{"id":"stuk","title":"","language":"nl","paragraphs":[{{"text":"Er kwamen {number} militairen."}}]}}"#
    );
    Arc::new(Library::from_text("a.jsonl", &line).expect("it is sound"))
}

fn open(library: &Arc<Library>, keep: Keep<'_>) -> (Engine, Origin) {
    let opened = Engine::open(Arc::clone(library), keep, None, &mut |_, _| {});
    opened.expect("there is an index")
}

/// How the index of a library was come by, of a store that must keep it.
fn origin(library: &Arc<Library>, store: &Path) -> Origin {
    open(library, Keep::Here(store)).1
}

/// Everything that a program would be told.
fn answers(engine: Engine) -> Vec<String> {
    let bot = Bot::new(engine);
    let answer = |line: &&str| {
        let answer = bot.answer(&command::parse(line), &Context::default());
        render::json(&answer, Language::Dutch).expect("an answer is JSON")
    };
    LINES.iter().map(answer).collect()
}

/// The answers of an index that was never kept.
fn right_answers(library: &Arc<Library>) -> Vec<String> {
    answers(open(library, Keep::InMemory).0)
}

/// The names in a folder.
fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    entries
        .map(|entry| name(entry.expect("an entry")))
        .collect()
}

/// The index of the bundled article in a store, and how to hurt it.
struct Kept {
    store: TempDir,
    library: Arc<Library>,
    right: Vec<String>,
}

impl Kept {
    fn new() -> Self {
        let (store, library) = (folder(), bundled());
        assert_eq!(origin(&library, store.path()), Origin::Made);
        let right = right_answers(&library);
        Self {
            store,
            library,
            right,
        }
    }

    fn folder(&self) -> PathBuf {
        self.store.path().join(fingerprint(&self.library))
    }

    /// What each file is called, whatever its segment: the name, or a dot and the extension.
    fn files(&self) -> Vec<String> {
        let kind = |name: String| match name.split_once('.') {
            Some((segment, extension)) if segment.len() == 32 => format!(".{extension}"),
            _ => name,
        };
        names(&self.folder()).into_iter().map(kind).collect()
    }

    /// The path of a file by what it is called.
    fn file(&self, called: &str) -> PathBuf {
        let found = names(&self.folder()).into_iter().find(|name| {
            name == called || (name.ends_with(called) && name.len() == 32 + called.len())
        });
        self.folder()
            .join(found.expect("the index has such a file"))
    }

    /// Makes sure that the index was found damaged, that nobody could tell by the answers, and that it is whole again.
    fn assert_mended(&self, damage: &str) {
        let opened = Engine::open(
            Arc::clone(&self.library),
            Keep::Here(self.store.path()),
            None,
            &mut |_, _| {},
        );
        let (engine, origin) = opened.unwrap_or_else(|error| panic!("{damage}: {error:#}"));
        assert_eq!(origin, Origin::Made, "{damage}");
        assert_eq!(answers(engine), self.right, "{damage}");
        let (engine, origin) = open(&self.library, Keep::Here(self.store.path()));
        assert_eq!(origin, Origin::Kept, "after {damage}");
        assert_eq!(answers(engine), self.right, "after {damage}");
        let clean = BTreeSet::from([".lock".to_owned(), fingerprint(&self.library)]);
        assert_eq!(names(self.store.path()), clean, "after {damage}");
    }
}

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
    assert_eq!((origin, told), (Origin::Kept, 0));
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
    assert_eq!(origin(&old, store.path()), Origin::Made);
    let (engine, origin_of_new) = open(&new, Keep::Here(store.path()));
    assert_eq!(origin_of_new, Origin::Made);
    assert_eq!(answers(engine), right_answers(&new));
    assert_eq!(origin(&new, store.path()), Origin::Kept);
    assert_eq!(origin(&old, store.path()), Origin::Kept);
}

/// Does something to a file, of which it is told path and bytes.
type Damage<'a> = &'a dyn Fn(&Path, Vec<u8>);

#[test]
fn every_file_may_be_gone_cut_emptied_lengthened_or_replaced() {
    let kept = Kept::new();
    let files = kept.files();
    assert!(files.len() > 6, "{files:?}");
    for file in files {
        let damages: [(&str, Damage<'_>); 9] = [
            ("deleted", &|path, _| {
                fs::remove_file(path).expect("it goes");
            }),
            ("emptied", &|path, _| write(path, b"")),
            ("halved", &|path, bytes| {
                write(path, bytes.get(..bytes.len() / 2).unwrap_or_default());
            }),
            ("a byte short", &|path, bytes| {
                write(path, bytes.split_last().expect("it has bytes").1);
            }),
            ("a byte long", &|path, bytes| {
                write(path, &[bytes, vec![b'\n']].concat());
            }),
            ("zeroed", &|path, bytes| write(path, &vec![0; bytes.len()])),
            ("garbage", &|path, bytes| {
                let noise = (0..bytes.len()).map(|at| (at * 167 % 251).to_le_bytes()[0]);
                write(path, &noise.collect::<Vec<_>>());
            }),
            ("a folder", &|path, _| {
                fs::remove_file(path).expect("it goes");
                fs::create_dir(path).expect("a folder");
            }),
            ("doubled", &|path, bytes| write(path, &bytes.repeat(2))),
        ];
        for (damage, hurt) in damages {
            let path = kept.file(&file);
            hurt(&path, fs::read(&path).expect("it is read"));
            kept.assert_mended(&format!("{file} {damage}"));
        }
    }
}

#[test]
fn every_file_may_have_one_bit_changed_anywhere() {
    const PLACES: usize = 10;
    let kept = Kept::new();
    for file in kept.files() {
        for place in 0..PLACES {
            let path = kept.file(&file);
            let mut bytes = fs::read(&path).expect("it is read");
            let at = place * (bytes.len() - 1) / (PLACES - 1);
            bytes[at] ^= 1 << (place % 8);
            write(&path, &bytes);
            kept.assert_mended(&format!("{file} changed at {at}"));
        }
    }
}

#[test]
fn the_list_of_sums_may_miss_a_line() {
    let kept = Kept::new();
    let count = kept.files().len() - 1;
    for missing in 0..count {
        let path = kept.folder().join(SUMS);
        let list = fs::read_to_string(&path).expect("it is read");
        let lines = list.lines().enumerate();
        let left: Vec<_> = lines.filter(|(at, _)| *at != missing).collect();
        let left: String = left.iter().map(|(_, line)| format!("{line}\n")).collect();
        write(&path, left.as_bytes());
        kept.assert_mended(&format!("a list without line {missing} of {list}"));
    }
}

#[test]
fn what_is_no_index_under_its_name_is_replaced() {
    let kept = Kept::new();
    let place = kept.folder();
    let elsewhere = folder();
    let other = numbered(70);
    assert_eq!(origin(&other, elsewhere.path()), Origin::Made);
    let foreign: [(&str, &dyn Fn()); 8] = [
        ("an empty folder", &|| {
            fs::create_dir(&place).expect("a folder");
        }),
        ("somebody's folder", &|| {
            fs::create_dir_all(place.join("foto")).expect("a folder");
            write(&place.join("foto/a.jpg"), b"foto");
        }),
        ("a sound index of another content", &|| {
            copy(&elsewhere.path().join(fingerprint(&other)), &place);
        }),
        ("an index that lists a file elsewhere", &|| {
            fs::create_dir(&place).expect("a folder");
            let sum = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
            write(&place.join(SUMS), format!("{sum}  ../.lock\n").as_bytes());
        }),
        ("a file", &|| write(&place, b"geen index")),
        ("a file again", &|| write(&place, b"geen index")),
        ("a link to a folder", &|| link(elsewhere.path(), &place)),
        ("a link to nowhere", &|| link(Path::new("nergens"), &place)),
    ];
    for (what, plant) in foreign {
        fs::remove_dir_all(&place).expect("the index goes");
        plant();
        kept.assert_mended(what);
    }
    assert_eq!(origin(&other, elsewhere.path()), Origin::Kept);
}

#[test]
fn a_store_that_nobody_can_write_to_serves_its_index() {
    let kept = Kept::new();
    forbid_writing(kept.store.path());
    let before = contents(&kept.folder());
    let (engine, origin) = open(&kept.library, Keep::Here(kept.store.path()));
    assert_eq!(origin, Origin::Kept);
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
            assert_eq!(origin, Origin::Made);
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
    assert_eq!(origin, Origin::Made);
    assert_eq!(answers(engine), kept.right);
}

#[cfg(unix)]
#[test]
fn a_disk_that_fills_up_leaves_the_old_index_and_no_half_of_the_new_one() {
    let place = folder();
    let store = place.path().join("s");
    let old = numbered(70);
    assert_eq!(origin(&old, &store), Origin::Made);
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
    assert_eq!(origin(&old, &store), Origin::Kept);
    assert_eq!(
        run(place.path(), &["--store", "s", "index"]).status,
        Some(0)
    );
}

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
    assert_eq!(origin(&old, &store), Origin::Made);

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
        assert_eq!(origin(&old, &store), Origin::Kept);
        if index.exists() {
            assert_eq!(origin(&new, &store), Origin::Kept);
            fs::remove_dir_all(&index).expect("it goes");
        }
    }

    let ran = run(place.path(), &arguments);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let (engine, origin_of_new) = open(&new, Keep::Here(&store));
    assert_eq!(origin_of_new, Origin::Kept);
    assert_eq!(answers(engine), right_answers(&new));
    assert_eq!(origin(&old, &store), Origin::Kept);
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
    assert_eq!(origin(&old, store.path()), Origin::Made);
    for name in [fingerprint(&new), format!("old-{}", fingerprint(&old))] {
        let left = store.path().join(format!(".unfinished-{name}"));
        fs::create_dir(&left).expect("a folder");
        write(&left.join("meta.json"), b"{");
    }
    assert_eq!(origin(&new, store.path()), Origin::Made);
    let clean = [".lock".to_owned(), fingerprint(&old), fingerprint(&new)];
    assert_eq!(names(store.path()), BTreeSet::from(clean));
}

#[test]
fn only_the_newest_indexes_stay() {
    const STAYING: usize = 4;
    let store = folder();
    let libraries: Vec<_> = (70..80).map(numbered).collect();
    for library in &libraries {
        assert_eq!(origin(library, store.path()), Origin::Made);
        assert!(names(store.path()).len() <= 1 + STAYING);
    }
    let (pruned, staying) = libraries.split_at(libraries.len() - STAYING);
    for library in staying {
        assert_eq!(origin(library, store.path()), Origin::Kept);
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
        assert_eq!(origin(&numbered(number), store.path()), Origin::Made);
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

fn write(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes).expect("it is written");
}

/// Every file of a folder with its bytes.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let read = |name: String| {
        let bytes = fs::read(folder.join(&name)).expect("it is read");
        (name, bytes)
    };
    names(folder).into_iter().map(read).collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).expect("a folder");
    for (name, bytes) in contents(from) {
        write(&to.join(name), &bytes);
    }
}

#[cfg(unix)]
fn link(target: &Path, path: &Path) {
    std::os::unix::fs::symlink(target, path).expect("a link");
}

/// Where making a link takes a privilege, a file is foreign enough.
#[cfg(not(unix))]
fn link(_: &Path, path: &Path) {
    write(path, b"");
}

/// Puts a folder where the store's lock should be: nobody can write then, not even who may write everywhere.
fn forbid_writing(store: &Path) {
    let lock = store.join(".lock");
    if lock.is_file() {
        fs::remove_file(&lock).expect("it goes");
    }
    fs::create_dir_all(lock).expect("a folder");
}
