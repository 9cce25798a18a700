//! `GET /api/v1/listings`: the homes that match, as the search page shows them.

use super::{
    super::{
        answer::{failed, invalid, json},
        paging::{Part, Way},
    },
    fields::Fields,
};
use crate::http::{AppState, cached::Seen, problem};
use axum::{
    Extension,
    extract::{RawQuery, State},
    response::Response,
};
use domain::{
    AppError, BusinessDistrictId, Decoration, DivisionCode, ErrorCode, EstateId, Facets,
    FieldError, FloorBand, ListingCard, ListingQuery, Orientation, PaymentTerms, RentMode,
    RentStatistics, Rooms, Rows, SearchPage, Sort, StationId, TagId,
};
use serde::Serialize;
use serde_json::Value;
use services::{Ask, RequestId};
use utoipa::ToSchema;

pub(super) const ABOUT: &str = "Filters are and-ed; of several values of one filter, separated by \
    commas, any may hold (of `tag` all must). Words of `q` that name a filter become one, see \
    `understood`. Equal homes stand in the order of their ids, the newest first.";

/// Which homes.
#[derive(ToSchema)]
#[allow(
    dead_code,
    reason = "It describes what the search reads from its address"
)]
pub(in super::super) struct SearchTerms {
    /// Words to find.
    #[schema(max_length = 100)]
    q: Option<String>,
    /// City, by its code.
    city: Option<DivisionCode>,
    /// Districts, by their codes.
    district: Option<Vec<DivisionCode>>,
    /// Business districts, by their ids.
    business_district: Option<Vec<BusinessDistrictId>>,
    /// Estates, by their ids.
    estate: Option<Vec<EstateId>>,
    /// A metro station: homes within 1,000 m.
    station: Option<StationId>,
    /// The least rent, CNY per month, rounded to a whole number.
    #[schema(minimum = 0, maximum = 4294967295_u32)]
    rent_min: Option<f64>,
    /// The highest rent, CNY per month, rounded to a whole number.
    #[schema(minimum = 0, maximum = 4294967295_u32)]
    rent_max: Option<f64>,
    /// Both in one, as `min-max`, either of which may be empty.
    rent: Option<String>,
    /// The least area, m², rounded to a whole number.
    #[schema(minimum = 0, maximum = 4294967295_u32)]
    area_min: Option<f64>,
    /// The largest area, m², rounded to a whole number.
    #[schema(minimum = 0, maximum = 4294967295_u32)]
    area_max: Option<f64>,
    /// Rooms: 0 for a studio, 5 for five and more.
    rooms: Option<Vec<Rooms>>,
    /// How the home is let.
    mode: Option<Vec<RentMode>>,
    /// Directions it faces.
    orientation: Option<Vec<Orientation>>,
    /// Parts of the building.
    floor: Option<Vec<FloorBand>>,
    /// How it is fitted out.
    decoration: Option<Vec<Decoration>>,
    /// When rent is paid.
    payment: Option<Vec<PaymentTerms>>,
    /// `1`: only with a lift.
    lift: Option<String>,
    /// `1`: only near a metro station.
    subway: Option<String>,
    /// `1`: only without agent fee.
    no_fee: Option<String>,
    /// Tags, by their ids.
    tag: Option<Vec<TagId>>,
    /// West, south, east and north in degrees, with commas between them.
    map_box: Option<String>,
    /// An area: `lon,lat;lon,lat;…`.
    within: Option<String>,
    /// Can be moved into by this day, `YYYY-MM-DD`.
    available_by: Option<String>,
    /// The order.
    sort: Option<Sort>,
    /// Which page, from 1; only lists have pages.
    #[schema(minimum = 1)]
    page: Option<u32>,
    /// Where a list goes on; only lists do.
    cursor: Option<String>,
    /// The language of texts: `zh` or `en`.
    lang: Option<String>,
}

/// What is said about them.
#[derive(ToSchema)]
#[allow(dead_code, reason = "It describes what is read by hand")]
pub(super) struct ListTerms {
    /// What is said besides: counts beside the filters, figures over the rents.
    include: Option<Vec<Include>>,
    /// Which fields of each home; all without it.
    fields: Option<Vec<String>>,
}

#[derive(ToSchema)]
#[allow(dead_code, reason = "It describes what is read by hand")]
#[schema(rename_all = "snake_case")]
enum Include {
    Facets,
    Statistics,
}

/// A part of the homes that match.
#[derive(Serialize, ToSchema)]
pub(super) struct Homes {
    /// How many match.
    count: u32,
    /// The address of the part that follows.
    next: Option<String>,
    /// The address of the part before; nothing behind a cursor.
    previous: Option<String>,
    /// The homes, with the fields that were asked for.
    #[schema(value_type = Vec<SomeOfCard>)]
    results: Value,
    /// The search as it was understood, in its canonical form.
    query: String,
    /// The filters of `query` that were words of `q`.
    understood: Vec<String>,
    /// The page this is or lies on.
    page: u32,
    /// How many pages there are, at least 1.
    pages: u32,
    /// Where the list goes on after this part, for `cursor`.
    next_cursor: Option<String>,
    /// Counts beside the filters, where asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    facets: Option<Facets>,
    /// Figures over the rents, where asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    statistics: Option<RentStatistics>,
}

