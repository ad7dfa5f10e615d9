//! The index of words, by Tantivy: which passages have which terms.
//!
//! The index stores no text, so only the article can be quoted. It lives in memory: [`store`] reads it whole and checks every
//! byte, so that later changes of the files cannot harm a running bot (a file cut short under a memory map ends the process).
//! For an ordinary archive it has one segment.
//!
//! [`store`]: super::store

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};
use tantivy::collector::TopDocs;
use tantivy::directory::{Directory as _, RamDirectory};
use tantivy::index::{IndexMeta, SegmentMeta};
use tantivy::indexer::{AddOperation, SegmentWriter};
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, FuzzyTermQuery, Occur, PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{
    FAST, INDEXED, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{Index, IndexSettings, Searcher, Segment, TantivyDocument, Term};

use super::field::Field;
use super::terms::{LINES, LineTokenizer, Terms};
use crate::parallel;

/// Raise this when the fields change. The fingerprint contains it.
pub(super) const SCHEMA_VERSION: &str = "3";

/// The memory in bytes that the table of a segment's terms gets at first.
const WRITER_MEMORY: usize = 50_000_000;

/// The files of an index by name.
pub(super) type IndexFiles = BTreeMap<String, Vec<u8>>;

/// A term to look up, and the weight of a match.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::search) struct Wanted {
    pub(in crate::search) field: Field,
    pub(in crate::search) term: String,
    pub(in crate::search) weight: f32,
}

/// An index, open for reading.
pub(in crate::search) struct Lexical {
    directory: RamDirectory,
    index: Index,
    searcher: Searcher,
}

impl Lexical {
    /// Builds an index in memory, each segment on a processor of its own. A segment is an iterator over passages: the number of
    /// each, that of its article, and its terms. `report` is called on this thread, now and then.
    pub(in crate::search) fn build<S>(
        segments: Vec<S>,
        fingerprint: &str,
        report: &mut dyn FnMut(),
    ) -> Result<Self>
    where
        S: Iterator<Item = (u64, u64, Terms)> + Send,
    {
        let directory = RamDirectory::create();
        let index = Index::create(directory.clone(), schema(), IndexSettings::default())?;
        index.tokenizers().register(LINES, LineTokenizer);
        let segments = parallel::all(segments, report, |passages, report| {
            segment(index.new_segment(), passages, report)
        });
        let meta = IndexMeta {
            segments: segments.into_iter().collect::<Result<_>>()?,
            payload: Some(fingerprint.to_owned()),
            ..index.load_metas()?
        };
        let meta = serde_json::to_vec(&meta)?;
        index
            .directory()
            .atomic_write(Path::new("meta.json"), &meta)?;
        Self::open(directory, index)
    }

    pub(super) fn from_files(files: IndexFiles) -> Result<Self> {
        let directory = RamDirectory::create();
        for (name, bytes) in files {
            directory
                .atomic_write(Path::new(&name), &bytes)
                .with_context(|| format!("file {name}"))?;
        }
        let index = Index::open(directory.clone())?;
        anyhow::ensure!(
            index.schema() == schema(),
            "the index has other fields than this version of voetnoot makes"
        );
        Self::open(directory, index)
    }

    fn open(directory: RamDirectory, index: Index) -> Result<Self> {
        let searcher = index.reader()?.searcher();
        Ok(Self {
            directory,
            index,
            searcher,
        })
    }

    /// The files of the index, for the store.
    pub(super) fn files(&self) -> Result<IndexFiles> {
        const UNMANAGED: [&str; 2] = ["meta.json", ".managed.json"];
        let managed = self.index.directory().list_managed_files();
        let mut files = IndexFiles::new();
        for path in managed
            .iter()
            .map(std::path::PathBuf::as_path)
            .chain(UNMANAGED.map(Path::new))
        {
            if !self.directory.exists(path)? {
                continue;
            }
            let bytes = self.directory.open_read(path)?.read_bytes()?;
            files.insert(path.to_string_lossy().into_owned(), bytes.to_vec());
        }
        Ok(files)
    }

    /// The fingerprint that the index was built with.
    pub(super) fn fingerprint(&self) -> Option<String> {
        self.index.load_metas().ok()?.payload
    }

