//! What is written about homes, and what becomes of it.

use crate::{
    accounts::made,
    builders::{World, at, put, sparse},
    database::Database,
};
use chrono::TimeDelta;
use domain::{ListingId, ListingStatus, UserId, offer::EditState};
use store::{EditRecord, ErrorKind, EventKind, NewListing, NewStep, Store, Subject};

async fn own(store: &Store, status: ListingStatus) -> (ListingId, UserId) {
    let user = made(store, "landlord", "13800138000", &[]).await;
    let home = NewListing {
        publisher: Some(user),
        status,
        ..sparse("own")
    };
    (put(store, &[home], 0).await[0].id, user)
}

async fn edit(store: &Store, id: ListingId) -> Option<EditRecord> {
    store.offers().edit(id).await.unwrap()
}

pub async fn of_two_who_write_the_second_is_told(database: &Database) {
    let store = &database.store;
    let (id, user) = own(store, ListingStatus::Draft).await;
    let other = made(store, "other", "13900139000", &[]).await;
    assert_eq!(edit(store, id).await, None);
    let mut unit = store.begin().await.unwrap();
    let now = at(1) + TimeDelta::nanoseconds(1_234_567_899);
    assert!(unit.open_edit(id, "first", user, now).await.unwrap());
    assert!(!unit.open_edit(id, "second", other, at(2)).await.unwrap());
    unit.commit().await.unwrap();
    let opened = edit(store, id).await.unwrap();
    assert_eq!(
        (opened.form.as_str(), opened.state),
        ("first", EditState::Open)
    );
    assert_eq!((opened.saved_by, opened.submitted_at), (Some(user), None));
    assert_eq!(
        opened.saved_at,
        at(1) + TimeDelta::microseconds(1_234_567),
        "to the microsecond, on both databases"
    );
    // Versions are never used twice, also when something is written anew.
    assert_eq!(opened.version, now.timestamp_millis());

    let read = opened.version;
    let mut unit = store.begin().await.unwrap();
    let saved = unit.save_edit(id, read, "by one", user, at(3)).await;
    assert_eq!(saved.unwrap(), Some(read + 1));
    let late = unit.save_edit(id, read, "by another", other, at(4)).await;
    assert_eq!(late.unwrap(), None);
    let ahead = unit.save_edit(id, read + 2, "x", other, at(4)).await;
    assert_eq!(ahead.unwrap(), None);
    let nowhere = unit.save_edit(ListingId(999), read, "x", user, at(4)).await;
    assert_eq!(nowhere.unwrap(), None);
    unit.commit().await.unwrap();
    let kept = edit(store, id).await.unwrap();
    assert_eq!((kept.form.as_str(), kept.saved_by), ("by one", Some(user)));
    // At the same time, too.
    let saving = |form: &'static str, by| {
        let store = store.clone();
        tokio::spawn(async move {
            let mut unit = store.begin().await.unwrap();
            let saved = unit.save_edit(id, read + 1, form, by, at(5)).await;
            if saved.is_ok() {
                unit.commit().await.unwrap();
            }
            saved.unwrap_or_default()
        })
    };
    let both = [saving("a", user), saving("b", other)];
    let mut kept = 0;
    for one in both {
        kept += u32::from(one.await.unwrap() == Some(read + 2));
    }
    assert_eq!(kept, 1);
}

