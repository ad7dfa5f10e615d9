//! `!vraag`: the passage that answers a question, trimmed around the answering sentence, and other places to look.

use std::sync::Arc;

use super::{article, help};
use crate::analyzer;
use crate::answer::{Answer, Block, Verdict};
use crate::article::{Article, Kind};
use crate::bot::answer_cache::Made;
use crate::bot::blocks;
use crate::bot::core::Bot;
use crate::bot::shown;
use crate::bot::small_talk::{SmallTalk, small_talk};
use crate::citation;
use crate::command::Command;
use crate::excerpt::Passage;
use crate::preferences::{Context, Length};
use crate::search::learned::Thresholds;
use crate::search::{self, Aspect, Correction, Hit, Question, Ranking, SCORED};
use crate::wording::{Message, calendar};

/// The length of a quoted passage in characters, roughly. A short answer quotes the sentence only.
const EXCERPT: usize = 600;

/// The confidence of an answer about the piece itself, which a rule finds.
const BY_RULE: f64 = 0.95;

/// The most further passages, and their lowest score relative to the answer's.
const ALSO: usize = 2;
const ALSO_FROM: f64 = 0.6;

pub(in crate::bot) fn answer(
    bot: &Bot,
    command: &Command,
    context: &Context<'_>,
    text: &str,
) -> Made {
    let say = |key: &str| Answer::nothing(command, [Block::Say(Message::new(key))]).into();
    match small_talk(text) {
        Some(SmallTalk::AboutTheBot) => return help::answer(bot, command, context, None).into(),
        Some(SmallTalk::Complaint) => return say("question-missed"),
        Some(SmallTalk::Greeting | SmallTalk::Reaction) => return say("question-empty"),
        None => {}
    }
    let question = bot.engine().understand(text);
    if asks_nothing(&question) {
        return say("question-empty");
    }
    if let Some(answer) = told_by_editor(bot, command, context, question.about_article) {
        return answer.into();
    }
    let ranking = find(bot, &question, context);
    let mut blocks: Vec<Block> = question
        .corrections
        .iter()
        .map(|correction| corrected(correction, &ranking.hits))
        .collect();
    let mut answer = composed(bot, command, context, &ranking);
    blocks.append(&mut answer.blocks);
    Made {
        answer: Answer { blocks, ..answer },
        is_makeshift: ranking.fell_back,
    }
}

/// Whether a line has no word that can be looked for, and is no question either.
fn asks_nothing(question: &Question) -> bool {
    let says_nothing = question.terms.is_empty() && question.about_article.is_none();
    says_nothing && !search::is_question(&analyzer::words(&question.text), &question.text)
}

/// Answers a question with the passages that were found.
pub(crate) fn composed(
    bot: &Bot,
    command: &Command,
    context: &Context<'_>,
    ranking: &Ranking,
) -> Answer {
    let verdict = verdict(ranking);
    let hits = match verdict {
        Verdict::Found => ranking.hits.get(..1).unwrap_or_default().to_vec(),
        Verdict::Maybe => shown::likeliest(bot, &ranking.hits),
        Verdict::None => Vec::new(),
    };
    let mut answer = found(command, context, verdict, &hits);
    if verdict == Verdict::None {
        answer.blocks = vec![
            Block::Say(Message::new("question-none")),
            Block::Note(Message::new("question-none-hint")),
        ];
    }
    if verdict == Verdict::Found {
        answer.blocks.extend(see_also(bot, ranking));
    }
    Answer {
        confidence: ranking.confidence,
        objection: ranking.objection.filter(|_| verdict != Verdict::Found),
        ..answer
    }
}

/// The quotations of an answer: the passage that answers, or the sentences that may.
pub(in crate::bot) fn found(
    command: &Command,
    context: &Context<'_>,
    verdict: Verdict,
    hits: &[Hit],
) -> Answer {
    let most = match context.preferences.length {
        Length::Short => 0,
        Length::Normal => EXCERPT,
    };
    let mut blocks = Vec::new();
    if verdict == Verdict::Maybe {
        blocks.push(Block::Say(Message::new("question-maybe")));
        let quotes = match context.preferences.length {
            Length::Short => shown::sentences(&shown::first_of_each(hits)),
            Length::Normal => shown::sentences(hits),
        };
        blocks.extend(quotes.into_iter().map(Block::Quote));
    } else {
        let best = hits.first();
        blocks.extend(
            best.and_then(|best| shown::passage(best, most))
                .map(Block::Quote),
        );
    }
    Answer {
        verdict,
        ..Answer::certain(command, blocks)
    }
}

/// Answers a question about the piece that only its editor can answer: says it, and quotes nothing.
fn told_by_editor(
    bot: &Bot,
    command: &Command,
    context: &Context<'_>,
    about: Option<Aspect>,
) -> Option<Answer> {
    let aspect = about?;
    let Some(article) = bot.article(context) else {
        // The answer may be cached for everyone, so it must not depend on who may choose.
        return Some(article::which(bot, command, &Context::default()));
    };
    let said = match aspect {
        Aspect::Publication => article.published.map(|published| {
            let date = calendar::published(published.into(), article.is_editorial("published"));
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

/// Finds the passages that answer a question: by rule if it is about the piece itself, else by search.
#[must_use]
pub(crate) fn find(bot: &Bot, question: &Question, context: &Context<'_>) -> Ranking {
    find_by(bot, question, context, |article| {
        let engine = bot.engine();
        if context.asks_model() {
            engine.rank_pointed(question, article, SCORED)
        } else {
            engine.rank(question, article, SCORED)
        }
    })
}

/// Like [`find`], with a given search of one article, or of all.
pub(crate) fn find_by(
    bot: &Bot,
    question: &Question,
    context: &Context<'_>,
    search: impl FnOnce(Option<&Article>) -> Ranking,
) -> Ranking {
    let of_piece = question
        .about_article
        .and_then(|aspect| about_the_piece(bot.article(context)?, aspect));
    if let Some(hit) = of_piece {
        return Ranking {
            hits: vec![hit],
            confidence: BY_RULE,
            objection: None,
            fell_back: false,
            thresholds: Thresholds::IN_WORDS,
        };
    }
    search(bot.chosen(context).map(Arc::as_ref))
}

/// Returns the verdict for a confidence.
fn verdict(ranking: &Ranking) -> Verdict {
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
    Some(Hit::unscored(passage, sentence, 1.0))
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

/// The place of a hit, with the title of its article if that is not the answer's.
fn place(hit: &Hit, best: &Hit) -> Message {
    let number = hit.passage.paragraph().number().unwrap_or_default();
    if hit.passage.article().id != best.passage.article().id {
        return Message::new("see-also-place")
            .with("place", citation::name(&hit.passage))
            .with("section", citation::title(hit.passage.article()));
    }
    let here = Message::new("see-also-paragraph").with("number", number);
    match hit.passage.paragraph().section() {
        "" => here,
        section => Message::new("see-also-place")
            .with("place", here)
            .with("section", section),
    }
}

/// Names a correction in the article's spelling.
pub(in crate::bot) fn corrected(correction: &Correction, hits: &[Hit]) -> Block {
    let read = hits
        .iter()
        .find_map(|hit| as_written(hit, &correction.read))
        .unwrap_or_else(|| correction.read.clone());
    blocks::corrected(&correction.typed, &read)
}

fn as_written(hit: &Hit, folded: &str) -> Option<String> {
    let text = hit.passage.text();
    let word = analyzer::words(text)
        .into_iter()
        .find(|word| word.folded == folded)?;
    text.get(word.range).map(str::to_owned)
}
