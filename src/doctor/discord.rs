//! `voetnoot doctor` on Discord: the token, the intents, the gateway, the servers, the slash commands.
//!
//! It makes each request once, because the operator waits for the answer, and sends nothing to a channel. [`application`] has
//! the links that add the bot; [`gateway`] finds out why Discord closes a connection.

pub(crate) mod application;
pub(crate) mod gateway;

use reqwest::{Client, StatusCode};
use serde::Deserialize;

use super::{Examined, Finding};
use crate::command::COMMANDS;
use crate::config::Secret;
use crate::wording::{Message, echo};
use application::{Application, PERMISSIONS, Requests, Unanswered};

/// The most servers that Discord lists at once.
const GUILDS: usize = 200;

/// The flags of applications with the Message Content intent: verified ones, and those in fewer than 100 servers.
const MESSAGE_CONTENT: u64 = 1 << 18 | 1 << 19;

/// The most servers with missing permissions that are named.
const NAMED: usize = 5;

/// Examines the bot of a token, with the API of Discord or that of a compatible server.
pub(crate) async fn examine(token: &Secret, base: Option<&str>, client: Client) -> Examined {
    let mut requests = Requests::new(token, base, client);
    let findings = findings(&mut requests).await;
    Examined {
        findings,
        clock: requests.clock,
    }
}

#[derive(Deserialize)]
struct User {
    username: String,
}

#[derive(Deserialize)]
struct BotGateway {
    shards: u32,
    session_start_limit: Starts,
}

#[derive(Deserialize)]
struct Starts {
    total: u32,
    remaining: u32,
    /// In milliseconds.
    reset_after: u32,
}

