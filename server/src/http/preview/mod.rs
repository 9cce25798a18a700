//! The pictures beside links: `/og/site.png` and `/og/listings/{id}.png`, in Chinese or, with
//! `?lang=en`, in English.
//!
//! A picture is known by the hash of what is drawn on it, so it is drawn anew when a fact changes
//! and otherwise comes from a folder.

mod render;
mod shelf;

use super::AppState;
use app::{
    Locale,
    preview::{Picture, PreviewDrawing, listing_preview, site_preview},
};
use axum::{
    extract::{Extension, Path, RawQuery, State},
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH},
    },
    response::{IntoResponse, Response},
};
use domain::{AppError, ErrorCode, ListingId};
use render::{Embedded, png};
use services::{
    Error, RequestId,
    photos::{Bytes, PhotoStore},
};
use sha2::{Digest, Sha256};
use shelf::Shelf;
use std::{path::PathBuf, sync::Arc};
use tokio::sync::Semaphore;

/// Pictures drawn at the same time: each takes a core for a tenth of a second and some 10 MB.
const AT_ONCE: usize = 2;
/// The folder of drawn pictures holds at most so many bytes.
const KEPT_BYTES: u64 = 256 << 20;
/// Larger photo files are not read; the floor plan stands in for them.
const PHOTO_BYTES_MAX: u64 = 8 << 20;
/// Photos with more pixels are not decoded; the floor plan stands in for them.
const PHOTO_PIXELS_MAX: u32 = 12_000_000;
/// Part of every hash: raise it when the drawing of the same SVG changes.
const VERSION: &str = "1";

/// A day: whoever shows a link looks again from time to time.
const CACHE: HeaderValue = HeaderValue::from_static("public, max-age=86400");
const PNG: HeaderValue = HeaderValue::from_static("image/png");

/// Draws and keeps pictures. Cheap to clone.
#[derive(Clone)]
pub(super) struct Previews {
    shelf: Arc<Shelf>,
    turns: Arc<Semaphore>,
}

impl Previews {
    /// Pictures are kept in the folder `dir`.
    pub(super) fn new(dir: PathBuf) -> Self {
        Self {
            shelf: Arc::new(Shelf::new(dir, KEPT_BYTES)),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// The PNG of `drawing`, which is known as `key`.
    async fn png(
        &self,
        key: &str,
        drawing: PreviewDrawing,
        photos: &PhotoStore,
    ) -> Result<Vec<u8>, Error> {
        if let Some(kept) = self.kept(key).await? {
            return Ok(kept);
        }
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        let turn = turn.map_err(Error::internal)?;
        // Somebody else may have drawn it while this one waited.
        if let Some(kept) = self.kept(key).await? {
            return Ok(kept);
        }
        let embedded = match &drawing.picture {
            Some(picture) => Some(embedded(photos, picture).await),
            None => None,
        };
        let (shelf, key) = (Arc::clone(&self.shelf), key.to_owned());
        let drawn = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let bytes = png(&drawing.svg, embedded)?;
            if let Err(error) = shelf.put(&key, &bytes) {
                tracing::warn!(%error, "a preview picture could not be kept");
            }
            Ok(bytes)
        });
        drawn.await.map_err(Error::internal)?
    }

    async fn kept(&self, key: &str) -> Result<Option<Vec<u8>>, Error> {
        let (shelf, key) = (Arc::clone(&self.shelf), key.to_owned());
        tokio::task::spawn_blocking(move || shelf.get(&key))
            .await
            .map_err(Error::internal)
    }
}

/// The picture of the brand, for pages that have none of their own.
pub(super) async fn site(
    State(state): State<AppState>,
    Extension(request): Extension<RequestId>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let drawing = site_preview(language(query.as_deref()));
    answer(&state, &request, &headers, drawing).await
}