    /// The number of passages.
    pub(in crate::search) fn len(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// In how many passages a term occurs.
    pub(in crate::search) fn document_frequency(&self, field: Field, term: &str) -> u64 {
        self.searcher.doc_freq(&indexed(field, term)).unwrap_or(0)
    }

    /// The best passages by the weighted sum of their BM25 scores per term, best first; ties in the order of the text.
    /// `article` restricts them to one article, by its number.
    pub(in crate::search) fn best(
        &self,
        wanted: &[Wanted],
        article: Option<u64>,
        limit: usize,
    ) -> Result<Vec<(u64, f32)>> {
        let score_term = |wanted: &Wanted| -> (Occur, Box<dyn Query>) {
            let query = TermQuery::new(
                indexed(wanted.field, &wanted.term),
                IndexRecordOption::WithFreqs,
            );
            (
                Occur::Should,
                Box::new(BoostQuery::new(Box::new(query), wanted.weight)),
            )
        };
        let any: Box<dyn Query> =
            Box::new(BooleanQuery::new(wanted.iter().map(score_term).collect()));
        self.run(any, article, limit)
    }

    /// The passages that contain these words next to each other, in this order.
    pub(in crate::search) fn phrase(
        &self,
        words: &[String],
        article: Option<u64>,
        limit: usize,
    ) -> Result<Vec<(u64, f32)>> {
        let terms: Vec<Term> = words
            .iter()
            .map(|word| indexed(Field::Word, word))
            .collect();
        let query: Box<dyn Query> = match terms.as_slice() {
            [] => return Ok(Vec::new()),
            [only] => Box::new(TermQuery::new(only.clone(), IndexRecordOption::WithFreqs)),
            _ => Box::new(PhraseQuery::new(terms)),
        };
        self.run(query, article, limit)
    }

    /// The terms of a field at most `edits` typing errors away from a word, with how many passages have them.
    pub(in crate::search) fn nearest(
        &self,
        field: Field,
        word: &str,
        edits: u8,
    ) -> Result<Vec<(String, u64)>> {
        let query = FuzzyTermQuery::new(indexed(field, word), edits, true);
        let mut found = Vec::new();
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(schema_field(field))?;
            let mut stream = inverted.terms().search(query.automaton()?).into_stream()?;
            while stream.advance() {
                if let Ok(term) = std::str::from_utf8(stream.key()) {
                    found.push((term.to_owned(), u64::from(stream.value().doc_freq)));
                }
            }
        }
        Ok(found)
    }

    fn run(
        &self,
        query: Box<dyn Query>,
        article: Option<u64>,
        limit: usize,
    ) -> Result<Vec<(u64, f32)>> {
        let query: Box<dyn Query> = match article {
            None => query,
            Some(article) => {
                let of_article = TermQuery::new(
                    Term::from_field_u64(ARTICLE, article),
                    IndexRecordOption::Basic,
                );
                let filter: Box<dyn Query> =
                    Box::new(ConstScoreQuery::new(Box::new(of_article), 0.0));
                Box::new(BooleanQuery::new(vec![
                    (Occur::Must, filter),
                    (Occur::Must, query),
                ]))
            }
        };
        let top = self
            .searcher
            .search(&query, &TopDocs::with_limit(limit.max(1)).order_by_score())?;
        let mut hits = Vec::with_capacity(top.len());
        for (score, address) in top {
            let numbers = self
                .searcher
                .segment_reader(address.segment_ord)
                .fast_fields()
                .u64("number")?;
            if let Some(number) = numbers.first(address.doc_id) {
                hits.push((number, score));
            }
        }
        hits.sort_by(|(a, x), (b, y)| y.total_cmp(x).then(a.cmp(b)));
        Ok(hits)
    }
}

/// The passage's number. The schema adds it after the fields of [`Field::ALL`], which come first, in their order.
const NUMBER: tantivy::schema::Field =
    tantivy::schema::Field::from_field_id(Field::ALL.len() as u32);

/// The number of the article that a passage is from.
const ARTICLE: tantivy::schema::Field =
    tantivy::schema::Field::from_field_id(Field::ALL.len() as u32 + 1);

fn schema_field(field: Field) -> tantivy::schema::Field {
    tantivy::schema::Field::from_field_id(field as u32)
}

fn indexed(field: Field, text: &str) -> Term {
    Term::from_field_text(schema_field(field), text)
}

fn schema() -> Schema {
    let mut schema = Schema::builder();
    for field in Field::ALL {
        let recorded = match field {
            // Words are looked for next to each other too.
            Field::Word => IndexRecordOption::WithFreqsAndPositions,
            _ => IndexRecordOption::WithFreqs,
        };
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(LINES)
            .set_index_option(recorded);
        schema.add_text_field(
            field.name(),
            TextOptions::default().set_indexing_options(indexing),
        );
    }
    schema.add_u64_field("number", FAST);
    schema.add_u64_field("article", NumericOptions::from(INDEXED));
    schema.build()
}

/// Writes a segment.
fn segment(
    segment: Segment,
    passages: impl Iterator<Item = (u64, u64, Terms)>,
    report: &mut dyn FnMut(),
) -> Result<SegmentMeta> {
    let mut writer = SegmentWriter::for_segment(WRITER_MEMORY, segment.clone())?;
    for (number, article, terms) in passages {
        let document = document(number, article, terms);
        writer.add_document(AddOperation {
            opstamp: 0,
            document,
        })?;
        report();
    }
    let count = writer.max_doc();
    writer.finalize()?;
    Ok(segment.with_max_doc(count).meta().clone())
}

fn document(number: u64, article: u64, terms: Terms) -> TantivyDocument {
    let mut document = TantivyDocument::new();
    for (field, terms) in terms.by_field() {
        document.add_text(schema_field(field), terms);
    }
    document.add_u64(NUMBER, number);
    document.add_u64(ARTICLE, article);
    document
}
