//! [`Piece`]: collects reading text and records where in the file each part comes from.
//!
//! Text is either copied from the file byte for byte, or made for something in the file (a space for a line end, `&` for
//! `&amp;`). A [`SourceMap`] records both.

use std::ops::Range;

use super::address::is_web_address;
use super::problem::is_forbidden;

/// Maps bytes of a reading text to bytes of the file.
#[derive(Debug, Clone, Default)]
pub(super) struct SourceMap {
    runs: Vec<Run>,
}

/// A run from byte `text` of the reading text up to the next run. A copy has the bytes of the file from `source` on; made
/// text stands for what the file has at `source`.
#[derive(Debug, Clone, Copy)]
struct Run {
    text: usize,
    source: usize,
    is_copy: bool,
}

impl SourceMap {
    /// The byte of the file for a byte of the reading text; `None` without a map, as in an archive.
    pub(super) fn source(&self, at: usize) -> Option<usize> {
        let place = self.runs.partition_point(|run| run.text <= at);
        let run = self.runs.get(place.checked_sub(1)?)?;
        Some(if run.is_copy {
            run.source + (at - run.text)
        } else {
            run.source
        })
    }
}

/// A link in a reading text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The linked bytes of the paragraph's text.
    pub range: Range<usize>,
    /// The address, `https://` or `http://`.
    pub url: String,
}

/// The white space to add before the next text, if any follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Gap {
    #[default]
    None,
    Space,
    /// Between two cells of a table.
    Tab,
    /// Between two lines, items or rows.
    Line,
}

/// A kind of emphasis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stress {
    Strong,
    Emphasis,
}

/// A piece of reading text.
#[derive(Debug, Clone, Default)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) map: SourceMap,
    pub(super) links: Vec<Link>,
    gap: Gap,
    /// Whether something was left out after the text so far.
    has_seam: bool,
    /// The byte of the file that would continue the last run; `None` after made text.
    next: Option<usize>,
    open_links: Vec<(usize, String)>,
    stress: [Stressed; 2],
    seen: usize,
}

/// The current nesting of a kind of emphasis, and how many visible characters it covered.
#[derive(Debug, Clone, Copy, Default)]
struct Stressed {
    depth: usize,
    seen: usize,
}

