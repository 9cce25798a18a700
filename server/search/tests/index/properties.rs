//! Whatever is put and removed, every search answers as the naive reading does.

use crate::{corpus, reference};
use domain::{Facets, IndexedListing, ListingId, ListingQuery, query::PAGE_SIZE};
use proptest::prelude::*;
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use search::{Ask, Change, ListingIndex};
use std::collections::BTreeMap;

const ALL: Ask = Ask {
    facets: true,
    statistics: true,
    rows: None,
};

/// Whether the name of a selected place without a home is known depends on the past.
fn without_names_of_none(mut facets: Facets) -> Facets {
    let places = [
        &mut facets.cities,
        &mut facets.districts,
        &mut facets.business_districts,
        &mut facets.tags,
    ];
    for facet in places
        .into_iter()
        .flatten()
        .filter(|facet| facet.count == 0)
    {
        facet.name = None;
    }
    facets
}

/// Searches that the naive reading answers in the same way.
#[track_caller]
fn assert_agrees(
    index: &ListingIndex,
    listings: &BTreeMap<i64, IndexedListing>,
    query: &ListingQuery,
) {
    let said = query.to_query_string();
    let found = reference::found(query, listings);
    let page = index.search(query, ALL).unwrap();
    assert_eq!(page.total as usize, found.len(), "total of {said}");
    let (number, pages, homes) = reference::page(query, &found);
    assert_eq!((page.page, page.pages), (number, pages), "{said}");
    assert_eq!(page.listings, homes, "page of {said}");
    assert_eq!(page.next_cursor.is_some(), number < pages, "{said}");
    assert_eq!(page.statistics, reference::statistics(&found), "{said}");
    assert_eq!(
        page.facets.map(without_names_of_none),
        Some(without_names_of_none(reference::facets(query, listings))),
        "{said}"
    );
    let mut relaxations: Vec<(u32, &str)> = ListingQuery::FILTERS
        .iter()
        .filter(|filter| found.is_empty() && query.has(filter))
        .map(|filter| {
            (
                reference::found(&query.without(filter), listings).len() as u32,
                *filter,
            )
        })
        .filter(|(total, _)| *total > 0)
        .collect();
    relaxations.sort_by_key(|(total, _)| std::cmp::Reverse(*total));
    relaxations.truncate(5);
    let said_relaxations: Vec<(u32, &str)> = page
        .relaxations
        .iter()
        .map(|relaxation| (relaxation.total, relaxation.param.as_str()))
        .collect();
    assert_eq!(said_relaxations, relaxations, "{said}");
    assert!(page.issues.is_empty());
}

/// Follows cursors to the end and finds every match once, in order.
#[track_caller]
fn assert_scrolls(
    index: &ListingIndex,
    listings: &BTreeMap<i64, IndexedListing>,
    query: &ListingQuery,
) {
    let mut query = query.first_page();
    let found = reference::found(&query, listings);
    let mut scrolled = Vec::new();
    for number in 1.. {
        let page = index.search(&query, Ask::default()).unwrap();
        assert_eq!(page.page, number);
        scrolled.extend(page.listings);
        query.cursor = page.next_cursor;
        if query.cursor.is_none() {
            break;
        }
    }
    assert_eq!(scrolled, found, "scrolling {}", query.to_query_string());
}

/// Some listings put anew, changed or removed.
fn changes(
    rng: &mut ChaCha8Rng,
    listings: &mut BTreeMap<i64, IndexedListing>,
    number: usize,
) -> Vec<Change> {
    (0..number)
        .map(|_| {
            let id = rng.random_range(1..400);
            if rng.random_bool(0.25) {
                listings.remove(&id);
                Change::Remove(ListingId(id))
            } else {
                let listing = corpus::listing(rng, id);
                listings.insert(id, listing.clone());
                Change::Put(listing)
            }
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn searches_answer_as_a_naive_reading_does(seed in any::<u64>()) {
        let mut rng = corpus::rng(seed);
        let (dir, mut index) = corpus::index();
        let mut listings = BTreeMap::new();
        for round in 1..=5 {
            let number = *[1, 30, 200, 700].get(rng.random_range(0..4)).unwrap();
            index.apply(changes(&mut rng, &mut listings, number), round).unwrap();
            prop_assert_eq!(index.len() as usize, listings.len());
            for _ in 0..12 {
                for broad in [0.6, 0.9] {
                    let query = corpus::query(&mut rng, broad);
                    assert_agrees(&index, &listings, &query);
                    assert_scrolls(&index, &listings, &query);
                }
            }
            if round == 3 {
                index.persist().unwrap();
                drop(index);
                index = ListingIndex::open(dir.path(), []).unwrap();
                prop_assert_eq!(index.position(), round);
            }
        }
        for id in 0..400 {
            let card = listings.get(&id).map(|listing| listing.card.clone());
            prop_assert_eq!(index.card(ListingId(id)), card);
        }
    }
}

/// Larger than a chunk of cards and than the rows from which a shard is written anew.
#[test]
fn many_changes_leave_what_the_last_of_each_listing_says() {
    let mut rng = corpus::rng(7);
    let (_dir, index) = corpus::index();
    let mut listings = BTreeMap::new();
    for round in 1..=30 {
        index
            .apply(changes(&mut rng, &mut listings, 400), round)
            .unwrap();
    }
    for _ in 0..20 {
        assert_agrees(&index, &listings, &corpus::query(&mut rng, 0.9));
    }
    assert_eq!(index.len() as usize, listings.len());
}

#[test]
fn every_page_up_to_the_last_is_reached_by_number() {
    let mut rng = corpus::rng(11);
    let (_dir, index) = corpus::index();
    let mut listings = BTreeMap::new();
    let puts = (1..=3_000)
        .map(|id| {
            let listing = corpus::listing(&mut rng, id);
            listings.insert(id, listing.clone());
            Change::Put(listing)
        })
        .collect();
    index.apply(puts, 1).unwrap();
    for url in ["", "city=20100&sort=rent_down", "sort=rent_per_area&lift=1"] {
        let query = ListingQuery::parse(url).query;
        let found = reference::found(&query, &listings);
        for page in 1..=(found.len() as u32).div_ceil(PAGE_SIZE) {
            let query = query.at_page(page);
            let shown = index.search(&query, Ask::default()).unwrap();
            assert_eq!(
                shown.listings,
                reference::page(&query, &found).2,
                "{url} {page}"
            );
        }
    }
}
