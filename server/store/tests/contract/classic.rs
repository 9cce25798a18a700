//! What comes from a classic system under its own numbers.

use crate::{
    builders::{World, at, estate, outcomes, put, sparse},
    database::Database,
};
use domain::{EstateId, ListingId, ListingStatus, Rent};
use store::{CLASSIC_SOURCE, ClassicKind, ClassicRow, ErrorKind, NewListing, PutOutcome};

fn classic(id: i64) -> NewListing {
    NewListing {
        source: CLASSIC_SOURCE.into(),
        ..sparse(&id.to_string())
    }
}

pub async fn a_listing_keeps_its_number_and_new_ones_get_others(database: &Database) {
    let store = &database.store;
    let world = World::build(store).await;
    let own = put(store, &[sparse("a")], 0).await[0].id;
    let mut unit = store.begin().await.unwrap();
    let kind = ClassicKind::Listing;
    let taken = unit.taken_numbers(kind, &[own.0, 700, 701]).await.unwrap();
    assert_eq!(taken, [own.0].into());
    unit.reserve_numbers(kind, 701).await.unwrap();
    let mut homes = [classic(701), classic(700)];
    let brought = unit.bring_listings(&homes, at(1)).await.unwrap();
    unit.commit().await.unwrap();
    let ids: Vec<i64> = brought.iter().map(|it| it.id.0).collect();
    assert_eq!(ids, [701, 700]);
    assert_eq!(outcomes(&brought), [PutOutcome::Inserted; 2]);
    let next = put(store, &[sparse("b")], 2).await[0].id;
    assert_eq!(next, ListingId(702));

    // Again: what people decided stays, the rest is as it is there now.
    let mut unit = store.begin().await.unwrap();
    let let_ = ListingStatus::Let;
    unit.set_listing_status(&[ListingId(700)], let_, at(3))
        .await
        .unwrap();
    homes[1].rent = Rent::from_yuan(3_000).unwrap();
    homes[1].agent = Some(world.agent);
    let brought = unit.bring_listings(&homes, at(4)).await.unwrap();
    unit.commit().await.unwrap();
    let expected = [PutOutcome::Unchanged, PutOutcome::Updated];
    assert_eq!(outcomes(&brought), expected);
    let home = store.listings().detail(ListingId(700)).await.unwrap();
    let home = home.unwrap();
    assert_eq!((home.listing.card.rent, home.status), (3_000, let_));
    assert_eq!(home.listing.card.agent, Some(world.agent));

    // The number of another is never taken.
    let mut unit = store.begin().await.unwrap();
    let refused = unit.bring_listings(&[classic(own.0)], at(5)).await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::Conflict);
    unit.rollback().await.unwrap();
    let home = store.listings().detail(own).await.unwrap().unwrap();
    assert_eq!(home.version, 1);
}

pub async fn rows_that_were_taken_are_known_while_they_are_there(database: &Database) {
    let store = &database.store;
    let world = World::build(store).await;
    let row = |classic, own| ClassicRow {
        classic,
        own,
        seal: -classic,
    };
    let mut unit = store.begin().await.unwrap();
    unit.reserve_numbers(ClassicKind::Estate, 50).await.unwrap();
    let named = [(50, estate("幸福里"))];
    unit.add_numbered_estates(&named).await.unwrap();
    let kept = [row(50, 50), row(51, world.estate.0), row(52, 999)];
    let kind = ClassicKind::Estate;
    unit.keep_classic_rows(kind, &kept).await.unwrap();
    let again = [row(51, world.estate.0)];
    unit.keep_classic_rows(kind, &again).await.unwrap();
    let known = unit.classic_rows(kind, &[50, 52, 53]).await.unwrap();
    assert_eq!(known, [(50, kept[0]), (52, kept[2])].into());
    let own = unit.classic_own(kind, &[50, 51, 52, 53]).await.unwrap();
    assert_eq!(own, [(50, 50), (51, world.estate.0)].into());
    let tags = unit.classic_own(ClassicKind::Tag, &[50]).await.unwrap();
    assert!(tags.is_empty(), "another kind");
    unit.merge_estates(EstateId(50), world.estate, at(1))
        .await
        .unwrap();
    let own = unit.classic_own(kind, &[50]).await.unwrap();
    assert_eq!(own, [(50, world.estate.0)].into());
    let taken = unit.taken_numbers(kind, &[50, 51]).await.unwrap();
    assert_eq!(taken, [50].into(), "a merged estate is still known by it");
    unit.commit().await.unwrap();
}
