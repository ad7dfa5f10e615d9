//! What is printed around an answer and is none: the questions of an interview, lines that lead to what follows them, notes.
//!
//! A sentence that leads is never the answer itself; what it leads to is. The words of a line that leads count for that:
//! the index and the evidence treat them as the name of its section, and a line of nothing else is no candidate for a
//! question.

use crate::article::Kind;
use crate::excerpt::Passage;

/// Marks of Markdown around what is printed bold or as a heading.
const EMPHASIS: [char; 4] = ['*', '_', '#', '\\'];

/// Marks that open a quotation: a question between them is somebody's words.
const OPENING: [char; 7] = ['‘', '“', '„', '"', '\'', '«', '»'];

/// Whether a sentence is a question that nobody is quoted with: «Wat gaat de reparatie kosten?»
#[must_use]
pub fn is_question(sentence: &str) -> bool {
    let bare = bare(sentence);
    bare.ends_with('?') && !bare.starts_with(OPENING)
}

/// Whether a sentence or a line ends in a colon, and so leads to what follows: «De raad stelt deze eisen:»
#[must_use]
pub fn is_lead_in(sentence: &str) -> bool {
    bare(sentence).ends_with([':', '：'])
}

/// Whether a sentence leads to what follows it.
#[must_use]
pub fn leads(sentence: &str) -> bool {
    is_question(sentence) || is_lead_in(sentence)
}

/// The place of the sentence that answers where this one, by its place in the passage, is found: the next one that does not
/// lead. It is the same one if it does not lead itself, or if nothing follows.
#[must_use]
pub fn answering(passage: &Passage, sentence: usize) -> usize {
    let sentences = passage.sentences();
    let does_lead = |at: &usize| {
        let range = sentences.get(*at).cloned();
        range.is_some_and(|range| passage.text().get(range).is_some_and(leads))
    };
    (sentence..sentences.len())
        .find(|at| !does_lead(at))
        .unwrap_or(sentence)
}

/// What a passage that does nothing but lead leads to: the next paragraph of its section that tells something. `None` if
/// it tells something itself, or if nothing follows.
#[must_use]
pub fn led_to(passage: &Passage) -> Option<Passage> {
    if !is_leading(passage) {
        return None;
    }
    let mut next = passage.index() + 1;
    loop {
        let following = Passage::new(passage.article(), next)?;
        if is_text(&following) && following.paragraph().section() != passage.paragraph().section() {
            return None;
        }
        if is_text(&following) && !is_leading(&following) {
            return Some(following);
        }
        next += 1;
    }
}

/// The passage right above that leads to this one: in an interview, the question.
#[must_use]
pub fn leading_to(passage: &Passage) -> Option<Passage> {
    if !is_text(passage) || is_leading(passage) {
        return None;
    }
    let above = (0..passage.index())
        .rev()
        .filter_map(|index| Passage::new(passage.article(), index))
        .find(is_text)?;
    let is_same_section = above.paragraph().section() == passage.paragraph().section();
    (is_same_section && is_leading(&above)).then_some(above)
}

/// Whether a passage stands under a printed question: a paragraph, or the heading of its section.
#[must_use]
pub fn is_asked(passage: &Passage) -> bool {
    is_question(passage.paragraph().heading())
        || leading_to(passage).is_some_and(|above| is_question(above.text()))
}

/// Whether a passage does nothing but lead.
fn is_leading(passage: &Passage) -> bool {
    // Few end so: of the others no sentence needs to be looked at.
    let ends_so = bare(passage.text()).ends_with(['?', ':', '：']);
    is_text(passage)
        && ends_so
        && passage
            .sentences()
            .iter()
            .all(|range| passage.text().get(range.clone()).is_some_and(leads))
}

fn is_text(passage: &Passage) -> bool {
    matches!(passage.paragraph().kind(), Kind::Lede | Kind::Body)
}

/// Whether a passage is no prose but a note to some: `[4] NOS, 3 mei 2021`, a link that stands alone.
pub(super) fn is_footnote(text: &str) -> bool {
    const LINK_WORDS: usize = 15;
    let text = text.trim_start();
    let unbracketed = text.strip_prefix('[').unwrap_or(text);
    let number = unbracketed.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = number.len() < unbracketed.len()
        && number.starts_with(if unbracketed.len() < text.len() {
            ']'
        } else {
            ')'
        });
    let is_link = text.contains("http") && text.split_whitespace().count() < LINK_WORDS;
    is_numbered || is_link || text.starts_with(')')
}

fn bare(sentence: &str) -> &str {
    sentence.trim_matches(|c: char| c.is_whitespace() || EMPHASIS.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_question_and_a_line_before_a_colon_lead() {
        for sentence in [
            "Wat gaat de reparatie kosten?",
            "**Wat gaat de reparatie kosten?** ",
            "De raad stelt deze eisen:",
            "**Eisen:**\n",
        ] {
            assert!(leads(sentence), "{sentence}");
        }
        for sentence in [
            "Het kost een miljoen.",
            "‘Wie betaalt dat?’ vroeg hij.",
            "‘Wie betaalt dat?’",
            "Zij zei: ‘Niemand.’",
            "",
        ] {
            assert!(!leads(sentence), "{sentence}");
        }
    }
}
