//! Reading a search from the URL.

use super::{ListingQuery, Range, TEXT_MAX, VALUES_MAX};
use crate::{Area, MapBox, day};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// The highest page number that is read; larger ones mean the last page.
const PAGE_MAX: u32 = 1_000_000;
/// Longest cursor that is read, in bytes.
const CURSOR_MAX: usize = 200;

/// Something in the URL that could not be taken as it stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QueryIssue {
    /// The parameter, as it stands in the URL, cut to 40 characters.
    pub param: String,
    /// What is wrong: `not_a_number`, `out_of_range`, `unknown_value`, `min_above_max`,
    /// `too_long`, `too_many`, `not_a_date`, `unknown_param`, `unknown_place`, `not_a_box`,
    /// `not_an_area`,
    /// `too_few_corners`, `too_many_corners`, `crosses_itself`.
    pub code: String,
}

/// A search and what could not be read of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParsedQuery {
    /// The nearest sensible meaning.
    pub query: ListingQuery,
    /// What was not taken as it stood; empty for a search that is right.
    pub issues: Vec<QueryIssue>,
}

impl ListingQuery {
    /// Reads a query string, with or without its `?`. Empty values mean "not set", as plain forms
    /// send them; broken percent-encoding is read as U+FFFD and then dropped with control characters.
    pub fn parse(query_string: &str) -> ParsedQuery {
        let bytes = query_string
            .strip_prefix('?')
            .unwrap_or(query_string)
            .as_bytes();
        let mut parsed = ParsedQuery::default();
        for (name, value) in form_urlencoded::parse(bytes) {
            let value = value.trim();
            if !value.is_empty() {
                parsed.read(&name, value);
            }
        }
        for (param, range) in [
            ("rent", &mut parsed.query.rent),
            ("area", &mut parsed.query.area),
        ] {
            if let Range {
                min: Some(min),
                max: Some(max),
            } = *range
                && min > max
            {
                *range = Range {
                    min: Some(max),
                    max: Some(min),
                };
                parsed
                    .issues
                    .push(issue(&format!("{param}_min"), "min_above_max"));
            }
        }
        parsed
    }
}

impl ParsedQuery {
    fn read(&mut self, name: &str, value: &str) {
        let Self { query, issues } = self;
        match name {
            "q" => query.text = text(value, issues),
            "city" => query.city = one(name, value, issues),
            "district" => many(name, value, &mut query.districts, issues),
            "business_district" => many(name, value, &mut query.business_districts, issues),
            "estate" => many(name, value, &mut query.estates, issues),
            "station" => query.station = one(name, value, issues),
            "rent_min" => query.rent.min = number(name, value, issues),
            "rent_max" => query.rent.max = number(name, value, issues),
            "rent" => query.rent = band(name, value, issues),
            "area_min" => query.area.min = number(name, value, issues),
            "area_max" => query.area.max = number(name, value, issues),
            "rooms" => many(name, value, &mut query.rooms, issues),
            "mode" => many(name, value, &mut query.modes, issues),
            "orientation" => many(name, value, &mut query.orientations, issues),
            "floor" => many(name, value, &mut query.floors, issues),
            "decoration" => many(name, value, &mut query.decorations, issues),
            "payment" => many(name, value, &mut query.payments, issues),
            "lift" => query.lift = flag(name, value, issues),
            "subway" => query.subway = flag(name, value, issues),
            "no_fee" => query.no_fee = flag(name, value, issues),
            "tag" => many(name, value, &mut query.tags, issues),
            "map_box" => {
                query.map_box = MapBox::parse(value);
                if query.map_box.is_none() {
                    issues.push(issue(name, "not_a_box"));
                }
            }
            "within" => match Area::parse(value) {
                Ok(area) => query.within = Some(area),
                Err(why) => issues.push(issue(name, why.code())),
            },
            "available_by" => {
                query.available_by = day::parse(value);
                if query.available_by.is_none() {
                    issues.push(issue(name, "not_a_date"));
                }
            }
            "sort" => query.sort = one(name, value, issues),
            "page" => query.page = page(value, issues),
            "cursor" if value.len() <= CURSOR_MAX => query.cursor = Some(value.to_owned()),
            "cursor" => issues.push(issue(name, "too_long")),
            // Says in which language the page answers; every page takes it.
            "lang" => {}
            _ => issues.push(issue(name, "unknown_param")),
        }
    }
}

