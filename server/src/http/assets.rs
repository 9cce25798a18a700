//! Files: the built site, photos, and drawn floor plans.

use super::AppState;
use axum::{
    body::Body,
    extract::{Path, Query, Request, State},
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{ACCEPT, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, VARY},
        request::Parts,
    },
    response::{IntoResponse, Response},
};
use domain::{Layout, photo::PHOTO_WIDTHS};
use futures::Stream;
use serde::Deserialize;
use services::photos::{Bytes, Chunk};
use std::{
    convert::Infallible,
    io,
    path::{Path as FilePath, PathBuf},
};
use tower::ServiceExt;
use tower_http::services::{ServeDir, ServeFile};

/// For what never changes under its name.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// For files whose name stays when their content changes.
const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");
/// For the package of a development build.
const NEVER: HeaderValue = HeaderValue::from_static("no-cache");

/// The formats of photos: file extension and media type.
const PHOTO_TYPES: &[(&str, &str)] = &[
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("png", "image/png"),
];
/// The longest path of a file, in bytes.
const PATH_MAX: usize = 250;
/// A photo's key has at most this many segments.
const KEY_SEGMENTS: usize = 3;
/// Most rooms, halls and baths that are drawn.
const ROOMS_MAX: u8 = 20;

/// A file of the built package: scripts, wasm, styles.
pub(super) async fn package(State(state): State<AppState>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let mut response = serve(state.site.options.site_root.as_ref(), &parts).await;
    let cache = if has_hash(parts.uri.path()) {
        FOREVER
    } else {
        NEVER
    };
    set_cache(&mut response, cache);
    response
}

/// Another file of the site root, such as an icon; 404 when there is none.
pub(super) async fn site_file(state: &AppState, parts: &Parts) -> Response {
    let mut response = serve(state.site.options.site_root.as_ref(), parts).await;
    set_cache(&mut response, AN_HOUR);
    response
}

/// The size in which a photo is asked for.
#[derive(Deserialize)]
pub(super) struct Size {
    /// Pixels; as it was stored when not given.
    w: Option<String>,
}

/// A photo by its key, as it was stored or in one of the widths of [`PHOTO_WIDTHS`]; those as AVIF
/// for browsers that say they take it.
pub(super) async fn photo(
    State(state): State<AppState>,
    Path(key): Path<String>,
    Query(size): Query<Size>,
    request: Request,
) -> Response {
    let Some(media_type) = photo_type(&key) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let photos = state.services.photos();
    let in_width = size.w.is_some();
    let found = match size.w.as_deref().map(photo_width) {
        None => photos.original(&key).await,
        Some(Some(width)) => {
            let avif = takes_avif(request.headers());
            photos.at_width(&key, width, avif).await
        }
        Some(None) => return StatusCode::NOT_FOUND.into_response(),
    };
    let found = match found {
        Ok(Some(found)) => found,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::warn!(%error, key, "a photo cannot be read");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    let media_type = match found.copy {
        None => media_type,
        Some("avif") => "image/avif",
        Some(_) => "image/webp",
    };
    let mut response = match found.bytes {
        Bytes::File(path) => picture(path, media_type, request).await,
        Bytes::Stream(size, bytes) => streamed(size, bytes, media_type),
    };
    if in_width {
        let vary = HeaderValue::from_static("accept");
        response.headers_mut().append(VARY, vary);
    }
    response
}

/// A picture that comes from elsewhere.
fn streamed(
    size: u64,
    bytes: impl Stream<Item = io::Result<Chunk>> + Send + 'static,
    media_type: &'static str,
) -> Response {
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (CONTENT_LENGTH, HeaderValue::from(size)),
        (CACHE_CONTROL, FOREVER),
    ];
    (headers, Body::from_stream(bytes)).into_response()
}

/// Whether a browser names AVIF among what it takes, without refusing it. That it takes everything says
/// nothing: programs do, and cannot show it.
fn takes_avif(headers: &HeaderMap) -> bool {
    let accepts = headers.get_all(ACCEPT).iter();
    let mut kinds = accepts
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    kinds.any(|kind| {
        let mut parts = kind.split(';').map(str::trim);
        let named = parts
            .next()
            .is_some_and(|kind| kind.eq_ignore_ascii_case("image/avif"));
        let refused = |weight: &str| {
            let weight = weight
                .strip_prefix("q=")
                .and_then(|weight| weight.parse::<f32>().ok());
            weight.is_some_and(|weight| weight <= 0.0)
        };
        named && !parts.any(refused)
    })
}

/// The picture at `path`, which never changes under its name.
pub(super) async fn picture(path: PathBuf, media_type: &'static str, request: Request) -> Response {
    let file = ServeFile::new(path);
    let mut response = answered(file.oneshot(request.map(|_| Body::empty())).await);
    if is_file(response.status()) {
        let media_type = HeaderValue::from_static(media_type);
        response.headers_mut().insert(CONTENT_TYPE, media_type);
    }
    set_cache(&mut response, FOREVER);
    response
}

/// The drawing of a floor plan by its name, `{rooms}-{halls}-{baths}.svg`.
pub(super) async fn floor_plan(Path(name): Path<String>) -> Response {
    let Some(layout) = layout(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("image/svg+xml")),
        (CACHE_CONTROL, FOREVER),
    ];
    (headers, services::floor_plan::svg(layout)).into_response()
}

