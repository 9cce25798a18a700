//! Where the groups of the market lead: to the homes they count.

use domain::{ListingQuery, Market, Range, RentMode, Rooms, View, market::PlaceKind};

/// The address of this page for `query`.
pub(super) fn stats(query: &ListingQuery) -> String {
    query.viewed(View::Market).to_path()
}

/// The address of the same search at `path`, from its address on the search page.
pub(super) fn elsewhere(search: &str, path: &str) -> String {
    let rest = search.strip_prefix("/listings").unwrap_or_default();
    [path, rest].concat()
}

/// The homes in a city or district of [`Market::places`].
pub(super) fn place(market: &Market, id: i64) -> Option<String> {
    let code = domain::DivisionCode(i32::try_from(id).ok()?);
    let query = match market.place_kind {
        PlaceKind::City => ListingQuery {
            city: Some(code),
            ..market.query.clone()
        },
        PlaceKind::District if market.query.districts.is_empty() => ListingQuery {
            districts: vec![code],
            ..market.query.clone()
        },
        PlaceKind::District => ListingQuery {
            districts: vec![code],
            ..market.query.without("district")
        },
    };
    Some(query.to_path())
}

pub(super) fn business_district(query: &ListingQuery, id: i64) -> String {
    let query = ListingQuery {
        business_districts: vec![domain::BusinessDistrictId(id)],
        ..query.clone()
    };
    query.to_path()
}

pub(super) fn rent(query: &ListingQuery, rent: Range) -> String {
    let query = ListingQuery {
        rent,
        ..query.clone()
    };
    query.to_path()
}

pub(super) fn area(query: &ListingQuery, area: Range) -> String {
    let query = ListingQuery {
        area,
        ..query.clone()
    };
    query.to_path()
}

pub(super) fn rooms(query: &ListingQuery, rooms: Rooms) -> String {
    let query = ListingQuery {
        rooms: vec![rooms],
        ..query.clone()
    };
    query.to_path()
}

pub(super) fn mode(query: &ListingQuery, mode: RentMode) -> String {
    let query = ListingQuery {
        modes: vec![mode],
        ..query.clone()
    };
    query.to_path()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_search_has_the_same_parameters_everywhere() {
        let query = ListingQuery::parse("city=110100&rooms=2").query;
        assert_eq!(stats(&query), "/stats?city=110100&rooms=2");
        let paged = ListingQuery::parse("city=110100&rooms=2&sort=area&page=3").query;
        assert_eq!(stats(&paged), "/stats?city=110100&rooms=2");
        assert_eq!(stats(&ListingQuery::default()), "/stats");
    }

    #[test]
    fn a_district_takes_the_place_of_those_that_are_chosen() {
        let market = Market {
            query: ListingQuery::parse("city=110100&district=110101&business_district=7").query,
            place_kind: PlaceKind::District,
            ..Market::default()
        };
        assert_eq!(
            place(&market, 110_105).as_deref(),
            Some("/listings?city=110100&district=110105")
        );
    }
}
