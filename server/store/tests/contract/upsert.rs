//! Putting listings.

use crate::{
    builders::{World, at, outcomes, put, sparse},
    database::Database,
};
use chrono::{Duration, NaiveDate};
use domain::{
    Decoration, DivisionCode, Facility, FloorBand, FloorPlanId, ListingId, ListingStatus,
    Orientation, PaymentTerms, Point, Rent, RentMode,
};
use store::{
    NewListing,
    PutOutcome::{Inserted, Unchanged, Updated},
};

pub async fn the_same_data_twice_change_nothing(database: &Database) {
    let store = &database.store;
    let world = World::build(store).await;
    let listings = [world.listing("a"), sparse("b")];
    let first = put(store, &listings, 1).await;
    assert_eq!(outcomes(&first), [Inserted, Inserted]);
    let before = store.listings().detail(first[0].id).await.unwrap().unwrap();
    let last = store.events().last().await.unwrap();

    let second = put(store, &listings, 2).await;

    assert_eq!(outcomes(&second), [Unchanged, Unchanged]);
    assert_eq!(second[0].id, first[0].id);
    assert_eq!(second[1].id, first[1].id);
    let after = store.listings().detail(first[0].id).await.unwrap().unwrap();
    assert_eq!(after, before);
    assert_eq!(after.version, 1);
    assert_eq!(after.updated_at, at(1));
    assert_eq!(store.events().last().await.unwrap(), last);
}

pub async fn every_field_that_differs_is_an_update(database: &Database) {
    let store = &database.store;
    let world = World::build(store).await;
    let original = world.listing("a");
    let id = put(store, std::slice::from_ref(&original), 0).await[0].id;
    let other_estate = {
        let mut unit = store.begin().await.unwrap();
        let estate = crate::builders::estate("花家地北里");
        let id = unit.put_estates(&[estate]).await.unwrap()[0];
        unit.commit().await.unwrap();
        id
    };
    type Change = fn(&mut NewListing);
    let changes: [Change; 32] = [
        |it| it.title = "换了标题".into(),
        |it| it.detail = "换了描述".into(),
        |it| it.rent = Rent::from_fen(785_051).unwrap(),
        |it| it.area = Some(89.26),
        |it| it.mode = RentMode::Shared,
        |it| it.layout.rooms = Some(3),
        |it| it.layout.halls = Some(2),
        |it| it.layout.baths = Some(2),
        |it| it.floor_plan = Some(FloorPlanId(8)),
        |it| it.floor.number = Some(8),
        |it| it.floor.band = Some(FloorBand::High),
        |it| it.floor.total = Some(19),
        |it| it.orientation.insert(Orientation::NorthWest),
        |it| it.lift = Some(false),
        |it| it.decoration = Some(Decoration::Luxury),
        |it| it.facilities.insert(Facility::Sofa),
        |it| it.payment = Some(PaymentTerms::Yearly),
        |it| it.agent_fee = Some(true),
        |it| it.available_from = NaiveDate::from_ymd_opt(2025, 7, 2),
        |it| it.city = DivisionCode(310_100),
        |it| it.district = Some(DivisionCode(110_108)),
        |it| it.business_district = None,
        |it| it.estate = None,
        |it| it.street = Some("望京东路".into()),
        |it| it.near_subway = false,
        |it| it.subway_metres = Some(421),
        |it| it.point = Point::new(116.4706, 39.9964),
        |it| it.agent = None,
        |it| it.status = ListingStatus::Reserved,
        |it| it.tags.reverse(),
        |it| it.published_at += Duration::microseconds(1),
        |it| it.demo = true,
    ];
    let mut version = 1;
    for (number, change) in changes.into_iter().enumerate() {
        let mut changed = original.clone();
        change(&mut changed);
        assert_ne!(changed, original, "change {number} changes something");
        for listing in [&changed, &original] {
            let put = put(store, std::slice::from_ref(listing), 1).await;
            assert_eq!(outcomes(&put), [Updated], "change {number}");
            version += 1;
        }
    }
    let moved = NewListing {
        estate: Some(other_estate),
        ..original.clone()
    };
    assert_eq!(outcomes(&put(store, &[moved], 2).await), [Updated]);
    let record = store.listings().detail(id).await.unwrap().unwrap();
    assert_eq!(record.version, version + 1);
    assert_eq!(record.updated_at, at(2));
    assert_eq!(record.listing.card.estate.unwrap().name, "花家地北里");
}

pub async fn a_missing_value_differs_from_a_present_one(database: &Database) {
    let store = &database.store;
    let world = World::build(store).await;
    let known = world.listing("a");
    let unknown = NewListing {
        title: known.title.clone(),
        detail: known.detail.clone(),
        rent: known.rent,
        area: None,
        tags: known.tags.clone(),
        ..sparse("a")
    };
    put(store, std::slice::from_ref(&known), 0).await;
    for (listing, outcome) in [
        (&unknown, Updated),
        (&unknown, Unchanged),
        (&known, Updated),
        (&known, Unchanged),
    ] {
        let put = put(store, std::slice::from_ref(listing), 1).await;
        assert_eq!(outcomes(&put), [outcome]);
    }
}

