//! Files that are not as they were written.

use std::fs;
use std::path::Path;

use voetnoot::search::IndexOrigin;

use super::{Kept, SUMS, copy, fingerprint, folder, link, numbered, origin, write};

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
    assert_eq!(origin(&other, elsewhere.path()), IndexOrigin::Built);
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
    assert_eq!(origin(&other, elsewhere.path()), IndexOrigin::Loaded);
}
