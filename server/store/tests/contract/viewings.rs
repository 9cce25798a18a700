//! Viewings, and when hosts show homes.

use crate::{
    builders::at,
    contacts::{host_with_home, person},
    database::Database,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ListingId, UserId,
    contact::{
        CancelReason, HostHours, NoticeKind, Side, ViewingQuery, ViewingStatus, ViewingTime,
    },
};
use store::{ErrorKind, NewNotice, NewViewing, ViewingUpdate};

fn viewing(listing: ListingId, renter: UserId, host: UserId, at: DateTime<Utc>) -> NewViewing {
    NewViewing {
        listing,
        renter,
        host,
        starts_at: at,
        note: String::new(),
    }
}

pub async fn of_a_hundred_who_want_one_slot_one_gets_it(database: &Database) {
    let store = &database.store;
    let (host, listing) = host_with_home(store).await;
    let starts = at(0) + TimeDelta::days(1);
    let mut renters = Vec::new();
    for number in 1..=100 {
        renters.push(person(store, number).await);
    }
    let tasks = renters.into_iter().map(|renter| {
        let store = store.clone();
        tokio::spawn(async move {
            // Who gets no connection in time asks again: that is no answer about the slot.
            loop {
                let booked = async {
                    let mut unit = store.begin().await?;
                    let new = viewing(listing, renter, host, starts);
                    let id = unit.put_viewing(&new, at(1)).await?;
                    let reminder = NewNotice {
                        user: host,
                        kind: NoticeKind::ViewingReminder,
                        subject_id: id.0,
                        due_at: starts,
                    };
                    unit.put_notice(&reminder, at(1)).await?;
                    unit.commit().await?;
                    Ok::<_, store::Error>(id)
                };
                match booked.await {
                    Err(error) if error.kind() == ErrorKind::Unavailable => {}
                    answer => return answer.map_err(|error| error.kind()),
                }
            }
        })
    });
    let mut booked = 0;
    let mut conflicts = 0;
    for task in tasks.collect::<Vec<_>>() {
        match task.await.unwrap() {
            Ok(_) => booked += 1,
            Err(ErrorKind::Conflict | ErrorKind::Contended) => conflicts += 1,
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!((booked, conflicts), (1, 99));
    let query = ViewingQuery {
        time: ViewingTime::Open,
        page: 1,
    };
    let contacts = store.contacts();
    let held = contacts.viewings(host, Side::Host, &query, 10).await;
    assert_eq!(held.unwrap().total, 1);
}

pub async fn a_viewing_is_changed_by_who_read_it_last_and_gives_its_slot_back(database: &Database) {
    let store = &database.store;
    let (host, listing) = host_with_home(store).await;
    let (renter, other) = (person(store, 1).await, person(store, 2).await);
    let (first, second) = (at(0) + TimeDelta::days(1), at(30) + TimeDelta::days(1));
    let mut unit = store.begin().await.unwrap();
    let id = unit
        .put_viewing(&viewing(listing, renter, host, first), at(1))
        .await
        .unwrap();
    unit.commit().await.unwrap();
    let conflict = async |new: NewViewing| {
        let mut unit = store.begin().await.unwrap();
        let refused = unit.put_viewing(&new, at(1)).await.unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Conflict, "{new:?}");
    };
    conflict(viewing(listing, other, host, first)).await;
    // A renter sees one home at a time, and each once.
    conflict(viewing(listing, renter, other, first)).await;
    conflict(viewing(listing, renter, host, second)).await;

    let moved = ViewingUpdate {
        status: ViewingStatus::Confirmed,
        starts_at: second,
        sequenced: true,
        cancelled: None,
    };
    let mut unit = store.begin().await.unwrap();
    let change = unit.change_viewing(id, 1, &moved, at(2)).await;
    assert!(change.unwrap());
    let stale = unit.change_viewing(id, 1, &moved, at(3)).await;
    assert!(!stale.unwrap());
    let third = unit
        .put_viewing(&viewing(listing, other, host, first), at(2))
        .await
        .unwrap();
    unit.commit().await.unwrap();
    let mut unit = store.begin().await.unwrap();
    let taken = ViewingUpdate {
        starts_at: first,
        ..moved.clone()
    };
    let refused = unit.change_viewing(id, 2, &taken, at(3)).await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::Conflict);
    unit.rollback().await.unwrap();

    let contacts = store.contacts();
    let taken = contacts.taken_slots(host, renter, at(0)).await.unwrap();
    assert_eq!(taken.len(), 2);
    let cancelled = ViewingUpdate {
        status: ViewingStatus::Cancelled,
        cancelled: Some((CancelReason::Time, "出差".into(), renter)),
        ..moved
    };
    let mut unit = store.begin().await.unwrap();
    let change = unit.change_viewing(id, 2, &cancelled, at(4)).await;
    assert!(change.unwrap());
    let over = unit.change_viewing(id, 3, &moved_again(first), at(5)).await;
    assert!(!over.unwrap(), "what is over stays so");
    unit.commit().await.unwrap();
    let seen = contacts.viewing(id, Side::Host).await.unwrap().unwrap();
    assert_eq!(
        (seen.status, seen.sequence, seen.version),
        (ViewingStatus::Cancelled, 2, 3)
    );
    assert_eq!(
        (seen.reason, seen.reason_note.as_str(), seen.cancelled_by),
        (Some(CancelReason::Time), "出差", Some(Side::Renter))
    );
    assert_eq!(
        (seen.place.as_str(), seen.with.as_str()),
        ("北京市", "张三1")
    );
    let mut unit = store.begin().await.unwrap();
    let open = unit.open_viewings_of(host).await.unwrap();
    assert_eq!(unit.open_viewings_at(listing).await.unwrap(), open);
    unit.rollback().await.unwrap();
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].id, third);
    let list = async |user, side, time| {
        let query = ViewingQuery { time, page: 1 };
        let page = contacts.viewings(user, side, &query, 10).await.unwrap();
        page.items
            .iter()
            .map(|viewing| viewing.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(list(host, Side::Host, ViewingTime::Open).await, [third]);
    assert_eq!(list(renter, Side::Renter, ViewingTime::Past).await, [id]);
    let calendar = contacts.calendar(host, Side::Host, at(0), 9).await;
    assert_eq!(calendar.unwrap().len(), 2);
}

fn moved_again(to: DateTime<Utc>) -> ViewingUpdate {
    ViewingUpdate {
        status: ViewingStatus::Requested,
        starts_at: to,
        sequenced: true,
        cancelled: None,
    }
}

pub async fn hours_read_as_they_were_set(database: &Database) {
    let store = &database.store;
    let (host, _) = host_with_home(store).await;
    let day = |text| domain::day::parse(text).unwrap();
    let mut hours = HostHours::default();
    hours.week[0] = "9-12, 14-18:30".parse().unwrap();
    hours.week[6] = "0-24".parse().unwrap();
    let mut unit = store.begin().await.unwrap();
    for _ in 0..2 {
        unit.set_week(host, &hours.week).await.unwrap();
        for (day, hours) in [
            (day("2025-05-31"), "9-10"),
            (day("2025-06-02"), ""),
            (day("2025-06-03"), "10-11, 12-13"),
        ] {
            let hours = hours.parse().unwrap();
            unit.set_day(host, day, &hours).await.unwrap();
        }
    }
    unit.commit().await.unwrap();
    let read = store.contacts().hours(host, day("2025-06-01")).await;
    let read = read.unwrap();
    assert_eq!(read.week, hours.week);
    let exceptions: Vec<_> = read
        .exceptions
        .iter()
        .map(|other| (other.day, other.hours.to_string()))
        .collect();
    assert_eq!(
        exceptions,
        [
            (day("2025-06-02"), String::new()),
            (day("2025-06-03"), "10:00-11:00, 12:00-13:00".into())
        ]
    );
    let mut unit = store.begin().await.unwrap();
    assert!(unit.unset_day(host, day("2025-06-03")).await.unwrap());
    assert!(!unit.unset_day(host, day("2025-06-03")).await.unwrap());
    let pruned = unit.prune_exceptions(day("2025-06-01")).await;
    assert_eq!(pruned.unwrap(), 1);
    unit.set_week(host, &Default::default()).await.unwrap();
    unit.commit().await.unwrap();
    let read = store.contacts().hours(host, day("2025-01-01")).await;
    let read = read.unwrap();
    assert!(read.are_empty());
    assert_eq!(read.exceptions.len(), 1);
}
