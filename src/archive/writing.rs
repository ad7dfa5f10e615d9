//! Fills an index: sends the articles under a path, some at a time, with back-pressure.
//!
//! Before it sends a few articles it asks which editions are there, so that a run after an interruption sends what is missing.
//! The passages of an article are sent before its text: an edition whose text is there is whole. Elasticsearch knows documents by
//! their ids and takes none twice; Quickwit takes doubles, which reading leaves out.

use std::collections::HashSet;
use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result, bail};

use super::core::Archive;
use super::dialect::Dialect;
use super::document::{Document, Sent};
use super::exchange::Method;
use super::reply::{self, Taken};
use super::server::LONG_PATIENCE;
use super::trouble::Trouble;
use crate::article::Library;
use crate::article::texts::{ArticleText, each_text};
use crate::search::elsewhere::Analyst;

/// So many articles, or bytes of their texts, are sent together.
const TOGETHER: usize = 50;
const BYTES: usize = 1 << 20;

/// The most bytes of a request. Quickwit takes 10 MB.
const REQUEST: usize = 4 << 20;

/// The most bytes of an article's text: with its escapes it must fit into a request.
const LONGEST: usize = 4 << 20;

/// How long to wait if the engine turns a request away: at first, and at most. Each wait is twice as long as the one before.
const FIRST: Duration = Duration::from_millis(100);
const LAST: Duration = Duration::from_secs(10);

/// How often a request is tried: for some two minutes.
const TRIES: u32 = 18;

/// An article that was left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Where its text stands.
    pub place: String,
    /// Why it was left out.
    pub why: String,
}

/// What a run wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The number of articles that were sent, and of their passages.
    pub articles: usize,
    /// The number of their passages.
    pub passages: usize,
    /// The number of articles that were there already.
    pub known: usize,
    /// The articles that were left out.
    pub left: Vec<Left>,
}

/// A run that fills an index.
struct Run<'a> {
    archive: &'a Archive,
    written: Written,
    ids: HashSet<String>,
    waiting: Vec<Sent>,
    /// When the last text was written, in microseconds. No two have the same time.
    at: i64,
}

impl Archive {
    /// Sends the articles under a path, or the bundled one, to the engine. Makes the index if there is none. `progress` gets the
    /// number of articles so far.
    ///
    /// # Errors
    /// Fails if a file cannot be read, or the engine refuses something or stays away; the next run then continues.
    pub fn fill(&self, path: Option<&Path>, progress: &mut dyn FnMut(usize)) -> Result<Written> {
        self.make().context("the index cannot be made")?;
        let mut run = Run {
            archive: self,
            written: Written::default(),
            ids: HashSet::new(),
            waiting: Vec::new(),
            at: 0,
        };
        match path {
            Some(path) => each_text(path, |text| {
                run.take(text)?;
                progress(run.ids.len());
                Ok(())
            })?,
            None => run.take(Library::bundled_text())?,
        }
        run.send(true)?;
        self.refresh()
            .context("the engine does not show what it took")?;
        Ok(run.written)
    }

    /// Has the engine find what it took. Quickwit does so within some seconds, and after the last request of a run at once.
    fn refresh(&self) -> Result<(), Trouble> {
        let server = &self.server;
        let dialect = patiently(|| server.dialect())?;
        if dialect == Dialect::Elastic {
            let url = dialect.url(&server.address, "_refresh");
            patiently(|| server.order(Method::Post, &url, &[], LONG_PATIENCE))?;
        }
        Ok(())
    }

    /// Makes the index, unless it is there.
    fn make(&self) -> Result<()> {
        let server = &self.server;
        let dialect = patiently(|| server.dialect())?;
        let address = &server.address;
        let there = dialect.index_url(address);
        match patiently(|| server.order(Method::Get, &there, &[], LONG_PATIENCE)) {
            Err(Trouble::NoIndex) => {}
            known => return Ok(known.map(drop)?),
        }
        let method = match dialect {
            Dialect::Quickwit => Method::Post,
            Dialect::Elastic => Method::Put,
        };
        let (url, body) = (
            dialect.making_url(address),
            dialect.making(address).to_string(),
        );
        patiently(|| server.order(method, &url, body.as_bytes(), LONG_PATIENCE))?;
        Ok(())
    }
}

