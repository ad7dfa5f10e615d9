//! Promise: every quotation is a byte-exact slice of the article, whatever is asked, and no page is too long.
//!
//! Some 100,000 lines from a grammar (every command, the article's words, mutations of both) go through the parser, the
//! bot and the renderer; each answer is held against the article.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::Union;
use proptest::test_runner::{Config, TestRng, TestRunner};
use voetnoot::answer::{Answer, Verdict};
use voetnoot::command::{COMMANDS, parse};
use voetnoot::excerpt::{Excerpt, Passage};
use voetnoot::render::{Dialect, Plain, Run, pages, runs};
use voetnoot::wording::Language;

mod common;

/// How many lines are asked, in two threads.
const LINES: u32 = 100_000;

static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let article = &common::bot().library().articles()[0];
    let mut words: Vec<String> = article
        .plain()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    words.sort();
    words.dedup();
    words
});

/// What stands between quotation marks is a run of the article; everything else is not.
struct Marked(usize);

const OPEN: char = '\u{f0000}';
const CLOSE: char = '\u{f0001}';

impl Dialect for Marked {
    fn limit(&self) -> usize {
        self.0
    }
    fn sentence(&self, text: &str) -> String {
        text.to_owned()
    }
    fn heading(&self, text: &str) -> String {
        text.to_owned()
    }
    fn item(&self, label: &str, detail: Option<&str>) -> String {
        format!("{label} {}", detail.unwrap_or_default())
    }
    fn quotation(&self, runs: &[Run<'_>]) -> String {
        let text = |run: &Run<'_>| match run {
            Run::Text(text) | Run::Strong(text) | Run::Link { words: text, .. } => {
                format!("{OPEN}{text}{CLOSE}")
            }
            Run::Omission => "[…]".to_owned(),
        };
        runs.iter().map(text).collect()
    }
    fn small(&self, text: &str) -> String {
        text.to_owned()
    }
}

/// The words between the marks, without white space.
fn quoted(text: &str) -> String {
    let between = text
        .split(OPEN)
        .skip(1)
        .filter_map(|rest| rest.split(CLOSE).next());
    between
        .flat_map(|run| run.chars().filter(|c| !c.is_whitespace()))
        .collect()
}

/// Holds an answer against the article.
fn check(answer: &Answer) -> Result<(), TestCaseError> {
    let article = &common::bot().library().articles()[0];
    let plain = article.plain();
    prop_assert!((0.0..=1.0).contains(&answer.confidence));
    prop_assert!(answer.verdict != Verdict::None || answer.quotes().next().is_none());
    let mut all = String::new();
    for quote in answer.quotes() {
        let text = quote.passage().text();
        let mut end = 0;
        for excerpt in quote.excerpts() {
            let range = excerpt.range();
            prop_assert!(range.start >= end && !range.is_empty());
            prop_assert_eq!(
                text.as_bytes().get(range.clone()),
                Some(excerpt.text().as_bytes())
            );
            prop_assert!(plain.contains(excerpt.text()));
            end = range.end;
        }
        for highlight in quote.highlights() {
            let inside = |excerpt: &Excerpt| {
                excerpt.range().start <= highlight.start && highlight.end <= excerpt.range().end
            };
            prop_assert!(quote.excerpts().iter().any(inside));
        }
        for run in runs(quote) {
            if let Run::Text(text) | Run::Strong(text) | Run::Link { words: text, .. } = run {
                all.extend(text.chars().filter(|c| !c.is_whitespace()));
            }
        }
    }
    for limit in [Plain::LIMIT, 700] {
        let pages = pages(answer, &Marked(limit), Language::Dutch);
        prop_assert!(!pages.is_empty());
        for page in &pages {
            prop_assert!(
                page.chars().count() <= limit,
                "a page of {} characters",
                page.chars().count()
            );
        }
        prop_assert_eq!(
            quoted(&pages.join("\n")),
            all.clone(),
            "pages of {} lose or invent words",
            limit
        );
    }
    Ok(())
}

