//! An answer as it is kept: its headers and the homes that it shows, a line each, an empty line, and the body.

use super::{Keep, Seen, describe, entity, is_keepable};
use axum::{
    body::{Body, Bytes, to_bytes},
    http::{
        HeaderMap, HeaderName, HeaderValue, StatusCode,
        header::{AGE, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, ETAG, SET_COOKIE},
    },
    response::{IntoResponse, Response},
};
use chrono::TimeDelta;
use domain::ListingId;

/// No header is called so.
const SHOWN: &str = ":shown";
const LOOKED_AT: &str = ":looked-at";

/// An answer that was kept.
pub(super) struct Entry {
    headers: HeaderMap,
    pub(super) seen: Seen,
    body: Bytes,
}

/// `response` as it is kept, with a strong ETag; or itself, when it may not be.
pub(super) async fn of(keep: &Keep, response: Response) -> Result<Bytes, Response> {
    if !is_keepable(keep, &response) {
        return Err(response);
    }
    let (mut parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return Err(StatusCode::INTERNAL_SERVER_ERROR.into_response());
    };
    if !parts.headers.contains_key(ETAG) {
        parts.headers.insert(ETAG, entity::tag(&body));
    }
    let seen = parts.extensions.remove::<Seen>().unwrap_or_default();
    let mut bytes = Vec::with_capacity(body.len() + 512);
    let mut line = |name: &str, value: &[u8]| {
        for part in [name.as_bytes(), b"=", value, b"\n"] {
            bytes.extend_from_slice(part);
        }
    };
    for (name, value) in &parts.headers {
        // Line feeds stand in no header.
        if ![CACHE_CONTROL, CONTENT_LENGTH, SET_COOKIE].contains(name) {
            line(name.as_str(), value.as_bytes());
        }
    }
    let shown: Vec<String> = seen.shown.iter().map(|id| id.0.to_string()).collect();
    line(SHOWN, shown.join(",").as_bytes());
    if let Some(home) = seen.looked_at {
        line(LOOKED_AT, home.0.to_string().as_bytes());
    }
    bytes.push(b'\n');
    bytes.extend_from_slice(&body);
    Ok(bytes.into())
}

impl Entry {
    /// What [`of`] wrote.
    pub(super) fn read(bytes: &Bytes) -> Option<Self> {
        let mut entry = Self {
            headers: HeaderMap::new(),
            seen: Seen::default(),
            body: Bytes::new(),
        };
        let mut at = 0;
        loop {
            let rest = bytes.get(at..)?;
            let end = rest.iter().position(|byte| *byte == b'\n')?;
            let line = rest.get(..end)?;
            at += end + 1;
            if line.is_empty() {
                entry.body = bytes.slice(at..);
                return Some(entry);
            }
            let gap = line.iter().position(|byte| *byte == b'=')?;
            let (name, value) = (line.get(..gap)?, line.get(gap + 1..)?);
            match std::str::from_utf8(name).ok()? {
                SHOWN => entry.seen.shown = ids(value).collect(),
                LOOKED_AT => entry.seen.looked_at = ids(value).next(),
                name => {
                    let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
                    entry
                        .headers
                        .append(name, HeaderValue::from_bytes(value).ok()?);
                }
            }
        }
    }

    /// The answer to somebody who has `known` already, if anything; kept for `age`, or made just now.
    pub(super) fn answer(
        self,
        keep: &Keep,
        known: Option<&HeaderValue>,
        age: Option<TimeDelta>,
    ) -> Response {
        let Self {
            mut headers, body, ..
        } = self;
        let status = match age {
            Some(age) => {
                let age = age.num_seconds().max(0);
                headers.insert(AGE, HeaderValue::from(age));
                let left = i64::from(keep.purpose.lifetime) - age;
                format!("zufang; hit; ttl={left}")
            }
            None => "zufang; fwd=miss; stored".to_owned(),
        };
        describe(keep, &mut headers, &status);
        let same = |known| {
            headers
                .get(ETAG)
                .is_some_and(|tag| entity::names(known, tag))
        };
        if known.is_some_and(same) {
            headers.remove(CONTENT_TYPE);
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        let mut response = Response::new(Body::from(body));
        *response.headers_mut() = headers;
        response.extensions_mut().insert(entity::OfBody);
        response
    }
}

fn ids(text: &[u8]) -> impl Iterator<Item = ListingId> {
    let text = std::str::from_utf8(text).unwrap_or_default();
    text.split(',').filter_map(|id| id.parse().ok())
}
