//! Measuring: how often the right passage and the right sentence come first, and whether the confidence can tell what the
//! articles do not answer. Plain BM25 over Dutch stems is measured beside it, in the same run, and a language model that points
//! if there is one.

mod ablation;
mod curve;
mod report;
mod trust;

pub use ablation::{Ablated, ablate};
pub use curve::{Judged, Point, curve, drawing};
pub use report::{Latency, Measures, OfKind, Pointed, Report};

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result, anyhow, bail, ensure};
use serde::Deserialize;

use crate::answer::{Answer, Block, Quote, Verdict};
use crate::article::Library;
use crate::bot::{Bot, Context};
use crate::command::Command;
use crate::excerpt::Passage;
use crate::preferences::{Key, Origin, Preferences};
use crate::search::rank::{Hit, Ranking};
use crate::textfile;
use trust::{Outcome, Trust};

/// A question of a set.
#[derive(Clone, Debug, Deserialize)]
pub struct Question {
    /// Its name.
    pub id: String,
    /// The question, as somebody would type it.
    pub question: String,
    /// Addresses of the passages that answer it; any counts.
    #[serde(default)]
    pub gold: Vec<String>,
    /// The article of which it is asked; none for all of them.
    #[serde(default)]
    pub article: Option<String>,
    /// Strings of the article any of which answers it.
    #[serde(default)]
    pub answer_spans: Vec<String>,
    /// Whether it is answered at all.
    #[serde(default = "yes")]
    pub answerable: bool,
    /// What kind of question it is: a name that the set's authors chose.
    #[serde(default)]
    pub kind: Option<String>,
}

impl Question {
    /// Whether a passage answers it.
    #[must_use]
    pub fn is_answered_by(&self, passage: &Passage) -> bool {
        self.gold.iter().any(|gold| gold == passage.address())
            || self.is_answered_in(passage.text())
    }

    /// Whether the sentence at `range` (bytes of the passage's text) answers it; whether the passage does, if the set names
    /// passages alone.
    pub(crate) fn is_answered_at(&self, passage: &Passage, range: &Range<usize>) -> bool {
        match passage.text().get(range.clone()) {
            Some(sentence) if !self.answer_spans.is_empty() => self.is_answered_in(sentence),
            _ => self.is_answered_by(passage),
        }
    }

    /// Whether a text holds one of the strings that answer it.
    #[must_use]
    pub fn is_answered_in(&self, text: &str) -> bool {
        self.answer_spans
            .iter()
            .any(|span| text.contains(span.as_str()))
    }
}

fn yes() -> bool {
    true
}

/// A set of questions, with its name.
#[derive(Clone, Debug)]
pub struct QuestionSet {
    /// The name: of the file, or of its folder where the file is called `questions`.
    pub name: String,
    /// The questions.
    pub questions: Vec<Question>,
}

/// Reads a set of questions, one a line.
///
/// # Errors
/// Where the file cannot be read, or a line is no question: the message names file and line.
pub fn read(path: &Path) -> Result<QuestionSet> {
    let place = path.display();
    let text = textfile::read(path).with_context(|| format!("{place} cannot be read"))?;
    let mut questions = Vec::new();
    for (number, line) in (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let question: Question = serde_json::from_str(line).map_err(|error| {
            // The error counts lines of what it was given, which is one.
            let reason = error.to_string().replace(" at line 1 column", ", at column");
            anyhow!("{place}:{number}: not a question (one JSON object a line, with id and question): {reason}")
        })?;
        if question.answerable && question.gold.is_empty() && question.answer_spans.is_empty() {
            bail!(
                "{place}:{number}: an answerable question needs gold or answer_spans; one that the content does not answer has \"answerable\": false"
            );
        }
        questions.push(question);
    }
    ensure!(
        !questions.is_empty(),
        "{place}: there is no question in it (write one JSON object a line, with id and question)"
    );
    let stem = path.file_stem().unwrap_or_default();
    let folder = path
        .parent()
        .and_then(Path::file_name)
        .filter(|_| stem == "questions");
    Ok(QuestionSet {
        name: folder.unwrap_or(stem).to_string_lossy().into_owned(),
        questions,
    })
}