fn issue(param: &str, code: &str) -> QueryIssue {
    let param = param.chars().filter(|c| !c.is_control()).take(40).collect();
    QueryIssue {
        param,
        code: code.into(),
    }
}

fn text(value: &str, issues: &mut Vec<QueryIssue>) -> Option<String> {
    let clean: String = value
        .chars()
        .map(|c| {
            if c.is_control() || c == '\u{FFFD}' {
                ' '
            } else {
                c
            }
        })
        .collect();
    let words = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() > TEXT_MAX {
        issues.push(issue("q", "too_long"));
    }
    let cut: String = words.chars().take(TEXT_MAX).collect();
    Some(cut.trim_end().to_owned()).filter(|text| !text.is_empty())
}

fn one<T: FromStr>(name: &str, value: &str, issues: &mut Vec<QueryIssue>) -> Option<T> {
    let parsed = value.parse().ok();
    if parsed.is_none() {
        issues.push(issue(name, "unknown_value"));
    }
    parsed
}

fn many<T: FromStr + Ord>(
    name: &str,
    value: &str,
    values: &mut Vec<T>,
    issues: &mut Vec<QueryIssue>,
) {
    for part in value
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        if values.len() == VALUES_MAX {
            issues.push(issue(name, "too_many"));
            break;
        }
        if let Some(value) = one::<T>(name, part, issues)
            && let Err(index) = values.binary_search(&value)
        {
            values.insert(index, value);
        }
    }
}

/// Reads a number to the nearest whole.
fn number(name: &str, value: &str, issues: &mut Vec<QueryIssue>) -> Option<u32> {
    let (negative, digits) = match value.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, value),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
        issues.push(issue(name, "not_a_number"));
        return None;
    }
    let round_up = fraction.bytes().next().is_some_and(|digit| digit >= b'5');
    let number = whole
        .parse::<u32>()
        .ok()
        .filter(|_| !negative)
        .and_then(|number| number.checked_add(u32::from(round_up)));
    if number.is_none() {
        issues.push(issue(name, "out_of_range"));
    }
    number
}

fn band(name: &str, value: &str, issues: &mut Vec<QueryIssue>) -> Range {
    let Some((min, max)) = value.split_once('-') else {
        issues.push(issue(name, "unknown_value"));
        return Range::default();
    };
    let mut end = |text: &str| {
        if text.is_empty() {
            None
        } else {
            number(name, text, issues)
        }
    };
    Range {
        min: end(min),
        max: end(max),
    }
}

fn flag(name: &str, value: &str, issues: &mut Vec<QueryIssue>) -> bool {
    match value {
        "1" | "true" | "on" => true,
        "0" | "false" => false,
        _ => {
            issues.push(issue(name, "unknown_value"));
            false
        }
    }
}

