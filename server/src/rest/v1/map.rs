//! `GET /api/v1/map`: the homes that match on the map, by place or in clusters.

use super::{
    answer::{failed, invalid, json},
    contract::get,
    listings::SearchTerms,
};
use crate::{
    endpoint::Endpoint,
    http::{AppState, problem},
};
use axum::{
    Extension,
    extract::{RawQuery, State},
    response::Response,
};
use domain::{AppError, FieldError, HomeMap, ListingQuery, MapBox, MapView, QueryIssue};
use services::RequestId;
use utoipa::ToSchema;

/// What of the map is looked at.
#[derive(ToSchema)]
#[allow(dead_code, reason = "It describes what is read by hand")]
struct Sight {
    /// What is in sight: west, south, east and north in degrees, with commas between them.
    view: String,
    /// The zoom level of web maps.
    #[schema(maximum = 22)]
    zoom: u8,
}

/// The highest zoom level that is looked at.
const ZOOM_MAX: u8 = 22;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/map", map)
            .says("Shows homes on the map, by place or in clusters")
            .for_everybody()
            .takes_query::<SearchTerms>()
            .takes_query::<Sight>()
            .answers::<HomeMap>(),
    ]
}

/// Takes the search page's parameters, `view` (west,south,east,north: what is in sight) and `zoom` (0
/// to 22). What is in sight narrows down which clusters are listed, not which homes match. As strict
/// as the list.
async fn map(
    State(state): State<AppState>,
    Extension(id): Extension<RequestId>,
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.unwrap_or_default();
    answer(&state, &id, &query).unwrap_or_else(|error| problem::response(&error))
}

fn answer(state: &AppState, id: &RequestId, query: &str) -> Result<Response, AppError> {
    let mut view = None;
    let mut zoom = None;
    let mut parsed = ListingQuery::parse(query);
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match &*name {
            "view" => view = MapBox::parse(&value),
            "zoom" => zoom = value.parse().ok().filter(|zoom| *zoom <= ZOOM_MAX),
            _ => {}
        }
    }
    parsed
        .issues
        .retain(|QueryIssue { param, .. }| param != "view" && param != "zoom");
    let mut wrong = problem::fields(parsed.issues.clone());
    let missing = [("view", view.is_none()), ("zoom", zoom.is_none())];
    for (field, _) in missing.into_iter().filter(|(_, missing)| *missing) {
        wrong.push(FieldError {
            field: field.into(),
            code: "out_of_range".into(),
        });
    }
    let (Some(map_box), Some(zoom), true) = (view, zoom, wrong.is_empty()) else {
        return Err(invalid(wrong));
    };
    let map = state
        .services
        .home_map(&parsed, MapView { map_box, zoom })
        .map_err(|error| failed(error, id))?;
    json(&map, id)
}
