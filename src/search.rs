//! Finding: which passages answer a question, which sentence of them, and how sure that is.
//!
//! A question is analysed ([`question`]), the index gives candidates by their words (`lexical`), sentences are
//! weighed as evidence (`evidence`), and [`rank`] makes one order and one confidence of it. The module gives passages
//! and ranges; it words nothing and quotes nothing.

mod agreement;
pub mod analyzer;
pub mod centrality;
mod evidence;
mod holds;
pub mod intent;
mod lexical;
mod objection;
mod phrase;
mod plain;
pub mod question;
pub mod rank;
#[cfg(feature = "semantic")]
pub mod semantic;
mod store;
pub mod weights;

use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

use crate::article::{Article, Library};
use crate::excerpt::Passage;
use crate::lexicon::mentions::{self, Case, MentionKind};
use crate::lexicon::spelling;
use evidence::PassageEvidence;
use lexical::{Field, Lexical, Terms};
use store::{Kept, Store};

/// The search engine over a library: the index, and what was worked out about its passages.
pub struct Engine {
    library: Arc<Library>,
    passages: Vec<Passage>,
    index: Lexical,
    evidence: Vec<OnceLock<PassageEvidence>>,
}

/// What to do with the store's folder.
#[derive(Clone, Copy, Debug)]
pub enum Keep<'a> {
    /// Keep no index: it lives and ends with the process.
    InMemory,
    /// Keep it here if that can be done, and go on without where it cannot.
    IfPossible(&'a Path),
    /// Keep it here; that it cannot be kept is an error.
    Here(&'a Path),
}

/// How an engine came by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It was kept, and fits.
    Kept,
    /// It was made now.
    Made,
}

impl Engine {
    /// Opens the index of a library, or makes it where there is none that fits. `progress` is told, while it is being
    /// made, how many passages of how many are done.
    ///
    /// # Errors
    /// Where the index cannot be made, or cannot be kept although it must ([`Keep::Here`]).
    pub fn open(
        library: Arc<Library>,
        keep: Keep<'_>,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<(Self, Origin)> {
        let passages: Vec<Passage> = library.articles().iter().flat_map(Passage::all).collect();
        let (index, origin) = opened(&library, &passages, keep, progress)?;
        let evidence = passages.iter().map(|_| OnceLock::new()).collect();
        Ok((
            Self {
                library,
                passages,
                index,
                evidence,
            },
            origin,
        ))
    }

    /// The articles that are searched.
    #[must_use]
    pub fn library(&self) -> &Arc<Library> {
        &self.library
    }

    /// How many passages can be found.
    #[must_use]
    pub fn len(&self) -> usize {
        self.passages.len()
    }

    /// Whether there is nothing to find.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.passages.is_empty()
    }

    /// How rare a term is: BM25's inverse document frequency.
    fn rarity(&self, field: Field, term: &str) -> f64 {
        self.idf(self.index.document_frequency(field, term))
    }

    /// The number of an article, as the index knows it.
    fn number_of(&self, article: &Article) -> Option<u64> {
        (0..)
            .zip(self.library.articles())
            .find(|(_, candidate)| candidate.id == article.id)
            .map(|(number, _)| number)
    }

    fn evidence(&self, number: usize) -> &PassageEvidence {
        self.evidence[number].get_or_init(|| PassageEvidence::of(&self.passages[number]))
    }
}

/// What an index of a library is known by: its content, the analysis, the lexicon and the fields, 16 hexadecimal digits.
#[must_use]
pub fn fingerprint(library: &Library) -> String {
    let mut hash = Sha256::new();
    for part in [
        &library.fingerprint(),
        analyzer::VERSION,
        env!("VOETNOOT_LEXICON"),
        lexical::SCHEMA_VERSION,
    ] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    store::hex(&hash.finalize()[..8])
}

