//! What an endpoint of the classic API is asked: by whom, for which thing, at which address.

use super::{
    answer::{detail, json, refusal},
    words,
};
use crate::{
    http::{AppState, public_origin},
    rest::ids,
};
use axum::{
    extract::FromRequestParts,
    http::{StatusCode, Uri, request::Parts},
    response::{IntoResponse, Response},
};
use domain::{AppError, ErrorCode};
use serde::Serialize;
use services::{Caller, Services};
use std::str::FromStr;

/// The use cases, who asks for one, and at which address.
pub(super) struct Asked {
    pub(super) services: Services,
    pub(super) caller: Caller,
    pub(super) uri: Uri,
    /// Scheme and host under which the caller reaches the site.
    pub(super) origin: String,
}

impl FromRequestParts<AppState> for Asked {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        // Nobody looks for it after this.
        let Some(caller) = parts.extensions.remove::<Caller>() else {
            return Err(refusal(&AppError::new(ErrorCode::Unavailable)));
        };
        Ok(Self {
            services: state.services.clone(),
            caller,
            uri: parts.uri.clone(),
            origin: public_origin(&state.site, &parts.headers),
        })
    }
}

impl Asked {
    /// The parameters of the address, in their order; those that are empty say nothing.
    pub(super) fn terms(
        &self,
    ) -> impl Iterator<Item = (std::borrow::Cow<'_, str>, std::borrow::Cow<'_, str>)> {
        let query = self.uri.query().unwrap_or_default();
        form_urlencoded::parse(query.as_bytes()).filter(|(_, value)| !value.is_empty())
    }

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

    /// Why it was not done.
    pub(super) fn refused(&self, error: services::Error) -> Response {
        refusal(&error.into_app_error(Some(&self.caller.client.request)))
    }

    fn with_status(
        &self,
        status: StatusCode,
        result: services::Result<impl Serialize>,
    ) -> Response {
        match result {
            Ok(body) => json(status, &body),
            Err(error) => self.refused(error),
        }
    }
}

/// The id in the address. Text that is no id names nothing that is there.
pub(super) struct Id<T>(pub(super) T);

impl<T: FromStr> FromRequestParts<AppState> for Id<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let id = ids::one(parts, state).await;
        id.map(Self)
            .ok_or_else(|| detail(StatusCode::NOT_FOUND, words::NOT_FOUND))
    }
}

/// The two ids in the address.
pub(super) struct Ids<T, U>(pub(super) T, pub(super) U);

impl<T: FromStr, U: FromStr> FromRequestParts<AppState> for Ids<T, U> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let ids = ids::two(parts, state).await;
        ids.map(|(one, other)| Self(one, other))
            .ok_or_else(|| detail(StatusCode::NOT_FOUND, words::NOT_FOUND))
    }
}
