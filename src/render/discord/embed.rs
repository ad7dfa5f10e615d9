//! A page of an answer as an embed.

use serde_json::{Value, json};

use super::limits::{AUTHOR, DESCRIPTION, FOOTER, shortened};
use crate::answer::Verdict;
use crate::render::Page;

/// Returns a page as an embed with this body, under the title and the address of the article that all of it is from.
pub(crate) fn embed(
    page: &Page,
    body: &str,
    verdict: Verdict,
    article: Option<&(String, Option<String>)>,
) -> Value {
    let mut embed =
        json!({ "description": shortened(body, DESCRIPTION), "color": colour(verdict) });
    let foot: Vec<&str> = [&page.source, &page.counter]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    if !foot.is_empty() {
        embed["footer"] = json!({ "text": shortened(&foot.join("\n"), FOOTER) });
    }
    if let Some((title, url)) = article {
        embed["author"] = json!({ "name": shortened(title, AUTHOR) });
        if let Some(url) = url {
            embed["author"]["url"] = json!(url);
        }
    }
    embed
}

/// The colour of the line beside an answer: calm, and readable on light and dark.
fn colour(verdict: Verdict) -> u32 {
    match verdict {
        Verdict::Found => 0x3B_7A57,
        Verdict::Maybe => 0xC2_8A1E,
        Verdict::None => 0x7A_7F87,
    }
}
