//! Reads HTML in an article as a browser shows it: without tags and comments, with entities decoded, white space collapsed
//! and hidden elements left out.

use html5gum::{DefaultEmitter, Span, StartTag, StringReader, Token, Tokenizer};

use super::builder::{BlockKind, Builder};
use super::elements::{LASTING, Role, role};
use super::piece::{Gap, Piece};
use super::shortcodes::{COVER, Covers};

/// Reads HTML into a builder. It keeps its state between calls, because Markdown passes inline tags one at a time.
#[derive(Default)]
pub(super) struct Html {
    /// The name of the open hidden element, and how many elements of that name are open.
    unseen: Option<(String, usize)>,
    preformatted: usize,
    /// How many groups and lists were open before the first tag. Only later ones may be closed here.
    base: Option<(usize, usize)>,
    /// Whether it is a whole page, of which `aside` and `footer` are hidden.
    is_page: bool,
}

impl Html {
    /// A reader of a whole page.
    pub(super) fn of_page() -> Html {
        Html {
            is_page: true,
            ..Html::default()
        }
    }

    /// Whether a hidden element is open.
    pub(super) fn is_unseen(&self) -> bool {
        self.unseen.is_some()
    }

    /// Reads a tag or a comment inside a paragraph.
    pub(super) fn inline(&mut self, html: &str, source: usize, builder: &mut Builder) {
        self.begin(builder);
        builder.piece.seam();
        for token in tokens(html) {
            match token {
                Token::StartTag(tag) => self.open(&tag, source, builder),
                Token::EndTag(tag) => self.close(&text(&tag.name), builder),
                _ => {}
            }
        }
    }

    /// Closes the elements that a paragraph left open.
    pub(super) fn end(&mut self, builder: &mut Builder) {
        match self.base.take() {
            Some((groups, lists)) => {
                builder.close_groups(groups);
                builder.lists.truncate(lists);
            }
            None => builder.close_legends(),
        }
        // A blank line in Markdown ends an HTML block, but not a script.
        self.unseen
            .take_if(|(name, _)| !LASTING.contains(&name.as_str()));
        self.preformatted = 0;
    }

    /// Reads a block of HTML, given in parts, each with the byte of the file at which it begins.
    pub(super) fn block(
        &mut self,
        parts: &[(String, usize)],
        covers: &Covers,
        builder: &mut Builder,
    ) {
        let html: String = parts.iter().map(|(part, _)| part.as_str()).collect();
        let mut starts = Vec::new();
        let mut length = 0;
        for (part, source) in parts {
            starts.push((length, *source));
            length += part.len();
        }
        let source_of = |at: usize| {
            let place = starts.partition_point(|(start, _)| *start <= at);
            let part = place.checked_sub(1).and_then(|place| starts.get(place));
            part.map_or(at, |(start, source)| source + (at - start))
        };
        builder.end_block();
        self.begin(builder);
        for token in tokens(&html) {
            match token {
                Token::StartTag(tag) => self.open(&tag, source_of(tag.span.start), builder),
                Token::EndTag(tag) => self.close(&text(&tag.name), builder),
                Token::String(string) if !self.is_unseen() => {
                    let Span { start, end } = string.span;
                    let raw = html.get(start..end).unwrap_or_default();
                    self.text(
                        raw,
                        &text(&string.value),
                        &|at| source_of(start + at),
                        covers,
                        builder,
                    );
                }
                _ => {}
            }
        }
        self.end(builder);
        builder.end_block();
    }

    fn begin(&mut self, builder: &Builder) {
        if self.base.is_none() {
            self.base = Some((builder.groups(), builder.lists.len()));
        }
    }

    fn open(&mut self, tag: &StartTag<usize>, source: usize, builder: &mut Builder) {
        let name = text(&tag.name);
        if let Some((unseen, depth)) = &mut self.unseen {
            *depth += usize::from(*unseen == name);
            return;
        }
        let role = match name.as_str() {
            "aside" | "footer" if self.is_page => Role::Unseen,
            _ => role(&name),
        };
        if (role == Role::Unseen || is_hidden(tag) || is_note_mark(tag)) && !is_void(&name) {
            if !tag.self_closing || role != Role::Unseen {
                self.unseen = Some((name, 1));
            }
            return;
        }
        match role {
            Role::Block => builder.end_block(),
            Role::Heading(level) => builder.begin(BlockKind::Heading(level)),
            Role::List => {
                builder.open_group(BlockKind::Text);
                let first = attribute(tag, "start").and_then(|first| first.parse().ok());
                let numbered = (name == "ol").then_some(first.unwrap_or(1));
                builder.lists.push(numbered);
            }
            Role::Group => builder.open_group(BlockKind::Text),
            Role::Item => builder.item(source),
            Role::Line | Role::Break => builder.piece.gap(Gap::Line),
            Role::Cell => builder.piece.gap(Gap::Tab),
            Role::Rule => builder.rule(source),
            Role::Legend => builder.begin_aside(),
            Role::Image => {
                let mut caption = Piece::default();
                caption.make(&attribute(tag, "alt").unwrap_or_default(), source);
                let address = attribute(tag, "src").unwrap_or_default();
                builder.photo(source, &address, caption.trimmed());
            }
            Role::Link => {
                let address = attribute(tag, "href").unwrap_or_default();
                builder.piece.open_link(&address);
            }
            Role::Stress(stress) => builder.piece.stress(stress, true),
            Role::Preformatted => {
                builder.end_block();
                self.preformatted += 1;
            }
            Role::Unseen | Role::Inline => {}
        }
    }

