//! Counting how often homes were seen.

use crate::{
    agents::person,
    builders::{CHAOYANG, World, at, put},
    database::Database,
};
use chrono::{Days, NaiveDate};
use domain::ListingId;
use store::{Counted, NewListing, Store};

fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 6, 1).unwrap() + Days::new(number)
}

fn counted(listing: ListingId, on: u64, impressions: u32, views: u32) -> Counted {
    Counted {
        listing,
        day: day(on),
        impressions,
        views,
    }
}

async fn count(store: &Store, today: u64, all: &[Counted]) {
    let mut unit = store.begin().await.unwrap();
    let through = unit.count_up_to(day(today)).await.unwrap();
    let ids: Vec<ListingId> = all.iter().map(|one| one.listing).collect();
    let homes = unit.counted_homes(&ids).await.unwrap();
    unit.count(all, &homes, through).await.unwrap();
    unit.commit().await.unwrap();
}

pub async fn what_is_counted_is_in_every_sum(database: &Database) {
    let store = &database.store;
    let world = World::build(store).await;
    let user = person(store, "agent_one", "13800138000").await;
    let own = NewListing {
        publisher: Some(user),
        ..world.listing("a")
    };
    let homes = put(store, &[own, world.listing("b")], 0).await;
    let (own, other) = (homes[0].id, homes[1].id);
    // A home that is not there is left out.
    let gone = ListingId(999_999);
    for _ in 0..2 {
        let all = [
            counted(own, 0, 3, 1),
            counted(other, 0, 5, 0),
            counted(gone, 0, 1, 1),
        ];
        count(store, 0, &all).await;
    }
    let counts = store.counts();
    assert_eq!(counts.days(own).await.unwrap(), [counted(own, 0, 6, 2)]);
    assert_eq!(counts.recent(other).await.unwrap(), [(10, 0); 3]);
    let shown = store.dashboards().shown(user, day(0)).await.unwrap();
    assert_eq!(shown, [(day(0), 6, 2)]);
    let views = store.dashboards().district_views(&[CHAOYANG], day(0)).await;
    assert_eq!(views.unwrap(), [(CHAOYANG, 2)]);
}

pub async fn sums_over_the_last_days_lose_what_is_older(database: &Database) {
    let store = &database.store;
    let world = World::build(store).await;
    let home = put(store, &[world.listing("a")], 0).await[0].id;
    let recent = async || store.counts().recent(home).await.unwrap();
    count(store, 0, &[counted(home, 0, 1, 1)]).await;
    count(store, 6, &[counted(home, 6, 10, 0)]).await;
    assert_eq!(recent().await, [(11, 1); 3]);
    count(store, 7, &[]).await;
    assert_eq!(recent().await, [(10, 0), (11, 1), (11, 1)]);
    // What comes late counts where its day still belongs.
    count(store, 7, &[counted(home, 0, 100, 0)]).await;
    assert_eq!(recent().await, [(10, 0), (111, 1), (111, 1)]);
    // Several days at once, and a clock that goes back.
    count(store, 31, &[]).await;
    count(store, 30, &[]).await;
    assert_eq!(recent().await, [(0, 0), (10, 0), (111, 1)]);
    count(store, 400, &[]).await;
    assert_eq!(recent().await, [(0, 0); 3]);
    count(store, 400, &[counted(home, 400, 2, 0)]).await;
    assert_eq!(recent().await, [(2, 0); 3]);
}

pub async fn a_batch_is_counted_once(database: &Database) {
    let store = &database.store;
    let mut unit = store.begin().await.unwrap();
    assert!(unit.begin_batch("one", 1, at(0)).await.unwrap());
    assert!(!unit.begin_batch("one", 1, at(0)).await.unwrap());
    assert!(unit.begin_batch("two", 1, at(0)).await.unwrap());
    assert!(unit.begin_batch("one", 2, at(1)).await.unwrap());
    unit.rollback().await.unwrap();
    let mut unit = store.begin().await.unwrap();
    assert!(unit.begin_batch("one", 1, at(0)).await.unwrap());
    assert_eq!(unit.prune_writers(at(0)).await.unwrap(), 0);
    let later = at(0) + chrono::TimeDelta::days(8);
    assert_eq!(unit.prune_writers(later).await.unwrap(), 1);
}
