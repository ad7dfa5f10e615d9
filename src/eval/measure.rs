//! Asks the questions of a set and measures the answers.

use std::collections::BTreeMap;
use std::time::Instant;

use anyhow::Result;

use super::bm25;
use super::curve::{Judged, curve};
use super::report::{EvalReport, LatencyPercentiles, Measures, Pointed};
use super::set::{EvalQuestion, QuestionSet, article_of, verify};
use super::trust::{QuestionOutcome, Trust};
use crate::answer::{Answer, Block, Quote, Verdict};
use crate::bot::{self, Bot, Context};
use crate::command::Command;
use crate::preferences::{Preferences, Setting, ValueOrigin};
use crate::search::{Hit, Ranking};

/// Asks every question and measures the answers: without a language model, and with it if one is plugged in. With
/// `within_article`, searches only the article of the first gold address.
///
/// # Errors
/// Fails if a gold address names no passage, or a span is in no article.
pub fn measure(bot: &Bot, set: &QuestionSet, within_article: bool) -> Result<EvalReport> {
    verify(bot.library(), set)?;
    let with = |reader: &str| {
        let preferences =
            Preferences::default().with(Setting::Reader, reader, ValueOrigin::Operator);
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
        let ranking = bm25::rank(bot.engine(), &question.question, article.as_deref());
        // Plain BM25 has no verdict: it shows whatever it finds.
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
    Ok(EvalReport {
        set: set.name.clone(),
        questions: set.questions.len(),
        answerable,
        voetnoot,
        reader,
        bm25,
    })
}

/// Returns what voetnoot finds for a question, and its answer.
fn asked(
    bot: &Bot,
    question: &EvalQuestion,
    within_article: bool,
    preferences: &Preferences,
) -> (Ranking, Answer) {
    let article = article_of(question, within_article);
    let context = Context {
        article: article.as_deref(),
        is_moderator: true,
        goes_on: false,
        preferences,
    };
    let understood = bot.engine().understand(&question.question);
    let ranking = bot::find(bot, &understood, &context);
    let command = Command::Ask(question.question.clone());
    let answer = bot::composed(bot, &command, &context, &ranking);
    (ranking, answer)
}

fn measured(
    set: &QuestionSet,
    mut ask: impl FnMut(&EvalQuestion) -> (Ranking, Answer),
) -> Measures {
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
        let outcome = QuestionOutcome::of(question, &ranking, &answer);
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

/// The area under the ROC curve: the share of pairs in which the answerable question has the higher confidence; a tie
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

fn latency(mut durations: Vec<u64>) -> LatencyPercentiles {
    durations.sort_unstable();
    let percentile = |percent: usize| {
        let rank = (durations.len() * percent).div_ceil(100).max(1);
        durations.get(rank - 1).copied().unwrap_or_default()
    };
    LatencyPercentiles {
        p50: percentile(50),
        p95: percentile(95),
        p99: percentile(99),
    }
}
