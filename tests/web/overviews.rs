//! The overviews of an article: its dates, its countries, its people.

use voetnoot::article::Library;
use voetnoot::command;
use voetnoot::render::landing;

use super::common;
use super::seen::{Seen, seen};
use super::served::{bundled, get, get_with, serve, settings};

const ALL: [&str; 3] = ["tijdlijn", "landen", "mensen"];

async fn overview(segment: &str) -> Seen {
    let page = get(bundled().await, &format!("/csto-kazachstan/{segment}")).await;
    assert_eq!(page.status, 200, "{segment}");
    seen(page.text())
}

/// The links of a page to quoted words.
fn cited(shown: &Seen) -> Vec<&str> {
    let links = shown.links.iter().map(|(url, _)| url.as_str());
    links.filter(|url| url.ends_with("#citaat")).collect()
}

/// The addresses of the words that the bot quotes for a line.
fn quoted(line: &str) -> Vec<String> {
    let answer = common::bot().answer(&command::parse(line), &common::moderator());
    let path = |quote: &voetnoot::answer::Quote| {
        let path = voetnoot::citation::place_path(quote.passage(), &landing(quote));
        format!("{path}#citaat")
    };
    answer.quotes().map(path).collect()
}

#[tokio::test]
async fn the_timeline_lists_the_sentences_of_the_command_and_draws_them_without_script() {
    let shown = overview("tijdlijn").await;
    assert_eq!(cited(&shown), quoted("!tijdlijn"));
    let count = |name: &str| shown.elements.iter().filter(|one| *one == name).count();
    assert!(count("svg") >= 1 && count("circle") >= cited(&shown).len());
    assert_eq!(count("script"), 0);
}

#[tokio::test]
async fn a_line_says_from_when_to_when_it_goes_and_a_year_once() {
    for (first, second, caption) in [
        (
            "5 januari 2022",
            "7 maart 2023",
            "5 januari 2022 – 7 maart 2023",
        ),
        ("5 januari 2022", "7 maart 2022", "5 januari – 7 maart 2022"),
        ("5 januari 2022", "5 januari 2022", "5 januari 2022"),
    ] {
        let line = format!(
            r#"{{"id":"a","title":"A","language":"nl","paragraphs":[{{"text":"De brug opende op {first}."}},{{"text":"Hij brak op {second}."}}]}}"#
        );
        let library = Library::from_text("a.jsonl", &line).expect("an archive");
        let page = get(serve(library, settings()).await, "/a/tijdlijn").await;
        let said = format!("<figcaption>{caption}</figcaption>");
        assert!(page.text().contains(&said), "{}", page.text());
    }
}

#[tokio::test]
async fn every_country_of_the_command_leads_to_what_is_said_of_it() {
    let shown = overview("landen").await;
    let context = voetnoot::preferences::Context::default();
    for country in common::bot().countries(&context) {
        let named = |(_, words): &&(String, String)| words == country.dutch();
        let (url, _) = shown.links.iter().find(named).expect("a link");
        assert!(url.contains("#deel-") || url.ends_with("#citaat"), "{url}");
    }
}

#[tokio::test]
async fn everybody_is_introduced_and_their_quotations_are_those_of_the_command() {
    let shown = overview("mensen").await;
    let links = cited(&shown);
    let said = quoted("!citaat");
    for link in &said {
        assert!(links.contains(&link.as_str()), "{link}");
    }
    assert!(
        links.len() > said.len(),
        "there are introductions beside them"
    );
}

#[tokio::test]
async fn every_item_of_an_overview_leads_to_its_words() {
    let address = bundled().await;
    for segment in ALL {
        let shown = overview(segment).await;
        for link in cited(&shown) {
            let (path, anchor) = link.split_once('#').expect("an anchor");
            let page = get(address, path).await;
            assert_eq!(page.status, 200, "{link}");
            assert!(seen(page.text()).by_id.contains_key(anchor), "{link}");
        }
        let others = shown
            .links
            .iter()
            .filter_map(|(url, _)| url.strip_prefix('#'));
        for anchor in others {
            assert!(shown.by_id.contains_key(anchor), "{segment}: #{anchor}");
        }
    }
}

