//! What an endpoint of accounts is asked: by whom, for which thing, with what.

use super::answer::{failed, invalid, json};
use crate::{
    http::{self, AppState, problem},
    rest::ids,
};
use app::context::{NewTokens, TokenChange};
use axum::{
    body::to_bytes,
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderMap, StatusCode, header::CONTENT_TYPE, request::Parts},
    response::{IntoResponse, Response},
};
use domain::{AppError, ErrorCode, FieldError};
use serde::{Serialize, de::DeserializeOwned};
use services::{Caller, Services};
use std::str::FromStr;

/// The largest body that is read as JSON.
const BODY_MAX: usize = 64 * 1024;
/// How much of a name that somebody sent is repeated, in characters.
const NAME_MAX: usize = 40;

/// The use cases, and who asks for one.
pub(super) struct Asked {
    pub(super) services: Services,
    pub(super) caller: Caller,
    changes: NewTokens,
}

impl FromRequestParts<AppState> for Asked {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let caller = parts.extensions.get::<Caller>().cloned();
        let changes = parts.extensions.get::<NewTokens>().cloned();
        // Without a caller nobody may do anything.
        let (Some(caller), Some(changes)) = (caller, changes) else {
            return Err(problem::response(&AppError::new(ErrorCode::Unavailable)));
        };
        Ok(Self {
            services: state.services.clone(),
            caller,
            changes,
        })
    }
}

impl Asked {
    /// What was asked for, as JSON.
    pub(super) fn json(&self, result: services::Result<impl Serialize>) -> Response {
        self.with_status(StatusCode::OK, result)
    }

    /// Something new, as JSON.
    pub(super) fn created(&self, result: services::Result<impl Serialize>) -> Response {
        self.with_status(StatusCode::CREATED, result)
    }

    /// That it was done.
    pub(super) fn done(&self, result: services::Result<()>) -> Response {
        match result {
            Ok(()) => StatusCode::NO_CONTENT.into_response(),
            Err(error) => self.refused(error),
        }
    }

    /// Takes a browser's cookies away; a program has none.
    pub(super) fn forget_session(&self) {
        http::change_tokens(&self.changes, TokenChange::Clear);
    }

    fn with_status(
        &self,
        status: StatusCode,
        result: services::Result<impl Serialize>,
    ) -> Response {
        let request = &self.caller.client.request;
        match result {
            Ok(body) => match json(&body, request) {
                Ok(mut response) => {
                    *response.status_mut() = status;
                    response
                }
                Err(error) => problem::response(&error),
            },
            Err(error) => self.refused(error),
        }
    }

    fn refused(&self, error: services::Error) -> Response {
        problem::response(&failed(error, &self.caller.client.request))
    }
}

/// The id in the address. Text that is no id names nothing that is there.
pub(super) struct Id<T>(pub(super) T);

impl<T: FromStr> FromRequestParts<AppState> for Id<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let id = ids::one(parts, state).await;
        id.map(Self)
            .ok_or_else(|| problem::response(&AppError::new(ErrorCode::NotFound)))
    }
}

/// The two ids in the address.
pub(super) struct Ids<T, U>(pub(super) T, pub(super) U);

impl<T: FromStr, U: FromStr> FromRequestParts<AppState> for Ids<T, U> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let ids = ids::two(parts, state).await;
        ids.map(|(one, other)| Self(one, other))
            .ok_or_else(|| problem::response(&AppError::new(ErrorCode::NotFound)))
    }
}

/// The query string, read as `T`.
pub(super) struct Terms<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequestParts<AppState> for Terms<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Response> {
        // A field of a form that was left empty says nothing.
        let pairs = form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes())
            .filter(|(_, value)| !value.is_empty());
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(pairs);
        let query = query.finish();
        let reader = serde_urlencoded::Deserializer::new(form_urlencoded::parse(query.as_bytes()));
        serde_path_to_error::deserialize(reader)
            .map(Self)
            .map_err(|error| {
                let (field, code) = field_of(&error.path().to_string(), error.inner());
                wrong(&field, code)
            })
    }
}

/// The body, read as JSON of `T`.
pub(super) struct Input<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<AppState> for Input<T> {
    type Rejection = Response;

    async fn from_request(request: Request, _: &AppState) -> Result<Self, Response> {
        if !is_json(request.headers()) {
            return Err(not_taken("content_type"));
        }
        let body = to_bytes(request.into_body(), BODY_MAX).await;
        let body = body.map_err(|_| too_large("body", "too_long"))?;
        let mut unknown = None;
        let mut reader = serde_json::Deserializer::from_slice(&body);
        let mut track = serde_path_to_error::Track::new();
        let tracked = serde_path_to_error::Deserializer::new(&mut reader, &mut track);
        let read = serde_ignored::deserialize(tracked, |path| {
            unknown.get_or_insert_with(|| path.to_string());
        });
        let read = read.map_err(|error| {
            if error.is_data() {
                let (field, code) = field_of(&track.path().to_string(), &error);
                wrong(&field, code)
            } else {
                wrong("body", broken(&error))
            }
        })?;
        reader.end().map_err(|_| wrong("body", "json"))?;
        match unknown {
            Some(path) => Err(wrong(&shortened(&path), "unknown_field")),
            None => Ok(Self(read)),
        }
    }
}

/// What is wrong with text that is no JSON, or none that we read.
fn broken(error: &serde_json::Error) -> &'static str {
    let text = error.to_string();
    if text.starts_with("recursion limit exceeded") {
        "too_deep"
    } else if text.starts_with("invalid unicode") {
        "utf8"
    } else {
        "json"
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next());
    kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// The field that an error is about, the first of its `path` or the one it names, and what is wrong.
fn field_of(path: &str, error: &impl std::fmt::Display) -> (String, &'static str) {
    let text = error.to_string();
    let named = |start: &str| {
        let rest = text.strip_prefix(start)?;
        rest.split('`').next().map(ToOwned::to_owned)
    };
    let code = code_of(&text);
    let first = path.split(['.', '[']).next().unwrap_or_default();
    let field = match first {
        "" | "?" => named("missing field `").or_else(|| named("duplicate field `")),
        first => Some(first.to_owned()),
    };
    (shortened(&field.unwrap_or_else(|| "body".to_owned())), code)
}

fn code_of(text: &str) -> &'static str {
    if text.starts_with("missing field") {
        "missing"
    } else if text.starts_with("duplicate field") {
        "duplicate"
    } else if text.starts_with("unknown variant") {
        "unknown_value"
    } else {
        "wrong_type"
    }
}

/// A name that somebody sent, as far as it is repeated.
pub(super) fn shortened(name: &str) -> String {
    let name = name.chars().filter(|c| !c.is_control());
    name.take(NAME_MAX).collect()
}

/// 400: what is wrong with a field, parameter or header.
pub(super) fn wrong(field: &str, code: &str) -> Response {
    problem::response(&about(field, code))
}

/// 413
pub(super) fn too_large(field: &str, code: &str) -> Response {
    problem::with_status(StatusCode::PAYLOAD_TOO_LARGE, &about(field, code))
}

/// 415
pub(super) fn not_taken(code: &str) -> Response {
    problem::with_status(StatusCode::UNSUPPORTED_MEDIA_TYPE, &about("body", code))
}

pub(super) fn about(field: &str, code: &str) -> AppError {
    invalid(vec![FieldError {
        field: field.into(),
        code: code.into(),
    }])
}
