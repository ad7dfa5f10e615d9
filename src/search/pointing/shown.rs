//! Which sentences a language model is shown, and what becomes of where it points.

use std::sync::Arc;
use std::time::Instant;

use super::Pointer;
use crate::search::Engine;
use crate::search::examined::{Examined, Readings};
use crate::search::question::Question;
use crate::search::reader::{Readable, Stretch};
use crate::search::reading::promising;

/// The most bytes of text that a model is shown: some 3,000 tokens of Dutch, which even a small model's context holds. Of a
/// short article that is all.
const SHOWN: usize = 9_000;

/// What came of asking a model beside the bundled reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pointing {
    /// It pointed, or said that no sentence answers.
    Done,
    /// It did not, so that the bundled reader's judgement stands.
    FellBack,
    /// There was nothing that it could be shown.
    NotAsked,
}

impl Engine {
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

    /// Reads as [`Engine::read`] does, and asks the model meanwhile which sentences it would point at. The passages at which it
    /// points are read too. The model's time counts from `began`.
    pub(crate) fn read_pointed(
        &self,
        pointer: &Pointer,
        question: &Question,
        examined: &mut [Examined],
        readings: &mut Readings,
        began: Instant,
    ) -> Pointing {
        let shown = shown(examined);
        let whole = |at: &usize| Stretch::of(&examined[*at].passage, 0);
        let stretches: Vec<Stretch<'_>> = shown.iter().map(whole).collect();
        let passages: Vec<Readable<'_>> = stretches.iter().map(Stretch::readable).collect();
        let asked = (!passages.is_empty()).then(|| pointer.ask(&question.text, &passages, began));
        let count = promising(examined);
        self.read(question, examined, count, readings);
        let Some(asked) = asked else {
            return Pointing::NotAsked;
        };
        let Ok(scores) = asked.wait() else {
            return Pointing::FellBack;
        };
        for (at, scores) in shown.into_iter().zip(scores) {
            examined[at].take_pointing(&scores);
        }
        let others = &mut examined[count..];
        others.sort_by_key(|one| !one.is_pointed_at());
        let pointed = others.iter().filter(|one| one.is_pointed_at()).count();
        self.read(question, examined, count + pointed, readings);
        self.object_to_pointed(question, &examined[..count + pointed]);
        Pointing::Done
    }
}

/// The places of the candidates that are shown: the most promising that fit and whose articles may be sent, in the order of the
/// text.
fn shown(examined: &[Examined]) -> Vec<usize> {
    let mut left = SHOWN;
    let fits = |at: &usize| {
        let one = &examined[*at];
        let length = one.passage.text().len();
        let may_be_sent = !one.passage.article().own_reader && !one.sentences.is_empty();
        let fits = may_be_sent && length <= left;
        if fits {
            left -= length;
        }
        fits
    };
    let mut shown: Vec<usize> = (0..examined.len()).filter(fits).collect();
    shown.sort_by(|a, b| {
        let [a, b] = [a, b].map(|at| &examined[*at].passage);
        let articles = a.article().id.cmp(&b.article().id);
        articles.then(a.index().cmp(&b.index()))
    });
    shown
}
