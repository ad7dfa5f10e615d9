//! What hostile files are made of: markup that is sound, with the letters that a page shows of it, and markup that is not.

use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::sample::select;

/// An article file with this body.
pub(super) fn file(body: &str) -> String {
    format!("+++\ntitle = \"Titel\"\nid = \"x\"\nauthors = [\"Q\"]\nlanguage = \"nl\"\n+++\n{body}")
}

/// Text in the middle of a line, and the letters that are seen of it.
fn inline() -> impl Strategy<Value = (String, String)> {
    let word = "[a-zéA-Z]{1,6}".prop_map(|word| (word.clone(), word));
    let bare = select(vec![
        (" & ", ""),
        (" < 5 ", "5"),
        ("&amp;", ""),
        ("&euml;", "ë"),
        ("&#8220;", ""),
        ("\\*", ""),
        ("’s ", "s"),
        ("snake_case", "snakecase"),
        // A line goes on with a word: with a mark or a comment it would begin a list, or HTML to its end.
        ("\nregel", "regel"),
        ("  \nregel", "regel"),
        ("<br />", ""),
        ("<!-- weg -->", ""),
        ("{{< weg \"x\" >}}", ""),
        ("[gallery ids=\"12\"]", ""),
        (" [sic] ", "sic"),
        (" {x} ", "x"),
        ("(https://a.nl/b_c_d)", "httpsanlbcd"),
        ("<https://a.nl/b_c>", "httpsanlbc"),
        ("3 * 4 * 5", "345"),
    ]);
    let bare = bare.prop_map(|(text, seen)| (text.to_owned(), seen.to_owned()));
    prop_oneof![3 => word, 2 => bare].prop_recursive(4, 24, 4, |inner| {
        let around = select(vec![
            ("*", "*"),
            ("**", "**"),
            ("_", "_"),
            ("~~", "~~"),
            ("[", "](https://a.nl/b \"titel\")"),
            ("<b>", "</b>"),
            ("<span class=\"a b\">", "</span>"),
            ("<a href='https://a.nl'>", "</a>"),
            (" ", " "),
        ]);
        (proptest::collection::vec(inner, 1..4), around).prop_map(|(parts, (before, after))| {
            let mut text = before.to_owned();
            let mut seen = String::new();
            for (part, letters) in parts {
                // A link in a link is none, and its address would be seen.
                let is_link = before == "[" && part.contains(['[', '<']);
                let part = if is_link { letters.clone() } else { part };
                let _ = write!(text, "{part} ");
                seen.push_str(&letters);
            }
            text.push_str(after);
            (text, seen)
        })
    })
}

/// A few blocks, and the letters that are seen of them. Headings are in paragraphs' sections, and so not among them.
pub(super) fn body() -> impl Strategy<Value = (String, String)> {
    let line = "[a-zé]{1,8}( [a-zé]{1,8}){0,4}";
    let block = (
        select(vec!["", "> ", "- ", "> - ", "* > ", "+ "]),
        line,
        line,
    )
        .prop_map(|(mark, one, other)| {
            (
                format!("{mark}{one}\n{mark}{other}"),
                format!("{one}{other}"),
            )
        });
    let table = (line, line).prop_map(|(one, other)| {
        (
            format!("| {one} | b |\n|---|:-:|\n| c | {other} |"),
            format!("{one}bc{other}"),
        )
    });
    let html = (line, line).prop_map(|(one, other)| {
        let html = format!("<div class=\"x\"><p>{one}</p>\n<ul><li>{other}</ul>{one}</div>");
        (html, format!("{one}{other}{one}"))
    });
    let heading = line.prop_map(|title| (format!("## {title}\n\nslot"), "slot".to_owned()));
    let photo = line.prop_map(|text| (format!("![{text}](a.jpg)"), text));
    let code = line.prop_map(|text| (format!("```\n{text}\n```"), text));
    let any = prop_oneof![
        4 => inline().prop_map(|(text, seen)| (format!("x{text}x"), format!("x{seen}x"))),
        4 => block, 1 => table, 1 => html, 1 => heading, 1 => photo, 1 => code,
    ];
    proptest::collection::vec(any, 1..6).prop_map(|blocks| {
        let (texts, seen): (Vec<_>, Vec<_>) = blocks.into_iter().unzip();
        (texts.join("\n\n"), seen.concat())
    })
}

/// A text in which nothing is markup, in Markdown.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for char in text.chars() {
        match char {
            '\n' => escaped.push_str("\\\n"),
            _ if char.is_ascii_punctuation() => {
                escaped.push('\\');
                escaped.push(char);
            }
            _ => escaped.push(char),
        }
    }
    escaped
}

/// The letters of what a reader sees.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|char| char.is_alphanumeric()).collect()
}

/// A file, and the letters that its page shows, if its body is sound.
#[derive(Clone, Debug)]
pub(super) struct HostileFile {
    pub(super) text: String,
    pub(super) seen: Option<String>,
}

/// A file with front matter of any kind, sound or broken, above a body that is sound or broken.
pub(super) fn hostile_file() -> impl Strategy<Value = HostileFile> {
    let marks = || prop_oneof![select(MARKS), select(BRACKETS)];
    let broken = proptest::collection::vec(marks(), 0..40).prop_map(|parts| (parts.concat(), None));
    let sound = body().prop_map(|(text, seen)| (text, Some(seen)));
    let mixed = (body(), proptest::collection::vec(marks(), 1..20), body()).prop_map(
        |((first, _), parts, (last, _))| (format!("{first}{}{last}", parts.concat()), None),
    );
    let body = prop_oneof![3 => sound, 2 => broken, 2 => mixed];
    (front_matter(), body).prop_map(|((head, is_sound), (body, seen))| HostileFile {
        text: format!("{head}Eerst.\n\n{body}\n\nSlot."),
        seen: seen
            .filter(|_| is_sound)
            .map(|seen| format!("Eerst{}Slot", letters(&seen))),
    })
}