impl Piece {
    /// Adds text that the file holds unchanged from byte `source` on.
    pub(super) fn copy(&mut self, text: &str, source: usize) {
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let start = source + at;
            at += line.len();
            let Some(bare) = line.strip_suffix('\n') else {
                self.add(line, start, true);
                continue;
            };
            self.add(bare, start, true);
            self.add("\n", start + bare.len(), true);
            self.next = None;
        }
    }

    /// Adds text that replaces what the file has at byte `source`.
    pub(super) fn make(&mut self, text: &str, source: usize) {
        self.add(text, source, false);
    }

    /// Requests a gap before the next text. The widest request wins.
    pub(super) fn gap(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    /// Records that something is left out here, so that only one of the spaces around it stays.
    pub(super) fn seam(&mut self) {
        self.has_seam = true;
    }

    fn add(&mut self, text: &str, source: usize, is_copy: bool) {
        // Drop spaces after a gap, and after a space before something left out.
        let has_seam = std::mem::take(&mut self.has_seam) && self.text.ends_with(' ');
        let bare = match self.gap {
            Gap::None if !has_seam => text,
            _ => text.trim_start_matches(' '),
        };
        if bare.is_empty() {
            return;
        }
        let skipped = text.len() - bare.len();
        let source = if is_copy { source + skipped } else { source };
        self.close_gap(source);
        let mut at = source;
        for part in bare.split_inclusive(is_forbidden) {
            let visible = part.strip_suffix(is_forbidden).unwrap_or(part);
            self.append(visible, at, is_copy);
            if is_copy {
                at += part.len();
            }
        }
    }

    fn append(&mut self, text: &str, source: usize, is_copy: bool) {
        if text.is_empty() {
            return;
        }
        if self.next != Some(source) || !is_copy {
            self.map.runs.push(Run {
                text: self.text.len(),
                source,
                is_copy,
            });
        }
        self.next = is_copy.then_some(source + text.len());
        self.text.push_str(text);
        let seen = text.chars().filter(|char| !char.is_whitespace()).count();
        self.seen += seen;
        for stressed in &mut self.stress {
            if stressed.depth > 0 {
                stressed.seen += seen;
            }
        }
    }

    fn close_gap(&mut self, source: usize) {
        let mark = match std::mem::take(&mut self.gap) {
            Gap::None => return,
            Gap::Space => " ",
            Gap::Tab => "\t",
            Gap::Line => "\n",
        };
        if self.text.trim().is_empty() {
            return;
        }
        if mark != " " {
            self.truncate(self.text.trim_end().len());
        } else if self.text.ends_with(char::is_whitespace) {
            return;
        }
        self.append(mark, source, false);
    }

    fn truncate(&mut self, length: usize) {
        self.text.truncate(length);
        let kept = self.map.runs.partition_point(|run| run.text < length);
        self.map.runs.truncate(kept);
        self.next = None;
    }

    /// Begins or ends emphasis.
    pub(super) fn stress(&mut self, stress: Stress, begins: bool) {
        let depth = &mut self.stress[stress as usize].depth;
        *depth = if begins {
            *depth + 1
        } else {
            depth.saturating_sub(1)
        };
    }

    /// Whether all visible text has this emphasis.
    pub(super) fn is_wholly(&self, stress: Stress) -> bool {
        self.seen > 0 && self.stress[stress as usize].seen == self.seen
    }

    pub(super) fn open_link(&mut self, url: &str) {
        self.open_links.push((self.text.len(), url.to_owned()));
    }

    /// Ends the innermost link. Drops it if it has no web address or no text.
    pub(super) fn close_link(&mut self) {
        let Some((start, url)) = self.open_links.pop() else {
            return;
        };
        let linked = self.text.get(start..).unwrap_or_default();
        let blank = linked.len() - linked.trim_start().len();
        let range = start + blank..start + linked.trim_end().len();
        if is_web_address(&url) && !range.is_empty() {
            self.links.push(Link { range, url });
        }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The byte of the file at which it begins.
    pub(super) fn start(&self) -> Option<usize> {
        self.map.source(0)
    }

    pub(super) fn trimmed(mut self) -> Piece {
        self.truncate(self.text.trim_end().len());
        let cut = self.text.len() - self.text.trim_start().len();
        if cut > 0 {
            self.text.drain(..cut);
            let runs = &mut self.map.runs;
            let before = runs.partition_point(|run| run.text <= cut);
            runs.drain(..before.saturating_sub(1));
            for run in runs {
                if run.is_copy {
                    run.source += cut.saturating_sub(run.text);
                }
                run.text = run.text.saturating_sub(cut);
            }
        }
        let length = self.text.len();
        for link in &mut self.links {
            let shifted = |at: usize| at.saturating_sub(cut).min(length);
            link.range = shifted(link.range.start)..shifted(link.range.end);
        }
        self.links.retain(|link| !link.range.is_empty());
        self
    }

    /// Adds another piece on a new line.
    pub(super) fn join(&mut self, other: Piece) {
        let Some(start) = other.start() else {
            return;
        };
        self.gap = Gap::Line;
        self.close_gap(start);
        let shift = self.text.len();
        self.text.push_str(&other.text);
        let runs = other.map.runs.into_iter().map(|run| Run {
            text: run.text + shift,
            ..run
        });
        self.map.runs.extend(runs);
        self.links.extend(other.links.into_iter().map(|link| Link {
            range: link.range.start + shift..link.range.end + shift,
            ..link
        }));
        self.next = None;
    }
}
