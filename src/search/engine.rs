//! The engine: the index of a library, with everything that a search needs.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use anyhow::Result;
use moka::sync::Cache;

use super::index::build;
use super::index::field::Field;
use super::index::lexical::Lexical;
use super::index::store::{IndexOrigin, Keep};
use super::index::vectors::Progress;
use super::index::vectors::background::BackgroundEmbedding;
use super::index::vectors::level::Level;
use super::index::vectors::table::VectorTable;
use super::learned::LearnedWeights;
use super::model::{Embed, ReadPassages};
use super::pointing::Pointer;
use super::question::Question;
use super::question::evidence::PassageEvidence;
use super::question::vocabulary::Vocabulary;
use crate::article::{Article, Library};
use crate::excerpt::Passage;
use crate::people::People;

/// The search engine of a library.
pub struct Engine {
    pub(super) library: Arc<Library>,
    pub(super) passages: Arc<[Passage]>,
    /// The number of each article's first passage.
    firsts: Vec<usize>,
    pub(super) index: Lexical,
    pub(super) model: Option<Arc<dyn Embed>>,
    pointer: Option<Arc<Pointer>>,
    pub(super) learned: LearnedWeights,
    /// The vectors; `None` without a model.
    embedding: Option<BackgroundEmbedding>,
    /// Whether questions wait until known vectors are read, however many there are.
    is_patient: bool,
    evidence: Cache<usize, Arc<PassageEvidence>>,
    people: Vec<OnceLock<People>>,
}

/// Every question waits until the known vectors of at most so many passages are read.
const SMALL: usize = 2_000;

