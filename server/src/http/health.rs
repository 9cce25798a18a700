//! Whether the process lives, and whether it should be sent requests.

use super::AppState;
use axum::{
    Json,
    extract::State,
    http::{HeaderValue, StatusCode, header::CACHE_CONTROL},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use services::follower::Phase;

#[derive(Serialize)]
struct Readiness {
    ready: bool,
    database: bool,
    index: Index,
}

#[derive(Serialize)]
struct Index {
    phase: &'static str,
    /// Homes that can be found.
    listings: u32,
    /// Events of the outbox that searches do not see yet.
    lag: u64,
    /// Homes put so far and to put, while the index is built anew.
    #[serde(skip_serializing_if = "Option::is_none")]
    rebuild: Option<Rebuild>,
}

#[derive(Serialize)]
struct Rebuild {
    done: u64,
    total: u64,
}

/// The process answers.
pub(super) async fn alive() -> &'static str {
    "ok"
}

/// 200 when the database answers and the index has caught up, else 503; the body says which.
///
/// Once caught up, an import by another process only shows as lag: searches stay right but for its
/// newest homes, and taking the node out would help nobody.
pub(super) async fn ready(State(state): State<AppState>) -> Response {
    let database = state.services.store().ping().await.is_ok();
    let follower = state.services.follower();
    let ready = database && follower.is_ready();
    let (phase, rebuild) = match follower.phase {
        Phase::Starting => ("starting", None),
        Phase::Rebuilding { done, total } => ("rebuilding", Some(Rebuild { done, total })),
        Phase::CatchingUp => ("catching_up", None),
        Phase::Following => ("following", None),
        Phase::Failing => ("failing", None),
        Phase::Stopped => ("stopped", None),
    };
    let readiness = Readiness {
        ready,
        database,
        index: Index {
            phase,
            listings: state.services.index().len(),
            lag: follower.lag(),
            rebuild,
        },
    };
    let status = if ready {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    let cache = [(CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (status, cache, Json(readiness)).into_response()
}
