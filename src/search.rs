//! Finding: which passages answer a question, which sentence of them, and how sure that is.
//!
//! A question is analysed ([`question`]), the index gives candidates by their words (`lexical`) and vectors by their meaning
//! (`vectors`), sentences are weighed as evidence (`evidence`), the best candidates are read together with the question
//! (`reader`), and [`rank`] makes one order and one confidence of it. The module gives passages and ranges; it words nothing
//! and quotes nothing.

mod agreement;
mod analysis;
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
mod growing;
mod holds;
pub mod intent;
mod keeping;
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

use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use anyhow::Result;
use moka::sync::Cache;

use crate::article::{Article, Library};
use crate::excerpt::Passage;
use crate::people::People;
use evidence::PassageEvidence;
use growing::{Beginning, Growing};
use learned::Learned;
use lexical::{Field, Lexical};
use pointing::Pointer;
use vectors::Vectors;

pub use build::{bundled_vectors_anew, fingerprint};
pub use embedding::{Embed, Side};
pub use growing::Progress;
pub use objection::Objection;
pub use reader::{Read, Readable};

/// The search engine over a library: the index, and what was worked out about its passages.
pub struct Engine {
    library: Arc<Library>,
    passages: Arc<[Passage]>,
    /// The number of each article's first passage.
    firsts: Vec<usize>,
    index: Lexical,
    model: Option<Arc<dyn Embed>>,
    pointer: Option<Arc<Pointer>>,
    learned: Learned,
    /// The vectors; `None` without a model.
    meaning: Option<Growing>,
    /// Whether a question waits for vectors that are known, however many there are.
    is_patient: bool,
    evidence: Cache<usize, Arc<PassageEvidence>>,
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

impl Origin {
    /// How two parts came together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        if self == Self::Kept { other } else { self }
    }
}

/// Up to how many passages every question waits for vectors that are known: reading them takes a moment.
const SMALL: usize = 2_000;

