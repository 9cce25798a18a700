//! The photos of what is being written about a home.

use super::super::asked::{Asked, Id, Ids, Input, wrong};
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
    photo::{PHOTO_BYTES_MAX, PhotoWords},
};
use serde::Deserialize;

/// What a form has beside its photo, in bytes.
const FORM_MAX: u64 = 16 * 1024;

/// What is said of a photo; what is not named stays.
#[derive(Deserialize)]
pub(super) struct Words {
    caption: Option<String>,
    room: Option<String>,
}

#[derive(Deserialize)]
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
        return wrong("photo", "photo_too_large");
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
                return asked.created(added.await);
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
    asked.created(added)
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
