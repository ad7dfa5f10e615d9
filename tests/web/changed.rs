//! What changed in an article, and old links to it.

use voetnoot::citation::place_path;
use voetnoot::excerpt::Passage;

use super::common;
use super::revisions::{InMemory, NEW, OLD, bot, library};
use super::seen::seen;
use super::served::{get, get_with, serve_bot, settings};

/// The path of the first sentence that has these words.
fn path(text: &str, words: &str) -> String {
    let library = library(text);
    let passages = Passage::all(&library.articles()[0]);
    let found = passages.filter_map(|passage| {
        let sentences = passage.sentences().to_vec();
        let mut sentences = sentences.into_iter();
        let range = sentences.find(|range| passage.text_at(range).contains(words))?;
        let end = range.start + passage.text_at(&range).trim_end().len();
        Some(place_path(&passage, &(range.start..end)))
    });
    found.last().expect("a sentence")
}

#[tokio::test]
async fn an_old_link_shows_the_old_words_and_leads_to_the_new_ones() {
    let address = serve_bot(bot(&[OLD, NEW]), settings()).await;
    let page = get(address, &path(OLD, "3 miljoen")).await;
    let shown = seen(page.text());
    assert_eq!(page.status, 200);
    assert_eq!(shown.marks, ["Ze kost 3 miljoen euro."]);
    assert!(
        page.text()
            .contains("De tekst is veranderd sinds deze verwijzing.")
    );
    assert!(page.text().contains("noindex"));
    for link in ["/brug#1", "/brug/wijzigingen"] {
        let has = shown.links.iter().any(|(url, _)| url == link);
        assert!(has, "{link}: {:?}", shown.links);
        let page = get(address, link.trim_end_matches("#1")).await;
        assert_eq!(page.status, 200, "{link}");
    }
}

#[tokio::test]
async fn an_earlier_revision_can_be_read_whole() {
    let address = serve_bot(bot(&[OLD, NEW]), settings()).await;
    let revision = |text: &str| library(text).articles()[0].revision.clone();
    let page = get(address, &format!("/brug/{}", revision(OLD))).await;
    let shown = seen(page.text());
    assert_eq!(page.status, 200);
    assert!(page.text().contains("Ze kost 3 miljoen euro."));
    assert!(page.text().contains("Hier staat hoe die toen was."));
    assert!(page.text().contains("noindex") && shown.marks.is_empty());
    for link in ["/brug", "/brug/wijzigingen"] {
        let has = shown.links.iter().any(|(url, _)| url == link);
        assert!(has, "{link}: {:?}", shown.links);
    }
    let page = get(address, &format!("/brug/{}", revision(NEW))).await;
    assert!(page.text().contains("4,5 miljoen") && !page.text().contains("noindex"));
    let page = get(address, "/brug/00000000").await;
    assert!(page.text().contains("4,5 miljoen") && page.text().contains("bijgewerkt"));
    assert_eq!(get(address, "/kerk/00000000").await.status, 404);
}

