//! What homes cost where.

use super::{
    figure::{Kind, chart, district_map, figure},
    table::{Row, Table, median_per_area, median_rent, number},
};
use crate::{
    features::market::{labels, links},
    format::thousands,
    locales::Text,
};
use domain::{
    DivisionCode, Market,
    market::{Figures, Group, MarketPlace, PlaceKind},
};
use leptos::prelude::*;
use std::cmp::Reverse;

/// The columns of rents and of rents per m².
const RENT: u32 = 2;
const PER_AREA: u32 = 3;

/// Cities or districts, the dearest first.
pub(crate) fn places(text: &'static Text, market: &Market) -> AnyView {
    let words = text.market();
    let (heading, param, kind) = match market.place_kind {
        PlaceKind::City => (words.by_city, "city", words.city),
        PlaceKind::District => (words.by_district, "district", words.district),
    };
    if market.places.is_empty() {
        return ().into_any();
    }
    let measure = Measure::of(&market.places);
    let mut groups: Vec<&Group<MarketPlace>> = market.places.iter().collect();
    groups.sort_by_key(|group| Reverse(measure.value(group.figures)));
    let says = dearest_and_cheapest(text, measure, &groups);
    let rows = groups.iter().map(|group| Row {
        name: group.value.name.clone(),
        href: links::place(market, group.value.id),
        selected: market.query.selects(param, &group.value.id.to_string()),
        code: Some(group.value.id),
        cells: cells(text, group.figures),
    });
    let table = Table {
        id: "places",
        caption: heading.to_owned(),
        columns: vec![kind, words.homes, words.median_rent, words.median_per_area],
        rows: rows.collect(),
    };
    let compared = groups
        .iter()
        .filter(|group| measure.value(group.figures).is_some())
        .count();
    let charts = (compared > 1)
        .then(|| {
            let map = mapped(market).map(|city| {
                let says = (words.map_of)(&says);
                district_map(city, &table, measure.column(), &says)
            });
            view! {
                {map}
                {chart(Kind::Bars, &table, measure.column(), &says)}
            }
        })
        .into_any();
    figure(text, heading, vec![says], charts, table)
}

/// The cities whose boundaries the module `boundaries` has.
const MAPPED: [i32; 14] = [
    110_100, 120_100, 131_000, 310_100, 320_100, 320_500, 330_100, 420_100, 430_700, 440_100,
    440_300, 500_100, 510_100, 610_100,
];

/// The city of the search, if its districts can be drawn.
fn mapped(market: &Market) -> Option<DivisionCode> {
    market.query.city.filter(|city| MAPPED.contains(&city.0))
}

/// The business districts with most homes.
pub(crate) fn business_districts(text: &'static Text, market: &Market) -> AnyView {
    let words = text.market();
    let Some(first) = market.business_districts.first() else {
        return ().into_any();
    };
    let name = |place: &MarketPlace| labels::business_district(market.place_kind, place);
    let says = match first.figures.median_rent {
        Some(rent) => (words.business_districts)(
            &name(&first.value),
            &thousands(first.figures.count),
            &thousands(rent),
        ),
        None => words.nothing_to_compare.to_owned(),
    };
    let measure = Measure::of(&market.business_districts);
    let mut groups: Vec<&Group<MarketPlace>> = market.business_districts.iter().collect();
    groups.sort_by_key(|group| Reverse(measure.value(group.figures)));
    let rows = groups.iter().map(|group| Row {
        name: name(&group.value),
        href: Some(links::business_district(&market.query, group.value.id)),
        selected: market
            .query
            .selects("business_district", &group.value.id.to_string()),
        code: None,
        cells: cells(text, group.figures),
    });
    let table = Table {
        id: "business-districts",
        caption: words.by_business_district.to_owned(),
        columns: vec![
            words.business_district,
            words.homes,
            words.median_rent,
            words.median_per_area,
        ],
        rows: rows.collect(),
    };
    let compared = groups
        .iter()
        .filter(|group| measure.value(group.figures).is_some())
        .count();
    let charts = (compared > 1)
        .then(|| chart(Kind::Bars, &table, measure.column(), &says))
        .into_any();
    figure(text, words.by_business_district, vec![says], charts, table)
}

fn cells(text: &'static Text, figures: Figures) -> Vec<super::table::Cell> {
    vec![
        number(figures.count),
        median_rent(text, figures),
        median_per_area(text, figures),
    ]
}

