//! One order and one confidence: the index's scores, the evidence of the sentences, and how far they agree.
//!
//! The weights were tuned on the development sets with `voetnoot eval`; they are few, and stand here together.

use std::collections::HashMap;
use std::ops::Range;

use crate::article::{Article, Kind};
use crate::excerpt::Passage;
use crate::lexicon::mentions::MentionKind;

use super::Engine;
use super::evidence::{PassageEvidence, SentenceEvidence};
use super::lexical::{Field, Wanted};
use super::question::{Question, Term};

/// The most candidates that the index gives.
pub const CANDIDATES: usize = 200;

/// Of how many candidates the sentences are weighed.
const WEIGHED: usize = 12;

/// What counts for how much. The values of [`Weights::TUNED`] were chosen on the development sets with `voetnoot eval`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// A word as it is written, in BM25's score; the fields below likewise.
    pub word: f32,
    /// Snowball's `dutch` stem.
    pub dutch: f32,
    /// Snowball's `dutch_porter` stem.
    pub porter: f32,
    /// A part of a compound.
    pub part: f32,
    /// The name of the section.
    pub section: f32,
    /// The title of the article.
    pub title: f32,
    /// A country by name, adjective or inhabitant.
    pub country: f32,
    /// A country by its capital.
    pub capital: f32,
    /// The share of the question that the best sentence covers, beside BM25's score, which is 1 for the best candidate.
    pub sentence: f64,
    /// The share of the question that the passage covers.
    pub passage: f64,
    /// That the best sentence has the kind of thing that is asked for.
    pub kind: f64,
    /// The other candidates of the same article, where there are several articles.
    pub article: f64,
    /// That a passage opens its article, where there are several: a page says first what it is about.
    pub opening: f64,
    /// A word in the section's name, for a sentence under it, relative to one in the sentence.
    pub from_section: f64,
    /// A word elsewhere in the passage, for a sentence of it, relative to one in the sentence.
    pub from_passage: f64,
}

impl Weights {
    /// Tuned on the development sets.
    pub const TUNED: Self = Self {
        word: 0.5,
        dutch: 1.0,
        porter: 0.2,
        part: 0.4,
        section: 0.1,
        title: 0.3,
        country: 0.4,
        capital: 0.15,
        sentence: 0.1,
        passage: 0.25,
        kind: 0.14,
        article: 0.0,
        opening: 0.1,
        from_section: 0.06,
        from_passage: 0.05,
    };
}

/// A passage that may answer a question.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The passage.
    pub passage: Passage,
    /// The sentence of it that answers best, in bytes of its text.
    pub sentence: Range<usize>,
    /// How good it is. Ranks within one question only.
    pub score: f64,
}

/// What was found for a question.
#[derive(Clone, Debug)]
pub struct Ranking {
    /// The passages, best first.
    pub hits: Vec<Hit>,
    /// How probable it is that the first hit answers the question, 0 to 1.
    pub confidence: f64,
}

impl Engine {
    /// The passages that may answer a question, best first, of all articles or of one.
    #[must_use]
    pub fn rank(&self, question: &Question, article: Option<&Article>) -> Ranking {
        let wanted = wanted(question, &self.weights);
        let article = article.and_then(|article| self.number_of(article));
        let candidates = self
            .index
            .best(&wanted, article, CANDIDATES)
            .unwrap_or_else(|error| {
                tracing::error!(%error, "search failed");
                Vec::new()
            });
        self.weighed(question, &candidates)
    }

    /// The passages by plain BM25 over Dutch stems: the yardstick that `eval` prints beside [`Engine::rank`].
    #[must_use]
    pub fn rank_plainly(&self, text: &str, article: Option<&Article>) -> Ranking {
        let words = super::analyzer::words(text)
            .into_iter()
            .filter(|word| !word.is_stop_word);
        let wanted: Vec<Wanted> = words
            .map(|word| Wanted {
                field: Field::Dutch,
                term: super::analyzer::forms(&word.folded).dutch,
                weight: 1.0,
            })
            .collect();
        let article = article.and_then(|article| self.number_of(article));
        let candidates = self
            .index
            .best(&wanted, article, CANDIDATES)
            .unwrap_or_default();
        let hits: Vec<Hit> = candidates
            .iter()
            .enumerate()
            .filter_map(|(rank, (number, score))| self.plain_hit(rank, *number, *score, &wanted))
            .collect();
        // A score that grows without bound, pressed into 0 to 1; only its order matters.
        let confidence = hits
            .first()
            .map_or(0.0, |hit| hit.score / (hit.score + 10.0));
        Ranking { hits, confidence }
    }

