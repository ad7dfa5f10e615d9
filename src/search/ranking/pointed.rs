//! Asks a language model to point at sentences while the bundled reader reads.

use std::time::Instant;

use super::reading::promising;
use super::scored::{Readings, ScoredPassage};
use super::window::ReadWindow;
use crate::search::engine::Engine;
use crate::search::model::Readable;
use crate::search::pointing::Pointer;
use crate::search::question::Question;

/// The most bytes of text that a model is shown: some 3,000 tokens of Dutch, which even a small model can hold. A short article
/// fits whole.
const SHOWN: usize = 9_000;

/// The outcome of asking a language model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PointingOutcome {
    /// It pointed, or said that no sentence answers.
    Done,
    /// It did not answer, so the bundled reader decides alone.
    FellBack,
    /// There is no model, or nothing that it may be shown.
    NotAsked,
}

impl Engine {
    /// Reads as [`Engine::read`] does, and meanwhile asks the model which sentences answer. The passages at which it points are
    /// read too. Its time-out counts from `began`.
    pub(crate) fn read_pointed(
        &self,
        pointer: &Pointer,
        question: &Question,
        scored: &mut [ScoredPassage],
        readings: &mut Readings,
        began: Instant,
    ) -> PointingOutcome {
        let shown = shown(scored);
        let whole = |at: &usize| ReadWindow::of(&scored[*at].passage, 0);
        let windows: Vec<ReadWindow<'_>> = shown.iter().map(whole).collect();
        let passages: Vec<Readable<'_>> = windows.iter().map(ReadWindow::readable).collect();
        let asked = (!passages.is_empty()).then(|| pointer.ask(&question.text, &passages, began));
        let count = promising(scored);
        self.read(question, scored, count, readings);
        let Some(asked) = asked else {
            return PointingOutcome::NotAsked;
        };
        let Ok(scores) = asked.wait() else {
            return PointingOutcome::FellBack;
        };
        for (at, scores) in shown.into_iter().zip(scores) {
            scored[at].set_pointing(&scores);
        }
        let others = &mut scored[count..];
        others.sort_by_key(|one| !one.is_pointed_at());
        let pointed = others.iter().filter(|one| one.is_pointed_at()).count();
        self.read(question, scored, count + pointed, readings);
        self.object_to_pointed(question, &scored[..count + pointed]);
        PointingOutcome::Done
    }
}

/// The indexes of the candidates that the model is shown: the most promising ones that fit and whose articles may be sent, in
/// the order of the text.
fn shown(scored: &[ScoredPassage]) -> Vec<usize> {
    let mut left = SHOWN;
    let fits = |at: &usize| {
        let one = &scored[*at];
        let length = one.passage.text().len();
        let may_be_sent = !one.passage.article().own_reader && !one.sentences.is_empty();
        let fits = may_be_sent && length <= left;
        if fits {
            left -= length;
        }
        fits
    };
    let mut shown: Vec<usize> = (0..scored.len()).filter(fits).collect();
    shown.sort_by(|a, b| {
        let [a, b] = [a, b].map(|at| &scored[*at].passage);
        let articles = a.article().id.cmp(&b.article().id);
        articles.then(a.index().cmp(&b.index()))
    });
    shown
}
