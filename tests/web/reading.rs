//! The pages of articles.

use proptest::prelude::*;
use voetnoot::article::Library;
use voetnoot::config::PublicUrl;

use super::seen::seen;
use super::served::{Reply, bundled, get, get_with, serve, settings};

/// An article in which much looks like markup.
const AWKWARD: &str = "+++\nid = \"a&b\"\ntitle = \"1 < 2 & \\\"meer\\\"\"\nauthors = [\"Anna\"]\nlanguage = \"nl\"\n\
                       url = \"https://krant.example/a?b=1&c=2\"\n+++\n\nEen [verwijzing](https://elders.example/?a=1&b=\"2\") \
                       en 1 &lt; 2 &amp;amp; «zo».\n\n## Deel\n\n- een\n- twee *drie*\n\n### Dieper\n\nSlot.\n";

fn awkward() -> Library {
    Library::from_text("awkward.md", AWKWARD).expect("an article")
}

/// Asserts that a page shows every paragraph of an article byte for byte, at its anchor.
fn shows_all(library: &Library, page: &Reply) {
    let shown = seen(page.text());
    for paragraph in library.articles()[0].paragraphs() {
        assert_eq!(
            shown.by_id.get(paragraph.label()).map(String::as_str),
            Some(paragraph.text())
        );
    }
}

#[tokio::test]
async fn a_page_shows_the_whole_text() {
    let page = get(bundled().await, "/csto-kazachstan").await;
    assert_eq!(page.status, 200);
    shows_all(&Library::bundled(), &page);
    let address = serve(awkward(), settings()).await;
    let page = get(address, "/a%26b").await;
    shows_all(&awkward(), &page);
    let links = seen(page.text()).links;
    let link = ("https://elders.example/?a=1&b=\"2\"", "verwijzing");
    let link = (link.0.to_owned(), link.1.to_owned());
    assert!(links.contains(&link), "{links:#?}");
}

#[tokio::test]
async fn every_link_within_a_page_leads_somewhere() {
    let address = bundled().await;
    for path in [
        "/csto-kazachstan",
        "/csto-kazachstan?q=Wie+is+Tokajev%3F",
        "/csto-kazachstan?q=!tijdlijn",
        "/csto-kazachstan/tijdlijn",
        "/csto-kazachstan/landen",
        "/csto-kazachstan/mensen",
    ] {
        let page = get(address, path).await;
        let shown = seen(page.text());
        let anchors = shown
            .links
            .iter()
            .filter_map(|(url, _)| url.strip_prefix('#'));
        for anchor in anchors {
            assert!(shown.by_id.contains_key(anchor), "{path}: #{anchor}");
        }
        let paths = shown.links.iter().filter(|(url, _)| url.starts_with('/'));
        for (path, _) in paths {
            assert_eq!(get(address, path).await.status, 200, "{path}");
        }
    }
}

#[tokio::test]
async fn the_front_page_lists_the_articles() {
    let lines: String = (1..=60)
        .map(|n| format!("{{\"id\":\"stuk-{n}\",\"title\":\"Stuk {n}\",\"language\":\"nl\",\"paragraphs\":[{{\"text\":\"Zin {n}.\"}}]}}\n"))
        .collect();
    let library = Library::from_text("a.jsonl", &lines).expect("an archive");
    let address = serve(library, settings()).await;
    let mut listed = Vec::new();
    for page in ["/", "/?p=2"] {
        let links = seen(get(address, page).await.text()).links;
        listed.extend(
            links
                .into_iter()
                .filter(|(url, _)| url.starts_with("/stuk-")),
        );
    }
    assert_eq!(listed.len(), 60);
    assert_eq!(listed[59], ("/stuk-60".to_owned(), "Stuk 60".to_owned()));
    assert_eq!(get(address, "/?p=3").await.status, 404);
}

#[tokio::test]
async fn a_page_speaks_the_language_of_its_article_and_the_front_page_that_of_the_browser() {
    let address = bundled().await;
    let english = "Accept-Language: en-GB,en;q=0.9\r\n";
    let words = |page: Reply| {
        let text = page.text().to_owned();
        let lang = text.split("<html lang=\"").nth(1).expect("a language");
        lang.chars().take(2).collect::<String>()
    };
    assert_eq!(
        words(get_with(address, "/csto-kazachstan", english).await),
        "nl"
    );
    assert_eq!(words(get_with(address, "/", english).await), "en");
    assert_eq!(words(get(address, "/").await), "nl");
}

