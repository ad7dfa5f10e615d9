//! Promise: what a text is based on and how it is called is told as it is.

use voetnoot::article::Library;
use voetnoot::bot::Bot;
use voetnoot::command::parse;
use voetnoot::render::{Plain, pages};
use voetnoot::wording::Language;

mod common;

/// The answer about an article of this name and text.
fn asked(name: &str, text: &str, line: &str) -> String {
    let bot: Bot = common::bot_about(Library::from_text(name, text).expect("an article"));
    let answer = bot.answer(&parse(line), &common::moderator());
    pages(&answer, &Plain::new(), Language::Dutch).join("\n~~~\n")
}

#[test]
fn a_listed_source_is_named_by_the_first_word_where_that_tells_which() {
    let text = "+++\nid = \"a\"\ntitle = \"Brug\"\nauthors = [\"A\"]\nlanguage = \"nl\"\n\
        sources = [{ name = \"Rekenkamer Hollandsveer\" }, { name = \"Ministerie van Defensie\" }]\n+++\n\
        Uit onderzoek van de rekenkamer bleek dat een kwart leest.\n\n\
        Europol nam in dat seizoen een ton in beslag.\n\n\
        De rekenkamer van Utrecht zweeg, het ministerie ook. Ze promoveerde in Wageningen.\n\n\
        Bronnen: Rekenkamer Hollandsveer, Wageningen University, Europol.\n";
    assert!(asked("a.md", text, "!bron 1").contains("van de **rekenkamer** bleek"));
    assert!(asked("a.md", text, "!bron 2").contains("“**Europol** nam"));
    assert!(asked("a.md", text, "!bron 3").contains("Hier wordt geen bron genoemd."));
}

#[test]
fn the_marks_of_a_title_that_is_a_quotation_are_not_doubled() {
    for (title, cited) in [
        ("‘Niemand zag een paling’", "“‘Niemand zag een paling’”"),
        ("Een paling, ‘te duur’", "“Een paling, ‘te duur’”"),
        ("“Niemand zag een paling”", "‘“Niemand zag een paling”’"),
        ("“Niemand”, of ‘iemand’", "«“Niemand”, of ‘iemand’»"),
        ("De ‘zwarte’ brug", "‘De ‘zwarte’ brug’"),
    ] {
        let line = serde_json::json!({ "id": "a", "title": title, "language": "nl", "paragraphs": [{ "text": "De brug is open." }] });
        let said = asked("a.jsonl", &line.to_string(), "!alinea 1");
        assert!(said.contains(&format!("Bron: {cited} (versie")), "{said}");
    }
}
