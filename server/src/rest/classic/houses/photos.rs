//! Photos of a home.

use super::super::{
    answer,
    asked::{Asked, Id, Ids},
    photos::{Sent, picture},
};
use axum::{extract::Request, http::StatusCode, response::Response};
use domain::ListingId;
use futures::stream;
use serde::Serialize;
use services::classic::HousePhoto;
use std::convert::Infallible;

#[derive(Serialize)]
struct Photo {
    photoid: i64,
    path: String,
}

/// A photo that is not drawn yet has no path.
fn shown(photo: HousePhoto) -> Photo {
    Photo {
        photoid: photo.id,
        path: photo.key.unwrap_or_default(),
    }
}

/// `GET /api/houseinfos/{id}/photos/`
pub(super) async fn list(asked: Asked, Id(id): Id<ListingId>) -> Response {
    let photos = asked.services.house_photos(&asked.caller, id).await;
    let shown = |photos: Vec<HousePhoto>| -> Vec<Photo> { photos.into_iter().map(shown).collect() };
    asked.json(photos.map(shown))
}

/// `POST /api/houseinfos/{id}/photos/`: one picture, as the field `mainphoto` or `photo` of a form.
pub(super) async fn add(asked: Asked, Id(id): Id<ListingId>, request: Request) -> Response {
    // Before anything is read.
    let may = asked.services.may_change_house(&asked.caller, id).await;
    if let Err(error) = may {
        return asked.refused(error);
    }
    let bytes = match picture(request).await {
        Sent::Picture(bytes) => bytes,
        Sent::Nothing => return answer::wrong([("mainphoto", problem("photo_missing"))]),
        Sent::TooLarge => return answer::wrong([("mainphoto", problem("photo_too_large"))]),
    };
    let body = stream::iter([Ok::<_, Infallible>(bytes)]);
    let added = asked
        .services
        .add_house_photo(&asked.caller, id, body)
        .await;
    match added {
        Ok(photo) => answer::json(StatusCode::CREATED, &shown(photo)),
        Err(error) => asked.refused(error),
    }
}

/// `DELETE /api/houseinfos/{id}/photos/{photo}/`
pub(super) async fn remove(asked: Asked, Ids(id, photo): Ids<ListingId, i64>) -> Response {
    let (services, caller) = (&asked.services, &asked.caller);
    asked.done(services.delete_house_photo(caller, id, photo).await)
}

fn problem(code: &str) -> String {
    super::super::words::problem(code)
}
