//! Promise: the invariants of `src/lib.rs` hold: who names which crate, and which module may use which.
//!
//! The test reads paths: `use` lines, and paths that begin with `crate::` or `super::`. A path counts as a use of the file
//! of the longest module that it names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Crates that are kept behind a module of ours, and the modules that may name them.
const BEHIND: &[(&str, &[&str])] = &[
    ("serenity", &["chat::discord"]),
    ("matrix_sdk", &["chat::matrix"]),
    ("tantivy", &["search"]),
    ("candle_core", &["search::semantic"]),
    ("tokenizers", &["search::semantic"]),
    ("clap", &["cli", "config"]),
    ("rusqlite", &["db"]),
    ("tokio_postgres", &["db::postgres"]),
    ("axum", &["ops::http", "web"]),
    ("maud", &["web"]),
    ("prometheus_client", &["ops"]),
    ("dom_query", &["import"]),
    ("dom_smoothie", &["import"]),
    ("roxmltree", &["import"]),
    ("zip", &["import"]),
    (
        "ureq",
        &[
            "archive::http",
            "http",
            "import::http",
            "search::pointing::http",
        ],
    ),
];

/// The largest circle of files that use each other.
const CIRCLE: usize = 3;

/// A module's path without `crate::`; the root is empty.
type Module = String;

#[test]
fn a_crate_that_has_a_module_of_its_own_is_named_there_alone() {
    let mut elsewhere = Vec::new();
    for (module, text) in sources() {
        for (name, homes) in BEHIND {
            let is_home = homes
                .iter()
                .any(|home| module == *home || module.starts_with(&format!("{home}::")));
            let is_named = paths(&text).any(|path| path.split("::").next() == Some(*name));
            if is_named && !is_home {
                elsewhere.push(format!("{module} names {name}"));
            }
        }
    }
    assert!(elsewhere.is_empty(), "{elsewhere:#?}");
}

#[test]
fn no_folder_uses_one_that_uses_it() {
    let circles = circles(&grouped(top));
    assert!(circles.is_empty(), "{circles:#?}");
}

#[test]
fn no_room_of_search_uses_one_that_uses_it() {
    let circles = circles(&grouped(room));
    assert!(circles.is_empty(), "{circles:#?}");
}

#[test]
fn no_more_than_three_files_use_each_other_in_a_circle() {
    let circles = circles(&uses());
    let large = circles.into_iter().filter(|circle| circle.len() > CIRCLE);
    let large: Vec<_> = large.collect();
    assert!(large.is_empty(), "{large:#?}");
}

/// Which groups of modules use which others.
fn grouped(group: fn(&str) -> Module) -> BTreeMap<Module, BTreeSet<Module>> {
    let mut grouped: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
    for (user, used) in &uses() {
        let others = used.iter().map(|module| group(module));
        let others = others.filter(|other| *other != group(user));
        grouped.entry(group(user)).or_default().extend(others);
    }
    grouped
}

fn top(module: &str) -> Module {
    module.split("::").next().unwrap_or_default().to_owned()
}

/// The folder of a module; within `search` the folder in that.
fn room(module: &str) -> Module {
    let depth = if top(module) == "search" { 2 } else { 1 };
    let parts: Vec<&str> = module.split("::").take(depth).collect();
    parts.join("::")
}

/// Every file of `src` as a module, with its text without comments and without its tests.
fn sources() -> BTreeMap<Module, String> {
    let mut sources = BTreeMap::new();
    collect(Path::new("src"), "", &mut sources);
    assert!(sources.len() > 100, "the sources are in src");
    sources
}

fn collect(folder: &Path, prefix: &str, sources: &mut BTreeMap<Module, String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().and_then(|stem| stem.to_str());
        let name = name.expect("a name").to_owned();
        let module = if prefix.is_empty() {
            name.clone()
        } else {
            format!("{prefix}::{name}")
        };
        if path.is_dir() {
            collect(&path, &module, sources);
        } else if path.extension().is_some_and(|kind| kind == "rs") && name != "lib" {
            let text = fs::read_to_string(&path).expect("a text");
            let (code, _) = text.split_once("#[cfg(test)]\nmod ").unwrap_or((&text, ""));
            let lines = code
                .lines()
                .map(|line| line.split("//").next().unwrap_or(""));
            sources.insert(module, lines.collect::<Vec<_>>().join("\n"));
        }
    }
}

