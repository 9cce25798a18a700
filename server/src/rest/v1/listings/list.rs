//! `GET /api/v1/listings`: the homes that match, as the search page shows them.

use super::super::answer::{failed, invalid, json};
use crate::http::{AppState, cached::Seen, problem};
use axum::{
    Extension,
    extract::{RawQuery, State},
    response::Response,
};
use domain::{
    AppError, ErrorCode, Facets, FieldError, ListingCard, ListingQuery, RentStatistics, SearchPage,
};
use serde::Serialize;
use services::{Ask, RequestId};
use std::borrow::Cow;

#[derive(Serialize)]
struct Page<'a> {
    query: String,
    understood: &'a [String],
    total: u32,
    page: u32,
    pages: u32,
    listings: &'a [ListingCard],
    next_cursor: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    facets: Option<&'a Facets>,
    #[serde(skip_serializing_if = "Option::is_none")]
    statistics: Option<&'a RentStatistics>,
}

/// Takes the search page's parameters, and `include=facets,statistics`. Unlike the page it is
/// strict: whatever it cannot take as it stands is an error.
pub(super) async fn list(
    State(state): State<AppState>,
    Extension(id): Extension<RequestId>,
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.unwrap_or_default();
    answer(&state, &id, &query).unwrap_or_else(|error| problem::response(&error))
}

fn answer(state: &AppState, id: &RequestId, query: &str) -> Result<Response, AppError> {
    let (ask, query) = take_include(query)?;
    let parsed = ListingQuery::parse(&query);
    if !parsed.issues.is_empty() {
        return Err(invalid(problem::fields(parsed.issues)));
    }
    let mut found = state
        .services
        .search(&parsed, ask)
        .map_err(|error| failed(error, id))?;
    // Such an area has a meaning; people on the page are told which.
    found.issues.retain(|issue| issue.code != "crosses_itself");
    if !found.issues.is_empty() {
        return Err(invalid(problem::fields(found.issues)));
    }
    if parsed.query.cursor.is_none() && parsed.query.page_number() > found.pages {
        return Err(AppError::new(ErrorCode::NotFound));
    }
    let seen = Seen::shown(&found.listings);
    Ok(seen.beside(json(&page(&found), id)?))
}

fn page(found: &SearchPage) -> Page<'_> {
    Page {
        query: found.query.to_query_string(),
        understood: &found.understood,
        total: found.total,
        page: found.page,
        pages: found.pages,
        listings: &found.listings,
        next_cursor: found.next_cursor.as_deref(),
        facets: found.facets.as_ref(),
        statistics: found.statistics.as_ref(),
    }
}

/// What `include` asks for, and the query string without it.
fn take_include(query: &str) -> Result<(Ask, Cow<'_, str>), AppError> {
    let mut ask = Ask::default();
    let is_include = |pair: &&str| pair.split('=').next() == Some("include");
    if !query.split('&').any(|pair| is_include(&pair)) {
        return Ok((ask, Cow::Borrowed(query)));
    }
    let (include, rest): (Vec<&str>, Vec<&str>) = query.split('&').partition(is_include);
    for pair in include {
        let values = pair.split_once('=').map_or("", |(_, values)| values);
        for value in values.split([',']).flat_map(|part| part.split("%2C")) {
            match value {
                "" => {}
                "facets" => ask.facets = true,
                "statistics" => ask.statistics = true,
                _ => {
                    return Err(invalid(vec![FieldError {
                        field: "include".into(),
                        code: "unknown_value".into(),
                    }]));
                }
            }
        }
    }
    Ok((ask, Cow::Owned(rest.join("&"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn include_is_taken_out_of_the_query() {
        let (ask, rest) = take_include("city=110100&include=facets%2Cstatistics&page=2").unwrap();
        assert!(ask.facets && ask.statistics);
        assert_eq!(rest, "city=110100&page=2");
        let (ask, rest) = take_include("q=include").unwrap();
        assert!(!ask.facets && !ask.statistics);
        assert_eq!(rest, "q=include");
    }

    #[test]
    fn an_unknown_include_is_refused() {
        let error = take_include("include=facets,photos").unwrap_err();
        assert_eq!(error.fields[0].field, "include");
    }
}
