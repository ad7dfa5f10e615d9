//! Pages of publishing systems, as a browser saves them.

use super::reading::{assert_shows, data, only};

fn assert_reads(names: &[&str]) {
    for name in names {
        let draft = only(&format!("{name}.html"), &data(&format!("{name}.html")));
        let lines = String::from_utf8(data(&format!("{name}.txt"))).expect("text");
        assert_shows(name, &draft, &lines);
    }
}

#[test]
fn a_post_of_wordpress_shows_what_its_page_shows() {
    assert_reads(&[
        "wordpress-classic",
        "wordpress-block",
        "wordpress-interview",
    ]);
}

#[test]
fn a_post_of_ghost_keeps_its_excerpt_and_its_captions() {
    assert_reads(&["ghost"]);
}

#[test]
fn a_post_of_hugo_loses_its_table_of_contents_and_its_marks_of_notes() {
    assert_reads(&["hugo", "hugo-notes"]);
}

#[test]
fn a_node_of_drupal_keeps_its_table() {
    assert_reads(&["drupal"]);
}

#[test]
fn a_newspapers_page_keeps_its_introduction_and_loses_what_else_it_links_to() {
    assert_reads(&["krant", "krant-microdata"]);
}

#[test]
fn an_export_of_google_docs_has_sections() {
    assert_reads(&["google-docs"]);
}

#[test]
fn pages_of_other_systems_show_what_their_pages_show() {
    assert_reads(&["blogger", "verhaal", "kort", "english", "oud"]);
}

#[test]
fn what_a_page_tells_about_its_article_becomes_front_matter() {
    let names = [
        "wordpress-classic",
        "wordpress-block",
        "wordpress-interview",
        "ghost",
        "hugo",
        "hugo-notes",
        "drupal",
        "krant",
        "krant-microdata",
        "google-docs",
        "blogger",
        "verhaal",
        "kort",
        "english",
        "oud",
    ];
    let told = names.map(|name| {
        let draft = only(name, &data(&format!("{name}.html")));
        let published = draft.published.map(|date| date.to_string());
        let nothing = || "-".to_owned();
        format!(
            "{name}: {} | {} | {} | {} | {} | {}",
            draft.title,
            draft.authors.join(", "),
            published.unwrap_or_else(nothing),
            draft.language,
            draft.url.clone().unwrap_or_else(nothing),
            draft.publisher.clone().unwrap_or_else(nothing),
        )
    });
    insta::assert_snapshot!(told.join("\n"), @"
    wordpress-classic: De veerpont van Lutterzijl vaart weer | Saskia Wouda | 2023-04-18 | nl | https://lutterzijlvandaag.example/2023/04/veerpont-vaart-weer/ | Stichting Lutterzijl Vandaag
    wordpress-block: Bibliotheek krijgt een dak van gras | Redouan Idrissi | 2024-02-29 | nl | https://deklink.example/bibliotheek-dak-van-gras/ | Buurtblad De Klink
    wordpress-interview: ‘Ik meet elke dag hoe hoog het water staat’ | Tjitske Hania | 2022-11-03 | nl | https://polderpraat.example/?p=77 | Polderpraat
    ghost: Waarom de tram niet meer belt | Imre Kovač | 2025-01-09 | nl | https://spoorslag.example/waarom-de-tram-niet-meer-belt/ | Spoorslag
    hugo: Een zomer lang alleen regenwater | Sietse Palma | 2021-09-12 | nl | https://sietse.example/posts/regenwater/ | -
    hugo-notes: De tol van de Oude Weg | Fokje Terwal | 2019-05-20 | nl | - | Streekgeschiedenis
    drupal: Proef met nachtbus verlengd | Afdeling Verkeer | 2024-06-03 | nl | https://gemeente-oudemar.example/nieuws/proef-met-nachtbus | Gemeente Oudemar
    krant: Kaasmarkt Dunmeer stopt na 120 jaar | Joost Abbing, Mila de Groot | 2024-10-01 | nl | https://dunmeerder.example/regio/kaasmarkt-dunmeer-stopt~b3f2a1/ | De Dunmeerder Courant
    krant-microdata: Waterput onder de school | Evy Roelvink | 2023-08-30 | nl | https://twekkel.example/nieuws/12873 | Nieuwsblad Twekkel
    google-docs: Verslag van de dorpsraad |  | - |  | - | -
    blogger: Daslook in maart | Wietske Dam | 2018-03-11 | nl | http://kruidenvandedijk.example/2018/03/daslook.html | -
    verhaal: De laatste smid van Oldegaast | Bregje Haan | 2020-12-24 | nl | https://langelezing.example/p/de-laatste-smid-4f1c | Lange Lezing
    kort: Sluis dicht | Redactie Haven en Vaart | 2024-07-02 | nl | - | -
    english: Harbour lights go green | Orla Finch, Tom Beddoes | 2024-03-12 | en | https://saltmarshpost.example/2024/harbour-lights | The Saltmarsh Post
    oud: Het orgel van Blijhamveen |  | - |  | - | -
    ");
}
