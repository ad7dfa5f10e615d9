//! Promise: a paragraph's text is what a reader of the published page sees, whatever publishing system wrote the file.

use std::sync::Arc;

use voetnoot::article::{Article, Library};

fn library(name: &str, text: &str) -> Library {
    Library::from_text(name, text).expect("it can be read")
}

fn read(name: &str, text: &str) -> Arc<Article> {
    library(name, text).articles()[0].clone()
}

/// The paragraphs of a file, each with its line, its label and its section.
fn shown(name: &str, text: &str) -> String {
    let article = read(name, text);
    let paragraphs = article.paragraphs().iter().map(|paragraph| {
        let section = match paragraph.section() {
            "" => String::new(),
            section => format!(" [{section}]"),
        };
        let label = paragraph.label();
        format!(
            "{} {label}{section}: {}",
            paragraph.line(),
            paragraph.text()
        )
    });
    paragraphs.collect::<Vec<_>>().join("\n")
}

/// The paragraphs of an article with this body, which begins on line 2.
fn body(text: &str) -> String {
    let front_matter =
        r#"{"title": "De brug", "author": "Noor Hofstra", "id": "x", "language": "nl"}"#;
    shown("x.md", &format!("{front_matter}\n{text}"))
}

#[test]
fn emphasis_links_code_and_entities_are_the_text_that_a_page_shows() {
    insta::assert_snapshot!(shown("inline.md", include_str!("data/field/07-inline-markup/inline.md")), @"9 1: De raad besloot dinsdag om de sluis te vernieuwen. De kosten zijn 2,4 miljoen euro, zegt Saskia Oudekerk van Waterwerk.");
    let article = read(
        "inline.md",
        include_str!("data/field/07-inline-markup/inline.md"),
    );
    assert_eq!(article.title, "De sluis van Zilverdam");
    let paragraph = &article.paragraphs()[0];
    let links = paragraph.links().iter();
    let links: Vec<_> = links
        .map(|link| {
            (
                paragraph.text().get(link.range.clone()).unwrap_or_default(),
                link.url.as_str(),
            )
        })
        .collect();
    assert_eq!(
        links,
        [
            ("dinsdag", "https://example.org/raad"),
            ("Waterwerk", "https://example.org/w")
        ]
    );
    for (markdown, seen) in [
        (
            "Een ***vet* woord** en ~~weg~~ en `code`.",
            "Een vet woord en weg en code.",
        ),
        (
            "Zie <https://a.nl/x_y_z> of [de *site*](/pad \"titel\").",
            "Zie https://a.nl/x_y_z of de site.",
        ),
        (
            "Jansen &amp; Zn. kost &euro;&nbsp;5, AT&T niet.",
            "Jansen & Zn. kost €\u{a0}5, AT&T niet.",
        ),
        ("5 \\* 3 en \\_niet cursief\\_", "5 * 3 en _niet cursief_"),
        (
            "Tekst ![](icoon.png) met [gallery ids=\"1,2\"] gaten <!-- weg --> erin.",
            "Tekst met gaten erin.",
        ),
    ] {
        assert_eq!(body(markdown), format!("2 1: {seen}"));
    }
}

#[test]
fn what_only_looks_like_markup_is_text() {
    for text in [
        "snake_case_naam en 5 * 3 * 2",
        "De groei was < 5 % & meer dan in ’23 (> 3).",
        "[4] NOS, 3 mei 2021",
        "Dat is [sic] niet [red.] zo […].",
        "1911. Een jaar",
        "14. mei",
        "#geenkop en C# en €5,-",
        "‘Nee’, zei ze – “nooit”... en \"ja\"",
        "Zie {x} en [video]",
        "~5 km en ~6 km",
    ] {
        assert_eq!(body(text), format!("2 1: {text}"));
    }
}

