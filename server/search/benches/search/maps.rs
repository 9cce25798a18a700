//! The map. Target at 320,000 listings with 10,000 in view: p99 at most 10 ms.

use crate::{FULL, corpus::Corpus, report};
use domain::{ListingQuery, MapBox, MapView};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use search::ListingIndex;
use std::{
    hint::black_box,
    time::{Duration, Instant},
};

/// A city of the corpus spans half a degree.
const CITY: f64 = 0.5;
/// Maps of each kind.
const MAPS: usize = 1_000;

pub fn maps(index: &ListingIndex, corpus: &Corpus, size: usize) {
    // Degrees that hold so many of the homes of a city.
    let span = |homes: f64| (homes / (size as f64 / 10.0)).sqrt().min(1.0) * CITY;
    for (name, span, zoom) in [
        ("map: 10,000 homes in view", span(10_000.0), 13),
        ("map: 1,000 homes in view", span(1_000.0), 15),
        ("map: districts of a city", CITY, 10),
    ] {
        for filtered in [false, true] {
            let mut rng = ChaCha8Rng::seed_from_u64(11);
            let mut shown = 0;
            let mut spent: Vec<Duration> = (0..MAPS)
                .map(|_| {
                    let (query, view) = map(corpus, &mut rng, filtered, span, zoom);
                    let start = Instant::now();
                    let map = index.home_map(&query, view).unwrap();
                    let spent = start.elapsed();
                    shown += map
                        .clusters
                        .iter()
                        .map(|it| it.count as usize)
                        .sum::<usize>();
                    spent
                })
                .collect();
            let filters = if filtered { ", filters" } else { "" };
            report(
                &format!("{name}{filters} ({} shown)", shown / MAPS),
                &mut spent,
            );
        }
    }
    let whole = MapBox {
        west: 109.0,
        south: 29.0,
        east: 121.0,
        north: 31.0,
    };
    let view = MapView {
        map_box: whole,
        zoom: 13,
    };
    repeat("map: everything in view", || {
        black_box(index.home_map(&ListingQuery::default(), view).unwrap());
    });
    let drawn = star();
    repeat(
        "everything within 100 corners: all facets, statistics",
        || {
            black_box(index.search(&drawn, FULL).unwrap());
        },
    );
}

/// A search in a city and a view somewhere over it.
fn map(
    corpus: &Corpus,
    rng: &mut ChaCha8Rng,
    filtered: bool,
    span: f64,
    zoom: u8,
) -> (ListingQuery, MapView) {
    let url = if filtered {
        corpus.filters(rng)
    } else {
        corpus.city(rng)
    };
    let query = ListingQuery::parse(&url).query;
    let number = query.city.map_or(0, |city| city.0 / 10_000 - 11);
    let west = 110.0 + f64::from(number) + rng.random_range(0.0..=CITY - span);
    let south = 30.0 + rng.random_range(0.0..=CITY - span);
    let map_box = MapBox {
        west,
        south,
        east: west + span,
        north: south + span,
    };
    (query, MapView { map_box, zoom })
}

/// A jagged area over all cities.
fn star() -> ListingQuery {
    let corners: Vec<String> = (0..100)
        .map(|n| {
            let angle = f64::from(n) * std::f64::consts::TAU / 100.0;
            let far = if n % 2 == 0 { 8.0 } else { 3.0 };
            format!(
                "{:.5},{:.5}",
                115.0 + far * angle.cos(),
                30.25 + 0.2 * angle.sin()
            )
        })
        .collect();
    ListingQuery::parse(&format!("within={}", corners.join(";"))).query
}

fn repeat(name: &str, mut work: impl FnMut()) {
    let mut spent: Vec<Duration> = (0..100)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    report(name, &mut spent);
}
