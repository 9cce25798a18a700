//! What there is to rent in a place against a naive computation.

use crate::corpus;
use chrono::{Datelike, Days, NaiveDate};
use domain::{
    AgentId, IndexedListing, ListingCard, ListingId, ListingQuery, Median, MonthFigures,
    NamedPlace, PlaceFigures, PlaceKind, RentMode, RentStatistics, RoomFigures,
};
use search::{Change, ListingIndex};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};
use tempfile::TempDir;

fn filled() -> (TempDir, ListingIndex, Vec<ListingCard>) {
    let mut rng = corpus::rng(33);
    let (dir, index) = corpus::index();
    let mut listings: Vec<IndexedListing> =
        (1..=900).map(|id| corpus::listing(&mut rng, id)).collect();
    for listing in &mut listings {
        // Months that follow each other, months apart, and a month with few homes.
        let days = [0, 3, 31, 60, 400, 401][listing.card.id.0 as usize % 6];
        let days = if listing.card.id.0 % 199 == 0 {
            800
        } else {
            days
        };
        listing.card.published_on = NaiveDate::from_ymd_opt(2025, 11, 1).unwrap() + Days::new(days);
    }
    let puts = listings.iter().cloned().map(Change::Put).collect();
    index.apply(puts, 1).unwrap();
    let gone: BTreeSet<i64> = (1..=900).filter(|id| id % 11 == 0).collect();
    let removals = gone.iter().map(|id| Change::Remove(ListingId(*id)));
    index.apply(removals.collect(), 2).unwrap();
    let cards = listings
        .into_iter()
        .map(|listing| listing.card)
        .filter(|card| !gone.contains(&card.id.0))
        .collect();
    (dir, index, cards)
}

fn place(card: &ListingCard, kind: PlaceKind) -> Option<&NamedPlace> {
    match kind {
        PlaceKind::City => Some(&card.city),
        PlaceKind::District => card.district.as_ref(),
        PlaceKind::BusinessDistrict => card.business_district.as_ref(),
        PlaceKind::Estate => card.estate.as_ref(),
    }
}

fn at(sorted: &[u32], share: f64) -> u32 {
    sorted[(share * sorted.len() as f64).ceil() as usize - 1]
}

fn statistics(mut rents: Vec<u32>) -> Option<RentStatistics> {
    rents.sort_unstable();
    (rents.len() >= 8).then(|| RentStatistics {
        count: rents.len() as u32,
        lower_quartile: at(&rents, 0.25),
        median: at(&rents, 0.5),
        upper_quartile: at(&rents, 0.75),
    })
}

fn median(mut figures: Vec<u32>) -> Option<Median> {
    figures.sort_unstable();
    (figures.len() >= 8).then(|| Median {
        count: figures.len() as u32,
        median: at(&figures, 0.5),
    })
}

fn rents<'a>(cards: impl Iterator<Item = &'a ListingCard>, mode: RentMode) -> Vec<u32> {
    cards
        .filter(|card| card.mode == mode)
        .map(|card| card.rent)
        .collect()
}

/// Every place that a home lies in, with the search for its homes.
fn all_places(cards: &[ListingCard]) -> BTreeMap<(PlaceKind, i64), ListingQuery> {
    let mut places = BTreeMap::new();
    for card in cards {
        let city = PlaceKind::City.search(None, card.city.id).city;
        for kind in PlaceKind::ALL {
            if let Some(place) = place(card, *kind) {
                places.insert((*kind, place.id), kind.search(city, place.id));
            }
        }
    }
    places
}

#[test]
fn supply_counts_and_prices_what_is_public_there() {
    let (_dir, index, cards) = filled();
    let (mut priced, mut trends) = (0, 0);
    for ((kind, id), query) in all_places(&cards) {
        let there: Vec<&ListingCard> = cards
            .iter()
            .filter(|card| place(card, kind).is_some_and(|place| place.id == id))
            .collect();
        let supply = index.supply(&query, 5);
        assert_eq!(supply.homes as usize, there.len(), "{kind} {id}");
        let entire: Vec<&ListingCard> = there
            .iter()
            .copied()
            .filter(|card| card.mode == RentMode::Entire)
            .collect();
        assert_eq!(supply.entire as usize, entire.len());
        let near = there.iter().filter(|card| card.near_subway).count();
        assert_eq!(supply.near_subway as usize, near);

        let mut newest: Vec<ListingCard> = there.iter().map(|card| (*card).clone()).collect();
        newest.sort_by_key(|card| (Reverse(card.published_on), Reverse(card.id)));
        newest.truncate(5);
        assert_eq!(supply.newest, newest);

        let prices = &supply.prices;
        let of = |mode| statistics(rents(there.iter().copied(), mode));
        assert_eq!(prices.entire, of(RentMode::Entire));
        assert_eq!(prices.shared, of(RentMode::Shared));
        let rooms: Vec<RoomFigures> = (0..=5)
            .filter_map(|rooms| {
                let of_rooms = entire
                    .iter()
                    .filter(|card| card.layout.rooms.map(|number| number.min(5)) == Some(rooms));
                let rents = statistics(of_rooms.map(|card| card.rent).collect())?;
                Some(RoomFigures { rooms, rents })
            })
            .collect();
        assert_eq!(prices.rooms, rooms);

        let mut all = Vec::new();
        let mut months: BTreeMap<(i32, u32), Vec<u32>> = BTreeMap::new();
        for card in &entire {
            if let Some(area) = card.area {
                let tenths = (f64::from(card.rent) * 10.0 / f64::from(area)).round() as u32;
                all.push(tenths);
                let month = (card.published_on.year(), card.published_on.month());
                months.entry(month).or_default().push(tenths);
            }
        }
        assert_eq!(prices.per_area, median(all));
        let mut months: Vec<MonthFigures> = months
            .into_iter()
            .filter_map(|((year, month), figures)| {
                let per_area = median(figures)?;
                Some(MonthFigures {
                    year,
                    month,
                    per_area,
                })
            })
            .collect();
        if months.len() < 2 {
            months.clear();
        }
        assert_eq!(prices.months, months);
        priced += usize::from(prices.entire.is_some());
        trends += usize::from(!prices.months.is_empty());
    }
    assert!(priced > 3 && trends > 3, "{priced} {trends}");
}