#[tokio::test]
async fn a_page_runs_nothing_and_loads_nothing_from_elsewhere() {
    let address = bundled().await;
    let article = get(address, "/csto-kazachstan").await;
    insta::assert_snapshot!(
        article.header("content-security-policy"),
        @"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    for path in [
        "/",
        "/csto-kazachstan",
        "/csto-kazachstan?q=Wie+is+Tokajev%3F",
        "/csto-kazachstan/tijdlijn",
        "/csto-kazachstan/landen",
        "/csto-kazachstan/mensen",
        "/nergens",
    ] {
        let page = get(address, path).await;
        let shown = seen(page.text());
        let loads = |(name, value): &&(String, String)| {
            let is_from_elsewhere =
                value.contains("//") && !["href", "content"].contains(&name.as_str());
            name == "src" || name.starts_with("on") || name == "style" || is_from_elsewhere
        };
        let loaded: Vec<_> = shown.attributes.iter().filter(loads).collect();
        assert!(loaded.is_empty(), "{path}: {loaded:?}");
        let scripts = page.text().matches("<script").count();
        let data = page
            .text()
            .matches("<script type=\"application/ld+json\">")
            .count();
        assert_eq!(scripts, data, "{path}");
        assert_eq!(page.header("set-cookie"), "");
    }
    for (name, _) in seen(article.text()).links {
        assert!(!name.starts_with("javascript:"));
    }
}

#[tokio::test]
async fn programs_read_what_the_article_is() {
    let mut settings = settings();
    settings.public_url = Some(
        "https://voetnoot.example.org"
            .parse::<PublicUrl>()
            .expect("one"),
    );
    let address = serve(awkward(), settings).await;
    let page = get_with(address, "/a%26b", "").await;
    assert_eq!(page.status, 421, "another host is refused");
    let request = "GET /a%26b HTTP/1.0\r\nHost: Voetnoot.example.org\r\n\r\n";
    let page = super::served::sent(address, request.as_bytes())
        .await
        .expect("a reply");
    let shown = seen(page.text());
    let has = |name: &str, value: &str| {
        let wanted = (name.to_owned(), value.to_owned());
        assert!(
            shown.attributes.contains(&wanted),
            "{value}: {:#?}",
            shown.attributes
        );
    };
    has("content", "https://voetnoot.example.org/a%26b");
    has("href", "https://krant.example/a?b=1&c=2");
    has("content", "1 < 2 & \"meer\"");
    let data = page
        .text()
        .split("application/ld+json\">")
        .nth(1)
        .expect("data");
    let data = data.split("</script>").next().expect("an end");
    let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
    assert_eq!(data["headline"], "1 < 2 & \"meer\"");
    assert_eq!(data["@type"], "NewsArticle");
}

#[tokio::test]
async fn a_page_that_the_browser_has_is_not_sent_again() {
    let address = bundled().await;
    let page = get(address, "/csto-kazachstan").await;
    let tag = page.header("etag").to_owned();
    let again = get_with(
        address,
        "/csto-kazachstan",
        &format!("If-None-Match: \"x\", {tag}\r\n"),
    )
    .await;
    assert_eq!((again.status, again.body.len()), (304, 0));
    let other = get_with(address, "/csto-kazachstan", "If-None-Match: W/\"0\"\r\n").await;
    assert_eq!(other.status, 200);
    let asked = get(address, "/csto-kazachstan?q=Wie+is+Tokajev%3F").await;
    assert_eq!(
        (asked.header("etag"), asked.header("cache-control")),
        ("", "no-store")
    );
}

#[tokio::test]
async fn a_page_is_small_when_compressed() {
    let address = bundled().await;
    for path in [
        "/csto-kazachstan",
        "/csto-kazachstan?q=!land+Kirgizi%C3%AB",
        "/-/stijl.css",
    ] {
        let page = get_with(address, path, "Accept-Encoding: gzip\r\n").await;
        assert_eq!(page.header("content-encoding"), "gzip", "{path}");
        let mut plain = Vec::new();
        let mut unpacked = flate2::read::GzDecoder::new(page.body.as_slice());
        std::io::Read::read_to_end(&mut unpacked, &mut plain).expect("gzip");
        assert!(
            page.body.len() < 30_000 && plain.len() > page.body.len(),
            "{path}: {}",
            page.body.len()
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn whatever_a_paragraph_holds_is_shown_byte_for_byte(text in "[^\u{0}-\u{1f}\u{7f}-\u{9f}]{1,80}", title in ".{0,20}") {
        let line = serde_json::json!({
            "id": "stuk", "title": title, "language": "nl", "paragraphs": [{ "text": text }],
        });
        let Ok(library) = Library::from_text("a.jsonl", &line.to_string()) else {
            return Ok(());
        };
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(async {
            let address = serve(library.clone(), settings()).await;
            shows_all(&library, &get(address, "/stuk").await);
        });
    }
}
