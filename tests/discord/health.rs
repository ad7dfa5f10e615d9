//! The operator sees when the gateway is lost, and that it is back.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use serde_json::json;
use voetnoot::chat::discord::HttpClient;
use voetnoot::ops::Health;

use super::double::{ASKER, CHANNEL, Double};
use super::gateway::Push;
use super::running::{Running, bot};
use super::shown::shown;

/// Asks until the answer has this status, for 90 seconds at most; gives the body.
async fn until_status(url: &str, status: u16) -> String {
    let begun = Instant::now();
    loop {
        let answer = HttpClient::new().get(url).send().await.expect("an answer");
        let is_so = answer.status().as_u16() == status;
        let body = answer.text().await.expect("a body");
        if is_so {
            return body;
        }
        assert!(begun.elapsed() < Duration::from_secs(90), "{body}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_gateway_is_seen_and_so_is_its_return() {
    let mut health = Health::new();
    let pulse = health.platform("discord");
    let health = Arc::new(health);
    health.ask(&bot());
    let address = shown(Arc::clone(&health)).await;
    let ready = format!("http://{address}/readyz");
    let body = until_status(&ready, 503).await;
    assert!(body.contains("not connected yet"), "{body}");

    let double = Double::start().await;
    double
        .gateway
        .heartbeat_interval
        .store(500, Ordering::SeqCst);
    let running = Running::start_with(double, |settings| settings.chat.pulse = pulse).await;
    until_status(&ready, 200).await;
    let busy =
        json!({ "message": "You are being rate limited.", "retry_after": 0.1, "global": false });
    running.double.trick("/messages", 429, busy);
    running.ask("!alinea 3").await;

    running.double.gateway.silent.store(true, Ordering::SeqCst);
    let _ = running.double.push.send(Push::Drop);
    let body = until_status(&ready, 503).await;
    assert!(body.contains("the connection is gone"), "{body}");
    running.double.gateway.silent.store(false, Ordering::SeqCst);
    until_status(&ready, 200).await;

    let counts = until_status(&format!("http://{address}/metrics"), 200).await;
    let answered =
        r#"voetnoot_questions_total{platform="discord",command="alinea",verdict="found"} 1"#;
    assert!(counts.contains(answered), "{counts}");
    let limited = r#"voetnoot_rate_limited_total{platform="discord",by="theirs"} 1"#;
    assert!(counts.contains(limited), "{counts}");
    let reconnects = counts
        .lines()
        .find_map(|line| line.strip_prefix(r#"voetnoot_reconnects_total{platform="discord"} "#));
    assert_ne!(reconnects, Some("0"), "{counts}");
    for id in [ASKER, CHANNEL] {
        assert!(!counts.contains(&format!("\"{id}\"")), "{counts}");
    }
    running.finish().await;
}
