//! The figures of the market are those of the naive reading, group by group.

use crate::{corpus, reference::found};
use chrono::{Datelike, Days};
use domain::{
    IndexedListing, ListingCard, ListingQuery, Market, NamedPlace, Range, RentMode, Rooms,
    market::{
        AREA_BANDS, BUSINESS_DISTRICTS_MAX, Figures, Group, MONTH_MIN, MarketPlace, Month,
        PlaceKind, RentBin, RentPerArea, SAMPLE_MIN,
    },
};
use proptest::prelude::*;
use search::Change;
use std::{cmp::Reverse, collections::BTreeMap};

type Listings = BTreeMap<i64, IndexedListing>;

fn median<T: Ord + Copy>(mut values: Vec<T>) -> Option<T> {
    values.sort_unstable();
    (values.len() >= SAMPLE_MIN as usize).then(|| values[values.len().div_ceil(2) - 1])
}

fn figures<'a>(homes: impl Iterator<Item = &'a ListingCard>) -> Figures {
    let homes: Vec<&ListingCard> = homes.collect();
    let per_area: Vec<RentPerArea> = homes
        .iter()
        .filter_map(|home| RentPerArea::of(home.rent, home.area?))
        .collect();
    Figures {
        count: homes.len() as u32,
        median_rent: median(homes.iter().map(|home| home.rent).collect()),
        with_area: per_area.len() as u32,
        median_rent_per_area: median(per_area),
    }
}

fn groups<T: Clone>(
    homes: &[ListingCard],
    values: impl IntoIterator<Item = T>,
    has: impl Fn(&ListingCard, &T) -> bool,
) -> Vec<Group<T>> {
    values
        .into_iter()
        .map(|value| Group {
            figures: figures(homes.iter().filter(|home| has(home, &value))),
            value,
        })
        .filter(|group| group.figures.count > 0)
        .collect()
}

/// The matches of `query` without its filter `param`.
fn others(query: &ListingQuery, param: &str, listings: &Listings) -> Vec<ListingCard> {
    if query.has(param) {
        found(&query.without(param), listings)
    } else {
        found(query, listings)
    }
}

fn places(
    homes: &[ListingCard],
    place: fn(&ListingCard) -> Option<&NamedPlace>,
    max: usize,
) -> Vec<Group<MarketPlace>> {
    let mut named: BTreeMap<i64, MarketPlace> = BTreeMap::new();
    for home in homes {
        if let Some(place) = place(home) {
            named.entry(place.id).or_insert_with(|| MarketPlace {
                id: place.id,
                name: place.name.clone(),
                city: home.city.name.clone(),
            });
        }
    }
    let mut groups = groups(homes, named.into_values(), |home, value| {
        place(home).is_some_and(|place| place.id == value.id)
    });
    groups.sort_by_key(|group| (Reverse(group.figures.count), group.value.id));
    groups.truncate(max);
    groups
}

/// What must hold without saying how bins and cells are chosen, and the rest to the letter.
#[track_caller]
fn assert_market(market: &Market, query: &ListingQuery, listings: &Listings) {
    let said = query.to_query_string();
    let homes = found(query, listings);
    assert_eq!(market.figures, figures(homes.iter()), "{said}");
    assert_eq!(market.rents, crate::reference::statistics(&homes), "{said}");

    let mut cities: Vec<i64> = homes.iter().map(|home| home.city.id).collect();
    cities.sort_unstable();
    cities.dedup();
    let only = match (query.city, cities.as_slice()) {
        (Some(city), _) => Some(i64::from(city.0)),
        (None, [city]) => Some(*city),
        _ => None,
    };
    let within = |param: &str| {
        let mut homes = others(query, param, listings);
        homes.retain(|home| only.map_or(cities.contains(&home.city.id), |id| home.city.id == id));
        homes
    };
    let known_city = only.is_some_and(|id| listings.values().any(|l| l.card.city.id == id));
    if known_city {
        assert_eq!(market.place_kind, PlaceKind::District, "{said}");
        let districts = places(
            &within("district"),
            |home| home.district.as_ref(),
            usize::MAX,
        );
        assert_eq!(market.places, districts, "{said}");
    } else {
        let cities = places(&homes, |home| Some(&home.city), usize::MAX);
        assert_eq!(market.places, cities, "{said}");
    }
    let business_districts = places(
        &within("business_district"),
        |home| home.business_district.as_ref(),
        BUSINESS_DISTRICTS_MAX,
    );
    assert_eq!(market.business_districts, business_districts, "{said}");

    let rooms = groups(
        &others(query, "rooms", listings),
        (0..=5).map(Rooms::of),
        |home, rooms| home.layout.rooms.map(Rooms::of) == Some(*rooms),
    );
    assert_eq!(market.rooms, rooms, "{said}");
    let modes = groups(
        &others(query, "mode", listings),
        RentMode::ALL.iter().copied(),
        |home, mode| home.mode == *mode,
    );
    assert_eq!(market.modes, modes, "{said}");

    let ends = AREA_BANDS.map(Some);
    let bands = [None]
        .into_iter()
        .chain(ends)
        .zip(ends.into_iter().chain([None]));
    let bands = groups(
        &others(query, "area", listings),
        bands.map(|(min, max)| Range { min, max }),
        |home, band| {
            home.area.is_some_and(|area| {
                band.min.is_none_or(|min| area >= min as f32)
                    && band.max.is_none_or(|max| area <= max as f32)
            })
        },
    );
    assert_eq!(market.area_bands, bands, "{said}");

    let mut months: Vec<Month> = homes.iter().map(month).collect();
    months.sort_unstable();
    months.dedup();
    let mut months = groups(&homes, months, |home, value| month(home) == *value);
    months.retain(|group| group.figures.count >= MONTH_MIN);
    assert_eq!(market.history, months, "{said}");

    assert_bins(&market.rent_bins, &others(query, "rent", listings), &said);
    assert_density(market, &homes, &said);
    let total: u32 = market.cities.iter().map(|(.., count)| count).sum();
    assert_eq!(
        total as usize,
        others(query, "city", listings).len(),
        "{said}"
    );
}