pub async fn what_is_in_review_is_not_written_on(database: &Database) {
    let store = &database.store;
    let (id, user) = own(store, ListingStatus::Published).await;
    let mut unit = store.begin().await.unwrap();
    unit.open_edit(id, "{}", user, at(0)).await.unwrap();
    let read = unit.edit(id).await.unwrap().unwrap().version;
    let review = EditState::InReview;
    assert!(!unit.move_edit(id, read - 1, review, at(1)).await.unwrap());
    assert!(!unit.reopen_edit(id).await.unwrap(), "it is open");
    assert!(unit.move_edit(id, read, review, at(1)).await.unwrap());
    assert!(!unit.move_edit(id, read + 1, review, at(2)).await.unwrap());
    let saved = unit.save_edit(id, read + 1, "late", user, at(2)).await;
    assert_eq!(saved.unwrap(), None);
    unit.commit().await.unwrap();
    let waits = edit(store, id).await.unwrap();
    assert_eq!((waits.state, waits.submitted_at), (review, Some(at(1))));
    assert_eq!((waits.version, waits.form.as_str()), (read + 1, "{}"));

    let mut unit = store.begin().await.unwrap();
    assert!(unit.reopen_edit(id).await.unwrap());
    assert!(!unit.reopen_edit(id).await.unwrap());
    unit.commit().await.unwrap();
    let open = edit(store, id).await.unwrap();
    assert_eq!((open.state, open.submitted_at), (EditState::Open, None));
    assert_eq!(open.version, read + 2, "who looked at it looks again");

    let mut unit = store.begin().await.unwrap();
    let (file, _) = unit.take_photo(&"a".repeat(64), user, at(3)).await.unwrap();
    unit.add_edit_photo(id, file).await.unwrap();
    assert_eq!(unit.edit_photo_count(id).await.unwrap(), 1);
    assert!(unit.drop_edit(id).await.unwrap());
    assert!(!unit.drop_edit(id).await.unwrap());
    assert_eq!(unit.edit_photo_count(id).await.unwrap(), 0);
    unit.commit().await.unwrap();
    assert_eq!(edit(store, id).await, None);
    for refused in [
        format!(
            "INSERT INTO listing_edit (listing_id, form, state, saved_at) VALUES ({id}, '{{}}', 'in_review', '2025-06-01T08:00:00+00:00')"
        ),
        format!(
            "INSERT INTO listing_edit (listing_id, form, state, saved_at) VALUES ({id}, '', 'open', '2025-06-01T08:00:00+00:00')"
        ),
        format!(
            "INSERT INTO listing_edit (listing_id, form, state, saved_at) VALUES ({id}, '{{}}', 'x', '2025-06-01T08:00:00+00:00')"
        ),
    ] {
        assert!(database.execute(&refused).await.is_err(), "{refused}");
    }
}

pub async fn a_step_is_taken_once_and_from_where_it_was_seen(database: &Database) {
    use ListingStatus::{Let, Published, Reserved};
    let store = &database.store;
    let (id, user) = own(store, Published).await;
    let before = store.offers().offer(id).await.unwrap().unwrap();
    assert_eq!((before.status, before.publisher), (Published, Some(user)));
    assert_eq!((before.confirmed_at, before.version), (None, 1));
    let seen = store.events().last().await.unwrap();
    let mut unit = store.begin().await.unwrap();
    let moved = unit.move_listing(id, (Reserved, Let), None, at(1)).await;
    assert!(!moved.unwrap());
    let moved = unit.move_listing(id, (Published, Reserved), Some(at(2)), at(2));
    assert!(moved.await.unwrap());
    let again = unit.move_listing(id, (Published, Reserved), None, at(3));
    assert!(!again.await.unwrap());
    let moved = unit.move_listing(id, (Reserved, Published), None, at(4));
    assert!(moved.await.unwrap());
    let moved = unit.move_listing(id, (Published, Published), Some(at(5)), at(5));
    assert!(moved.await.unwrap(), "a confirmation is a step");
    unit.commit().await.unwrap();
    let after = store.offers().offer(id).await.unwrap().unwrap();
    assert_eq!((after.status, after.version), (Published, 4));
    assert_eq!(after.confirmed_at, Some(at(5)));
    let events = store.events().after(seen, 9).await.unwrap();
    assert!(!events.is_empty());
    for event in events {
        let Subject::Listing(listing) = event.subject;
        assert_eq!((listing, event.kind), (id, EventKind::Updated));
    }
    let since = database
        .execute("DELETE FROM listing WHERE status_since = '2025-06-01T08:04:00+00:00'")
        .await
        .unwrap();
    assert_eq!(since, 1, "confirming does not change since when");
}

