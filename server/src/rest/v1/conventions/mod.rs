//! What holds at every endpoint, whatever it does: unknown parameters are refused, reads carry an `ETag`,
//! changes keep to `If-Match`, requests with an `Idempotency-Key` are done once, and what was made says
//! where it stands.

mod once;

use super::{
    asked::{shortened, wrong},
    contract::{BASE, Operation, Parameter},
};
use crate::{
    endpoint::Endpoint,
    http::{
        AppState,
        cached::entity::{self, OfBody},
        problem,
    },
};
use app::context::NewTokens;
use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header, response::Parts},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
};
use domain::{AppError, ErrorCode};
use percent_encoding::percent_decode_str;
use serde_json::Value;
use services::{Caller, RequestId, Services};
use std::{
    collections::BTreeSet,
    hash::{BuildHasher, RandomState},
    sync::Arc,
};
use tokio::sync::{Mutex, MutexGuard};
use tower::ServiceExt;

/// The largest answer that is read to be tagged. Answers are made in memory; none is near.
const ANSWER_MAX: usize = 64 * 1024 * 1024;
/// Changes to the same resource wait for each other where they name what they change.
const LOCKS: usize = 64;

/// What the conventions need.
pub(super) struct Conventions {
    services: Services,
    /// The reads alone, without conventions: what a change is compared with.
    reads: Router,
    /// Addresses that can be read.
    readable: BTreeSet<&'static str>,
    locks: Vec<Mutex<()>>,
    hasher: RandomState,
}

/// The conventions of one endpoint.
#[derive(Clone)]
struct Kept {
    shared: Arc<Conventions>,
    parameters: Arc<[Parameter]>,
    place: Option<&'static str>,
    keyed: bool,
    readable: bool,
}

impl Conventions {
    /// What holds for `endpoints`.
    pub(super) fn new(state: &AppState, endpoints: Vec<Endpoint>) -> Arc<Self> {
        let reads = endpoints
            .into_iter()
            .filter(|endpoint| endpoint.method == "GET");
        let mut readable = BTreeSet::new();
        let reads = reads.fold(Router::new(), |router, endpoint| {
            readable.insert(endpoint.path);
            endpoint.add_to(router)
        });
        Arc::new(Self {
            services: state.services.clone(),
            reads: reads.with_state(state.clone()),
            readable,
            locks: (0..LOCKS).map(|_| Mutex::default()).collect(),
            hasher: RandomState::new(),
        })
    }

    /// `endpoint`, which keeps to them.
    pub(super) fn keep(self: &Arc<Self>, endpoint: Endpoint) -> Endpoint {
        let operation = endpoint.operation.as_ref();
        let parameters = operation.map(Operation::parameters).unwrap_or_default();
        let kept = Kept {
            shared: Arc::clone(self),
            parameters: parameters.into(),
            place: operation.and_then(|operation| operation.place),
            keyed: operation.is_some_and(|operation| operation.keyed),
            readable: self.readable.contains(endpoint.path),
        };
        endpoint.within(|handler| handler.route_layer(from_fn_with_state(kept, keep)))
    }

    /// Waits until nobody else changes what stands at `path`.
    async fn alone(&self, path: &str) -> MutexGuard<'_, ()> {
        let at = self.hasher.hash_one(path) as usize % LOCKS;
        self.locks[at].lock().await
    }

    /// The tag of what `read` asks for; `None` where the caller cannot read it.
    async fn tag_of(&self, read: Option<Request>) -> Option<HeaderValue> {
        let answer = self.reads.clone().oneshot(read?).await.ok()?;
        if answer.status() != StatusCode::OK {
            return None;
        }
        let body = to_bytes(answer.into_body(), ANSWER_MAX).await.ok()?;
        Some(entity::tag(&body))
    }
}

/// The same caller's request to read what `request` wants to change.
fn reading(request: &Request) -> Option<Request> {
    let mut read = Request::new(Body::empty());
    *read.uri_mut() = request.uri().path().parse().ok()?;
    let (from, to) = (request.extensions(), read.extensions_mut());
    to.insert(from.get::<Caller>()?.clone());
    to.insert(from.get::<NewTokens>()?.clone());
    to.insert(from.get::<RequestId>()?.clone());
    Some(read)
}

async fn keep(State(kept): State<Kept>, mut request: Request, next: Next) -> Response {
    if let Some((name, code)) = misfit(request.uri(), &kept.parameters) {
        return wrong(&shortened(&name), code);
    }
    let path = request.uri().path().to_owned();
    match *request.method() {
        Method::GET | Method::HEAD => {
            // What HEAD says is what GET says; the body is taken away on the way out.
            *request.method_mut() = Method::GET;
            let known = request.headers().get(header::IF_NONE_MATCH).cloned();
            tagged(next.run(request).await, known.as_ref()).await
        }
        Method::POST => {
            let response = once::run(&kept.shared.services, kept.keyed, request, next).await;
            placed(response, kept.place, &path).await
        }
        _ => {
            let wanted = request.headers().get(header::IF_MATCH).cloned();
            let response = match wanted {
                None => next.run(request).await,
                Some(_) if !kept.readable => stale(),
                Some(wanted) => {
                    let _alone = kept.shared.alone(&path).await;
                    let read = reading(&request);
                    match kept.shared.tag_of(read).await {
                        Some(tag) if !entity::names(&wanted, &tag) => stale(),
                        // What is not there, or is not the caller's, is said by the change itself.
                        _ => next.run(request).await,
                    }
                }
            };
            placed(response, kept.place, &path).await
        }
    }
}

