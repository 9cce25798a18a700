//! `GET /api/v1/market`, `GET /api/v1/market.csv`, `GET /api/v1/market.jsonl`: what the homes that match cost.
//!
//! All take the parameters of `/api/v1/listings`; order and page make no difference. Like that
//! endpoint they are strict: whatever they cannot take as it stands is an error.

mod file;

use super::{
    answer::{failed, invalid, json},
    contract::get,
    files::Form,
    listings::SearchTerms,
};
use crate::{
    endpoint::Endpoint,
    http::{AppState, cached::Keep, problem},
};
use axum::{
    Extension,
    extract::{RawQuery, State},
    http::HeaderMap,
    response::Response,
};
use domain::{AppError, ListingQuery, Market};
use services::{Error, RequestId};

const MARKET: Keep = Keep::seconds("market", 120).of_homes().same_for_everybody();

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/market", market)
            .says("Says what the homes that match cost")
            .for_everybody()
            .takes_query::<SearchTerms>()
            .answers::<Market>()
            .cached(MARKET),
        get("/market.csv", table)
            .says("Gives the same as a table for spreadsheets")
            .for_everybody()
            .takes_query::<SearchTerms>()
            .gives("text/csv"),
        get("/market.jsonl", lines)
            .says("Gives the same, the figures of one group a line")
            .for_everybody()
            .takes_query::<SearchTerms>()
            .gives("application/jsonl"),
    ]
}

async fn market(
    State(state): State<AppState>,
    Extension(id): Extension<RequestId>,
    RawQuery(query): RawQuery,
) -> Response {
    found(&state, &id, query.as_deref())
        .and_then(|market| as_json(&market, &id))
        .unwrap_or_else(|error| problem::response(&error))
}

/// The figures, with the search in its canonical form.
fn as_json(market: &Market, id: &RequestId) -> Result<Response, AppError> {
    let mut body =
        serde_json::to_value(market).map_err(|error| failed(Error::internal(error), id))?;
    if let Some(query) = body.get_mut("query") {
        *query = market.query.to_query_string().into();
    }
    json(&body, id)
}

/// The same as one table, in the language that `lang`, the cookie or the browser says.
async fn table(
    state: State<AppState>,
    id: Extension<RequestId>,
    query: RawQuery,
    headers: HeaderMap,
) -> Response {
    download(Form::Csv, state, id, query, headers)
}

/// The same as JSON Lines, the figures of one group a line.
async fn lines(
    state: State<AppState>,
    id: Extension<RequestId>,
    query: RawQuery,
    headers: HeaderMap,
) -> Response {
    download(Form::JsonLines, state, id, query, headers)
}

fn download(
    form: Form,
    State(state): State<AppState>,
    Extension(id): Extension<RequestId>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let (query, now) = (query.as_deref(), state.services.clock().now());
    found(&state, &id, query)
        .and_then(|market| file::response(form, market, now, query, &headers, &id))
        .unwrap_or_else(|error| problem::response(&error))
}

fn found(state: &AppState, id: &RequestId, query: Option<&str>) -> Result<Market, AppError> {
    let parsed = ListingQuery::parse(query.unwrap_or_default());
    let market = state
        .services
        .market(&parsed)
        .map_err(|error| failed(error, id))?;
    if market.issues.is_empty() {
        Ok(market)
    } else {
        Err(invalid(problem::fields(market.issues)))
    }
}
