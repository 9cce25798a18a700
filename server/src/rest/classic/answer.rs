//! How the classic API answers.

use super::words;
use axum::{
    http::{HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{AppError, ErrorCode};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Detail<'a> {
    detail: &'a str,
}

/// `body` as JSON, straight to bytes.
pub(super) fn json(status: StatusCode, body: &impl Serialize) -> Response {
    match serde_json::to_vec(body) {
        Ok(bytes) => written(status, bytes),
        // Texts and numbers always have a JSON form.
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// What was written as JSON already.
pub(super) fn written(status: StatusCode, bytes: Vec<u8>) -> Response {
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    (status, headers, bytes).into_response()
}

/// `{"detail": …}`.
pub(super) fn detail(status: StatusCode, detail: &str) -> Response {
    json(status, &Detail { detail })
}

/// `{field: [what is wrong]}`.
pub(super) fn wrong<'a>(fields: impl IntoIterator<Item = (&'a str, String)>) -> Response {
    let mut all: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (field, text) in fields {
        all.entry(field).or_default().push(text);
    }
    json(StatusCode::BAD_REQUEST, &all)
}

/// An error as clients of the classic API know it.
pub(crate) fn refusal(error: &AppError) -> Response {
    let status = StatusCode::from_u16(error.code.status());
    let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = match error.code {
        ErrorCode::Invalid => {
            let fields = error.fields.iter();
            let name = |field: &str| match field {
                "form" => "non_field_errors".to_owned(),
                field => field.to_owned(),
            };
            let fields: Vec<(String, String)> = fields
                .map(|wrong| (name(&wrong.field), words::problem(&wrong.code)))
                .collect();
            wrong(
                fields
                    .iter()
                    .map(|(field, text)| (field.as_str(), text.clone())),
            )
        }
        // The classic system knows of nothing that was there once.
        ErrorCode::NotFound | ErrorCode::Gone => detail(StatusCode::NOT_FOUND, words::NOT_FOUND),
        ErrorCode::Unauthenticated => detail(status, words::SIGN_IN),
        ErrorCode::Forbidden if error.retry_after.is_some() => detail(status, words::BARRED),
        ErrorCode::Forbidden => detail(status, words::FORBIDDEN),
        ErrorCode::RateLimited => detail(status, words::THROTTLED),
        ErrorCode::Conflict => detail(status, words::CONFLICT),
        ErrorCode::Unavailable => detail(status, words::UNAVAILABLE),
        _ => detail(status, words::FAILED),
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(seconds) = error.retry_after {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if error.code == ErrorCode::Unauthenticated {
        let scheme = HeaderValue::from_static("token");
        headers.insert(header::WWW_AUTHENTICATE, scheme);
    }
    response
}

/// A method that the address does not have.
pub(super) async fn not_allowed(method: Method) -> Response {
    let text = format!("方法 “{method}” 不被允许。");
    detail(StatusCode::METHOD_NOT_ALLOWED, &text)
}