    fn close(&mut self, name: &str, builder: &mut Builder) {
        if let Some((unseen, depth)) = &mut self.unseen {
            *depth -= usize::from(unseen == name);
            if *depth == 0 {
                self.unseen = None;
            }
            return;
        }
        let (groups, lists) = self.base.unwrap_or_default();
        match role(name) {
            Role::Block | Role::Heading(_) => builder.end_block(),
            Role::List if builder.lists.len() > lists => {
                builder.lists.pop();
                builder.close_group();
            }
            Role::Group if builder.groups() > groups => builder.close_group(),
            Role::Legend => builder.end_legend(),
            Role::Link => builder.piece.close_link(),
            Role::Stress(stress) => builder.piece.stress(stress, false),
            Role::Preformatted => {
                self.preformatted = self.preformatted.saturating_sub(1);
                builder.end_block();
            }
            _ => {}
        }
    }

    /// Adds text: `raw` as the file has it, `shown` with entities decoded. Copies the text between entities.
    fn text(
        &self,
        raw: &str,
        shown: &str,
        source_of: &impl Fn(usize) -> usize,
        covers: &Covers,
        builder: &mut Builder,
    ) {
        if raw == shown {
            self.words(raw, 0, source_of, covers, builder);
            return;
        }
        let mut at = 0;
        for part in entities_apart(raw) {
            let decoded: String = decoded(part);
            let same = decoded
                .bytes()
                .rev()
                .zip(part.bytes().rev())
                .take_while(|(one, other)| one == other)
                .count();
            let same = (0..=same).rev().find(|same| {
                decoded.is_char_boundary(decoded.len() - same)
                    && part.is_char_boundary(part.len() - same)
            });
            let same = same.unwrap_or_default();
            let (made, copied) = decoded.split_at(decoded.len() - same);
            builder.piece.make(made, source_of(at));
            self.words(copied, at + part.len() - same, source_of, covers, builder);
            at += part.len();
        }
    }

    /// Adds text without entities, which begins at byte `start` of the HTML.
    fn words(
        &self,
        text: &str,
        start: usize,
        source_of: &impl Fn(usize) -> usize,
        covers: &Covers,
        builder: &mut Builder,
    ) {
        let mut at = start;
        let is_apart =
            |char: char| char == COVER || (self.preformatted == 0 && char.is_ascii_whitespace());
        for part in text.split_inclusive(is_apart) {
            let bare = part.strip_suffix(is_apart).unwrap_or(part);
            builder.piece.copy(bare, source_of(at));
            let mark = at + bare.len();
            at += part.len();
            if part.ends_with(COVER) {
                covers.read(source_of(mark), builder);
            } else if bare.len() < part.len() {
                builder.piece.gap(Gap::Space);
            }
        }
    }
}

/// The tokens of a piece of HTML.
pub(super) fn tokens(html: &str) -> impl Iterator<Item = Token<usize>> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let tokens: Tokenizer<StringReader<'_>, _> = Tokenizer::new_with_emitter(html, emitter);
    tokens.filter_map(Result::ok)
}

/// Splits a text before every ampersand.
fn entities_apart(text: &str) -> impl Iterator<Item = &str> {
    let mut cuts: Vec<usize> = text.match_indices('&').map(|(at, _)| at).collect();
    cuts.push(text.len());
    let mut start = 0;
    cuts.into_iter().filter_map(move |cut| {
        let part = text.get(start..cut);
        start = cut;
        part.filter(|part| !part.is_empty())
    })
}

/// Decodes the entities of a text without tags.
fn decoded(html: &str) -> String {
    let strings = tokens(html).filter_map(|token| match token {
        Token::String(string) => Some(text(&string.value)),
        _ => None,
    });
    strings.collect()
}

pub(super) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

pub(super) fn attribute(tag: &StartTag<usize>, name: &str) -> Option<String> {
    tag.attributes
        .get(name.as_bytes())
        .map(|value| text(&value.value))
}

/// Whether an element has no end tag.
fn is_void(name: &str) -> bool {
    matches!(role(name), Role::Break | Role::Rule | Role::Image)
}

fn is_hidden(tag: &StartTag<usize>) -> bool {
    let style = attribute(tag, "style").unwrap_or_default();
    let style: String = style.split_whitespace().collect();
    tag.attributes.contains_key(b"hidden".as_slice()) || style.contains("display:none")
}

/// Whether a link leads to a footnote, or back from one.
fn is_note_mark(tag: &StartTag<usize>) -> bool {
    let is = |name: &str, starts: &[&str]| {
        attribute(tag, name)
            .is_some_and(|value| starts.iter().any(|start| value.starts_with(start)))
    };
    &*tag.name == b"a"
        && (is("href", &["#fn", "#footnote", "#_ftn", "#easy-footnote"])
            || is("class", &["footnote"])
            || is("role", &["doc-noteref", "doc-backlink"]))
}
