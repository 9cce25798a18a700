//! Uploaded photos, and the photos of what is being written about homes.

use crate::{
    builders::{at, put, sparse},
    database::Database,
};
use domain::{
    ListingId, PhotoId, PhotoRef, UserId,
    photo::{CheckedWords, PhotoRoom, PhotoState},
};
use store::{DrawnPhoto, ErrorKind, Store};

/// A home about which somebody writes.
async fn written(database: &Database, name: &str) -> (ListingId, UserId) {
    let store = &database.store;
    let id = put(store, &[sparse(name)], 0).await[0].id;
    let user = crate::accounts::made(store, "writer", "13800138000", &[]).await;
    let mut unit = store.begin().await.unwrap();
    unit.open_edit(id, "{}", user, at(0)).await.unwrap();
    unit.commit().await.unwrap();
    (id, user)
}

fn sha(digit: char) -> String {
    digit.to_string().repeat(64)
}

fn drawn(key: &str) -> DrawnPhoto {
    DrawnPhoto {
        photo: PhotoRef {
            key: key.into(),
            width: 960,
            height: 640,
        },
        likeness: i64::MIN,
    }
}

/// Adds a file and draws it. Returns the row of the file and the photo.
async fn add(store: &Store, home: ListingId, user: UserId, digit: char) -> (i64, PhotoId) {
    let mut unit = store.begin().await.unwrap();
    let (file, waits) = unit.take_photo(&sha(digit), user, at(1)).await.unwrap();
    let photo = unit.add_edit_photo(home, file).await.unwrap();
    if waits {
        let key = format!("u/{digit}.c.webp");
        assert!(unit.photo_drawn(file, &drawn(&key)).await.unwrap());
    }
    unit.commit().await.unwrap();
    (file, photo)
}

async fn ids(store: &Store, home: ListingId) -> Vec<PhotoId> {
    let photos = store.photos().of_edit(home).await.unwrap();
    photos.into_iter().map(|photo| photo.id).collect()
}

pub async fn a_file_is_known_by_its_hash_and_drawn_once(database: &Database) {
    let store = &database.store;
    let (home, user) = written(database, "a").await;
    let mut unit = store.begin().await.unwrap();
    let (file, waits) = unit.take_photo(&sha('a'), user, at(1)).await.unwrap();
    assert!(waits);
    let again = unit.take_photo(&sha('a'), user, at(2)).await.unwrap();
    assert_eq!(again, (file, true));
    unit.commit().await.unwrap();
    let waiting = store.photos().waiting(9).await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].sha256, sha('a'));

    let mut unit = store.begin().await.unwrap();
    assert!(unit.photo_failed(file, "photo_unreadable").await.unwrap());
    assert!(!unit.photo_drawn(file, &drawn("u/a.c.webp")).await.unwrap());
    let photo = unit.add_edit_photo(home, file).await.unwrap();
    unit.commit().await.unwrap();
    let shown = store.photos().of_edit(home).await.unwrap().remove(0);
    assert_eq!((shown.id, shown.state), (photo, PhotoState::Failed));
    assert_eq!(shown.problem.as_deref(), Some("photo_unreadable"));

    // Sent once more, it waits again.
    let mut unit = store.begin().await.unwrap();
    let again = unit.take_photo(&sha('a'), user, at(3)).await.unwrap();
    assert_eq!(again, (file, true));
    assert!(unit.photo_drawn(file, &drawn("u/a.c.webp")).await.unwrap());
    assert!(!unit.photo_drawn(file, &drawn("u/b.c.webp")).await.unwrap());
    assert_eq!(
        unit.take_photo(&sha('a'), user, at(4)).await.unwrap(),
        (file, false)
    );
    let twice = unit.add_edit_photo(home, file).await.unwrap_err();
    assert_eq!(twice.kind(), ErrorKind::Conflict);
    unit.rollback().await.unwrap();
}

pub async fn photos_of_an_edit_are_put_in_order(database: &Database) {
    let store = &database.store;
    let (home, user) = written(database, "a").await;
    let mut photos = Vec::new();
    for digit in ['a', 'b', 'c'] {
        photos.push(add(store, home, user, digit).await.1);
    }
    assert_eq!(ids(store, home).await, photos);
    photos.rotate_left(1);
    let mut unit = store.begin().await.unwrap();
    assert_eq!(unit.hold_edit(home).await.unwrap(), Some(true));
    assert_eq!(unit.hold_edit(ListingId(999)).await.unwrap(), None);
    unit.order_edit_photos(home, &photos).await.unwrap();
    let words = CheckedWords {
        caption: Some("朝南".into()),
        room: Some(PhotoRoom::Living),
    };
    let first = photos[0];
    assert!(unit.describe_edit_photo(home, first, &words).await.unwrap());
    assert!(
        !unit
            .describe_edit_photo(ListingId(999), first, &words)
            .await
            .unwrap()
    );
    assert!(!unit.delete_edit_photo(ListingId(999), first).await.unwrap());
    unit.commit().await.unwrap();
    assert_eq!(ids(store, home).await, photos);

    let mut unit = store.begin().await.unwrap();
    assert!(unit.delete_edit_photo(home, photos[1]).await.unwrap());
    assert!(unit.publish_photos(home, at(5)).await.unwrap());
    assert!(!unit.publish_photos(home, at(6)).await.unwrap());
    unit.commit().await.unwrap();
    let public = store.listings().detail(home).await.unwrap().unwrap();
    let keys: Vec<&str> = public
        .photos
        .iter()
        .map(|photo| photo.key.as_str())
        .collect();
    assert_eq!(keys, ["u/b.c.webp", "u/a.c.webp"]);
    assert_eq!((public.version, public.updated_at), (2, at(5)));
}

