//! Webhooks (网络回调): addresses that are told what happens.

use super::super::{
    answer::Made,
    asked::{Asked, Id, Ids, Input},
    paging::Paging,
};
use axum::response::Response;
use domain::{WebhookId, webhook::WebhookForm};
use serde::Deserialize;
use utoipa::ToSchema;

/// Whether something is sent to a webhook.
#[derive(Deserialize, ToSchema)]
pub(super) struct Switch {
    active: bool,
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
    asked.created(made.map(|id| Made { id }))
}

/// `GET /api/v1/account/webhooks/{id}/deliveries`
pub(super) async fn deliveries(
    asked: Asked,
    Id(id): Id<WebhookId>,
    paging: Paging<true>,
) -> Response {
    let (services, caller) = (&asked.services, &asked.caller);
    let (page, rows) = (paging.page(), paging.rows());
    let found = services.deliveries_rows(caller, id, page, rows).await;
    asked.json(paging.part(found, |delivery| delivery.id))
}

/// `GET /api/v1/account/webhooks/{id}/deliveries/{delivery}`
pub(super) async fn delivery(asked: Asked, Ids(id, delivery): Ids<WebhookId, i64>) -> Response {
    let services = &asked.services;
    asked.json(services.delivery(&asked.caller, id, delivery).await)
}

/// `POST /api/v1/account/webhooks/{id}/deliveries/{delivery}/replay`
pub(super) async fn replay(asked: Asked, Ids(id, delivery): Ids<WebhookId, i64>) -> Response {
    let services = &asked.services;
    let made = services.replay_delivery(&asked.caller, id, delivery).await;
    asked.created(made.map(|id| Made { id }))
}
