//! How this process fares.

use super::super::asked::Asked;
use axum::{
    http::{HeaderValue, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};

/// `GET /api/v1/caches`: what is kept, and how often that was of use.
pub(super) async fn caches(asked: Asked) -> Response {
    asked.json(asked.services.cache_report(&asked.caller).await)
}

/// `GET /api/v1/metrics`: the same in the text format of Prometheus.
pub(super) async fn metrics(asked: Asked) -> Response {
    match asked.services.cache_report(&asked.caller).await {
        Ok(report) => {
            let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
            ([(CONTENT_TYPE, kind)], report.prometheus()).into_response()
        }
        Err(error) => asked.done(Err(error)),
    }
}
