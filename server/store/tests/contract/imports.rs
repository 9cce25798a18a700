//! Homes that publishers bring in as a file.

use crate::{
    builders::{at, put, sparse},
    database::Database,
};
use chrono::Duration;
use domain::{
    ListingId, ListingStatus, UserId,
    offer::{ImportKind, ImportOutcome, ImportPhoto, ImportPhotoState, ImportShelf, ImportState},
};
use store::{ImportRow, NewImportPhoto, NewListing, PutOutcome, Store};

fn row(line: u32, kind: ImportKind) -> ImportRow {
    ImportRow {
        line,
        external_id: format!("A{line}"),
        kind,
        form: "{}".into(),
        before: String::new(),
        listing: None,
        listing_version: 0,
        edit_version: 0,
        problems: "[]".into(),
        outcome: ImportOutcome::Waiting,
    }
}

async fn publisher(store: &Store) -> UserId {
    crate::accounts::made(store, "publisher", "13800138000", &[]).await
}

async fn kept(store: &Store, user: UserId, minute: u32) -> i64 {
    let rows = [
        row(2, ImportKind::New),
        row(3, ImportKind::Changed),
        row(4, ImportKind::Same),
        row(5, ImportKind::Rejected),
    ];
    let mut unit = store.begin().await.unwrap();
    let id = unit
        .put_import(user, "a.csv", &rows, at(minute))
        .await
        .unwrap();
    unit.commit().await.unwrap();
    id
}

pub async fn an_import_is_read_by_its_parts(database: &Database) {
    let store = &database.store;
    let user = publisher(store).await;
    let (first, second) = (kept(store, user, 0).await, kept(store, user, 1).await);
    let offers = store.offers();
    let list = offers.imports(user, 0, 9).await.unwrap();
    let ids: Vec<i64> = list.iter().map(|batch| batch.id).collect();
    assert_eq!(ids, [second, first], "the latest first");
    assert_eq!(offers.import_count(user).await.unwrap(), 2);
    assert_eq!(offers.imports(user, 1, 9).await.unwrap().len(), 1);
    for (shelf, lines) in [
        (None, vec![2, 3, 4, 5]),
        (Some(ImportShelf::New), vec![2]),
        (Some(ImportShelf::Changed), vec![3]),
        (Some(ImportShelf::Same), vec![4]),
        (Some(ImportShelf::Rejected), vec![5]),
        (Some(ImportShelf::Left), vec![]),
        (Some(ImportShelf::Photos), vec![]),
    ] {
        let rows = offers.import_rows(first, shelf, 0, 9).await.unwrap();
        let found: Vec<u32> = rows.iter().map(|row| row.line).collect();
        assert_eq!(found, lines, "{shelf:?}");
        let count = offers.import_row_count(first, shelf).await.unwrap();
        assert_eq!(count as usize, lines.len());
    }
    let counts = offers.import_counts(first).await.unwrap();
    assert_eq!((counts.new, counts.same, counts.waiting), (1, 1, 2));

    let mut unit = store.begin().await.unwrap();
    let applied = Some(at(2));
    unit.move_import(first, ImportState::Applied, applied)
        .await
        .unwrap();
    unit.move_import(first, ImportState::Undone, None)
        .await
        .unwrap();
    unit.commit().await.unwrap();
    let batch = store.offers().import(first).await.unwrap().unwrap();
    assert_eq!(
        (batch.state, batch.applied_at),
        (ImportState::Undone, applied)
    );
    let mut unit = store.begin().await.unwrap();
    assert_eq!(unit.prune_imports(at(1)).await.unwrap(), 1);
    unit.commit().await.unwrap();
    assert_eq!(store.offers().import(first).await.unwrap(), None);
}

pub async fn a_row_is_settled_with_its_home_or_not_at_all(database: &Database) {
    let store = &database.store;
    let user = publisher(store).await;
    let id = kept(store, user, 0).await;
    let moved = (ImportOutcome::Waiting, ImportOutcome::Applied);
    let home = NewListing {
        source: "import:1".into(),
        publisher: Some(user),
        status: ListingStatus::Draft,
        ..sparse("A2")
    };
    // A process that ends before the unit does.
    let mut unit = store.begin().await.unwrap();
    let put = unit
        .put_listings(std::slice::from_ref(&home), at(1))
        .await
        .unwrap();
    assert!(
        unit.settle_import_row((id, 2), moved, Some(put[0].id), "[]")
            .await
            .unwrap()
    );
    unit.rollback().await.unwrap();
    let waiting = store
        .offers()
        .import_rows_with(id, ImportOutcome::Waiting, 9)
        .await
        .unwrap();
    assert_eq!(waiting.len(), 2);
    assert_eq!(store.offers().called("import:1", "A2").await.unwrap(), None);

    // Once more, and by somebody else in the same moment.
    let mut unit = store.begin().await.unwrap();
    assert_eq!(unit.called("import:1", "A2").await.unwrap(), None);
    let put = unit.put_listings(&[home], at(1)).await.unwrap();
    assert!(
        unit.settle_import_row((id, 2), moved, Some(put[0].id), "[]")
            .await
            .unwrap()
    );
    assert!(
        !unit
            .settle_import_row((id, 2), moved, Some(put[0].id), "[]")
            .await
            .unwrap()
    );
    assert_eq!(
        unit.called("import:1", "A2").await.unwrap(),
        Some(put[0].id)
    );
    unit.commit().await.unwrap();
    let waiting = store
        .offers()
        .import_rows_with(id, ImportOutcome::Waiting, 9)
        .await
        .unwrap();
    assert_eq!(waiting.iter().map(|row| row.line).collect::<Vec<_>>(), [3]);
}

