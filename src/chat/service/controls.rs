//! What stands under an answer: controls to turn its pages, to open the paragraphs that it is from, and to delete it; and the
//! menu of countries.

use super::post::{Action, Content, Control, Mark, Menu, Post};
use super::{Request, Service};
use crate::answer::Answer;
use crate::bot::recipe::Recipe;
use crate::chat::pager::Shown;
use crate::chat::port::{Port, PostOf};
use crate::citation;
use crate::command::{Command, Name, Selection};
use crate::render::Page;
use crate::wording::{Language, Message};

/// The most pages that are turned.
pub(crate) const PAGES: usize = 999;

/// The emoji that turns a page.
pub(super) const NEXT: &str = "➡️";

/// The emoji that open the paragraphs of the sentences that may answer, in their order.
pub(super) const OPEN: [&str; 3] = ["1️⃣", "2️⃣", "3️⃣"];

impl<P: Port> Service<P> {
    /// A page of an answer, with its controls.
    pub(super) fn post(&self, shown: &Shown, request: &Request<P>) -> PostOf<P> {
        let Some(page) = shown.pages.get(shown.page) else {
            return request.say(&Message::new("more-nothing"));
        };
        let code = shown
            .recipe
            .as_ref()
            .and_then(|recipe| Self::code(recipe, request));
        let mut post = Self::page(&shown.answer, page, request);
        let choices = Self::choices(shown, request, code.is_some());
        let needs_code = shown.pages.len() > 1 || !choices.is_empty();
        let own = Self::own_controls(shown, request, code.as_deref());
        post.controls = [choices, own]
            .into_iter()
            .filter(|row| !row.is_empty())
            .collect();
        if shown.answer.command == Name::Country.spec().name {
            post.menu = Self::countries(request);
        }
        post.mark = Some(Mark {
            page: shown.page,
            code: code.filter(|_| needs_code),
            ..Self::mark(request)
        });
        post
    }

    /// A page, without controls.
    pub(super) fn page(answer: &Answer, page: &Page, request: &Request<P>) -> PostOf<P> {
        let first = answer.quotes().next().filter(|_| page.source.is_some());
        let article = first.map(|quote| {
            let article = quote.passage().article();
            let title = citation::title(article).words(request.language);
            (title, article.url.clone())
        });
        let content = Content::Page {
            page: page.clone(),
            verdict: answer.verdict,
            article,
        };
        Post::new(content, request.sender.style.clone())
    }

    /// What the first page of an answer says of itself.
    pub(super) fn mark(request: &Request<P>) -> Mark<P::Message, P::User> {
        let question = request.question.as_ref();
        Mark {
            question: question.map(|question| question.message.clone()),
            thread: question.and_then(|question| question.root.clone()),
            asker: request.sender.user.clone(),
            revision: request.revision(),
            language: Some(request.language),
            page: 0,
            code: None,
            is_preview: false,
        }
    }

    /// A recipe as text that a button or a mark can hold; `None` if it cannot.
    pub(super) fn code(recipe: &Recipe, request: &Request<P>) -> Option<String> {
        let context = request.context();
        request.bot.code(recipe, &context, P::ABILITIES.code)
    }

    /// Those that open the paragraphs of several sentences that may answer. Empty if one answers, or if several articles are
    /// asked: a paragraph's number alone names no article.
    fn choices(shown: &Shown, request: &Request<P>, has_code: bool) -> Vec<Control> {
        let recipe = shown.recipe.as_ref().filter(|_| has_code);
        let choices = recipe
            .into_iter()
            .flat_map(|recipe| Self::paragraphs(recipe, request));
        let control = |(place, paragraph): (usize, Recipe)| {
            let label = match &paragraph {
                Recipe::Command(Command::Paragraph(Selection::Numbers(number, _))) => {
                    Message::new("button-paragraph").with("number", *number)
                }
                _ => return None,
            };
            Some(Control {
                label: label.words(request.language),
                emoji: OPEN.get(place).copied(),
                ..Control::of(Action::Open, 0, Self::code(&paragraph, request)?)
            })
        };
        choices.filter_map(control).collect()
    }

    /// The paragraphs that may answer, by their place among the passages that an answer shows.
    pub(super) fn paragraphs(
        recipe: &Recipe,
        request: &Request<P>,
    ) -> impl Iterator<Item = (usize, Recipe)> {
        let is_about_one = request.bot.article(&request.context()).is_some();
        let choices = request.bot.choices_of(recipe);
        choices.filter(move |_| is_about_one)
    }

    /// Those about the answer itself.
    fn own_controls(shown: &Shown, request: &Request<P>, code: Option<&str>) -> Vec<Control> {
        let labelled = |control: Control, key: &str| Control {
            label: Message::new(key).words(request.language),
            ..control
        };
        let coded = |command: Command| Self::code(&Recipe::Command(command), request);
        let mut controls = Vec::new();
        let (page, pages) = (shown.page, shown.pages.len());
        if let Some(code) = code.filter(|_| (2..=PAGES).contains(&pages)) {
            let previous = Control {
                is_enabled: page > 0,
                ..Control::of(Action::Previous, page.saturating_sub(1), code.to_owned())
            };
            controls.push(labelled(previous, "button-previous"));
            let next = Control {
                is_enabled: page + 1 < pages,
                emoji: Some(NEXT),
                ..Control::of(Action::Next, (page + 1).min(pages - 1), code.to_owned())
            };
            controls.push(labelled(next, "button-next"));
        }
        let mut quotes = shown.answer.quotes();
        let first = quotes
            .next()
            .filter(|_| request.bot.article(&request.context()).is_some());
        let is_question = shown.answer.command == Name::Ask.spec().name;
        // Of several sentences that may answer each has a source of its own.
        if let Some(quote) = first
            && (quotes.next().is_none() || !is_question)
        {
            let number = quote.passage().paragraph().number();
            let selection = number
                .filter(|_| is_question)
                .map(|number| Selection::Numbers(number, number));
            if let Some(selection) = selection.clone().filter(|_| quote.is_cut())
                && let Some(code) = coded(Command::Paragraph(selection))
            {
                controls.push(labelled(Control::of(Action::Open, 0, code), "button-whole"));
            }
            if let Some(code) = coded(Command::Source(selection)) {
                let source = Control::of(Action::Source, 0, code);
                controls.push(labelled(source, "button-source"));
            }
        }
        if !request.is_private {
            controls.push(Control::of(Action::Delete, 0, String::new()));
        }
        controls
    }

    /// The list of countries to choose from.
    fn countries(request: &Request<P>) -> Option<Menu> {
        let countries = request.bot.countries(&request.context()).into_iter();
        let options: Vec<(String, String)> = countries
            .take(P::ABILITIES.menu)
            .map(|country| {
                let name = match request.language {
                    Language::Dutch => country.dutch(),
                    Language::English => country.english(),
                };
                (name.to_owned(), country.code().to_owned())
            })
            .collect();
        (!options.is_empty()).then(|| Menu {
            hint: Message::new("choose-country").words(request.language),
            options,
        })
    }
}

impl Control {
    /// A control without label and emoji.
    pub(super) fn of(action: Action, page: usize, code: String) -> Self {
        Self {
            action,
            label: String::new(),
            emoji: None,
            is_enabled: true,
            page,
            code,
        }
    }
}
