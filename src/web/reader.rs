//! What a request says of its reader: the language of the browser, and who it is for the rate limit.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;

use crate::article::Article;
use crate::config::ClientHeader;
use crate::language::Language;

/// The language of a page about an article: the article's, for whoever reads the one reads the other. About no article, or
/// one in another language: the browser's, else the operator's.
pub(super) fn language(
    article: Option<&Article>,
    headers: &HeaderMap,
    of_operator: Language,
) -> Language {
    let of_article = article.and_then(|article| Language::from_tag(&article.language));
    of_article
        .or_else(|| of_browser(headers))
        .unwrap_or(of_operator)
}

/// The language of ours that the browser likes best.
fn of_browser(headers: &HeaderMap) -> Option<Language> {
    let accepted = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
    let mut best: Option<(Language, f32)> = None;
    for part in accepted.split(',') {
        let (tag, quality) = part.split_once(';').unwrap_or((part, ""));
        let quality = match quality.trim().strip_prefix("q=") {
            Some(number) => number.parse().unwrap_or(0.0),
            None => 1.0,
        };
        if let Some(language) = Language::from_tag(tag)
            && quality > best.map_or(0.0, |(_, quality)| quality)
        {
            best = Some((language, quality));
        }
    }
    best.map(|(language, _)| language)
}

/// Whom the rate limit counts: the address that a trusted proxy tells, else the peer's. `None` for a peer on this machine or in its
/// own network, if no proxy tells anything: it is a proxy itself, behind which are all readers.
pub(super) fn counted(
    peer: SocketAddr,
    headers: &HeaderMap,
    header: Option<&ClientHeader>,
) -> Option<IpAddr> {
    let Some(header) = header else {
        return (!is_near(peer.ip().to_canonical())).then(|| household(peer.ip()));
    };
    // The proxy adds the address that it sees at the end.
    let last = headers.get_all(header.as_str()).iter().next_back();
    let last = last.and_then(|value| value.to_str().ok()?.rsplit(',').next());
    let told = last.and_then(|address| told(address.trim()));
    Some(household(told.unwrap_or(peer.ip())))
}

/// The address in a proxy's header, with or without a port.
fn told(address: &str) -> Option<IpAddr> {
    let with_port = || {
        address
            .parse::<SocketAddr>()
            .ok()
            .map(|address| address.ip())
    };
    address.parse().ok().or_else(with_port)
}

/// Whether an address is of this machine or its own network.
fn is_near(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => ip.is_loopback() || ip.is_private() || ip.is_link_local(),
        IpAddr::V6(ip) => ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local(),
    }
}

/// The address of a household: of IPv6, its network.
fn household(ip: IpAddr) -> IpAddr {
    match ip.to_canonical() {
        IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
        ip @ IpAddr::V4(_) => ip,
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderName;

    use super::*;

    #[test]
    fn a_browser_gets_the_language_of_ours_that_it_likes_best() {
        let of = |accepted: &str| {
            let headers = HeaderMap::from_iter([(ACCEPT_LANGUAGE, accepted.parse().expect("one"))]);
            language(None, &headers, Language::Dutch).tag()
        };
        assert_eq!(of("en-GB,en;q=0.9,nl;q=0.8"), "en");
        assert_eq!(of("fr, en;q=0.5, nl-BE;q=0.7"), "nl");
        assert_eq!(of("fr;q=1, en;q=0"), "nl");
        assert_eq!(of(";;q=x,,"), "nl");
    }

    #[test]
    fn readers_behind_a_proxy_are_not_taken_for_one() {
        let peer = |ip: &str| SocketAddr::new(ip.parse().expect("an address"), 1);
        let counted = |ip: &str| {
            let counted = counted(peer(ip), &HeaderMap::new(), None);
            counted.map(|ip| ip.to_string())
        };
        assert_eq!(counted("127.0.0.1"), None);
        assert_eq!(counted("10.1.2.3"), None);
        assert_eq!(counted("203.0.113.9").as_deref(), Some("203.0.113.9"));
        assert_eq!(
            counted("2001:db8:1:2:3::4").as_deref(),
            Some("2001:db8:1:2::")
        );
        assert_eq!(
            counted("::ffff:203.0.113.9").as_deref(),
            Some("203.0.113.9")
        );
    }

    #[test]
    fn a_trusted_proxy_tells_who_asks_by_its_last_word() {
        let header = "X-Forwarded-For".parse().expect("a header");
        let told = |value: &str| {
            let headers = HeaderMap::from_iter([(
                HeaderName::from_static("x-forwarded-for"),
                value.parse().expect("a value"),
            )]);
            let peer = "127.0.0.1:1".parse().expect("an address");
            counted(peer, &headers, Some(&header)).map(|ip| ip.to_string())
        };
        assert_eq!(
            told("198.51.100.1, 203.0.113.9").as_deref(),
            Some("203.0.113.9")
        );
        assert_eq!(told("10.0.0.7").as_deref(), Some("10.0.0.7"));
        assert_eq!(told("niemand").as_deref(), Some("127.0.0.1"));
    }
}
