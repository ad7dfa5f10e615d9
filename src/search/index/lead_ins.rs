//! Lead-ins: sentences that lead to an answer and are none, such as an interviewer's question or a line that ends in a colon.
//!
//! If a lead-in is found, the text that follows it is the answer. Its words count for that text, as those of a section's name
//! do. A passage of lead-ins alone is no candidate for an answer.

use crate::article::Kind;
use crate::excerpt::Passage;

/// Markdown around bold text and headings.
const EMPHASIS: [char; 4] = ['*', '_', '#', '\\'];

/// Quotation marks. A question that begins with one is somebody's words.
const QUOTATION_MARKS: [char; 7] = ['‘', '“', '„', '"', '\'', '«', '»'];

/// Whether a sentence is a question that is no quotation: «Wat gaat de reparatie kosten?»
#[must_use]
pub fn is_question(sentence: &str) -> bool {
    let bare = bare(sentence);
    bare.ends_with('?') && !bare.starts_with(QUOTATION_MARKS)
}

/// Whether a sentence is a question, or ends in a colon: «De raad stelt deze eisen:»
fn is_lead_in(sentence: &str) -> bool {
    is_question(sentence) || bare(sentence).ends_with([':', '：'])
}

/// Returns the index of the first sentence from this one on that is no lead-in; the same index if there is none.
#[must_use]
pub fn skip(passage: &Passage, sentence: usize) -> usize {
    let sentences = passage.sentences();
    let is_answer = |at: &usize| !is_lead_in(passage.text_at(&sentences[*at]));
    (sentence..sentences.len())
        .find(is_answer)
        .unwrap_or(sentence)
}

/// Returns the passage that a passage of lead-ins leads to: the next one of its section that has other sentences. `None` if it
/// has other sentences itself, or if nothing follows.
pub(crate) fn led_to(passage: &Passage) -> Option<Passage> {
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

/// Returns the passage of lead-ins right above this one: in an interview, the question.
pub(crate) fn leading_to(passage: &Passage) -> Option<Passage> {
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

/// Whether a passage stands under a question: a lead-in, or the heading of its section.
#[must_use]
pub fn is_asked(passage: &Passage) -> bool {
    is_question(passage.paragraph().heading())
        || leading_to(passage).is_some_and(|above| is_question(above.text()))
}

/// Whether a passage has lead-ins alone.
fn is_leading(passage: &Passage) -> bool {
    // Few passages end so, which is quick to see.
    let ends_so = bare(passage.text()).ends_with(['?', ':', '：']);
    is_text(passage)
        && ends_so
        && passage
            .sentences()
            .iter()
            .all(|range| is_lead_in(passage.text_at(range)))
}

fn is_text(passage: &Passage) -> bool {
    matches!(passage.paragraph().kind(), Kind::Lede | Kind::Body)
}

/// Whether a text is a footnote: `[4] NOS, 3 mei 2021`, or a link with few words.
pub(crate) fn is_footnote(text: &str) -> bool {
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
    fn a_printed_question_and_a_line_before_a_colon_are_lead_ins() {
        for sentence in [
            "Wat gaat de reparatie kosten?",
            "**Wat gaat de reparatie kosten?** ",
            "De raad stelt deze eisen:",
            "**Eisen:**\n",
        ] {
            assert!(is_lead_in(sentence), "{sentence}");
        }
        for sentence in [
            "Het kost een miljoen.",
            "‘Wie betaalt dat?’ vroeg hij.",
            "‘Wie betaalt dat?’",
            "Zij zei: ‘Niemand.’",
            "",
        ] {
            assert!(!is_lead_in(sentence), "{sentence}");
        }
    }
}
