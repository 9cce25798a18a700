//! Viewings as calendars: one to download, and all of somebody's under a secret address.

use super::{AppState, problem};
use axum::{
    Extension,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::ViewingId;
use services::{Caller, Error};

const TYPE: (header::HeaderName, &str) = (header::CONTENT_TYPE, "text/calendar; charset=utf-8");

/// `/viewings/{id}.ics`, for those who take part.
pub(super) async fn viewing(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(name): Path<String>,
) -> Response {
    let Some(id) = number(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match state.services.viewing_calendar(&caller, id).await {
        Ok(calendar) => {
            let file = format!("attachment; filename=\"viewing-{id}.ics\"");
            ([TYPE], [(header::CONTENT_DISPOSITION, file)], calendar).into_response()
        }
        Err(Error::Unauthenticated) => {
            let to = format!("/sign-in?next=/viewings/{id}.ics");
            Redirect::to(&to).into_response()
        }
        Err(error) => problem::response(&error.into_app_error(Some(&caller.client.request))),
    }
}

/// `/calendars/{secret}.ics`: who knows the address may read it, as calendars cannot sign in.
pub(super) async fn feed(State(state): State<AppState>, Path(name): Path<String>) -> Response {
    let secret = name.strip_suffix(".ics").unwrap_or_default();
    match state.services.calendar_feed(secret).await {
        Ok(calendar) => {
            let headers = [TYPE, (header::CACHE_CONTROL, "private, no-cache")];
            (headers, calendar).into_response()
        }
        Err(Error::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => problem::response(&error.into_app_error(None)),
    }
}

fn number(name: &str) -> Option<ViewingId> {
    name.strip_suffix(".ics")?.parse().ok()
}
