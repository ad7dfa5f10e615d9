//! The flags of the reading page.

use std::net::SocketAddr;

use clap::Args;

use super::values::{Named, address, named};
use crate::config::{Citing, ClientHeader, Frames, PublicUrl, Settings};

#[derive(Debug, Args)]
#[allow(
    rustdoc::bare_urls,
    reason = "the help shows an address as it is typed"
)]
pub(super) struct PageFlags {
    /// The address on which `serve` shows the articles to read and to ask about, as 0.0.0.0:8080 [default: none]
    #[arg(long, global = true, value_name = "ADDRESS", env = "VOETNOOT_WEB", value_parser = address)]
    web: Option<Named<SocketAddr>>,
    /// The address under which readers reach that page, as https://voetnoot.example.org; other hosts are refused then
    /// [default: none]
    #[arg(long, global = true, value_name = "URL", env = "VOETNOOT_PUBLIC_URL", value_parser = named::<PublicUrl>)]
    public_url: Option<Named<PublicUrl>>,
    /// Where citations lead for an article that has a web address: artikel (to that address) or pagina (to that page). Without an
    /// address of their own, they lead to the page where VOETNOOT_PUBLIC_URL names it [default: artikel]
    #[arg(long, global = true, value_name = "PLACE", env = "VOETNOOT_CITATEN", value_parser = named::<Citing>)]
    citaten: Option<Named<Citing>>,
    /// The sites that may show that page in a frame (/ID/embed), as "https://krant.example https://*.krant.example" [default:
    /// none]
    #[arg(long, global = true, value_name = "SITES", env = "VOETNOOT_WEB_EMBED", value_parser = named::<Frames>)]
    web_embed: Option<Named<Frames>>,
    /// The header in which a proxy before that page tells who asks, as X-Forwarded-For; its last address counts for the limits.
    /// Only for a proxy that sets it itself [default: none; then readers behind a proxy are not limited]
    #[arg(long, global = true, value_name = "HEADER", env = "VOETNOOT_WEB_CLIENT_HEADER", value_parser = named::<ClientHeader>)]
    web_client_header: Option<Named<ClientHeader>>,
}

impl PageFlags {
    /// The settings that these flags give; every other is `None`.
    pub(super) fn settings(self) -> Settings {
        Settings {
            web: self.web.flatten(),
            public_url: self.public_url.flatten(),
            citaten: self.citaten.flatten(),
            web_embed: self.web_embed.flatten(),
            web_client_header: self.web_client_header.flatten(),
            ..Settings::default()
        }
    }
}
