//! Finding: which passages answer a question, which sentence of them, and how sure that is.
//!
//! A question is analysed ([`question`]), the index gives candidates by their words (`lexical`) and vectors by their meaning
//! (`vectors`), sentences are weighed as evidence (`evidence`), the best candidates are read together with the question
//! (`reader`), and [`rank`] makes one order and one confidence of it. The module gives passages and ranges; it words nothing
//! and quotes nothing.

mod agreement;
mod build;
pub(crate) mod candidates;
pub mod centrality;
pub(crate) mod confidence;
mod embedding;
mod essence;
mod evidence;
pub mod exact;
pub(crate) mod examined;
pub mod focus;
mod holds;
pub mod intent;
pub mod learned;
mod lexical;
pub mod literal;
mod mending;
mod objection;
mod phrase;
mod plain;
pub mod pointing;
pub mod printed;
pub mod question;
pub mod rank;
mod reader;
pub(crate) mod reading;
mod records;
#[cfg(feature = "semantic")]
pub mod semantic;
mod store;
mod terms;
pub mod time;
mod vectors;
pub mod weights;

use std::iter;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use anyhow::Result;

use crate::article::{Article, Library};
use crate::excerpt::Passage;
use crate::people::People;
use evidence::PassageEvidence;
use learned::Learned;
use lexical::{Field, Lexical};
use pointing::Pointer;
use records::Journal;
use vectors::Vectors;

pub use build::{bundled_vectors_anew, fingerprint};
pub use embedding::{Embed, Side};
pub use objection::Objection;
pub use reader::{Read, Readable};

/// The search engine over a library: the index, and what was worked out about its passages.
pub struct Engine {
    library: Arc<Library>,
    passages: Vec<Passage>,
    index: Lexical,
    model: Option<Arc<dyn Embed>>,
    pointer: Option<Arc<Pointer>>,
    learned: Learned,
    vectors: OnceLock<Option<Vectors>>,
    evidence: Vec<OnceLock<PassageEvidence>>,
    people: Vec<OnceLock<People>>,
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
    /// made, how many passages of how many are done. With a model it finds by meaning too, without one by words alone.
    ///
    /// # Errors
    /// Where the index cannot be made, or cannot be kept although it must ([`Keep::Here`]).
    pub fn open(
        library: Arc<Library>,
        keep: Keep<'_>,
        model: Option<Arc<dyn Embed>>,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<(Self, Origin)> {
        Self::knowing(library, keep, model, None, progress)
    }

    /// Opens the index of another library with the same model. Of passages that are in both, the meaning is known already.
    ///
    /// # Errors
    /// As [`Engine::open`].
    pub fn renewed(
        &self,
        library: Arc<Library>,
        keep: Keep<'_>,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<(Self, Origin)> {
        let before = self.vectors.get().and_then(Option::as_ref);
        let opened = Self::knowing(library, keep, self.model.clone(), before, progress);
        opened.map(|(engine, origin)| (engine.pointed(self.pointer.clone()), origin))
    }

    /// The same with a language model that points ([`Engine::rank_pointed`]). It points beside the bundled reader: without an
    /// embedding model nothing is read, and it is not asked.
    #[must_use]
    pub fn pointed(self, pointer: Option<Arc<Pointer>>) -> Self {
        Self { pointer, ..self }
    }

    /// The language model that points, if one is plugged in and can be asked.
    #[must_use]
    pub fn pointer(&self) -> Option<&Arc<Pointer>> {
        self.pointer.as_ref().filter(|_| self.reader().is_some())
    }

    fn knowing(
        library: Arc<Library>,
        keep: Keep<'_>,
        model: Option<Arc<dyn Embed>>,
        before: Option<&Vectors>,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<(Self, Origin)> {
        let passages: Vec<Passage> = library.articles().iter().flat_map(Passage::all).collect();
        let (parts, origin) = build::opened(
            &library,
            &passages,
            keep,
            model.as_deref(),
            before,
            progress,
        )?;
        let evidence = passages.iter().map(|_| OnceLock::new()).collect();
        let people = library.articles().iter().map(|_| OnceLock::new()).collect();
        Ok((
            Self {
                library,
                passages,
                index: parts.lexical,
                model,
                pointer: None,
                learned: Learned::bundled().clone(),
                vectors: parts
                    .vectors
                    .map_or_else(OnceLock::new, |vectors| OnceLock::from(Some(vectors))),
                evidence,
                people,
            },
            origin,
        ))
    }

    /// The articles that are searched.
    #[must_use]
    pub fn library(&self) -> &Arc<Library> {
        &self.library
    }

    /// What reads passages together with the question, if the model has it.
    pub(crate) fn reader(&self) -> Option<&dyn Read> {
        self.model.as_ref().and_then(|model| model.reader())
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

    /// The people whom an article names, worked out when it is first asked.
    #[must_use]
    pub fn people(&self, article: &Arc<Article>) -> &People {
        static NOBODY: People = People::nobody();
        let place = self
            .number_of(article)
            .and_then(|number| usize::try_from(number).ok());
        place.map_or(&NOBODY, |place| {
            self.people[place].get_or_init(|| People::of(article))
        })
    }

    /// What the passages mean; none where there is no model, or it fails.
    fn vectors(&self) -> Option<&Vectors> {
        let model = self.model.as_ref()?;
        let made = || {
            let made = build::vectors(
                &self.passages,
                model.as_ref(),
                None,
                iter::empty,
                Journal::none,
                &mut |_, _| {},
            );
            made.inspect_err(build::without_meaning).ok()
        };
        self.vectors.get_or_init(made).as_ref()
    }

    /// The passage of a number.
    pub(crate) fn passage(&self, number: usize) -> Option<&Passage> {
        self.passages.get(number)
    }

    /// The number of a passage, as index and vectors know it.
    pub(crate) fn number(&self, passage: &Passage) -> Option<usize> {
        let id = &passage.article().id;
        let first = self
            .passages
            .iter()
            .position(|one| one.article().id == *id)?;
        Some(first + passage.index())
    }

    /// Whether two passages say much the same.
    pub(crate) fn are_alike(&self, one: &Passage, other: &Passage) -> bool {
        const ALIKE: f64 = 0.95;
        let in_meaning = || {
            let vectors = self.vectors()?;
            Some(vectors.between(self.number(one)?, self.number(other)?) >= ALIKE)
        };
        one.text() == other.text() || in_meaning() == Some(true)
    }

    fn evidence(&self, number: usize) -> &PassageEvidence {
        self.evidence[number].get_or_init(|| PassageEvidence::of(&self.passages[number]))
    }
}