/// By what places are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measure {
    /// Rent per m².
    PerArea,
    /// Rent, where too few areas are known.
    Rent,
}

impl Measure {
    /// Rent per m² where at least half of the places that can be compared at all have it.
    fn of(groups: &[Group<MarketPlace>]) -> Self {
        let with = |has: fn(&Figures) -> bool| groups.iter().filter(|g| has(&g.figures)).count();
        let rents = with(|figures| figures.median_rent.is_some());
        let per_area = with(|figures| figures.median_rent_per_area.is_some());
        if per_area > 0 && per_area * 2 >= rents {
            Self::PerArea
        } else {
            Self::Rent
        }
    }

    /// The value by which places are ordered: CNY, or tenths of it per m².
    fn value(self, figures: Figures) -> Option<u32> {
        match self {
            Self::PerArea => figures.median_rent_per_area.map(|rent| rent.tenths()),
            Self::Rent => figures.median_rent,
        }
    }

    const fn column(self) -> u32 {
        match self {
            Self::PerArea => PER_AREA,
            Self::Rent => RENT,
        }
    }

    fn label(self, figures: Figures) -> String {
        match self {
            Self::PerArea => figures.median_rent_per_area.map(labels::per_area),
            Self::Rent => figures.median_rent.map(thousands),
        }
        .unwrap_or_default()
    }
}

fn dearest_and_cheapest(text: &Text, measure: Measure, ranked: &[&Group<MarketPlace>]) -> String {
    let words = text.market();
    let known: Vec<_> = ranked
        .iter()
        .filter(|group| measure.value(group.figures).is_some())
        .collect();
    let label = |group: &Group<MarketPlace>| measure.label(group.figures);
    match known.as_slice() {
        [] => words.nothing_to_compare.to_owned(),
        [only] => match measure {
            Measure::PerArea => (words.places_one)(&only.value.name, &label(only)),
            Measure::Rent => (words.places_by_rent_one)(&only.value.name, &label(only)),
        },
        [dear, .., cheap] => {
            let say = match measure {
                Measure::PerArea => words.places,
                Measure::Rent => words.places_by_rent,
            };
            say(
                &dear.value.name,
                &label(dear),
                &cheap.value.name,
                &label(cheap),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::Locale;
    use domain::market::RentPerArea;

    fn place(name: &str, rent: Option<u32>, tenths: Option<u32>) -> Group<MarketPlace> {
        Group {
            value: MarketPlace {
                id: 1,
                name: name.into(),
                city: "北京市".into(),
            },
            figures: Figures {
                count: 10,
                median_rent: rent,
                with_area: 10,
                median_rent_per_area: tenths.map(RentPerArea::from_tenths),
            },
        }
    }

    #[test]
    fn every_city_with_boundaries_has_a_map() {
        let folder = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../frontend/modules/boundaries"
        );
        let mut known: Vec<i32> = std::fs::read_dir(folder)
            .unwrap()
            .filter_map(|file| {
                let name = file.unwrap().file_name().into_string().unwrap();
                name.strip_suffix(".geojson")?.parse().ok()
            })
            .collect();
        known.sort_unstable();
        assert_eq!(known, MAPPED);
    }

    #[test]
    fn the_sentence_names_both_ends_or_says_that_nothing_can_be_compared() {
        let text = Locale::ZhCn.text();
        let say = |groups: &[Group<MarketPlace>]| {
            let measure = Measure::of(groups);
            dearest_and_cheapest(text, measure, &groups.iter().collect::<Vec<_>>())
        };
        let dear = place("东城区", Some(8_000), Some(1_255));
        let cheap = place("密云区", Some(2_000), Some(301));
        let unknown = place("延庆区", None, None);
        assert_eq!(
            say(&[dear.clone(), cheap.clone(), unknown.clone()]),
            "按每平米月租中位数，东城区最高，125.5 元；密云区最低，30.1 元。"
        );
        assert_eq!(
            say(&[cheap, unknown.clone()]),
            "密云区每平米月租中位数 30.1 元。"
        );
        assert_eq!(
            say(std::slice::from_ref(&unknown)),
            "样本太少，没有可以比较的数字。"
        );
        let by_rent = place("东城区", Some(8_000), None);
        assert_eq!(say(&[by_rent, unknown]), "东城区月租中位数 8,000 元。");
    }
}
