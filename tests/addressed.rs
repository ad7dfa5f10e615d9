//! Promise: to a bot that is addressed a bare command word is a command, questions about the bot get help, and a reply that
//! asks nothing gets no answer.

use voetnoot::bot::Context;
use voetnoot::command::{Command, parse, parse_addressed};

mod common;

/// Lines to the bot, and the same with its prefix.
const COMMANDS: &[(&str, &str)] = &[
    ("help", "!help"),
    ("Help!", "!help"),
    ("hulp", "!help"),
    ("help land", "!help land"),
    ("help !land", "!help !land"),
    ("land Kirgizië", "!land Kirgizië"),
    ("Land: Kirgizië", "!land Kirgizië"),
    ("land", "!land"),
    ("country Armenia", "!land Armenia"),
    ("land de Verenigde Staten", "!land de Verenigde Staten"),
    ("bron 14", "!bron 14"),
    ("bron", "!bron"),
    ("bronnen", "!bron"),
    ("source 3", "!bron 3"),
    ("alinea 11-12", "!alinea 11-12"),
    ("alinea twaalf", "!alinea twaalf"),
    ("al 3", "!alinea 3"),
    ("par 3", "!alinea 3"),
    ("alinea foto-2", "!alinea foto-2"),
    ("alinea auteur", "!alinea auteur"),
    ("wie Loekasjenko", "!wie Loekasjenko"),
    ("wie loekasjenko", "!wie loekasjenko"),
    ("who Grigorian", "!wie Grigorian"),
    ("persoon Edgar Grigorian", "!wie Edgar Grigorian"),
    ("wie president", "!wie president"),
    ("citaat Grigorian", "!citaat Grigorian"),
    ("citaat", "!citaat"),
    ("quote Grigorian", "!citaat Grigorian"),
    ("tijdlijn", "!tijdlijn"),
    ("Tijdlijn.", "!tijdlijn"),
    ("timeline", "!tijdlijn"),
    ("inhoud", "!inhoud"),
    ("toc", "!inhoud"),
    ("samenvatting", "!samenvatting"),
    ("samenvatting Kirgizië 2", "!samenvatting Kirgizië 2"),
    ("samenvatting in 3 zinnen", "!samenvatting in 3 zinnen"),
    ("tldr 3", "!samenvatting 3"),
    ("zoek kritiek oppositie", "!zoek kritiek oppositie"),
    ("search peacekeepers", "!zoek peacekeepers"),
    (
        "vraag Hoeveel troepen zond Kirgizië?",
        "!vraag Hoeveel troepen zond Kirgizië?",
    ),
    ("meer", "!meer"),
    ("more", "!meer"),
    ("over", "!over"),
    ("privacy", "!over"),
    ("gemist", "!gemist"),
    ("vergeet mij", "!vergeet mij"),
    ("vergeet me", "!vergeet me"),
    ("artikel", "!artikel"),
    ("artikel csto-kazachstan", "!artikel csto-kazachstan"),
    ("instelling taal en", "!instelling taal en"),
    ("instelling", "!instelling"),
    ("instelling server taal nl", "!instelling server taal nl"),
    ("!land Kirgizië", "!land Kirgizië"),
    ("！help", "!help"),
];

/// Lines that begin with a command's name and are questions, or nothing of ours.
const QUESTIONS: &[&str] = &[
    "wie is Loekasjenko?",
    "wie is Loekasjenko",
    "wie zei dat",
    "Wie zond de meeste troepen?",
    "wie won er",
    "wie nog meer",
    "Land van herkomst van de troepen?",
    "land waar de onrust begon",
    "bron van het conflict",
    "bron van de onrust?",
    "over Kirgizië",
    "Over welke landen gaat het?",
    "meer troepen uit Rusland?",
    "meer weten over Armenië",
    "al die troepen uit Rusland?",
    "al sinds 2020 onrust",
    "help mij",
    "artikel over de missie is toch van 2022?",
    "citaat van de week is dat?",
    "inhoud van het akkoord",
    "tijdlijn van de onrust?",
    "samenvatting van de kritiek op Rusland graag",
    "vergeet dat maar",
    "who sent troops",
    "who was the president?",
    "source of the unrest",
    "about Armenia",
    "instelling die hulp biedt aan soldaten",
    "Hoeveel elitetroepen zond Kirgizië?",
    "land?",
];

