//! The filters of a search as chips.

use super::places::{name_of, word};
use crate::{format, locales::Text};
use domain::{ListingQuery, SearchPage};
use std::fmt::Display;

/// One filter value that is set.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::features) struct Chip {
    /// The value in words.
    pub(in crate::features) label: String,
    /// The address of the search without it.
    pub(in crate::features) href: String,
}

/// Every filter value that is set, in the order of [`ListingQuery::FILTERS`].
pub(in crate::features) fn chips(
    text: &Text,
    query: &ListingQuery,
    page: &SearchPage,
) -> Vec<Chip> {
    ListingQuery::FILTERS
        .iter()
        .filter(|filter| query.has(filter))
        .flat_map(|filter| chips_of(text, query, page, filter))
        .collect()
}

fn chips_of(text: &Text, query: &ListingQuery, page: &SearchPage, filter: &str) -> Vec<Chip> {
    let search = &text.search;
    let whole = |label: String| {
        vec![Chip {
            label,
            href: query.without(filter).to_path(),
        }]
    };
    let each = |values: Vec<String>| {
        values
            .into_iter()
            .map(|value| Chip {
                label: word(text, filter, &value).unwrap_or_else(|| name_of(page, filter, &value)),
                href: query.toggled(filter, &value).to_path(),
            })
            .collect()
    };
    match filter {
        "q" => whole((search.text_chip)(
            query.text.as_deref().unwrap_or_default(),
        )),
        "city" => whole(match query.city {
            Some(city) => name_of(page, filter, &city.to_string()),
            None => String::new(),
        }),
        "district" => each(texts(&query.districts)),
        "business_district" => each(texts(&query.business_districts)),
        "estate" => each(texts(&query.estates)),
        "station" => whole(match query.station {
            Some(station) => (search.station_chip)(&name_of(page, filter, &station.to_string())),
            None => String::new(),
        }),
        "rent" => whole(format::range(text, query.rent, text.words.yuan)),
        "area" => whole(format::range(text, query.area, text.words.square_metres)),
        "rooms" => each(texts(&query.rooms)),
        "mode" => each(texts(&query.modes)),
        "orientation" => each(texts(&query.orientations)),
        "floor" => each(texts(&query.floors)),
        "decoration" => each(texts(&query.decorations)),
        "payment" => each(texts(&query.payments)),
        "tag" => each(texts(&query.tags)),
        "map_box" => whole(search.map_box_chip.to_owned()),
        "within" => whole(search.within_chip.to_owned()),
        "available_by" => whole(match query.available_by {
            Some(day) => (search.available_by_chip)(&domain::day::text(day)),
            None => String::new(),
        }),
        _ => whole((search.filter)(filter).to_owned()),
    }
}

fn texts<T: Display>(values: &[T]) -> Vec<String> {
    values.iter().map(ToString::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::Locale;
    use domain::card::ParamName;

    #[test]
    fn each_value_is_a_chip_whose_link_takes_only_it_away() {
        let query =
            ListingQuery::parse("q=望京&city=110100&rent_min=3000&rooms=1,2&lift=1&tag=7&page=3")
                .query;
        let page = SearchPage {
            names: vec![ParamName {
                param: "city".into(),
                value: "110100".into(),
                name: "北京".into(),
            }],
            ..SearchPage::default()
        };
        let chips = chips(Locale::ZhCn.text(), &query, &page);
        let labels: Vec<_> = chips.iter().map(|chip| chip.label.as_str()).collect();
        assert_eq!(
            labels,
            [
                "“望京”",
                "北京",
                "3,000 元以上",
                "一室",
                "两室",
                "有电梯",
                "7"
            ]
        );
        for chip in &chips {
            assert_ne!(chip.href, query.first_page().to_path(), "{}", chip.label);
            assert!(!chip.href.contains("page="), "{}", chip.href);
        }
        assert!(chips[3].href.contains("rooms=2&"), "{}", chips[3].href);
    }
}
