//! Promise: the index is whole or made anew. Nothing that happens to its files changes an answer, and nothing that is
//! not its own is touched.

mod at_once;
mod damage;
mod keeping;
mod unwritable;

#[path = "../common/archive.rs"]
mod archive;
#[path = "../common/running.rs"]
mod running;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use running::Ran;
use tempfile::TempDir;
use voetnoot::article::Library;
use voetnoot::bot::{Bot, Context};
use voetnoot::search::{Engine, IndexOrigin, Keep};
use voetnoot::wording::Language;
use voetnoot::{command, render};

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

fn open(library: &Arc<Library>, keep: Keep<'_>) -> (Engine, IndexOrigin) {
    let opened = Engine::open(Arc::clone(library), keep, None, &mut |_, _| {});
    opened.expect("there is an index")
}

/// How the index of a library was come by, of a store that must keep it.
fn origin(library: &Arc<Library>, store: &Path) -> IndexOrigin {
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
        assert_eq!(origin(&library, store.path()), IndexOrigin::Built);
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
        assert_eq!(origin, IndexOrigin::Built, "{damage}");
        assert_eq!(answers(engine), self.right, "{damage}");
        let (engine, origin) = open(&self.library, Keep::Here(self.store.path()));
        assert_eq!(origin, IndexOrigin::Loaded, "after {damage}");
        assert_eq!(answers(engine), self.right, "after {damage}");
        let clean = BTreeSet::from([".lock".to_owned(), fingerprint(&self.library)]);
        assert_eq!(names(self.store.path()), clean, "after {damage}");
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
