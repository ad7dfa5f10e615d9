//! What a question asks about the article itself: who wrote it, what it is based on …

use crate::analyzer::Word;

/// What can be asked about the article itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Aspect {
    /// Who wrote it: the byline.
    Author,
    /// What it is based on: the sources line.
    Sources,
    /// What it is about: the lede.
    Subject,
    /// When it appeared, which the text itself may not tell.
    Publication,
}

#[rustfmt::skip]
const ARTICLE: [&str; 20] = [
    "artikel", "stuk", "verhaal", "tekst", "bericht", "reportage", "achtergrondverhaal", "achtergrondstuk", "nieuwsbericht",
    "nieuwsstuk", "interview", "column", "recensie", "opiniestuk", "analyse", "article", "story", "piece", "text", "report",
];
#[rustfmt::skip]
const AUTHOR: [&str; 12] = [
    "schreef", "schrijft", "schrijver", "geschreven", "auteur", "maker", "gemaakt", "journalist", "wrote", "written",
    "author", "writer",
];
#[rustfmt::skip]
const SOURCES: [&str; 13] = [
    "bron", "bronnen", "gebruikt", "gebruikte", "gebruiken", "gebaseerd", "bronvermelding", "source", "sources",
    "used", "use", "uses", "based",
];
#[rustfmt::skip]
const SUBJECT: [&str; 8] = [
    "onderwerp", "gaat", "kort", "hoofdvraag", "centrale", "vraag", "about", "subject",
];

#[rustfmt::skip]
const PUBLICATION: [&str; 9] = [
    "gepubliceerd", "publicatiedatum", "verschenen", "verscheen", "geplaatst", "datum", "published", "publication",
    "appeared",
];

/// What a question of these words asks about the article itself: all its content words must belong to one of the lists.
pub(super) fn aspect(words: &[Word]) -> Option<Aspect> {
    let is = |list: &'static [&'static str]| move |word: &&Word| word.is_one_of(list);
    let has = |options: &[&str]| words.iter().any(|word| word.is_one_of(options));
    let names_article = has(&ARTICLE);
    // «Waar gaat het over?»
    let names_it = has(&["het", "dit", "it", "this"]);
    let content: Vec<&Word> = words
        .iter()
        .filter(|word| !word.is_stop_word && !is(&ARTICLE)(word))
        .collect();
    let all = |list| !content.is_empty() && content.iter().all(is(list));
    let asks_subject = has(&["over", "about"]) && has(&["gaat", "ging", "is", "about"]);
    let asks_when = has(&["wanneer", "when"]);
    if all(&AUTHOR) && !asks_when {
        Some(Aspect::Author)
    } else if names_article && (all(&PUBLICATION) || asks_when && all(&AUTHOR)) {
        Some(Aspect::Publication)
    } else if all(&SOURCES)
        && content.iter().any(|word| {
            word.folded.starts_with("bron") || word.folded.starts_with("source") || names_article
        })
    {
        Some(Aspect::Sources)
    } else if names_article && all(&SUBJECT)
        || (names_article || names_it) && content.is_empty() && asks_subject
    {
        Some(Aspect::Subject)
    } else {
        None
    }
}