    fn plain_hit(&self, rank: usize, number: u64, score: f32, wanted: &[Wanted]) -> Option<Hit> {
        let passage = self.passages.get(usize::try_from(number).ok()?)?.clone();
        let shared = |range: &&Range<usize>| {
            let text = passage.text().get((*range).clone()).unwrap_or_default();
            let stems: Vec<String> = super::analyzer::words(text)
                .iter()
                .map(|word| super::analyzer::forms(&word.folded).dutch)
                .collect();
            (
                wanted
                    .iter()
                    .filter(|term| stems.contains(&term.term))
                    .count(),
                std::cmp::Reverse(range.start),
            )
        };
        let mut sentences = passage.sentences().iter();
        let sentence = if rank == 0 {
            sentences.max_by_key(shared)
        } else {
            sentences.next()
        }?
        .clone();
        Some(Hit {
            sentence,
            score: f64::from(score),
            passage,
        })
    }

    fn weighed(&self, question: &Question, candidates: &[(u64, f32)]) -> Ranking {
        let best = f64::from(candidates.first().map_or(1.0, |candidate| candidate.1))
            .max(f64::MIN_POSITIVE);
        let weights = &self.weights;
        let mut weighed: Vec<(Hit, Agreement)> = Vec::new();
        let of_article = self.by_article(candidates, best);
        for (rank, (number, score)) in candidates.iter().enumerate() {
            let Some(number) = usize::try_from(*number)
                .ok()
                .filter(|number| *number < self.passages.len())
            else {
                continue;
            };
            let passage = &self.passages[number];
            let lexical = f64::from(*score) / best * prior(passage.paragraph().kind());
            let (sentence, agreement) = if rank < WEIGHED {
                agreement(question, self.evidence(number), weights)
            } else {
                (
                    passage.sentences().first().cloned().unwrap_or(0..0),
                    Agreement::default(),
                )
            };
            let company = of_article
                .get(&passage.article().id)
                .map_or(0.0, |sum| sum - f64::from(*score) / best);
            let opens =
                self.library.articles().len() > 1 && passage.paragraph().kind() == Kind::Lede;
            let context = weights.article * (company / (company + 1.0))
                + if opens { weights.opening } else { 0.0 };
            // Whoever is not weighed comes after everyone who is.
            let score = if rank < WEIGHED {
                lexical + context + agreement.score(weights)
            } else {
                lexical - 1.0
            };
            weighed.push((
                Hit {
                    passage: passage.clone(),
                    sentence,
                    score,
                },
                agreement,
            ));
        }
        weighed.sort_by(|(a, _), (b, _)| b.score.total_cmp(&a.score));
        let margin = match weighed.as_slice() {
            [] => 0.0,
            [_] => 1.0,
            [first, second, ..] => ((first.0.score - second.0.score)
                / first.0.score.max(f64::MIN_POSITIVE))
            .clamp(0.0, 1.0),
        };
        let confidence = weighed
            .first()
            .map_or(0.0, |(_, agreement)| agreement.confidence(margin));
        Ranking {
            hits: weighed.into_iter().map(|(hit, _)| hit).collect(),
            confidence,
        }
    }

    /// For each article the sum of its candidates' scores, where there are several articles.
    fn by_article(&self, candidates: &[(u64, f32)], best: f64) -> HashMap<String, f64> {
        let mut sums = HashMap::new();
        if self.library.articles().len() > 1 {
            for (number, score) in candidates {
                let passage = usize::try_from(*number)
                    .ok()
                    .and_then(|number| self.passages.get(number));
                if let Some(passage) = passage {
                    *sums.entry(passage.article().id.clone()).or_default() +=
                        f64::from(*score) / best;
                }
            }
        }
        sums
    }
}

/// How far a passage agrees with a question.
#[derive(Clone, Copy, Debug, Default)]
struct Agreement {
    /// The share of the question's words, by rarity, that the best sentence has, its context included; 0 to 1.
    sentence: f64,
    /// The same for the whole passage.
    passage: f64,
    /// Whether the best sentence has the kind of thing that is asked for; None where any will do.
    has_wanted: Option<bool>,
    /// The share of the question's names that the passage has.
    names: f64,
}

