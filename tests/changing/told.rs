//! What `!wijzigingen` tells.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use voetnoot::article::{Article, Library};
use voetnoot::bot::Bot;
use voetnoot::command::parse;
use voetnoot::render::{Discord, Plain, pages};
use voetnoot::revisions::{KeepRevisions, Revision};
use voetnoot::wording::Language;

use super::common;

const OLD: &str = "De gemeente bouwt een brug. Ze kost 3 miljoen euro.\n\nDe wethouder is er blij mee.\n\n\
                   ## Bezwaren\n\nBewoners maken bezwaar tegen de plannen.";
const NEW: &str = "De gemeente bouwt een brug. Ze kost 4,5 miljoen euro.\n\nDe bouw begint in mei.\n\n\
                   De wethouder is er blij mee.";

fn library(text: &str) -> Library {
    let text = format!(
        "+++\nid = \"brug\"\ntitle = \"Een brug\"\nauthors = [\"Anna\"]\nlanguage = \"nl\"\n+++\n\n{text}\n"
    );
    Library::from_text("brug.md", &text).expect("an article")
}

/// Revisions in memory, each first served a day and an hour after the one before.
#[derive(Debug)]
struct InMemory(Vec<Arc<Article>>);

impl InMemory {
    fn of(texts: &[&str]) -> Self {
        let article = |text: &&str| Arc::clone(&library(text).articles()[0]);
        Self(texts.iter().map(article).collect())
    }
}

impl KeepRevisions for InMemory {
    fn keep(&self, _: &Library) {}

    fn of(&self, _: &str, most: usize) -> Vec<Revision> {
        let since = |at: u32| -> SystemTime {
            UNIX_EPOCH + Duration::from_secs(1_767_225_600) + Duration::from_secs(25 * 3_600) * at
        };
        let revisions = (0..).zip(&self.0).map(|(at, article)| Revision {
            article: Arc::clone(article),
            since: since(at),
        });
        let revisions: Vec<_> = revisions.collect();
        let surplus = revisions.len().saturating_sub(most);
        revisions.into_iter().skip(surplus).collect()
    }

    fn article(&self, _: &str, revision: &str) -> Option<Arc<Article>> {
        let mut all = self.0.iter();
        all.find(|article| article.revision == revision).cloned()
    }
}

/// A bot about the last of these texts, which were served one after the other.
fn bot(texts: &[&str]) -> Bot {
    let last = texts.last().expect("a text");
    common::bot_about(library(last)).remembering(Some(Arc::new(InMemory::of(texts))))
}

fn told(bot: &Bot) -> String {
    let answer = bot.answer(&parse("!wijzigingen"), &common::moderator());
    pages(&answer, &Plain::new(), Language::Dutch).join("\n~~~\n")
}

#[test]
fn what_changed_is_told_sentence_by_sentence() {
    insta::assert_snapshot!(told(&bot(&[OLD, NEW])), @"");
}

#[test]
fn the_newest_change_comes_first() {
    let told = told(&bot(&["Een.", "Twee.", "Drie en meer.", "Drie en nog meer."]));
    let places = ["nog meer", "Twee", "Een"].map(|words| told.find(words));
    assert!(places.is_sorted() && places[0].is_some(), "{told}");
}

#[test]
fn the_words_that_differ_are_emphasised() {
    let answer = bot(&[OLD, NEW]).answer(&parse("!changes"), &common::moderator());
    let written = pages(&answer, &Discord, Language::English).concat();
    assert!(written.contains("**3**") && written.contains("**4,5**"), "{written}");
}

#[test]
fn an_article_that_did_not_change_says_so() {
    insta::assert_snapshot!(told(&bot(&[NEW])), @"");
    insta::assert_snapshot!(told(&common::bot_about(library(NEW))), @"");
    let unknown = common::bot_about(library(NEW)).remembering(Some(Arc::new(InMemory(Vec::new()))));
    insta::assert_snapshot!(told(&unknown), @"");
}

#[test]
fn a_change_of_a_heading_alone_is_told_as_such() {
    let told = told(&bot(&["## A\n\nEen.", "## B\n\nEen."]));
    assert!(told.contains("Geen zin is veranderd"), "{told}");
}

#[test]
fn of_many_changes_the_last_ones_are_told() {
    let texts: Vec<String> = (0..40).map(|at| format!("De brug is {at} meter lang.")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let told = told(&bot(&texts));
    assert!(told.contains("Dit zijn de laatste 20 wijzigingen."), "{told}");
    assert!(told.contains("39") && !told.contains(" 18 "), "{told}");
}
