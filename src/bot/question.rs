//! `!vraag`: the passage that answers a question, trimmed around the sentence that does, and where else to look.

use std::ops::Range;
use std::sync::Arc;

use super::greeting::is_greeting;
use super::{Bot, Context, articles};
use crate::analyzer;
use crate::answer::{Answer, Block, Quote, Verdict};
use crate::article::{Article, Kind};
use crate::citation;
use crate::command::Command;
use crate::excerpt::Passage;
use crate::preferences::Length;
use crate::search::intent::Aspect;
use crate::search::learned::Thresholds;
use crate::search::question::{Correction, Question};
use crate::search::rank::{Hit, Ranking, WEIGHED};
use crate::wording::{Message, calendar};

/// About how many characters of a passage are shown; of a short answer its sentence alone.
const EXCERPT: usize = 600;

/// The confidence in a rule that recognised a question about the piece itself.
const BY_RULE: f64 = 0.95;

/// How many passages are pointed at besides the answer, and how good they must be, relative to it.
const ALSO: usize = 2;
const ALSO_FROM: f64 = 0.6;

pub(super) fn answer(bot: &Bot, command: &Command, context: &Context<'_>, text: &str) -> Answer {
    let question = bot.engine().understand(text);
    let asks_nothing = question.terms.is_empty() && question.about.is_none();
    if asks_nothing || is_greeting(text) {
        return Answer::nothing(command, vec![Block::Say(Message::new("question-empty"))]);
    }
    if let Some(answer) = told_by_editor(bot, command, context, question.about) {
        return answer;
    }
    let ranking = find(bot, &question, context);
    let verdict = verdict(&ranking);
    let mut blocks: Vec<Block> = question
        .corrections
        .iter()
        .map(|correction| corrected(correction, &ranking.hits))
        .collect();
    let Some(best) = ranking.hits.first().filter(|_| verdict != Verdict::None) else {
        blocks.push(Block::Say(Message::new("question-none")));
        blocks.push(Block::Note(Message::new("question-none-hint")));
        return Answer {
            command: command.name(),
            verdict: Verdict::None,
            confidence: ranking.confidence,
            blocks,
        };
    };
    let mut answer = found(command, context, verdict, best);
    blocks.append(&mut answer.blocks);
    blocks.extend(see_also(bot, &ranking));
    Answer {
        confidence: ranking.confidence,
        blocks,
        ..answer
    }
}

/// What a question found, without where else to look.
pub(super) fn found(
    command: &Command,
    context: &Context<'_>,
    verdict: Verdict,
    best: &Hit,
) -> Answer {
    let most = match context.length() {
        Length::Short => 0,
        Length::Normal => EXCERPT,
    };
    let mut blocks = Vec::new();
    if verdict == Verdict::Maybe {
        blocks.push(Block::Say(Message::new("question-maybe")));
    }
    blocks.extend(shown(best, most).map(Block::Quote));
    Answer {
        command: command.name(),
        verdict,
        confidence: 1.0,
        blocks,
    }
}

/// What a question asks about the piece that the text itself does not tell, but its editor does: said, not quoted.
fn told_by_editor(
    bot: &Bot,
    command: &Command,
    context: &Context<'_>,
    about: Option<Aspect>,
) -> Option<Answer> {
    let aspect = about?;
    let Some(article) = bot.article(context) else {
        // An answer that is remembered is given to everybody: no word of who chooses.
        return Some(articles::which(bot, command, &Context::default()));
    };
    let said = match aspect {
        Aspect::Publication => article.published.map(|published| {
            let date = calendar::published(published, article.is_editorial("published"));
            Message::new("question-published").with("date", date)
        }),
        Aspect::Author
            if about_the_piece(article, aspect).is_none() && !article.authors.is_empty() =>
        {
            let authors = article.authors.iter().map(Message::verbatim);
            Some(Message::new("question-authors").with("authors", Message::list(authors)))
        }
        _ => return None,
    };
    let mut blocks = vec![Block::Say(Message::new("question-none"))];
    blocks.extend(said.map(Block::Note));
    Some(Answer::nothing(command, blocks))
}

/// Finds what answers a question: a question about the piece itself by rule, any other by search.
#[must_use]
pub(crate) fn find(bot: &Bot, question: &Question, context: &Context<'_>) -> Ranking {
    let of_piece = question
        .about
        .and_then(|aspect| about_the_piece(bot.article(context)?, aspect));
    if let Some(hit) = of_piece {
        return Ranking {
            hits: vec![hit],
            confidence: BY_RULE,
            thresholds: Thresholds::IN_WORDS,
        };
    }
    let article = context.article.and_then(|id| bot.library().get(id));
    bot.engine()
        .rank(question, article.map(Arc::as_ref), WEIGHED)
}