/// A line as people type it, and as they do not.
fn line() -> impl Strategy<Value = String> {
    let word = || (0..WORDS.len()).prop_map(|at| WORDS[at].clone());
    let words = proptest::collection::vec(word(), 0..8).prop_map(|words| words.join(" "));
    let names = vec![
        "Kirgizië",
        "kirgizie",
        "Frankrijk",
        "🇰🇿",
        "Korea",
        "Duitsers",
        "de",
        "Loekasjenko",
        "Lukashenko",
        "Zas",
        "tokajev",
        "Bachtijor Ergasjev",
        "Zacharowa",
        "csto-kazachstan#12",
        "foto-2",
        "auteur",
        "bronnen",
    ];
    let argument = Union::new_weighted(vec![
        (6, words.boxed()),
        (3, select(names).prop_map(str::to_owned).boxed()),
        (
            2,
            (0u32..25, 0u32..25)
                .prop_map(|(a, b)| format!("{a}-{b}"))
                .boxed(),
        ),
        (
            1,
            any::<u32>().prop_map(|number| number.to_string()).boxed(),
        ),
        (1, any::<String>().boxed()),
        (1, word().prop_map(|word| word.repeat(300)).boxed()),
        (
            1,
            word()
                .prop_map(|word| format!("“{word}” {}", word.repeat(30)))
                .boxed(),
        ),
    ]);
    let names: Vec<&str> = COMMANDS
        .iter()
        .flat_map(|spec| std::iter::once(spec.name).chain(spec.aliases.iter().copied()))
        .collect();
    let opening = Union::new_weighted(vec![
        (
            4,
            select(names).prop_map(|name| format!("!{name} ")).boxed(),
        ),
        (
            3,
            select(vec![
                "", "Wie is ", "Hoeveel ", "Waarom ", "wat zei ", "Wanneer ",
            ])
            .prop_map(str::to_owned)
            .boxed(),
        ),
        (1, "[!?！ >`*]{0,4}".boxed()),
    ]);
    (opening, argument, mutation())
        .prop_map(|(opening, argument, mutate)| mutate.apply(&format!("{opening}{argument}")))
}

#[derive(Clone, Debug)]
enum Mutation {
    None,
    Upper,
    Lower,
    Drop(usize),
    Double(usize),
    Insert(usize, char),
    Cut(usize),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let strange = vec![
        '\u{202e}',
        '\u{200b}',
        '\0',
        '\u{301}',
        '🇰',
        '“',
        '’',
        '"',
        '\n',
        '#',
        '\u{10ffff}',
        'ﬁ',
        'İ',
    ];
    Union::new_weighted(vec![
        (4, Just(Mutation::None).boxed()),
        (1, Just(Mutation::Upper).boxed()),
        (1, Just(Mutation::Lower).boxed()),
        (2, (0usize..60).prop_map(Mutation::Drop).boxed()),
        (1, (0usize..60).prop_map(Mutation::Double).boxed()),
        (
            2,
            ((0usize..60), select(strange))
                .prop_map(|(at, c)| Mutation::Insert(at, c))
                .boxed(),
        ),
        (1, (0usize..60).prop_map(Mutation::Cut).boxed()),
    ])
}

impl Mutation {
    fn apply(&self, line: &str) -> String {
        let chars = line.chars().enumerate();
        match *self {
            Self::None => line.to_owned(),
            Self::Upper => line.to_uppercase(),
            Self::Lower => line.to_lowercase(),
            Self::Drop(at) => chars
                .filter(|(place, _)| *place != at)
                .map(|(_, c)| c)
                .collect(),
            Self::Double(at) => chars
                .flat_map(|(place, c)| std::iter::repeat_n(c, 1 + usize::from(place == at)))
                .collect(),
            Self::Insert(at, new) => chars
                .flat_map(|(place, c)| [Some(new).filter(|_| place == at), Some(c)])
                .flatten()
                .collect(),
            Self::Cut(at) => line.chars().take(at).collect(),
        }
    }
}

#[test]
fn whatever_is_asked_every_quotation_is_verbatim_and_every_page_fits() {
    let ask = |seed: u8| {
        let config = Config {
            cases: LINES / 2,
            failure_persistence: None,
            ..Config::default()
        };
        let mut runner = TestRunner::new_with_rng(
            config,
            TestRng::from_seed(proptest::test_runner::RngAlgorithm::ChaCha, &[seed; 32]),
        );
        runner.run(&line(), |line| {
            check(&common::bot().answer(&parse(&line), &common::moderator()))
        })
    };
    std::thread::scope(|scope| {
        for outcome in [1, 2]
            .map(|seed| scope.spawn(move || ask(seed)))
            .map(|thread| thread.join().expect("no panic"))
        {
            outcome.expect("every answer keeps the promise");
        }
    });
}

#[test]
fn an_excerpt_never_begins_or_ends_inside_a_character() {
    let article = &common::bot().library().articles()[0];
    for passage in Passage::all(article) {
        let text = passage.text();
        for at in 0..text.len() {
            let excerpt = Excerpt::new(&passage, at..text.len());
            assert_eq!(
                excerpt.is_some(),
                text.get(at..).is_some_and(|rest| !rest.trim().is_empty())
            );
        }
        assert!(Excerpt::new(&passage, 0..text.len() + 1).is_none());
        assert!(Excerpt::new(&passage, 3..3).is_none());
    }
}

#[test]
fn every_paragraph_of_the_article_can_be_had_whole() {
    let article = &common::bot().library().articles()[0];
    for passage in Passage::all(article) {
        let answer = common::bot().answer(
            &parse(&format!("!alinea {}", passage.paragraph().label())),
            &common::moderator(),
        );
        let quotes: Vec<&str> = answer
            .quotes()
            .flat_map(|quote| quote.excerpts())
            .map(Excerpt::text)
            .collect();
        assert_eq!(quotes, [passage.text()], "{}", passage.address());
    }
}
