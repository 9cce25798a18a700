//! Every request by its id: in the log lines, in the answer, and when a handler panics.

use super::plain_page;
use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use futures::FutureExt;
use services::RequestId;
use std::{
    hash::{BuildHasher, Hasher, RandomState},
    panic::AssertUnwindSafe,
    sync::{
        LazyLock,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use tracing::Instrument;

/// The header that carries the request id in both directions.
pub(crate) static REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// The longest id that is taken over from the caller.
const ID_MAX: usize = 64;
/// A request that takes longer is logged as slow.
const SLOW: Duration = Duration::from_millis(500);

/// Where calendars stand, each under its secret.
const CALENDARS: &str = "/calendars/";

/// `path` as the log may tell it: addresses of calendars open them.
fn told(path: &str) -> &str {
    if path.starts_with(CALENDARS) {
        CALENDARS
    } else {
        path
    }
}

/// Gives the request its id, runs it in a span of that name, and logs what is worth a line:
/// failures and slow answers as warnings, changes as information, all else for debugging.
pub(super) async fn observe(mut request: Request, next: Next) -> Response {
    let id = accepted(&request).unwrap_or_else(generated);
    // At the highest level, so that no setting of the log leaves lines without their request.
    let span = tracing::error_span!("request", request_id = %id);
    let start = Instant::now();
    let method = request.method().clone();
    let path = told(request.uri().path()).to_owned();
    request.extensions_mut().insert(id.clone());
    async move {
        let mut response = match AssertUnwindSafe(next.run(request)).catch_unwind().await {
            Ok(response) => response,
            // The panic hook has logged what happened.
            Err(_) => failure_page(&id),
        };
        let (status, took) = (response.status(), start.elapsed());
        let ms = took.as_secs_f64() * 1000.0;
        if status.is_server_error() || took > SLOW {
            tracing::warn!(%method, path, status = status.as_u16(), ms, "failed or slow");
        } else if method.is_safe() {
            tracing::debug!(%method, path, status = status.as_u16(), ms, "answered");
        } else {
            tracing::info!(%method, path, status = status.as_u16(), ms, "changed");
        }
        if let Ok(value) = HeaderValue::from_str(&id.0) {
            response.headers_mut().insert(REQUEST_ID.clone(), value);
        }
        response
    }
    .instrument(span)
    .await
}

/// The caller's id, when it is short and plain enough for a log line.
fn accepted(request: &Request) -> Option<RequestId> {
    let id = request.headers().get(&REQUEST_ID)?.to_str().ok()?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let fits = (1..=ID_MAX).contains(&id.len()) && id.bytes().all(plain);
    fits.then(|| RequestId(id.to_owned()))
}

/// An id that no other request of this or another process has.
fn generated() -> RequestId {
    static PROCESS: LazyLock<u64> = LazyLock::new(|| RandomState::new().build_hasher().finish());
    static COUNT: AtomicU64 = AtomicU64::new(1);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    RequestId(format!("{:016x}-{count:x}", *PROCESS))
}

fn failure_page(id: &RequestId) -> Response {
    let zh = format!("请稍后重试。联系我们时请附上请求编号 <code>{id}</code>。");
    let en = "Please try again later. If you write to us, name the request id.";
    plain_page::with_message(500, &zh, en)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{Router, body::Body, http::StatusCode, middleware::from_fn, routing::get};
    use tower::ServiceExt;

    async fn answer(request: Request) -> Response {
        async fn broken() -> &'static str {
            panic!("as a test")
        }
        Router::new()
            .route("/", get(|| async { "ok" }))
            .route("/broken", get(broken))
            .layer(from_fn(observe))
            .oneshot(request)
            .await
            .unwrap()
    }

    fn request(path: &str, id: Option<&str>) -> Request {
        let mut request = Request::get(path);
        if let Some(id) = id {
            request = request.header("x-request-id", id);
        }
        request.body(Body::empty()).unwrap()
    }

    #[tokio::test]
    async fn a_plain_request_id_comes_back_and_any_other_is_replaced() {
        let answer_to = async |id| {
            let response = answer(request("/", id)).await;
            response.headers()["x-request-id"]
                .to_str()
                .unwrap()
                .to_owned()
        };
        assert_eq!(answer_to(Some("abc-1")).await, "abc-1");
        let made = answer_to(None).await;
        assert_ne!(made, answer_to(None).await);
        for odd in ["", "a b", "<script>", &"x".repeat(65)] {
            assert_ne!(answer_to(Some(odd)).await, odd);
        }
    }

    #[tokio::test]
    async fn a_panic_ends_one_request_with_a_page_that_names_it() {
        let response = answer(request("/broken", Some("r-7"))).await;
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(response.headers()["x-request-id"], "r-7");
        let body = axum::body::to_bytes(response.into_body(), 10_000)
            .await
            .unwrap();
        let body = String::from_utf8(body.to_vec()).unwrap();
        assert!(body.contains("r-7"), "{body}");
        assert!(!body.contains("as a test"), "{body}");
    }
}
