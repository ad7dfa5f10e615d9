//! Replaces shortcodes in the unformatted HTML of a `WordPress` export.

use std::collections::HashSet;

/// Shortcodes that enclose a picture and its caption.
const CAPTIONS: &[&str] = &["caption", "wp_caption"];

/// Shortcodes without text.
#[rustfmt::skip]
const EMPTY: &[&str] = &[
    "audio", "contact-form-7", "embed", "gallery", "gravityform", "instagram", "playlist", "slideshare", "soundcloud",
    "twitter", "video", "vimeo", "youtube",
];

/// A shortcode's tag: `[caption width="600"]`, `[/caption]`.
struct Tag<'a> {
    name: &'a str,
    is_end: bool,
    has_attributes: bool,
    /// The byte after it.
    end: usize,
}

/// Replaces `[caption]…[/caption]` by a figure and removes other shortcodes: those with attributes or an end tag, and those
/// of [`EMPTY`]. `[sic]` and `[…]` stay.
pub(super) fn replaced(html: &str) -> String {
    let ends = html
        .split("[/")
        .skip(1)
        .filter_map(|rest| rest.split_once(']'));
    let closed: HashSet<&str> = ends.map(|(name, _)| name).collect();
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('[') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let tag = tag(from).filter(|tag| {
            tag.is_end
                || tag.has_attributes
                || EMPTY.contains(&tag.name)
                || closed.contains(tag.name)
        });
        let Some(tag) = tag else {
            out.push('[');
            rest = from.get(1..).unwrap_or_default();
            continue;
        };
        let after = from.get(tag.end..).unwrap_or_default();
        let encloses = !tag.is_end && closed.contains(tag.name);
        let is_caption = encloses && CAPTIONS.contains(&tag.name);
        let is_empty = encloses && EMPTY.contains(&tag.name);
        let inside = (is_caption || is_empty)
            .then(|| after.split_once(&format!("[/{}]", tag.name)))
            .flatten();
        rest = match inside {
            Some((inside, behind)) => {
                if is_caption {
                    out.push_str(&figure(inside));
                }
                behind
            }
            // Keep the text inside other shortcodes.
            None => after,
        };
    }
    out.push_str(rest);
    out
}

/// A figure with the caption that follows the picture.
fn figure(inside: &str) -> String {
    let picture = inside.find("<img");
    let behind = picture.and_then(|at| inside.get(at..)?.split_once('>'));
    let caption = behind.map_or(inside, |(_, caption)| caption);
    format!("<figure><img><figcaption>{caption}</figcaption></figure>")
}

fn tag(text: &str) -> Option<Tag<'_>> {
    let inner = text.strip_prefix('[')?;
    let (inner, _) = inner.split_once(']')?;
    let end = inner.len() + 2;
    let (is_end, inner) = match inner.strip_prefix('/') {
        Some(inner) => (true, inner),
        None => (false, inner.trim_end_matches('/')),
    };
    let (name, attributes) = inner.split_once(' ').unwrap_or((inner, ""));
    let is_name = name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.bytes().all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte)
        });
    let has_attributes = attributes.contains('=');
    let is_tag = is_name && (attributes.is_empty() || has_attributes || EMPTY.contains(&name));
    is_tag.then_some(Tag {
        name,
        is_end,
        has_attributes,
        end,
    })
}
