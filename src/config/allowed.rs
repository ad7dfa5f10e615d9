//! Who may invite the bot: patterns of user ids, in which `*` stands for any text and `?` for any character.

use std::str::FromStr;

/// Patterns of user ids, such as `*:example.org` or `@redactie:*`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed(Vec<String>);

impl FromStr for Allowed {
    type Err = String;

    /// Reads patterns with commas or white space between them.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let patterns: Vec<String> = text
            .split(|c: char| c == ',' || c.is_whitespace())
            .filter(|pattern| !pattern.is_empty())
            .map(str::to_owned)
            .collect();
        let strange = patterns.iter().find(|pattern| !may_fit(pattern));
        match strange {
            Some(pattern) => Err(format!(
                "`{pattern}` fits no user id: write for example *:example.org for everybody there, or @anna:example.org"
            )),
            None => Ok(Self(patterns)),
        }
    }
}

impl Allowed {
    /// Whether a pattern fits this user id.
    #[must_use]
    pub fn fits(&self, user: &str) -> bool {
        self.0
            .iter()
            .any(|pattern| fits(pattern.as_bytes(), user.as_bytes()))
    }
}

/// Whether a pattern can fit any user id: an @, a name, a colon and a server.
fn may_fit(pattern: &str) -> bool {
    pattern.starts_with(['@', '*', '?']) && pattern.contains([':', '*'])
}

/// Whether a pattern fits a text as a whole. User ids are ASCII.
fn fits(pattern: &[u8], text: &[u8]) -> bool {
    let (mut at, mut place) = (0, 0);
    // Where the last star stood, and what it stands for so far ends.
    let mut star: Option<(usize, usize)> = None;
    while place < text.len() {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at, place));
                at += 1;
            }
            Some(c) if *c == b'?' || *c == text[place] => {
                at += 1;
                place += 1;
            }
            _ => {
                let Some((star_at, end)) = star else {
                    return false;
                };
                star = Some((star_at, end + 1));
                at = star_at + 1;
                place = end + 1;
            }
        }
    }
    pattern[at..].iter().all(|c| *c == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_as_a_whole() {
        let allowed: Allowed = "*:krant.example, @anna:* @b?b:thuis.example"
            .parse()
            .expect("patterns");
        for user in [
            "@iemand:krant.example",
            "@anna:elders.example",
            "@bob:thuis.example",
        ] {
            assert!(allowed.fits(user), "{user}");
        }
        for user in [
            "@iemand:krant.example.kwaad.example",
            "@annabel:elders.example",
            "@boob:thuis.example",
            "",
        ] {
            assert!(!allowed.fits(user), "{user}");
        }
        assert!("*".parse::<Allowed>().expect("patterns").fits("@x:y"));
        for half in ["krant.example", "@anna", "@an?a"] {
            assert!(half.parse::<Allowed>().is_err(), "{half}");
        }
    }
}
