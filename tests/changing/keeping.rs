//! The folder of what was served.

use std::fs;
use std::path::{Path, PathBuf};

use voetnoot::article::Library;
use voetnoot::revisions::{KeepRevisions as _, Kept};

/// Room for all that these tests keep.
const ROOM: u64 = 1024 * 1024;

fn library(text: &str) -> Library {
    let text =
        format!("+++\nid = \"brug\"\ntitle = \"De brug\"\nlanguage = \"nl\"\n+++\n\n{text}\n");
    Library::from_text("brug.md", &text).expect("an article")
}

/// Serves a library until it is kept.
fn keep(kept: &Kept, library: &Library) {
    kept.note(library);
    kept.keep();
}

/// The texts that are kept of the article, the oldest first.
fn texts(kept: &Kept) -> Vec<String> {
    let revisions = kept.of("brug", usize::MAX).into_iter();
    let text = |article: &voetnoot::article::Article| article.paragraphs()[0].text().to_owned();
    revisions.map(|revision| text(&revision.article)).collect()
}

/// The files of revisions, by name.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("one").path()).collect();
    files.sort();
    files
}

#[test]
fn a_revision_is_kept_once_and_stays_after_a_restart() {
    let state = tempfile::tempdir().expect("a folder");
    let folder = state.path().join("revisions");
    let kept = Kept::at(folder.clone(), ROOM);
    for text in ["Groen.", "Groen.", "Rood.", "Groen."] {
        keep(&kept, &library(text));
    }
    assert_eq!(texts(&kept), ["Groen.", "Rood.", "Groen."]);
    let again = Kept::at(folder.clone(), ROOM);
    keep(&again, &library("Groen."));
    assert_eq!(texts(&again), ["Groen.", "Rood.", "Groen."]);
    assert_eq!(files(&folder).len(), 3);
    let since: Vec<_> = again.of("brug", 3).iter().map(|one| one.since).collect();
    assert!(since.is_sorted());
}

#[test]
fn the_oldest_goes_when_the_folder_is_full_but_never_what_is_served() {
    let state = tempfile::tempdir().expect("a folder");
    let folder = state.path().join("small");
    // Two files of a block each, and half a block.
    let kept = Kept::at(folder.clone(), 10_240);
    for text in ["Een.", "Twee.", "Drie.", "Vier."] {
        keep(&kept, &library(text));
    }
    assert_eq!(texts(&kept), ["Drie.", "Vier."]);
    assert_eq!(files(&folder).len(), 2);
    // With room for nothing, nothing is kept, and nothing fails.
    let kept = Kept::at(state.path().join("none"), 1);
    keep(&kept, &library("Een."));
    assert_eq!(texts(&kept), [""; 0]);
}

#[test]
fn a_damaged_file_is_passed_over() {
    let state = tempfile::tempdir().expect("a folder");
    let folder = state.path().join("revisions");
    let kept = Kept::at(folder.clone(), ROOM);
    for text in ["Een.", "Twee.", "Drie."] {
        keep(&kept, &library(text));
    }
    let all = files(&folder);
    let whole = fs::read(&all[1]).expect("a file");
    for damaged in [
        &whole[..whole.len() / 2],
        b"",
        b"niets",
        &[whole.clone(), b"x".to_vec()].concat(),
    ] {
        fs::write(&all[1], damaged).expect("written");
        let texts = texts(&kept);
        assert!(
            texts.first().is_some_and(|first| first == "Een."),
            "{texts:?}"
        );
        assert!(
            texts.last().is_some_and(|last| last == "Drie."),
            "{texts:?}"
        );
    }
    // Another article's file under this one's name is no revision of it.
    fs::copy(&all[0], &all[1]).expect("copied");
    assert_eq!(texts(&kept), ["Een.", "Drie."]);
    fs::write(folder.join("lees mij.txt"), "?").expect("written");
    fs::write(folder.join("x-1-y.gz.7.half"), "?").expect("written");
    let again = Kept::at(folder.clone(), ROOM);
    keep(&again, &library("Vier."));
    assert_eq!(texts(&again), ["Een.", "Drie.", "Vier."]);
    assert_eq!(
        files(&folder).len(),
        5,
        "the half-written file is gone, the other stays"
    );
}

#[test]
fn a_folder_that_cannot_be_written_keeps_nobody_from_serving() {
    let state = tempfile::tempdir().expect("a folder");
    let folder = state.path().join("revisions");
    fs::write(&folder, "a file, where the folder should be").expect("written");
    let kept = Kept::at(folder, ROOM);
    keep(&kept, &library("Een."));
    assert_eq!(texts(&kept), [""; 0]);
}

#[test]
fn no_id_and_no_revision_names_a_file() {
    let state = tempfile::tempdir().expect("a folder");
    let folder = state.path().join("revisions");
    let kept = Kept::at(folder.clone(), ROOM);
    let long = "é".repeat(400);
    for id in ["..", "%2e%2e", "a.gz", long.as_str()] {
        let line = format!(
            "{{\"id\":{id:?},\"title\":\"t\",\"language\":\"nl\",\"paragraphs\":[{{\"text\":\"Ja.\"}}]}}"
        );
        let library = Library::from_text("a.jsonl", &line).expect("an archive");
        keep(&kept, &library);
        assert_eq!(kept.of(id, 9).len(), 1, "{id}");
        let revision = &library.articles()[0].revision;
        assert!(kept.article(id, revision).is_some());
    }
    assert_eq!(files(&folder).len(), 4);
    for hostile in ["", "../../etc/passwd", "00000000", "*", "a/b", "\0"] {
        assert!(kept.article("..", hostile).is_none(), "{hostile}");
        assert_eq!(kept.of(hostile, 9).len(), 0, "{hostile}");
    }
}

#[test]
fn what_is_served_can_be_read_before_it_is_written() {
    let state = tempfile::tempdir().expect("a folder");
    let folder = state.path().join("revisions");
    let kept = Kept::at(folder.clone(), ROOM);
    keep(&kept, &library("Groen."));
    for text in ["Rood.", "Rood.", "Blauw."] {
        kept.note(&library(text));
    }
    assert_eq!(texts(&kept), ["Groen.", "Rood.", "Blauw."]);
    assert_eq!(files(&folder).len(), 1);
    let revision = library("Rood.").articles()[0].revision.clone();
    assert!(kept.article("brug", &revision).is_some());
    kept.keep();
    assert_eq!(texts(&kept), ["Groen.", "Rood.", "Blauw."]);
    assert_eq!(
        texts(&Kept::at(folder, ROOM)),
        ["Groen.", "Rood.", "Blauw."]
    );
}

#[test]
fn processes_that_share_the_folder_keep_a_revision_once() {
    let state = tempfile::tempdir().expect("a folder");
    let folder = state.path().join("revisions");
    let [one, other] = [(), ()].map(|()| Kept::at(folder.clone(), ROOM));
    for text in ["Groen.", "Rood."] {
        one.note(&library(text));
        other.note(&library(text));
        std::thread::scope(|scope| {
            scope.spawn(|| one.keep());
            scope.spawn(|| other.keep());
        });
    }
    for kept in [one, other, Kept::at(folder.clone(), ROOM)] {
        assert_eq!(texts(&kept), ["Groen.", "Rood."]);
    }
    assert_eq!(files(&folder).len(), 2);
}
