//! A day on Discord in some minutes: the true program against the double of the tests, asked by many at once.
//!
//! ```sh
//! cargo bench --bench discord -- --seconds 600
//! ```
//!
//! It prints how long answers took, from the event sent to the request received, how many were lost or doubled, and the
//! program's memory after a fifth of the time and at the end.
//!
//! With `--shards 2` two processes share the work and a state folder, and are killed in turn; it prints whether each question was
//! answered exactly once, and fails if not:
//!
//! ```sh
//! cargo bench --bench discord -- --shards 2 --seconds 600
//! ```
//!
//! With `--outside` somebody else runs the program (`tests/soak/run` does): this then prints what the program needs in its
//! environment, and does as it is told on standard input, a line at a time: `go`, `pause`, and at the end of the input it
//! reports.

#![recursion_limit = "256"]

#[path = "../tests/discord/double.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod double;
#[path = "../tests/discord/events.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod events;
#[path = "../tests/discord/gateway.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod gateway;
#[path = "../tests/discord/rules.rs"]
mod rules;
#[path = "discord/shards.rs"]
mod shards;

use std::collections::HashMap;
use std::fs;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use double::{ASKER, BOT, Double, TOKEN};
use gateway::Push;
use tokio::io::{AsyncBufReadExt as _, BufReader};

/// Commands and repeated questions in a second, unless `--commands` says otherwise.
const COMMANDS: u32 = 45;

/// New questions in a second, unless `--questions` says otherwise.
const QUESTIONS: u32 = 5;

/// How long the last answers may take.
const LAST: Duration = Duration::from_secs(3);

const LINES: [&str; 8] = [
    "!land Kirgizië",
    "!inhoud",
    "!tijdlijn",
    "!wie Loekasjenko",
    "!citaat Grigorian",
    "!bron 14",
    "!vraag Hoeveel elitetroepen stuurde Kirgizië?",
    "!zoek kritiek oppositie",
];

const SUBJECTS: [&str; 7] = [
    "Armenië",
    "Belarus",
    "Kirgizië",
    "Oezbekistan",
    "Tadzjikistan",
    "Rusland",
    "Kazachstan",
];
const WORDS: [&str; 12] = [
    "troepen",
    "de oppositie",
    "demonstranten",
    "de president",
    "het parlement",
    "kritiek",
    "terroristen",
    "de grens",
    "een journalist",
    "steun",
    "de revolutie",
    "het volk",
];

struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Program {
    /// Resident memory, in MB.
    fn memory(&self) -> f64 {
        let status =
            fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes =
            line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
        kilobytes.unwrap_or(f64::NAN) / 1_000.0
    }
}

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let day = Day {
        commands: argument("--commands").unwrap_or(COMMANDS),
        questions: argument("--questions").unwrap_or(QUESTIONS),
        asked: HashMap::new(),
    };
    let length = Duration::from_secs(argument("--seconds").unwrap_or(20).into());
    if std::env::args().any(|argument| argument == "--outside") {
        runtime.block_on(outside(day));
    } else if let Some(count) = argument("--shards") {
        let is_well = runtime.block_on(shards::run(day, count, length));
        std::process::exit(i32::from(!is_well));
    } else {
        runtime.block_on(inside(day, length));
    }
}

/// The number after an argument.
fn argument(name: &str) -> Option<u32> {
    std::env::args()
        .skip_while(|argument| argument != name)
        .nth(1)
        .and_then(|number| number.parse().ok())
}

/// What is asked, how fast, and what was.
struct Day {
    commands: u32,
    questions: u32,
    /// When each message was sent, and whether it is a question that is new.
    asked: HashMap<u64, (Instant, bool)>,
}

impl Day {
    fn pace(&self) -> tokio::time::Interval {
        let mut pace = tokio::time::interval(Duration::from_secs(1) / self.per_second());
        pace.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        pace
    }

    fn per_second(&self) -> u32 {
        self.commands + self.questions
    }

    /// Sends the next message, in the server that a shard hears of; it can be read later, too.
    fn ask(&mut self, double: &Double, shard: u64) {
        let count = self.asked.len();
        let every = (self.per_second() / self.questions) as usize;
        let is_new = count.is_multiple_of(every);
        let line = if is_new {
            let turn = count / every;
            let (subject, word) = (SUBJECTS[turn % SUBJECTS.len()], WORDS[turn % WORDS.len()]);
            format!("<@{BOT}> Wat zei men in {subject} over {word} op dag {turn}?")
        } else {
            LINES[count % LINES.len()].to_owned()
        };
        let id = double.id();
        self.asked.insert(id, (Instant::now(), is_new));
        let (_, channel) = events::home(shard);
        let message = events::message(id, channel, ASKER + count as u64 % 50, &line);
        double.keep(message.clone());
        let _ = double.push.send(Push::Event("MESSAGE_CREATE", message));
    }
}

