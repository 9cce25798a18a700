//! Reading listings.

use crate::{
    builders::{BEIJING, CHAOYANG, World, at, put, sparse},
    database::Database,
};
use chrono::{NaiveDate, TimeZone, Utc};
use domain::{
    ListingId, ListingStatus, NamedPlace, PaymentTerms, Rent, RentMode, TagLabel, listing,
};
use store::{NewListing, floor_plan_for};

fn named(id: impl Into<i64>, name: &str) -> NamedPlace {
    NamedPlace {
        id: id.into(),
        name: name.into(),
    }
}

pub async fn a_stored_listing_reads_as_it_was_put(database: &Database) {
    let store = &database.store;
    let world = World::build(store).await;
    let new = world.listing("a");
    let id = put(store, std::slice::from_ref(&new), 5).await[0].id;

    let record = store.listings().detail(id).await.unwrap().unwrap();

    assert_eq!(record.status, ListingStatus::Published);
    assert_eq!(record.facilities, new.facilities);
    assert_eq!(record.listing.card.payment, Some(PaymentTerms::Quarterly));
    assert_eq!(record.subway_metres, Some(420));
    assert_eq!(record.province, named(110_000, "北京市"));
    let plan = record.floor_plan.unwrap();
    assert_eq!(
        (Some(plan.id), plan.name.as_str()),
        (new.floor_plan, "两室一厅")
    );
    assert_eq!(Some(plan.id), floor_plan_for(new.layout));
    assert_eq!(record.photos, []);
    assert_eq!(record.version, 1);
    assert_eq!(record.updated_at, at(5));
    assert_eq!(record.listing.detail, new.detail);
    let card = &record.listing.card;
    assert_eq!(card.id, id);
    assert_eq!(card.title, new.title);
    assert_eq!(card.rent, 7_851);
    assert_eq!(card.area, Some(89.25));
    assert_eq!(card.mode, RentMode::Entire);
    assert_eq!(card.layout, new.layout);
    assert_eq!(card.floor, new.floor);
    assert_eq!(card.orientation, new.orientation);
    assert_eq!(card.decoration, new.decoration);
    assert_eq!(card.lift, Some(true));
    assert!(card.near_subway);
    assert_eq!(card.agent_fee, Some(false));
    assert_eq!(card.city, named(BEIJING.0, "北京市"));
    assert_eq!(card.district, Some(named(CHAOYANG.0, "朝阳区")));
    let business_district = named(world.business_district.0, "望京");
    assert_eq!(card.business_district, Some(business_district));
    assert_eq!(card.estate, Some(named(world.estate.0, "望京西园四区")));
    assert_eq!(card.street, new.street);
    let tags = [(world.tags[1], "近地铁"), (world.tags[0], "随时看房")];
    let tags = tags.map(|(id, name)| TagLabel {
        id,
        name: name.into(),
    });
    assert_eq!(card.tags, tags);
    assert_eq!(card.photo, None);
    assert_eq!(card.point, new.point);
    assert_eq!(card.agent, Some(world.agent));
    assert_eq!(card.available_from, new.available_from);
    assert_eq!(
        card.published_on,
        NaiveDate::from_ymd_opt(2025, 6, 1).unwrap()
    );
    assert!(!card.demo);

    let indexed = store.listings().indexed(&[id]).await.unwrap();
    assert_eq!(indexed, std::slice::from_ref(&record.listing));
    let rebuilt = store.listings().indexed_after(ListingId(0), 10).await;
    assert_eq!(rebuilt.unwrap(), [record.listing]);
}

pub async fn a_sparse_listing_reads_with_nothing_made_up(database: &Database) {
    let store = &database.store;
    let longest = NewListing {
        title: "长".repeat(listing::TITLE_MAX),
        detail: "述".repeat(listing::DETAIL_MAX),
        rent: Rent::from_yuan(Rent::MAX_YUAN).unwrap(),
        area: Some(*listing::AREA_RANGE.end()),
        demo: true,
        ..sparse("b")
    };
    let put = put(store, &[sparse("a"), longest.clone()], 0).await;

    let record = store.listings().detail(put[0].id).await.unwrap().unwrap();
    assert_eq!(record.listing.card.payment, None);
    assert_eq!(record.subway_metres, None);
    assert_eq!(record.floor_plan, None);
    assert!(record.facilities.is_empty());
    let card = record.listing.card;
    assert_eq!(card.area, None);
    assert_eq!(card.layout, Default::default());
    assert_eq!(card.floor, Default::default());
    assert_eq!(card.decoration, None);
    assert_eq!(card.lift, None);
    assert_eq!(card.agent_fee, None);
    assert_eq!(card.district, None);
    assert_eq!(card.business_district, None);
    assert_eq!(card.estate, None);
    assert_eq!(card.street, None);
    assert_eq!(card.point, None);
    assert_eq!(card.agent, None);
    assert_eq!(card.available_from, None);
    assert_eq!(card.tags, []);

    let indexed = store.listings().indexed(&[put[1].id]).await.unwrap();
    assert_eq!(indexed[0].card.title, longest.title);
    assert_eq!(indexed[0].detail, longest.detail);
    assert_eq!(i64::from(indexed[0].card.rent), Rent::MAX_YUAN);
    assert!(indexed[0].card.demo);
}

