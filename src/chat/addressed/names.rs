//! The bot's names in a text: which of them address it, and what the text says without them.

use std::ops::Range;

/// A name of the bot in a text.
struct NameFound {
    at: Range<usize>,
    /// Whether an @ stands before it, or it begins the text and a colon or comma follows.
    is_address: bool,
    /// Which of the names it is.
    rank: usize,
    /// Whether it is written as the name is.
    is_exact: bool,
}

/// Whether a text addresses the bot by one of its names: with an @, or with a colon or comma after it at the beginning.
pub(crate) fn is_named(text: &str, names: &[String]) -> bool {
    found(text, names).iter().any(|name| name.is_address)
}

/// A text without the bot's names where they address it. `pills` says how often the text mentions it by a pill, which reads
/// like any other word; a mention may also stand bare at the beginning.
pub(crate) fn without_names(
    text: &str,
    names: &[String],
    is_mentioned: bool,
    pills: usize,
) -> String {
    let text = text.trim();
    let (mut gone, mut bare): (Vec<_>, Vec<_>) = found(text, names)
        .into_iter()
        .partition(|name| name.is_address);
    // A word may look like a name of the bot: the display name is the likelier one, written as it is.
    bare.sort_by_key(|name| (name.rank, !name.is_exact));
    let begins = |name: &NameFound| {
        let rest = text.get(name.at.end..).unwrap_or_default();
        let is_over = rest.is_empty() || rest.starts_with(char::is_whitespace);
        is_mentioned && name.at.start == 0 && is_over
    };
    if gone.is_empty()
        && let Some(first) = bare.iter().position(begins)
    {
        gone.push(bare.remove(first));
    }
    let left = pills.saturating_sub(gone.len());
    gone.extend(bare.into_iter().take(left));
    gone.sort_by_key(|name| name.at.start);
    let end_of_text = text.len()..text.len();
    let (mut kept, mut end) = (String::new(), 0);
    for at in gone.into_iter().map(|name| name.at).chain([end_of_text]) {
        let part = text.get(end..at.start).unwrap_or_default();
        if end == 0 {
            kept.push_str(part.trim_end());
        } else {
            join(&mut kept, part.trim());
        }
        end = at.end;
    }
    kept
}

/// Adds what follows a name to what stood before it.
fn join(kept: &mut String, rest: &str) {
    if kept.is_empty() {
        kept.push_str(rest.trim_start_matches([':', ',']).trim_start());
        return;
    }
    if rest.is_empty() || rest.starts_with(['.', ',', ':', ';', '?', '!']) {
        kept.truncate(kept.trim_end_matches([' ', ',']).len());
    } else {
        kept.push(' ');
    }
    kept.push_str(rest);
}