#[derive(Deserialize)]
struct Guild {
    name: String,
    /// The bot's permissions in the server, as a decimal number.
    permissions: String,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

async fn findings(requests: &mut Requests<'_>) -> Vec<Finding> {
    let user: User = match requests.get("/users/@me").await {
        Ok(user) => user,
        Err(failed) => return vec![failed.finding("discord-token")],
    };
    let known = Message::new("doctor-token").with("name", echo(&user.username));
    let mut findings = vec![Finding::well("discord-token", known)];
    let application = requests.get::<Application>("/applications/@me").await;
    findings.push(told("discord-intents", &application, intents));
    let gateway = requests.get("/gateway/bot").await;
    findings.push(told("discord-gateway", &gateway, starts));
    let guilds = requests.get::<Vec<Guild>>("/users/@me/guilds").await;
    match &guilds {
        Ok(guilds) => findings.extend(servers(guilds)),
        Err(failed) => findings.push(failed.finding("discord-servers")),
    }
    if let Ok(Application { id, .. }) = &application {
        let path = format!("/applications/{id}/commands");
        let commands = requests.get::<Vec<Named>>(&path).await;
        let of = |commands: &Vec<Named>| registered(commands);
        findings.push(told("discord-commands", &commands, of));
    }
    findings
}

/// Turns an answer into a finding.
fn told<T>(
    check: &'static str,
    answer: &Result<T, Unanswered>,
    of: impl FnOnce(&T) -> Finding,
) -> Finding {
    match answer {
        Ok(answer) => of(answer),
        Err(failed) => failed.finding(check),
    }
}

fn intents(application: &Application) -> Finding {
    const CHECK: &str = "discord-intents";
    if application.flags & MESSAGE_CONTENT != 0 {
        return Finding::well(CHECK, Message::new("doctor-intents-on"));
    }
    Finding::note(
        CHECK,
        Message::new("doctor-intents-off"),
        Message::new("doctor-intents-note"),
    )
}

fn starts(gateway: &BotGateway) -> Finding {
    const CHECK: &str = "discord-gateway";
    let Starts {
        total,
        remaining,
        reset_after,
    } = gateway.session_start_limit;
    let finding = Message::new("doctor-starts")
        .with("remaining", remaining)
        .with("total", total)
        .with("shards", gateway.shards);
    if remaining >= gateway.shards {
        return Finding::well(CHECK, finding);
    }
    let minutes = reset_after.div_ceil(60_000);
    let remedy = Message::new("doctor-starts-mend").with("minutes", minutes);
    Finding::mend(CHECK, finding, remedy)
}

/// Returns one finding if the bot has all permissions everywhere; else one for each server where some are missing, up to
/// [`NAMED`], and one for the others.
fn servers(guilds: &[Guild]) -> Vec<Finding> {
    const CHECK: &str = "discord-servers";
    if guilds.is_empty() {
        return vec![Finding::note(
            CHECK,
            Message::new("doctor-servers-none"),
            Message::new("doctor-servers-note"),
        )];
    }
    let lacking: Vec<(&Guild, Vec<&str>)> = guilds
        .iter()
        .map(|guild| (guild, missing(guild)))
        .filter(|(_, missing)| !missing.is_empty())
        .collect();
    if lacking.is_empty() {
        let finding = if guilds.len() < GUILDS {
            Message::new("doctor-servers")
        } else {
            Message::new("doctor-servers-first")
        };
        return vec![Finding::well(CHECK, finding.with("count", guilds.len()))];
    }
    let more = lacking.len().saturating_sub(NAMED);
    let of = |(guild, missing): (&Guild, Vec<&str>)| {
        let missing = missing.into_iter().map(Message::verbatim);
        let finding = Message::new("doctor-servers-lack")
            .with("name", echo(&guild.name))
            .with("permissions", Message::list(missing));
        Finding::mend(CHECK, finding, Message::new("doctor-servers-mend"))
    };
    let mut findings: Vec<Finding> = lacking.into_iter().take(NAMED).map(of).collect();
    if more > 0 {
        let finding = Message::new("doctor-servers-more").with("count", more);
        findings.push(Finding::mend(
            CHECK,
            finding,
            Message::new("doctor-servers-mend"),
        ));
    }
    findings
}

/// The permissions that the bot needs and does not have in a server, by Discord's own names.
fn missing(guild: &Guild) -> Vec<&'static str> {
    const ADMINISTRATOR: u64 = 1 << 3;
    let has = guild.permissions.parse::<u64>().unwrap_or_default();
    let lacks = |(bit, _): &&(u64, &str)| has & (bit | ADMINISTRATOR) == 0;
    let lacking = PERMISSIONS.iter().filter(lacks);
    lacking.map(|(_, name)| *name).collect()
}

fn registered(commands: &[Named]) -> Finding {
    const CHECK: &str = "discord-commands";
    let is_there = |name: &str| commands.iter().any(|command| command.name == name);
    let there = COMMANDS.iter().filter(|spec| is_there(spec.name)).count();
    let finding = Message::new("doctor-commands")
        .with("count", there)
        .with("all", COMMANDS.len());
    if there == COMMANDS.len() {
        return Finding::well(CHECK, finding);
    }
    Finding::note(CHECK, finding, Message::new("doctor-commands-note"))
}

impl Unanswered {
    fn finding(&self, check: &'static str) -> Finding {
        let mend = |finding, remedy: &str| Finding::mend(check, finding, Message::new(remedy));
        let status = |status: &StatusCode| {
            Message::new("doctor-refused").with("status", u32::from(status.as_u16()))
        };
        match self {
            Self::Refused(StatusCode::UNAUTHORIZED) => {
                mend(Message::new("doctor-token-unknown"), "doctor-token-mend")
            }
            Self::Refused(refused) => mend(status(refused), "doctor-refused-mend"),
            Self::Unreachable => mend(
                Message::new("doctor-unreachable"),
                "doctor-unreachable-mend",
            ),
            Self::Unreadable => mend(Message::new("doctor-unreadable"), "doctor-unreadable-mend"),
        }
    }
}
