//! Reads the most promising candidates together with the question, and looks for objections against their best sentences.

use super::confidence::softmax;
use super::scored::{Readings, ScoredPassage};
use super::window::ReadWindow;
use crate::search::engine::Engine;
use crate::search::model::Readable;
use crate::search::objections::objections;
use crate::search::question::Question;

/// The most candidates that are read.
const MOST: usize = 6;

/// Fewer candidates are read if they answer with this probability, by their scores. On a thousand questions that nothing was
/// learned from, 3.7 candidates are read instead of 6, and the right one is among them for 95.6 in 100 instead of 97.1.
const ENOUGH: f64 = 0.95;

impl Engine {
    /// Reads the first `count` candidates, and looks for objections against the sentence of each that the reader prefers. Reads
    /// nothing if there is no reader or it fails.
    pub(crate) fn read(
        &self,
        question: &Question,
        scored: &mut [ScoredPassage],
        count: usize,
        readings: &mut Readings,
    ) {
        let Some(reader) = self.reader() else {
            return;
        };
        let first = &mut scored[..count];
        let address = |one: &ScoredPassage| one.passage.address().to_owned();
        let missing: Vec<&ScoredPassage> = first
            .iter()
            .filter(|one| !readings.contains_key(one.passage.address()))
            .collect();
        if !missing.is_empty() {
            let windows: Vec<ReadWindow<'_>> = missing
                .iter()
                .map(|one| ReadWindow::of(&one.passage, one.best))
                .collect();
            let passages: Vec<Readable<'_>> = windows.iter().map(ReadWindow::readable).collect();
            match reader.read(&question.text, &passages) {
                Ok(read) => {
                    let odds = windows.iter().zip(read);
                    let odds = odds.map(|(window, odds)| window.of_passage(odds));
                    readings.extend(missing.into_iter().map(address).zip(odds));
                }
                Err(error) => {
                    tracing::error!(%error, "passages cannot be read");
                    return;
                }
            }
        }
        for one in first {
            if let Some(odds) = readings.get(one.passage.address()) {
                for (sentence, odds) in one.sentences.iter_mut().zip(odds) {
                    sentence.odds = Some(*odds);
                }
            }
            if let Some(preferred) = one.preferred() {
                self.object_to(question, one, preferred);
            }
        }
    }

    /// Looks for objections against the best sentence of a candidate.
    pub(crate) fn object(&self, question: &Question, one: &ScoredPassage) {
        self.object_to(question, one, one.best);
    }

    /// Looks for objections against the sentences at which a language model points.
    pub(super) fn object_to_pointed(&self, question: &Question, scored: &[ScoredPassage]) {
        for one in scored {
            for (at, sentence) in one.sentences.iter().enumerate() {
                if sentence.pointed > 0.0 {
                    self.object_to(question, one, at);
                }
            }
        }
    }

    fn object_to(&self, question: &Question, one: &ScoredPassage, at: usize) {
        let people = || self.people(one.passage.article());
        let sentence = one.sentences.get(at).zip(one.passage.sentences().get(at));
        if let Some((sentence, range)) = sentence {
            let objections = || objections(question, &one.passage, range, &people, one.is_read());
            sentence.objections.get_or_init(objections);
        }
    }
}

/// The number of the first candidates that are worth reading.
pub(crate) fn promising(scored: &[ScoredPassage]) -> usize {
    let scores: Vec<f64> = scored.iter().map(|one| one.unread_score).collect();
    let mut sum = 0.0;
    let probabilities = softmax(&scores);
    let before = probabilities.iter().take_while(|probability| {
        let is_wanted = sum < ENOUGH;
        sum += **probability;
        is_wanted
    });
    before.take(MOST).count()
}
