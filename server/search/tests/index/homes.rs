//! Lists of homes against a naive reading of what they ask for.

use crate::corpus;
use domain::{DivisionCode, IndexedListing, ListingId, Range, classic::HouseType};
use search::{Change, HomeOrder, HomesQuery, ListingIndex};
use std::{cmp::Reverse, collections::BTreeMap};

const TITLES: [&str; 5] = [
    "银河新城 一室一厅,南北通透",
    "银河家园 两室一厅!近地铁",
    "天鹅家园,家电齐全",
    "Loft 新城",
    "拎包入住",
];

fn listing(rng: &mut rand_chacha::ChaCha8Rng, id: i64) -> IndexedListing {
    let mut listing = corpus::listing(rng, id);
    let title = usize::try_from(listing.card.rent).unwrap() % TITLES.len();
    listing.card.title = TITLES[title].into();
    listing
}

fn house_type(listing: &IndexedListing) -> i64 {
    let layout = listing.card.layout;
    HouseType::of(layout.rooms, layout.halls).id()
}

/// The numbers of the homes that `query` asks for, in their order.
fn expected(all: &BTreeMap<i64, IndexedListing>, query: &HomesQuery<'_>) -> Vec<i64> {
    let fits = |listing: &&IndexedListing| {
        let card = &listing.card;
        let within = query.division.is_none_or(|code| {
            let code = i64::from(code.0);
            card.city.id == code || card.district.as_ref().is_some_and(|place| place.id == code)
        });
        let area = |area: f32| {
            query.area.min.is_none_or(|min| area >= min as f32)
                && query.area.max.is_none_or(|max| area <= max as f32)
        };
        within
            && query.title.is_none_or(|text| card.title.contains(text))
            && query.rent.contains(card.rent)
            && (query.area.is_open() || card.area.is_some_and(area))
            && query.house_type.is_none_or(|id| house_type(listing) == id)
    };
    let mut found: Vec<&IndexedListing> = all.values().filter(fits).collect();
    match query.order {
        HomeOrder::Day => found.sort_by_key(|one| Reverse((one.card.published_on, one.card.id))),
        HomeOrder::Rent => found.sort_by_key(|one| (one.card.rent, Reverse(one.card.id))),
    }
    if query.descending != (query.order == HomeOrder::Day) {
        found.reverse();
    }
    found.iter().map(|one| one.card.id.0).collect()
}

fn queries() -> Vec<HomesQuery<'static>> {
    let range = |min, max| Range { min, max };
    let any = HomesQuery::default();
    let mut queries = vec![any];
    for text in ["城", "新城", "家园", "厅,南", "家电齐", "!", "Loft", "无"] {
        queries.push(HomesQuery {
            title: Some(text),
            ..any
        });
    }
    for code in [10_100, 20_100, 10_101, 99_999] {
        queries.push(HomesQuery {
            division: Some(DivisionCode(code)),
            ..any
        });
    }
    for (rent, area) in [
        (range(Some(3_000), None), Range::default()),
        (range(None, Some(4_000)), range(Some(60), None)),
        (range(Some(2_000), Some(6_000)), range(None, Some(60))),
    ] {
        queries.push(HomesQuery { rent, area, ..any });
    }
    for id in [1, 3, 9, 99] {
        queries.push(HomesQuery {
            house_type: Some(id),
            ..any
        });
        queries.push(HomesQuery {
            house_type: Some(id),
            title: Some("城"),
            division: Some(DivisionCode(20_100)),
            ..any
        });
    }
    queries
}

fn assert_lists(index: &ListingIndex, all: &BTreeMap<i64, IndexedListing>) {
    for query in queries() {
        for order in [HomeOrder::Day, HomeOrder::Rent] {
            for descending in [true, false] {
                let query = HomesQuery {
                    order,
                    descending,
                    ..query
                };
                let wanted = expected(all, &query);
                index.homes(&query, |homes| {
                    assert_eq!(homes.total(), wanted.len(), "{query:?}");
                    let total = wanted.len();
                    for (skip, length) in [
                        (0, 5),
                        (3, 10),
                        (total / 2, 7),
                        (total.saturating_sub(4), 10),
                        (total, 5),
                        (0, total + 9),
                    ] {
                        let part = homes.part(skip, length);
                        let part: Vec<i64> = part.iter().map(|home| home.id().0).collect();
                        let end = (skip + length).min(total);
                        let wanted = wanted.get(skip..end).unwrap_or_default();
                        assert_eq!(part, wanted, "{query:?} {skip} {length}");
                    }
                });
            }
        }
    }
}

#[test]
fn any_part_of_a_list_is_what_a_naive_reading_says_while_homes_come_and_go() {
    let (_dir, index) = corpus::index();
    let mut rng = corpus::rng(5);
    let mut all = BTreeMap::new();
    let mut position = 0;
    for round in 0..6 {
        let mut changes = Vec::new();
        for id in round * 60..round * 60 + 120 {
            let listing = listing(&mut rng, id);
            all.insert(id, listing.clone());
            changes.push(Change::Put(listing));
        }
        for id in (round * 60..round * 60 + 120).step_by(7) {
            all.remove(&id);
            changes.push(Change::Remove(ListingId(id)));
        }
        position += 1;
        index.apply(changes, position).unwrap();
        assert_lists(&index, &all);
    }
    let some = all.values().next().unwrap();
    let title = index.home(some.card.id, |home| home.title().to_owned());
    assert_eq!(title.as_deref(), Some(some.card.title.as_str()));
    assert_eq!(index.home(ListingId(0), |home| home.id()), None);
}