/// Asks every question and reports how the answers are. `within_article` searches only the article that the first gold
/// address names.
///
/// # Errors
/// Where a gold address names no passage, or a span stands in no article.
pub fn measure(bot: &Bot, set: &QuestionSet, within_article: bool) -> Result<Report> {
    verify(bot.library(), set)?;
    let with = |reader: &str| {
        let preferences = Preferences::default().with(Key::Reader, reader, Origin::Operator);
        measured(set, |question| {
            asked(bot, question, within_article, &preferences)
        })
    };
    let voetnoot = with("eigen");
    let pointer = bot.engine().pointer();
    let reader = pointer.map(|pointer| Pointed {
        measures: with("taalmodel"),
        fallen_back: pointer.counts().fallen_back(),
    });
    let bm25 = measured(set, |question| {
        let article = article_of(question, within_article);
        let article = article.and_then(|id| bot.library().get(&id).cloned());
        let ranking = bot
            .engine()
            .rank_plainly(&question.question, article.as_deref());
        // Plain BM25 has no verdict of its own: whatever it finds, it shows.
        let first = ranking.hits.first();
        let quote = first.and_then(|hit| Quote::whole(&hit.passage));
        let command = Command::Ask(question.question.clone());
        let answer = match quote {
            Some(quote) => Answer::certain(&command, vec![Block::Quote(quote)]),
            None => Answer::nothing(&command, Vec::new()),
        };
        (ranking, answer)
    });
    let answerable = set
        .questions
        .iter()
        .filter(|question| question.answerable)
        .count();
    Ok(Report {
        set: set.name.clone(),
        questions: set.questions.len(),
        answerable,
        voetnoot,
        reader,
        bm25,
    })
}

/// What the whole of voetnoot finds for a question, and answers.
fn asked(
    bot: &Bot,
    question: &Question,
    within_article: bool,
    preferences: &Preferences,
) -> (Ranking, Answer) {
    let article = article_of(question, within_article);
    let context = Context {
        article: article.as_deref(),
        is_moderator: true,
        goes_on: false,
        preferences: Some(preferences),
    };
    let understood = bot.engine().understand(&question.question);
    let ranking = crate::bot::find(bot, &understood, &context);
    let command = Command::Ask(question.question.clone());
    let answer = crate::bot::composed(bot, &command, &context, &ranking);
    (ranking, answer)
}

/// The article in which a question is asked: the one that it names, or with `within_article` that of its gold.
pub(crate) fn article_of(question: &Question, within_article: bool) -> Option<String> {
    if question.article.is_some() {
        return question.article.clone();
    }
    let (article, _) = question.gold.first()?.rsplit_once('#')?;
    within_article.then(|| article.to_owned())
}

/// Whether everything that the questions name is in the library.
///
/// # Errors
/// Where a passage, a text or an article is missing.
pub(crate) fn verify(library: &Library, set: &QuestionSet) -> Result<()> {
    let articles = library.articles();
    let paragraphs = || articles.iter().flat_map(|article| article.paragraphs());
    let addresses: BTreeSet<&str> = paragraphs().map(|paragraph| paragraph.address()).collect();
    for question in &set.questions {
        let id = &question.id;
        let mut gold = question.gold.iter();
        if let Some(missing) = gold.find(|address| !addresses.contains(address.as_str())) {
            bail!(
                "question {id}: there is no passage {missing} in the content (name the set's own with --content)"
            );
        }
        let stands = |span: &str| paragraphs().any(|paragraph| paragraph.text().contains(span));
        if let Some(missing) = question.answer_spans.iter().find(|span| !stands(span)) {
            bail!("question {id}: «{missing}» stands in no passage of the content");
        }
        if let Some(missing) = question
            .article
            .as_ref()
            .filter(|id| library.get(id).is_none())
        {
            bail!("question {id}: there is no article {missing} in the content");
        }
    }
    Ok(())
}