impl Engine {
    /// Loads the index of a library, or builds it if the store has none that fits. With a model it also finds passages by
    /// meaning, without one by words alone. While it builds, `progress` gets the number of finished passages and of all.
    ///
    /// It waits for the index of words alone. Background threads embed the passages and then their sentences from the first
    /// question on, and write the vectors beside the index. Until those of passages are made, questions are answered by words. A
    /// question waits for known vectors, and for the rest if that takes about a second.
    ///
    /// # Errors
    /// Fails if the index cannot be built, or cannot be kept but must be ([`Keep::Here`]).
    pub fn open(
        library: Arc<Library>,
        keep: Keep<'_>,
        model: Option<Arc<dyn Embed>>,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<(Self, IndexOrigin)> {
        Self::new(library, keep, model, None, progress)
    }

    /// Opens another library with the same model, language model and patience. The vectors of passages that are in both are
    /// taken over.
    ///
    /// # Errors
    /// As [`Engine::open`].
    pub fn reopened(
        &self,
        library: Arc<Library>,
        keep: Keep<'_>,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<(Self, IndexOrigin)> {
        let before = self.embedding.as_ref();
        let (engine, origin) = Self::new(library, keep, self.model.clone(), before, progress)?;
        let engine = Self {
            is_patient: self.is_patient,
            pointer: self.pointer.clone(),
            ..engine
        };
        Ok((engine, origin))
    }

    /// Opens a few articles in memory, with the same language model, and with the same embedding model if `by_meaning`. A
    /// question then waits until their passages are embedded, if they are few.
    ///
    /// # Errors
    /// Fails if the index cannot be built.
    pub fn opened_aside(&self, library: Arc<Library>, by_meaning: bool) -> Result<Self> {
        let model = self.model.clone().filter(|_| by_meaning);
        let (engine, _) = Self::new(library, Keep::InMemory, model, None, &mut |_, _| {})?;
        Ok(engine.pointed(self.pointer.clone()))
    }

    fn new(
        library: Arc<Library>,
        keep: Keep<'_>,
        model: Option<Arc<dyn Embed>>,
        before: Option<&BackgroundEmbedding>,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<(Self, IndexOrigin)> {
        let passages: Arc<[Passage]> = library.articles().iter().flat_map(Passage::all).collect();
        let (index, origin, folder) =
            build::open(&library, &passages, keep, model.as_deref(), progress)?;
        let embedding = model
            .clone()
            .map(|model| BackgroundEmbedding::new(Arc::clone(&passages), model, folder, before));
        let counts = library.articles().iter();
        let firsts = counts.scan(0, |next, article| {
            let first = *next;
            *next += article.paragraphs().len();
            Some(first)
        });
        let engine = Self {
            firsts: firsts.collect(),
            embedding,
            is_patient: true,
            evidence: evidence_cache(&passages),
            people: library.articles().iter().map(|_| OnceLock::new()).collect(),
            pointer: None,
            learned: LearnedWeights::bundled().clone(),
            passages,
            index,
            model,
            library,
        };
        Ok((engine, origin))
    }

    /// Changes the engine for a server: a question to a large library does not wait until known vectors are read either.
    #[must_use]
    pub fn without_waiting(self) -> Self {
        Self {
            is_patient: false,
            ..self
        }
    }

    /// Adds a language model that points at sentences ([`Engine::rank_pointed`]). It points beside the bundled reader;
    /// without an embedding model it is not asked.
    #[must_use]
    pub fn pointed(self, pointer: Option<Arc<Pointer>>) -> Self {
        Self { pointer, ..self }
    }

    /// The language model that points, if there is one and it can be asked.
    #[must_use]
    pub fn pointer(&self) -> Option<&Arc<Pointer>> {
        self.pointer.as_ref().filter(|_| self.reader().is_some())
    }

    /// Waits until all passages and sentences have vectors. `progress` gets the number of finished passages and of all. Returns
    /// whether all vectors were loaded or some were made now.
    ///
    /// # Errors
    /// Fails if the model cannot be used, or if the vectors cannot be kept but must be ([`Keep::Here`]).
    pub fn wait_for_vectors(&self, progress: &mut dyn FnMut(usize, usize)) -> Result<IndexOrigin> {
        let embedding = self.embedding.as_ref();
        embedding.map_or(Ok(IndexOrigin::Loaded), |embedding| {
            embedding.wait(progress)
        })
    }

    /// How many passages have vectors; `None` without a model.
    #[must_use]
    pub fn progress(&self) -> Option<Progress> {
        self.embedding.as_ref().map(BackgroundEmbedding::progress)
    }

    /// Whether passages or their sentences are being embedded.
    #[must_use]
    pub fn is_embedding(&self) -> bool {
        let embedding = self.embedding.as_ref();
        embedding.is_some_and(BackgroundEmbedding::is_running)
    }

    /// The finest level of vectors that all passages of an article, or of all articles, have; `None` if a question about them is
    /// answered by words.
    pub(crate) fn level(&self, article: Option<&Article>) -> Option<Level> {
        let vectors = self.embedding.as_ref()?.vectors();
        vectors.level(&self.scope(article))
    }

    /// Waits for the vectors if they will soon be there.
    pub(crate) fn wait_briefly(&self) {
        let Some(embedding) = &self.embedding else {
            return;
        };
        if self.is_patient || self.passages.len() <= SMALL {
            embedding.wait_briefly();
        } else {
            embedding.begin();
        }
    }

    /// Stops background embedding, and waits for that. The vectors that are made stay.
    pub fn stop(&self) {
        if let Some(embedding) = &self.embedding {
            embedding.stop();
        }
    }

    /// Understands a question.
    #[must_use]
    pub fn understand(&self, text: &str) -> Question {
        self.vocabulary().understand(text)
    }

    fn vocabulary(&self) -> Vocabulary<'_> {
        Vocabulary {
            index: &self.index,
            passages: &self.passages,
        }
    }

    /// The articles that are searched.
    #[must_use]
    pub fn library(&self) -> &Arc<Library> {
        &self.library
    }

    /// The reader of passages, if the model has one.
    pub(crate) fn reader(&self) -> Option<&dyn ReadPassages> {
        self.model.as_ref().and_then(|model| model.reader())
    }

    /// The number of passages.
    #[must_use]
    pub fn len(&self) -> usize {
        self.passages.len()
    }

    /// Whether there are no passages.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.passages.is_empty()
    }

