//! The map says what a naive reading of the listings says.

use crate::{corpus, reference};
use domain::{
    BusinessDistrictId, Cluster, IndexedListing, ListingId, ListingQuery, MapBox, MapView, Point,
    Precision,
};
use proptest::prelude::*;
use search::{Change, ListingIndex, PlacePoints};
use std::collections::{BTreeMap, HashMap};
use tempfile::TempDir;

const WORLD: MapBox = MapBox {
    west: -180.0,
    south: -85.0,
    east: 180.0,
    north: 85.0,
};

type Listings = BTreeMap<i64, IndexedListing>;

fn filled(seed: u64, count: i64) -> (TempDir, ListingIndex, Listings) {
    let mut rng = corpus::rng(seed);
    let (dir, index) = corpus::index();
    let listings: Listings = (1..=count)
        .map(|id| (id, corpus::listing(&mut rng, id)))
        .collect();
    let puts = listings.values().cloned().map(Change::Put).collect();
    index.place(divisions());
    index.apply(puts, 1).unwrap();
    (dir, index, listings)
}

/// A point for each city and district of the corpus.
fn divisions() -> PlacePoints {
    let codes = [1, 2, 3].map(|city| city * 10_000 + 100);
    let divisions = codes.iter().flat_map(|city| (0..=3).map(move |n| city + n));
    PlacePoints {
        business_districts: HashMap::new(),
        divisions: divisions
            .map(|code| (code, Point { lon: 1.0, lat: 1.0 }))
            .collect(),
    }
}

fn count(clusters: &[Cluster]) -> u32 {
    clusters.iter().map(|cluster| cluster.count).sum()
}

fn median(mut rents: Vec<u32>) -> u32 {
    rents.sort_unstable();
    rents[rents.len().div_ceil(2) - 1]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn every_home_of_the_list_is_on_the_map_once(seed in any::<u64>(), zoom in 12u8..=22) {
        let (_dir, index, listings) = filled(seed, 400);
        let mut rng = corpus::rng(seed);
        for _ in 0..8 {
            let query = ListingQuery { map_box: None, within: None, ..corpus::query(&mut rng, 0.9) };
            let found = reference::found(&query, &listings);
            let map = index.home_map(&query, MapView { map_box: WORLD, zoom }).unwrap();
            prop_assert_eq!(map.total as usize, found.len());
            let stands = reference::positions(&listings);
            for card in &found {
                let position = index.home_position(card.id);
                let position = position.map(|position| (position.point, position.precision));
                prop_assert_eq!(position, stands.get(&card.id.0).copied());
            }
            let placed = found.iter().filter(|card| stands.contains_key(&card.id.0)).count();
            prop_assert_eq!(map.placed as usize, placed);
            prop_assert_eq!(count(&map.clusters) as usize, placed);
            let with_district = found.iter().filter(|card| card.district.is_some()).count();
            prop_assert_eq!(count(&map.places) as usize, with_district);
            for place in &map.places {
                let id: i64 = place.place.as_ref().unwrap().value.parse().unwrap();
                let rents = found
                    .iter()
                    .filter(|card| card.district.as_ref().is_some_and(|place| place.id == id))
                    .map(|card| card.rent);
                prop_assert_eq!(place.median_rent, median(rents.collect()));
            }
        }
    }

    #[test]
    fn a_cluster_splits_into_the_homes_that_searching_its_box_finds(seed in any::<u64>()) {
        let (_dir, index, listings) = filled(seed, 600);
        let query = ListingQuery::parse("city=20100").query;
        let view = |map_box, zoom| index.home_map(&query, MapView { map_box, zoom }).unwrap();
        for cluster in view(WORLD, 12).clusters {
            let Some(bounds) = cluster.bounds else {
                prop_assert!(cluster.count == 1 || cluster.precision.is_some());
                continue;
            };
            let boxed = ListingQuery { map_box: Some(bounds), ..query.clone() };
            let map = index.home_map(&boxed, MapView { map_box: bounds, zoom: 16 }).unwrap();
            prop_assert_eq!(map.total, index.search(&boxed, search::Ask::default()).unwrap().total);
            prop_assert_eq!(map.total, map.placed);
            prop_assert_eq!(count(&map.clusters), map.placed);
            prop_assert!(map.total >= cluster.count, "no home of the cluster lies beyond its box");
            prop_assert!(map.clusters.len() > 1, "what has a box can be split");
            for part in &map.clusters {
                if let Some(home) = &part.home {
                    let card = &listings[&home.id.0].card;
                    prop_assert_eq!((part.count, part.median_rent), (1, card.rent));
                    prop_assert_eq!(&home.title, &card.title);
                }
            }
        }
    }
}

#[test]
fn homes_without_coordinates_stand_where_their_place_is() {
    let mut rng = corpus::rng(3);
    let mut home = |id: i64, estate: Option<i64>, district: i64, point: Option<(f64, f64)>| {
        let mut listing = corpus::listing(&mut rng, id);
        let place = |id: i64, name: &str| domain::NamedPlace {
            id,
            name: name.into(),
        };
        listing.card.city = place(10_100, "城");
        listing.card.estate = estate.map(|id| place(id, "小区"));
        listing.card.business_district = Some(place(district, "商圈"));
        listing.card.point = point.map(|(lon, lat)| Point { lon, lat });
        listing
    };
    let homes = vec![
        home(1, Some(7), 1, Some((1.0, 1.0))),
        home(2, Some(7), 1, None),
        home(3, None, 1, None),
        home(4, None, 2, None),
    ];
    let (_dir, index) = corpus::index();
    let mut points = divisions();
    points
        .business_districts
        .insert(1, Point { lon: 1.5, lat: 1.5 });
    index.place(points);
    index
        .apply(homes.into_iter().map(Change::Put).collect(), 1)
        .unwrap();
    let stands = |id| {
        let position = index.home_position(ListingId(id));
        position.map(|at| (at.point.lon, at.precision))
    };
    assert_eq!(stands(1), Some((1.0, Precision::Home)));
    assert_eq!(stands(2), Some((1.0, Precision::Estate)));
    assert_eq!(stands(3), Some((1.5, Precision::BusinessDistrict)));
    assert_eq!(stands(4), None);

    let found = |search: &str| {
        let query = ListingQuery::parse(search).query;
        let page = index.search(&query, search::Ask::default()).unwrap();
        let mut ids: Vec<i64> = page.listings.iter().map(|card| card.id.0).collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(found("map_box=0.9,0.9,1.1,1.1"), [1, 2]);
    assert_eq!(found("within=1.4,1.4;1.6,1.4;1.6,1.6;1.4,1.6"), [3]);
    assert_eq!(found(""), [1, 2, 3, 4]);

    let query = ListingQuery {
        business_districts: vec![BusinessDistrictId(1)],
        ..ListingQuery::default()
    };
    let view = MapView {
        map_box: MapBox::parse("0.5,0.5,2,2").unwrap(),
        zoom: 12,
    };
    let map = index.home_map(&query, view).unwrap();
    let named: Vec<(u32, &str)> = map
        .clusters
        .iter()
        .filter_map(|cluster| Some((cluster.count, cluster.place.as_ref()?.param.as_str())))
        .collect();
    assert!(named.contains(&(2, "estate")), "{named:?}");
    assert!(named.contains(&(1, "business_district")), "{named:?}");
    let far = MapView {
        map_box: WORLD,
        zoom: 3,
    };
    let map = index.home_map(&query, far).unwrap();
    assert!(map.clusters.is_empty());
    assert_eq!(count(&map.places), 3);
}
