//! Webhooks (网络回调): addresses that are told what happens.

use super::super::asked::{Asked, Id, Ids, Input, Terms};
use axum::response::Response;
use domain::{WebhookId, webhook::WebhookForm};
use serde::{Deserialize, Serialize};

/// Which page of a log.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Paging {
    page: u32,
}

#[derive(Deserialize)]
pub(super) struct Switch {
    active: bool,
}

/// A delivery that was made.
#[derive(Serialize)]
struct Made {
    delivery: i64,
}

/// `GET /api/v1/account/webhooks`
pub(super) async fn list(asked: Asked) -> Response {
    asked.json(asked.services.webhooks(&asked.caller).await)
}

/// `POST /api/v1/account/webhooks`: the answer holds the secret.
pub(super) async fn make(asked: Asked, Input(given): Input<WebhookForm>) -> Response {
    asked.created(asked.services.make_webhook(&asked.caller, &given).await)
}

/// `GET /api/v1/account/webhooks/{id}`
pub(super) async fn show(asked: Asked, Id(id): Id<WebhookId>) -> Response {
    asked.json(asked.services.webhook(&asked.caller, id).await)
}

/// `PUT /api/v1/account/webhooks/{id}`
pub(super) async fn change(
    asked: Asked,
    Id(id): Id<WebhookId>,
    Input(given): Input<WebhookForm>,
) -> Response {
    let services = &asked.services;
    asked.json(services.change_webhook(&asked.caller, id, &given).await)
}

/// `DELETE /api/v1/account/webhooks/{id}`
pub(super) async fn remove(asked: Asked, Id(id): Id<WebhookId>) -> Response {
    asked.done(asked.services.remove_webhook(&asked.caller, id).await)
}

/// `PUT /api/v1/account/webhooks/{id}/active`
pub(super) async fn switch(
    asked: Asked,
    Id(id): Id<WebhookId>,
    Input(given): Input<Switch>,
) -> Response {
    let services = &asked.services;
    asked.json(
        services
            .switch_webhook(&asked.caller, id, given.active)
            .await,
    )
}

/// `POST /api/v1/account/webhooks/{id}/secret`: another; for a day both sign.
pub(super) async fn rotate(asked: Asked, Id(id): Id<WebhookId>) -> Response {
    asked.created(asked.services.rotate_webhook(&asked.caller, id).await)
}

/// `POST /api/v1/account/webhooks/{id}/test`
pub(super) async fn test(asked: Asked, Id(id): Id<WebhookId>) -> Response {
    let made = asked.services.test_webhook(&asked.caller, id).await;
    asked.created(made.map(|delivery| Made { delivery }))
}

/// `GET /api/v1/account/webhooks/{id}/deliveries?page=…`
pub(super) async fn deliveries(
    asked: Asked,
    Id(id): Id<WebhookId>,
    Terms(given): Terms<Paging>,
) -> Response {
    let services = &asked.services;
    asked.json(services.deliveries(&asked.caller, id, given.page).await)
}

/// `POST /api/v1/account/webhooks/{id}/deliveries/{delivery}/replay`
pub(super) async fn replay(asked: Asked, Ids(id, delivery): Ids<WebhookId, i64>) -> Response {
    let services = &asked.services;
    let made = services.replay_delivery(&asked.caller, id, delivery).await;
    asked.created(made.map(|delivery| Made { delivery }))
}
