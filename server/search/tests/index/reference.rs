//! What a search means, in the most literal way: over a list, one listing after the other.

use domain::{
    Circle, Facet, Facets, IndexedListing, ListingCard, ListingQuery, Orientation, Point,
    Precision, Range, RentStatistics, Rooms, Sort, query::PAGE_SIZE,
};
use std::{
    cmp::{Ordering, Reverse},
    collections::{BTreeMap, HashMap},
};

fn none_or<T>(filter: &[T], holds: impl Fn(&T) -> bool) -> bool {
    filter.is_empty() || filter.iter().any(holds)
}

/// Where homes stand: at their own point, else in the middle of the points of their estate, else of
/// their business district if these are five or more.
pub fn positions(listings: &Listings) -> HashMap<i64, (Point, Precision)> {
    let mut told: HashMap<(&str, i64), Vec<Point>> = HashMap::new();
    let places = |card: &ListingCard| {
        // Estates and business districts have ids of their own in each city.
        let estate = card.estate.as_ref().map(|place| ("estate", place.id));
        let business_district = card.business_district.as_ref();
        [
            estate,
            business_district.map(|place| ("business district", place.id)),
        ]
    };
    for listing in listings.values() {
        for place in places(&listing.card).into_iter().flatten() {
            told.entry(place).or_default().extend(listing.card.point);
        }
    }
    let middle = |place: (&str, i64), least: usize| {
        let points = told.get(&place).filter(|points| points.len() >= least)?;
        let median = |coordinate: fn(&Point) -> f64| {
            let mut values: Vec<f64> = points.iter().map(coordinate).collect();
            values.sort_by(f64::total_cmp);
            values[values.len() / 2]
        };
        Some(Point {
            lon: median(|point| point.lon),
            lat: median(|point| point.lat),
        })
    };
    listings
        .values()
        .filter_map(|listing| {
            let [estate, business_district] = places(&listing.card);
            let own = listing.card.point.map(|point| (point, Precision::Home));
            let stands = own
                .or_else(|| Some((middle(estate?, 1)?, Precision::Estate)))
                .or_else(|| Some((middle(business_district?, 5)?, Precision::BusinessDistrict)))?;
            Some((listing.card.id.0, stands))
        })
        .collect()
}

pub fn matches(query: &ListingQuery, card: &ListingCard, stands: Option<Point>) -> bool {
    let place = |place: &Option<domain::NamedPlace>| place.as_ref().map(|place| place.id);
    query.text.as_ref().is_none_or(|text| {
        text.split(' ')
            .all(|word| card.title.split(' ').any(|other| other == word))
    }) && query
        .city
        .is_none_or(|city| card.city.id == i64::from(city.0))
        && none_or(&query.districts, |d| {
            place(&card.district) == Some(d.0.into())
        })
        && none_or(&query.business_districts, |b| {
            place(&card.business_district) == Some(b.0)
        })
        && none_or(&query.estates, |e| place(&card.estate) == Some(e.0))
        && query.rent.contains(card.rent)
        && (query.area.is_open()
            || card.area.is_some_and(|area| {
                let area = f64::from(area);
                query.area.min.is_none_or(|min| area >= f64::from(min))
                    && query.area.max.is_none_or(|max| area <= f64::from(max))
            }))
        && none_or(&query.rooms, |r| {
            card.layout.rooms.map(Rooms::of) == Some(*r)
        })
        && none_or(&query.modes, |m| card.mode == *m)
        && none_or(&query.orientations, |o| card.orientation.contains(*o))
        && none_or(&query.floors, |f| card.floor.band == Some(*f))
        && none_or(&query.decorations, |d| card.decoration == Some(*d))
        && none_or(&query.payments, |p| card.payment == Some(*p))
        && (!query.lift || card.lift == Some(true))
        && (!query.subway || card.near_subway)
        && (!query.no_fee || card.agent_fee == Some(false))
        && query
            .tags
            .iter()
            .all(|tag| card.tags.iter().any(|label| label.id == *tag))
        && query
            .map_box
            .is_none_or(|map_box| stands.is_some_and(|point| map_box.contains(point)))
        && query
            .within
            .as_ref()
            .is_none_or(|area| stands.is_some_and(|point| area.contains(point)))
        && query
            .around
            .is_none_or(|circle| card.point.is_some_and(|point| is_near(&circle, point)))
        && query
            .available_by
            .is_none_or(|day| card.available_from.is_none_or(|from| from <= day))
}

