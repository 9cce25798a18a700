//! What people type, and what they should find.
//!
//! `places.tsv` holds places (city, district, business district, estates) under their real names.
//! The listings are composed here: every estate has the same [`VARIANTS`], so that the conditions
//! of a query select listings from what they are, not from how the index reads words.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod fixture;

use domain::{IndexedListing, ListingId, ListingQuery, query::PAGE_SIZE};
use fixture::{fixture, meets};
use search::{Ask, Change, ListingIndex};
use std::collections::BTreeSet;

/// Fewer queries than this are no test of relevance.
const QUERIES_MIN: usize = 60;

/// All hits of a text, in their order.
fn hits(index: &ListingIndex, text: &str) -> Vec<ListingId> {
    let mut query = ListingQuery {
        text: Some(text.into()),
        ..ListingQuery::default()
    };
    let mut hits = Vec::new();
    loop {
        let page = index.search(&query, Ask::default()).unwrap();
        assert!(page.listings.len() <= PAGE_SIZE as usize);
        hits.extend(page.listings.iter().map(|card| card.id));
        query.cursor = page.next_cursor;
        if query.cursor.is_none() {
            assert_eq!(hits.len(), page.total as usize);
            return hits;
        }
    }
}

/// Why the hits are not what is expected.
fn complaint(
    listings: &[IndexedListing],
    hits: &[ListingId],
    expectation: &str,
    conditions: &str,
) -> Option<String> {
    let expected: BTreeSet<ListingId> = listings
        .iter()
        .filter(|listing| meets(listing, conditions))
        .map(|listing| listing.card.id)
        .collect();
    let describe = |id: &ListingId| {
        let found = listings.iter().find(|listing| listing.card.id == *id);
        found.map_or_else(String::new, fixture::describe)
    };
    let found: BTreeSet<ListingId> = hits.iter().copied().collect();
    match expectation {
        "nothing" => {
            (!hits.is_empty()).then(|| format!("{} hits, first {}", hits.len(), describe(&hits[0])))
        }
        _ if expected.is_empty() => Some("no listing of the fixture meets the conditions".into()),
        "exactly" => {
            let missing = expected.difference(&found).next();
            let wrong = found.difference(&expected).next();
            (missing.is_some() || wrong.is_some()).then(|| {
                format!(
                    "{} hits for {}; missing {}; wrong {}",
                    hits.len(),
                    expected.len(),
                    missing.map(describe).unwrap_or_default(),
                    wrong.map(describe).unwrap_or_default(),
                )
            })
        }
        "first" => {
            let first: BTreeSet<ListingId> = hits.iter().copied().take(expected.len()).collect();
            let missing = expected.difference(&first).next();
            missing.map(|id| format!("not among the first {}: {}", expected.len(), describe(id)))
        }
        other => Some(format!("unknown expectation {other}")),
    }
}

#[test]
fn people_find_what_they_type() {
    let (listings, vocabulary) = fixture();
    let dir = tempfile::tempdir().unwrap();
    let index = ListingIndex::open(dir.path(), vocabulary).unwrap();
    let changes = listings.iter().cloned().map(Change::Put).collect();
    index.apply(changes, 1).unwrap();

    let mut queries = 0;
    let mut complaints = Vec::new();
    for line in include_str!("queries.tsv").lines() {
        if line.starts_with('#') {
            continue;
        }
        let mut fields = line.split('\t');
        let text = fields.next().unwrap_or_default();
        let expectation = fields.next().unwrap_or_default();
        let conditions = fields.next().unwrap_or_default();
        queries += 1;
        let hits = hits(&index, text);
        if let Some(complaint) = complaint(&listings, &hits, expectation, conditions) {
            complaints.push(format!("{text}: {complaint}"));
        }
    }
    assert!(queries >= QUERIES_MIN, "{queries} queries");
    assert!(
        complaints.is_empty(),
        "{} of {queries} queries:\n{}",
        complaints.len(),
        complaints.join("\n")
    );
}

#[test]
fn a_whole_name_comes_before_a_part_and_a_name_before_a_mention() {
    let (listings, vocabulary) = fixture();
    let dir = tempfile::tempdir().unwrap();
    let index = ListingIndex::open(dir.path(), vocabulary).unwrap();
    let mut mention = listings[0].clone();
    mention.card.id = ListingId(9_001);
    mention.card.estate = None;
    mention.card.business_district = None;
    mention.detail = "离富力城不远".into();
    let mut changes: Vec<Change> = listings.iter().cloned().map(Change::Put).collect();
    changes.push(Change::Put(mention));
    index.apply(changes, 1).unwrap();

    let place = |id: &ListingId| {
        let listing = listings.iter().find(|listing| listing.card.id == *id);
        let estate = listing.and_then(|listing| listing.card.estate.as_ref());
        match estate.map(|estate| estate.name.as_str()) {
            Some("富力城") => 0,
            Some(_) => 1,
            None => 2,
        }
    };
    let hits = hits(&index, "富力城");
    assert!(hits.is_sorted_by_key(place));
    assert_eq!(hits.last(), Some(&ListingId(9_001)));
    assert_eq!(hits.len(), 2 * fixture::VARIANTS.len() + 1);
}
