//! Homes that a publisher brings in as a file.

use super::super::asked::{Asked, Id, Terms, wrong};
use axum::{
    body::{Body, to_bytes},
    response::Response,
};
use domain::{account::Method, offer::IMPORT_BYTES_MAX};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
pub(super) struct Named {
    #[serde(default)]
    name: String,
}

#[derive(Deserialize)]
pub(super) struct Paged {
    #[serde(default)]
    page: u32,
}

#[derive(Serialize)]
struct Checked {
    id: i64,
}

/// `POST /api/v1/account/imports?name=…`: the CSV file itself. It is compared with what is there; nothing changes.
pub(super) async fn check(asked: Asked, Terms(given): Terms<Named>, body: Body) -> Response {
    // Before anything is read.
    if let Err(error) = asked.caller.require(Method::Post, "/listings") {
        return asked.done(Err(error));
    }
    let Ok(file) = to_bytes(body, IMPORT_BYTES_MAX).await else {
        return wrong("file", "file_too_large");
    };
    let (services, caller) = (&asked.services, &asked.caller);
    let id = services.check_import(caller, &given.name, &file).await;
    asked.created(id.map(|id| Checked { id }))
}

/// `GET /api/v1/account/imports/{id}?page=…`
pub(super) async fn show(asked: Asked, Id(id): Id<i64>, Terms(given): Terms<Paged>) -> Response {
    let page = asked
        .services
        .import_page(&asked.caller, id, given.page)
        .await;
    asked.json(page)
}

/// `POST /api/v1/account/imports/{id}/application`: to be asked again while rows wait.
pub(super) async fn apply(asked: Asked, Id(id): Id<i64>) -> Response {
    asked.json(asked.services.apply_import(&asked.caller, id).await)
}

/// `DELETE /api/v1/account/imports/{id}/application`: to be asked again while rows are applied.
pub(super) async fn undo(asked: Asked, Id(id): Id<i64>) -> Response {
    asked.json(asked.services.undo_import(&asked.caller, id).await)
}
