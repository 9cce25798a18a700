//! Homes that a publisher brings in as a file.

use super::super::{
    answer::Made,
    asked::{Asked, Id, Terms},
};
use axum::{
    body::to_bytes,
    extract::{FromRequest, Multipart, Request, multipart::Field},
    http::header::CONTENT_TYPE,
    response::Response,
};
use domain::{
    account::Method,
    offer::{IMPORT_BYTES_MAX, ImportShelf},
};
use serde::Deserialize;
use services::{Error, photos::ReceivedArchive};
use utoipa::ToSchema;

#[derive(Deserialize, ToSchema)]
pub(super) struct Named {
    #[serde(default)]
    name: String,
}

#[derive(Deserialize, ToSchema)]
pub(super) struct Paged {
    #[serde(default)]
    page: u32,
    show: Option<ImportShelf>,
}

/// `POST /api/v1/account/imports?name=…`: the CSV file itself, or a form with it as `file` and a zip of photos
/// as `photos`. It is compared with what is there; nothing changes.
pub(super) async fn check(asked: Asked, Terms(given): Terms<Named>, request: Request) -> Response {
    let (services, caller) = (&asked.services, &asked.caller);
    // Before anything is read.
    if let Err(error) = caller.require(Method::Post, "/listings") {
        return asked.done(Err(error));
    }
    let kind = request.headers().get(CONTENT_TYPE);
    let is_form = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"));
    let sent = if is_form {
        sent_as_form(&asked, request).await
    } else {
        let file = to_bytes(request.into_body(), IMPORT_BYTES_MAX).await;
        let file = file.map_err(|_| Error::field("file", "file_too_large"));
        file.map(|file| (String::new(), file.to_vec(), None))
    };
    let id = match sent {
        Ok((name, file, archive)) => {
            let name = Some(given.name)
                .filter(|name| !name.is_empty())
                .unwrap_or(name);
            services.check_import(caller, &name, &file, archive).await
        }
        Err(error) => Err(error),
    };
    asked.created(id.map(|id| Made { id }))
}

type Sent = (String, Vec<u8>, Option<ReceivedArchive>);

async fn sent_as_form(asked: &Asked, request: Request) -> services::Result<Sent> {
    let cut = || Error::field("photos", "zip_cut");
    let form = Multipart::from_request(request, &()).await;
    let mut form = form.map_err(|_| cut())?;
    let (mut name, mut file, mut archive) = (String::new(), Vec::new(), None);
    while let Some(part) = form.next_field().await.map_err(|_| cut())? {
        match part.name() {
            Some("file") => {
                name = part.file_name().unwrap_or_default().to_owned();
                file = read(part).await?;
            }
            Some("photos") => archive = Some(asked.services.receive_archive(part).await?),
            _ => {}
        }
    }
    Ok((name, file, archive))
}

async fn read(mut part: Field<'_>) -> services::Result<Vec<u8>> {
    let mut file = Vec::new();
    while let Some(chunk) = part
        .chunk()
        .await
        .map_err(|_| Error::field("file", "file_cut"))?
    {
        file.extend_from_slice(&chunk);
        if file.len() > IMPORT_BYTES_MAX {
            return Err(Error::field("file", "file_too_large"));
        }
    }
    Ok(file)
}

/// `GET /api/v1/account/imports?page=…`
pub(super) async fn list(asked: Asked, Terms(given): Terms<Paged>) -> Response {
    let list = asked.services.own_imports(&asked.caller, given.page).await;
    asked.json(list)
}

/// `GET /api/v1/account/imports/{id}?show=…&page=…`
pub(super) async fn show(asked: Asked, Id(id): Id<i64>, Terms(given): Terms<Paged>) -> Response {
    let page = asked
        .services
        .import_page(&asked.caller, id, given.show, given.page)
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
