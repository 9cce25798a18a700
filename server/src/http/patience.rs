//! How long requests may take.

use super::body_limit;
use axum::{
    body::{Body, BodyDataStream},
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures::{StreamExt, stream};
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
    let (most, request) = if body_limit::is_upload(request.method(), request.uri().path()) {
        (UPLOAD, request.map(|body| heard(body.into_data_stream())))
    } else {
        (USUAL, request)
    };
    match timeout(most, next.run(request)).await {
        Ok(response) => response,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
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