/// The picture of a home, by the name `{id}.png`. Homes that never were public have none.
pub(super) async fn listing(
    State(state): State<AppState>,
    Extension(request): Extension<RequestId>,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let Some(id) = named(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match state.services.listing_with_past(id).await {
        Ok(listing) => {
            let drawing = listing_preview(language(query.as_deref()), &listing);
            answer(&state, &request, &headers, drawing).await
        }
        Err(error) => failed(error, &request),
    }
}

async fn answer(
    state: &AppState,
    request: &RequestId,
    headers: &HeaderMap,
    drawing: PreviewDrawing,
) -> Response {
    let key = key(&drawing);
    let tag = format!("\"{key}\"");
    let known = headers
        .get(IF_NONE_MATCH)
        .and_then(|tags| tags.to_str().ok());
    let Ok(etag) = HeaderValue::from_str(&tag) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let about = [(ETAG, etag), (CACHE_CONTROL, CACHE)];
    if known.is_some_and(|known| known.contains(&tag)) {
        return (StatusCode::NOT_MODIFIED, about).into_response();
    }
    let photos = state.services.photos().store();
    match state.previews.png(&key, drawing, photos).await {
        Ok(bytes) => (about, [(CONTENT_TYPE, PNG)], bytes).into_response(),
        Err(error) => failed(error, request),
    }
}

/// A picture has no body to explain in.
fn failed(error: Error, request: &RequestId) -> Response {
    let AppError { code, .. } = error.into_app_error(Some(request));
    match code {
        ErrorCode::NotFound => StatusCode::NOT_FOUND,
        code => StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
    }
    .into_response()
}

fn language(query: Option<&str>) -> Locale {
    query.and_then(Locale::of_query).unwrap_or_default()
}

/// The listing that a picture's name means; a listing has one name.
fn named(name: &str) -> Option<ListingId> {
    let id: ListingId = name.strip_suffix(".png")?.parse().ok()?;
    (format!("{id}.png") == name).then_some(id)
}

/// What a picture is known by: a hash of all that is drawn.
fn key(drawing: &PreviewDrawing) -> String {
    let mut hash = Sha256::new();
    hash.update(VERSION);
    hash.update(&drawing.svg);
    match &drawing.picture {
        Some(Picture::Photo(photo)) => hash.update(&photo.key),
        Some(Picture::FloorPlan(layout)) => hash.update(format!("{layout:?}")),
        None => {}
    }
    let hash = hash.finalize();
    hash.iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The picture of a home as the drawing takes it in.
async fn embedded(photos: &PhotoStore, picture: &Picture) -> Embedded {
    let photo = match picture {
        Picture::Photo(photo) => {
            let pixels = u32::from(photo.width) * u32::from(photo.height);
            let few = pixels <= PHOTO_PIXELS_MAX;
            if few {
                small_photo(photos, &photo.key).await
            } else {
                None
            }
        }
        Picture::FloorPlan(_) => None,
    };
    match (photo, picture) {
        (Some(bytes), _) => Embedded::Photo(bytes),
        (None, Picture::FloorPlan(layout)) => Embedded::Svg(services::floor_plan::svg(*layout)),
        (None, Picture::Photo(_)) => {
            Embedded::Svg(services::floor_plan::svg(domain::Layout::default()))
        }
    }
}

/// The bytes of the photo `key`; nothing for one that is not there, or too large.
async fn small_photo(photos: &PhotoStore, key: &str) -> Option<Vec<u8>> {
    let size = match photos.open(key).await.ok()?? {
        Bytes::File(path) => tokio::fs::metadata(path).await.ok()?.len(),
        Bytes::Stream(size, _) => size,
    };
    if size > PHOTO_BYTES_MAX {
        return None;
    }
    photos.read(key).await.ok()?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_one_name() {
        assert_eq!(named("12.png"), Some(ListingId(12)));
        for name in [
            "",
            "12",
            ".png",
            "012.png",
            "+12.png",
            "12.jpg",
            "a.png",
            "12.png.png",
        ] {
            assert_eq!(named(name), None, "{name}");
        }
    }

    #[test]
    fn another_fact_is_another_picture() {
        let one = site_preview(Locale::ZhCn);
        let other = site_preview(Locale::En);
        assert_eq!(key(&one), key(&site_preview(Locale::ZhCn)));
        assert_ne!(key(&one), key(&other));
    }
}