impl Run<'_> {
    /// Takes an article's text, and sends what waits if it is enough.
    fn take(&mut self, text: ArticleText) -> Result<()> {
        let place = text.place.clone();
        match self.read(text) {
            Ok(sent) => self.waiting.push(sent),
            Err(why) => self.written.left.push(Left { place, why }),
        }
        let bytes: usize = self.waiting.iter().map(|sent| sent.text.text.len()).sum();
        if self.waiting.len() >= TOGETHER || bytes >= BYTES {
            self.send(false)?;
        }
        Ok(())
    }

    /// Reads an article. Of two with the same id the first counts.
    fn read(&mut self, text: ArticleText) -> Result<Sent, String> {
        if text.text.len() > LONGEST {
            return Err(format!("its text is longer than {LONGEST} bytes"));
        }
        let library =
            Library::from_text(&text.name, &text.text).map_err(|error| error.to_string())?;
        let [article] = library.articles() else {
            return Err("it is not one article".to_owned());
        };
        if !self.ids.insert(article.id.clone()) {
            return Err(format!(
                "the id `{}` is that of an earlier article",
                article.id
            ));
        }
        let article = article.clone();
        Ok(Sent { article, text })
    }

    /// Sends the articles that wait.
    fn send(&mut self, is_last: bool) -> Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.is_empty() {
            return Ok(());
        }
        let ids: Vec<&str> = waiting
            .iter()
            .map(|sent| sent.article.id.as_str())
            .collect();
        let newest = patiently(|| self.archive.newest(&ids, &mut false, LONG_PATIENCE));
        let newest = newest.context("the engine does not tell what it has")?;
        let analyst = Analyst::default();
        let (mut passages, mut texts) = (Vec::new(), Vec::new());
        for sent in &waiting {
            let known = newest.get(&sent.article.id);
            if known == Some(&sent.edition()) {
                self.written.known += 1;
                continue;
            }
            self.written.articles += 1;
            self.written.passages += sent.article.paragraphs().len();
            passages.extend(sent.passages(&analyst));
            self.at = (self.at + 1).max(now());
            texts.push(sent.source(self.at, known.is_some()));
        }
        self.bulk(&passages, false)?;
        self.bulk(&texts, is_last)
    }

    /// Sends documents, in requests that are not too long.
    fn bulk(&self, documents: &[Document], is_last: bool) -> Result<()> {
        let mut body = Vec::new();
        let mut bodies = Vec::new();
        for document in documents {
            let action = serde_json::json!({"create": {"_id": document.id}});
            let lines = format!("{action}\n{}\n", document.fields);
            if !body.is_empty() && body.len() + lines.len() > REQUEST {
                bodies.push(std::mem::take(&mut body));
            }
            body.extend_from_slice(lines.as_bytes());
        }
        bodies.push(body);
        bodies.retain(|body| !body.is_empty());
        let server = &self.archive.server;
        let dialect = server.dialect()?;
        let operation = if is_last && dialect == Dialect::Quickwit {
            "_bulk?refresh=true"
        } else {
            "_bulk"
        };
        let url = dialect.url(&server.address, operation);
        for body in bodies {
            let taken = patiently(|| {
                let reply = server.order(Method::Post, &url, &body, LONG_PATIENCE)?;
                match reply::taken(&reply)? {
                    Taken::Later => Err(Trouble::Status(429)),
                    taken => Ok(taken),
                }
            })
            .context("the engine takes no more; run this again to continue")?;
            if let Taken::Refused(why) = taken {
                bail!("the engine refuses a document: {why}");
            }
        }
        Ok(())
    }
}

/// Tries something until it goes well, is refused, or was tried often. It waits between two tries, longer each time.
fn patiently<T>(mut what: impl FnMut() -> Result<T, Trouble>) -> Result<T, Trouble> {
    let mut wait = FIRST;
    for _ in 1..TRIES {
        match what() {
            Err(trouble) if trouble.is_passing() || trouble == Trouble::Resting => {
                tracing::warn!(error = %trouble, seconds = wait.as_secs_f64(), "waiting for the engine");
                thread::sleep(wait);
                wait = (wait * 2).min(LAST);
            }
            done => return done,
        }
    }
    what()
}

/// The time in microseconds since 1970.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_micros()).unwrap_or(0))
}