#[tokio::test]
async fn both_wordings_stand_side_by_side_with_what_differs_marked() {
    let address = serve_bot(bot(&[OLD, NEW]), settings()).await;
    let page = get(address, "/brug/wijzigingen").await;
    assert_eq!(page.status, 200);
    let text = page.text();
    for part in [
        "Ze kost <del>3</del> miljoen euro.",
        "Ze kost <ins>4,5</ins> miljoen euro.",
        "<ins>De bouw begint in mei.</ins>",
        "<del>Bewoners maken bezwaar tegen de plannen.</del>",
        "Gewijzigd op 2 januari 2026 om 01:00 (UTC)",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(!text.contains("wethouder"), "what stayed is not shown");
    let links = seen(text).links;
    let cited = links.iter().filter(|(url, _)| url.ends_with("#citaat"));
    let mut followed = 0;
    for (link, _) in cited {
        let (path, anchor) = link.split_once('#').expect("an anchor");
        let page = get(address, path).await;
        assert!(seen(page.text()).by_id.contains_key(anchor), "{link}");
        followed += 1;
    }
    assert_eq!(followed, 4);
}

#[tokio::test]
async fn the_article_leads_to_its_changes_if_there_are_any() {
    let changed = serve_bot(bot(&[OLD, NEW]), settings()).await;
    let unchanged = serve_bot(bot(&[NEW]), settings()).await;
    for (address, has) in [(changed, true), (unchanged, false)] {
        let page = get(address, "/brug").await;
        let links = seen(page.text()).links;
        let leads = links.iter().any(|(url, _)| url == "/brug/wijzigingen");
        assert_eq!(leads, has);
        // Nothing is missing where nothing changed: the page says so.
        assert_eq!(get(address, "/brug/wijzigingen").await.status, 200);
    }
}

#[tokio::test]
async fn an_answer_links_old_words_to_the_old_text_and_new_ones_to_this() {
    let address = serve_bot(bot(&[OLD, NEW]), settings()).await;
    let page = get(address, "/brug?q=!wijzigingen").await;
    let shown = seen(page.text());
    let (old, _) = path(OLD, "3 miljoen")
        .rsplit_once('/')
        .map(|(path, range)| (path.to_owned(), range.to_owned()))
        .expect("a path");
    let leads = |url: &str| url.starts_with(&old) && url.ends_with("#citaat");
    assert!(
        shown.links.iter().any(|(url, _)| leads(url)),
        "{:?}",
        shown.links
    );
    assert!(shown.marks.contains(&"4,5".to_owned()), "{:?}", shown.marks);
}

#[tokio::test]
async fn the_page_of_changes_is_kept_by_browsers_and_comes_in_pages() {
    let texts: Vec<String> = (0..6)
        .map(|at| {
            (0..30)
                .map(|line| format!("Regel {line} telt {at} woorden.\n\n"))
                .collect()
        })
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let address = serve_bot(bot(&texts), settings()).await;
    let first = get(address, "/brug/wijzigingen").await;
    let tag = format!("If-None-Match: {}\r\n", first.header("etag"));
    assert_eq!(
        get_with(address, "/brug/wijzigingen", &tag).await.status,
        304
    );
    let mut shown = 0;
    for page in 1..=3 {
        let page = get(address, &format!("/brug/wijzigingen?p={page}")).await;
        shown += page.text().matches("<del>").count();
    }
    assert_eq!(shown, 5 * 30);
    assert_eq!(get(address, "/brug/wijzigingen?p=4").await.status, 404);
}

#[tokio::test]
async fn a_revision_that_is_not_kept_or_has_no_such_words_is_not_shown() {
    let address = serve_bot(bot(&[OLD, NEW]), settings()).await;
    let page = get(address, "/brug/00000000/1/0-5").await;
    assert_eq!((page.status, seen(page.text()).marks.len()), (200, 0));
    let old = InMemory::of(&[OLD]).0[0].revision.clone();
    for path in [
        format!("/brug/{old}/99/0-5"),
        format!("/brug/{old}/1/0-9999"),
        "/brug/..%2f..%2fetc/1/0-5".to_owned(),
        format!("/brug/{old}%00/1/0-5"),
        format!("/..%2fbrug/{old}/1/0-5"),
    ] {
        assert_eq!(get(address, &path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn what_looks_like_markup_in_a_change_is_text() {
    let (old, new) = ("Een &lt;b&gt; hier.", "Een &lt;script&gt; hier.");
    let address = serve_bot(bot(&[old, new]), settings()).await;
    let page = get(address, "/brug/wijzigingen").await;
    assert!(!page.text().contains("<script>") && !page.text().contains("<b>"));
    assert!(page.text().contains("&lt;"), "{}", page.text());
}

#[tokio::test]
async fn without_kept_revisions_everything_else_works() {
    let address = serve_bot(common::bot_about(library(NEW)), settings()).await;
    let page = get(address, "/brug/wijzigingen").await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("geen andere versie"));
}
