//! Counting the homes that each value of each filter would show.

use super::{
    filters::{Filter, Filters},
    matches::{Part, TextMatches},
};
use crate::{
    bits::{self, Bitmap},
    model::{
        Model, Places, Shard,
        values::{RENT_BANDS, Values},
    },
};
use domain::{
    Decoration, Facet, Facets, FloorBand, ListingQuery, Orientation, PaymentTerms, Range, RentMode,
    Rooms,
};
use std::{cmp::Reverse, collections::HashMap, fmt::Display};

/// The most business districts that are listed.
const BUSINESS_DISTRICTS_MAX: usize = 60;
/// The most tags that are listed.
const TAGS_MAX: usize = 20;
/// The filters that [`ListingQuery::without`] drops with the city.
pub const WITH_CITY: [Filter; 4] = [
    Filter::District,
    Filter::BusinessDistrict,
    Filter::Estate,
    Filter::Station,
];
/// The filters that it drops with the district.
pub const WITH_DISTRICT: [Filter; 2] = [Filter::District, Filter::BusinessDistrict];

/// The facets of `query`, which matches `matched`.
///
/// "All other filters" are those that [`ListingQuery::without`] leaves. It drops what lies in a city
/// with the city, so that the count beside another city is the count of homes that choosing it would
/// show; and likewise for districts.
pub fn facets(
    model: &Model,
    query: &ListingQuery,
    text: Option<&TextMatches>,
    matched: &[Part<'_>],
) -> Facets {
    let sum =
        |filter, bitmaps: for<'a> fn(&'a Values) -> &'a [Bitmap]| sums(matched, filter, bitmaps);
    let one = |filter, bitmaps: for<'a> fn(&'a Values) -> &'a [Bitmap]| {
        sum(filter, bitmaps).first().copied().unwrap_or(0)
    };
    Facets {
        cities: cities(model, query, text, matched),
        districts: in_city(
            query,
            matched,
            |shard| &shard.districts,
            if query.districts.is_empty() {
                &[]
            } else {
                &WITH_DISTRICT
            },
            query.districts.iter().map(|code| code.0.into()).collect(),
            usize::MAX,
        ),
        business_districts: in_city(
            query,
            matched,
            |shard| &shard.business_districts,
            &[Filter::BusinessDistrict],
            query.business_districts.iter().map(|id| id.0).collect(),
            BUSINESS_DISTRICTS_MAX,
        ),
        rooms: words(
            sum(Filter::Rooms, |values| &values.rooms),
            (0..=Rooms::MANY).map(Rooms::of),
            &query.rooms,
        ),
        modes: words(
            sum(Filter::Mode, |values| &values.modes),
            RentMode::ALL.iter().copied(),
            &query.modes,
        ),
        orientations: words(
            sum(Filter::Orientation, |values| &values.orientations),
            Orientation::ALL.iter().copied(),
            &query.orientations,
        ),
        floors: words(
            sum(Filter::Floor, |values| &values.floors),
            FloorBand::ALL.iter().copied(),
            &query.floors,
        ),
        decorations: words(
            sum(Filter::Decoration, |values| &values.decorations),
            Decoration::ALL.iter().copied(),
            &query.decorations,
        ),
        payments: words(
            sum(Filter::Payment, |values| &values.payments),
            PaymentTerms::ALL.iter().copied(),
            &query.payments,
        ),
        tags: tags(matched, query),
        rent_bands: RENT_BANDS
            .iter()
            .zip(padded(sum(Filter::Rent, |values| &values.rent_bands)))
            .filter(|(band, count)| *count > 0 || query.rent == **band)
            .map(|(band, count)| facet(band_value(*band), count))
            .collect(),
        lift: one(Filter::Lift, |values| std::slice::from_ref(&values.lift)),
        subway: one(Filter::Subway, |values| {
            std::slice::from_ref(&values.subway)
        }),
        no_fee: one(Filter::NoFee, |values| std::slice::from_ref(&values.no_fee)),
    }
}

fn facet(value: String, count: u32) -> Facet {
    Facet {
        value,
        name: None,
        count,
    }
}

/// A rent band as the parameter `rent` takes it.
fn band_value(band: Range) -> String {
    let end = |end: Option<u32>| end.map(|end| end.to_string()).unwrap_or_default();
    format!("{}-{}", end(band.min), end(band.max))
}

/// How many rows of each bitmap pass all filters but `filter`.
fn sums(
    matched: &[Part<'_>],
    filter: Filter,
    bitmaps: for<'a> fn(&'a Values) -> &'a [Bitmap],
) -> Vec<u32> {
    let mut sums = Vec::new();
    for part in matched {
        let bitmaps = bitmaps(&part.shard.values);
        sums.resize(bitmaps.len(), 0);
        let (set, count) = part.passing(&[filter]);
        if count == 0 {
            continue;
        }
        for (sum, bitmap) in sums.iter_mut().zip(bitmaps) {
            *sum += bits::count_shared(&set, bitmap.words());
        }
    }
    sums
}