/// The names of the bot in a text, as words of their own and however they are capitalised. Of names that begin alike, the
/// longer has to come first.
fn found<'a>(text: &str, names: &'a [String]) -> Vec<NameFound> {
    let mut found: Vec<NameFound> = Vec::new();
    let mut before: Option<char> = None;
    for (start, c) in text.char_indices() {
        let is_within = before.is_some_and(|c| c.is_alphanumeric() || c == '@');
        before = Some(c);
        if is_within || found.last().is_some_and(|last| start < last.at.end) {
            continue;
        }
        let from = text.get(start..).unwrap_or_default();
        let beheaded =
            |(rank, name): (usize, &'a String)| Some((rank, name, beheaded(from, name)?));
        let Some((rank, name, rest)) = names.iter().enumerate().find_map(beheaded) else {
            continue;
        };
        // The beginning of somebody else's id, or of an address.
        let goes_on = |mark: char| {
            let rest = rest.strip_prefix(mark);
            rest.is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
        };
        let is_begun = c == '@' && [':', '.', '-', '_', '='].into_iter().any(goes_on);
        if is_begun {
            continue;
        }
        let leads = text.get(..start).unwrap_or_default().trim().is_empty();
        let at = start..text.len() - rest.len();
        found.push(NameFound {
            is_address: c == '@' || leads && rest.trim_start().starts_with([':', ',']),
            rank,
            is_exact: text.get(at.clone()) == Some(name),
            at,
        });
    }
    found
}

/// What follows a name at the beginning of a text, however it is capitalised, with an @ or without.
fn beheaded<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let text = text.strip_prefix('@').unwrap_or(text);
    let name = name.strip_prefix('@').unwrap_or(name);
    let mut rest = text.chars();
    for wanted in name.chars() {
        let c = rest.next()?;
        if !c.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    let rest = rest.as_str();
    let ends = rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
    ends.then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Vec<String> {
        ["@voetnoot:krant.example", "Voetnoot Bot", "voetnoot"]
            .map(str::to_owned)
            .to_vec()
    }

    #[test]
    fn a_name_with_an_at_or_a_colon_addresses_the_bot() {
        for text in [
            "Voetnoot Bot: wie is Rachmon?",
            "voetnoot, wie is Rachmon?",
            "  @voetnoot:krant.example: wie is Rachmon?",
            "VOETNOOT : wie is Rachmon?",
            "@Voetnoot wie is Rachmon?",
            "@VOETNOOT BOT wie is Rachmon?",
            "@voetnoot:krant.example wie is Rachmon?",
        ] {
            assert!(is_named(text, &names()), "{text}");
            let left = without_names(text, &names(), false, 0);
            assert_eq!(left, "wie is Rachmon?", "{text}");
        }
        for text in [
            "wie is Rachmon, @Voetnoot?",
            "wie is @voetnoot Rachmon?",
            "wie is Rachmon? @voetnoot",
        ] {
            assert!(is_named(text, &names()), "{text}");
            let left = without_names(text, &names(), false, 0);
            assert_eq!(left, "wie is Rachmon?", "{text}");
        }
        for text in [
            ": voetnoten, wie is Rachmon?",
            "voetnoot wie is Rachmon?",
            "wie is voetnoot: een bot?",
            "@voetnoten wie is Rachmon?",
            "@voetnoot:elders.example wie is Rachmon?",
            "@voetnoot-test wie is Rachmon?",
            "mail naar info@voetnoot.example",
            "",
        ] {
            assert!(!is_named(text, &names()), "{text}");
            assert_eq!(without_names(text, &names(), false, 0), text, "{text}");
        }
    }

    #[test]
    fn pills_are_taken_out_wherever_they_stand() {
        for (text, pills, left) in [
            ("voetnoot: !land Kirgizië", 1, "!land Kirgizië"),
            ("Voetnoot Bot !land Kirgizië", 1, "!land Kirgizië"),
            ("Voetnoot Bot !land Kirgizië", 0, "!land Kirgizië"),
            ("wie is Rachmon, Voetnoot Bot?", 1, "wie is Rachmon?"),
            ("wie is Rachmon Voetnoot Bot", 1, "wie is Rachmon"),
            (
                "zeg eens, Voetnoot Bot, wie is Rachmon?",
                1,
                "zeg eens, wie is Rachmon?",
            ),
            ("hé Voetnoot Bot wie is Rachmon?", 1, "hé wie is Rachmon?"),
            (
                "wat is een voetnoot, Voetnoot Bot?",
                1,
                "wat is een voetnoot?",
            ),
            (
                "Voetnoot Bot: wat is een voetnoot?",
                1,
                "wat is een voetnoot?",
            ),
            // A reply mentions whom it replies to, without a pill.
            ("wat is een voetnoot", 0, "wat is een voetnoot"),
            ("wie is dat, @voetnoot:krant.example ?", 1, "wie is dat?"),
            ("voetnoot", 1, ""),
        ] {
            assert_eq!(without_names(text, &names(), true, pills), left, "{text}");
        }
        let unmentioned = without_names("Voetnoot Bot !land Kirgizië", &names(), false, 0);
        assert_eq!(unmentioned, "Voetnoot Bot !land Kirgizië");
    }
}
