//! Requests by somebody who means harm: thousands of them, always the same ones.

use std::net::SocketAddr;

use voetnoot::article::Library;

use super::seen::seen;
use super::served::{Reply, bundled, sent};

/// How many requests are made, and how many at once.
const REQUESTS: usize = 10_000;
const AT_ONCE: usize = 20;

/// What would be markup if a page repeated it as it is.
const MARKUP: &str = "\"'><i id=ik>";

/// What paths, queries and headers are made of.
const PIECES: [&str; 47] = [
    "csto-kazachstan",
    "CSTO-Kazachstan",
    "673aa0ec",
    "00000000",
    "11",
    "foto-1",
    "auteur",
    "bronnen",
    "0-5",
    "123-203",
    "0-18446744073709551615",
    "5-1",
    "-",
    "--",
    "embed",
    "tijdlijn",
    "landen",
    "mensen",
    "/",
    "//",
    "/./",
    "/../",
    "..",
    "..%2f",
    "%2e%2e/",
    "..%5c",
    "\\",
    "etc/passwd",
    "Cargo.toml",
    "content/csto-kazachstan.md",
    "-/stijl.css",
    "-/../Cargo.toml",
    "robots.txt",
    "%00",
    "%",
    "%zz",
    "%ff%fe",
    "%c0%ae",
    "%F0%9F%92%A5",
    "%22%27%3E%3Ci%20id%3Dik%3E",
    "\"'><i",
    "file:///etc/passwd",
    "http://elders.example/",
    "?",
    "#",
    ";",
    "&",
];

const QUESTIONS: [&str; 16] = [
    "Hoeveel+elitetroepen+zond+Kirgizi%C3%AB%3F",
    "!help",
    "!land+Kirgizi%C3%AB",
    "!wie+%22%27%3E%3Ci+id%3Dik%3E",
    "!zoek+%3Ci%3E",
    "!alinea+999999999999",
    "!artikel+x",
    "!vergeet+mij",
    "!instelling+taal+en",
    "!gemist",
    "%00%00",
    "%ff",
    "%E2%80%AE",
    "%22%27%3E%3Ci+id%3Dik%3E",
    "!samenvatting+99",
    "+",
];

/// Draws of a generator (xorshift64*) that always begins at the same number.
struct Draws(u64);

impl Draws {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let drawn = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(drawn).expect("31 bits fit") % end
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }

    /// Up to `most` pieces with a slash between some of them.
    fn path(&mut self, most: usize) -> String {
        let mut path = String::new();
        for _ in 0..self.below(most + 1) {
            path.push_str(self.of(&["/", "/", "/", ""]));
            path.push_str(self.of(&PIECES));
        }
        path
    }

    fn request(&mut self) -> Vec<u8> {
        let method = self.of(&[
            "GET", "GET", "GET", "GET", "HEAD", "POST", "PUT", "OPTIONS", "TRACE", "get", "CONNECT",
        ]);
        let mut path = match self.below(4) {
            0 => String::from("/csto-kazachstan"),
            1 => format!(
                "/csto-kazachstan/673aa0ec/{}/{}",
                self.of(&PIECES),
                self.of(&PIECES)
            ),
            _ => format!("/{}", self.path(5)),
        };
        match self.below(6) {
            0 => path.push_str(&format!(
                "?q={}&p={}",
                self.of(&QUESTIONS),
                self.of(&["0", "2", "-1", "99999999999999999999", "x"])
            )),
            1 => path.push_str(&format!("?{}={}", self.path(1), self.path(3))),
            2 if self.below(40) == 0 => {
                path.push_str(&format!("?q={}", "a".repeat(self.below(20_000))));
            }
            _ => {}
        }
        let mut request = format!(
            "{method} {path} HTTP/1.{}\r\nConnection: close\r\n",
            self.below(2)
        );
        if self.below(8) > 0 {
            request.push_str("Host: 127.0.0.1\r\n");
        }
        for _ in 0..self.below(4) {
            let name = self.of(&[
                "Host",
                "Accept-Language",
                "If-None-Match",
                "Accept-Encoding",
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "Range",
                "Content-Length",
                "Transfer-Encoding",
                "Cookie",
                "Origin",
                "Referer",
            ]);
            let value = match self.below(3) {
                0 => MARKUP.to_owned(),
                1 => self
                    .of(&[
                        "gzip",
                        "br;q=1",
                        "*",
                        "W/\"*\"",
                        "nl;q=NaN",
                        "bytes=0-5",
                        "0",
                        "-1",
                        "chunked",
                        "en;q=1e99",
                    ])
                    .to_owned(),
                _ => self.path(2),
            };
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str("\r\n");
        let mut bytes = request.into_bytes();
        if self.below(10) == 0 {
            let (at, byte) = (self.below(bytes.len() - 4), self.below(256));
            bytes[at] = u8::try_from(byte).expect("a byte");
        }
        bytes
    }
}

/// Asserts that a reply does no harm. Returns whether it is the page of the article.
fn does_no_harm(request: &[u8], reply: &Reply, library: &Library) -> bool {
    let asked = String::from_utf8_lossy(request);
    let is_html = reply.header("content-type").starts_with("text/html");
    assert!(reply.status < 500, "{asked}: {}", reply.status);
    for name in ["set-cookie", "location", "access-control-allow-origin"] {
        assert_eq!(reply.header(name), "", "{asked}");
    }
    let body = String::from_utf8_lossy(&reply.body);
    for found in ["root:x:", "[package]", "+++", "<i id=ik>", "\"'>"] {
        assert!(!body.contains(found), "{asked}: {found}");
    }
    if !is_html || reply.body.is_empty() || !reply.header("content-encoding").is_empty() {
        return false;
    }
    let shown = seen(&body);
    if !shown.elements.iter().any(|name| name == "article") {
        return false;
    }
    for paragraph in library.articles()[0].paragraphs() {
        assert_eq!(shown.by_id[paragraph.label()], paragraph.text(), "{asked}");
    }
    true
}

async fn attack(address: SocketAddr, seed: u64) -> (usize, usize) {
    let (library, mut draws) = (Library::bundled(), Draws(seed));
    let (mut replies, mut pages) = (0, 0);
    for _ in 0..REQUESTS / AT_ONCE {
        let request = draws.request();
        if let Some(reply) = sent(address, &request).await {
            replies += 1;
            pages += usize::from(does_no_harm(&request, &reply, &library));
        }
    }
    (replies, pages)
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_requests_get_no_error_no_file_and_no_markup_of_their_own() {
    let address = bundled().await;
    let seeds = (1..=AT_ONCE).map(|seed| {
        u64::try_from(seed)
            .expect("a number")
            .wrapping_mul(0x9E37_79B9_7F4A_7C15)
    });
    let attacks: Vec<_> = seeds
        .map(|seed| tokio::spawn(attack(address, seed)))
        .collect();
    let (mut replies, mut pages) = (0, 0);
    for attack in attacks {
        let (replied, shown) = attack.await.expect("it does no harm");
        replies += replied;
        pages += shown;
    }
    assert!(
        replies > REQUESTS * 9 / 10 && pages > REQUESTS / 20,
        "{replies} replies, {pages} pages"
    );
    let page = super::served::get(address, "/csto-kazachstan").await;
    assert_eq!(page.status, 200, "it still serves");
}