#[test]
fn lines_of_a_paragraph_are_one_and_breaks_stay() {
    insta::assert_snapshot!(shown("regels.md", include_str!("data/field/20-line-breaks-and-trailing-spaces/regels.md")), @"
    8 1: Wethouder Bram van der Laan opende dinsdag de dijk. Hij bedankte Bram van der Laan senior.
    14 2 [Later]: De dijk is van 1953.
    ");
    insta::assert_snapshot!(body("Regel  \nbreek\\\nnog<br>een\nen door. \n\nTekst.&nbsp;\n\n&nbsp;\n\n    Vier spaties"), @"
    2 1: Regel
    breek
    nog
    een en door.
    7 2: Tekst.
    11 3: Vier spaties
    ");
    let article = read(
        "regels.md",
        include_str!("data/field/20-line-breaks-and-trailing-spaces/regels.md"),
    );
    let text = article.paragraphs()[0].text();
    let lines = ["Wethouder", "Laan opende", "Laan senior"].map(|words| {
        let at = text.find(words).expect("it is there");
        article.paragraphs()[0].line_at(at)
    });
    assert_eq!(lines, [8, 9, 10]);
}

#[test]
fn headings_of_every_level_and_kind_are_sections() {
    insta::assert_snapshot!(shown("koppen.md", include_str!("data/field/11-setext-and-bold-headings/koppen.md")), @"
    8 1: Een inleiding over de brug van Zilverdam.
    10 auteur: door Noor Hofstra
    15 2 [De kosten]: De brug kost 3 miljoen euro.
    20 3 [De planning]: De bouw begint in maart 2025.
    24 4 [De bezwaren]: De vissers vrezen voor hun steiger.
    28 5 [De bezwaren]: De raad beslist in juni.
    ");
    insta::assert_snapshot!(body("# De brug\n\nEerst.\n\n## A\n\nx\n\n### B\n\ny\n\n#### *C*\n\nz\n\n### D {#id}\n\nw\n\n## E {wat}\n\nv"), @"
    4 1: Eerst.
    8 2 [A]: x
    12 3 [A › B]: y
    16 4 [A › B › C]: z
    20 5 [A › D]: w
    24 6 [E {wat}]: v
    ");
    insta::assert_snapshot!(body("## Praktisch\n\n**Openingstijden**\n\nvan 9\n\n__Prijzen__\n\n3 euro\n\n**Dit is een zin die vet is.**\n\n**Laatste**"), @"
    6 1 [Praktisch › Openingstijden]: van 9
    10 2 [Praktisch › Prijzen]: 3 euro
    12 3 [Praktisch › Prijzen]: Dit is een zin die vet is.
    14 4 [Praktisch › Prijzen]: Laatste
    ");
    insta::assert_snapshot!(body("**De brug**\n\n**door Noor Hofstra**\n\n<h2>Kop &amp; staart</h2>\n<p>Tekst</p>\n<h3><b>Klein</b></h3>\nMeer"), @"
    4 auteur: door Noor Hofstra
    7 1 [Kop & staart]: Tekst
    9 2 [Kop & staart › Klein]: Meer
    ");
}

#[test]
fn a_printed_question_is_the_heading_of_its_answer() {
    insta::assert_snapshot!(shown("interview.md", include_str!("data/field/03-interview/interview.md")), @"
    8 1: Dijkgraaf Wilma Terpstra over de kapotte sluis van Zilverdam.
    10 auteur: door Noor Hofstra
    14 2 [Wat gaat de reparatie kosten?]: ‘Ongeveer 3 miljoen euro, schat ik.’
    18 3 [Wie gaat dat betalen?]: ‘Het waterschap en de gemeente, ieder de helft.’
    ");
    insta::assert_snapshot!(body("## De sluis\n\n*Ze lekt al jaren. Waarom nu pas?*\n\n‘Geld.’\n\n<p><strong>En de brug?</strong></p>\n<p>‘Later.’</p>\n\n**‘Waarom later?’**\n\n‘Daarom.’"), @"
    6 1 [De sluis › Ze lekt al jaren. Waarom nu pas?]: ‘Geld.’
    9 2 [De sluis › En de brug?]: ‘Later.’
    13 3 [De sluis › ‘Waarom later?’]: ‘Daarom.’
    ");
}

#[test]
fn a_list_is_one_block_with_the_line_that_leads_to_it() {
    insta::assert_snapshot!(shown("lijst.md", include_str!("data/field/04-list-after-colon/lijst.md")), @"
    8 1: De raad van Zilverdam stelde dinsdag drie eisen.
    10 auteur: door Noor Hofstra
    14 2 [Eisen]: De raad stelt deze eisen:
    de sluis is in 2026 klaar;
    het werk kost hoogstens 2 miljoen euro;
    vissers houden toegang.
    ");
    insta::assert_snapshot!(body("Zo gaat het:\n1. eerst bellen\n2. dan komen\n   * met pas\n\n   en geduld\n3. klaar\n\nDe burgemeester zei:\n\n> Wij gaan door.\n>\n> Altijd.\n\n**Nodig:**\n\n<ul><li>een <b>bijl</b></li>\n<li>touw</ul>\n\n- [ ] los\n- [x] vast"), @"
    2 1: Zo gaat het:
    1. eerst bellen
    2. dan komen
    met pas
    en geduld
    3. klaar
    10 2: De burgemeester zei:
    Wij gaan door.
    14 3: Altijd.
    16 4: Nodig:
    een bijl
    touw
    21 5: los
    vast
    ");
}

#[test]
fn a_table_is_read_row_by_row() {
    insta::assert_snapshot!(body("| Jaar | *Bedrag* |\n|---|--:|\n| 2024 | 3 |\n| 2025 | 4 |\n\n<table><tr><th>a</th><th>b</th></tr>\n<tr><td>c</td><td>d</td></tr></table>"), @"
    2 1: Jaar	Bedrag
    2024	3
    2025	4
    7 2: a	b
    c	d
    ");
}

#[test]
fn footnotes_stand_apart_and_their_marks_are_gone() {
    insta::assert_snapshot!(shown("noot.md", include_str!("data/field/05-footnote-marks/noot.md")), @"
    8 1: De haven van Zilverdam verzandt. Het baggeren kost 4 miljoen euro. De veerman vreest het ergste.
    10 auteur: door Noor Hofstra
    12 noot-1: Zie het jaarverslag van 2019.
    13 noot-2: De Zilverdammer, 3 maart 2021.
    14 noot-3: Gesprek met de auteur.
    ");
    insta::assert_snapshot!(body("Term[^a] en [^b] meer.\n\n[^a]: Noot *een*\n\n    Tweede alinea.\n\nSlot[^zonder].\n\n[^b]: Twee.\n\n<p>Ook hier<sup><a href=\"#fn1\">1</a></sup>.</p>"), @"
    2 1: Term en meer.
    4 noot-1: Noot een
    Tweede alinea.
    8 2: Slot[^zonder].
    10 noot-2: Twee.
    12 3: Ook hier.
    ");
}

#[test]
fn tags_comments_and_shortcodes_are_gone() {
    insta::assert_snapshot!(shown("html.md", include_str!("data/field/06-html-and-shortcodes/html.md")), @"
    8 1: De brug van Zilverdam kost 2 miljoen euro per jaar.
    8 2: De raad wil ingrijpen, zegt wethouder Bram Postma.
    10 foto-1: De brug in 1911
    12 3: Dat zegt Saskia Oudekerk: “Het hout is op.” Zij
    werkt bij Waterwerk.
    ");
    assert_eq!(
        read(
            "html.md",
            include_str!("data/field/06-html-and-shortcodes/html.md")
        )
        .title,
        "Brug – sluis"
    );
    insta::assert_snapshot!(body("<!-- wp:paragraph -->\n<p class=\"intro\">Een&nbsp;<em>twee</em>\ndrie</p>\n<!-- /wp:paragraph -->\n\n<div class=\"x\">\n\n*vier*\n\n</div>\n<script>\n\nalert(\"weg\")\n\n</script>\n\n<p hidden>weg</p><details><summary>Meer</summary>Inhoud</details>"), @"
    3 1: Een twee drie
    9 2: vier
    18 3: Meer
    18 4: Inhoud
    ");
    insta::assert_snapshot!(body("{{% kader %}}\nTekst in een kader.\n{{% /kader %}}\n\n{% include x.html y=\"z\" %}\n\nMet [een link]({{ site.url }}/a) en `{{< code >}}`.\n{: .intro}\n\n[embed width=\"1\"]\n\n[vc_row el=\"a\"]Kolom[/vc_row]"), @"
    3 1: Tekst in een kader.
    8 2: Met een link en {{< code >}}.
    13 3: Kolom
    ");
}

#[test]
fn photos_are_captions_and_one_without_text_is_left_out() {
    insta::assert_snapshot!(shown("export.md", include_str!("data/field/15-what-every-export-has/export.md")), @"
    8 1: De brug van Zilverdam kost 3 miljoen euro.
    12 foto-1: De brug in 1911
    18 2 [Praktisch › Openingstijden]: De brug is open van 9 tot 17 uur.
    ");
    insta::assert_snapshot!(body("[caption id=\"a\" width=\"300\"]<img src=\"a.jpg\" alt=\"x\" /> De *brug*[/caption]\n\n<figure><img src=\"a.jpg\" alt=\"y\"><figcaption>De <em>sluis</em></figcaption></figure>\n\n![](a.jpg)\n*De dijk*\n\n{{<figure src=\"x.jpg\" caption=\"De **haven**\">}}\nTekst\n\n[![De *markt*](a.jpg)](b.html)\n\n<p><img src=\"a.jpg\" alt=\"De gracht\"></p>\n\n![](b.jpg \"De kade\") Meer tekst"), @"
    2 foto-1: De brug
    4 foto-2: De sluis
    6 foto-3: De dijk
    10 1: Tekst
    9 foto-4: De haven
    12 foto-5: De markt
    14 foto-6: De gracht
    16 2: Meer tekst
    16 foto-7: De kade
    ");
}

#[test]
fn front_matter_of_every_system_is_read() {
    let told = |name: &str, text: &str| {
        let article = read(name, text);
        let published = article.published.map(|published| published.to_string());
        format!(
            "{} | {} | {} | {} | {} | {}",
            article.id,
            article.title,
            article.authors.join(", "),
            published.unwrap_or_default(),
            article.language,
            article.url.as_deref().unwrap_or_default()
        )
    };
    insta::assert_snapshot!(told("sluis.md", include_str!("data/field/01-yaml-front-matter/sluis.md")), @"sluis | Sluis wordt vernieuwd | Noor Hofstra | 2024-05-14 | nl | ");
    let files = [
        // Hugo
        (
            "posts/brug/index.md",
            "+++\ntitle = 'De brug'\ndate = 2024-05-14T10:00:00+02:00\ndraft = false\ntags = ['a']\n[params]\n  author = 'X'\n+++\nDe tekst van het stuk.",
        ),
        // Jekyll
        (
            "_posts/2024-05-14-de-brug.md",
            "---\nlayout: post\ntitle:  De brug\nauthor: [Noor Hofstra, Bo Smit]\npermalink: /nieuws/brug/\n---\nThe text of the piece, with you.",
        ),
        // Ghost
        (
            "brug.md",
            "---\ntitle: \"De brug\"\nslug: de-nieuwe-brug\npublished_at: \"2024-05-14T10:00:00.000Z\"\ncanonical_url: https://a.nl/brug\nauthors:\n  - name: Noor Hofstra\n---\nTekst.",
        ),
        // Astro
        (
            "brug.md",
            "---\ntitle: De brug\npubDate: 2024-05-14\nlang: nl-NL\nauthor:\n  name: Noor Hofstra\n---\nTekst.",
        ),
        // WordPress
        (
            "brug.md",
            "---\ntitle: 'De brug &#8211; deel 2'\ndate: '2024-05-14 12:00:00'\nauthor: Noor Hofstra en Bo Smit\nlink: https://a.nl/brug\n---\nTekst.",
        ),
        // JSON
        (
            "brug.md",
            "{\n  \"title\": \"De brug\",\n  \"lang\": \"en_GB\",\n  \"date\": \"2024/5/14\"\n}\n\nTekst.",
        ),
        // None
        (
            "Mijn stuk #1.md",
            "# De *brug*\n\ndoor Noor Hofstra\n\nTekst.",
        ),
        ("brug.md", "Eerst tekst.\n\nDe brug\n---\n\nTekst."),
    ];
    insta::assert_snapshot!(files.map(|(name, text)| told(name, text)).join("\n"), @"
    brug | De brug |  | 2024-05-14 | nl | 
    2024-05-14-de-brug | De brug | Noor Hofstra, Bo Smit | 2024-05-14 | en | 
    de-nieuwe-brug | De brug | Noor Hofstra | 2024-05-14 | nl | https://a.nl/brug
    brug | De brug | Noor Hofstra | 2024-05-14 | nl-NL | 
    brug | De brug – deel 2 | Noor Hofstra, Bo Smit | 2024-05-14 | nl | https://a.nl/brug
    brug | De brug |  | 2024-05-14 | en-GB | 
    Mijn-stuk--1 | De brug | Noor Hofstra |  | nl | 
    brug | De brug |  |  | nl | 
    ");
    insta::assert_snapshot!(shown("x.md", "---\ntitle: T\ndescription: Waar *het* over gaat.\n---\n## Kop\n\nTekst."), @"
    3 1: Waar het over gaat.
    7 2 [Kop]: Tekst.
    ");
    insta::assert_snapshot!(shown("x.md", "---\ntitle: T\ndescription: Weg.\n---\nLede.\n\n## Kop\n\nTekst."), @"
    5 1: Lede.
    9 2 [Kop]: Tekst.
    ");
}

#[test]
fn a_page_in_html_is_read_without_what_stands_around_its_article() {
    let page = r#"<!DOCTYPE html>
<html lang="nl-NL"><head><title>De brug | De Krant</title><style>p { color: red }</style></head>
<body><nav><a href="/">Voorpagina</a></nav><header><h1>Andere kop</h1></header>
<article>
  <h1>De <em>brug</em> &amp; de sluis</h1>
  <p>door Noor Hofstra</p>
  <p>De brug kost
     2 miljoen euro<a href="https://a.nl/begroting">, zegt de raad</a>.</p>
  <figure><img src="a.jpg" alt="x"><figcaption>De brug in 1911</figcaption></figure>
  <h2>Eisen</h2><p>De raad stelt deze eisen:</p>
  <ol><li>klaar in 2026</li><li>niet duurder</li></ol>
  <blockquote><p>‘Het hout is op.’</p></blockquote>
  <aside>Lees ook: iets anders</aside>
  <script>volgen("lezer")</script>
</article><footer>Contact</footer></body></html>"#;
    insta::assert_snapshot!(shown("pagina.html", page), @"
    6 auteur: door Noor Hofstra
    7 1: De brug kost 2 miljoen euro, zegt de raad.
    9 foto-1: De brug in 1911
    10 2 [Eisen]: De raad stelt deze eisen:
    1. klaar in 2026
    2. niet duurder
    12 3 [Eisen]: ‘Het hout is op.’
    ");
    let article = read("pagina.html", page);
    assert_eq!(article.title, "De brug & de sluis");
    assert_eq!(article.authors, ["Noor Hofstra"]);
    assert_eq!(article.language, "nl-NL");
    assert_eq!(
        article.paragraphs()[1].links()[0].url,
        "https://a.nl/begroting"
    );
}