impl Engine {
    /// Opens the index of a library, or makes it if there is none that fits. `progress` is told, while it is being
    /// made, how many passages of how many are done. With a model it finds by meaning too, without one by words alone.
    ///
    /// The index of words is all that is waited for. What passages mean is worked out on threads of their own from the first
    /// question on, and kept with the index; until it is there, questions are answered by words. A question waits for
    /// what is known already, and for the rest if that is a matter of a second.
    ///
    /// # Errors
    /// Fails if the index cannot be made, or cannot be kept although it must ([`Keep::Here`]).
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
        let before = self.meaning.as_ref();
        let (engine, origin) = Self::knowing(library, keep, self.model.clone(), before, progress)?;
        let (is_patient, pointer) = (self.is_patient, self.pointer.clone());
        Ok((
            Self {
                is_patient,
                pointer,
                ..engine
            },
            origin,
        ))
    }

    fn knowing(
        library: Arc<Library>,
        keep: Keep<'_>,
        model: Option<Arc<dyn Embed>>,
        before: Option<&Growing>,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<(Self, Origin)> {
        let passages: Arc<[Passage]> = library.articles().iter().flat_map(Passage::all).collect();
        let (index, origin, keeping) =
            build::opened(&library, &passages, keep, model.as_deref(), progress)?;
        let beginning = || Beginning {
            keeping,
            before: before.map(|before| Arc::clone(before.work())),
        };
        let grow = |model| Growing::new(Arc::clone(&passages), model, beginning());
        let counts = library.articles().iter();
        let firsts = counts.scan(0, |next, article| {
            let first = *next;
            *next += article.paragraphs().len();
            Some(first)
        });
        Ok((
            Self {
                firsts: firsts.collect(),
                meaning: model.clone().map(grow),
                is_patient: true,
                evidence: remembered(&passages),
                people: library.articles().iter().map(|_| OnceLock::new()).collect(),
                pointer: None,
                learned: Learned::bundled().clone(),
                passages,
                index,
                model,
                library,
            },
            origin,
        ))
    }

    /// The same for a server: a question to a large library does not wait for vectors that are known either, but is answered by
    /// words until they are read.
    #[must_use]
    pub fn hurried(self) -> Self {
        Self {
            is_patient: false,
            ..self
        }
    }

    /// Waits until all is found by meaning too. `progress` is told how many passages of how many are done. Returns whether
    /// everything was kept, or some of it was made now.
    ///
    /// # Errors
    /// Fails if the model cannot be used, or if the vectors cannot be kept although they must ([`Keep::Here`]).
    pub fn wait_for_meaning(&self, progress: &mut dyn FnMut(usize, usize)) -> Result<Origin> {
        let meaning = self.meaning.as_ref();
        meaning.map_or(Ok(Origin::Kept), |meaning| meaning.wait(progress))
    }

    /// How far the meaning of the passages is worked out; `None` if they are found by words alone.
    #[must_use]
    pub fn progress(&self) -> Option<Progress> {
        self.meaning.as_ref().map(Growing::progress)
    }

    /// Whether the meaning of the passages is being worked out, and questions are answered by words until it is.
    #[must_use]
    pub fn is_working_out_meaning(&self) -> bool {
        let meaning = self.meaning.as_ref();
        meaning.is_some_and(Growing::is_at_work)
    }

    /// Whether a question to all articles or to one would be answered by meaning now.
    pub(crate) fn has_meaning(&self, article: Option<&Article>) -> bool {
        let meaning = self.meaning.as_ref();
        meaning.is_some_and(|meaning| meaning.vectors().has_all(self.scope(article)))
    }

    /// Waits for the meaning of the passages if that is worth waiting for.
    pub(crate) fn wait_a_moment(&self) {
        let Some(meaning) = &self.meaning else {
            return;
        };
        if self.is_patient || self.passages.len() <= SMALL {
            meaning.wait_a_moment();
        } else {
            meaning.begin();
        }
    }

    /// Ends what works the meaning out, and waits until it has ended. What is there stays.
    pub fn stop(&self) {
        if let Some(meaning) = &self.meaning {
            meaning.stop();
        }
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
        u64::try_from(self.library.place(&article.id)?).ok()
    }

    /// The numbers of the passages of an article, or of all.
    fn scope(&self, article: Option<&Article>) -> Range<usize> {
        let Some(article) = article else {
            return 0..self.passages.len();
        };
        let place = self.library.place(&article.id);
        place.map_or(0..0, |place| {
            let first = self.firsts[place];
            let next = self.firsts.get(place + 1);
            first..next.copied().unwrap_or(self.passages.len())
        })
    }

    /// The people whom an article names, worked out when it is first asked.
    #[must_use]
    pub fn people(&self, article: &Arc<Article>) -> &People {
        static NOBODY: People = People::nobody();
        let place = self.library.place(&article.id);
        place.map_or(&NOBODY, |place| {
            self.people[place].get_or_init(|| People::of(article))
        })
    }

    /// What the passages of all articles or of one mean; `None` without a model, if it fails, and as long as it is not worked out.
    fn vectors(&self, article: Option<&Article>) -> Option<&Vectors> {
        self.wait_a_moment();
        let vectors = self.meaning.as_ref()?.vectors();
        vectors.has_all(self.scope(article)).then_some(vectors)
    }

    /// The passage of a number.
    pub(crate) fn passage(&self, number: usize) -> Option<&Passage> {
        self.passages.get(number)
    }

    /// The number of a passage, as index and vectors know it.
    pub(crate) fn number(&self, passage: &Passage) -> Option<usize> {
        let place = self.library.place(&passage.article().id)?;
        Some(self.firsts[place] + passage.index())
    }

    /// Whether two passages say much the same.
    pub(crate) fn are_alike(&self, one: &Passage, other: &Passage) -> bool {
        const ALIKE: f64 = 0.95;
        let in_meaning = || {
            let is_of_one = one.article().id == other.article().id;
            let vectors = self.vectors(is_of_one.then(|| one.article().as_ref()))?;
            Some(vectors.between(self.number(one)?, self.number(other)?) >= ALIKE)
        };
        one.text() == other.text() || in_meaning() == Some(true)
    }

    fn evidence(&self, number: usize) -> Arc<PassageEvidence> {
        let evidence = || Arc::new(PassageEvidence::of(&self.passages[number]));
        self.evidence.get_with(number, evidence)
    }
}

/// A memory of the evidence of passages that came near a question.
fn remembered(passages: &Arc<[Passage]>) -> Cache<usize, Arc<PassageEvidence>> {
    /// Of how many bytes of text it holds the evidence, which takes some six times as many.
    const TEXT: u64 = 8 << 20;
    let passages = Arc::clone(passages);
    let size = move |number: &usize, _: &Arc<PassageEvidence>| {
        u32::try_from(passages[*number].text().len()).unwrap_or(u32::MAX)
    };
    Cache::builder().max_capacity(TEXT).weigher(size).build()
}
