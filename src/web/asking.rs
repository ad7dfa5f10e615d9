//! Asking on a page: the answer, its marks in the text, and what may be asked.

use std::sync::Arc;

use maud::{Markup, PreEscaped, html};

use super::mark::Mark;
use super::overview::Overview;
use crate::answer::{Answer, Quote, Unit};
use crate::article::Article;
use crate::bot::{Bot, Context};
use crate::chat::worker::Worker;
use crate::citation::{self, Links};
use crate::command::{self, Name, PREFIX};
use crate::excerpt::Excerpt;
use crate::language::Language;
use crate::preferences::{Home, Preferences, Reader};
use crate::render::{self, Dialect as _, Html, landing};
use crate::wording::Message;

/// The most lines that are offered to complete a question.
const COMPLETIONS: usize = 200;

/// A question and a page of its answer.
pub(super) struct Asked {
    pub(super) question: String,
    pub(super) answer: Answer,
    /// The page, as HTML.
    page: String,
    /// Which page it is, from 1, and how many there are.
    number: usize,
    pages: usize,
}

/// A question on a page.
pub(super) struct Question<'a> {
    /// The article that it is about; `None` for all.
    pub(super) article: Option<&'a Arc<Article>>,
    pub(super) text: &'a str,
    /// Which page of the answer is read, from 1.
    pub(super) page: usize,
    pub(super) language: Language,
    /// Whether the page stands in a frame, without the text.
    pub(super) is_framed: bool,
}

/// Answers a question as it would be answered in chat.
pub(super) async fn ask(worker: &Worker, bot: &Arc<Bot>, question: &Question<'_>) -> Asked {
    let language = question.language;
    let mut preferences = Preferences::of_operator(language);
    // Whoever asks here has not been told of a language model elsewhere, and has no moderator who could leave it out.
    preferences.reader = Reader::Own;
    preferences.home = Home::Page;
    preferences.article = question.article.map(|article| article.id.clone());
    let text = question.article.filter(|_| !question.is_framed);
    let command = command::parse_addressed(question.text);
    let answer = worker.answer(bot, command, Arc::new(preferences), false);
    let answer = Answer {
        links: Links::within(text.map(Arc::as_ref)),
        ..answer.await
    };
    let rendering = answer.clone();
    let dialect = Html {
        is_beside_text: text.is_some(),
    };
    let laid_out = worker.run(bot, move |_| render::layout(&rendering, &dialect, language));
    let pages = laid_out.await.unwrap_or_default();
    let number = question.page.clamp(1, pages.len().max(1));
    // Beside the text everybody sees which article it is.
    let source = |page: &render::Page| match &page.source {
        Some(source) if text.is_none() => format!("\n\n{}", dialect.small(source)),
        _ => String::new(),
    };
    let shown = pages.get(number - 1);
    let body = shown.map(|page| format!("{}{}", page.body, source(page)));
    let body = body.unwrap_or_default();
    Asked {
        question: question.text.to_owned(),
        page: if question.is_framed {
            render::html::framed(&body)
        } else {
            render::html::html(&body)
        },
        number,
        pages: pages.len(),
        answer,
    }
}

/// An answer, above the text.
pub(super) fn answer(asked: &Asked, language: Language) -> Markup {
    let query = format!("?q={}&p=", citation::escaped(&asked.question));
    let verdict = format!("antwoord {}", asked.answer.verdict.as_str());
    html! {
        section class=(verdict) aria-labelledby="antwoord" {
            h2 #antwoord { (Message::new("page-answer").words(language)) }
            (PreEscaped(&asked.page))
            (turning(asked.number, asked.pages, &query, language))
        }
    }
}

/// Links to the pages before and after this one; nothing if it is the only one.
pub(super) fn turning(page: usize, pages: usize, query: &str, language: Language) -> Markup {
    let link = |page: usize, key: &str, rel: &str| {
        html! { a href={ (query) (page) } rel=(rel) { (Message::new(key).words(language)) } " " }
    };
    let counter = Message::new("page-last")
        .with("page", page)
        .with("pages", pages);
    html! {
        @if pages > 1 {
            nav.bladeren aria-label=(Message::new("page-turning").words(language)) {
                @if page > 1 { (link(page - 1, "button-previous", "prev")) }
                @if page < pages { (link(page + 1, "button-next", "next")) }
                span { (counter.words(language)) }
            }
        }
    }
}

/// The words of an answer's quotations in the text of an article: what is emphasised, else single sentences. Of whole
/// passages only the place is an anchor, for a text that is marked all over shows nothing.
pub(super) fn marks(answer: &Answer, article: &Article) -> Vec<Mark> {
    let quotes = answer.quotes();
    let own = quotes.filter(|quote| {
        let quoted = quote.passage().article();
        quoted.id == article.id && quoted.revision == article.revision
    });
    let mut marks: Vec<Mark> = own.flat_map(of_quote).collect();
    marks.sort_by_key(|mark| {
        (
            mark.index,
            mark.range.start,
            std::cmp::Reverse(mark.range.end),
        )
    });
    marks.dedup_by(|later, earlier| {
        later.index == earlier.index
            && (later.range == earlier.range || later.range.start < earlier.range.end)
    });
    marks
}

fn of_quote(quote: &Quote) -> Vec<Mark> {
    let passage = quote.passage();
    let shown = match (quote.highlights(), quote.unit) {
        ([], Unit::Sentence) => quote.excerpts().iter().map(Excerpt::range).collect(),
        ([], Unit::Passage) => {
            let start = landing(quote).start;
            std::iter::once(start..start).collect()
        }
        (highlights, _) => highlights.to_vec(),
    };
    let mark = |range: std::ops::Range<usize>| Mark {
        index: passage.index(),
        id: citation::anchor(passage, range.start),
        range,
    };
    shown.into_iter().map(mark).collect()
}

/// What may be asked about an article.
#[derive(Clone, Debug, Default)]
pub(super) struct Offers {
    /// Lines that complete what is typed: commands for its countries and its people.
    pub(super) completions: Vec<String>,
    /// Questions that it answers.
    pub(super) examples: Vec<String>,
    /// The overviews that are not empty.
    pub(super) overviews: Vec<Overview>,
}

impl Offers {
    /// Reads an article for what may be asked about it.
    pub(super) fn of(bot: &Bot, article: &Arc<Article>, language: Language) -> Self {
        let context = Context {
            article: Some(&article.id),
            ..Context::default()
        };
        let lines = |name: Name| {
            let typed = name.spec().name_in(language);
            let arguments = bot.arguments(name, &context, language).into_iter();
            arguments.map(move |argument| format!("{PREFIX}{typed} {argument}"))
        };
        let completions = lines(Name::Country).chain(lines(Name::Person));
        let examples = bot.examples(article).into_iter();
        let has = |overview: &Overview| match overview {
            Overview::Timeline => !bot.events(article).is_empty(),
            Overview::Countries => !bot.countries(&context).is_empty(),
            Overview::People => !bot.people(article).all().is_empty(),
            Overview::Changes => !bot.history(article).is_empty(),
        };
        Self {
            completions: completions.take(COMPLETIONS).collect(),
            examples: examples.map(|example| example.words(language)).collect(),
            overviews: Overview::ALL.into_iter().filter(has).collect(),
        }
    }
}
