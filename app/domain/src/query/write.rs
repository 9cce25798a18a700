//! The canonical form of a search in the URL.

use super::{ListingQuery, Range};
use crate::{Area, day};
use std::fmt::Display;

impl ListingQuery {
    /// The query string without `?`: parameters in a fixed order, defaults left out, several
    /// values of one filter joined by commas. Empty for a search without any filter.
    pub fn to_query_string(&self) -> String {
        let mut params = form_urlencoded::Serializer::new(String::new());
        let mut put = |name: &str, value: Option<String>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                params.append_pair(name, &value);
            }
        };
        put("q", self.text.clone());
        put("city", self.city.map(|city| city.to_string()));
        put("district", joined(&self.districts));
        put("business_district", joined(&self.business_districts));
        put("estate", joined(&self.estates));
        put("station", self.station.map(|station| station.to_string()));
        put("rent_min", self.rent.min.map(|min| min.to_string()));
        put("rent_max", self.rent.max.map(|max| max.to_string()));
        put("area_min", self.area.min.map(|min| min.to_string()));
        put("area_max", self.area.max.map(|max| max.to_string()));
        put("rooms", joined(&self.rooms));
        put("mode", joined(&self.modes));
        put("orientation", joined(&self.orientations));
        put("floor", joined(&self.floors));
        put("decoration", joined(&self.decorations));
        put("payment", joined(&self.payments));
        put("lift", flag(self.lift));
        put("subway", flag(self.subway));
        put("no_fee", flag(self.no_fee));
        put("tag", joined(&self.tags));
        put("map_box", self.map_box.map(|map_box| map_box.to_param()));
        put("within", self.within.as_ref().map(Area::to_param));
        put("available_by", self.available_by.map(day::text));
        put("sort", self.sort.map(|sort| sort.to_string()));
        put(
            "page",
            self.page
                .filter(|page| *page > 1)
                .map(|page| page.to_string()),
        );
        put("cursor", self.cursor.clone());
        params.finish().replace("%2C", ",").replace("%3B", ";")
    }

    /// The address of this search, on the page of its view.
    pub fn to_path(&self) -> String {
        match self.to_query_string() {
            query if query.is_empty() => self.view.path().into(),
            query => [self.view.path(), "?", &query].concat(),
        }
    }
}

/// A range as facet values write it: `min-max` with an open end left empty.
pub(super) fn range_param(range: Range) -> String {
    let end = |value: Option<u32>| value.map(|value| value.to_string()).unwrap_or_default();
    format!("{}-{}", end(range.min), end(range.max))
}

fn joined<T: Display>(values: &[T]) -> Option<String> {
    let words: Vec<String> = values.iter().map(ToString::to_string).collect();
    (!words.is_empty()).then(|| words.join(","))
}

fn flag(set: bool) -> Option<String> {
    set.then(|| "1".into())
}