/// A home in a list: those of its fields that were asked for.
struct SomeOfCard;

impl utoipa::PartialSchema for SomeOfCard {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        use utoipa::openapi::{RefOr, Schema};
        let mut schema = ListingCard::schema();
        if let RefOr::T(Schema::Object(card)) = &mut schema {
            card.required.clear();
            card.description = Some("A home in a list.".into());
        }
        schema
    }
}

impl ToSchema for SomeOfCard {
    fn name() -> std::borrow::Cow<'static, str> {
        "ListedHome".into()
    }

    fn schemas(schemas: &mut Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::Schema>)>) {
        ListingCard::schemas(schemas);
    }
}

/// Takes the search page's parameters, and more. Unlike the page it is strict: whatever it cannot take as
/// it stands is an error.
pub(super) async fn list(
    State(state): State<AppState>,
    Extension(id): Extension<RequestId>,
    part: Part,
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.unwrap_or_default();
    answer(&state, &id, &part, &query).unwrap_or_else(|error| problem::response(&error))
}

fn answer(
    state: &AppState,
    id: &RequestId,
    part: &Part,
    query: &str,
) -> Result<Response, AppError> {
    let Taken { ask, fields, rest } = Taken::of(query, &part.way)?;
    let parsed = ListingQuery::parse(&rest);
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
    if matches!(part.way, Way::Page { page, .. } if page > found.pages) {
        return Err(AppError::new(ErrorCode::NotFound));
    }
    let seen = Seen::shown(&found.listings);
    let homes = homes(found, part, fields.as_ref())
        .map_err(|error| failed(services::Error::internal(error), id))?;
    Ok(seen.beside(json(&homes, id)?))
}

fn homes(
    found: SearchPage,
    part: &Part,
    fields: Option<&Fields>,
) -> Result<Homes, serde_json::Error> {
    let cursor = found.next_cursor.as_deref();
    let (next, previous) = part.neighbours(found.total.into(), cursor);
    let mut results = serde_json::to_value(&found.listings)?;
    if let (Some(fields), Some(homes)) = (fields, results.as_array_mut()) {
        homes.iter_mut().for_each(|home| fields.keep(home));
    }
    Ok(Homes {
        count: found.total,
        next,
        previous,
        results,
        query: found.query.first_page().to_query_string(),
        understood: found.understood,
        page: found.page,
        pages: found.pages,
        next_cursor: found.next_cursor,
        facets: found.facets,
        statistics: found.statistics,
    })
}

/// What is not the search's own.
struct Taken {
    ask: Ask,
    fields: Option<Fields>,
    /// The search's own parameters.
    rest: String,
}

impl Taken {
    fn of(query: &str, way: &Way) -> Result<Self, AppError> {
        let mut taken = Self {
            ask: Ask {
                rows: Some(match way {
                    Way::Page { size, .. } => Rows::Page(*size),
                    Way::Rows { skip, limit } => Rows::From {
                        skip: *skip,
                        limit: *limit,
                    },
                    Way::Cursor { limit, .. } => Rows::Page(*limit),
                }),
                ..Ask::default()
            },
            fields: None,
            rest: String::new(),
        };
        let mut rest = form_urlencoded::Serializer::new(String::new());
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "include" => taken.include(&value)?,
                "fields" => taken.fields = Fields::read::<ListingCard>("fields", &value)?,
                "size" | "limit" | "offset" => {}
                _ => drop(rest.append_pair(&name, &value)),
            }
        }
        taken.rest = rest.finish();
        Ok(taken)
    }

    fn include(&mut self, values: &str) -> Result<(), AppError> {
        for value in values.split(',') {
            match value {
                "" => {}
                "facets" => self.ask.facets = true,
                "statistics" => self.ask.statistics = true,
                _ => {
                    return Err(invalid(vec![FieldError {
                        field: "include".into(),
                        code: "unknown_value".into(),
                    }]));
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WAY: Way = Way::Page { page: 1, size: 20 };

    #[test]
    fn what_is_not_the_searchs_own_is_taken_out_of_the_query() {
        let taken = Taken::of(
            "city=110100&include=facets%2Cstatistics&page=2&fields=id&size=5",
            &WAY,
        );
        let taken = taken.unwrap_or_else(|error| panic!("{error:?}"));
        assert!(taken.ask.facets && taken.ask.statistics && taken.fields.is_some());
        assert_eq!(taken.rest, "city=110100&page=2");
        let taken = Taken::of("q=include", &WAY).unwrap_or_else(|error| panic!("{error:?}"));
        assert!(!taken.ask.facets && !taken.ask.statistics && taken.fields.is_none());
        assert_eq!(taken.rest, "q=include");
    }

    #[test]
    fn an_unknown_include_or_field_is_refused() {
        for (query, field) in [
            ("include=facets,photos", "include"),
            ("fields=id,colour", "fields.colour"),
        ] {
            let error = Taken::of(query, &WAY).err().unwrap();
            assert_eq!(error.fields[0].field, field);
        }
    }
}
