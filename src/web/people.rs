//! The people of an article: how it introduces each, and what they say.

use maud::{Markup, html};

use super::item::{MOST, quotation};
use crate::bot::overview::{Voice, Voices};
use crate::language::Language;
use crate::wording::Message;

/// Fewer people need no list of names above them.
const FEW: usize = 4;

/// A page of the people, from 1. The last one ends with what nobody in particular says.
pub(super) fn items(voices: &Voices, page: usize, language: Language) -> Markup {
    let people = &voices.people;
    let first = (page - 1) * MOST;
    let shown = people.chunks(MOST).nth(page - 1).unwrap_or_default();
    let has_unclear = first + shown.len() == people.len() && !voices.unclear.is_empty();
    let words = |key: &str| Message::new(key).words(language);
    html! {
        @if shown.len() >= FEW {
            nav.namen aria-label=(words("page-mensen")) {
                ul role="list" {
                    @for (at, voice) in shown.iter().enumerate() {
                        li { a href={ "#m-" (first + at) } { (voice.name) } }
                    }
                }
            }
        }
        @for (at, voice) in shown.iter().enumerate() { (person(voice, first + at, language)) }
        @if has_unclear {
            section.mens aria-labelledby="onbekend" {
                h2 #onbekend { (words("quotes-speaker-unclear")) }
                @for quote in &voices.unclear { (quotation(quote, language)) }
            }
        }
    }
}

fn person(voice: &Voice, at: usize, language: Language) -> Markup {
    // The sentence that introduces somebody often quotes them too.
    let is_said = |quote: &crate::answer::Quote| quote.excerpts() == voice.introduction.excerpts();
    let said = Message::new("page-mensen-said").with("count", voice.said.len());
    html! {
        section.mens aria-labelledby={ "m-" (at) } {
            h2 id={ "m-" (at) } { (voice.name) }
            @if !voice.said.iter().any(is_said) { (quotation(&voice.introduction, language)) }
            @if !voice.said.is_empty() {
                h3 { (said.words(language)) }
                @for quote in &voice.said { (quotation(quote, language)) }
            }
        }
    }
}