pub async fn only_published_listings_are_public(database: &Database) {
    let store = &database.store;
    let listings: Vec<NewListing> = ListingStatus::ALL
        .iter()
        .map(|status| NewListing {
            status: *status,
            ..sparse(status.as_str())
        })
        .collect();
    let put = put(store, &listings, 0).await;
    let ids: Vec<ListingId> = put.iter().map(|put| put.id).collect();

    let indexed = store.listings().indexed(&ids).await.unwrap();
    let after = store
        .listings()
        .indexed_after(ListingId(0), 100)
        .await
        .unwrap();

    let public = ListingStatus::ALL
        .iter()
        .position(|status| *status == ListingStatus::Published)
        .map(|index| ids[index]);
    let shown: Vec<ListingId> = indexed.iter().map(|listing| listing.card.id).collect();
    assert_eq!(shown, Vec::from_iter(public));
    assert_eq!(after, indexed);
    assert_eq!(store.listings().count().await.unwrap(), 1);
    for (id, listing) in ids.iter().zip(&listings) {
        let record = store.listings().detail(*id).await.unwrap().unwrap();
        assert_eq!(record.status, listing.status);
    }
}

pub async fn listings_come_in_the_order_asked_for(database: &Database) {
    let store = &database.store;
    let put = put(store, &["a", "b", "c"].map(sparse), 0).await;
    let [a, b, c] = [put[0].id, put[1].id, put[2].id];
    let unknown = ListingId(c.0 + 1);
    let asked = [c, a, unknown, c, b];
    let found = store.listings().indexed(&asked).await.unwrap();
    let found: Vec<ListingId> = found.iter().map(|listing| listing.card.id).collect();
    assert_eq!(found, [c, a, b]);
    assert_eq!(store.listings().indexed(&[]).await.unwrap(), []);
    assert_eq!(store.listings().detail(unknown).await.unwrap(), None);
    let found = store.listings().details(&asked).await.unwrap();
    let found: Vec<ListingId> = found.iter().map(|record| record.listing.card.id).collect();
    assert_eq!(found, [c, a, b]);
    assert_eq!(store.listings().details(&[]).await.unwrap(), []);
}

pub async fn a_rebuild_sees_every_listing_once(database: &Database) {
    let store = &database.store;
    let listings: Vec<NewListing> = (0..50)
        .map(|number| NewListing {
            status: if number % 5 == 0 {
                ListingStatus::Draft
            } else {
                ListingStatus::Published
            },
            ..sparse(&number.to_string())
        })
        .collect();
    let put = put(store, &listings, 0).await;
    let mut seen = Vec::new();
    let mut after = ListingId(0);
    loop {
        let page = store.listings().indexed_after(after, 7).await.unwrap();
        assert!(page.len() <= 7);
        let Some(last) = page.last() else { break };
        after = last.card.id;
        seen.extend(page.into_iter().map(|listing| listing.card.id));
    }
    let mut public: Vec<ListingId> = put
        .iter()
        .zip(&listings)
        .filter(|(_, listing)| listing.status == ListingStatus::Published)
        .map(|(put, _)| put.id)
        .collect();
    public.sort_unstable();
    assert_eq!(seen, public);
}

pub async fn reads_take_few_statements_whatever_the_number(database: &Database) {
    let store = &database.store;
    let world = World::build(store).await;
    let listings: Vec<NewListing> = (0..300)
        .map(|number| world.listing(&number.to_string()))
        .collect();
    let ids: Vec<ListingId> = put(store, &listings, 0)
        .await
        .iter()
        .map(|put| put.id)
        .collect();
    // More ids than any database takes as single values of a statement.
    let many: Vec<ListingId> = ids
        .iter()
        .copied()
        .chain((1_000_000..1_070_000).map(ListingId))
        .collect();
    for (ids, found) in [(&ids[..1], 1), (&ids[..20], 20), (&many[..], 300)] {
        let before = store.statements();
        let indexed = store.listings().indexed(ids).await.unwrap();
        assert_eq!(indexed.len(), found);
        assert!(indexed.iter().all(|listing| listing.card.tags.len() == 2));
        assert_eq!(store.statements() - before, 2);
    }
    let before = store.statements();
    store.listings().detail(ids[0]).await.unwrap().unwrap();
    assert_eq!(store.statements() - before, 3);
    let before = store.statements();
    let details = store.listings().details(&ids[..20]).await.unwrap();
    assert!(
        details
            .iter()
            .all(|record| record.listing.card.tags.len() == 2)
    );
    assert_eq!((details.len(), store.statements() - before), (20, 3));
    let before = store.statements();
    store
        .listings()
        .indexed_after(ListingId(0), 300)
        .await
        .unwrap();
    assert_eq!(store.statements() - before, 2);
    let before = store.statements();
    store.agents().card(world.agent).await.unwrap().unwrap();
    assert_eq!(store.statements() - before, 1);
}

pub async fn the_day_of_publication_is_the_day_in_china(database: &Database) {
    let store = &database.store;
    let evening = NewListing {
        published_at: Utc.with_ymd_and_hms(2025, 5, 31, 16, 0, 0).unwrap(),
        ..sparse("a")
    };
    let id = put(store, &[evening], 0).await[0].id;
    let listing = store.listings().indexed(&[id]).await.unwrap().remove(0);
    let day = NaiveDate::from_ymd_opt(2025, 6, 1).unwrap();
    assert_eq!(listing.card.published_on, day);
}
