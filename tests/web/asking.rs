//! Questions on the page.

use voetnoot::command;
use voetnoot::preferences::Context;
use voetnoot::render::landing;

use super::common;
use super::seen::{Seen, seen};
use super::served::{bundled, get, serve, settings};

fn question(line: &str) -> String {
    let encoded: String = line.bytes().map(|byte| format!("%{byte:02X}")).collect();
    format!("/csto-kazachstan?q={encoded}")
}

/// The text of the part of a page with the answer.
fn answer(page: &str) -> &str {
    let from = page
        .split("<section class=\"antwoord")
        .nth(1)
        .expect("an answer");
    from.split("</section>").next().expect("an end")
}

async fn asked(line: &str) -> (String, Seen) {
    let page = get(bundled().await, &question(line)).await;
    assert_eq!(page.status, 200);
    (page.text().to_owned(), seen(page.text()))
}

#[tokio::test]
async fn an_answer_stands_above_the_text_and_is_marked_in_it() {
    let (page, shown) = asked("Hoeveel elitetroepen zond Kirgizië?").await;
    insta::assert_snapshot!(answer(&page), @r##" found" aria-labelledby="antwoord"><h2 id="antwoord">Antwoord</h2><div><blockquote>“De autoriteiten van Kirgizië besloten uiteindelijk om net als Armenië een kleine troepenmacht naar Kazachstan te sturen. <strong>Zo’n 150 elitetroepen zouden onder de vleugels van de CSTO worden uitgezonden.</strong> Ze zouden vooral overheidsgebouwen moeten bewaken.”</blockquote><small><a href="#citaat-11-123">— Kirgizië, alinea 11</a></small></div><div><small>Zie ook <a href="#12">alinea 12</a> (Kirgizië) en <a href="#13">alinea 13</a> (Kirgizië).</small></div>"##);
    assert_eq!(
        shown.marks,
        ["Zo’n 150 elitetroepen zouden onder de vleugels van de CSTO worden uitgezonden."]
    );
    let link = shown
        .links
        .iter()
        .find(|(url, _)| url.starts_with("#citaat"));
    let (anchor, _) = link.expect("a link to it");
    assert_eq!(shown.by_id[anchor.trim_start_matches('#')], shown.marks[0]);
}

#[tokio::test]
async fn the_words_of_every_answer_are_those_of_the_bot() {
    let context = Context {
        article: Some("csto-kazachstan"),
        ..Context::default()
    };
    for line in [
        "!land Kirgizië",
        "!wie Tokajev",
        "!tijdlijn",
        "!citaat",
        "Wie is Tokajev?",
        "!alinea 2",
    ] {
        let answer = common::bot().answer(&command::parse(line), &context);
        let (page, shown) = asked(line).await;
        for quote in answer.quotes() {
            let start = landing(quote).start;
            let label = quote.passage().paragraph().label();
            let anchor = format!("citaat-{label}-{start}");
            let is_on_page = shown.by_id.contains_key(&anchor);
            let is_linked = page.contains(&format!("href=\"#{anchor}\""));
            assert!(is_on_page || !is_linked, "{line}: {anchor}");
        }
        assert!(!shown.links.is_empty());
    }
}

#[tokio::test]
async fn an_article_that_does_not_tell_is_said_not_to() {
    let (page, shown) = asked("Wat kost een brood in Parijs?").await;
    insta::assert_snapshot!(answer(&page), @r##" none" aria-labelledby="antwoord"><h2 id="antwoord">Antwoord</h2><div>Dat staat niet in het artikel.</div><div><small>Met <a href="?q=%21inhoud">!inhoud</a> zie je wat er wel in staat, met <a href="?q=%21zoek">!zoek</a> zoek je op losse woorden.</small></div>"##);
    assert!(shown.marks.is_empty());
}

#[tokio::test]
async fn long_answers_have_pages() {
    let (first, _) = asked("!zoek Kazachstan").await;
    let (all, shown) = asked("!land Kazachstan").await;
    assert!(!first.is_empty() && !all.is_empty());
    if let Some((next, _)) = shown.links.iter().find(|(url, _)| url.ends_with("&p=2")) {
        let page = get(bundled().await, &format!("/csto-kazachstan{next}")).await;
        assert!(
            answer(page.text()).contains("2 van"),
            "{}",
            answer(page.text())
        );
    }
}

#[tokio::test]
async fn what_is_asked_of_all_articles_leads_to_the_page_of_the_one_that_tells() {
    let page = get(
        bundled().await,
        "/?q=Hoeveel+elitetroepen+zond+Kirgizi%C3%AB%3F",
    )
    .await;
    let links = seen(page.text()).links;
    let link = links
        .iter()
        .find(|(url, _)| url.starts_with("/csto-kazachstan/"));
    assert!(link.is_some(), "{links:#?}");
}

#[tokio::test]
async fn what_was_typed_is_shown_and_adds_no_markup() {
    let (page, shown) = asked("<script>alert(1)</script>\"><b>").await;
    assert!(!page.contains("<script>alert") && !page.contains("\"><b>"));
    let value = (
        "value".to_owned(),
        "<script>alert(1)</script>\"><b>".to_owned(),
    );
    assert!(shown.attributes.contains(&value));
}

#[tokio::test]
async fn who_asks_too_often_is_told_so() {
    let mut settings = settings();
    settings.limits = "2,60,5".parse().expect("limits");
    settings.client_header = Some("x-forwarded-for".parse().expect("a header"));
    let address = serve(voetnoot::article::Library::bundled(), settings).await;
    let ask =
        |from: &'static str| super::served::get_with(address, "/csto-kazachstan?q=!inhoud", from);
    let mine = "X-Forwarded-For: 198.51.100.1, 203.0.113.9\r\n";
    let statuses = [
        ask(mine).await.status,
        ask(mine).await.status,
        ask(mine).await.status,
    ];
    assert_eq!(statuses, [200, 200, 429]);
    let said = ask(mine).await;
    assert!(said.text().contains("Even rustig aan"));
    let wait: u64 = said.header("retry-after").parse().expect("seconds");
    assert!((1..=60).contains(&wait) && wait > 30, "{wait}");
    assert_eq!(ask("X-Forwarded-For: 203.0.113.10\r\n").await.status, 200);
    let read = super::served::get_with(address, "/csto-kazachstan", mine).await;
    assert_eq!(read.status, 200, "reading is not limited");
}

#[tokio::test]
async fn a_frame_shows_the_questions_alone_to_the_sites_that_may_have_it() {
    let path = "/csto-kazachstan/embed?q=Hoeveel+elitetroepen+zond+Kirgizi%C3%AB%3F";
    assert_eq!(get(bundled().await, path).await.status, 404);
    let mut settings = settings();
    settings.frames = Some(
        "https://krant.example/, https://*.krant.example"
            .parse()
            .expect("sites"),
    );
    let address = serve(voetnoot::article::Library::bundled(), settings).await;
    let frame = get(address, path).await;
    let policy = frame.header("content-security-policy");
    assert!(
        policy.ends_with("frame-ancestors https://krant.example https://*.krant.example"),
        "{policy}"
    );
    let page = get(address, "/csto-kazachstan").await;
    assert!(
        page.header("content-security-policy")
            .ends_with("frame-ancestors 'none'")
    );
    let shown = seen(frame.text());
    assert!(frame.text().contains("Zo’n 150 elitetroepen") && !shown.by_id.contains_key("12"));
    let link = shown
        .links
        .iter()
        .find(|(url, _)| url.starts_with("/csto-kazachstan/673aa0ec/11/"));
    assert!(link.is_some(), "{:#?}", shown.links);
    assert!(frame.text().contains("target=\"_blank\""));
}

#[tokio::test]
async fn commands_that_cannot_work_here_are_not_offered_and_say_where_they_do() {
    let (page, _) = asked("!help").await;
    for line in [
        "!samenvatting",
        "!instelling",
        "!meer",
        "!gemist",
        "!vergeet",
    ] {
        assert!(!answer(&page).contains(line), "{line} is offered");
        for typed in [
            line.to_owned(),
            format!("!help {}", line.trim_start_matches('!')),
        ] {
            let (page, _) = asked(&typed).await;
            let said = answer(&page);
            assert!(said.contains(&format!("{line} werkt")), "{typed}: {said}");
        }
    }
    assert!(answer(&page).contains("!tijdlijn"));
}

#[tokio::test]
async fn who_asks_about_the_bot_is_told_of_no_command_that_cannot_work_here() {
    let (page, _) = asked("!over").await;
    let said = answer(&page);
    assert!(
        said.contains("niet bewaard") && !said.contains("!vergeet"),
        "{said}"
    );
}

#[tokio::test]
async fn articles_in_an_answer_are_links_to_their_pages() {
    let lines = r#"{"id":"é","title":"Brug","language":"nl","paragraphs":[{"text":"De brug is open."}]}
{"id":"c","title":"Tunnel","language":"nl","paragraphs":[{"text":"De tunnel is dicht."}]}"#;
    let library = voetnoot::article::Library::from_text("a.jsonl", lines).expect("an archive");
    let address = serve(library, settings()).await;
    for line in ["!artikel", "!over", "!inhoud"] {
        let links = seen(get(address, &format!("/?q={line}")).await.text()).links;
        for path in ["/%C3%A9", "/c"] {
            assert!(
                links.iter().any(|(url, _)| url == path),
                "{line}: {links:?}"
            );
        }
    }
}

#[tokio::test]
async fn who_is_refused_is_told_so_in_both_languages() {
    let address = bundled().await;
    let long = "x".repeat(9_000);
    let header = format!("Cookie: {}\r\n", "x".repeat(20_000));
    let refused = [
        get(address, &format!("/{long}")).await,
        super::served::get_with(address, "/", &header).await,
        super::served::sent(address, b"POST / HTTP/1.0\r\nHost: x\r\n\r\n")
            .await
            .expect("a reply"),
    ];
    for (page, status) in refused.iter().zip([414, 431, 405]) {
        assert_eq!(page.status, status);
        let html = page.text();
        assert!(
            html.contains("<html lang=\"nl\">") && html.contains("<p lang=\"en\">"),
            "{html}"
        );
        assert_eq!(page.header("retry-after"), "");
        seen(html);
    }
}