fn page(value: &str, issues: &mut Vec<QueryIssue>) -> Option<u32> {
    match value.parse::<i128>() {
        Ok(page) if page > i128::from(PAGE_MAX) => {
            issues.push(issue("page", "out_of_range"));
            Some(PAGE_MAX)
        }
        Ok(page) if page >= 1 => u32::try_from(page).ok().filter(|page| *page > 1),
        Ok(_) => {
            issues.push(issue("page", "out_of_range"));
            None
        }
        Err(_) => {
            issues.push(issue("page", "not_a_number"));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Orientation, Rooms, Sort};
    use proptest::prelude::*;

    #[test]
    fn a_search_reads_what_it_writes() {
        let url = "q=%E6%9C%9B%E4%BA%AC&city=110100&district=110105,110108&rent_min=3000\
                   &rent_max=8000&rooms=1,2&orientation=south&lift=1&sort=rent_up&page=3";
        let parsed = ListingQuery::parse(url);
        assert_eq!(parsed.issues, []);
        assert_eq!(parsed.query.to_query_string(), url);
        assert_eq!(parsed.query.text.as_deref(), Some("望京"));
        assert_eq!(parsed.query.rooms, [Rooms::of(1), Rooms::of(2)]);
        assert_eq!(parsed.query.orientations, [Orientation::South]);
        assert_eq!(parsed.query.sort(), Sort::RentUp);
    }

    #[test]
    fn a_plain_form_sends_repeated_and_empty_fields() {
        let parsed = ListingQuery::parse("?q=&rooms=2&rooms=1&rent_min=&mode=entire&mode=shared");
        assert_eq!(parsed.issues, []);
        assert_eq!(
            parsed.query.to_query_string(),
            "rooms=1,2&mode=entire,shared"
        );
    }

    #[test]
    fn what_makes_no_sense_is_named_and_the_rest_holds() {
        for (url, canonical, param, code) in [
            ("page=0", "", "page", "out_of_range"),
            ("page=-1", "", "page", "out_of_range"),
            ("page=abc", "", "page", "not_a_number"),
            ("page=1000000000", "page=1000000", "page", "out_of_range"),
            (
                "rent_min=9&rent_max=5",
                "rent_min=5&rent_max=9",
                "rent_min",
                "min_above_max",
            ),
            ("rent_min=abc&lift=1", "lift=1", "rent_min", "not_a_number"),
            ("area_max=-5", "", "area_max", "out_of_range"),
            ("rent_max=99999999999", "", "rent_max", "out_of_range"),
            ("rent_max=1e3", "", "rent_max", "not_a_number"),
            ("rooms=2,99", "rooms=2", "rooms", "unknown_value"),
            (
                "payment=monthly,weekly",
                "payment=monthly",
                "payment",
                "unknown_value",
            ),
            ("city=x", "", "city", "unknown_value"),
            ("station=1,2", "", "station", "unknown_value"),
            ("sort=%27%3B--", "", "sort", "unknown_value"),
            ("available_by=31.12.", "", "available_by", "not_a_date"),
            ("map_box=1,2", "", "map_box", "not_a_box"),
            ("within=1,2;x", "", "within", "not_an_area"),
            ("within=1,2;3,4", "", "within", "too_few_corners"),
            ("colour=red", "", "colour", "unknown_param"),
        ] {
            let parsed = ListingQuery::parse(url);
            assert_eq!(parsed.query.to_query_string(), canonical, "{url}");
            assert_eq!(parsed.issues, [issue(param, code)], "{url}");
        }
    }

    #[test]
    fn text_is_cleaned_and_cut() {
        let parsed = ListingQuery::parse("q=+a%00b%FF%FE++c+");
        assert_eq!(parsed.query.text.as_deref(), Some("a b c"));
        let long = ListingQuery::parse(&format!("q={}", "房".repeat(10_000)));
        assert_eq!(
            long.query.text.map(|text| text.chars().count()),
            Some(TEXT_MAX)
        );
        assert_eq!(long.issues, [issue("q", "too_long")]);
    }

    #[test]
    fn toggling_a_value_twice_changes_nothing_but_the_page() {
        let query = ListingQuery::parse("rooms=2&mode=entire&page=4").query;
        let toggled = query.toggled("rooms", "3");
        assert_eq!(toggled.to_query_string(), "rooms=2,3&mode=entire");
        assert!(toggled.selects("rooms", "3"));
        assert_eq!(toggled.toggled("rooms", "3"), query.first_page());
        assert_eq!(query.toggled("rooms", "<b>"), query.first_page());
    }

    #[test]
    fn every_filter_can_be_dropped_by_its_name() {
        let all = "q=a&city=110100&district=110105&business_district=1&estate=2&station=3&rent_min=1\
                   &area_max=9&rooms=1&mode=shared&orientation=north&floor=low&decoration=fine\
                   &payment=quarterly&lift=1&subway=1&no_fee=1&tag=7&map_box=1,2,3,4&within=1,2;3,4;1,4&available_by=2026-12-01";
        let query = ListingQuery::parse(all).query;
        for filter in ListingQuery::FILTERS {
            assert!(query.has(filter), "{filter} is set");
            assert!(!query.without(filter).has(filter), "{filter} is dropped");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,300}") {
            ListingQuery::parse(&text);
        }

        #[test]
        fn the_canonical_form_is_a_fixed_point(
            pairs in proptest::collection::vec(
                ("(q|city|district|station|rent_min|rent_max|area_min|rooms|mode|payment|tag|page|sort|map_box|within|lift|x)",
                 "(\\PC{0,12}|[0-9]{1,9}|[0-9],[0-9]|1,2;3,4;5,1|entire,shared|monthly,yearly|south|rent_up|1)"),
                0..8,
            )
        ) {
            let url = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
            let once = ListingQuery::parse(&url).query;
            let again = ListingQuery::parse(&once.to_query_string());
            prop_assert_eq!(again.issues, vec![]);
            prop_assert_eq!(again.query, once);
        }
    }
}
