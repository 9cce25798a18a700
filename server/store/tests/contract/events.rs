//! The outbox.

use crate::{
    builders::{at, put, sparse},
    database::Database,
};
use domain::{ListingId, ListingStatus};
use std::time::Duration;
use store::{
    Event,
    EventKind::{Created, Removed, Updated},
    NewListing, Subject,
};

fn told(events: &[Event]) -> Vec<(ListingId, store::EventKind)> {
    events
        .iter()
        .map(|event| {
            let Subject::Listing(id) = event.subject;
            (id, event.kind)
        })
        .collect()
}

pub async fn each_change_of_a_listing_is_told_once_and_in_order(database: &Database) {
    let store = &database.store;
    assert_eq!(store.events().last().await.unwrap(), 0);
    assert_eq!(store.events().oldest().await.unwrap(), None);
    let first = put(store, &[sparse("a"), sparse("b")], 1).await;
    let [a, b] = [first[0].id, first[1].id];
    let dearer = NewListing {
        title: "涨价了".into(),
        ..sparse("b")
    };
    put(store, &[sparse("a"), dearer], 2).await;
    let mut unit = store.begin().await.unwrap();
    unit.set_listing_status(&[a], ListingStatus::Let, at(3))
        .await
        .unwrap();
    unit.commit().await.unwrap();
    let mut unit = store.begin().await.unwrap();
    let c = unit.put_listings(&[sparse("c")], at(4)).await.unwrap()[0].id;
    unit.remove_listings(&[b], at(4)).await.unwrap();
    unit.commit().await.unwrap();

    let events = store.events().after(0, 100).await.unwrap();

    let expected = [
        (a, Created),
        (b, Created),
        (b, Updated),
        (a, Updated),
        (c, Created),
        (b, Removed),
    ];
    let mut found = told(&events);
    found[..2].sort_unstable_by_key(|(id, _)| *id);
    assert_eq!(found, expected);
    let minutes: Vec<_> = events.iter().map(|event| event.at).collect();
    assert_eq!(minutes, [1, 1, 2, 3, 4, 4].map(at));
    assert!(events.is_sorted_by(|one, next| one.seq < next.seq));
    assert_eq!(store.events().last().await.unwrap(), events[5].seq);
    assert_eq!(store.events().oldest().await.unwrap(), Some(events[0].seq));
    let middle = store.events().after(events[1].seq, 2).await.unwrap();
    assert_eq!(middle, events[2..4]);
}

/// A follower that has seen a number must never be handed a smaller one afterwards.
pub async fn a_change_that_commits_later_is_numbered_later(database: &Database) {
    let store = &database.store;
    let mut slow = store.begin().await.unwrap();
    let first = slow.put_listings(&[sparse("first")], at(0)).await.unwrap()[0].id;
    let other = store.clone();
    let quick = tokio::spawn(async move { put(&other, &[sparse("second")], 0).await[0].id });
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(store.events().last().await.unwrap(), 0, "nothing overtakes");
    slow.commit().await.unwrap();
    let second = quick.await.unwrap();
    let events = store.events().after(0, 10).await.unwrap();
    assert_eq!(told(&events), [(first, Created), (second, Created)]);
}

pub async fn pruning_keeps_the_numbering(database: &Database) {
    let store = &database.store;
    for (minute, id) in [(1, "a"), (2, "b"), (3, "c")] {
        put(store, &[sparse(id)], minute).await;
    }
    let events = store.events().after(0, 10).await.unwrap();
    let mut unit = store.begin().await.unwrap();
    assert_eq!(unit.prune_events(at(2)).await.unwrap(), 1);
    unit.commit().await.unwrap();
    assert_eq!(store.events().after(0, 10).await.unwrap(), events[1..]);

    let mut unit = store.begin().await.unwrap();
    assert_eq!(unit.prune_events(at(59)).await.unwrap(), 1);
    unit.commit().await.unwrap();
    assert_eq!(store.events().oldest().await.unwrap(), Some(events[2].seq));
    assert_eq!(store.events().last().await.unwrap(), events[2].seq);
    put(store, &[sparse("d")], 4).await;
    assert!(store.events().last().await.unwrap() > events[2].seq);
}
