//! How long requests may take.

use super::{access, body_limit};
use axum::{
    body::{Body, BodyDataStream},
    extract::Request,
    middleware::Next,
    response::Response,
};
use futures::{StreamExt, stream};
use services::Error;
use std::{io, time::Duration};
use tokio::time::timeout;

/// A request that takes longer is given up.
const USUAL: Duration = Duration::from_secs(20);
/// The same for photos on their way up, on a slow line.
const UPLOAD: Duration = Duration::from_secs(1_200);
/// An upload of which nothing comes for so long is given up.
const SILENCE: Duration = Duration::from_secs(20);

/// Gives requests up that take too long.
pub(super) async fn limit(request: Request, next: Next) -> Response {
    limit_to(USUAL, request, next).await
}

async fn limit_to(usual: Duration, request: Request, next: Next) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let (most, request) = if body_limit::is_upload(request.method(), request.uri().path()) {
        (UPLOAD, request.map(|body| heard(body.into_data_stream())))
    } else {
        (usual, request)
    };
    match timeout(most, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            let error = Error::Unavailable("it took too long".into());
            access::refused(&method, &path, &error.into())
        }
    }
}

/// The same body, which ends with an error after a long silence.
fn heard(body: BodyDataStream) -> Body {
    let pieces = stream::try_unfold(body, |mut body| async {
        match timeout(SILENCE, body.next()).await {
            Ok(Some(Ok(piece))) => Ok(Some((piece, body))),
            Ok(Some(Err(error))) => Err(io::Error::other(error)),
            Ok(None) => Ok(None),
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    });
    Body::from_stream(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{
        Router,
        http::{StatusCode, header},
        middleware::from_fn,
        routing::get,
    };
    use tower::ServiceExt;

    #[tokio::test]
    async fn what_takes_too_long_is_told_as_whoever_asks_expects() {
        let never = || std::future::pending::<()>();
        let router = Router::new()
            .route("/api/v1/slow", get(never))
            .route("/api/slow/", get(never))
            .route("/slow", get(never))
            .layer(from_fn(|request, next| {
                limit_to(Duration::from_millis(20), request, next)
            }));
        for (path, kind) in [
            ("/api/v1/slow", "application/problem+json"),
            ("/api/slow/", "application/json"),
            ("/slow", "text/html; charset=utf-8"),
        ] {
            let request = Request::get(path).body(Body::empty()).unwrap();
            let answer = router.clone().oneshot(request).await.unwrap();
            assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE, "{path}");
            assert_eq!(answer.headers()[header::CONTENT_TYPE], kind, "{path}");
            assert_eq!(answer.headers()[header::RETRY_AFTER], "10", "{path}");
        }
    }
}