impl Agreement {
    fn score(&self, weights: &Weights) -> f64 {
        let of_type = if self.has_wanted == Some(true) {
            weights.kind
        } else {
            0.0
        };
        weights.sentence * self.sentence + weights.passage * self.passage + of_type
    }

    /// A logistic function of what agrees.
    fn confidence(&self, margin: f64) -> f64 {
        let wanted = match self.has_wanted {
            Some(true) => 0.6,
            Some(false) => -1.2,
            None => 0.0,
        };
        let evidence = -4.2
            + 3.0 * self.passage
            + 2.2 * self.sentence
            + 2.2 * self.names
            + 0.8 * margin
            + wanted;
        1.0 / (1.0 + (-evidence).exp())
    }
}

/// Captions, byline and sources line are short, which BM25 takes for a merit.
fn prior(kind: Kind) -> f64 {
    match kind {
        Kind::Lede | Kind::Body => 1.0,
        Kind::Caption => 0.75,
        Kind::Byline | Kind::Sources => 0.5,
    }
}

fn wanted(question: &Question, weights: &Weights) -> Vec<Wanted> {
    let mut wanted = Vec::new();
    let mut want = |field, term: &str, weight| {
        wanted.push(Wanted {
            field,
            term: term.to_owned(),
            weight,
        })
    };
    for term in &question.terms {
        want(Field::Word, &term.word, weights.word);
        want(Field::Dutch, &term.forms.dutch, weights.dutch);
        want(Field::Porter, &term.forms.porter, weights.porter);
        want(Field::Section, &term.forms.dutch, weights.section);
        want(Field::Title, &term.forms.dutch, weights.title);
        for part in &term.forms.parts {
            want(Field::Part, part, weights.part);
        }
    }
    for (country, kind) in &question.countries {
        let by_name = if *kind == MentionKind::Capital {
            weights.capital
        } else {
            weights.country
        };
        want(Field::Country, country.code(), by_name);
        want(Field::Section, country.code(), by_name);
        want(Field::Capital, country.code(), weights.capital);
    }
    wanted
}

/// The best sentence of a passage for a question, and how far they agree.
fn agreement(
    question: &Question,
    evidence: &PassageEvidence,
    weights: &Weights,
) -> (Range<usize>, Agreement) {
    let total: f64 = question
        .terms
        .iter()
        .map(|term| term.idf)
        .sum::<f64>()
        .max(f64::MIN_POSITIVE);
    let in_passage: Vec<f64> = question
        .terms
        .iter()
        .map(|term| evidence.fit(term))
        .collect();
    let in_section: Vec<f64> = question
        .terms
        .iter()
        .map(|term| evidence.section_fit(term))
        .collect();
    let of_sentence = |sentence: &SentenceEvidence| {
        let fit = |(at, term): (usize, &Term)| {
            let context =
                (weights.from_section * in_section[at]).max(weights.from_passage * in_passage[at]);
            term.idf * sentence.fit(term).max(context)
        };
        question.terms.iter().enumerate().map(fit).sum::<f64>() / total
    };
    let worth = |sentence: &SentenceEvidence| {
        let of_type = if sentence.has(question.wants) == Some(true) {
            weights.kind
        } else {
            0.0
        };
        of_sentence(sentence) + of_type
    };
    let mut best: Option<(&SentenceEvidence, f64)> = None;
    for sentence in &evidence.sentences {
        let worth = worth(sentence);
        if best.is_none_or(|(_, most)| worth > most) {
            best = Some((sentence, worth));
        }
    }
    let Some((sentence, _)) = best else {
        return (0..0, Agreement::default());
    };
    let passage = question
        .terms
        .iter()
        .zip(&in_passage)
        .map(|(term, fit)| term.idf * fit)
        .sum::<f64>()
        / total;
    let names: Vec<f64> = question
        .terms
        .iter()
        .zip(&in_passage)
        .filter(|(term, _)| term.is_name)
        .map(|(_, fit)| *fit)
        .collect();
    #[expect(clippy::cast_precision_loss, reason = "a question has few names")]
    let names_found = if names.is_empty() {
        0.8
    } else {
        names.iter().sum::<f64>() / names.len() as f64
    };
    let agreement = Agreement {
        sentence: of_sentence(sentence),
        passage,
        has_wanted: sentence.has(question.wants),
        names: names_found,
    };
    (sentence.range.clone(), agreement)
}
