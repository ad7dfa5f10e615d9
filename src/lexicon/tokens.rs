//! Tokens for dates and numbers: words, runs of digits, and single marks.

use std::ops::{Deref, Range, RangeInclusive};

/// The tokens of a text. Questions about an index beyond the last token are answered with no.
#[derive(Debug)]
pub(super) struct Tokens(Vec<Token>);

/// A word, a run of digits, or any other character that is not white space.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Its bytes in the text.
    pub(super) range: Range<usize>,
    /// For a word, its letters in lower case without diacritics; for digits and marks, the text itself.
    pub(super) folded: String,
    /// Whether it touches the token before it.
    pub(super) glued: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Digits,
    Mark,
}

impl Token {
    pub(super) fn is_word(&self, words: &[&str]) -> bool {
        self.kind == Kind::Word && words.contains(&self.folded.as_str())
    }

    pub(super) fn is_mark(&self, marks: &[&str]) -> bool {
        self.kind == Kind::Mark && marks.contains(&self.folded.as_str())
    }

    /// Returns the value of a run of digits whose length lies in a range.
    pub(super) fn digits(&self, count: RangeInclusive<usize>) -> Option<u32> {
        let fits = self.kind == Kind::Digits && count.contains(&self.folded.len());
        fits.then(|| self.folded.parse().ok()).flatten()
    }
}

impl Deref for Tokens {
    type Target = [Token];

    fn deref(&self) -> &[Token] {
        &self.0
    }
}

impl Tokens {
    pub(super) fn of(text: &str) -> Self {
        let mut tokens: Vec<Token> = Vec::new();
        let mut chars = text.char_indices().peekable();
        while let Some((start, char)) = chars.next() {
            if char.is_whitespace() {
                continue;
            }
            let kind = kind(char);
            let mut end = start + char.len_utf8();
            let mut folded = String::new();
            fold(char, kind, &mut folded);
            if kind != Kind::Mark {
                while let Some((at, next)) = chars.next_if(|(_, next)| self::kind(*next) == kind) {
                    end = at + next.len_utf8();
                    fold(next, kind, &mut folded);
                }
            }
            let glued = tokens.last().is_some_and(|last| last.range.end == start);
            tokens.push(Token {
                kind,
                range: start..end,
                folded,
                glued,
            });
        }
        Self(tokens)
    }

    pub(super) fn before(&self, at: usize) -> Option<&Token> {
        self.get(at.checked_sub(1)?)
    }

    pub(super) fn is_word(&self, at: usize, words: &[&str]) -> bool {
        self.get(at).is_some_and(|token| token.is_word(words))
    }

    pub(super) fn is_mark(&self, at: usize, marks: &[&str]) -> bool {
        self.get(at).is_some_and(|token| token.is_mark(marks))
    }

    /// Whether a token touches the one before it.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| token.glued)
    }

    /// Whether a token is a run of digits that touches the one before it.
    pub(super) fn has_glued_digits(&self, at: usize) -> bool {
        let token = self.get(at);
        token.is_some_and(|token| token.glued && token.kind == Kind::Digits)
    }

    /// Returns the bytes of a range of tokens.
    pub(super) fn bytes(&self, range: Range<usize>) -> Option<Range<usize>> {
        let tokens = self.get(range)?;
        Some(tokens.first()?.range.start..tokens.last()?.range.end)
    }
}

fn kind(char: char) -> Kind {
    match char {
        '0'..='9' => Kind::Digits,
        // A combining mark belongs to the letter before it.
        '\u{300}'..='\u{36f}' => Kind::Word,
        _ if char.is_alphabetic() => Kind::Word,
        _ => Kind::Mark,
    }
}

/// Appends a character as it is compared: Dutch letters without their diacritics.
fn fold(char: char, kind: Kind, folded: &mut String) {
    if kind != Kind::Word {
        folded.push(char);
        return;
    }
    for lower in char.to_lowercase() {
        match lower {
            '\u{300}'..='\u{36f}' => {}
            'à' | 'á' | 'â' | 'ä' => folded.push('a'),
            'è' | 'é' | 'ê' | 'ë' => folded.push('e'),
            'ì' | 'í' | 'î' | 'ï' => folded.push('i'),
            'ò' | 'ó' | 'ô' | 'ö' => folded.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => folded.push('u'),
            other => folded.push(other),
        }
    }
}
