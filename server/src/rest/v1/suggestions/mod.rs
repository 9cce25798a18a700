//! `GET /api/v1/suggestions`: the places that what somebody types may mean.

use super::{
    answer::{invalid, json},
    contract::get,
};
use crate::{
    endpoint::Endpoint,
    http::{AppState, cached::Keep, problem},
};
use axum::{
    Extension,
    extract::{RawQuery, State},
    response::Response,
};
use domain::{AppError, DivisionCode, FieldError, ListingQuery, Suggestions};
use services::RequestId;
use utoipa::ToSchema;

/// What is being typed.
#[derive(ToSchema)]
#[allow(dead_code, reason = "It describes what is read by hand")]
struct Typed {
    /// The words.
    q: Option<String>,
    /// The city whose places come first.
    city: Option<DivisionCode>,
}

/// The parameters: the words, and the city whose places come first.
const PARAMS: [&str; 2] = ["q", "city"];

/// While somebody types, browsers need not ask for the same words again.
const KEEP: Keep = Keep::seconds("suggestions", 300)
    .of_homes()
    .same_for_everybody()
    .browsers("public, max-age=60, stale-while-revalidate=300");

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/suggestions", suggest)
            .says("Lists the places that what somebody types may mean")
            .for_everybody()
            .takes_query::<Typed>()
            .answers::<Suggestions>()
            .cached(KEEP),
    ]
}

async fn suggest(
    State(state): State<AppState>,
    Extension(id): Extension<RequestId>,
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.unwrap_or_default();
    answer(&state, &id, &query).unwrap_or_else(|error| problem::response(&error))
}

/// Both parameters are read as the search reads them. Words that are too long are cut, for people
/// type them; anything else that cannot be taken as it stands is an error.
fn answer(state: &AppState, id: &RequestId, query: &str) -> Result<Response, AppError> {
    let field = |field: &str, code: &str| FieldError {
        field: field.into(),
        code: code.into(),
    };
    let parsed = ListingQuery::parse(query);
    let mut fields: Vec<FieldError> = parsed
        .issues
        .into_iter()
        .filter(|issue| issue.code != "too_long")
        .map(|issue| field(&issue.param, &issue.code))
        .collect();
    let city = parsed.query.city;
    if city.is_some_and(|city| !state.services.gazetteer().is_city(city)) {
        fields.push(field("city", "unknown_place"));
    }
    for filter in ListingQuery::FILTERS {
        if parsed.query.has(filter) && !PARAMS.contains(filter) {
            fields.push(field(filter, "unknown_param"));
        }
    }
    if !fields.is_empty() {
        return Err(invalid(fields));
    }
    let words = parsed.query.text.unwrap_or_default();
    json(&state.services.suggest(&words, city), id)
}