/// `counts`, and 0 for every value after them: a city without a shard counts nothing at all.
fn padded(counts: Vec<u32>) -> impl Iterator<Item = u32> {
    counts.into_iter().chain(std::iter::repeat(0))
}

/// The facets of values that the interface names.
fn words<T: Display + PartialEq>(
    counts: Vec<u32>,
    values: impl Iterator<Item = T>,
    selected: &[T],
) -> Vec<Facet> {
    values
        .zip(padded(counts))
        .filter(|(value, count)| *count > 0 || selected.contains(value))
        .map(|(value, count)| facet(value.to_string(), count))
        .collect()
}

/// The facets of places within the chosen city; none without a city.
fn in_city(
    query: &ListingQuery,
    matched: &[Part<'_>],
    places: fn(&Shard) -> &Places,
    dropped: &[Filter],
    selected: Vec<i64>,
    max: usize,
) -> Vec<Facet> {
    if query.city.is_none() {
        return Vec::new();
    }
    let found = matched.first().map_or_else(Vec::new, |part| {
        let (set, count) = part.passing(dropped);
        let places = places(part.shard);
        named(places.names.entries(), &places.counts(&set, count))
    });
    ranked(found, &selected, max)
}

fn cities(
    model: &Model,
    query: &ListingQuery,
    text: Option<&TextMatches>,
    matched: &[Part<'_>],
) -> Vec<Facet> {
    let found = (0u32..).zip(model.shards()).map(|(index, shard)| {
        let count = match query.city {
            // Without a city the parts are the shards.
            None => matched.get(index as usize).map_or(0, |part| part.count),
            Some(_) => {
                let text = text.and_then(|text| text.rows(index));
                let filters = Filters::new(shard, query, text.map(|text| text.set.as_slice()));
                filters.count(&WITH_CITY)
            }
        };
        (shard.city.id, shard.city.name.as_str(), count)
    });
    let selected: Vec<i64> = query.city.iter().map(|code| code.0.into()).collect();
    ranked(found.collect(), &selected, usize::MAX)
}

fn tags(matched: &[Part<'_>], query: &ListingQuery) -> Vec<Facet> {
    let selected: Vec<i64> = query.tags.iter().map(|tag| tag.0).collect();
    let mut found: HashMap<i64, (&str, u32)> = HashMap::new();
    for part in matched {
        let (set, count) = part.passing(&[Filter::Tag]);
        if count == 0 {
            continue;
        }
        for ((id, name), rows) in part.shard.tags.entries().iter().zip(&part.shard.tag_rows) {
            found.entry(*id).or_insert((name, 0)).1 += bits::count_shared(&set, rows.words());
        }
    }
    let found = found
        .into_iter()
        .map(|(id, (name, count))| (id, name, count));
    ranked(found.collect(), &selected, TAGS_MAX)
}

fn named<'a>(
    entries: &'a [(i64, std::sync::Arc<str>)],
    counts: &[u32],
) -> Vec<(i64, &'a str, u32)> {
    let counts = counts.iter().copied().chain(std::iter::repeat(0));
    entries
        .iter()
        .zip(counts)
        .map(|((id, name), count)| (*id, &**name, count))
        .collect()
}

/// The values with most homes first, at most `max`. Those without a home are left out, those that
/// are selected never.
fn ranked(found: Vec<(i64, &str, u32)>, selected: &[i64], max: usize) -> Vec<Facet> {
    let unknown: Vec<i64> = selected
        .iter()
        .copied()
        .filter(|id| !found.iter().any(|(known, ..)| known == id))
        .collect();
    let mut rows: Vec<(i64, Option<&str>, u32)> = found
        .into_iter()
        .map(|(id, name, count)| (id, Some(name), count))
        .chain(unknown.into_iter().map(|id| (id, None, 0)))
        .filter(|(id, _, count)| *count > 0 || selected.contains(id))
        .collect();
    let place = |(id, _, count): &(i64, Option<&str>, u32)| (Reverse(*count), *id);
    if rows.len() > max {
        rows.sort_unstable_by_key(|row| (!selected.contains(&row.0), place(row)));
        rows.truncate(max);
    }
    rows.sort_unstable_by_key(place);
    rows.into_iter()
        .map(|(id, name, count)| Facet {
            value: id.to_string(),
            name: name.map(str::to_owned),
            count,
        })
        .collect()
}