#[test]
fn parts_of_a_place_are_counted_and_their_entire_homes_priced() {
    let (_dir, index, cards) = filled();
    let mut priced = 0;
    for ((kind, id), query) in all_places(&cards) {
        for part in PlaceKind::ALL.iter().filter(|part| **part > kind) {
            let mut expected: BTreeMap<i64, PlaceFigures> = BTreeMap::new();
            for card in &cards {
                if place(card, kind).map(|place| place.id) == Some(id)
                    && let Some(part) = place(card, *part)
                {
                    let figures = expected.entry(part.id).or_insert_with(|| PlaceFigures {
                        place: part.clone(),
                        homes: 0,
                        entire: None,
                    });
                    figures.homes += 1;
                }
            }
            let mut homes = index.homes_by_place(&query, *part);
            homes.sort_unstable();
            let counts = expected.values().map(|it| (it.place.id, it.homes));
            assert_eq!(homes, counts.collect::<Vec<_>>(), "{part} of {kind} {id}");
        }
        let city = query.city.or_else(|| PlaceKind::City.search(None, id).city);
        let ids = [id, -1];
        let figures = index.figures(city.unwrap(), kind, &ids);
        if kind == PlaceKind::City {
            assert_eq!(figures, []);
            continue;
        }
        let there = || {
            let there = |card: &&ListingCard| place(card, kind).map(|place| place.id) == Some(id);
            cards.iter().filter(there)
        };
        let entire = median(rents(there(), RentMode::Entire));
        priced += usize::from(entire.is_some());
        let expected = PlaceFigures {
            place: place(there().next().unwrap(), kind).unwrap().clone(),
            homes: there().count() as u32,
            entire,
        };
        assert_eq!(figures, [expected]);
    }
    assert!(priced > 3);
}

#[test]
fn cities_come_with_most_homes_first() {
    let (_dir, index, cards) = filled();
    let cities = index.cities();
    assert_eq!(cities.len(), 3);
    assert!(cities.is_sorted_by_key(|city| Reverse(city.homes)));
    for city in cities {
        let there = || cards.iter().filter(|card| card.city.id == city.place.id);
        assert_eq!(city.homes as usize, there().count());
        assert_eq!(city.entire, median(rents(there(), RentMode::Entire)));
    }
}

#[test]
fn homes_of_an_agent_come_from_every_city_page_by_page() {
    let (_dir, index, cards) = filled();
    for agent in 1..=6 {
        let mut own: Vec<ListingCard> = cards
            .iter()
            .filter(|card| card.agent == Some(AgentId(agent)))
            .cloned()
            .collect();
        own.sort_by_key(|card| (Reverse(card.published_on), Reverse(card.id)));
        let (homes, first) = index.homes_of_agent(AgentId(agent), 0, 20);
        let (_, second) = index.homes_of_agent(AgentId(agent), 20, 20);
        assert_eq!(homes as usize, own.len());
        assert_eq!([first, second].concat(), own[..own.len().min(40)]);

        let mut estates: BTreeMap<i64, u32> = BTreeMap::new();
        for estate in own.iter().filter_map(|card| card.estate.as_ref()) {
            *estates.entry(estate.id).or_default() += 1;
        }
        let found = index.estates_of_agent(AgentId(agent));
        assert!(found.is_sorted_by_key(|(_, homes)| Reverse(*homes)));
        let found = found.into_iter().map(|(place, homes)| (place.id, homes));
        assert_eq!(found.collect::<BTreeMap<_, _>>(), estates);
    }
}

#[test]
fn a_place_without_homes_has_no_supply() {
    let (_dir, index, _) = filled();
    for query in [
        PlaceKind::City.search(None, 999_999),
        PlaceKind::Estate.search(PlaceKind::City.search(None, 10_100).city, 1),
    ] {
        assert_eq!(index.supply(&query, 5), search::Supply::default());
    }
}
