//! Promise: what somebody asked is kept only where moderators have switched that on, for thirty days at most, and not
//! longer than the asker, a voter or a moderator wants.

#![cfg(feature = "platforms")]

use std::path::Path;

use voetnoot::command::{Command, parse};
use voetnoot::db::{Ballot, Database, MissedQuestion, StoredAnswer, Vote};
use voetnoot::feedback::{Forgotten, Gap, Gaps};
use voetnoot::preferences::{Home, Preferences, Setting, ValueOrigin};
use voetnoot::render::{Discord, Plain, pages};
use voetnoot::wording::Language;

mod common;
#[path = "common/database.rs"]
mod database;

/// A question with the answer `a<number>`, in channel 1 of server s.
fn question(number: u32, asker: &str, text: &str) -> MissedQuestion {
    MissedQuestion {
        question: format!("q{number}"),
        answer: format!("a{number}"),
        server: "s".to_owned(),
        channel: "1".to_owned(),
        asker: asker.to_owned(),
        text: text.to_owned(),
    }
}

fn ballot(number: u32, voter: &str, vote: Vote) -> Ballot {
    Ballot {
        answer: format!("a{number}"),
        voter: voter.to_owned(),
        vote,
        reaction: Some(format!("{voter}-{number}")),
        server: "s".to_owned(),
        channel: "1".to_owned(),
    }
}

fn missed(store: &Database) -> Vec<String> {
    let gaps = store.missed("s", "1").expect("read");
    gaps.into_iter().map(|gap| gap.text).collect()
}

/// Makes everything that is kept so many days older.
fn grow_older(folder: &Path, days: i64) {
    let seconds = days * 24 * 60 * 60;
    for table in ["link", "vote", "missed"] {
        database::sql(folder, &format!("UPDATE {table} SET at = at - {seconds}"));
    }
}

fn count(folder: &Path, query: &str) -> i64 {
    database::sql(folder, query).parse().expect("a count")
}

#[test]
fn a_question_is_kept_only_where_that_is_set_and_goes_when_it_is_set_otherwise() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = database::open(folder.path());
    let miss = |number| store.miss("test", &question(number, "me", "Wie is Zas?"), true);
    let set = |channel, value| store.set("s", channel, "gemist", value).expect("kept");
    miss(1).expect("refused in silence");
    assert_eq!(missed(&store), [""; 0]);
    set("", Some("ja"));
    miss(1).expect("kept");
    assert_eq!(missed(&store), ["Wie is Zas?"]);
    // The channel's own word counts for more than its server's.
    set("1", Some("nee"));
    assert_eq!(missed(&store), [""; 0]);
    miss(2).expect("refused in silence");
    set("1", Some("ja"));
    set("", None);
    miss(3).expect("kept");
    assert_eq!(missed(&store), ["Wie is Zas?"]);
    set("1", None);
    assert_eq!(missed(&store), [""; 0]);
    for file in std::fs::read_dir(folder.path())
        .expect("a folder")
        .flatten()
    {
        let bytes = std::fs::read(file.path()).expect("a file");
        let is_there = bytes.windows(3).any(|bytes| bytes == b"Zas");
        assert!(!is_there, "it is still in {}", file.path().display());
    }
}

#[test]
fn a_question_is_listed_for_thirty_days_and_a_voter_known_for_a_week() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = database::open(folder.path());
    store.set("s", "1", "gemist", Some("ja")).expect("kept");
    store
        .vote("test", &ballot(1, "you", Vote::Down))
        .expect("kept");
    store
        .miss("test", &question(1, "me", "Wie is Zas?"), false)
        .expect("kept");
    grow_older(folder.path(), 8);
    store.tidy().expect("tidied");
    assert_eq!(store.votes("s", "1").expect("read"), (0, 1));
    assert_eq!(missed(&store), ["Wie is Zas?"]);
    let voters = "SELECT count(*) FROM vote WHERE voter IS NOT NULL OR reaction IS NOT NULL";
    assert_eq!(count(folder.path(), voters), 0);
    grow_older(folder.path(), 23);
    assert_eq!(missed(&store), [""; 0], "before it is tidied, too");
    store.tidy().expect("tidied");
    assert_eq!(count(folder.path(), "SELECT count(*) FROM missed"), 0);
    assert_eq!(count(folder.path(), "SELECT count(*) FROM vote"), 0);
}