fn measured(set: &QuestionSet, mut ask: impl FnMut(&Question) -> (Ranking, Answer)) -> Measures {
    let mut durations = Vec::with_capacity(set.questions.len());
    let mut ranks = Vec::new();
    let mut paragraphs = Vec::new();
    let mut sentences = Vec::new();
    let mut confidences: (Vec<f64>, Vec<f64>) = Default::default();
    let (mut found_on_unanswerable, mut none_on_answerable) = (0, 0);
    let mut judged = Vec::with_capacity(set.questions.len());
    let mut trust = Trust::default();
    let mut kinds: BTreeMap<String, Trust> = BTreeMap::new();
    let mut objections: BTreeMap<&'static str, usize> = BTreeMap::new();
    for question in &set.questions {
        let start = Instant::now();
        let (ranking, answer) = ask(question);
        let verdict = answer.verdict;
        durations.push(u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX));
        let is_right = |hit: &Hit| question.is_answered_by(&hit.passage);
        judged.push(Judged {
            confidence: ranking.confidence,
            is_right: question.answerable && ranking.hits.first().is_some_and(is_right),
            weight: 1.0,
        });
        let outcome = Outcome::of(question, &ranking, &answer);
        trust.add(outcome);
        if let Some(kind) = &question.kind {
            kinds.entry(kind.clone()).or_default().add(outcome);
        }
        if let Some(objection) = answer.objection {
            *objections.entry(objection.name()).or_default() += 1;
        }
        if !question.answerable {
            confidences.1.push(ranking.confidence);
            found_on_unanswerable += usize::from(verdict == Verdict::Found);
            continue;
        }
        confidences.0.push(ranking.confidence);
        none_on_answerable += usize::from(verdict == Verdict::None);
        ranks.push(ranking.hits.iter().position(is_right));
        if !question.answer_spans.is_empty() {
            let first = ranking.hits.first();
            let sentence = first.and_then(|hit| hit.passage.text().get(hit.sentence.clone()));
            paragraphs.push(first.is_some_and(|hit| question.is_answered_in(hit.passage.text())));
            sentences.push(sentence.is_some_and(|sentence| question.is_answered_in(sentence)));
        }
    }
    let within = |most: usize| {
        rate(
            ranks
                .iter()
                .map(|rank| rank.is_some_and(|rank| rank < most)),
        )
    };
    #[expect(clippy::cast_precision_loss, reason = "ranks are small")]
    let reciprocal = |rank: &Option<usize>| {
        rank.filter(|rank| *rank < 10)
            .map_or(0.0, |rank| 1.0 / (rank + 1) as f64)
    };
    Measures {
        r1: within(1),
        r5: within(5),
        mrr10: mean(ranks.iter().map(reciprocal)),
        paragraph1: (!paragraphs.is_empty()).then(|| rate(paragraphs.iter().copied())),
        sentence1: (!sentences.is_empty()).then(|| rate(sentences.iter().copied())),
        auc: auc(&confidences.0, &confidences.1),
        trusted: trust.trusted(),
        precision_of_found: trust.precision(),
        in_view: trust.in_view(),
        kinds: kinds
            .into_iter()
            .map(|(kind, trust)| (kind, trust.into()))
            .collect(),
        objections,
        found_on_unanswerable,
        none_on_answerable,
        latency_us: latency(durations),
        curve: curve(judged),
    }
}

fn rate(hits: impl Iterator<Item = bool>) -> f64 {
    mean(hits.map(|hit| if hit { 1.0 } else { 0.0 }))
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    if count == 0.0 { 0.0 } else { sum / count }
}

/// The area under the ROC curve: over all pairs, how often the answerable question has the higher confidence; a tie
/// counts half.
fn auc(answerable: &[f64], unanswerable: &[f64]) -> Option<f64> {
    let pairs = answerable
        .iter()
        .flat_map(|yes| unanswerable.iter().map(move |no| (yes, no)));
    let won = pairs.map(|(yes, no)| match yes.total_cmp(no) {
        std::cmp::Ordering::Greater => 1.0,
        std::cmp::Ordering::Equal => 0.5,
        std::cmp::Ordering::Less => 0.0,
    });
    (!answerable.is_empty() && !unanswerable.is_empty()).then(|| mean(won))
}

fn latency(mut durations: Vec<u64>) -> Latency {
    durations.sort_unstable();
    let percentile = |percent: usize| {
        let rank = (durations.len() * percent).div_ceil(100).max(1);
        durations.get(rank - 1).copied().unwrap_or_default()
    };
    Latency {
        p50: percentile(50),
        p95: percentile(95),
        p99: percentile(99),
    }
}
