//! Texts that are meant to do harm, or only do.

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use voetnoot::render::Dialect as _;
use voetnoot::render::Discord;
use voetnoot::render::Run;
use voetnoot::render::discord::{escape, unescape};

use super::double::{BOT, Double};
use super::running::Running;

/// How many texts are sent.
const TEXTS: usize = 10_000;

fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "@everyone",
        "@here",
        "<@4000>",
        "<@!4000>",
        "<@&5001>",
        "<#3000>",
        "<t:0:R>",
        "<:a:1>",
        "<a:b:2>",
        "https://discord.gg/abc",
        "[klik](https://kwaad.example)",
        "**vet**",
        "||geheim||",
        "```\ncode\n```",
        "> citaat",
        ">>> alles",
        "# kop",
        "- lijst",
        "1. een",
        "-# klein",
        "\u{202e}omgekeerd",
        "\u{2066}\u{202a}",
        "Z̷̛͔̪͑a̸l̵g̶o̸̍",
        "👨‍👩‍👧‍👦",
        "\\",
        "_",
        "~~",
        "`",
        "\u{0}",
        "\u{200b}",
        "\n",
        "Kirgizië",
        "Hoeveel",
        "elitetroepen",
        "!land",
        "!zoek",
        "!wie",
        "!alinea",
        "!help",
        "99999999999999999999",
        "\"",
        "“",
        "'; DROP TABLE",
        "{{7*7}}",
        "%s%n",
        "<script>",
    ]);
    prop_oneof![
        9 => prop::collection::vec(pieces, 1..12).prop_map(|pieces| pieces.join(" ")),
        3 => "\\PC{0,200}",
        1 => Just("😀".repeat(2_000)),
        1 => Just("a".repeat(4_000)),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_hostile_texts_ping_nobody_and_break_nothing() {
    let running = Running::start_with(Double::start().await, |_| {}).await;
    let mut runner = TestRunner::deterministic();
    let strategy = hostile();
    let commands = [
        "", "!zoek ", "!wie ", "!land ", "!vraag ", "!help ", "!citaat ", "!alinea ",
    ];
    for batch in 0..TEXTS / 100 {
        let mut said = Vec::new();
        for number in 0..100 {
            let text = strategy.new_tree(&mut runner).expect("a text").current();
            let line = format!(
                "<@{BOT}> {}{text}",
                commands[(batch + number) % commands.len()]
            );
            let id = running.double.id();
            running.event(
                "MESSAGE_CREATE",
                super::events::message(id, super::double::CHANNEL, super::double::ASKER, &line),
            );
            said.push((id, line));
        }
        // What is nothing but quoted is no question; everything else gets one answer.
        for (id, line) in said {
            if !line.contains(['>', '`']) {
                running.reply(id).await;
            }
            assert!(running.double.replies(id).len() <= 1, "{line}");
        }
    }
    running.finish().await;
}

proptest! {
    /// What the reader sees is what was written.
    #[test]
    fn undoing_the_escape_gives_the_bytes(text in "\\PC{0,80}|[*_`~|<>#@:.()\\[\\]\\\\0-9 \n+-]{0,60}") {
        let escaped = escape(&text);
        let undone = unescape(&escaped);
        // Marks of direction that the text leaves open are closed behind it.
        let closed = undone.strip_prefix(text.as_str());
        prop_assert!(closed.is_some_and(|rest| rest.chars().all(|c| matches!(c, '\u{202c}' | '\u{2069}'))), "{escaped:?}");
    }

    /// A link in a quotation changes no letter of it, and leads nowhere but to the web.
    #[test]
    fn a_linked_quotation_is_its_text(words in "[*_`~|<>#@:/.()\\[\\]\\\\0-9a-z \n+-]{1,30}", url in "(https://|javascript:|)[a-z()<>\"'\\\\*_ \n]{1,20}") {
        let runs = [Run::Text("a "), Run::Link { words: &words, url: &url, is_strong: false }, Run::Text(" b")];
        let shown = Discord.quotation(&runs);
        let unlinked = Discord.quotation(&[Run::Text("a "), Run::Text(&words), Run::Text(" b")]);
        let Some((before, rest)) = shown.split_once("](<") else {
            prop_assert_eq!(shown, unlinked);
            return Ok(());
        };
        let (target, after) = rest.split_once(">)").expect("the link ends");
        prop_assert!(target.starts_with("https://"));
        prop_assert!(!target.contains(['(', ')', '<', '>', ' ', '\n', '\\']));
        prop_assert_eq!(format!("{}{after}", before.replacen('[', "", 1)), unlinked);
    }

    /// Nothing in a quotation is markup, a mention or an emoji of Discord's.
    #[test]
    fn no_markup_of_others_is_left(text in "[*_`~|<>#@:0-9a-z \n]{0,60}") {
        let shown = Discord.quotation(&[Run::Text(&text)]);
        let mut before = ' ';
        for c in shown.trim_start_matches("> ").replace("\n> ", "\n").chars() {
            if matches!(c, '*' | '_' | '`' | '~' | '|' | '<') {
                prop_assert_eq!(before, '\\', "{}", shown);
            }
            // A backslash that is itself escaped protects nothing; none is in these texts.
            before = c;
        }
    }
}
