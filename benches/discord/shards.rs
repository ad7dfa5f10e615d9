//! Several processes of one bot, each with a shard of its own, in one state folder; one of them is killed again and again.

use std::collections::HashMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::double::{Double, TOKEN};
use crate::{Day, Program};

/// How long it goes well before a process is killed, and how long it is away then.
const ALIVE: Duration = Duration::from_secs(15);
const AWAY: Duration = Duration::from_secs(2);

/// How long the last answers may take: a process that comes back reads what it missed.
const LAST: Duration = Duration::from_secs(30);

fn start(double: &Double, state: &Path, shard: u64, count: u64) -> Program {
    let child = Command::new(env!("CARGO_BIN_EXE_voetnoot"))
        .args(["serve", "--shards", &format!("{shard}/{count}")])
        .env("VOETNOOT_DISCORD_TOKEN", TOKEN)
        .env("VOETNOOT_DISCORD_API", &double.rest)
        .env("VOETNOOT_STATE", state)
        .env("VOETNOOT_LIMITS", "off")
        // The double counts the events of all shards together, which serenity would remark upon.
        .env("VOETNOOT_LOG", "warn,serenity=error")
        .stdin(Stdio::null())
        .spawn()
        .expect("the program starts");
    Program(child)
}

/// Waits until a shard has identified so many times.
async fn identified(double: &Double, shard: u64, times: usize) {
    let is_so = |double: &Double| {
        let shards = double.gateway.shards.lock().expect("nobody panics with it");
        let count = shards.iter().filter(|[which, _]| *which == shard).count();
        (count >= times).then_some(())
    };
    double.until(is_so).await;
}

/// Runs the processes, asks in the server of each, and kills them in turn. Returns whether every question was answered exactly
/// once and each process identified its own shard alone.
#[allow(clippy::print_stdout, reason = "a bench reports")]
pub(crate) async fn run(mut day: Day, count: u32, length: Duration) -> bool {
    let double = Double::start().await;
    let state = tempfile::tempdir().expect("a folder");
    let count = u64::from(count);
    let mut programs = HashMap::new();
    let mut starts: HashMap<u64, usize> = HashMap::new();
    for shard in 0..count {
        programs.insert(shard, start(&double, state.path(), shard, count));
        identified(&double, shard, 1).await;
        starts.insert(shard, 1);
    }
    let begun = Instant::now();
    let mut pace = day.pace();
    let (mut kills, mut turn) = (0, 0);
    let mut next = begun + ALIVE;
    let mut is_away = None;
    while begun.elapsed() < length || is_away.is_some() {
        pace.tick().await;
        if begun.elapsed() < length {
            let shard = day.asked.len() as u64 % count;
            day.ask(&double, shard);
        }
        if Instant::now() < next {
            continue;
        }
        if let Some(shard) = is_away.take() {
            programs.insert(shard, start(&double, state.path(), shard, count));
            *starts.entry(shard).or_default() += 1;
            next = Instant::now() + ALIVE;
        } else {
            let shard = turn % count;
            turn += 1;
            kills += 1;
            // Dropping it kills it, without a word.
            programs.remove(&shard);
            is_away = Some(shard);
            next = Instant::now() + AWAY;
        }
    }
    for (shard, times) in &starts {
        identified(&double, *shard, *times).await;
    }
    let last = Instant::now();
    let mut answers = double.answers();
    while last.elapsed() < LAST && day.asked.keys().any(|id| !answers.contains_key(id)) {
        tokio::time::sleep(Duration::from_millis(250)).await;
        answers = double.answers();
    }
    // A second answer would come soon.
    tokio::time::sleep(crate::LAST).await;
    let answers = double.answers();
    let times = |id: &u64| answers.get(id).copied().unwrap_or_default();
    let lost = day.asked.keys().filter(|id| times(id) == 0).count();
    let doubled = day.asked.keys().filter(|id| times(id) > 1).count();
    println!(
        "{count} processes, {kills} kills: {} asked, {lost} lost, {doubled} doubled",
        day.asked.len()
    );
    let mut shards: HashMap<u64, usize> = HashMap::new();
    for [shard, of] in double
        .gateway
        .shards
        .lock()
        .expect("nobody panics with it")
        .iter()
    {
        *shards.entry(*shard).or_default() += 1;
        assert_eq!(*of, count, "shard {shard}");
    }
    let is_own = shards == starts;
    println!("identified: {shards:?}, started: {starts:?}");
    let findings = double.findings().len();
    println!("findings against Discord's document: {findings}");
    lost == 0 && doubled == 0 && is_own && findings == 0
}