fn photo(name: &str, line: Option<u32>, state: ImportPhotoState) -> ImportPhoto {
    ImportPhoto {
        name: name.into(),
        external_id: "A2".into(),
        line,
        state,
        problem: (state == ImportPhotoState::Refused).then(|| "photo_kind".into()),
    }
}

pub async fn photos_of_an_import_are_kept_until_it_is_done(database: &Database) {
    let store = &database.store;
    let user = publisher(store).await;
    let id = kept(store, user, 0).await;
    let hash = "a".repeat(64);
    let mut unit = store.begin().await.unwrap();
    let (files, waiting) = unit.take_photos(&[&hash], user, at(0)).await.unwrap();
    assert!(waiting.contains(&hash));
    let file = files[&hash];
    let photos = [
        NewImportPhoto {
            photo: photo("A2/1.jpg", Some(2), ImportPhotoState::Waiting),
            file: Some(file),
        },
        NewImportPhoto {
            photo: photo("A2/2.jpg", Some(2), ImportPhotoState::Refused),
            file: None,
        },
        NewImportPhoto {
            photo: photo("x.jpg", None, ImportPhotoState::Refused),
            file: None,
        },
    ];
    unit.put_import_photos(id, &photos).await.unwrap();
    unit.commit().await.unwrap();
    let listed = store.offers().import_photos(id, 0, 9).await.unwrap();
    let expected: Vec<ImportPhoto> = photos.iter().map(|new| new.photo.clone()).collect();
    assert_eq!(listed, expected);
    let counts = store.offers().import_photo_counts(id).await.unwrap();
    assert_eq!(
        (counts[&2].waiting, counts[&2].refused, counts[&0].refused),
        (1, 1, 1)
    );

    let late = at(0) + Duration::days(3);
    assert_eq!(
        store.photos().unused(late, 9).await.unwrap(),
        Vec::<i64>::new()
    );
    let mut unit = store.begin().await.unwrap();
    assert!(unit.collect_photos(&[file], late).await.unwrap().is_empty());
    let found = unit
        .import_files((id, 2), ImportPhotoState::Waiting)
        .await
        .unwrap();
    assert_eq!(
        (found.len(), found[0].entry, found[0].file),
        (1, 0, Some(file))
    );
    unit.refuse_import_photos((id, 2), "photo_home_refused")
        .await
        .unwrap();
    assert_eq!(unit.collect_photos(&[file], late).await.unwrap().len(), 1);
    unit.commit().await.unwrap();
    let listed = store.offers().import_photos(id, 0, 1).await.unwrap();
    assert_eq!(listed[0].problem.as_deref(), Some("photo_home_refused"));
}

pub async fn a_source_never_brings_back_what_people_took_away(database: &Database) {
    let store = &database.store;
    let user = publisher(store).await;
    for (name, status) in [
        ("let", ListingStatus::Let),
        ("withdrawn", ListingStatus::Withdrawn),
        ("reserved", ListingStatus::Reserved),
    ] {
        let mine = NewListing {
            publisher: Some(user),
            status,
            ..sparse(name)
        };
        let id: ListingId = put(store, &[mine], 0).await[0].id;
        let mut unit = store.begin().await.unwrap();
        let again = NewListing {
            title: "新的标题".into(),
            status: ListingStatus::Published,
            publisher: None,
            ..sparse(name)
        };
        let put = unit
            .refresh_listings(std::slice::from_ref(&again), at(1))
            .await
            .unwrap();
        assert_eq!((put[0].id, put[0].outcome), (id, PutOutcome::Updated));
        let put = unit.refresh_listings(&[again], at(2)).await.unwrap();
        assert_eq!(put[0].outcome, PutOutcome::Unchanged);
        unit.commit().await.unwrap();
        let offer = store.offers().offer(id).await.unwrap().unwrap();
        assert_eq!(
            (offer.status, offer.publisher),
            (status, Some(user)),
            "{name}"
        );
        let record = store.listings().detail(id).await.unwrap().unwrap();
        assert_eq!(record.listing.card.title, "新的标题");
    }
    assert_eq!(store.listings().count().await.unwrap(), 0);
}
