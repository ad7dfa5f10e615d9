//! What the specification allows in `formatted_body`, read back by a parser of its own.
//!
//! Source: the client-server API, «m.room.message msgtypes», v1.16.

/// The tags that are allowed, as far as the bot uses any.
const TAGS: [&str; 6] = ["a", "b", "blockquote", "span", "strong", "sub"];

/// An HTML fragment, read.
#[derive(Debug, Default)]
pub(crate) struct Read {
    /// Its text, with a new line where it has one.
    pub(crate) text: String,
    /// What stands between `<strong>` tags.
    pub(crate) strong: Vec<String>,
    /// What is against the rules.
    pub(crate) problems: Vec<String>,
}

/// Reads a fragment, and holds it against the rules.
pub(crate) fn read(html: &str) -> Read {
    let mut read = Read::default();
    let mut open: Vec<String> = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        if let Some(tag) = rest.strip_prefix('<') {
            let Some((tag, after)) = tag.split_once('>') else {
                read.problems.push(format!("a tag without an end: {tag}"));
                break;
            };
            rest = after;
            read.tag(tag, &mut open);
        } else if rest.starts_with('&') {
            let Some((name, after)) = rest.split_once(';') else {
                read.problems
                    .push("an ampersand that escapes nothing".to_owned());
                break;
            };
            rest = after;
            match name {
                "&lt" => read.push('<', &open),
                "&gt" => read.push('>', &open),
                "&amp" => read.push('&', &open),
                "&quot" => read.push('"', &open),
                _ => read.problems.push(format!("unknown escape {name}")),
            }
        } else {
            let c = rest.chars().next().unwrap_or_default();
            if c == '>' || c == '\0' {
                read.problems.push(format!("a bare {c:?}"));
            }
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
            read.push(c, &open);
        }
    }
    if !open.is_empty() {
        read.problems.push(format!("left open: {open:?}"));
    }
    read
}

impl Read {
    fn push(&mut self, c: char, open: &[String]) {
        self.text.push(c);
        if open.iter().any(|tag| tag == "strong")
            && let Some(last) = self.strong.last_mut()
        {
            last.push(c);
        }
    }

    fn tag(&mut self, tag: &str, open: &mut Vec<String>) {
        if tag == "br" {
            return self.push('\n', open);
        }
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop().as_deref() != Some(name) {
                self.problems
                    .push(format!("</{name}> closes what is not open"));
            }
            if name == "blockquote" {
                self.text.push('\n');
            }
            return;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if !TAGS.contains(&name) {
            self.problems.push(format!("<{name}> is not allowed"));
        }
        let is_link = name == "a"
            && (attributes.starts_with("href=\"https://")
                || attributes.starts_with("href=\"http://"))
            && attributes.matches('"').count() == 2;
        if is_link == attributes.is_empty() {
            self.problems.push(format!("<{tag}> has wrong attributes"));
        }
        if name == "strong" {
            self.strong.push(String::new());
        }
        if name == "blockquote" && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        open.push(name.to_owned());
        if open.len() > 100 {
            self.problems.push("nested too deep".to_owned());
        }
    }
}