pub async fn steps_are_told_newest_first(database: &Database) {
    use ListingStatus::{Draft, InReview};
    let store = &database.store;
    let (id, user) = own(store, Draft).await;
    let mut unit = store.begin().await.unwrap();
    assert!(!unit.was_public(id).await.unwrap());
    let reasons = ["wrong_price".to_owned(), "other".to_owned()];
    let mut numbers = Vec::new();
    for (minute, actor, action, (from, to), reasons, note) in [
        (1, Some(user), "submit", (Draft, InReview), &[][..], ""),
        (
            2,
            None,
            "reject",
            (InReview, Draft),
            &reasons[..],
            "太低, 不真实",
        ),
        (3, Some(user), "submit", (Draft, InReview), &[][..], ""),
    ] {
        let step = NewStep {
            listing: id,
            actor,
            action,
            from,
            to,
            reasons,
            note,
        };
        numbers.push(unit.add_step(&step, at(minute)).await.unwrap());
    }
    assert!(!unit.was_public(id).await.unwrap());
    unit.commit().await.unwrap();
    let steps = store.offers().steps(id, 2).await.unwrap();
    assert_eq!(
        steps.iter().map(|step| step.id).collect::<Vec<_>>(),
        [numbers[2], numbers[1]]
    );
    assert_eq!((steps[0].at, steps[0].to), (at(3), InReview));
    assert_eq!(steps[0].actor, Some(user));
    assert!(steps[0].actor_name.is_some() && steps[0].reasons.is_empty());
    assert_eq!((steps[1].actor, steps[1].actor_name.as_ref()), (None, None));
    assert_eq!(steps[1].reasons, reasons);
    assert_eq!(steps[1].note, "太低, 不真实");
    assert!(
        store
            .offers()
            .steps(ListingId(999), 9)
            .await
            .unwrap()
            .is_empty()
    );
    let mut unit = store.begin().await.unwrap();
    let step = NewStep {
        listing: id,
        actor: None,
        action: "approve",
        from: InReview,
        to: ListingStatus::Published,
        reasons: &[],
        note: "",
    };
    unit.add_step(&step, at(4)).await.unwrap();
    assert!(unit.was_public(id).await.unwrap());
    unit.commit().await.unwrap();
    let nowhere = NewStep {
        listing: ListingId(999),
        ..step
    };
    let mut unit = store.begin().await.unwrap();
    assert!(unit.add_step(&nowhere, at(5)).await.is_err());
    unit.rollback().await.unwrap();
}