fn opened(
    library: &Library,
    passages: &[Passage],
    keep: Keep<'_>,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<(Lexical, Origin)> {
    let fingerprint = fingerprint(library);
    let (folder, must_keep) = match keep {
        Keep::InMemory => {
            return Ok((
                made(library, passages, &fingerprint, progress)?,
                Origin::Made,
            ));
        }
        Keep::IfPossible(folder) => (folder, false),
        Keep::Here(folder) => (folder, true),
    };
    let store = Store::new(folder);
    if let Ok(index) = kept(&store, &fingerprint) {
        return Ok((index, Origin::Kept));
    }
    let lock = match store.lock() {
        Ok(lock) => lock,
        Err(error) if must_keep => return Err(error).with_context(|| cannot_keep(folder)),
        Err(error) => {
            tracing::warn!(store = %folder.display(), %error, "index not kept");
            return Ok((
                made(library, passages, &fingerprint, progress)?,
                Origin::Made,
            ));
        }
    };
    let start = Instant::now();
    // Another process may have made it while this one waited.
    match kept(&store, &fingerprint) {
        Ok(index) => return Ok((index, Origin::Kept)),
        Err(Unfit::Damaged(reason)) => {
            tracing::warn!(store = %store.root().display(), reason, "index damaged, making it anew");
        }
        Err(Unfit::Stale) => {
            tracing::info!(store = %store.root().display(), "content changed, making the index anew");
        }
        Err(Unfit::Absent) => {}
    }
    let index = made(library, passages, &fingerprint, progress)?;
    tracing::info!(
        passages = passages.len(),
        milliseconds = start.elapsed().as_millis(),
        "index made"
    );
    match store.save(&lock, &fingerprint, &index.files()?) {
        Ok(()) => {}
        Err(error) if must_keep => return Err(error).with_context(|| cannot_keep(folder)),
        Err(error) => tracing::warn!(store = %folder.display(), %error, "index not kept"),
    }
    Ok((index, Origin::Made))
}

fn cannot_keep(folder: &Path) -> String {
    format!(
        "the index cannot be kept in {} (make room there, make it writable, or name another folder with --store)",
        folder.display()
    )
}

/// Why an index has to be made.
enum Unfit {
    Absent,
    Stale,
    Damaged(String),
}

fn kept(store: &Store, fingerprint: &str) -> Result<Lexical, Unfit> {
    let files = match store.load(fingerprint) {
        Kept::Whole(files) => files,
        Kept::Damaged(reason) => return Err(Unfit::Damaged(reason)),
        Kept::Nothing { others: true } => return Err(Unfit::Stale),
        Kept::Nothing { others: false } => return Err(Unfit::Absent),
    };
    let index = Lexical::from_files(files).map_err(|error| Unfit::Damaged(format!("{error:#}")))?;
    match index.fingerprint() {
        Some(found) if found == fingerprint => Ok(index),
        found => Err(Unfit::Damaged(format!(
            "it says it was made from {}",
            found.as_deref().unwrap_or("something else")
        ))),
    }
}

fn made(
    library: &Library,
    passages: &[Passage],
    fingerprint: &str,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Lexical> {
    let numbered = (0..)
        .zip(library.articles())
        .flat_map(|(number, article)| std::iter::repeat_n(number, article.paragraphs().len()));
    let mut done = 0;
    let counted = passages.iter().zip(numbered).map(|(passage, article)| {
        progress(done, passages.len());
        done += 1;
        (article, terms(passage))
    });
    let index = Lexical::build(counted, fingerprint).context("making the index")?;
    Ok(index)
}

/// The terms that a passage is found by.
fn terms(passage: &Passage) -> Terms {
    let text = passage.text();
    let mut fields: Vec<(Field, Vec<(usize, String)>)> =
        Field::ALL.map(|field| (field, Vec::new())).into();
    let mut add = |field: Field, position: usize, term: String| {
        fields[field as usize].1.push((position, term));
    };
    for (position, word) in analyzer::words(text).into_iter().enumerate() {
        if word.is_capitalised {
            add(Field::Sound, position, spelling::sound_key(&word.folded));
        }
        if !word.is_stop_word {
            let forms = analyzer::forms_of_text(&word.folded);
            add(Field::Dutch, position, forms.dutch.clone());
            add(Field::Porter, position, forms.porter.clone());
            for part in &forms.parts {
                add(Field::Part, position, part.clone());
            }
        }
        add(Field::Word, position, word.folded);
    }
    for (field, named) in [
        (Field::Section, passage.paragraph().section()),
        (Field::Title, passage.article().title.as_str()),
    ] {
        for (position, word) in analyzer::words(named)
            .into_iter()
            .filter(|word| !word.is_stop_word)
            .enumerate()
        {
            add(
                field,
                position,
                analyzer::forms_of_text(&word.folded).dutch.clone(),
            );
        }
    }
    for (position, mention) in mentions::mentions(text, Case::Strict)
        .into_iter()
        .enumerate()
    {
        let field = if mention.kind == MentionKind::Capital {
            Field::Capital
        } else {
            Field::Country
        };
        add(field, position, mention.country.code().to_owned());
    }
    for mention in mentions::mentions(passage.paragraph().section(), Case::Strict) {
        add(
            Field::Section,
            usize::from(u8::MAX),
            mention.country.code().to_owned(),
        );
    }
    fields.retain(|(_, terms)| !terms.is_empty());
    Terms(fields)
}
