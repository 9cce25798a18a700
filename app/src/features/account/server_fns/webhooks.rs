//! Webhooks (网络回调): addresses that are told what happens.

#[cfg(feature = "ssr")]
use crate::{
    context::{caller, fresh_secret, show_once},
    error::{failed, services},
    forms::go_on,
};
use crate::{error::PageError, forms::Next};
#[cfg(feature = "ssr")]
use domain::{ListingId, WebhookId, webhook::WebhookForm};
use domain::{
    account::admin::Paged,
    webhook::{Delivery, Webhook},
};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

/// One's webhooks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnWebhooksPage {
    /// The newest first.
    pub webhooks: Vec<Webhook>,
    /// Whether one may hear of everybody's homes.
    pub all: bool,
}

/// A webhook and its log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnWebhookPage {
    /// The webhook.
    pub webhook: Webhook,
    /// What was sent, the newest first.
    pub deliveries: Paged<Delivery>,
    /// Its secret when it was made a moment ago, shown this once.
    pub fresh: Option<String>,
    /// Whether one may hear of everybody's homes.
    pub all: bool,
}

/// One's own webhooks.
#[server(prefix = "/api/ui", endpoint = "own_webhooks", input = GetUrl)]
pub async fn own_webhooks() -> Result<OwnWebhooksPage, PageError> {
    let (services, caller) = (services()?, caller()?);
    Ok(OwnWebhooksPage {
        webhooks: services.webhooks(&caller).await.map_err(failed)?,
        all: services.hears_all(&caller),
    })
}

/// One of one's own webhooks.
#[server(prefix = "/api/ui", endpoint = "own_webhook", input = GetUrl)]
pub async fn own_webhook(
    /// Which.
    webhook: i64,
    /// Which page of its log, from 1.
    page: u32,
) -> Result<OwnWebhookPage, PageError> {
    let (services, caller) = (services()?, caller()?);
    let id = WebhookId(webhook);
    let shown = services.webhook(&caller, id).await.map_err(failed)?;
    let fresh = match fresh_secret() {
        Some(secret) => {
            let own = services.is_own_secret(&caller, id, &secret).await;
            own.map_err(failed)?.then_some(secret)
        }
        None => None,
    };
    let deliveries = services.deliveries(&caller, id, page).await;
    Ok(OwnWebhookPage {
        webhook: shown,
        deliveries: deliveries.map_err(failed)?,
        fresh,
        all: services.hears_all(&caller),
    })
}

/// Makes a webhook.
#[server(prefix = "/api/ui", endpoint = "make_webhook")]
pub async fn make_webhook(
    /// The address.
    url: String,
    /// The words of what it asks for.
    #[server(default)]
    events: Vec<String>,
    /// Of whose homes.
    #[server(default)]
    reach: String,
    /// The numbers of chosen homes.
    #[server(default)]
    listings: String,
) -> Result<Next, PageError> {
    let form = read(url, &events, &reach, &listings)?;
    let made = services()?.make_webhook(&caller()?, &form).await;
    let made = made.map_err(failed)?;
    show_once(made.secret);
    Ok(go_on(path(made.about.id, "made")))
}

/// Makes a webhook what the form says.
#[server(prefix = "/api/ui", endpoint = "change_webhook")]
pub async fn change_webhook(
    /// Which.
    webhook: i64,
    /// The address.
    url: String,
    /// The words of what it asks for.
    #[server(default)]
    events: Vec<String>,
    /// Of whose homes.
    #[server(default)]
    reach: String,
    /// The numbers of chosen homes.
    #[server(default)]
    listings: String,
) -> Result<Next, PageError> {
    let (id, form) = (WebhookId(webhook), read(url, &events, &reach, &listings)?);
    let changed = services()?.change_webhook(&caller()?, id, &form).await;
    changed.map_err(failed)?;
    Ok(go_on(path(id, "changed")))
}

/// Takes a webhook away.
#[server(prefix = "/api/ui", endpoint = "remove_webhook")]
pub async fn remove_webhook(
    /// Which.
    webhook: i64,
) -> Result<Next, PageError> {
    let removed = services()?
        .remove_webhook(&caller()?, WebhookId(webhook))
        .await;
    removed.map_err(failed)?;
    Ok(go_on("/account/webhooks?done=removed"))
}

/// Switches a webhook on or off.
#[server(prefix = "/api/ui", endpoint = "switch_webhook")]
pub async fn switch_webhook(
    /// Which.
    webhook: i64,
    /// Whether it shall be on.
    active: bool,
) -> Result<Next, PageError> {
    let id = WebhookId(webhook);
    let switched = services()?.switch_webhook(&caller()?, id, active).await;
    switched.map_err(failed)?;
    Ok(go_on(path(id, if active { "on" } else { "off" })))
}

/// Gives a webhook another secret, which is shown once.
#[server(prefix = "/api/ui", endpoint = "rotate_webhook")]
pub async fn rotate_webhook(
    /// Which.
    webhook: i64,
) -> Result<Next, PageError> {
    let id = WebhookId(webhook);
    let rotated = services()?.rotate_webhook(&caller()?, id).await;
    show_once(rotated.map_err(failed)?.secret);
    Ok(go_on(path(id, "rotated")))
}

/// Sends something to a webhook only to try it out.
#[server(prefix = "/api/ui", endpoint = "test_webhook")]
pub async fn test_webhook(
    /// Which.
    webhook: i64,
) -> Result<Next, PageError> {
    let id = WebhookId(webhook);
    let made = services()?.test_webhook(&caller()?, id).await;
    made.map_err(failed)?;
    Ok(go_on(path(id, "sent")))
}

/// Sends a delivery once more.
#[server(prefix = "/api/ui", endpoint = "replay_delivery")]
pub async fn replay_delivery(
    /// To which webhook.
    webhook: i64,
    /// Which.
    delivery: i64,
) -> Result<Next, PageError> {
    let id = WebhookId(webhook);
    let made = services()?.replay_delivery(&caller()?, id, delivery).await;
    made.map_err(failed)?;
    Ok(go_on(path(id, "sent")))
}

#[cfg(feature = "ssr")]
fn path(id: WebhookId, done: &str) -> String {
    ["/account/webhooks/", &id.to_string(), "?done=", done].concat()
}

#[cfg(feature = "ssr")]
fn read(
    url: String,
    events: &[String],
    reach: &str,
    listings: &str,
) -> Result<WebhookForm, PageError> {
    let unknown = |field, code| failed(services::Error::field(field, code));
    let events = events.iter().map(|word| word.parse());
    let between = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';');
    let numbers = listings.split(between).filter(|part| !part.is_empty());
    let numbers = numbers.map(|part| part.parse::<ListingId>());
    Ok(WebhookForm {
        url,
        events: events
            .collect::<Result<_, _>>()
            .map_err(|_| unknown("events", "unknown_value"))?,
        reach: reach
            .parse()
            .map_err(|_| unknown("reach", "unknown_value"))?,
        listings: numbers
            .collect::<Result<_, _>>()
            .map_err(|_| unknown("listings", "home_numbers"))?,
    })
}
