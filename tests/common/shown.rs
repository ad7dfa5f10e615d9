//! Health that is shown over HTTP, until the test ends.

use std::net::SocketAddr;
use std::sync::Arc;

use voetnoot::ops::{Health, http};

/// Shows it; gives the address.
pub(crate) async fn shown(health: Arc<Health>) -> SocketAddr {
    let any = "127.0.0.1:0".parse().expect("an address");
    let listener = http::listen(any).await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(http::serve(listener, health, std::future::pending()));
    address
}
