//! Reading: the most promising candidates together with the question, and what speaks against their best sentences.

use super::Engine;
use super::confidence::probabilities;
use super::examined::{Examined, Readings};
use super::objection::objections;
use super::question::Question;
use super::reader::{ENOUGH, READ, Readable, Stretch};

impl Engine {
    /// Reads the first `count` candidates, and looks for what speaks against the sentence of each that the reader prefers. If
    /// there is no reader, or it fails, nothing is read.
    pub(crate) fn read(
        &self,
        question: &Question,
        examined: &mut [Examined],
        count: usize,
        readings: &mut Readings,
    ) {
        let Some(reader) = self.reader() else {
            return;
        };
        let first = &mut examined[..count];
        let address = |one: &Examined| one.passage.address().to_owned();
        let missing: Vec<&Examined> = first
            .iter()
            .filter(|one| !readings.contains_key(&address(one)))
            .collect();
        if !missing.is_empty() {
            let stretches: Vec<Stretch<'_>> = missing
                .iter()
                .map(|one| Stretch::of(&one.passage, one.best))
                .collect();
            let passages: Vec<Readable<'_>> = stretches.iter().map(Stretch::readable).collect();
            match reader.read(&question.text, &passages) {
                Ok(read) => {
                    let whole = stretches.iter().zip(read);
                    let whole = whole.map(|(stretch, odds)| stretch.in_whole(odds));
                    readings.extend(missing.into_iter().map(address).zip(whole));
                }
                Err(error) => {
                    tracing::error!(%error, "passages cannot be read");
                    return;
                }
            }
        }
        for one in first {
            if let Some(odds) = readings.get(&address(one)) {
                for (sentence, odds) in one.sentences.iter_mut().zip(odds) {
                    sentence.odds = Some(*odds);
                }
            }
            if let Some(preferred) = one.preferred() {
                self.object_to(question, one, preferred);
            }
        }
    }

    /// Looks for what speaks against the chosen sentence of a candidate.
    pub(crate) fn object(&self, question: &Question, one: &Examined) {
        self.object_to(question, one, one.best);
    }

    /// Looks for what speaks against the sentences of candidates at which a language model points.
    pub(super) fn object_to_pointed(&self, question: &Question, examined: &[Examined]) {
        for one in examined.iter().filter(|one| one.is_pointed_at()) {
            for (at, sentence) in one.sentences.iter().enumerate() {
                if sentence.pointed > 0.0 {
                    self.object_to(question, one, at);
                }
            }
        }
    }

    fn object_to(&self, question: &Question, one: &Examined, at: usize) {
        let people = || self.people(one.passage.article());
        let sentence = one.sentences.get(at).zip(one.passage.sentences().get(at));
        if let Some((sentence, range)) = sentence {
            let objections = || objections(question, &one.passage, range, &people, one.is_read());
            sentence.objections.get_or_init(objections);
        }
    }
}

/// How many of the first candidates are worth reading.
pub(crate) fn promising(examined: &[Examined]) -> usize {
    let scores: Vec<f64> = examined.iter().map(|one| one.retrieval).collect();
    let mut sum = 0.0;
    let probabilities = probabilities(&scores);
    let before = probabilities.iter().take_while(|probability| {
        let is_wanted = sum < ENOUGH;
        sum += **probability;
        is_wanted
    });
    before.take(READ).count()
}
