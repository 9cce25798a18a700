//! Suggestions while somebody types, at 30,000 estates and 6,500 metro stations.

use crate::report;
use domain::{DivisionCode, ListingId, Point, SuggestionKind};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use search::{ListingIndex, Names, Place};
use std::{
    hint::black_box,
    time::{Duration, Instant},
};

/// Estates that a large portal knows.
const ESTATES: usize = 30_000;
const STATIONS: i64 = 6_500;
/// What people type: characters, pinyin, initials, one letter, what is no name.
const TYPED: [&str; 10] = [
    "望京", "花园", "wang", "wangjing", "xiyuan", "wj", "hy", "x", "望j", "zzqq",
];

/// Target: 20 ms for a suggestion.
pub fn run(index: &ListingIndex) {
    let mut names = Names::default();
    let mut rng = ChaCha8Rng::seed_from_u64(4);
    let mut spare = 10_000_000;
    for id in 1..=i64::from(index.len()) {
        let Some(card) = index.card(ListingId(id)) else {
            continue;
        };
        let city = DivisionCode(card.city.id as i32);
        let mut put = |kind, id, name: &str, point| {
            names.put(&Place {
                kind,
                id,
                name,
                city,
                point,
            });
        };
        put(SuggestionKind::City, card.city.id, &card.city.name, None);
        for (kind, place) in [
            (SuggestionKind::District, &card.district),
            (SuggestionKind::BusinessDistrict, &card.business_district),
            (SuggestionKind::Estate, &card.estate),
        ] {
            if let Some(place) = place {
                put(kind, place.id, &place.name, None);
            }
        }
        if id <= STATIONS {
            let near = |degrees: f64, rng: &mut ChaCha8Rng| degrees + rng.random_range(-0.02..0.02);
            let point = card.point.map(|point| Point {
                lon: near(point.lon, &mut rng),
                lat: near(point.lat, &mut rng),
            });
            let name = card.estate.map_or(card.title, |estate| estate.name);
            put(SuggestionKind::Station, 1_000_000 + id, &name, point);
        }
    }
    // As many names as the product is measured with, of estates that have no home now.
    while names.len() < ESTATES {
        let card = index.card(ListingId(rng.random_range(1..i64::from(index.len()))));
        let Some((card, estate)) = card.and_then(|card| Some((card.clone(), card.estate?))) else {
            continue;
        };
        spare += 1;
        names.put(&Place {
            kind: SuggestionKind::Estate,
            id: spare,
            name: &estate.name,
            city: DivisionCode(card.city.id as i32),
            point: None,
        });
    }
    for city in [None, Some(DivisionCode(110_100))] {
        let start = Instant::now();
        black_box(index.suggest(&names, "x", city, 10));
        println!(
            "  the first suggestion, which counts homes: {:.1?}",
            start.elapsed()
        );
        let mut spent: Vec<Duration> = (0..2_000)
            .map(|at| {
                let start = Instant::now();
                black_box(index.suggest(&names, TYPED[at % TYPED.len()], city, 10));
                start.elapsed()
            })
            .collect();
        let place = if city.is_some() {
            "in a city"
        } else {
            "anywhere"
        };
        report(
            &format!(
                "suggestions {place}, {} names (target p99 20 ms)",
                names.len()
            ),
            &mut spent,
        );
    }
}
