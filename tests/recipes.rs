//! Promise: a page can be turned after a restart. What a button carries makes the same answer again, is short, and holds
//! nothing of what was typed.

mod common;

use common::{bot, moderator};
use voetnoot::command::{COMMANDS, parse};
use voetnoot::render::{Discord, pages};
use voetnoot::wording::Language;

/// The most characters that a button has room for, beside who asked and which page.
const ROOM: usize = 70;

fn again(line: &str) -> Option<(String, Vec<String>, Vec<String>)> {
    let (bot, context) = (bot(), moderator());
    let command = parse(line);
    let answer = bot.answer(&command, &context);
    let recipe = bot.recipe(&command, &context, &answer)?;
    let code = bot.code(&recipe, &context, ROOM)?;
    let read = bot.recipe_of(&code, &context).expect("a code is read");
    let made = bot.make(&read, &context).expect("it makes an answer");
    let text = |answer| pages(answer, &Discord, Language::Dutch);
    Some((code, text(&answer), text(&made)))
}

#[test]
fn every_command_of_the_table_is_made_again_as_it_was() {
    // These have no answer of their own, or it is only as it is now.
    let others = ["meer", "instelling", "vergeet"];
    for spec in COMMANDS.iter().filter(|spec| !others.contains(&spec.name)) {
        let (code, given, made) = again(spec.example).expect("the example has a recipe");
        if ["vraag", "zoek"].contains(&spec.name) {
            // Where else to look, and what was read for a mistyped word, are not said twice.
            assert!(
                given
                    .concat()
                    .starts_with(made[0].split("\n-# Bron").next().unwrap_or_default())
            );
        } else {
            assert_eq!(given, made, "{code}");
        }
    }
}

#[test]
fn what_was_typed_is_not_in_the_code() {
    let codes: Vec<String> = [
        "!land KIRGIZIE",
        "!wie loekasjeko",
        "!citaat Grigorian",
        "!zoek kritiek oppositie",
        "Hoeveel elitetroepen stuurde Kirgizië?",
        "!alinea 3-5",
        "!samenvatting Kirgizisch 2",
        "!tijdlijn",
    ]
    .iter()
    .filter_map(|line| Some(format!("{line} → {}", again(line)?.0)))
    .collect();
    insta::assert_snapshot!(codes.join("\n"), @"
    !land KIRGIZIE → cKG
    !wie loekasjeko → p4
    !citaat Grigorian → q3
    !zoek kritiek oppositie → z719080E4
    Hoeveel elitetroepen stuurde Kirgizië? → vD1
    !alinea 3-5 → a3-5
    !samenvatting Kirgizisch 2 → sKG.2
    !tijdlijn → t
    ");
}

#[test]
fn a_code_that_nobody_made_makes_nothing_or_an_answer() {
    let (bot, context) = (bot(), moderator());
    for code in [
        "",
        "v",
        "vzzz",
        "z",
        "z000",
        "zz",
        "cXX",
        "p",
        "p99999",
        "q-1",
        "a",
        "a5",
        "a9-1",
        "b0-0",
        "s",
        "sXX.",
        "s.999999999999",
        "hé",
        "ü",
        "v\u{0}\u{0}\u{0}",
        "x",
    ] {
        if let Some(recipe) = bot.recipe_of(code, &context) {
            let _ = bot.make(&recipe, &context);
        }
    }
}
