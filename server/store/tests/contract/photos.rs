//! Photos of listings.

use crate::{
    builders::{at, put, sparse},
    database::Database,
};
use domain::{ListingId, PhotoRef};
use store::{EventKind, NewPhoto, Store};

fn photo(listing: ListingId, key: &str) -> NewPhoto {
    NewPhoto {
        listing,
        key: key.into(),
        room: Some("living".into()),
        sha256: Some("ab".repeat(32)),
        width: 960,
        height: 640,
    }
}

async fn put_photos(store: &Store, photos: &[NewPhoto], minute: u32) -> Vec<ListingId> {
    let mut unit = store.begin().await.unwrap();
    let changed = unit.put_photos(photos, at(minute)).await.unwrap();
    unit.commit().await.unwrap();
    changed
}

pub async fn the_first_photo_is_the_main_one(database: &Database) {
    let store = &database.store;
    let id = put(store, &[sparse("a")], 0).await[0].id;
    put_photos(store, &[photo(id, "b.webp"), photo(id, "a.webp")], 1).await;
    let main = PhotoRef {
        key: "b.webp".into(),
        width: 960,
        height: 640,
    };
    let other = PhotoRef {
        key: "a.webp".into(),
        ..main.clone()
    };
    let record = store.listings().detail(id).await.unwrap().unwrap();
    assert_eq!(record.photos, [main.clone(), other]);
    assert_eq!(record.listing.card.photo, Some(main.clone()));
    let indexed = store.listings().indexed(&[id]).await.unwrap();
    assert_eq!(indexed.len(), 1, "one row, however many photos");
    assert_eq!(indexed[0].card.photo, Some(main));
}

pub async fn photos_are_replaced_and_only_a_difference_is_a_change(database: &Database) {
    let store = &database.store;
    let mut unit = store.begin().await.unwrap();
    let listings = [sparse("a"), sparse("b")];
    let put = unit.put_listings(&listings, at(0)).await.unwrap();
    let [a, b] = [put[0].id, put[1].id];
    let photos = [photo(a, "1"), photo(b, "2"), photo(a, "3")];
    assert_eq!(unit.put_photos(&photos, at(0)).await.unwrap(), [a, b]);
    unit.commit().await.unwrap();
    let version = async |id| store.listings().detail(id).await.unwrap().unwrap().version;
    assert_eq!(version(a).await, 1, "new listings with photos are new");
    let last = store.events().last().await.unwrap();
    assert_eq!(store.events().after(0, 10).await.unwrap().len(), 2);

    assert_eq!(put_photos(store, &photos, 1).await, []);
    assert_eq!(store.events().last().await.unwrap(), last);

    let fewer = [photo(a, "3"), photo(b, "2")];
    assert_eq!(put_photos(store, &fewer, 2).await, [a]);
    let record = store.listings().detail(a).await.unwrap().unwrap();
    let keys: Vec<&str> = record
        .photos
        .iter()
        .map(|photo| photo.key.as_str())
        .collect();
    assert_eq!(keys, ["3"]);
    assert_eq!(record.version, 2);
    assert_eq!(record.updated_at, at(2));
    assert_eq!(version(b).await, 1);
    let events = store.events().after(last, 10).await.unwrap();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].kind, EventKind::Updated);
}
