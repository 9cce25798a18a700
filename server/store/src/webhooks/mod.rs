//! Webhooks (网络回调): whose they are, what happened, and what was sent.

mod deliveries;
mod events;
mod hooks;

pub use deliveries::{DeliveryOutcome, DueDelivery, NewDelivery};
pub use events::{HappenedRecord, HomeFacts, NewHappened};
pub use hooks::{ActiveWebhook, NewWebhook, WebhookRecord};

use crate::Store;

/// Reads webhooks.
pub struct Webhooks<'a> {
    pub(crate) store: &'a Store,
}
