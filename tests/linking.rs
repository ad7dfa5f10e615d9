//! Promise: a link on the article's page is one in its quotations where a platform has links, and changes no word of them.

mod common;

use voetnoot::article::Library;
use voetnoot::command::parse;
use voetnoot::render::{Dialect, Discord, Matrix, Plain, matrix, pages};
use voetnoot::wording::Language;

/// The answer to a question about an article with this body.
fn quoted(body: &str, question: &str, dialect: &dyn Dialect) -> String {
    let file = format!(
        "+++\nid = \"a\"\ntitle = \"T\"\nauthors = [\"Q\"]\nlanguage = \"nl\"\n+++\n{body}\n"
    );
    let library = Library::from_text("a.md", &file).expect("an article");
    let answer = common::bot_about(library).answer(&parse(question), &common::moderator());
    pages(&answer, dialect, Language::Dutch)[0].clone()
}

const SLUICE: &str = "De sluis kost 2 miljoen euro, zegt [Waterwerk](https://a.example/b_(c)?d=\"e\"). Niemand [weet het](javascript:x).";

/// The line of the quotation.
fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

#[test]
fn plain_text_shows_the_words() {
    let shown = quoted(SLUICE, "Wat kost de sluis?", &Plain::new());
    insta::assert_snapshot!(first_line(&shown), @"“**De sluis kost 2 miljoen euro, zegt Waterwerk.** Niemand weet het.”");
}

#[test]
fn discord_shows_a_masked_link() {
    let shown = quoted(SLUICE, "Wat kost de sluis?", &Discord);
    insta::assert_snapshot!(first_line(&shown), @r#"> “**De sluis kost 2 miljoen euro, zegt [Waterwerk](<https://a.example/b_%28c%29?d="e">).** Niemand weet het.”"#);
    // Words that Discord would not show as a link stay as they are.
    let address = "De sluis kost 2 miljoen, zie [https://a.example](https://b.example).";
    let shown = quoted(address, "Wat kost de sluis?", &Discord);
    insta::assert_snapshot!(first_line(&shown), @r#"> “**De sluis kost 2 miljoen, zie https\://a.example.**”"#);
}

#[test]
fn matrix_shows_a_link_in_html_and_the_words_in_plain_text() {
    let shown = quoted(SLUICE, "Wat kost de sluis?", &Matrix);
    insta::assert_snapshot!(first_line(&matrix::plain(&shown)), @"“**De sluis kost 2 miljoen euro, zegt Waterwerk.** Niemand weet het.”");
    let html = matrix::html(&shown);
    let quotation = html.split("</blockquote>").next().unwrap_or_default();
    insta::assert_snapshot!(quotation, @r#"<blockquote>“<strong>De sluis kost 2 miljoen euro, zegt <a href="https://a.example/b_(c)?d=&quot;e&quot;">Waterwerk</a>.</strong> Niemand weet het.”"#);
}