/// Whether a text with percent signs stands for a text.
fn is_text(encoded: &str) -> bool {
    percent_decode_str(encoded).decode_utf8().is_ok()
}

/// The first parameter of the query that is no text, none of `known` or misses its value, and which of these.
fn misfit(uri: &Uri, known: &[Parameter]) -> Option<(String, &'static str)> {
    let query = uri.query()?;
    // What is no UTF-8 would be read as something that nobody wrote.
    if let Some(broken) = query.split('&').find(|pair| !is_text(pair)) {
        let (name, _) = broken.split_once('=').unwrap_or((broken, ""));
        return Some((name.to_owned(), "utf8"));
    }
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    pairs.find_map(
        |(name, value)| match known.iter().find(|known| known.is_called(&name)) {
            None => Some((name.into_owned(), "unknown_param")),
            Some(known) if known.misses_value(&value) => Some((name.into_owned(), "missing")),
            Some(_) => None,
        },
    )
}

/// 412
fn stale() -> Response {
    let error = AppError::new(ErrorCode::Conflict);
    problem::with_status(StatusCode::PRECONDITION_FAILED, &error)
}

/// `response` with its tag, or the word that the caller has it already.
async fn tagged(response: Response, known: Option<&HeaderValue>) -> Response {
    let is_json = |headers: &HeaderMap| {
        let kind = headers.get(header::CONTENT_TYPE);
        kind.is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"))
    };
    if response.status() != StatusCode::OK || !is_json(response.headers()) {
        return response;
    }
    let (mut parts, body) = read(response).await;
    let tag = entity::tag(&body);
    let is_known = known.is_some_and(|known| entity::names(known, &tag));
    parts.headers.insert(header::ETAG, tag);
    parts.extensions.insert(OfBody);
    if !is_known {
        return (parts, body).into_response();
    }
    parts.status = StatusCode::NOT_MODIFIED;
    parts.headers.remove(header::CONTENT_TYPE);
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::empty())
}

/// `response`, which says where what was made stands.
async fn placed(response: Response, place: Option<&'static str>, path: &str) -> Response {
    let (StatusCode::CREATED, Some(place)) = (response.status(), place) else {
        return response;
    };
    let (mut parts, body) = read(response).await;
    let made: Value = serde_json::from_slice(&body).unwrap_or_default();
    if let Ok(place) = HeaderValue::from_str(&address(place, &made, path)) {
        parts.headers.insert(header::LOCATION, place);
    }
    (parts, body).into_response()
}

/// `place` with the id of what was `made`, and with the first id that stands in `path`.
fn address(place: &str, made: &Value, path: &str) -> String {
    let is_id = |part: &&str| part.starts_with(|c: char| c.is_ascii_digit());
    let outer = path.split('/').find(is_id).unwrap_or_default();
    let address = place
        .replace("{id}", &made["id"].to_string())
        .replace("{path}", outer);
    [BASE, &address].concat()
}

/// A response with its body in memory.
async fn read(response: Response) -> (Parts, Bytes) {
    let (parts, body) = response.into_parts();
    (parts, to_bytes(body, ANSWER_MAX).await.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_first_parameter_that_does_not_fit_is_named() {
        let known = [
            Parameter::new("page", false, false),
            Parameter::new("q", false, true),
            Parameter::new("mode", true, false),
        ];
        for (uri, found) in [
            ("/users", None),
            ("/users?", None),
            ("/users?page=1&q=", None),
            (
                "/users?q=a&colour=red&x=1",
                Some(("colour", "unknown_param")),
            ),
            ("/users?Page=1", Some(("Page", "unknown_param"))),
            ("/users?%70age=1", None),
            ("/users?=1", Some(("", "unknown_param"))),
            ("/users?q=&page=", Some(("page", "missing"))),
            ("/users?mode=a,b", None),
            ("/users?page=1&q=%FF", Some(("q", "utf8"))),
            ("/users?q=%E6%9C%9D", None),
            ("/users?mode=a,,b", Some(("mode", "missing"))),
        ] {
            let uri: Uri = uri.parse().unwrap();
            let misfit = misfit(&uri, &known);
            let misfit = misfit.as_ref().map(|(name, code)| (name.as_str(), *code));
            assert_eq!(misfit, found, "{uri}");
        }
    }

    #[test]
    fn what_was_made_stands_where_its_id_says() {
        let made = json!({ "id": 7 });
        for (place, path, address_of) in [
            ("/users/{id}", "/users", "/api/v1/users/7"),
            ("/account", "/accounts", "/api/v1/account"),
            (
                "/listings/{path}/photos/{id}",
                "/listings/3/photos",
                "/api/v1/listings/3/photos/7",
            ),
            (
                "/account/webhooks/{path}/deliveries/{id}",
                "/account/webhooks/3/deliveries/5/replay",
                "/api/v1/account/webhooks/3/deliveries/7",
            ),
        ] {
            assert_eq!(address(place, &made, path), address_of);
        }
    }
}
