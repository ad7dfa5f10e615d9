//! The terms of a passage, as Tantivy reads them.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::field::Field;

/// Tantivy's name for [`LineTokenizer`].
pub(super) const LINES: &str = "lines";

/// The terms of a passage: of each field one text with a term on each line. Tantivy's own form for terms passes through JSON,
/// which takes longer than indexing them.
#[derive(Debug)]
pub(in crate::search) struct Terms([String; Field::ALL.len()]);

impl Terms {
    /// No terms, and room for those of a text.
    pub(super) fn with_room_for(text: &str) -> Self {
        Self(Field::ALL.map(|field| match field {
            Field::Word | Field::Dutch | Field::Porter | Field::Part => {
                String::with_capacity(text.len() + 1)
            }
            _ => String::new(),
        }))
    }

    /// The fields that have terms, with a term on each line.
    pub(in crate::search) fn by_field(self) -> impl Iterator<Item = (Field, String)> {
        let all = Field::ALL.into_iter().zip(self.0);
        all.filter(|(_, terms)| !terms.is_empty())
    }

    /// Adds a term, which has no line end in it.
    pub(super) fn add(&mut self, field: Field, term: &str) {
        self.add_lines(field, term);
        self.add_lines(field, "\n");
    }

    /// Adds terms with a line end after each.
    pub(super) fn add_lines(&mut self, field: Field, lines: &str) {
        if let Some(terms) = self.0.get_mut(field as usize) {
            terms.push_str(lines);
        }
    }
}

/// A tokenizer that makes a token of each line.
#[derive(Clone)]
pub(super) struct LineTokenizer;

/// The lines that are left.
pub(super) struct LineStream<'a> {
    rest: std::str::Lines<'a>,
    token: Token,
}

impl Tokenizer for LineTokenizer {
    type TokenStream<'a> = LineStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> LineStream<'a> {
        LineStream {
            rest: text.lines(),
            token: Token::default(),
        }
    }
}

impl TokenStream for LineStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(line) = self.rest.next() else {
            return false;
        };
        // A token's position is `usize::MAX` before the first.
        self.token.position = self.token.position.wrapping_add(1);
        self.token.text.clear();
        self.token.text.push_str(line);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
