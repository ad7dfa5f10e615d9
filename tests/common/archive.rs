//! Archives of any size, always the same: sentences of common words and of words from the lexicon's list, some far more
//! often than others, as in a language.

use std::fmt::Write as _;

use serde_json::json;

const WORDS: &str = include_str!("../../index/lexicon/words.txt");

/// The words that hold sentences together; every other word or so is one of these.
const COMMON: [&str; 16] = [
    "de", "het", "een", "van", "in", "is", "dat", "op", "en", "zijn", "voor", "met", "niet",
    "door", "werd", "naar",
];

const COUNTRIES: [&str; 5] = ["Armenië", "Belarus", "Kirgizië", "Oezbekistan", "Frankrijk"];

const PARAGRAPHS_AN_ARTICLE: usize = 10;

/// An archive (one article a line) of so many passages.
pub(crate) fn archive(passages: usize) -> String {
    let mut prose = Prose::new();
    let mut lines = String::new();
    for first in (0..passages).step_by(PARAGRAPHS_AN_ARTICLE) {
        let count = PARAGRAPHS_AN_ARTICLE.min(passages - first);
        let paragraphs: Vec<_> = (0..count)
            .map(|_| json!({ "section": prose.country(), "text": prose.paragraph() }))
            .collect();
        let article = json!({
            "id": format!("stuk-{}", first / PARAGRAPHS_AN_ARTICLE),
            "title": prose.sentence(),
            "language": "nl",
            "paragraphs": paragraphs,
        });
        writeln!(lines, "{article}").expect("a String takes every write");
    }
    lines
}

/// Writes prose by the draws of a generator (xorshift64*) that always begins at the same number.
struct Prose {
    state: u64,
    words: Vec<&'static str>,
}

impl Prose {
    fn new() -> Self {
        Self {
            state: 0x2545_F491_4F6C_DD1D,
            words: WORDS.lines().collect(),
        }
    }

    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        let drawn = self.state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(drawn).expect("31 bits fit") % end
    }

    fn country(&mut self) -> &'static str {
        COUNTRIES[self.below(COUNTRIES.len())]
    }

    fn word(&mut self) -> &'static str {
        match self.below(40) {
            0 => self.country(),
            1..=18 => COMMON[self.below(COMMON.len())],
            _ => {
                // A draw below a draw, thrice, is low far more often than high; the stride keeps the alphabet out of it.
                const STRIDE: usize = 7_919;
                let rank = (0..3).fold(self.words.len(), |end, _| self.below(end) + 1);
                self.words[rank * STRIDE % self.words.len()]
            }
        }
    }

    fn sentence(&mut self) -> String {
        let length = 6 + self.below(12);
        let words: Vec<_> = (0..length).map(|_| self.word()).collect();
        let sentence = words.join(" ");
        let mut letters = sentence.chars();
        let capital = letters.next().into_iter().flat_map(char::to_uppercase);
        capital.chain(letters).chain(['.']).collect()
    }

    fn paragraph(&mut self) -> String {
        let sentences: Vec<_> = (0..2 + self.below(4)).map(|_| self.sentence()).collect();
        sentences.join(" ")
    }
}
