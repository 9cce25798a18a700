//! Names for the values of a search.

use crate::{format, locales::Text};
use domain::{Facet, ListingQuery, PlaceKind, PlaceName, SearchPage};

/// The Chinese name of a place or tag that the query filters by, else the value itself.
pub(in crate::features) fn name_of(page: &SearchPage, param: &str, value: &str) -> String {
    let named = page
        .names
        .iter()
        .find(|known| known.param == param && known.value == value)
        .map(|known| known.name.as_str());
    let facet = || {
        let facets = page.facets.as_ref()?;
        let list = match param {
            "city" => &facets.cities,
            "district" => &facets.districts,
            "business_district" => &facets.business_districts,
            "tag" => &facets.tags,
            _ => return None,
        };
        list.iter()
            .find(|facet| facet.value == value)?
            .name
            .as_deref()
    };
    named.or_else(facet).unwrap_or(value).to_owned()
}

/// What the page lists, as its heading says it: the text that is searched for, else the place.
pub(super) fn heading(text: &Text, query: &ListingQuery, page: &SearchPage) -> String {
    if let Some(words) = &query.text {
        return (text.search.heading_for)(words);
    }
    let place = place_of(query, page);
    if place.is_empty() {
        text.search.heading.to_owned()
    } else {
        (text.search.heading_in)(&place)
    }
}

/// The place that a search is limited to, from the city down; empty when it is not.
pub(in crate::features) fn place_of(query: &ListingQuery, page: &SearchPage) -> String {
    let mut places = Vec::new();
    if let Some(city) = query.city {
        places.push(name_of(page, "city", &city.to_string()));
    }
    if let [district] = query.districts.as_slice() {
        places.push(name_of(page, "district", &district.to_string()));
    }
    if let [business_district] = query.business_districts.as_slice() {
        let value = business_district.to_string();
        places.push(name_of(page, "business_district", &value));
    }
    if let [estate] = query.estates.as_slice() {
        places.push(name_of(page, "estate", &estate.to_string()));
    }
    if let Some(station) = query.station {
        places.push(name_of(page, "station", &station.to_string()));
    }
    // On pages in English each place is two words, and a comma parts it from the next.
    let english = places
        .iter()
        .any(|place| PlaceName::of(place).latin.is_some());
    places.join(if english { ", " } else { "" })
}

/// The smallest place that a search is limited to: its name, and the address of its page.
pub(super) fn place_page(query: &ListingQuery, page: &SearchPage) -> Option<(String, String)> {
    let (kind, id) = if let [estate] = query.estates.as_slice() {
        (PlaceKind::Estate, estate.0)
    } else if let [business_district] = query.business_districts.as_slice() {
        (PlaceKind::BusinessDistrict, business_district.0)
    } else if let [district] = query.districts.as_slice() {
        (PlaceKind::District, district.0.into())
    } else {
        (PlaceKind::City, query.city?.0.into())
    };
    Some((name_of(page, kind.as_str(), &id.to_string()), kind.path(id)))
}

/// The address of the search without any filter but the city: people change what they want more
/// often than where they live.
pub(super) fn cleared(query: &ListingQuery) -> String {
    let kept = ListingQuery {
        city: query.city,
        sort: query.sort,
        view: query.view,
        ..ListingQuery::default()
    };
    kept.to_path()
}

/// A facet's value in words.
pub(super) fn facet_label(text: &Text, param: &str, facet: &Facet) -> String {
    match &facet.name {
        Some(name) => name.clone(),
        None => word(text, param, &facet.value).unwrap_or_else(|| facet.value.clone()),
    }
}

/// A value of an enumerated filter in words.
pub(super) fn word(text: &Text, param: &str, value: &str) -> Option<String> {
    let words = &text.words;
    let word = match param {
        "rooms" => (words.rooms)(value.parse().ok()?),
        "mode" => (words.mode)(value.parse().ok()?),
        "orientation" => (words.orientation)(value.parse().ok()?),
        "floor" => (words.floor_band)(value.parse().ok()?),
        "decoration" => (words.decoration)(value.parse().ok()?),
        "payment" => (words.payment)(value.parse().ok()?),
        "rent" => return Some(format::range(text, rent_band(value), str::to_owned)),
        _ => return None,
    };
    Some(word.to_owned())
}

/// The range of a rent band as facets write it (`1500-3000`).
pub(super) fn rent_band(value: &str) -> domain::Range {
    let end = |text: &str| text.parse().ok();
    let (min, max) = value.split_once('-').unwrap_or_default();
    domain::Range {
        min: end(min),
        max: end(max),
    }
}