#[tokio::test]
async fn an_article_links_to_its_overviews_and_they_to_it_and_the_browser_keeps_them() {
    let address = bundled().await;
    let links = seen(get(address, "/csto-kazachstan").await.text()).links;
    for segment in ALL {
        let path = format!("/csto-kazachstan/{segment}");
        assert!(links.iter().any(|(url, _)| *url == path), "{path}");
        let page = get(address, &path).await;
        let back = seen(page.text()).links;
        assert!(back.iter().any(|(url, _)| url == "/csto-kazachstan"));
        let known = format!("If-None-Match: {}\r\n", page.header("etag"));
        assert_eq!(get_with(address, &path, &known).await.status, 304);
        let small = get_with(address, &path, "Accept-Encoding: gzip\r\n").await;
        assert_eq!(small.header("content-encoding"), "gzip");
        assert_eq!(get(address, &format!("{path}?p=2")).await.status, 404);
    }
}

#[tokio::test]
async fn an_article_without_dates_countries_and_people_says_so_and_links_to_no_overview() {
    let line = r#"{"id":"stil","title":"Stil","language":"nl","paragraphs":[{"text":"Het was er stil."}]}"#;
    let library = Library::from_text("a.jsonl", line).expect("an archive");
    let address = serve(library, settings()).await;
    let links = seen(get(address, "/stil").await.text()).links;
    for (segment, said) in ALL.into_iter().zip([
        "In dit artikel staan geen data.",
        "Dit artikel noemt geen landen.",
        "Ik herken in dit artikel geen personen.",
    ]) {
        let path = format!("/stil/{segment}");
        assert!(links.iter().all(|(url, _)| *url != path), "{path}");
        let page = get(address, &path).await;
        assert!(page.status == 200 && page.text().contains(said), "{path}");
    }
}

#[tokio::test]
async fn a_crowded_timeline_has_pages_and_no_more_dots_than_fit() {
    let days = (1..=28).flat_map(|day| [day, day, day]);
    let text: Vec<String> = days
        .map(|day| format!("Op {day} mei 2021 gebeurde het."))
        .collect();
    let line = serde_json::json!({
        "id": "druk", "title": "Druk", "language": "nl", "paragraphs": [{ "text": text.join(" ") }],
    });
    let library = Library::from_text("a.jsonl", &line.to_string()).expect("an archive");
    let address = serve(library, settings()).await;
    let mut cited_on = Vec::new();
    for path in ["/druk/tijdlijn", "/druk/tijdlijn?p=2"] {
        let page = get(address, path).await;
        cited_on.push(cited(&seen(page.text())).len());
    }
    assert_eq!(cited_on, [50, 34]);
    assert_eq!(get(address, "/druk/tijdlijn?p=3").await.status, 404);
}

#[tokio::test]
async fn no_overview_has_the_name_of_a_paragraph() {
    for paragraph in Library::bundled().articles()[0].paragraphs() {
        assert!(!ALL.contains(&paragraph.label()));
    }
}

#[tokio::test]
async fn a_quotation_says_in_which_language_it_is_if_its_page_is_in_another() {
    let line = r#"{"id":"de","title":"Brücke","language":"de","paragraphs":[{"text":"Die Brücke wurde 1999 gebaut."}]}"#;
    let library = Library::from_text("a.jsonl", line).expect("an archive");
    let address = serve(library, settings()).await;
    let page = get(address, "/de?q=!alinea+1").await;
    let html = page.text();
    assert!(html.contains("<blockquote lang=\"de\">"), "{html}");
    let own = get(bundled().await, "/csto-kazachstan/tijdlijn").await;
    assert!(!own.text().contains("<blockquote lang"));
}