pub async fn what_is_approved_takes_the_place_of_what_was_public(database: &Database) {
    let store = &database.store;
    let world = World::build(store).await;
    let user = made(store, "landlord", "13800138000", &[]).await;
    let home = NewListing {
        publisher: Some(user),
        ..world.listing("own")
    };
    let id = put(store, std::slice::from_ref(&home), 0).await[0].id;
    let mut unit = store.begin().await.unwrap();
    unit.open_edit(id, "{}", user, at(0)).await.unwrap();
    let mut files = Vec::new();
    for digit in ['a', 'b'] {
        let sha = digit.to_string().repeat(64);
        let (file, _) = unit.take_photo(&sha, user, at(1)).await.unwrap();
        unit.add_edit_photo(id, file).await.unwrap();
        files.push(file);
    }
    let drawn = store::DrawnPhoto {
        photo: domain::PhotoRef {
            key: "u/a.c.webp".into(),
            width: 960,
            height: 640,
        },
        likeness: 7,
    };
    assert!(unit.photo_drawn(files[0], &drawn).await.unwrap());
    unit.commit().await.unwrap();
    assert_eq!(store.offers().photo_count(id, true).await.unwrap(), 2);
    assert_eq!(store.offers().photo_count(id, false).await.unwrap(), 0);
    let (written, _) = store.offers().photos_written(id).await.unwrap();
    assert_eq!(
        written,
        std::slice::from_ref(&drawn.photo),
        "one is not drawn yet"
    );

    let mut unit = store.begin().await.unwrap();
    assert!(unit.photos_differ(id).await.unwrap());
    let changed = NewListing {
        title: "精装两居".into(),
        ..home
    };
    unit.put_listings(&[changed], at(2)).await.unwrap();
    assert!(unit.publish_photos(id, at(2)).await.unwrap());
    assert!(!unit.publish_photos(id, at(3)).await.unwrap(), "they are");
    unit.drop_edit(id).await.unwrap();
    unit.commit().await.unwrap();
    let record = store.listings().detail(id).await.unwrap().unwrap();
    assert_eq!(record.listing.card.title, "精装两居");
    let offer = store.offers().offer(id).await.unwrap().unwrap();
    assert_eq!(offer.version, 2, "one change, whatever it took");
    assert_eq!(store.offers().photo_count(id, false).await.unwrap(), 1);

    // What is begun anew has what is public; a copy has it too.
    let draft = |name: &str| NewListing {
        publisher: Some(user),
        status: ListingStatus::Draft,
        ..sparse(name)
    };
    let drafts = put(store, &[draft("copy"), draft("other")], 4).await;
    let (copy, other) = (drafts[0].id, drafts[1].id);
    let mut unit = store.begin().await.unwrap();
    unit.open_edit(id, "{}", user, at(4)).await.unwrap();
    unit.open_edit(copy, "{}", user, at(4)).await.unwrap();
    assert_eq!(unit.take_photos_into_edit(id).await.unwrap(), 1);
    assert!(!unit.photos_differ(id).await.unwrap());
    assert_eq!(unit.take_photos_from(id, copy).await.unwrap(), 1);
    // Of a home that is written about, what is written counts.
    unit.open_edit(other, "{}", user, at(5)).await.unwrap();
    let (file, _) = unit.take_photo(&"b".repeat(64), user, at(5)).await.unwrap();
    unit.add_edit_photo(copy, file).await.unwrap();
    assert_eq!(unit.take_photos_from(copy, other).await.unwrap(), 2);
    let twice = unit.take_photos_from(id, copy).await.unwrap_err();
    assert_eq!(twice.kind(), ErrorKind::Conflict);
    unit.rollback().await.unwrap();
}

pub async fn what_nobody_confirmed_in_time_is_found_oldest_first(database: &Database) {
    let store = &database.store;
    let user = made(store, "landlord", "13800138000", &[]).await;
    let home = |name: &str, status| NewListing {
        publisher: Some(user),
        status,
        ..sparse(name)
    };
    let listings = [
        home("late", ListingStatus::Published),
        home("later", ListingStatus::Published),
        home("in time", ListingStatus::Published),
        home("never", ListingStatus::Published),
        home("reserved", ListingStatus::Reserved),
        home("over", ListingStatus::Expired),
    ];
    let ids: Vec<ListingId> = put(store, &listings, 0)
        .await
        .iter()
        .map(|put| put.id)
        .collect();
    let mut unit = store.begin().await.unwrap();
    for (home, minute) in [(0, 9), (1, 3), (2, 10), (4, 1), (5, 1)] {
        unit.confirmed(&[ids[home]], at(minute)).await.unwrap();
    }
    unit.commit().await.unwrap();
    let offers = store.offers();
    assert_eq!(
        offers.unconfirmed(at(10), 9).await.unwrap(),
        [ids[1], ids[0]]
    );
    assert_eq!(offers.unconfirmed(at(10), 1).await.unwrap(), [ids[1]]);
    assert!(offers.unconfirmed(at(3), 9).await.unwrap().is_empty());
    // To the microsecond.
    let moment = at(9) + TimeDelta::microseconds(1);
    assert_eq!(offers.unconfirmed(moment, 9).await.unwrap().len(), 2);
}