/// Runs the program, and asks it.
#[allow(clippy::print_stdout, reason = "a bench reports")]
async fn inside(mut day: Day, length: Duration) {
    let double = Double::start().await;
    let child = Command::new(env!("CARGO_BIN_EXE_voetnoot"))
        .arg("serve")
        .env("VOETNOOT_DISCORD_TOKEN", TOKEN)
        .env("VOETNOOT_DISCORD_API", &double.rest)
        .env("VOETNOOT_LIMITS", "off")
        .env("VOETNOOT_LOG", "warn")
        .stdin(Stdio::null())
        .spawn()
        .expect("the program starts");
    let program = Program(child);
    double
        .until(|double| {
            (double.gateway.begun.load(Ordering::SeqCst) > 0 && !double.commands().is_empty())
                .then_some(())
        })
        .await;

    let begun = Instant::now();
    let mut pace = day.pace();
    let mut early = None;
    while begun.elapsed() < length {
        pace.tick().await;
        day.ask(&double, 0);
        if early.is_none() && begun.elapsed() * 5 > length {
            early = Some(program.memory());
        }
    }
    tokio::time::sleep(LAST).await;
    report(&double, &day.asked);
    let (early, late) = (early.unwrap_or(f64::NAN), program.memory());
    println!(
        "memory: {early:.0} MB early, {late:.0} MB at the end ({:.2} times)",
        late / early
    );
}

/// Asks a program that somebody else runs, when told to.
#[allow(clippy::print_stdout, reason = "a bench reports")]
async fn outside(mut day: Day) {
    let double = Double::start().await;
    println!(
        "VOETNOOT_DISCORD_TOKEN={TOKEN} VOETNOOT_DISCORD_API={}",
        double.rest
    );
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    let mut pace = day.pace();
    let mut is_asking = false;
    loop {
        tokio::select! {
            line = lines.next_line() => match line.ok().flatten() {
                Some(line) => is_asking = line.trim() == "go",
                None => break,
            },
            _ = pace.tick() => if is_asking {
                day.ask(&double, 0);
            },
        }
    }
    tokio::time::sleep(LAST).await;
    report(&double, &day.asked);
}

#[allow(clippy::print_stdout, reason = "a bench reports")]
fn report(double: &Double, asked: &HashMap<u64, (Instant, bool)>) {
    let mut answers: HashMap<u64, Vec<Instant>> = HashMap::new();
    for made in double.made() {
        let to = made.body.as_ref().and_then(|body| {
            body["message_reference"]["message_id"]
                .as_str()?
                .parse()
                .ok()
        });
        if let Some(to) = to {
            answers.entry(to).or_default().push(made.at);
        }
    }
    for (kind, wanted) in [
        ("commands and repeated questions", false),
        ("new questions", true),
    ] {
        let of_kind: Vec<_> = asked
            .iter()
            .filter(|(_, (_, is_new))| *is_new == wanted)
            .collect();
        let mut times: Vec<Duration> = of_kind
            .iter()
            .filter_map(|(id, (at, _))| Some(answers.get(id)?.first()?.duration_since(*at)))
            .collect();
        times.sort();
        let at = |share: f64| {
            #[allow(
                clippy::cast_precision_loss,
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "some thousands"
            )]
            let place = (times.len() as f64 * share) as usize;
            times
                .get(place.min(times.len().saturating_sub(1)))
                .copied()
                .unwrap_or_default()
                .as_secs_f64()
                * 1_000.0
        };
        let lost = of_kind
            .iter()
            .filter(|(id, _)| !answers.contains_key(*id))
            .count();
        let doubled = of_kind
            .iter()
            .filter(|(id, _)| answers.get(*id).is_some_and(|all| all.len() > 1))
            .count();
        println!(
            "{kind}: {} asked, {lost} lost, {doubled} doubled; p50 {:.1} ms, p99 {:.1} ms",
            of_kind.len(),
            at(0.5),
            at(0.99)
        );
    }
    println!(
        "findings against Discord's document: {}",
        double.findings().len()
    );
}