async fn serve(root: &str, parts: &Parts) -> Response {
    // The file system would answer with an error, which is no fault of ours.
    if parts.uri.path().len() > PATH_MAX {
        return StatusCode::NOT_FOUND.into_response();
    }
    let mut request = Request::new(Body::empty());
    *request.method_mut() = parts.method.clone();
    *request.uri_mut() = parts.uri.clone();
    *request.headers_mut() = parts.headers.clone();
    let files = ServeDir::new(FilePath::new(root))
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip();
    answered(files.oneshot(request).await)
}

fn answered<B>(result: Result<axum::http::Response<B>, Infallible>) -> Response
where
    axum::http::Response<B>: IntoResponse,
{
    match result {
        Ok(response) => response.into_response(),
        Err(never) => match never {},
    }
}

fn set_cache(response: &mut Response, cache: HeaderValue) {
    if is_file(response.status()) {
        response.headers_mut().insert(CACHE_CONTROL, cache);
    }
}

fn is_file(status: StatusCode) -> bool {
    status.is_success() || status == StatusCode::NOT_MODIFIED
}

/// Whether a file's name carries the hash of its content between dots: 22 characters of base64url as
/// cargo-leptos writes it, or 8 of base32 as esbuild does.
fn has_hash(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split('.').any(|part| {
        let base64 = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        let base32 = |byte: u8| byte.is_ascii_uppercase() || (b'2'..=b'7').contains(&byte);
        match part.len() {
            8 => part.bytes().all(base32),
            22 => part.bytes().all(base64) && part.bytes().any(|byte| byte != b'_'),
            _ => false,
        }
    })
}

/// The width that `text` names, written as pages write it, when photos are served in it.
fn photo_width(text: &str) -> Option<u16> {
    PHOTO_WIDTHS
        .into_iter()
        .find(|width| width.to_string() == text)
}

/// The media type of the photo `key`; `None` when no photo can have that key.
fn photo_type(key: &str) -> Option<&'static str> {
    let plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.');
    let is_segment = |part: &str| {
        !part.is_empty() && part.len() <= 100 && !part.starts_with('.') && part.bytes().all(plain)
    };
    let segments = key.split('/').count();
    if segments > KEY_SEGMENTS || !key.split('/').all(is_segment) {
        return None;
    }
    let (_, extension) = key.rsplit_once('.')?;
    let known = PHOTO_TYPES.iter().find(|(known, _)| *known == extension)?;
    Some(known.1)
}

fn layout(name: &str) -> Option<Layout> {
    let mut counts = name.strip_suffix(".svg")?.split('-').map(|count| {
        let digits = (1..=2).contains(&count.len()) && count.bytes().all(|b| b.is_ascii_digit());
        let canonical = digits && (count == "0" || !count.starts_with('0'));
        let count: u8 = count.parse().ok()?;
        (canonical && count <= ROOMS_MAX).then_some(count)
    });
    let layout = Layout {
        rooms: Some(counts.next()??),
        halls: Some(counts.next()??),
        baths: Some(counts.next()??),
    };
    counts.next().is_none().then_some(layout)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_keys_of_known_formats_are_photos() {
        assert_eq!(photo_type("demo/living-01.webp"), Some("image/webp"));
        assert_eq!(photo_type("a/b/c.jpg"), Some("image/jpeg"));
        for key in [
            "",
            "a",
            "a.gif",
            "a.svg",
            "../a.jpg",
            "a/../b.jpg",
            "/a.jpg",
            "a//b.jpg",
            ".a.jpg",
            "a/b/c/d.jpg",
            "a\\b.jpg",
            "a\0.jpg",
            "A.JPG",
            "照片.jpg",
            "a.jpg/",
        ] {
            assert_eq!(photo_type(key), None, "{key}");
        }
    }

    #[test]
    fn avif_is_for_browsers_that_name_it() {
        let takes = |accept: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT, accept.parse().unwrap());
            takes_avif(&headers)
        };
        assert!(takes("image/avif,image/webp,*/*;q=0.8"));
        assert!(takes("text/html, Image/AVIF;q=0.5"));
        for accept in [
            "*/*",
            "image/*",
            "image/webp",
            "image/avif;q=0",
            "image/avif2",
            "",
        ] {
            assert!(!takes(accept), "{accept}");
        }
    }

    #[test]
    fn a_floor_plan_is_named_by_three_small_numbers() {
        let drawn = layout("3-2-1.svg").unwrap();
        assert_eq!(
            (drawn.rooms, drawn.halls, drawn.baths),
            (Some(3), Some(2), Some(1))
        );
        for name in [
            "",
            "3-2.svg",
            "3-2-1",
            "3-2-1-1.svg",
            "a-b-c.svg",
            "-1-2-3.svg",
            "99-1-1.svg",
            "256-1-1.svg",
            "03-2-1.svg",
            "+3-2-1.svg",
            "3-2-1.png",
        ] {
            assert_eq!(layout(name), None, "{name}");
        }
    }

    #[test]
    fn only_names_with_a_hash_are_kept_forever() {
        assert!(has_hash("/pkg/zufang.B0aJ3_8Zr-Yt7wQx1mLk9A.wasm"));
        assert!(has_hash("/pkg/map.GNOTPWKX.js"));
        assert!(!has_hash("/pkg/zufang.css"));
        assert!(!has_hash("/pkg/__wasm_split.______________________.js"));
    }
}
