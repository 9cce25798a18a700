//! A change is seen as soon as it is applied.

use crate::corpus;
use domain::{AgentId, EstateId, IndexedListing, ListingId, ListingQuery, NamedPlace};
use search::{Ask, Change, ListingIndex};

fn total(index: &ListingIndex, url: &str) -> u32 {
    let query = ListingQuery::parse(url).query;
    index.search(&query, Ask::default()).unwrap().total
}

fn listing(id: i64) -> IndexedListing {
    let mut listing = corpus::listing(&mut corpus::rng(1), id);
    listing.card.title = "阳台".into();
    listing.card.rent = 3_000;
    listing
}

#[test]
fn a_change_replaces_what_text_and_filters_found_before() {
    let (_dir, index) = corpus::index();
    index.apply(vec![Change::Put(listing(1))], 1).unwrap();
    assert_eq!(total(&index, "q=阳台&rent_max=3000"), 1);

    let mut changed = listing(1);
    changed.card.title = "花园".into();
    changed.card.rent = 9_000;
    changed.detail = "厨房很大".into();
    index.apply(vec![Change::Put(changed.clone())], 2).unwrap();
    assert_eq!(total(&index, ""), 1);
    assert_eq!(total(&index, "q=阳台"), 0);
    assert_eq!(total(&index, "rent_max=3000"), 0);
    assert_eq!(total(&index, "q=花园+厨房&rent_min=9000"), 1);
    assert_eq!(index.card(ListingId(1)), Some(changed.card));

    index.apply(vec![Change::Remove(ListingId(1))], 3).unwrap();
    assert_eq!(total(&index, ""), 0);
    assert_eq!(total(&index, "q=花园"), 0);
    assert_eq!(index.card(ListingId(1)), None);
    assert_eq!(index.position(), 3);
}

#[test]
fn a_home_may_move_to_another_city_and_places_may_be_renamed() {
    let (_dir, index) = corpus::index();
    let mut home = listing(1);
    index.apply(vec![Change::Put(home.clone())], 1).unwrap();
    home.card.city = NamedPlace {
        id: 110_100,
        name: "北京".into(),
    };
    home.card.estate = Some(NamedPlace {
        id: 5,
        name: "旧名".into(),
    });
    index.apply(vec![Change::Put(home.clone())], 2).unwrap();
    assert_eq!(total(&index, "city=110100"), 1);
    assert_eq!(index.len(), 1);

    let mut other = home.clone();
    other.card.id = ListingId(2);
    other.card.estate = Some(NamedPlace {
        id: 5,
        name: "新名".into(),
    });
    index.apply(vec![Change::Put(other)], 3).unwrap();
    let page = index
        .search(
            &ListingQuery::parse("estate=5&city=110100").query,
            Ask::default(),
        )
        .unwrap();
    assert!(page.listings.iter().all(|card| {
        card.estate
            .as_ref()
            .is_some_and(|estate| estate.name == "新名")
    }));
    let names: Vec<(&str, &str)> = page
        .names
        .iter()
        .map(|name| (name.param.as_str(), name.name.as_str()))
        .collect();
    assert_eq!(names, [("city", "北京"), ("estate", "新名")]);
}

#[test]
fn homes_of_an_estate_and_of_an_agent_are_counted() {
    let (_dir, index) = corpus::index();
    let mut puts = Vec::new();
    for id in 1..=6 {
        let mut home = listing(id);
        home.card.city.id = if id > 4 { 10_100 } else { 20_100 };
        home.card.estate = Some(NamedPlace {
            id: id % 2,
            name: format!("E{}", id % 2),
        });
        home.card.agent = (id != 6).then_some(AgentId(id % 2));
        puts.push(Change::Put(home));
    }
    index.apply(puts, 1).unwrap();
    index.apply(vec![Change::Remove(ListingId(1))], 2).unwrap();
    assert_eq!(index.count_by_estate(EstateId(0)), 3);
    assert_eq!(index.count_by_estate(EstateId(1)), 2);
    assert_eq!(index.count_by_estate(EstateId(9)), 0);
    assert_eq!(index.count_by_agent(AgentId(0)), 2);
    assert_eq!(index.count_by_agent(AgentId(1)), 2);
}

#[test]
fn a_batch_may_change_one_listing_several_times() {
    let (_dir, index) = corpus::index();
    let mut last = listing(1);
    last.card.title = "采光".into();
    let batch = vec![
        Change::Put(listing(1)),
        Change::Remove(ListingId(1)),
        Change::Put(listing(2)),
        Change::Put(last),
        Change::Remove(ListingId(2)),
        Change::Remove(ListingId(3)),
    ];
    index.apply(batch, 6).unwrap();
    assert_eq!(index.len(), 1);
    assert_eq!(total(&index, "q=阳台"), 0);
    assert_eq!(total(&index, "q=采光"), 1);
}
