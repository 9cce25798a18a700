//! Endless scrolling while listings come and go.

use crate::{corpus, reference};
use domain::{IndexedListing, ListingId, ListingQuery, Sort};
use search::{Ask, Change};
use std::collections::BTreeMap;

#[test]
fn scrolling_shows_every_home_that_stays_once_while_others_come_and_go() {
    for sort in Sort::ALL {
        for url in ["", "city=10100", "q=阳台"] {
            let mut rng = corpus::rng(3);
            let (_dir, index) = corpus::index();
            let listings: BTreeMap<i64, IndexedListing> = (1..=300)
                .map(|id| (id * 10, corpus::listing(&mut rng, id * 10)))
                .collect();
            let puts = listings.values().cloned().map(Change::Put).collect();
            index.apply(puts, 1).unwrap();
            let mut query = ListingQuery::parse(url).query;
            query.sort = Some(*sort);
            let found = reference::found(&query, &listings);
            let staying = |id: i64| id % 70 != 0;

            let mut shown = Vec::new();
            let mut position = 1;
            loop {
                let page = index.search(&query, Ask::default()).unwrap();
                shown.extend(page.listings.iter().map(|card| card.id.0));
                query.cursor = page.next_cursor;
                if query.cursor.is_none() {
                    break;
                }
                position += 1;
                let come = (1..=30).map(|n| {
                    let id = 100_000 * position + n;
                    Change::Put(corpus::listing(&mut rng, id))
                });
                let go = listings
                    .keys()
                    .filter(|id| !staying(**id))
                    .map(|id| Change::Remove(ListingId(*id)));
                index.apply(come.chain(go).collect(), position).unwrap();
            }
            let old = shown
                .into_iter()
                .filter(|id| listings.contains_key(id) && staying(*id));
            let expected = found.iter().map(|card| card.id.0).filter(|id| staying(*id));
            assert_eq!(
                old.collect::<Vec<_>>(),
                expected.collect::<Vec<_>>(),
                "{sort} {url}"
            );
        }
    }
}

#[test]
fn a_cursor_that_cannot_be_read_is_an_issue_and_the_page_holds() {
    let mut rng = corpus::rng(5);
    let (_dir, index) = corpus::index();
    let puts = (1..=60).map(|id| Change::Put(corpus::listing(&mut rng, id)));
    index.apply(puts.collect(), 1).unwrap();
    let by_rent = ListingQuery::parse("sort=rent_up").query;
    let of_another_order = index
        .search(&by_rent, Ask::default())
        .unwrap()
        .next_cursor
        .unwrap();
    let plain = ListingQuery::parse("page=2").query;
    let expected = index.search(&plain, Ask::default()).unwrap();
    for cursor in [
        of_another_order.as_str(),
        "x",
        "n",
        "n1_1",
        "💥",
        "' OR 1=1",
    ] {
        let mut query = plain.clone();
        query.cursor = Some(cursor.into());
        let page = index.search(&query, Ask::default()).unwrap();
        assert_eq!(page.listings, expected.listings, "{cursor}");
        let issues: Vec<(&str, &str)> = page
            .issues
            .iter()
            .map(|issue| (issue.param.as_str(), issue.code.as_str()))
            .collect();
        assert_eq!(issues, [("cursor", "unknown_value")], "{cursor}");
    }
}
