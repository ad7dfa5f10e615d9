//! Reads DOCX and ODT: unpacks the XML files, and finds title and byline among the paragraphs.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::block::{Block, Text};
use super::draft::Draft;
use super::values::{byline, names};
use super::{docx, odt};
use crate::wording::Message;

/// The most bytes of an unpacked file.
const LARGEST: u64 = 64 << 20;

/// The XML files of a document.
pub(super) struct Package<'a>(ZipArchive<Cursor<&'a [u8]>>);

impl Package<'_> {
    /// The text of a file; empty if there is none.
    pub(super) fn file(&mut self, name: &str) -> String {
        let mut bytes = Vec::new();
        if let Ok(file) = self.0.by_name(name) {
            let read = file.take(LARGEST).read_to_end(&mut bytes);
            if read.is_err() {
                return String::new();
            }
        }
        String::from_utf8(bytes).unwrap_or_default()
    }
}

/// Reads a document. Fails if it is no valid document; the error is the end of a sentence.
pub(super) fn read(bytes: &[u8]) -> Result<Draft, Message> {
    let archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| Message::verbatim(error.to_string()))?;
    let mut package = Package(archive);
    let text = package.file(docx::TEXT);
    let document = if text.is_empty() {
        let text = package.file(odt::TEXT);
        if text.is_empty() {
            return Err(Message::new("import-no-document"));
        }
        odt::read(&text, &mut package)?
    } else {
        docx::read(&text, &mut package)?
    };
    Ok(document.into_draft())
}

/// The meaning of a paragraph's style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Title,
    Heading(u8),
    Caption,
    Body,
}

impl Style {
    /// The meaning of a style's name in Word or `LibreOffice`, in English or Dutch.
    pub(super) fn named(name: &str) -> Self {
        let name = name.replace("_20_", " ").to_lowercase();
        match name.as_str() {
            "title" | "titel" => return Self::Title,
            "caption" | "bijschrift" | "illustration" | "figure" | "afbeelding" => {
                return Self::Caption;
            }
            _ => {}
        }
        let level = ["heading", "kop"]
            .iter()
            .find_map(|word| name.strip_prefix(word));
        level
            .and_then(|level| level.trim().parse().ok())
            .map_or(Self::Body, Self::Heading)
    }
}

/// The content of a document: blocks with their styles, and properties.
#[derive(Default)]
pub(super) struct Written {
    pub(super) blocks: Vec<Block>,
    /// The paragraph with the style «Title».
    pub(super) title: String,
    /// The properties for title and author.
    pub(super) properties: (String, String),
    pub(super) language: String,
}

impl Written {
    /// Adds a paragraph.
    pub(super) fn add(&mut self, style: Style, text: Text) {
        let text = text.trimmed();
        if text.is_empty() {
            return;
        }
        let is_title = style == Style::Title && self.title.is_empty() && self.blocks.is_empty();
        if is_title {
            text.on_one_line().as_str().clone_into(&mut self.title);
            return;
        }
        self.blocks.push(match style {
            Style::Title => Block::Heading {
                level: 1,
                text: text.on_one_line(),
            },
            Style::Heading(level) => Block::Heading {
                level,
                text: text.on_one_line(),
            },
            Style::Caption => Block::Caption(text.on_one_line()),
            Style::Body => Block::Paragraph(text),
        });
    }

    /// Makes the article. Its title is the paragraph with the style «Title», else a heading at the top, the property, or the
    /// first line.
    fn into_draft(mut self) -> Draft {
        let first = self.blocks.first().cloned();
        if self.title.is_empty() {
            let (property, _) = &self.properties;
            self.title = match first {
                Some(Block::Heading { text, .. }) => {
                    self.blocks.remove(0);
                    text.as_str().to_owned()
                }
                Some(Block::Paragraph(text))
                    if property.is_empty() && is_headline(text.as_str()) =>
                {
                    self.blocks.remove(0);
                    text.as_str().to_owned()
                }
                _ => Text::from_words(property).as_str().to_owned(),
            };
        }
        let (_, author) = &self.properties;
        let mut draft = Draft {
            title: self.title,
            authors: names(author),
            language: self.language,
            blocks: self.blocks,
            ..Draft::default()
        };
        take_byline(&mut draft);
        draft.tidy();
        draft
    }
}

/// Takes the authors from a byline at the top of the text. Keeps `Door Anna Bakker`, which the article's reader recognises;
/// removes other forms.
pub(super) fn take_byline(draft: &mut Draft) {
    const FIRST: usize = 2;
    let mut heads = draft.blocks.iter().take(FIRST).enumerate();
    let found = heads.find_map(|(place, block)| match block {
        Block::Paragraph(text) => Some((place, byline(text.as_str())?, text.as_str().to_owned())),
        _ => None,
    });
    let Some((place, names, line)) = found else {
        return;
    };
    draft.authors = names;
    if !line.starts_with("door ") && !line.starts_with("Door ") {
        draft.blocks.remove(place);
    }
}

/// Whether a line can be a title: short, on one line, and no sentence.
pub(super) fn is_headline(line: &str) -> bool {
    const LONGEST: usize = 150;
    line.chars().count() <= LONGEST && !line.contains('\n') && !line.ends_with(['.', ':', ';'])
}