pub async fn of_listings_with_one_id_in_a_batch_the_last_counts(database: &Database) {
    let store = &database.store;
    let first = sparse("a");
    let last = NewListing {
        title: "后来的".into(),
        ..sparse("a")
    };
    let put = put(store, &[first, sparse("b"), last], 0).await;
    assert_eq!(outcomes(&put), [Unchanged, Inserted, Inserted]);
    assert_eq!(put[0].id, put[2].id);
    let record = store.listings().detail(put[2].id).await.unwrap().unwrap();
    assert_eq!(record.listing.card.title, "后来的");
    assert_eq!(store.listings().count().await.unwrap(), 2);
    assert_eq!(store.events().after(0, 10).await.unwrap().len(), 2);
}

pub async fn one_id_in_two_sources_is_two_listings(database: &Database) {
    let store = &database.store;
    let other = NewListing {
        source: "other".into(),
        ..sparse("a")
    };
    let listings = [sparse("a"), other];
    let first = put(store, &listings, 0).await;
    assert_ne!(first[0].id, first[1].id);
    let second = put(store, &listings, 1).await;
    assert_eq!(outcomes(&second), [Unchanged, Unchanged]);
    assert_eq!(second[0].id, first[0].id);
    assert_eq!(second[1].id, first[1].id);
}

pub async fn tags_are_replaced_in_their_order(database: &Database) {
    let store = &database.store;
    let world = World::build(store).await;
    let [any_time, subway, monthly] = world.tags[..] else {
        panic!("three tags");
    };
    for (tags, names, outcome) in [
        (
            vec![any_time, subway, any_time],
            vec!["随时看房", "近地铁"],
            Inserted,
        ),
        (
            vec![any_time, subway],
            vec!["随时看房", "近地铁"],
            Unchanged,
        ),
        (
            vec![monthly, any_time],
            vec!["押一付一", "随时看房"],
            Updated,
        ),
        (vec![monthly], vec!["押一付一"], Updated),
        (vec![], vec![], Updated),
        (vec![], vec![], Unchanged),
        (vec![subway], vec!["近地铁"], Updated),
    ] {
        let listing = NewListing {
            tags,
            ..world.listing("a")
        };
        let put = put(store, &[listing], 0).await;
        assert_eq!(outcomes(&put), [outcome], "{names:?}");
        let listing = store
            .listings()
            .indexed(&[put[0].id])
            .await
            .unwrap()
            .remove(0);
        let stored: Vec<&str> = listing
            .card
            .tags
            .iter()
            .map(|tag| tag.name.as_str())
            .collect();
        assert_eq!(stored, names);
    }
}

pub async fn a_large_batch_takes_few_statements(database: &Database) {
    let store = &database.store;
    let world = World::build(store).await;
    let listings: Vec<NewListing> = (0..1_000)
        .map(|number| world.listing(&number.to_string()))
        .collect();
    for (minute, most, outcome) in [(0, 30, Inserted), (1, 12, Unchanged)] {
        let before = store.statements();
        let put = put(store, &listings, minute).await;
        let statements = store.statements() - before;
        assert!(statements <= most, "{statements} statements");
        assert!(put.iter().all(|put| put.outcome == outcome));
    }
    assert_eq!(store.listings().count().await.unwrap(), 1_000);
}

pub async fn removed_and_withdrawn_listings_are_no_longer_public(database: &Database) {
    let store = &database.store;
    let world = World::build(store).await;
    let put = put(
        store,
        &[world.listing("a"), world.listing("b"), sparse("c")],
        0,
    )
    .await;
    let [a, b, c] = [put[0].id, put[1].id, put[2].id];

    let mut unit = store.begin().await.unwrap();
    let removed = unit.remove_listings(&[a, ListingId(999)], at(1)).await;
    assert_eq!(removed.unwrap(), [a]);
    let withdraw = [c, b, ListingId(999)];
    let status = ListingStatus::Withdrawn;
    let changed = unit.set_listing_status(&withdraw, status, at(1)).await;
    assert_eq!(changed.unwrap(), [b, c]);
    let again = unit.set_listing_status(&withdraw, status, at(2)).await;
    assert_eq!(again.unwrap(), []);
    unit.commit().await.unwrap();

    assert_eq!(store.listings().indexed(&[a, b, c]).await.unwrap(), []);
    assert_eq!(store.listings().count().await.unwrap(), 0);
    assert_eq!(store.listings().detail(a).await.unwrap(), None);
    let record = store.listings().detail(b).await.unwrap().unwrap();
    assert_eq!(record.status, ListingStatus::Withdrawn);
    assert_eq!(record.version, 2);
    assert_eq!(record.updated_at, at(1));
}