/// Front matter, and whether it can be read: then no letter of it belongs to the body.
fn front_matter() -> impl Strategy<Value = (String, bool)> {
    let value = prop_oneof![
        4 => "[a-zé]{1,8}( [a-zé]{1,8}){0,3}",
        1 => select(VALUES).prop_map(str::to_owned),
    ];
    let field = (select(KEYS), value);
    let fields = || proptest::collection::vec(field.clone(), 0..6);
    // A title keeps the first heading where it is, and authors keep a byline from being sought.
    let sound = |fields: Vec<(&str, String)>, write: fn(&str, &str) -> String| {
        let given = [("title", "Titel".to_owned()), ("author", "Q".to_owned())];
        let mut text = String::new();
        let mut known: Vec<&str> = Vec::new();
        for (key, value) in given.iter().cloned().chain(fields) {
            if !known.contains(&key) {
                known.push(key);
                text.push_str(&write(key, &value));
            }
        }
        text
    };
    let toml = fields().prop_map(move |fields| {
        let rows = sound(fields, |key, value| format!("{key} = {}\n", quoted(value)));
        (format!("+++\n{rows}+++\n"), true)
    });
    let yaml = fields().prop_map(move |fields| {
        let rows = sound(fields, |key, value| format!("{key}: {}\n", quoted(value)));
        (format!("---\n{rows}---\n"), true)
    });
    let json = fields().prop_map(move |fields| {
        let rows = sound(fields, |key, value| {
            format!("\"{key}\": {},\n", quoted(value))
        });
        let rows = rows.trim_end_matches(",\n");
        (format!("{{{rows}}}\n"), true)
    });
    let fence = select(vec!["+++", "---", "{", "+++ ", "...", ""]);
    let row = prop_oneof![
        select(ROWS).prop_map(str::to_owned),
        (select(KEYS), select(VALUES)).prop_map(|(key, value)| format!("{key}: {value}")),
        (select(KEYS), select(VALUES)).prop_map(|(key, value)| format!("{key} = {value}")),
    ];
    let broken = (fence.clone(), proptest::collection::vec(row, 0..8), fence)
        .prop_map(|(open, rows, close)| (format!("{open}\n{}\n{close}\n", rows.join("\n")), false));
    prop_oneof![3 => toml, 3 => yaml, 2 => json, 3 => broken, 1 => Just((String::new(), false))]
}

/// A value as TOML, YAML and JSON write it alike.
fn quoted(value: &str) -> String {
    let value = value.replace(char::is_control, "");
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Keys of front matter that publishing systems write.
#[rustfmt::skip]
const KEYS: &[&str] = &[
    "title", "author", "authors", "date", "published", "lastmod", "slug", "url", "permalink", "description", "tags", "lang",
    "language", "sources", "people", "notes", "editorial", "publisher", "rights", "draft", "kleur", "titel",
];

/// Values that are something else than the words of a field.
#[rustfmt::skip]
const VALUES: &[&str] = &[
    "", "\"", "'", "[", "]", "{", "}", "[a, b]", "[[a]]", "{ name = \"a\" }", "{name: a}", "2024-05-14", "2024-13-45", "true", "null", "12",
    "99999999999999999999", "1.5", "*a", "&a b", "!!str x", "|", ">-", "- a", "a: b: c", "# a", "%a", "@a", "`a`", "**a**", "<b>a</b>", "&amp;", "“a”",
    "https://a.nl/b c", "\\u0000", "\u{7}", "\t", "é\u{a0}é", "🇳🇱",
];

/// Rows of front matter that are no key with a value.
#[rustfmt::skip]
const ROWS: &[&str] = &[
    "- a", "  - b", "  c: d", "a", "[table]", "[[table]]", "a.b = 1", "\"a", "? a", ": b", "<<: *x", "a: |", "  regel", "\ttab", "#", "}", "]", "=", "a = \"\"\"", "title: x",
    "title = \"x\"", "---", "+++", "...",
];

/// Markup that hides no letter.
pub(super) const MARKS: &[&str] = &[
    "abc", "éß", "* ", "*", "**", "_", "__", "> ", "+ ", "|", "\\", "\n", "\n\n", "    ", "\t",
    ".", " ", "[", "]", "(", ")", "!", "{", "}", "‘", "’", "|-|-|\n", "b~~", "c`", "d``", " ~",
];

#[rustfmt::skip]
pub(super) const BRACKETS: &[&str] = &[
    "a", "b\n", "\n\n", "<", ">", "</", "<p>", "</p>", "<ul>", "<li>", "</ul>", "<table>", "<td>", "</table>",
    "<h3>", "</h3>", "<figure>", "<figcaption>", "</figcaption>", "</figure>", "<img alt=\"x\">", "<script>",
    "</script>", "<pre>", "</pre>", "<!--", "-->", "&", "&amp;", "&#0;", "&nbsp;", "[", "]", "(", ")",
    "](https://a.nl)", "![", "[^1]", "[^1]: ", "{{<", ">}}", "{{< figure caption=\"c\" >}}", "[caption]",
    "[/caption]", "{%", "%}", "\"", "=", "'", "`", "```\n", "# ", "## ", "---\n", "===\n", "- ", "1. ", "> ", "|",
    "|-|\n", "*", "**", "_", "\\", "\t", "\u{0}", "\u{1a}", "\u{7}", "\u{a0}", "é", "🇳🇱", ":", "door Q\n",
    "Bronnen: ", "<br>", "<a href=\"https://a.nl\">", "</a>", "<b>", "</b>",
];
