//! When what is public last changed.

use crate::{
    builders::{BEIJING, CHAOYANG, World, at, put},
    database::Database,
};
use domain::{ListingId, ListingStatus};
use store::NewListing;

fn with_status(world: &World, source_id: &str, status: ListingStatus) -> NewListing {
    NewListing {
        status,
        ..world.listing(source_id)
    }
}

pub async fn the_newest_change_is_told_by_run_and_place(database: &Database) {
    let store = &database.store;
    let world = World::build(store).await;
    let mut ids = Vec::new();
    for (source_id, minute) in [("a", 1), ("b", 2), ("c", 3)] {
        let new = with_status(&world, source_id, ListingStatus::Published);
        ids.push(put(store, &[new], minute).await[0].id);
    }
    let changes = store.changes();
    let all = changes.listings(ListingId(0), ids[2], 10).await.unwrap();
    assert_eq!(
        all,
        [(ids[0], at(1)), (ids[1], at(2)), (ids[2], at(3))],
        "by id"
    );
    let some = changes.listings(ids[0], ids[1], 10).await.unwrap();
    assert_eq!(some, [(ids[1], at(2))]);
    let one = changes.listings(ListingId(0), ids[2], 1).await.unwrap();
    assert_eq!(one, [(ids[0], at(1))]);

    // One run holds all, and so many runs hold one each.
    let runs = changes.listing_runs(1_000_000).await.unwrap();
    assert_eq!(runs.len(), 1);
    assert_eq!(runs[0].changed_at, at(3));
    let runs = changes.listing_runs(1).await.unwrap();
    let told: Vec<_> = runs
        .iter()
        .map(|run| (run.number, run.changed_at))
        .collect();
    let expected: Vec<_> = all.iter().map(|(id, at)| (id.0 - 1, *at)).collect();
    assert_eq!(told, expected);

    // A home that is let is no page, but its places changed.
    put(store, &[with_status(&world, "c", ListingStatus::Let)], 9).await;
    let runs = changes.listing_runs(1_000_000).await.unwrap();
    assert_eq!(runs[0].changed_at, at(2));
    let places = changes.places().await.unwrap();
    assert_eq!(places.len(), 1);
    let place = places[0];
    assert_eq!((place.city, place.district), (BEIJING, Some(CHAOYANG)));
    assert_eq!(place.business_district, Some(world.business_district));
    assert_eq!(place.estate, Some(world.estate));
    assert_eq!((place.public, place.changed_at), (2, at(9)));
}

pub async fn agents_without_public_homes_are_left_out(database: &Database) {
    let store = &database.store;
    let world = World::build(store).await;
    let new = with_status(&world, "a", ListingStatus::Published);
    let agent = new.agent.unwrap();
    put(store, &[new], 1).await;
    let changes = store.changes();
    assert_eq!(changes.agents().await.unwrap(), [(agent, at(1))]);
    put(
        store,
        &[with_status(&world, "a", ListingStatus::Withdrawn)],
        2,
    )
    .await;
    assert_eq!(changes.agents().await.unwrap(), []);
}
