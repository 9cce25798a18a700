//! `Idempotency-Key`: what comes again is not done again (draft-ietf-httpapi-idempotency-key-header).

use super::super::{
    answer::failed,
    asked::{too_large, wrong},
};
use crate::http::problem;
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{AppError, ErrorCode};
use services::{Caller, KeptAnswer, Once, Services};
use sha2::{Digest, Sha256};

const KEY: &str = "idempotency-key";
/// Says that an answer was given before.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
/// The longest key, in characters.
const KEY_MAX: usize = 255;
/// The largest body that is compared; no JSON is larger.
const BODY_MAX: usize = 64 * 1024;
/// The headers that are kept with an answer.
const HEADERS: [HeaderName; 2] = [header::CONTENT_TYPE, header::CACHE_CONTROL];

/// Does what `request` asks for, or answers as the last time it came with the same key.
pub(super) async fn run(
    services: &Services,
    keyed: bool,
    request: Request,
    next: Next,
) -> Response {
    let Some(key) = request.headers().get(KEY) else {
        return next.run(request).await;
    };
    let key = match key.to_str() {
        Ok(key)
            if (1..=KEY_MAX).contains(&key.len()) && key.bytes().all(|c| c.is_ascii_graphic()) =>
        {
            key.to_owned()
        }
        _ => return wrong(KEY, "unknown_value"),
    };
    if !keyed {
        return wrong(KEY, "not_supported");
    }
    let Some(caller) = request.extensions().get::<Caller>().cloned() else {
        return problem::response(&AppError::new(ErrorCode::Unavailable));
    };
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_MAX).await else {
        return too_large("body", "too_long");
    };
    let mut hash = Sha256::new();
    hash.update(parts.uri.to_string());
    hash.update([0]);
    hash.update(&body);
    let fingerprint = format!("{:x}", hash.finalize());
    let refused = |error| problem::response(&failed(error, &caller.client.request));
    match services.begin_request(&caller, &key, &fingerprint).await {
        Ok(Once::New) => {}
        Ok(Once::Done(answer)) => return again(answer),
        Ok(Once::Running) => return about(StatusCode::CONFLICT, "in_progress"),
        Ok(Once::Another) => return about(StatusCode::UNPROCESSABLE_ENTITY, "another_request"),
        Err(error) => return refused(error),
    }
    let request = Request::from_parts(parts, Body::from(body));
    let services = services.clone();
    // It is done to its end, even when who asked hangs up.
    let done = tokio::spawn(async move {
        let response = next.run(request).await;
        keep(&services, &caller, &key, response).await
    });
    match done.await {
        Ok(response) => response,
        Err(_) => problem::response(&AppError::new(ErrorCode::Internal)),
    }
}

/// Keeps `response`, unless the same request may yet succeed.
async fn keep(services: &Services, caller: &Caller, key: &str, response: Response) -> Response {
    let (parts, body) = super::read(response).await;
    let passing = parts.status.is_server_error() || parts.status == StatusCode::TOO_MANY_REQUESTS;
    let text = String::from_utf8(body.to_vec());
    let kept = match text {
        Ok(text) if !passing => {
            let header = |name: &HeaderName| {
                let value = parts.headers.get(name)?.to_str().ok()?;
                Some((name.to_string(), value.to_owned()))
            };
            let answer = KeptAnswer {
                status: parts.status.as_u16(),
                headers: HEADERS.iter().filter_map(header).collect(),
                body: text,
            };
            services.finish_request(caller, key, &answer).await
        }
        _ => services.forget_request(caller, key).await,
    };
    if let Err(error) = kept {
        tracing::warn!(%error, "the answer of a request was not kept");
    }
    (parts, body).into_response()
}

/// An answer that was given before.
fn again(answer: KeptAnswer) -> Response {
    let mut response = answer.body.into_response();
    let status = StatusCode::from_u16(answer.status);
    *response.status_mut() = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_TYPE);
    for (name, value) in answer.headers {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), value.parse::<HeaderValue>()) {
            headers.insert(name, value);
        }
    }
    headers.insert(REPLAYED, HeaderValue::from_static("true"));
    response
}

fn about(status: StatusCode, code: &str) -> Response {
    let code = match code {
        "in_progress" => AppError {
            retry_after: Some(1),
            ..super::super::asked::about(KEY, code)
        },
        _ => super::super::asked::about(KEY, code),
    };
    problem::with_status(status, &code)
}
