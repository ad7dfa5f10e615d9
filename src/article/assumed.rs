//! Fills in fields that front matter lacks: the title from the first heading, the id and date from the file's name, the
//! language from the words of the text, the authors from the byline.

use std::path::Path;

use super::builder::{Block, BlockKind};
use super::front_matter::FrontMatter;
use super::id::{Id, is_no_part_of_an_id};
use super::lookalike;
use super::problem::{Report, shown};
use super::published::Published;
use crate::lexicon::spaces::squeezed;
use crate::wording::Message;

/// Words that are frequent in Dutch and rare in English.
const DUTCH: [&str; 16] = [
    "aan", "dat", "de", "een", "en", "het", "ik", "met", "niet", "ook", "op", "te", "van", "voor",
    "wij", "zijn",
];

/// Words that are frequent in English and rare in Dutch.
const ENGLISH: [&str; 16] = [
    "and", "are", "but", "by", "for", "from", "have", "it", "not", "on", "that", "the", "this",
    "to", "with", "you",
];

/// How many words the language is guessed from.
const ENOUGH: usize = 5000;

/// Fills in missing fields and warns of each assumption. Removes the heading that repeats the title.
pub(super) fn fill(head: &mut FrontMatter, blocks: &mut Vec<Block>, report: &mut Report) {
    let mut assumed = Vec::new();
    let mut origin = "assumed-title-of-heading";
    if head.title.is_empty() {
        title(head, blocks);
        let is_text = Path::new(report.file())
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("txt"));
        if head.title.is_empty() && is_text {
            first_line(head, blocks);
            origin = "assumed-title-of-line";
        }
        if head.title.is_empty() {
            let mend = Message::new("problem-no-title-mend");
            report.at(1, Message::new("problem-no-title"), mend);
        } else {
            assumed.push(Message::new(origin).with("title", shown(&head.title)));
        }
    } else if let Some(place) = own_heading(head, blocks) {
        blocks.remove(place);
    }
    let (file, day) = name_of(report.file());
    if head.id.text.is_empty() {
        assumed.push(Message::new("assumed-id").with("id", shown(&file)));
        head.id = Id {
            text: file,
            line: 1,
        };
    }
    if let Some(day) = day.filter(|_| head.published.is_none()) {
        assumed.push(Message::new("assumed-date").with("date", day.to_string()));
        head.published = Some(day);
    }
    if head.language.is_empty() {
        head.language = language(blocks.iter().map(|block| block.piece.text.as_str())).to_owned();
        assumed.push(Message::new("assumed-language").with("language", shown(&head.language)));
    }
    if head.authors.is_empty() {
        let byline = blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Text)
            .find_map(|block| lookalike::authors(&block.piece.text));
        match byline {
            Some(authors) => {
                assumed.push(Message::new("assumed-authors").with("authors", authors.join(", ")));
                head.authors = authors;
            }
            None => {
                let mend = Message::new("problem-no-author-mend");
                report.warn_whole(Message::new("problem-no-author"), mend);
            }
        }
    }
    if !assumed.is_empty() {
        let what = Message::new("problem-assumed").with("what", Message::sequence(assumed));
        report.warn_whole(what, Message::new("problem-assumed-mend"));
    }
}

/// Uses the first heading as title. Removes the heading unless text stands before it.
fn title(head: &mut FrontMatter, blocks: &mut Vec<Block>) {
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading(_));
    let Some(place) = blocks.iter().position(is_heading) else {
        return;
    };
    head.title = squeezed(&blocks[place].piece.text);
    if !blocks[..place]
        .iter()
        .any(|block| block.kind == BlockKind::Text)
    {
        blocks.remove(place);
    }
}

/// Uses the first line of a plain text as title, if it is a block by itself and more text follows.
fn first_line(head: &mut FrontMatter, blocks: &mut Vec<Block>) {
    const LONGEST: usize = 150;
    let is_title = |block: &Block| {
        let text = block.piece.text.as_str();
        block.kind == BlockKind::Text && text.chars().count() <= LONGEST && !text.contains('\n')
    };
    if blocks.len() > 1 && blocks.first().is_some_and(is_title) {
        head.title = squeezed(&blocks.remove(0).piece.text);
    }
}

/// The index of the heading that repeats the title above the text.
fn own_heading(head: &FrontMatter, blocks: &[Block]) -> Option<usize> {
    let is_text = |block: &Block| matches!(block.kind, BlockKind::Text | BlockKind::Heading(_));
    let place = blocks.iter().position(is_text)?;
    let block = &blocks[place];
    let may_be = matches!(block.kind, BlockKind::Heading(_)) || block.stands_out();
    (may_be && squeezed(&block.piece.text) == squeezed(&head.title)).then_some(place)
}

/// The id made from a file's name, and the date that the name begins with, as in Jekyll. `index.md` takes its folder's
/// name.
fn name_of(file: &str) -> (String, Option<Published>) {
    let path = Path::new(file);
    let stem = |path: &Path| {
        let name = path.file_stem().unwrap_or_default();
        name.to_string_lossy().into_owned()
    };
    let mut name = stem(path);
    if matches!(name.as_str(), "index" | "_index") {
        let folder = path.parent().map(stem).unwrap_or_default();
        name = if folder.is_empty() { name } else { folder };
    }
    let day = name
        .get(..10)
        .filter(|_| name.get(10..11) == Some("-"))
        .and_then(Published::parse);
    let id = name.replace(is_no_part_of_an_id, "-");
    let id = id.trim_matches('-');
    let id = if id.is_empty() { "artikel" } else { id };
    (id.to_owned(), day)
}

/// Guesses the language of a text, given in parts: `en` if it has more of the English words than of the Dutch, else `nl`.
pub(crate) fn language<'a>(texts: impl Iterator<Item = &'a str>) -> &'static str {
    let words = texts
        .flat_map(|text| text.split(|char: char| !char.is_alphabetic()))
        .filter(|word| !word.is_empty())
        .take(ENOUGH)
        .map(str::to_lowercase);
    let (mut dutch, mut english) = (0, 0);
    for word in words {
        dutch += usize::from(DUTCH.contains(&word.as_str()));
        english += usize::from(ENGLISH.contains(&word.as_str()));
    }
    if english > dutch { "en" } else { "nl" }
}
