//! The devices on which one is signed in.

use super::super::asked::{Asked, Id};
use axum::response::Response;
use domain::SessionId;
use serde::Serialize;
use utoipa::ToSchema;

/// How many sessions were ended.
#[derive(Serialize, ToSchema)]
pub(in super::super) struct Ended {
    pub(in super::super) ended: u32,
}

/// `GET /api/v1/account/sessions`
pub(super) async fn list(asked: Asked) -> Response {
    asked.json(asked.services.sessions(&asked.caller).await)
}

/// `DELETE /api/v1/account/sessions`: all but the one that asks.
pub(super) async fn end_others(asked: Asked) -> Response {
    let ended = asked.services.end_other_sessions(&asked.caller).await;
    asked.json(ended.map(|ended| Ended { ended }))
}

/// `DELETE /api/v1/account/sessions/{id}`
pub(super) async fn end(asked: Asked, Id(id): Id<String>) -> Response {
    let session = SessionId(id);
    asked.done(asked.services.end_session(&asked.caller, &session).await)
}

/// `GET /api/v1/account/sign-ins`
pub(super) async fn sign_ins(asked: Asked) -> Response {
    asked.json(asked.services.sign_ins(&asked.caller).await)
}