    /// The inverse document frequency of a stem ([`Forms::dutch`](crate::analyzer::Forms::dutch)).
    pub(crate) fn idf_of_stem(&self, stem: &str) -> f64 {
        let frequency = self.index.document_frequency(Field::Dutch, stem);
        self.vocabulary().idf(frequency)
    }

    /// The number of an article in the index.
    pub(super) fn article_number(&self, article: &Article) -> Option<u64> {
        u64::try_from(self.library.place(&article.id)?).ok()
    }

    /// The numbers of the passages of an article, or of all.
    pub(super) fn scope(&self, article: Option<&Article>) -> Range<usize> {
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

    /// The people whom an article names, found when first needed.
    #[must_use]
    pub fn people(&self, article: &Arc<Article>) -> &People {
        static NOBODY: People = People::nobody();
        let place = self.library.place(&article.id);
        place.map_or(&NOBODY, |place| {
            self.people[place].get_or_init(|| People::of(article))
        })
    }

    /// The vectors, and the finest level that all passages of this article, or of all, have. `None` without a model, or if some
    /// passages have none yet.
    pub(super) fn vectors(&self, article: Option<&Article>) -> Option<(&VectorTable, Level)> {
        self.wait_briefly();
        let vectors = self.embedding.as_ref()?.vectors();
        Some((vectors, vectors.level(&self.scope(article))?))
    }

    /// The centred vectors of sentences of one article, each given by its passage and its index there. `None` if some have none
    /// yet.
    pub(crate) fn centred_vectors(&self, sentences: &[(&Passage, usize)]) -> Option<Vec<Vec<f32>>> {
        let (first, _) = sentences.first()?;
        let vectors = self.vectors(Some(first.article()));
        let (vectors, _) = vectors.filter(|(_, level)| *level == Level::Sentences)?;
        let numbers = sentences.iter();
        let numbers = numbers.map(|(passage, index)| Some((self.number(passage)?, *index)));
        Some(vectors.centred(&numbers.collect::<Option<Vec<_>>>()?))
    }

    pub(crate) fn passage(&self, number: usize) -> Option<&Passage> {
        self.passages.get(number)
    }

    /// The number of a passage in the index and the table of vectors.
    pub(crate) fn number(&self, passage: &Passage) -> Option<usize> {
        let place = self.library.place(&passage.article().id)?;
        Some(self.firsts[place] + passage.index())
    }

    /// Whether two passages say nearly the same.
    pub(crate) fn are_alike(&self, one: &Passage, other: &Passage) -> bool {
        const ALIKE: f64 = 0.95;
        let in_meaning = || {
            let is_of_one = one.article().id == other.article().id;
            let (vectors, _) = self.vectors(is_of_one.then(|| one.article().as_ref()))?;
            Some(vectors.between(self.number(one)?, self.number(other)?) >= ALIKE)
        };
        one.text() == other.text() || in_meaning() == Some(true)
    }

    /// The evidence of the passage with this number, analysed when first needed.
    pub(super) fn evidence(&self, number: usize) -> Arc<PassageEvidence> {
        let evidence = || Arc::new(PassageEvidence::of(&self.passages[number]));
        self.evidence.get_with(number, evidence)
    }
}

/// A cache of the evidence of passages.
fn evidence_cache(passages: &Arc<[Passage]>) -> Cache<usize, Arc<PassageEvidence>> {
    /// The most bytes of text whose evidence is cached. The evidence takes some six times as many.
    const TEXT: u64 = 8 << 20;
    let passages = Arc::clone(passages);
    let size = move |number: &usize, _: &Arc<PassageEvidence>| {
        u32::try_from(passages[*number].text().len()).unwrap_or(u32::MAX)
    };
    Cache::builder().max_capacity(TEXT).weigher(size).build()
}