fn month(home: &ListingCard) -> Month {
    Month {
        year: home.published_on.year(),
        month: home.published_on.month(),
    }
}

/// The bins cover every rent once, and each counts what a search for it finds.
fn assert_bins(bins: &[RentBin], homes: &[ListingCard], said: &str) {
    assert_eq!(bins.is_empty(), homes.is_empty(), "{said}");
    for bin in bins {
        let inside = homes.iter().filter(|home| bin.rent.contains(home.rent));
        assert_eq!(bin.count as usize, inside.count(), "{said}: {bin:?}");
    }
    for home in homes {
        let holds = bins.iter().filter(|bin| bin.rent.contains(home.rent));
        assert_eq!(holds.count(), 1, "{said}: {} in {bins:?}", home.rent);
    }
    for (bin, next) in bins.iter().zip(bins.iter().skip(1)) {
        assert_eq!(bin.rent.max.map(|max| max + 1), next.rent.min, "{said}");
    }
}

/// Every home with an area is in one cell, and each cell holds what lies between its edges.
fn assert_density(market: &Market, homes: &[ListingCard], said: &str) {
    let homes: Vec<(f32, u32)> = homes
        .iter()
        .filter_map(|home| Some((home.area?, home.rent)))
        .collect();
    let Some(density) = &market.density else {
        assert!(homes.is_empty(), "{said}");
        return;
    };
    let counted: u32 = density.cells.iter().map(|(.., count)| count).sum();
    assert_eq!(counted as usize, homes.len(), "{said}");
    let inside = |value: f32, cell: u32, step: u32, cells: u32| {
        let cell_of = ((value as u32) / step).min(cells - 1);
        cell_of == cell
    };
    for (along, up, count) in &density.cells {
        let held = homes.iter().filter(|(area, rent)| {
            inside(*area, *along, density.area_step, density.areas)
                && inside(*rent as f32, *up, density.rent_step, density.rents)
        });
        assert_eq!(*count as usize, held.count(), "{said}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_market_is_what_a_naive_reading_finds(seed in any::<u64>(), size in 0_i64..600) {
        let (_dir, index) = corpus::index();
        let mut rng = corpus::rng(seed);
        let mut listings = Listings::new();
        for id in 1..=size {
            let mut listing = corpus::listing(&mut rng, id);
            // Homes of three years, so that some months have enough of them and some have not.
            let days = u64::try_from(id * id % 1_000).unwrap() / 40 * 40;
            listing.card.published_on = listing.card.published_on - Days::new(days);
            listings.insert(id, listing);
        }
        let puts = listings.values().cloned().map(Change::Put).collect();
        index.apply(puts, 1).unwrap();
        // Dead rows must not count.
        let gone: Vec<i64> = listings.keys().copied().filter(|id| id % 7 == 0).collect();
        let changes = gone.iter().map(|id| Change::Remove(domain::ListingId(*id))).collect();
        index.apply(changes, 2).unwrap();
        listings.retain(|id, _| !gone.contains(id));

        assert_market(&index.market(&ListingQuery::default()).unwrap(), &ListingQuery::default(), &listings);
        for broad in [0.95, 0.9, 0.8, 0.6] {
            let query = corpus::query(&mut rng, broad);
            assert_market(&index.market(&query).unwrap(), &query, &listings);
        }
    }
}