/// Replies to an answer that ask for nothing.
const TALK: &[&str] = &[
    "haha",
    "hahahahaha",
    "hihi",
    "lol",
    "top!",
    "Top hoor",
    "goed antwoord",
    "Mooi antwoord!",
    "goede bot",
    "brave bot",
    "dank je wel",
    "Bedankt!",
    "dankjewel voetnoot",
    "thanks",
    "thx!",
    "oké",
    "ok",
    "prima",
    "duidelijk",
    "helder, dank je",
    "klopt",
    "Dat klopt helemaal",
    "inderdaad",
    "precies",
    "wow",
    "tof",
    "interessant",
    "Interessant!",
    "leuk om te weten",
    "dat wist ik niet",
    "wist ik niet",
    "ja",
    "nee",
    "jawel",
    "hmm",
    "tja",
    "jammer",
    "echt?",
    "Serieus?",
    "huh?",
    "wat?",
    "meen je dat?",
    "dat klopt niet",
    "dat is niet wat ik vroeg",
    "geen antwoord op mijn vraag",
    "fout",
    "wat een onzin",
    "Wat een verhaal!",
    "Hoe mooi is dat",
    "😂",
    "👍🏽",
    "❤️❤️",
    "",
    "   ",
    "…",
    "!!!",
    "^^",
    "+1",
    "@anna kijk eens",
    "dit moet je lezen Anna",
    "Armenië is prachtig, ik ben er geweest",
    "ik ga even koffie halen",
    "morgen weer verder",
    "great answer",
    "good bot",
    "I see",
    "makes sense",
    "zie je wel",
    "Poetin, die boef!",
    "eens met wat hier staat",
    "ik vind het maar niks",
    "goedemorgen allemaal",
    "tot ziens",
];

/// Replies to an answer that ask for another one.
const ASKED: &[&str] = &[
    "Hoeveel troepen zond Armenië?",
    "hoeveel troepen stuurde Rusland",
    "En Armenië?",
    "en Armenië",
    "en Belarus?",
    "Belarus",
    "Tadzjikistan?",
    "en Loekasjenko",
    "Loekasjenko?",
    "maar Rusland?",
    "and Armenia?",
    "wanneer begon de missie",
    "Wanneer begon dat?",
    "waarom deden ze dat",
    "Waarom?",
    "wie zei dat?",
    "Wie is Grigorian?",
    "waar gebeurde dat",
    "Waar ligt dat?",
    "wat vond de oppositie daarvan",
    "Wat kost een liter benzine?",
    "hoe lang duurde de missie",
    "hoe oud is hij?",
    "Klopt het dat Armenië troepen zond?",
    "was Armenië het daarmee eens?",
    "Deed Belarus ook mee?",
    "is dat legaal?",
    "welke landen nog meer?",
    "Welke landen deden mee",
    "How many troops did Armenia send?",
    "why did they do that",
    "who said that?",
    "what about Belarus?",
    "when was this",
    "!land Kirgizië",
    "land Kirgizië",
    "!meer",
    "meer",
    "bron 14",
    "!bron",
    "help",
    "!help",
    "tijdlijn",
    "inhoud",
    "citaat Grigorian",
    "wie Loekasjenko",
    "zoek kritiek",
    "samenvatting 3",
    "alinea 12",
    "hoe werkt dit?",
    "wat kun je?",
    "wie ben je",
    "help me",
    "what can you do?",
    "En hoe zit het met Kirgizië?",
    "en wat vond Loekasjenko?",
    "En de Verenigde Staten?",
    "of Oezbekistan?",
    "Zijn er doden gevallen?",
    "Heeft Rusland gereageerd?",
    "toch niet alleen Armenië?",
    "En het Kremlin?",
];

#[test]
fn a_bare_command_word_is_a_command_where_the_bot_is_addressed() {
    for (bare, with_prefix) in COMMANDS {
        assert_eq!(parse_addressed(bare), parse(with_prefix), "{bare}");
    }
}

#[test]
fn a_question_that_begins_with_a_command_word_stays_a_question() {
    for line in QUESTIONS {
        let command = parse_addressed(line);
        assert!(matches!(command, Command::Ask(_)), "{line}: {command:?}");
    }
}

#[test]
fn a_reply_that_asks_nothing_gets_no_answer() {
    let context = Context::default();
    let answered: Vec<_> = TALK
        .iter()
        .filter(|line| common::bot().asks_on(line, &context))
        .collect();
    assert!(answered.is_empty(), "{answered:?}");
}

#[test]
fn a_reply_that_asks_gets_an_answer() {
    let context = Context::default();
    let unanswered: Vec<_> = ASKED
        .iter()
        .filter(|line| !common::bot().asks_on(line, &context))
        .collect();
    assert!(unanswered.is_empty(), "{unanswered:?}");
}

#[test]
fn questions_about_the_bot_get_help_and_complaints_are_heard() {
    let help = common::answer("!help");
    for line in [
        "hoe werkt dit?",
        "Hoi Voetnoot, wat kun je allemaal?",
        "wie ben je",
        "What can you do?",
    ] {
        assert_eq!(common::answer(line), help, "{line}");
    }
    insta::assert_snapshot!(common::answer("Nee, dat is niet wat ik vroeg."), @"Dan begreep ik je vraag niet goed. Stel hem eens anders, of kijk met !inhoud wat er in het artikel staat.");
    insta::assert_snapshot!(common::answer("haha"), @"Stel een vraag over het artikel, of typ !help.");
}
