//! Against Discord itself serenity's own limiter waits: a server with its name, over TLS, as far as the bot can tell.

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use voetnoot::chat::discord::HttpClient;

use super::double::Double;
use super::running::Running;

/// A client that finds a double where it looks for Discord.
async fn deceived(double: &Double) -> HttpClient {
    let made =
        rcgen::generate_simple_self_signed(vec!["discord.com".to_owned()]).expect("a certificate");
    let certificate = made.cert.der().clone();
    let key = PrivateKeyDer::Pkcs8(made.signing_key.serialize_der().into());
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("TLS")
        .with_no_client_auth()
        .with_single_cert(vec![certificate.clone()], key)
        .expect("they fit");
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let behind = double.rest.trim_start_matches("http://").to_owned();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (acceptor, behind) = (acceptor.clone(), behind.clone());
            tokio::spawn(async move {
                let mut outside = acceptor.accept(stream).await.expect("a handshake");
                let mut inside = TcpStream::connect(behind).await.expect("the double");
                let _ = copy_bidirectional(&mut outside, &mut inside).await;
            });
        }
    });
    HttpClient::builder()
        .resolve("discord.com", address)
        .add_root_certificate(reqwest::Certificate::from_der(&certificate).expect("a certificate"))
        .build()
        .expect("a client")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_429_of_discord_itself_is_waited_for() {
    let double = Double::start().await;
    let client = deceived(&double).await;
    let running = Running::start_with(double, |settings| {
        settings.api = None;
        settings.client = client;
    })
    .await;
    running.double.trick(
        "/messages",
        429,
        json!({ "message": "You are being rate limited.", "retry_after": 1.5, "global": false }),
    );
    let id = running.say("!alinea 3");
    running.reply(id).await;
    let made = running.double.made();
    let sent: Vec<_> = made
        .iter()
        .filter(|made| made.path.ends_with("/messages"))
        .collect();
    let [refused, answered] = sent.as_slice() else {
        panic!("{} attempts", sent.len());
    };
    assert!(answered.at - refused.at >= Duration::from_millis(1_500));
    assert_eq!(running.double.replies(id).len(), 1);
    running.finish().await;
}
