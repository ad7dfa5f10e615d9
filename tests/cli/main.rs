//! Promise: the command line keeps its contract: what is printed where, with which exit status, under which settings.

mod answer;
mod asking;
mod checking;
mod contract;
mod doctor;
mod measuring;
mod operator;
mod piped;
mod served;
mod settings;
#[cfg(all(target_os = "linux", feature = "web"))]
mod terminal;

#[path = "../common/running.rs"]
mod running;

use std::fs;
use std::process::Command;

use tempfile::TempDir;

use running::Ran;

/// An article with an address on the web.
const ARTICLE: &str = r#"+++
id = "brug"
title = "De brug gaat dicht"
authors = ["Anna de Vries"]
language = "nl"
url = "https://krant.example/brug"
+++
De gemeente sluit de oude brug in maart. Het onderhoud kost vier miljoen euro, zegt wethouder Bakker.

Fietsers moeten omrijden via de Singel.
"#;

/// An archive of two articles.
const ARCHIVE: &str = r#"{"id":"haven","title":"De haven groeit","language":"nl","paragraphs":[{"text":"De haven van Delfzijl kreeg een nieuwe kade van driehonderd meter."}]}
{"id":"molen","title":"De molen draait","language":"nl","paragraphs":[{"section":"Herstel","text":"De molen van Winsum draait weer na een herstel van zes jaar."}]}
"#;

/// Two answerable questions, one of each kind, and one that the article does not answer.
const QUESTIONS: &str = r#"{"id":"a","question":"Hoeveel elitetroepen zouden worden uitgezonden?","gold":["csto-kazachstan#11"]}

{"id":"b","question":"Wie werd er in Kazachstan hardhandig vastgezet?","answer_spans":["Vikram Roezachoenov hardhandig vastgezet"]}
{"id":"c","question":"Wie is de hoofdtrainer van Ajax?","answerable":false}
"#;

/// A folder with these files, that goes when the test ends.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
        fs::write(path, text).expect("it is written");
    }
    folder
}

/// The same, about to be run with a setting in the environment.
fn with(mut command: Command, name: &str, value: &str) -> Command {
    command.env(name, value);
    command
}

fn ended(mut command: Command) -> Ran {
    command.output().expect("the program runs").into()
}
