//! Random listings and searches from small ranges, so that ties and empty results are common.

use chrono::{Days, NaiveDate};
use domain::{
    AgentId, Area, BusinessDistrictId, Circle, Decoration, DivisionCode, EstateId, Floor,
    FloorBand, IndexedListing, Layout, ListingCard, ListingId, ListingQuery, MapBox, NamedPlace,
    Orientation, PaymentTerms, PhotoRef, Point, Range, RentMode, Rooms, Sort, StationId, TagId,
    View, card::TagLabel,
};
use rand::{Rng, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use search::ListingIndex;
use tempfile::TempDir;

/// Words of titles. None is part of another or of a place's name.
pub const WORDS: [&str; 5] = ["阳台", "采光", "厨房", "安静", "花园"];

/// An index in a folder of its own.
pub fn index() -> (TempDir, ListingIndex) {
    let dir = tempfile::tempdir().unwrap();
    let index = ListingIndex::open(dir.path(), []).unwrap();
    (dir, index)
}

pub fn rng(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(number)
}

fn maybe<T>(rng: &mut ChaCha8Rng, value: T) -> Option<T> {
    rng.random_bool(0.8).then_some(value)
}

fn some_of<T: Copy>(rng: &mut ChaCha8Rng, all: &[T], share: f64) -> Vec<T> {
    all.iter()
        .copied()
        .filter(|_| rng.random_bool(share))
        .collect()
}

/// A listing with this id.
pub fn listing(rng: &mut ChaCha8Rng, id: i64) -> IndexedListing {
    let city = rng.random_range(1..=3) * 10_000 + 100;
    let district = city + rng.random_range(1..=3);
    let business_district = district * 10 + rng.random_range(0..3);
    let estate = business_district * 10 + rng.random_range(0..2);
    let place = |id: i64, level: &str| NamedPlace {
        id,
        name: format!("{level}{id}"),
    };
    let area = [12.5, 30.0, 59.99, 60.0, 60.01, 89.5, 120.0]
        .choose(rng)
        .copied();
    let point = Point {
        lon: f64::from(rng.random_range(0..20)) / 10.0,
        lat: f64::from(rng.random_range(0..20)) / 10.0,
    };
    let card = ListingCard {
        id: ListingId(id),
        title: some_of(rng, &WORDS, 0.4).join(" "),
        rent: *[
            1, 900, 999, 1_000, 1_500, 2_500, 2_500, 3_999, 8_000, 40_000,
        ]
        .choose(rng)
        .unwrap(),
        area: maybe(rng, ()).and(area),
        mode: *RentMode::ALL.choose(rng).unwrap(),
        layout: Layout {
            rooms: (0..7).choose_some(rng),
            halls: (0..3).choose_some(rng),
            baths: (1..3).choose_some(rng),
        },
        floor: Floor {
            number: Some(rng.random_range(-1..30)),
            band: rng
                .random_bool(0.8)
                .then(|| *FloorBand::ALL.choose(rng).unwrap()),
            total: Some(30),
        },
        orientation: some_of(rng, Orientation::ALL, 0.2).into_iter().collect(),
        decoration: rng
            .random_bool(0.8)
            .then(|| *Decoration::ALL.choose(rng).unwrap()),
        lift: [None, Some(true), Some(false)]
            .choose(rng)
            .copied()
            .flatten(),
        near_subway: rng.random(),
        agent_fee: [None, Some(true), Some(false)]
            .choose(rng)
            .copied()
            .flatten(),
        payment: rng
            .random_bool(0.7)
            .then(|| *PaymentTerms::ALL.choose(rng).unwrap()),
        city: place(city, "C"),
        district: maybe(rng, place(district, "D")),
        business_district: maybe(rng, place(business_district, "B")),
        estate: maybe(rng, place(estate, "E")),
        street: rng.random_bool(0.5).then(|| format!("S{id}")),
        tags: some_of(rng, &[5, 3, 9, 1], 0.4)
            .into_iter()
            .map(|tag| TagLabel {
                id: TagId(tag),
                name: format!("T{tag}"),
            })
            .collect(),
        photo: rng.random_bool(0.5).then(|| PhotoRef {
            key: format!("k/{id}.webp"),
            width: 960,
            height: 640,
        }),
        point: maybe(rng, point),
        agent: rng
            .random_bool(0.8)
            .then(|| AgentId(rng.random_range(1..6))),
        available_from: rng.random_bool(0.5).then(|| day(rng.random_range(0..40))),
        published_on: day(rng.random_range(0..6)),
        demo: rng.random(),
    };
    IndexedListing {
        card,
        detail: String::new(),
        floor_plan: None,
    }
}

trait ChooseSome {
    fn choose_some(self, rng: &mut ChaCha8Rng) -> Option<u8>;
}

impl ChooseSome for std::ops::Range<u8> {
    fn choose_some(self, rng: &mut ChaCha8Rng) -> Option<u8> {
        rng.random_bool(0.85).then(|| rng.random_range(self))
    }
}

/// A search; `broad` is the chance that a filter is not set.
pub fn query(rng: &mut ChaCha8Rng, broad: f64) -> ListingQuery {
    fn several<T: Ord + Copy>(rng: &mut ChaCha8Rng, broad: f64, all: &[T]) -> Vec<T> {
        let mut some = if rng.random_bool(broad) {
            Vec::new()
        } else {
            some_of(rng, all, 0.4)
        };
        some.sort();
        some
    }
    fn range(rng: &mut ChaCha8Rng, broad: f64, ends: &[u32]) -> Range {
        if rng.random_bool(broad) {
            return Range::default();
        }
        let (a, b) = (*ends.choose(rng).unwrap(), *ends.choose(rng).unwrap());
        Range {
            min: rng.random_bool(0.7).then_some(a.min(b)),
            max: rng.random_bool(0.7).then_some(a.max(b)),
        }
    }
    // 90100 has no home.
    let city = *[10_100, 20_100, 30_100, 30_100, 90_100]
        .choose(rng)
        .unwrap();
    let districts: Vec<DivisionCode> = (1..=4).map(|n| DivisionCode(city + n)).collect();
    let business_districts: Vec<BusinessDistrictId> = (10..40)
        .map(|n| BusinessDistrictId(i64::from(city) * 10 + n))
        .collect();
    let estates: Vec<EstateId> = (100..400)
        .map(|n| EstateId(i64::from(city) * 100 + n))
        .collect();
    let mut flag = |share: f64| !rng.random_bool(broad) && rng.random_bool(share);
    let (lift, subway, no_fee) = (flag(0.5), flag(0.5), flag(0.5));
    let (boxed, dated, worded, near) = (flag(0.7), flag(0.7), flag(0.7), flag(0.7));
    let drawn = flag(0.7);
    ListingQuery {
        text: worded.then(|| {
            let words = some_of(rng, &WORDS, 0.3);
            if words.is_empty() {
                "阳台".into()
            } else {
                words.join(" ")
            }
        }),
        city: rng.random_bool(0.6).then_some(DivisionCode(city)),
        districts: several(rng, broad, &districts),
        business_districts: several(rng, broad.max(0.7), &business_districts),
        estates: several(rng, broad.max(0.8), &estates),
        station: near.then_some(StationId(1)),
        // Points lie a tenth of a degree apart, 11 km: no edge comes close to one.
        around: near.then(|| Circle {
            centre: Point {
                lon: f64::from(rng.random_range(0..20)) / 10.0,
                lat: f64::from(rng.random_range(0..20)) / 10.0,
            },
            metres: *[1_000, 14_000, 60_000].choose(rng).unwrap(),
        }),
        rent: range(rng, broad, &[0, 1, 999, 1_000, 2_500, 3_999, 8_000, 50_000]),
        area: range(rng, broad, &[0, 12, 13, 59, 60, 61, 89, 90, 200]),
        rooms: several(rng, broad, &[0, 1, 2, 3, 4, 5].map(Rooms::of)),
        modes: several(rng, broad, RentMode::ALL),
        orientations: several(rng, broad, Orientation::ALL),
        floors: several(rng, broad, FloorBand::ALL),
        decorations: several(rng, broad, Decoration::ALL),
        payments: several(rng, broad, PaymentTerms::ALL),
        lift,
        subway,
        no_fee,
        tags: several(rng, broad.max(0.6), &[1, 3, 5, 9, 77].map(TagId)),
        map_box: boxed.then(|| MapBox {
            west: f64::from(rng.random_range(0..10)) / 10.0,
            south: f64::from(rng.random_range(0..10)) / 10.0,
            east: f64::from(rng.random_range(10..20)) / 10.0,
            north: f64::from(rng.random_range(10..20)) / 10.0,
        }),
        within: drawn.then(|| area(rng)),
        available_by: dated.then(|| day(rng.random_range(0..40))),
        sort: Sort::ALL
            .choose(rng)
            .copied()
            .filter(|_| rng.random_bool(0.8)),
        page: rng
            .random_bool(0.3)
            .then(|| *[2, 3, 9, 1_000_000].choose(rng).unwrap()),
        cursor: None,
        view: View::List,
    }
}

/// An area that may cross itself.
fn area(rng: &mut ChaCha8Rng) -> Area {
    let corners: Vec<String> = (0..rng.random_range(3..9))
        .map(|n| {
            let mut degrees = || f64::from(rng.random_range(-5..25)) / 10.0 + 0.03;
            format!("{},{}", degrees() + f64::from(n) / 1_000.0, degrees())
        })
        .collect();
    Area::parse(&corners.join(";")).unwrap()
}
