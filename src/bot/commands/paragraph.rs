//! `!alinea`: whole paragraphs.

use std::sync::Arc;

use crate::answer::{Answer, Block};
use crate::article::{Article, Kind, Paragraph};
use crate::bot::blocks::whole;
use crate::command::{self, Command, Selection, whole_number};
use crate::excerpt::Passage;
use crate::lexicon::fold::fold;
use crate::wording::Message;

pub(in crate::bot) fn answer(
    command: &Command,
    article: &Arc<Article>,
    selection: &Selection,
) -> Answer {
    let found = selected(article, selection);
    if found.is_empty() {
        return Answer::nothing(command, [Block::Say(missing(article, selection))]);
    }
    let mut blocks = whole(found.into_iter());
    if matches!(selection, Selection::Numbers(_, last) if *last > last_number(article)) {
        blocks.push(Block::Note(
            Message::new("paragraph-last").with("last", last_number(article)),
        ));
    }
    Answer::certain(command, blocks)
}

/// Returns the selected passages in order; empty if there are none.
pub(in crate::bot) fn selected(article: &Arc<Article>, selection: &Selection) -> Vec<Passage> {
    match selection {
        Selection::Numbers(first, last) => {
            let last = (*last).min(last_number(article));
            (*first..=last)
                .filter_map(|number| Passage::new(article, article.numbered(number)?))
                .collect()
        }
        Selection::Label(label) => {
            let found = labelled(article, label);
            if found.is_empty() {
                each(article, label)
            } else {
                found
            }
        }
    }
}

/// Returns the passages with a label, or with the name that footnotes use («bijschrift 2», «auteursregel»).
fn labelled(article: &Arc<Article>, label: &str) -> Vec<Passage> {
    let label = fold(label.rsplit('#').next().unwrap_or(label).trim()).replace(' ', "-");
    if let Some(index) = article.labelled(&label) {
        return Passage::new(article, index).into_iter().collect();
    }
    let of_kind = |kind: Kind| {
        Passage::all(article).filter(move |passage| passage.paragraph().kind() == kind)
    };
    match label.as_str() {
        "auteursregel" | "auteur" | "byline" | "author" => return of_kind(Kind::Byline).collect(),
        "bronnenregel" | "bronnen" | "sources" | "line-of-sources" => {
            return of_kind(Kind::Sources).collect();
        }
        _ => {}
    }
    let number = ["bijschrift", "foto", "caption", "photo"]
        .iter()
        .find_map(|name| label.strip_prefix(name))
        .and_then(|number| whole_number(number.trim_matches('-')))
        .and_then(|number| usize::try_from(number).ok());
    number
        .and_then(|number| of_kind(Kind::Caption).nth(number.checked_sub(1)?))
        .into_iter()
        .collect()
}

/// Returns the passages of «3 en 5» in the order of the text; empty if a part matches none.
fn each(article: &Arc<Article>, label: &str) -> Vec<Passage> {
    let row = label
        .replace(" en ", ",")
        .replace(" and ", ",")
        .replace('&', ",");
    if !row.contains(',') {
        return Vec::new();
    }
    let mut found = Vec::new();
    for part in row.split(',') {
        let passages = match command::selection(part.trim()) {
            Selection::Label(label) => labelled(article, &label),
            numbers @ Selection::Numbers(..) => selected(article, &numbers),
        };
        if passages.is_empty() {
            return Vec::new();
        }
        found.extend(passages);
    }
    found.sort_by_key(Passage::index);
    found.dedup_by_key(|passage| passage.index());
    found
}

/// Says that a paragraph does not exist, and which do.
pub(in crate::bot) fn missing(article: &Article, selection: &Selection) -> Message {
    let typed = match selection {
        Selection::Numbers(first, last) if first == last => first.to_string(),
        Selection::Numbers(first, last) => format!("{first}-{last}"),
        Selection::Label(label) => crate::wording::echo(label),
    };
    let missing = Message::new("paragraph-missing")
        .with("typed", typed)
        .with("last", last_number(article));
    let others = others(article);
    if others.is_empty() {
        return missing;
    }
    let others = Message::list(others.into_iter().map(Message::verbatim));
    Message::spaced([
        missing,
        Message::new("paragraph-others").with("labels", others),
    ])
}

/// Returns the labels of unnumbered paragraphs, abbreviated if there are many photos.
fn others(article: &Article) -> Vec<String> {
    const NAMED: usize = 3;
    let of_kind = |is_meant: fn(Kind) -> bool| -> Vec<&str> {
        let meant = article
            .paragraphs()
            .iter()
            .filter(|paragraph| paragraph.number().is_none() && is_meant(paragraph.kind()));
        meant.map(Paragraph::label).collect()
    };
    let captions = of_kind(|kind| kind == Kind::Caption);
    let mut labels: Vec<String> = match captions[..] {
        [first, .., last] if captions.len() > NAMED => vec![format!("{first} … {last}")],
        _ => captions.into_iter().map(str::to_owned).collect(),
    };
    labels.extend(
        of_kind(|kind| kind != Kind::Caption)
            .into_iter()
            .map(str::to_owned),
    );
    labels
}

/// The number of the last paragraph; 0 if none has a number.
pub(in crate::bot) fn last_number(article: &Article) -> u32 {
    article
        .paragraphs()
        .iter()
        .filter_map(|paragraph| paragraph.number())
        .max()
        .unwrap_or(0)
}
