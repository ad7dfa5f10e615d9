//! The pages of citations.

use voetnoot::article::Library;
use voetnoot::citation::Links;
use voetnoot::command;
use voetnoot::excerpt::Passage;
use voetnoot::render::{self, Discord, Matrix, Plain, landing};
use voetnoot::wording::Language;

use super::common;
use super::seen::seen;
use super::served::{bundled, get, serve, settings};

const PUBLIC: &str = "https://voetnoot.example.org";

const QUESTION: &str = "Hoeveel elitetroepen zond Kirgizië?";

/// An article with an address of its own.
const ELSEWHERE: &str = "+++\nid = \"sluis\"\ntitle = \"De sluis\"\nauthors = [\"Anna\"]\nlanguage = \"nl\"\nurl = \"https://krant.example/sluis\"\n+++\n\n\
                         De sluis kost 2 miljoen euro, [zegt Waterwerk](https://waterwerk.example). Niemand weet het.\n";

#[tokio::test]
async fn every_citation_of_every_command_leads_to_its_words() {
    let address = bundled().await;
    let bot = common::bot();
    let mut followed = 0;
    for line in [
        QUESTION,
        "!land Kirgizië",
        "!wie Tokajev",
        "!tijdlijn",
        "!citaat",
        "!bron",
        "!alinea 12",
        "!samenvatting",
    ] {
        let mut answer = bot.answer(&command::parse(line), &common::moderator());
        answer.links = Links::to_page(PUBLIC, false);
        for quote in answer.quotes() {
            let range = landing(quote);
            let words = quote.passage().text_at(&range);
            let link = answer.links.of(quote.passage(), &range).expect("a link");
            let (path, anchor) = link.split_once('#').expect("an anchor");
            let page = get(address, path.strip_prefix(PUBLIC).expect("our address")).await;
            let shown = seen(page.text());
            assert_eq!(
                (page.status, shown.marks.as_slice()),
                (200, [words.to_owned()].as_slice())
            );
            assert_eq!(shown.by_id.get(anchor).map(String::as_str), Some(words));
            followed += 1;
        }
    }
    assert!(followed > 20, "{followed}");
}

#[test]
fn on_every_platform_an_answer_links_to_its_words() {
    let mut answer = common::bot().answer(&command::parse(QUESTION), &common::moderator());
    let quote = answer.quotes().next().expect("a quotation").clone();
    let text = |answer: &_, dialect: &dyn render::Dialect| {
        render::pages(answer, dialect, Language::Dutch).concat()
    };
    let before = text(&answer, &Plain::new());
    assert!(!before.contains("http"), "{before}");
    answer.links = Links::to_page(PUBLIC, false);
    let link = answer
        .links
        .of(quote.passage(), &landing(&quote))
        .expect("a link");
    insta::assert_snapshot!(link, @"https://voetnoot.example.org/csto-kazachstan/673aa0ec/11/123-203#citaat");
    assert!(text(&answer, &Plain::new()).contains(&link));
    assert!(text(&answer, &Discord).contains(&format!("](<{link}>)")));
    let on_matrix = render::matrix::html(&text(&answer, &Matrix));
    assert!(
        on_matrix.contains(&format!("<a href=\"{link}\">")),
        "{on_matrix}"
    );
    let json = render::json(&answer, Language::Dutch).expect("JSON");
    assert!(json.contains(&format!("\"link\":\"{link}\"")), "{json}");
}

#[test]
fn an_article_with_an_address_is_cited_there_unless_the_operator_prefers_the_page() {
    let library = Library::from_text("sluis.md", ELSEWHERE).expect("an article");
    let passage = Passage::new(&library.articles()[0], 0).expect("a paragraph");
    let of = |links: Links| links.of(&passage, &(0..12)).expect("a link");
    assert!(of(Links::default()).starts_with("https://krant.example/sluis#:~:text="));
    assert!(of(Links::to_page(PUBLIC, false)).starts_with("https://krant.example/sluis#:~:text="));
    assert!(of(Links::to_page(PUBLIC, true)).starts_with("https://voetnoot.example.org/sluis/"));
}

#[tokio::test]
async fn a_mark_keeps_the_links_in_its_words_and_beside_them() {
    let library = Library::from_text("sluis.md", ELSEWHERE).expect("an article");
    let revision = library.articles()[0].revision.clone();
    let address = serve(library, settings()).await;
    for (range, words) in [
        ("0-30", "De sluis kost 2 miljoen euro, "),
        ("0-35", "De sluis kost 2 miljoen euro, zegt"),
        ("35-42", "Waterwe"),
        ("45-58", " Niemand weet"),
    ] {
        let page = get(address, &format!("/sluis/{revision}/1/{range}")).await;
        let shown = seen(page.text());
        assert_eq!(page.status, 200, "{range}");
        assert_eq!(shown.marks, [words.trim()], "{range}");
        let text = "De sluis kost 2 miljoen euro, zegt Waterwerk. Niemand weet het.";
        assert_eq!(shown.by_id["1"], text);
        let linked = shown
            .links
            .iter()
            .filter(|(url, _)| url.contains("waterwerk"));
        let linked: String = linked.map(|(_, words)| words.as_str()).collect();
        assert_eq!(linked, "zegt Waterwerk");
    }
}

#[tokio::test]
async fn a_citation_of_an_earlier_text_says_that_it_has_changed_and_marks_nothing() {
    let address = bundled().await;
    let page = get(address, "/csto-kazachstan/00000000/11/123-203").await;
    let shown = seen(page.text());
    assert_eq!((page.status, shown.marks.len()), (200, 0));
    assert!(
        page.text()
            .contains("Dit artikel is bijgewerkt sinds deze verwijzing.")
    );
    assert!(page.text().contains("noindex"));
}

#[tokio::test]
async fn an_address_that_names_no_words_is_not_there() {
    let address = bundled().await;
    for path in [
        "/csto-kazachstan/673aa0ec/99/0-5",
        "/csto-kazachstan/673aa0ec/11/0-99999",
        "/csto-kazachstan/673aa0ec/11/5-5",
        "/csto-kazachstan/673aa0ec/11/9-5",
        // The two bytes of an `ë` are not divided.
        "/csto-kazachstan/673aa0ec/11/0-28",
        "/csto-kazachstan/673aa0ec/11/-5",
        "/csto-kazachstan/673aa0ec/11/+0-5",
        "/csto-kazachstan/673AA0EC/11/0-5",
        "/csto-kazachstan/",
        "/elders/673aa0ec/11/0-5",
    ] {
        assert_eq!(get(address, path).await.status, 404, "{path}");
    }
}
