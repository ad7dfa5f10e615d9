//! The picture of an answer in the README, drawn from what the bot really sent. `UPDATE_PICTURE=1` draws it anew.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;
use voetnoot::render::discord::unescape;

use super::double::BOT;
use super::running::{Running, buttons};

const QUESTION: &str = "Hoeveel elitetroepen zond Kirgizië?";

/// How many characters a line of the drawing holds.
const LINE: usize = 78;

/// How far lines are apart.
const STEP: u32 = 22;

#[tokio::test(flavor = "multi_thread")]
async fn the_picture_in_the_readme_is_what_the_bot_sends() {
    let running = Running::start().await;
    let message = running.ask(&format!("<@{BOT}> {QUESTION}")).await;
    let drawn = drawing(&message);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/discord/answer.svg");
    if std::env::var_os("UPDATE_PICTURE").is_some() {
        std::fs::write(&path, &drawn).expect("it is written");
    }
    let kept = std::fs::read_to_string(&path).expect("the picture");
    assert!(
        kept == drawn,
        "the picture is of another answer: UPDATE_PICTURE=1 draws it anew"
    );
    running.finish().await;
}

fn drawing(message: &Value) -> String {
    let embed = &message["embeds"][0];
    let part = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut lines = Lines::default();
    lines.add(&format!("@Voetnoot {QUESTION}"), "question", 20);
    lines.at += 14;
    let top = lines.at;
    lines.add(&part(&embed["author"]["name"]), "author", 44);
    for line in part(&embed["description"]).lines() {
        match (line.strip_prefix("> "), line.strip_prefix("-# ")) {
            (Some(quoted), _) => lines.add(quoted, "quote", 58),
            (None, Some(small)) => lines.add(small, "small", 44),
            (None, None) => lines.add(line, "text", 44),
        }
    }
    lines.at += 4;
    lines.add(&part(&embed["footer"]["text"]), "small", 44);
    let bottom = lines.at;
    let mut labels = String::new();
    let mut x = 28;
    for (label, ..) in buttons(message) {
        let width = 24 + 9 * u32::try_from(label.chars().count()).unwrap_or(0);
        let _ = writeln!(
            labels,
            "<rect class=\"button\" x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"30\" rx=\"6\"/>\
             <text class=\"label\" x=\"{}\" y=\"{}\">{label}</text>",
            bottom + 14,
            x + 12,
            bottom + 34
        );
        x += width + 8;
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 {height}\" font-family=\"sans-serif\" font-size=\"15\">\n\
         <style>\n\
         .card {{ fill: #2b2d31 }} .ground {{ fill: #313338 }} .side {{ fill: #3b7a57 }} .bar {{ fill: #4e5058 }}\n\
         .question, .text, .quote, .label {{ fill: #dbdee1 }} .author {{ fill: #f2f3f5; font-weight: bold }}\n\
         .small {{ fill: #949ba4; font-size: 12px }} .button {{ fill: #4e5058 }} .b {{ font-weight: bold; fill: #fff }}\n\
         </style>\n\
         <rect class=\"ground\" width=\"720\" height=\"{height}\" rx=\"8\"/>\n\
         <rect class=\"card\" x=\"28\" y=\"{card}\" width=\"672\" height=\"{card_height}\" rx=\"4\"/>\n\
         <rect class=\"side\" x=\"28\" y=\"{card}\" width=\"4\" height=\"{card_height}\"/>\n\
         {texts}{labels}</svg>\n",
        height = bottom + 60,
        card = top - 12,
        card_height = bottom - top + 16,
        texts = lines.text,
    )
}

#[derive(Default)]
struct Lines {
    text: String,
    at: u32,
}

impl Lines {
    /// Adds a text, on as many lines as it takes. What is bold stays bold across lines.
    fn add(&mut self, text: &str, class: &str, x: u32) {
        let mut is_bold = false;
        let mut line = String::new();
        let mut length = 0;
        let mut wrapped = Vec::new();
        for word in text.split(' ') {
            let shown = unescape(&word.replace("**", ""));
            let long = shown.chars().count();
            if length > 0 && length + 1 + long > LINE {
                wrapped.push(std::mem::take(&mut line));
                length = 0;
            }
            if length > 0 {
                line.push(' ');
            }
            let begins = word.starts_with("**") || word.starts_with("“**");
            is_bold |= begins;
            let escaped = shown
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;");
            if is_bold {
                let _ = write!(line, "<tspan class=\"b\">{escaped}</tspan>");
            } else {
                line.push_str(&escaped);
            }
            if word.matches("**").count() > usize::from(begins) {
                is_bold = false;
            }
            length += 1 + long;
        }
        wrapped.push(line);
        for line in wrapped.iter().filter(|line| !line.is_empty()) {
            self.at += STEP;
            if class == "quote" {
                let _ = writeln!(
                    self.text,
                    "<rect class=\"bar\" x=\"44\" y=\"{}\" width=\"4\" height=\"{STEP}\"/>",
                    self.at - 16
                );
            }
            let _ = writeln!(
                self.text,
                "<text class=\"{class}\" x=\"{x}\" y=\"{}\" xml:space=\"preserve\">{line}</text>",
                self.at
            );
        }
    }
}
