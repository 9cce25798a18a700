//! `GET /api/v1/listings/{id}`: everything the page of a home shows.

use super::{
    super::{
        agents::Agent,
        answer::{failed, invalid, json},
        asked::shortened,
    },
    fields::Fields,
};
use crate::http::{AppState, cached::Seen, problem};
use axum::{
    Extension,
    extract::{Path, RawQuery, State},
    response::Response,
};
use domain::{
    AppError, ErrorCode, FieldError, ListingDetail, ListingId,
    moderation::{DictionaryKind, dictionary::EntryDetail},
};
use serde::Serialize;
use services::{Caller, RequestId};
use utoipa::ToSchema;

/// What is said about the home.
#[derive(ToSchema)]
#[allow(dead_code, reason = "It describes what is read by hand")]
pub(super) struct DetailTerms {
    /// Which fields; all without it.
    fields: Option<Vec<String>>,
    /// What belongs to it and is told in full below `expanded`.
    expand: Option<Vec<Expansion>>,
}

#[derive(ToSchema)]
#[allow(dead_code, reason = "It describes what is read by hand")]
#[schema(rename_all = "snake_case")]
enum Expansion {
    Estate,
    Agent,
}

/// A home, with the fields that were asked for.
#[derive(Serialize)]
pub(super) struct Home {
    #[serde(flatten)]
    home: ListingDetail,
    #[serde(skip_serializing_if = "Option::is_none")]
    expanded: Option<Expanded>,
}

impl utoipa::PartialSchema for Home {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        use utoipa::openapi::{Ref, RefOr, Schema};
        let mut schema = ListingDetail::schema();
        if let RefOr::T(Schema::Object(home)) = &mut schema {
            home.required.clear();
            let expanded = Ref::from_schema_name(Expanded::name());
            home.properties.insert("expanded".into(), expanded.into());
        }
        schema
    }
}

impl ToSchema for Home {
    fn schemas(schemas: &mut Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::Schema>)>) {
        use utoipa::PartialSchema as _;
        schemas.push((Expanded::name().into_owned(), Expanded::schema()));
        Expanded::schemas(schemas);
        ListingDetail::schemas(schemas);
    }
}

/// What belongs to a home.
#[derive(Default, Serialize, ToSchema)]
struct Expanded {
    /// Its estate; nothing where it is not known, or not looked at yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    estate: Option<EntryDetail>,
    /// Who offers it.
    #[serde(skip_serializing_if = "Option::is_none")]
    agent: Option<Agent>,
}

/// An id that is none, of no listing or of one that never was public is not found; one that has
/// been let, taken back or has expired is gone. A reserved home is answered with that status.
pub(super) async fn detail(
    State(state): State<AppState>,
    Extension(request): Extension<RequestId>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    answer(&state, &request, &caller, &id, &query.unwrap_or_default())
        .await
        .unwrap_or_else(|error| problem::response(&error))
}

async fn answer(
    state: &AppState,
    request: &RequestId,
    caller: &Caller,
    id: &str,
    query: &str,
) -> Result<Response, AppError> {
    let id: ListingId = id.parse().map_err(|_| AppError::new(ErrorCode::NotFound))?;
    let mut fields = None;
    let mut expansions = Vec::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match &*name {
            "fields" => fields = Fields::read::<Home>("fields", &value)?,
            _ => expansions.extend(expansions_of(&value)?),
        }
    }
    let home = state
        .services
        .listing(id)
        .await
        .map_err(|error| failed(error, request))?;
    let seen = Seen::shown(&home.similar).looked_at(id);
    let expanded = match expansions.as_slice() {
        [] => None,
        wanted => Some(expanded(state, caller, &home, wanted).await),
    };
    let expanded = expanded
        .transpose()
        .map_err(|error| failed(error, request))?;
    let home = Home { home, expanded };
    let Some(fields) = fields else {
        return Ok(seen.beside(json(&home, request)?));
    };
    let told = serde_json::to_value(&home);
    let mut told = told.map_err(|error| failed(services::Error::internal(error), request))?;
    fields.keep(&mut told);
    Ok(seen.beside(json(&told, request)?))
}

fn expansions_of(values: &str) -> Result<Vec<Expansion>, AppError> {
    let values = values
        .split(',')
        .map(str::trim)
        .filter(|value| !value.is_empty());
    let expansions = values.map(|value| match value {
        "estate" => Ok(Expansion::Estate),
        "agent" => Ok(Expansion::Agent),
        _ => Err(invalid(vec![FieldError {
            field: ["expand.", &shortened(value)].concat(),
            code: "unknown_value".into(),
        }])),
    });
    expansions.collect()
}

/// What is not there is told as nothing.
fn there<T>(found: services::Result<T>) -> services::Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(services::Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

async fn expanded(
    state: &AppState,
    caller: &Caller,
    home: &ListingDetail,
    wanted: &[Expansion],
) -> services::Result<Expanded> {
    let mut expanded = Expanded::default();
    for wanted in wanted {
        match wanted {
            Expansion::Estate => {
                if let Some(estate) = &home.card.estate {
                    let kind = DictionaryKind::Estates;
                    let entry = state.services.entry(caller, kind, estate.id).await;
                    expanded.estate = there(entry)?;
                }
            }
            Expansion::Agent => {
                if let Some(agent) = home.card.agent {
                    let page = state.services.agent_page(agent, 1, 1).await;
                    expanded.agent = there(page.map(Agent::from))?;
                }
            }
        }
    }
    Ok(expanded)
}
