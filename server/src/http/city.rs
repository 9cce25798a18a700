//! Choosing the city somebody looks in.

use super::{AppState, preference};
use app::context::CITY_COOKIE;
use axum::{
    extract::{Path, State},
    http::{StatusCode, header::SET_COOKIE},
    response::{IntoResponse, Redirect, Response},
};
use domain::PlaceKind;

/// Remembers the city `code` in a cookie for a year and goes to the home page, which is about it.
pub(super) async fn choose(State(state): State<AppState>, Path(code): Path<String>) -> Response {
    let gazetteer = state.services.gazetteer();
    let city = code
        .parse()
        .ok()
        .and_then(|code| gazetteer.place(PlaceKind::City, code));
    let Some(city) = city else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let cookie = preference::cookie(&state, CITY_COOKIE, &city.place.id.to_string());
    ([(SET_COOKIE, cookie)], Redirect::to("/")).into_response()
}
