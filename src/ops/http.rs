//! Serves health and metrics over HTTP.
//!
//! - `/livez`: always 200.
//! - `/readyz`: 200 if every needed check passes, else 503; JSON with a line per check.
//! - `/metrics`: metrics for Prometheus.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::health::Health;
use super::metrics;

/// How long open requests may take after the stop signal.
const GRACE: Duration = Duration::from_secs(2);

/// Listens on an address.
///
/// # Errors
/// Fails if the address is in use or not this machine's.
pub async fn listen(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("health cannot be shown on {address} (VOETNOOT_HTTP)"))
}

/// Answers requests until `stop` completes.
///
/// # Errors
/// Fails if it can no longer accept connections.
pub async fn serve(
    listener: TcpListener,
    health: Arc<Health>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<()> {
    let router = Router::new()
        .route("/livez", get(|| async { "alive\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(counts))
        .with_state(health);
    let (stop, too_long) = with_grace(stop);
    let serving = axum::serve(listener, router).with_graceful_shutdown(stop);
    tokio::select! {
        ended = serving => ended.context("health"),
        () = too_long => Ok(()),
    }
}

/// Returns the stop signal for a server, which completes with `stop`, and what completes when open requests have had their
/// time after it.
pub(crate) fn with_grace(
    stop: impl Future<Output = ()> + Send + 'static,
) -> (
    impl Future<Output = ()> + Send + 'static,
    impl Future<Output = ()>,
) {
    let (stopping, stopped) = oneshot::channel();
    let stop = async move {
        stop.await;
        let _ = stopping.send(());
    };
    let too_long = async {
        let _ = stopped.await;
        tokio::time::sleep(GRACE).await;
    };
    (stop, too_long)
}

async fn ready(State(health): State<Arc<Health>>) -> impl IntoResponse {
    let checks = health.checks();
    let is_ready = Health::is_ready(&checks);
    let lines: Vec<String> = checks
        .iter()
        .filter_map(|check| serde_json::to_string(check).ok())
        .collect();
    let body = format!(
        "{{\"ready\":{is_ready},\"checks\":[\n{}\n]}}\n",
        lines.join(",\n")
    );
    let status = if is_ready {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    let headers = [
        (CONTENT_TYPE, "application/json"),
        (CACHE_CONTROL, "no-store"),
    ];
    (status, headers, body)
}

async fn counts(State(health): State<Arc<Health>>) -> impl IntoResponse {
    (
        [(CONTENT_TYPE, metrics::CONTENT_TYPE)],
        metrics::text(&health),
    )
}