/// What a confidence means.
#[must_use]
pub(crate) fn verdict(ranking: &Ranking) -> Verdict {
    match ranking.confidence {
        _ if ranking.hits.is_empty() => Verdict::None,
        confidence if confidence >= ranking.thresholds.found => Verdict::Found,
        confidence if confidence >= ranking.thresholds.maybe => Verdict::Maybe,
        _ => Verdict::None,
    }
}

fn about_the_piece(article: &Arc<Article>, aspect: Aspect) -> Option<Hit> {
    let kind = match aspect {
        Aspect::Publication => return None,
        Aspect::Author => Kind::Byline,
        Aspect::Sources => Kind::Sources,
        Aspect::Subject => Kind::Lede,
    };
    let passage = Passage::all(article).find(|passage| passage.paragraph().kind() == kind)?;
    let sentence = match aspect {
        Aspect::Subject => passage.sentences().first()?.clone(),
        _ => 0..passage.text().len(),
    };
    Some(Hit {
        passage,
        sentence,
        score: 1.0,
        has_words: false,
    })
}

/// A passage, trimmed at the borders of its sentences to about `most` characters around the one that answers.
pub(super) fn shown(hit: &Hit, most: usize) -> Option<Quote> {
    let passage = &hit.passage;
    let sentences = passage.sentences();
    let length = |range: &Range<usize>| {
        passage
            .text()
            .get(range.clone())
            .map_or(0, |text| text.chars().count())
    };
    let centre = sentences
        .iter()
        .position(|sentence| *sentence == hit.sentence);
    let range = match centre {
        None => hit.sentence.clone(),
        Some(centre) => {
            let (mut first, mut last) = (centre, centre);
            let mut used = length(&sentences[centre]);
            // One sentence before and one after, in turn, as long as the next still fits.
            loop {
                let after = sentences
                    .get(last + 1)
                    .filter(|next| used + length(next) <= most);
                if let Some(next) = after {
                    used += length(next);
                    last += 1;
                }
                let before = first
                    .checked_sub(1)
                    .filter(|before| used + length(&sentences[*before]) <= most);
                if let Some(before) = before {
                    used += length(&sentences[before]);
                    first = before;
                }
                if after.is_none() && before.is_none() {
                    break;
                }
            }
            sentences[first].start..sentences[last].end
        }
    };
    Quote::new(passage, vec![range], std::slice::from_ref(&hit.sentence))
        .map(|quote| quote.scored(hit.score))
}

fn see_also(bot: &Bot, ranking: &Ranking) -> Option<Block> {
    let best = ranking.hits.first()?;
    let is_worth_it = |hit: &&Hit| {
        hit.score >= ALSO_FROM * best.score
            && hit.passage.paragraph().number().is_some()
            && !bot.engine().are_alike(&hit.passage, &best.passage)
    };
    let places: Vec<Message> = ranking
        .hits
        .iter()
        .skip(1)
        .filter(is_worth_it)
        .take(ALSO)
        .map(|hit| place(hit, best))
        .collect();
    (!places.is_empty())
        .then(|| Block::Note(Message::new("see-also").with("places", Message::list(places))))
}

/// Where a hit stands; with its article's name where that is another one.
fn place(hit: &Hit, best: &Hit) -> Message {
    let number = hit.passage.paragraph().number().unwrap_or_default();
    let here = Message::new("place-paragraph").with("number", number);
    if hit.passage.article().id != best.passage.article().id {
        return Message::new("see-also-place")
            .with("place", here)
            .with("section", citation::title(hit.passage.article()));
    }
    match hit.passage.paragraph().section() {
        "" => here,
        section => Message::new("see-also-place")
            .with("place", here)
            .with("section", section),
    }
}

/// «Ik las "Loekasjeko" als "Loekasjenko"»: the word as the article writes it.
pub(super) fn corrected(correction: &Correction, hits: &[Hit]) -> Block {
    let read = hits
        .iter()
        .find_map(|hit| as_written(hit, &correction.read))
        .unwrap_or_else(|| correction.read.clone());
    Block::Note(
        Message::new("corrected")
            .with("typed", super::typed(&correction.typed))
            .with("read", read),
    )
}

fn as_written(hit: &Hit, folded: &str) -> Option<String> {
    let text = hit.passage.text();
    let word = analyzer::words(text)
        .into_iter()
        .find(|word| word.folded == folded)?;
    text.get(word.range).map(str::to_owned)
}
