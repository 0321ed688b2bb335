//! What the shop measures about itself, for Prometheus, on a separate address.

use std::error::Error;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use listen::bind;
use metrics::{describe_counter, describe_gauge, describe_histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder};
use tokio::spawn;
use tokio::time::interval;

pub const SOCKETS: &str = "shop_sockets";
pub const BEHIND: &str = "shop_listeners_behind";
pub const PURCHASES: &str = "shop_purchases_total";
pub const BATCH: &str = "shop_till_batch_orders";
pub const WAIT: &str = "shop_till_wait_seconds";
pub const REFUSALS: &str = "shop_refusals_total";
pub const HASHING: &str = "shop_hashing_seconds";

const SECONDS: [f64; 10] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 10.0,
];
const ORDERS: [f64; 9] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0];

const UPKEEP: Duration = Duration::from_secs(5);

/// Starts counting, and serves the figures at `/metrics` of this address.
///
/// # Errors
/// If the address can't be used.
pub async fn serve_metrics(address: SocketAddr) -> Result<(), Box<dyn Error>> {
    let listener = bind(address).await?;
    let recorder = PrometheusBuilder::new()
        .set_buckets(&SECONDS)?
        .set_buckets_for_metric(Matcher::Full(BATCH.to_owned()), &ORDERS)?
        .install_recorder()?;
    describe();
    let shown = recorder.clone();
    let figures = move || async move { shown.render() };
    let app = Router::new().route("/metrics", get(figures));
    tracing::info!("metrics at http://{}/metrics", listener.local_addr()?);
    spawn(async move { axum::serve(listener, app).await });
    // What was measured is added up here, whether or not anyone asks.
    spawn(async move {
        let mut round = interval(UPKEEP);
        loop {
            round.tick().await;
            recorder.run_upkeep();
        }
    });
    Ok(())
}

fn describe() {
    describe_gauge!(SOCKETS, "Sockets that are connected");
    describe_gauge!(
        BEHIND,
        "Sockets that have not been told of every purchase yet"
    );
    describe_counter!(PURCHASES, "Purchases that are on the disk");
    describe_histogram!(BATCH, "Orders that shared one transaction");
    describe_histogram!(WAIT, "From an order's arrival at the till to its answer");
    describe_counter!(REFUSALS, "Requests and events that were refused, by code");
    describe_histogram!(HASHING, "From a password's arrival to its hash");
}
