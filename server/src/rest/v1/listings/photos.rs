//! The photos of what is being written about a home.

use super::super::asked::{Asked, Id, Ids, Input, too_large, wrong};
use axum::{
    body::Body,
    extract::{FromRequest, Multipart, Request},
    http::{
        HeaderMap,
        header::{CONTENT_LENGTH, CONTENT_TYPE},
    },
    response::Response,
};
use domain::{
    ListingId, PhotoId,
    photo::{EditPhoto, PHOTO_BYTES_MAX, PhotoList, PhotoWords},
};
use serde::Deserialize;
use services::Error;
use utoipa::ToSchema;

/// What is said of a photo that has too many bytes.
const TOO_LARGE: &str = "photo_too_large";
/// What a form has beside its photo, in bytes.
const FORM_MAX: u64 = 16 * 1024;

/// What is said of a photo; what is not named stays.
#[derive(Deserialize, ToSchema)]
#[schema(as = PhotoDescription)]
pub(super) struct Words {
    caption: Option<String>,
    room: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = PhotoOrder)]
pub(super) struct Order {
    photos: Vec<PhotoId>,
}

/// `GET /api/v1/listings/{id}/photos`
pub(super) async fn list(asked: Asked, Id(listing): Id<ListingId>) -> Response {
    asked.json(asked.services.edit_photos(&asked.caller, listing).await)
}

/// `POST /api/v1/listings/{id}/photos`: one picture, as the field `photo` of a form or as the body itself.
pub(super) async fn add(asked: Asked, Id(listing): Id<ListingId>, request: Request) -> Response {
    // Before anything is read.
    let may = asked.services.may_add_photo(&asked.caller, listing).await;
    if let Err(error) = may {
        return asked.done(Err(error));
    }
    if length(request.headers()).is_some_and(|length| length > PHOTO_BYTES_MAX + FORM_MAX) {
        return too_large("photo", TOO_LARGE);
    }
    if !is_form(request.headers()) {
        return add_body(&asked, listing, request.into_body()).await;
    }
    let Ok(mut form) = Multipart::from_request(request, &()).await else {
        return wrong("photo", "photo_cut");
    };
    loop {
        match form.next_field().await {
            Ok(Some(part)) if part.name() == Some("photo") => {
                let added = asked.services.add_photo(&asked.caller, listing, part);
                return added_to(&asked, added.await);
            }
            Ok(Some(_)) => {}
            Ok(None) => return wrong("photo", "photo_missing"),
            Err(_) => return wrong("photo", "photo_cut"),
        }
    }
}

async fn add_body(asked: &Asked, listing: ListingId, body: Body) -> Response {
    let body = body.into_data_stream();
    let added = asked.services.add_photo(&asked.caller, listing, body).await;
    added_to(asked, added)
}

/// Too many bytes are told by the status that HTTP has for it.
fn added_to(asked: &Asked, added: services::Result<EditPhoto>) -> Response {
    match &added {
        Err(Error::Invalid(fields)) if fields.iter().any(|field| field.code == TOO_LARGE) => {
            too_large("photo", TOO_LARGE)
        }
        _ => asked.created(added),
    }
}

/// `GET /api/v1/listings/{id}/photos/{photo}`
pub(super) async fn show(asked: Asked, Ids(listing, photo): Ids<ListingId, PhotoId>) -> Response {
    let list = asked.services.edit_photos(&asked.caller, listing).await;
    let meant = |list: PhotoList| list.photos.into_iter().find(|known| known.id == photo);
    asked.json(list.and_then(|list| meant(list).ok_or(Error::NotFound)))
}

/// `PATCH /api/v1/listings/{id}/photos/{photo}`
pub(super) async fn describe(
    asked: Asked,
    Ids(listing, photo): Ids<ListingId, PhotoId>,
    Input(words): Input<Words>,
) -> Response {
    let photos = match asked.services.edit_photos(&asked.caller, listing).await {
        Ok(list) => list.photos,
        Err(error) => return asked.done(Err(error)),
    };
    let known = photos.into_iter().find(|known| known.id == photo);
    let (caption, room) = known.map_or((None, None), |known| (known.caption, known.room));
    let words = PhotoWords {
        caption: words.caption.or(caption).unwrap_or_default(),
        room: words
            .room
            .or(room.map(|room| room.to_string()))
            .unwrap_or_default(),
    };
    let described = asked
        .services
        .describe_photo(&asked.caller, listing, photo, &words);
    asked.json(described.await)
}

/// `DELETE /api/v1/listings/{id}/photos/{photo}`
pub(super) async fn delete(asked: Asked, Ids(listing, photo): Ids<ListingId, PhotoId>) -> Response {
    let deleted = asked.services.delete_photo(&asked.caller, listing, photo);
    asked.done(deleted.await)
}

/// `PUT /api/v1/listings/{id}/photos/order`: every photo once, the main one first.
pub(super) async fn order(
    asked: Asked,
    Id(listing): Id<ListingId>,
    Input(order): Input<Order>,
) -> Response {
    let ordered = asked
        .services
        .order_photos(&asked.caller, listing, &order.photos);
    asked.json(ordered.await)
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("multipart/form-data"))
}

fn length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