pub async fn photos_that_came_by_an_import_keep_their_hash(database: &Database) {
    let store = &database.store;
    let (home, _) = written(database, "a").await;
    let imported = store::NewPhoto {
        listing: home,
        key: "a.webp".into(),
        room: None,
        sha256: Some(sha('d')),
        width: 9,
        height: 6,
    };
    let mut unit = store.begin().await.unwrap();
    unit.put_photos(std::slice::from_ref(&imported), at(1))
        .await
        .unwrap();
    unit.take_photos_into_edit(home).await.unwrap();
    assert!(
        !unit.publish_photos(home, at(2)).await.unwrap(),
        "nothing differs"
    );
    let photos = unit.photos_of_edit(home).await.unwrap();
    let words = CheckedWords {
        caption: Some("厨房".into()),
        room: None,
    };
    unit.describe_edit_photo(home, photos[0].id, &words)
        .await
        .unwrap();
    assert!(unit.publish_photos(home, at(3)).await.unwrap());
    // What the import brings again is what is there, hash included.
    assert_eq!(unit.put_photos(&[imported], at(4)).await.unwrap(), []);
    unit.commit().await.unwrap();
}

pub async fn a_file_that_is_used_is_never_collected(database: &Database) {
    let store = &database.store;
    let (home, user) = written(database, "a").await;
    let (edited, _) = add(store, home, user, 'a').await;
    let (public, photo) = add(store, home, user, 'b').await;
    let (unused, gone) = add(store, home, user, 'c').await;
    let mut unit = store.begin().await.unwrap();
    unit.delete_edit_photo(home, gone).await.unwrap();
    unit.publish_photos(home, at(2)).await.unwrap();
    unit.delete_edit_photo(home, photo).await.unwrap();
    unit.commit().await.unwrap();

    assert_eq!(
        store.photos().unused(at(1), 9).await.unwrap(),
        [] as [i64; 0],
        "too young"
    );
    assert_eq!(store.photos().unused(at(30), 9).await.unwrap(), [unused]);
    let all = [edited, public, unused];
    let mut unit = store.begin().await.unwrap();
    let collected = unit.collect_photos(&all, at(30)).await.unwrap();
    assert_eq!(collected.len(), 1);
    assert_eq!(collected[0].sha256, sha('c'));
    assert_eq!(collected[0].key.as_deref(), Some("u/c.c.webp"));
    unit.commit().await.unwrap();
    let texts = ["u/a.c.webp", "u/b.c.webp", "u/c.c.webp"].map(str::to_owned);
    let known = store.photos().known(&texts).await.unwrap();
    assert_eq!(known.len(), 2);
    assert!(!known.contains("u/c.c.webp"));
}

/// One takes a file again while another collects it: whoever is second sees what the first did.
pub async fn a_file_that_is_taken_meanwhile_stays(database: &Database) {
    let store = &database.store;
    let (home, user) = written(database, "a").await;
    for (digit, first) in [('a', "taker"), ('b', "collector")] {
        let (file, photo) = add(store, home, user, digit).await;
        let mut unit = store.begin().await.unwrap();
        unit.delete_edit_photo(home, photo).await.unwrap();
        unit.commit().await.unwrap();
        let mut one = store.begin().await.unwrap();
        let sha = sha(digit);
        let other = store.clone();
        if first == "taker" {
            let (taken, waits) = one.take_photo(&sha, user, at(40)).await.unwrap();
            assert_eq!((taken, waits), (file, false));
            one.add_edit_photo(home, taken).await.unwrap();
            let collecting = tokio::spawn(async move {
                let mut unit = other.begin().await.unwrap();
                let collected = unit.collect_photos(&[file], at(30)).await.unwrap();
                unit.commit().await.unwrap();
                collected
            });
            tokio::time::sleep(std::time::Duration::from_millis(200)).await;
            one.commit().await.unwrap();
            assert_eq!(collecting.await.unwrap(), []);
        } else {
            assert_eq!(one.collect_photos(&[file], at(30)).await.unwrap().len(), 1);
            let taking = tokio::spawn(async move {
                let mut unit = other.begin().await.unwrap();
                let taken = unit.take_photo(&sha, user, at(40)).await.unwrap();
                unit.commit().await.unwrap();
                taken
            });
            tokio::time::sleep(std::time::Duration::from_millis(200)).await;
            one.commit().await.unwrap();
            // A new one, which waits for being drawn.
            assert!(taking.await.unwrap().1);
        }
    }
}

pub async fn a_number_of_a_photo_is_never_given_twice(database: &Database) {
    let store = &database.store;
    let (home, user) = written(database, "a").await;
    let (_, first) = add(store, home, user, '1').await;
    let (_, last) = add(store, home, user, '2').await;
    let mut unit = store.begin().await.unwrap();
    assert!(unit.delete_edit_photo(home, last).await.unwrap());
    unit.commit().await.unwrap();
    let (_, next) = add(store, home, user, '3').await;
    assert!(next > last, "{next} after {last}");
    // A page from before shows the one that is gone, and changes no other.
    let mut unit = store.begin().await.unwrap();
    let words = CheckedWords {
        caption: Some("别的照片".into()),
        room: None,
    };
    let described = unit.describe_edit_photo(home, last, &words).await;
    assert!(!described.unwrap());
    assert!(!unit.delete_edit_photo(home, last).await.unwrap());
    // Nor do numbers come back when all of it was dropped, and is begun again.
    unit.drop_edit(home).await.unwrap();
    unit.open_edit(home, "{}", user, at(9)).await.unwrap();
    unit.commit().await.unwrap();
    let (_, again) = add(store, home, user, '4').await;
    assert!(again > next && next > first);
}
