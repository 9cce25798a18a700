//! Webhooks (网络回调): what is told to whom, and how it arrives.

mod addresses;
mod delivering;
mod receiver;
mod subscribing;

use crate::{client::Client, people::Person};
use receiver::Receiver;
use serde_json::{Value, json};
use server::outside::HttpCourier;
use services::{Clock, webhooks::Guard};

const HOOKS: &str = "/account/webhooks";

/// Carries deliveries as in development, where receivers are on this machine.
pub fn courier() -> HttpCourier {
    HttpCourier::new(Guard { development: true })
}

/// A webhook of `person` at `receiver`: its path and its secret.
async fn hooked(
    client: &Client,
    person: &Person,
    receiver: &Receiver,
    events: &[&str],
) -> (String, String) {
    let body = json!({"url": receiver.url, "events": events});
    let (status, made) = person.api(client, "POST", HOOKS, body).await;
    assert_eq!(status, 201, "{made}");
    let secret = made["secret"].as_str().unwrap().to_owned();
    (format!("{HOOKS}/{}", made["id"]), secret)
}

/// Lets `person` take a step with a home.
async fn steps(client: &Client, person: &Person, home: i64, action: &str) {
    let path = format!("/listings/{home}/steps");
    let (status, answer) = person
        .api(client, "POST", &path, json!({ "action": action }))
        .await;
    assert_eq!(status, 200, "{answer}");
}

/// Makes deliveries of what happened, and sends what is due. Returns how many were tried.
async fn sent(client: &Client) -> u32 {
    client.app.services.relay_events().await.unwrap();
    client.app.services.send_webhooks(&courier()).await.unwrap()
}

/// The newest deliveries in the log.
async fn log(client: &Client, person: &Person, hook: &str) -> Vec<Value> {
    let path = format!("{hook}/deliveries");
    let (status, page) = person.api(client, "GET", &path, Value::Null).await;
    assert_eq!(status, 200, "{page}");
    page["results"].as_array().unwrap().clone()
}

/// The second at which the test is.
fn now(client: &Client) -> i64 {
    client.app.clock.now().timestamp()
}
