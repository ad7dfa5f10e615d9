//! Feeds and exports: an article for each item that has its whole text.

use voetnoot::article::Library;
use voetnoot::import::{Batch, read};

use super::reading::{data, shown};

fn batch(name: &str) -> Batch {
    read(name, &data(name), None).unwrap_or_else(|refusal| panic!("{refusal}"))
}

/// Each article as it is shown, under what is told about it.
fn gallery(batch: &Batch) -> String {
    let told = batch.drafts.iter().map(|draft| {
        let file = draft.file("id");
        Library::from_text("id.md", &file).unwrap_or_else(|error| panic!("{error}\n{file}"));
        let published = draft
            .published
            .map(|date| date.to_string())
            .unwrap_or_default();
        let publisher = draft.publisher.as_deref().unwrap_or_default();
        let url = draft.url.as_deref().unwrap_or_default();
        format!(
            "= {} | {} | {published} | {} | {url} | {publisher}\n{}",
            draft.title,
            draft.authors.join(", "),
            draft.language,
            shown(draft)
        )
    });
    let left_out = batch
        .left_out
        .iter()
        .map(|(title, why)| format!("- {title}: {why:?}"));
    told.chain(left_out).collect::<Vec<_>>().join("\n")
}

#[test]
fn an_export_of_wordpress_gives_its_published_posts_old_and_new() {
    insta::assert_snapshot!(gallery(&batch("export.wxr")), @"
    = Molen ‘De Vlijt’ maalt weer | Jente Oud | 2024-05-12 | nl | https://dijkblad.example/molen-de-vlijt/ | Het Dijkblad
    Molen De Vlijt maalt sinds zaterdag weer graan. De wieken stonden elf jaar stil.
    De molen, zaterdagmorgen
    Het graan
    tarwe van de polder
    rogge van elders
    = Een oud bericht | onbekende | 2009-01-02 | nl | https://dijkblad.example/oud/ | Het Dijkblad
    De dijk voor de storm
    De dijk bij Oudeschans is verhoogd. Dat kostte 4 miljoen euro [sic].
    Kees Vos keek toe:
    hij woont er al zijn hele leven.
    Wat nu?
    In mei komt er gras op.
    - Nog niet af: NotPublished
    ");
}

#[test]
fn a_feed_gives_the_items_that_have_their_whole_text() {
    insta::assert_snapshot!(gallery(&batch("feed.rss")), @"
    = Turf & turfschip | Alie Brands | 2024-02-05 | nl | https://veenstreek.example/turf/ | Omroep Veenstreek
    Een turfschip uit 1880 is uit het kanaal gelicht. Het lag onder de brug.
    ‘De naam staat er nog op’, zegt duiker Pim Holst.
    = Turf & turfschip | Bert Mulder | 2024-02-06 | nl | https://veenstreek.example/turf-2/ | Omroep Veenstreek
    Het schip gaat naar het museum.
    Daar staat het in mei.
    - Alleen een samenvatting: NoText
    ");
}

#[test]
fn a_feed_of_atom_gives_its_entries() {
    insta::assert_snapshot!(gallery(&batch("feed.atom")), @"
    = De das is wakker | Femke Elzinga | 2023-02-14 | nl | https://boswachter.example/das | Dagboek van een boswachter
    Vannacht liep er een das over het pad. Hij was nat & chagrijnig.
    Ik ook.
    = Zaaien | Ids Terpstra | 2023-03-01 | nl | https://boswachter.example/zaaien | Dagboek van een boswachter
    De eikels gaan de grond in.
    vijf per gat
    ");
}