#[test]
fn a_person_has_one_vote_on_an_answer_and_can_take_it_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = database::open(folder.path());
    store.set("s", "1", "gemist", Some("ja")).expect("kept");
    let vote = |voter, vote| store.vote("test", &ballot(1, voter, vote)).expect("kept");
    let votes = || store.votes("s", "1").expect("read");
    assert_eq!(vote("you", Vote::Up), None);
    assert_eq!(vote("you", Vote::Up), Some(Vote::Up));
    assert_eq!(vote("other", Vote::Down), None);
    assert_eq!(votes(), (1, 1));
    assert_eq!(vote("you", Vote::Down), Some(Vote::Up));
    assert_eq!(votes(), (0, 2));
    store
        .miss("test", &question(1, "me", "Wie is Zas?"), false)
        .expect("kept");
    let unvote = |voter, vote| store.unvote("test", "a1", voter, vote).expect("kept");
    assert!(!unvote("you", Vote::Up), "that was taken back before");
    assert!(unvote("you", Vote::Down));
    assert_eq!(missed(&store), ["Wie is Zas?"], "somebody else minds still");
    let by = store.unvote_by("test", "other-1").expect("kept");
    assert_eq!((by, votes()), (Some(Vote::Down), (0, 0)));
    assert_eq!(missed(&store), [""; 0], "nobody minds any more");
}

#[test]
fn whoever_wants_to_be_forgotten_is_and_nobody_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = database::open(folder.path());
    store.set("s", "1", "gemist", Some("ja")).expect("kept");
    let link = |number: u32, asker: &str| {
        let link = StoredAnswer {
            question: format!("q{number}"),
            answer: format!("a{number}"),
            channel: "1".to_owned(),
            asker: asker.to_owned(),
            thread: None,
            pages: Vec::new(),
        };
        store.link("test", &link).expect("kept");
    };
    for (number, asker) in [(1, "me"), (2, "me"), (3, "you")] {
        link(number, asker);
        store
            .miss("test", &question(number, asker, asker), true)
            .expect("kept");
    }
    store
        .vote("test", &ballot(3, "me", Vote::Up))
        .expect("kept");
    store
        .vote("test", &ballot(1, "you", Vote::Down))
        .expect("kept");
    let forgotten = store.forget("test", "me").expect("deleted");
    let wanted = Forgotten {
        answers: 2,
        votes: 1,
        questions: 2,
    };
    assert_eq!(forgotten, wanted);
    assert_eq!(missed(&store), ["you"]);
    assert_eq!(store.votes("s", "1").expect("read"), (0, 1));
    assert!(store.link_of("test", "q3").expect("read").is_some());
    assert!(store.link_of("test", "q1").expect("read").is_none());
    let nothing = store.forget("test", "me").expect("nothing to delete");
    assert_eq!(nothing, Forgotten::default());
    assert_eq!(store.forget("other", "you").expect("of elsewhere"), nothing);
}

fn gap(text: &str, is_none: bool) -> Gap {
    Gap {
        text: text.to_owned(),
        is_none,
    }
}

fn channel(is_on: bool) -> Preferences {
    let value = if is_on { "ja" } else { "nee" };
    Preferences::default()
        .at(Home::Server)
        .with(Setting::Missed, value, ValueOrigin::Channel)
}