/// By the angle between two points of a ball.
fn is_near(circle: &Circle, point: Point) -> bool {
    let (a, b) = (circle.centre, point);
    let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let turn = half(a.lat - b.lat)
        + a.lat.to_radians().cos() * b.lat.to_radians().cos() * half(a.lon - b.lon);
    2.0 * 6_371_000.0 * turn.sqrt().asin() <= f64::from(circle.metres)
}

/// Every text match is worth the same here, so that relevance leaves the newest id first.
fn compare(sort: Sort, worded: bool, a: &ListingCard, b: &ListingCard) -> Ordering {
    let known_first = |a: Option<f32>, b: Option<f32>, order: fn(f32, f32) -> Ordering| match (a, b)
    {
        (Some(a), Some(b)) => order(a, b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    };
    match sort {
        Sort::Relevance if worded => Ordering::Equal,
        Sort::Relevance | Sort::Newest => b.published_on.cmp(&a.published_on),
        Sort::RentUp => a.rent.cmp(&b.rent),
        Sort::RentDown => b.rent.cmp(&a.rent),
        Sort::Area => known_first(a.area, b.area, |a, b| b.total_cmp(&a)),
        Sort::RentPerArea => {
            known_first(a.rent_per_area(), b.rent_per_area(), |a, b| a.total_cmp(&b))
        }
    }
    .then(b.id.cmp(&a.id))
}

/// All matches in their order.
pub fn found(query: &ListingQuery, listings: &BTreeMap<i64, IndexedListing>) -> Vec<ListingCard> {
    let positions = if query.map_box.is_some() || query.within.is_some() {
        positions(listings)
    } else {
        HashMap::new()
    };
    let stands = |card: &ListingCard| positions.get(&card.id.0).map(|(point, _)| *point);
    let mut found: Vec<ListingCard> = listings
        .values()
        .filter(|listing| matches(query, &listing.card, stands(&listing.card)))
        .map(|listing| listing.card.clone())
        .collect();
    found.sort_by(|a, b| compare(query.sort(), query.text.is_some(), a, b));
    found
}

/// The number of the page that is shown, how many there are, and its homes.
pub fn page(query: &ListingQuery, found: &[ListingCard]) -> (u32, u32, Vec<ListingCard>) {
    let size = PAGE_SIZE as usize;
    let pages = found.len().div_ceil(size).max(1);
    let page = (query.page_number() as usize).min(pages);
    let homes = found.iter().skip((page - 1) * size).take(size);
    (page as u32, pages as u32, homes.cloned().collect())
}

pub fn statistics(found: &[ListingCard]) -> Option<RentStatistics> {
    let mut rents: Vec<u32> = found.iter().map(|card| card.rent).collect();
    rents.sort_unstable();
    let at = |share: f64| rents[(share * rents.len() as f64).ceil() as usize - 1];
    (!rents.is_empty()).then(|| RentStatistics {
        count: rents.len() as u32,
        lower_quartile: at(0.25),
        median: at(0.5),
        upper_quartile: at(0.75),
    })
}

type Listings = BTreeMap<i64, IndexedListing>;

/// The matches of `query` without the filter `param`.
fn others(query: &ListingQuery, param: &str, listings: &Listings) -> Vec<ListingCard> {
    if query.has(param) {
        found(&query.without(param), listings)
    } else {
        found(query, listings)
    }
}

pub fn facets(query: &ListingQuery, listings: &Listings) -> Facets {
    let counted = |param: &str, value: &str, has: &dyn Fn(&ListingCard) -> bool| Facet {
        value: value.into(),
        name: None,
        count: others(query, param, listings)
            .iter()
            .filter(|card| has(card))
            .count() as u32,
    };
    let shown = |param: &str, facets: Vec<Facet>| -> Vec<Facet> {
        facets
            .into_iter()
            .filter(|facet| facet.count > 0 || query.selects(param, &facet.value))
            .collect()
    };
    let words = |param: &str, values: Vec<String>, has: &dyn Fn(&ListingCard, &str) -> bool| {
        let facets = values
            .iter()
            .map(|value| counted(param, value, &|card| has(card, value)))
            .collect();
        shown(param, facets)
    };
    let texts = |words: &[&str]| {
        words
            .iter()
            .map(|word| (*word).to_owned())
            .collect::<Vec<_>>()
    };
    let all = |values: &[&dyn std::fmt::Display]| {
        values.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let named = |param: &str, max: usize, values: &dyn Fn(&ListingCard) -> Vec<(i64, String)>| {
        let mut counts: BTreeMap<i64, (Option<String>, u32)> = BTreeMap::new();
        for card in others(query, param, listings) {
            for (id, name) in values(&card) {
                let count = counts.entry(id).or_default();
                *count = (Some(name), count.1 + 1);
            }
        }
        let selected: Vec<i64> = match param {
            "city" => query.city.iter().map(|city| city.0.into()).collect(),
            "district" => query.districts.iter().map(|code| code.0.into()).collect(),
            "business_district" => query.business_districts.iter().map(|id| id.0).collect(),
            _ => query.tags.iter().map(|tag| tag.0).collect(),
        };
        // The name of a selected place without a match is known if any home ever had it.
        for id in selected {
            let name = listings
                .values()
                .flat_map(|l| values(&l.card))
                .find(|(other, _)| *other == id);
            counts.entry(id).or_insert((name.map(|(_, name)| name), 0));
        }
        let mut facets: Vec<(Reverse<u32>, i64, Option<String>)> = counts
            .into_iter()
            .map(|(id, (name, count))| (Reverse(count), id, name))
            .collect();
        facets.sort();
        facets.truncate(max);
        facets
            .into_iter()
            .map(|(count, id, name)| Facet {
                value: id.to_string(),
                name,
                count: count.0,
            })
            .collect::<Vec<_>>()
    };
    let place = |place: &Option<domain::NamedPlace>| {
        place
            .iter()
            .map(|place| (place.id, place.name.clone()))
            .collect::<Vec<_>>()
    };
    let in_city = |facets: Vec<Facet>| {
        if query.city.is_some() {
            facets
        } else {
            Vec::new()
        }
    };
    let bands = [
        "-999",
        "1000-1499",
        "1500-2499",
        "2500-3999",
        "4000-5999",
        "6000-7999",
        "8000-11999",
        "12000-",
    ];
    Facets {
        cities: named("city", usize::MAX, &|card| {
            vec![(card.city.id, card.city.name.clone())]
        }),
        districts: in_city(named("district", usize::MAX, &|card| place(&card.district))),
        business_districts: in_city(named("business_district", 60, &|card| {
            place(&card.business_district)
        })),
        rooms: words(
            "rooms",
            texts(&["0", "1", "2", "3", "4", "5"]),
            &|card, value| {
                card.layout
                    .rooms
                    .is_some_and(|rooms| rooms.min(5).to_string() == value)
            },
        ),
        modes: words(
            "mode",
            texts(&["entire", "shared", "apartment"]),
            &|card, value| card.mode.as_str() == value,
        ),
        orientations: words(
            "orientation",
            all(&Orientation::ALL
                .iter()
                .map(|o| o as &dyn std::fmt::Display)
                .collect::<Vec<_>>()),
            &|card, value| card.orientation.iter().any(|o| o.as_str() == value),
        ),
        floors: words(
            "floor",
            texts(&["basement", "low", "middle", "high"]),
            &|card, value| card.floor.band.is_some_and(|band| band.as_str() == value),
        ),
        decorations: words(
            "decoration",
            texts(&["bare", "simple", "fine", "luxury"]),
            &|card, value| {
                card.decoration
                    .is_some_and(|decoration| decoration.as_str() == value)
            },
        ),
        payments: words(
            "payment",
            texts(&["monthly", "bimonthly", "quarterly", "half_yearly", "yearly"]),
            &|card, value| {
                card.payment
                    .is_some_and(|payment| payment.as_str() == value)
            },
        ),
        tags: named("tag", 20, &|card| {
            card.tags
                .iter()
                .map(|tag| (tag.id.0, tag.name.clone()))
                .collect()
        }),
        // A band counts what a search with it instead of the other rent filter finds.
        rent_bands: bands
            .iter()
            .map(|band| {
                let range: Range = ListingQuery::parse(&format!("rent={band}")).query.rent;
                counted("rent", band, &|card| range.contains(card.rent))
            })
            .filter(|facet| facet.count > 0 || query.selects("rent", &facet.value))
            .collect(),
        lift: counted("lift", "1", &|card| card.lift == Some(true)).count,
        subway: counted("subway", "1", &|card| card.near_subway).count,
        no_fee: counted("no_fee", "1", &|card| card.agent_fee == Some(false)).count,
    }
}