/// Every path of a text that names something elsewhere, with the lists of `use` taken apart.
fn paths(text: &str) -> impl Iterator<Item = String> {
    let mut paths = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("use ") {
        let (before, after) = rest.split_at(at);
        let is_statement = before.ends_with('\n')
            || before.ends_with("pub ")
            || before.ends_with(") ")
            || before.trim_end_matches(' ').ends_with('\n')
            || before.is_empty();
        let after = after.trim_start_matches("use ");
        rest = after;
        if is_statement && let Some((list, left)) = after.split_once(';') {
            expand(
                "",
                &list.split_whitespace().collect::<Vec<_>>().join(" "),
                &mut paths,
            );
            rest = left;
        }
    }
    // A visibility such as `pub(in crate::bot)` uses nothing.
    let text = text.replace("pub(in crate::", "pub(in ");
    for begin in ["crate::", "super::"] {
        for (at, _) in text.match_indices(begin) {
            let is_whole = !text.get(..at).is_some_and(|before| {
                before.ends_with(|char: char| char.is_alphanumeric() || ":_$".contains(char))
            });
            if is_whole {
                let rest = text.get(at..).unwrap_or_default();
                let path: String = rest
                    .chars()
                    .take_while(|char| char.is_alphanumeric() || ":_".contains(*char))
                    .collect();
                paths.push(path.trim_end_matches(':').to_owned());
            }
        }
    }
    paths.into_iter()
}

fn expand(prefix: &str, list: &str, paths: &mut Vec<String>) {
    let list = list.trim();
    match list.split_once('{') {
        None => {
            let name = list.split(" as ").next().unwrap_or(list);
            paths.push(format!("{prefix}{name}"));
        }
        Some((before, inside)) => {
            let inside = inside.strip_suffix('}').unwrap_or(inside);
            let mut depth = 0_usize;
            let parts = inside.split(|char| {
                match char {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                char == ',' && depth == 0
            });
            for part in parts.filter(|part| !part.trim().is_empty()) {
                expand(&format!("{prefix}{}", before.trim()), part, paths);
            }
        }
    }
}

/// Which module uses which others.
fn uses() -> BTreeMap<Module, BTreeSet<Module>> {
    let sources = sources();
    let mut uses = BTreeMap::new();
    for (module, text) in &sources {
        let used = paths(text).filter_map(|path| resolved(module, &path, &sources));
        let others: BTreeSet<Module> = used.filter(|other| other != module).collect();
        uses.insert(module.clone(), others);
    }
    uses
}

/// The module of ours that a path leads to.
fn resolved(from: &str, path: &str, sources: &BTreeMap<Module, String>) -> Option<Module> {
    let mut parts: Vec<&str> = if path.starts_with("crate::") {
        Vec::new()
    } else {
        from.split("::").collect()
    };
    for part in path.split("::") {
        match part {
            "crate" | "self" => {}
            "super" => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let is_ours = path.starts_with("crate::") || path.starts_with("super::") || {
        let child = path.split("::").find(|part| *part != "self");
        child.is_some_and(|child| sources.contains_key(&format!("{from}::{child}")))
    };
    let longest = (1..=parts.len()).rev().map(|end| parts[..end].join("::"));
    is_ours
        .then(|| {
            longest
                .into_iter()
                .find(|module| sources.contains_key(module))
        })
        .flatten()
}

/// The groups of modules of which each reaches every other.
fn circles(uses: &BTreeMap<Module, BTreeSet<Module>>) -> Vec<BTreeSet<Module>> {
    let reached: BTreeMap<&Module, BTreeSet<&Module>> = uses
        .keys()
        .map(|module| (module, reach(module, uses)))
        .collect();
    let mut circles: Vec<BTreeSet<Module>> = Vec::new();
    for module in uses.keys() {
        if circles.iter().any(|circle| circle.contains(module)) {
            continue;
        }
        let back = |other: &&&Module| reached.get(**other).is_some_and(|all| all.contains(module));
        let circle: BTreeSet<Module> = reached[module]
            .iter()
            .filter(back)
            .map(|other| (*other).clone())
            .collect();
        if circle.len() > 1 {
            circles.push(circle);
        }
    }
    circles
}

fn reach<'a>(from: &Module, uses: &'a BTreeMap<Module, BTreeSet<Module>>) -> BTreeSet<&'a Module> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&Module> = uses[from].iter().collect();
    while let Some(module) = next.pop() {
        if reached.insert(module) {
            next.extend(uses.get(module).into_iter().flatten());
        }
    }
    reached
}
