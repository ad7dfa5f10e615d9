//! The conversation in a terminal, with a line editor; or with a pipe, without prompt or greeting.

use std::io::{self, BufRead as _, IsTerminal as _, Write};

use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::{Config, Context as LineContext, Editor, Helper, Highlighter, Hinter, Validator};

use super::Conversation;
use crate::bot::suggest::fits;
use crate::bot::{Bot, Context};
use crate::command::{self, Argument, COMMANDS, PREFIX};
use crate::preferences::Preferences;
use crate::render::Plain;
use crate::wording::{Language, Message};

const PROMPT: &str = "» ";

/// Holds a conversation on standard input and output until it ends.
///
/// # Errors
/// Where the terminal fails. That the reader of a pipe has gone is the end of a conversation, not an error.
pub fn run(bot: &Bot, language: Language) -> io::Result<()> {
    let is_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    let ended = if is_terminal {
        with_editor(bot, language)
    } else {
        with_pipe(bot, language)
    };
    match ended {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        ended => ended,
    }
}

fn with_pipe(bot: &Bot, language: Language) -> io::Result<()> {
    let dialect = Plain::new();
    // Whoever runs the program may do all that it does.
    let preferences = Preferences::of_operator(language);
    let mut conversation = Conversation::new(bot, preferences.context(true), &dialect, language);
    let mut out = io::stdout().lock();
    let mut line = Vec::new();
    let mut input = io::stdin().lock();
    while input.read_until(b'\n', &mut line)? > 0 {
        let text = String::from_utf8_lossy(&line);
        if !text.trim().is_empty() {
            writeln!(out, "{}\n", conversation.reply(&text))?;
            out.flush()?;
        }
        line.clear();
    }
    Ok(())
}

fn with_editor(bot: &Bot, language: Language) -> io::Result<()> {
    let has_colour = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let dialect = if has_colour {
        Plain::new().coloured()
    } else {
        Plain::new()
    };
    let preferences = Preferences::of_operator(language);
    let mut conversation = Conversation::new(bot, preferences.context(true), &dialect, language);
    // The history lives and ends with the conversation: what is typed is not kept.
    let config = Config::builder()
        .auto_add_history(true)
        .completion_type(rustyline::CompletionType::List)
        .build();
    let mut editor: Editor<Typing<'_>, _> =
        Editor::with_config(config).map_err(io::Error::other)?;
    editor.set_helper(Some(Typing {
        bot,
        language,
        article: None,
    }));
    let mut out = io::stdout();
    writeln!(out, "{}", greeting(bot, language))?;
    if cfg!(feature = "web") {
        writeln!(out, "{}\n", Message::new("console-page").words(language))?;
    }
    let mut is_told = false;
    loop {
        match editor.readline(PROMPT) {
            Ok(line) if line.trim().is_empty() => {}
            Ok(line) => {
                writeln!(out, "\n{}\n", conversation.reply(&line))?;
                if let Some(typing) = editor.helper_mut() {
                    typing.article = conversation.context().article.map(str::to_owned);
                }
                let said = meaning_pending(bot).filter(|_| !is_told);
                if let Some(said) = said {
                    writeln!(out, "{}\n", said.words(language))?;
                    is_told = true;
                }
            }
            Err(ReadlineError::Eof | ReadlineError::Interrupted) => break,
            Err(ReadlineError::Io(error)) => return Err(error),
            Err(error) => return Err(io::Error::other(error)),
        }
    }
    writeln!(out, "{}", Message::new("console-goodbye").words(language))
}

/// Says that questions are answered by words until the meaning of the texts is worked out; `None` if they are not.
#[must_use]
pub fn meaning_pending(bot: &Bot) -> Option<Message> {
    let progress = bot.engine().progress()?;
    let is_pending = bot.engine().is_embedding() && progress.done() < progress.total();
    is_pending.then(|| {
        Message::new("console-meaning")
            .with("done", progress.done())
            .with("total", progress.total())
    })
}

/// What is said before the first question: what this is, and what could be asked.
#[must_use]
pub fn greeting(bot: &Bot, language: Language) -> String {
    let words = |message: Message| message.words(language);
    let mut lines = Vec::new();
    if let Some(article) = bot.article(&Context::default()) {
        lines.push(words(
            Message::new("console-greeting").with("article", crate::citation::title(article)),
        ));
        lines.push(words(Message::new("console-examples")));
        lines.extend(
            bot.examples(article)
                .into_iter()
                .map(|example| format!("  {}", words(example))),
        );
    } else {
        let count = bot.library().articles().len();
        lines.push(words(
            Message::new("console-greeting-several").with("count", count),
        ));
    }
    lines.push(words(Message::new("console-hint")));
    lines.push(String::new());
    lines.join("\n")
}

/// Tab completion: of commands, and of what the article offers as their argument.
#[derive(Helper, Hinter, Highlighter, Validator)]
struct Typing<'a> {
    bot: &'a Bot,
    language: Language,
    /// The article that was chosen with `!artikel`.
    article: Option<String>,
}

impl Completer for Typing<'_> {
    type Candidate = String;

    fn complete(
        &self,
        line: &str,
        at: usize,
        _: &LineContext<'_>,
    ) -> rustyline::Result<(usize, Vec<String>)> {
        let context = Context {
            article: self.article.as_deref(),
            ..Context::default()
        };
        Ok(completions(
            self.bot,
            &context,
            self.language,
            line.get(..at).unwrap_or_default(),
        ))
    }
}

/// What may follow a line typed so far, and from which byte on it would replace the line.
#[must_use]
pub fn completions(
    bot: &Bot,
    context: &Context<'_>,
    language: Language,
    line: &str,
) -> (usize, Vec<String>) {
    let Some((name, argument)) = line.split_once(' ') else {
        let names = COMMANDS.iter().map(|spec| {
            let space = if spec.argument == Argument::Nothing {
                ""
            } else {
                " "
            };
            format!("{PREFIX}{}{space}", spec.name)
        });
        return (
            0,
            names
                .filter(|name| line.starts_with(PREFIX) && name.starts_with(&line.to_lowercase()))
                .collect(),
        );
    };
    let start = name.len() + 1;
    let Some(spec) = command::find(name).filter(|_| name.starts_with(PREFIX)) else {
        return (start, Vec::new());
    };
    (
        start,
        bot.arguments(spec.command, context, language)
            .into_iter()
            .filter(|offer| fits(offer, argument))
            .collect(),
    )
}