#[test]
fn moderators_read_what_was_missed_the_newest_first_and_the_same_question_once() {
    let bot = common::bot();
    let gaps = Gaps {
        questions: vec![
            gap("hoeveel soldaten stuurde belarus", true),
            gap("Wie is *Zas*? @everyone <@42>\u{202e}", false),
            gap("Hoeveel soldaten stuurde Belarus?", false),
        ],
        votes: (4, 1),
    };
    let said = |preferences: &Preferences, is_moderator, gaps: &Gaps| {
        let answer = bot.missed(&preferences.context(is_moderator), gaps);
        pages(&answer, &Plain::new(), Language::Dutch).join("\n~~~\n")
    };
    let all = [
        said(&channel(true), true, &gaps),
        said(&channel(true), true, &Gaps::default()),
        said(&channel(false), true, &Gaps::default()),
        said(&channel(true), false, &gaps),
        common::answer("!gemist"),
    ];
    insta::assert_snapshot!(all.join("\n---\n"), @"
    Wat mensen hier de laatste 30 dagen misten
    • “hoeveel soldaten stuurde belarus”: staat niet in het artikel, 2 keer gevraagd
    • “Wie is *Zas*? @everyone <@42>”: het antwoord kreeg 👎

    Antwoorden hier, de laatste 30 dagen: 4 × 👍 en 1 × 👎.
    ---
    In de laatste 30 dagen is hier niets gemist.
    ---
    Hier bewaar ik niet wat mensen vragen, dus weet ik niet wat ze misten. Zet het aan met !instelling gemist ja, voor de hele server met !instelling server gemist ja: dan bewaar ik zulke vragen hoogstens 30 dagen.
    ---
    !gemist is er alleen voor moderators.
    ---
    Wat mensen missen, bewaar ik alleen op een chatplatform, waar moderators dat aanzetten.
    ");
    let answer = bot.missed(&channel(true).context(true), &gaps);
    let on_discord = pages(&answer, &Discord, Language::English).join("\n~~~\n");
    insta::assert_snapshot!(on_discord, @r#"
    **What people missed here in the last 30 days**
    - **“hoeveel soldaten stuurde belarus”**: is not in the article, asked 2 times
    - **“Wie is \*Zas\*? \@everyone \<\@42>”**: the answer got 👎

    -# Answers here, in the last 30 days: 4 × 👍 and 1 × 👎.
    "#);
}

#[test]
fn what_was_missed_is_read_page_by_page() {
    let questions = (0..300).map(|number| gap(&format!("Vraag nummer {number} over Zas?"), true));
    let gaps = Gaps {
        questions: questions.collect(),
        votes: (0, 0),
    };
    let answer = common::bot().missed(&channel(true).context(true), &gaps);
    let pages = pages(&answer, &Discord, Language::Dutch);
    assert!(pages.len() > 5);
    for number in 0..300 {
        let shown = format!("nummer {number} over");
        assert_eq!(pages.concat().matches(&shown).count(), 1, "{shown}");
    }
}

#[test]
fn about_says_what_is_kept_where_it_is_kept() {
    let about = |is_on| {
        let preferences = channel(is_on);
        let answer = common::bot().answer(&Command::About, &preferences.context(false));
        let all = pages(&answer, &Plain::new(), Language::Dutch).concat();
        let at = all.find("Wat je typt").expect("it says so");
        all.split_at(at).1.to_owned()
    };
    insta::assert_snapshot!([about(false), about(true)].join("\n---\n"), @"
    Wat je typt, wordt niet bewaard en niet vastgelegd in logboeken.

    Op een chatplatform onthoud ik hoogstens een week welk antwoord bij welk bericht en welke vrager hoort, en wie er 👍 of 👎 bij zette: nummers, geen tekst. Daarna blijft van een 👍 of 👎 nog een paar weken over dat hij er was, niet van wie. Wat moderators instellen, wordt bewaard tot ze het terugzetten. Wat er van jou is, wis je met !vergeet mij.
    ---
    Wat je typt, wordt niet vastgelegd in logboeken. Vragen die het artikel niet beantwoordt of waarvan het antwoord 👎 krijgt, bewaar ik hier wel, hoogstens 30 dagen: moderators kunnen ze lezen, zonder te zien wie ze stelde. Andere vragen onthoud ik hoogstens een week, in het geheugen alleen, voor het geval het antwoord nog 👎 krijgt.

    Op een chatplatform onthoud ik hoogstens een week welk antwoord bij welk bericht en welke vrager hoort, en wie er 👍 of 👎 bij zette: nummers, geen tekst. Daarna blijft van een 👍 of 👎 nog een paar weken over dat hij er was, niet van wie. Wat moderators instellen, wordt bewaard tot ze het terugzetten. Wat er van jou is, wis je met !vergeet mij.
    ");
}

#[test]
fn to_be_forgotten_one_says_me_or_nothing() {
    for line in [
        "!vergeet mij",
        "!forget me",
        "!vergeet",
        "!forget",
        "!VERGEET MIJ!",
        "!vergeet Me.",
    ] {
        assert_eq!(parse(line), Command::Forget(None), "{line}");
    }
    for line in ["!vergeet Piet", "!vergeet het maar", "!forget mijn buurman"] {
        assert!(matches!(parse(line), Command::Forget(Some(_))), "{line}");
    }
    let bot = common::bot();
    let forgotten = |answers, votes, questions| {
        let answer = bot.forgotten(Some(Forgotten {
            answers,
            votes,
            questions,
        }));
        pages(&answer, &Plain::new(), Language::Dutch).concat()
    };
    let all = [
        forgotten(1, 1, 1),
        forgotten(3, 0, 2),
        forgotten(0, 0, 0),
        pages(&bot.forgotten(None), &Plain::new(), Language::Dutch).concat(),
        common::answer("!vergeet Piet"),
        common::answer("!vergeet mij"),
    ];
    insta::assert_snapshot!(all.join("\n---\n"), @"
    Klaar. Wat ik van je had, is gewist: je nummer bij één antwoord, één 👍 of 👎 en één vraag.

    De antwoorden zelf blijven staan, maar veranderen niet meer mee met je vraag.
    ---
    Klaar. Wat ik van je had, is gewist: je nummer bij 3 antwoorden en 2 vragen.

    De antwoorden zelf blijven staan, maar veranderen niet meer mee met je vraag.
    ---
    Van jou bewaar ik niets.
    ---
    Wissen lukt nu niet. De beheerder ziet in het logboek waarom; probeer het later nog eens.
    ---
    Alleen jezelf kan ik vergeten: !vergeet mij.
    ---
    Van jou bewaar ik niets.
    ");
}
