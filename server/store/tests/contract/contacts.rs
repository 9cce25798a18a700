//! Renters and hosts in touch.

use crate::{
    builders::{agent, at, put, sparse},
    database::Database,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ListingId, RoleId, UserId,
    account::admin::Paged,
    contact::{
        CancelReason, EnquiryMark, EnquiryQuery, HostHours, NoticeKind, Side, ViewingQuery,
        ViewingStatus, ViewingTime,
    },
};
use store::{
    ErrorKind, NewAccount, NewAgent, NewListing, NewNotice, NewViewing, Store, ViewingUpdate,
};

async fn person(store: &Store, number: usize) -> UserId {
    let account = NewAccount {
        username: format!("person{number:03}"),
        password_hash: "-".into(),
        real_name: format!("张三{number}"),
        sex: None,
        phone: format!("139{number:08}"),
        email: None,
        locale: None,
        demo: false,
    };
    let mut unit = store.begin().await.unwrap();
    let roles = [RoleId::RENTER];
    let id = unit.create_account(&account, &roles, at(0)).await.unwrap();
    unit.commit().await.unwrap();
    id
}

/// A host with a home, and that home.
async fn host_with_home(store: &Store) -> (UserId, ListingId) {
    let host = person(store, 0).await;
    let mine = NewListing {
        publisher: Some(host),
        ..sparse("a")
    };
    let listing = put(store, &[mine], 0).await[0].id;
    (host, listing)
}

fn viewing(listing: ListingId, renter: UserId, host: UserId, at: DateTime<Utc>) -> NewViewing {
    NewViewing {
        listing,
        renter,
        host,
        starts_at: at,
        note: String::new(),
    }
}

pub async fn a_home_is_answered_for_by_its_publisher_or_else_its_agent(database: &Database) {
    let store = &database.store;
    let (host, own) = host_with_home(store).await;
    let user = person(store, 1).await;
    let mut unit = store.begin().await.unwrap();
    let agents = [
        NewAgent {
            user: Some(user),
            ..agent("1")
        },
        agent("2"),
    ];
    let agents = unit.put_agents(&agents).await.unwrap();
    unit.commit().await.unwrap();
    let by_agent = |source_id, agent| NewListing {
        agent: Some(agent),
        ..sparse(source_id)
    };
    let listings = [
        by_agent("b", agents[0]),
        by_agent("c", agents[1]),
        sparse("d"),
    ];
    let homes = put(store, &listings, 0).await;
    let found = async |id| store.contacts().home(id).await.unwrap().unwrap();
    let home = found(own).await;
    assert_eq!(
        (home.host, home.phone.as_deref()),
        (Some(host), Some("13900000000"))
    );
    let home = found(homes[0].id).await;
    assert_eq!(
        (home.host, home.host_name.as_deref(), home.phone.as_deref()),
        (Some(user), Some("骆昊"), Some("13512345678"))
    );
    let home = found(homes[1].id).await;
    assert_eq!(
        (home.host, home.phone.as_deref()),
        (None, Some("13512345678"))
    );
    let home = found(homes[2].id).await;
    assert_eq!((home.host, home.phone), (None, None));
    database
        .execute("UPDATE app_user SET status = 'disabled'")
        .await
        .unwrap();
    for id in [own, homes[0].id] {
        let home = found(id).await;
        assert_eq!((home.host, home.phone), (None, None));
    }
}

pub async fn an_enquiry_counts_what_each_side_has_not_read(database: &Database) {
    let store = &database.store;
    let (host, listing) = host_with_home(store).await;
    let renter = person(store, 1).await;
    let mut unit = store.begin().await.unwrap();
    let enquiry = unit
        .open_enquiry(listing, renter, host, at(1))
        .await
        .unwrap();
    for (minute, body) in [(1, "在吗？"), (2, "可以养猫吗？")] {
        let again = unit
            .open_enquiry(listing, renter, host, at(minute))
            .await
            .unwrap();
        assert_eq!(again, enquiry);
        unit.write_message(&enquiry, Side::Renter, body, at(minute))
            .await
            .unwrap();
    }
    unit.commit().await.unwrap();
    let contacts = store.contacts();
    let list = async |user, side, query: EnquiryQuery| -> Paged<_> {
        contacts.enquiries(user, side, &query, 10).await.unwrap()
    };
    let everything = EnquiryQuery::default();
    let seen = &list(host, Side::Host, everything).await.items[0];
    assert_eq!((seen.unread, seen.mark), (2, EnquiryMark::New));
    assert_eq!(seen.last_message, "可以养猫吗？");
    assert_eq!(seen.with, "张三1");
    let seen = &list(renter, Side::Renter, everything).await.items[0];
    assert_eq!((seen.unread, seen.with.as_str()), (0, "张三0"));
    assert_eq!(
        contacts.unread_enquiries(host, Side::Host).await.unwrap(),
        1
    );

    let mut unit = store.begin().await.unwrap();
    unit.write_message(&enquiry, Side::Host, "可以。", at(31))
        .await
        .unwrap();
    assert!(
        unit.tell_of_enquiry(enquiry.id, Side::Renter, at(0), at(31))
            .await
            .unwrap()
    );
    assert!(
        !unit
            .tell_of_enquiry(enquiry.id, Side::Renter, at(30), at(32))
            .await
            .unwrap()
    );
    unit.commit().await.unwrap();
    let seen = &list(host, Side::Host, everything).await.items[0];
    assert_eq!((seen.unread, seen.mark), (0, EnquiryMark::Following));
    for (query, found) in [
        (
            EnquiryQuery {
                mark: Some(EnquiryMark::New),
                ..everything
            },
            0,
        ),
        (
            EnquiryQuery {
                unread: true,
                ..everything
            },
            1,
        ),
    ] {
        let list = list(renter, Side::Renter, query).await;
        assert_eq!(list.total, found, "{query:?}");
    }
    let messages = contacts.messages(enquiry.id, 2).await.unwrap();
    let said: Vec<_> = messages
        .iter()
        .map(|message| (message.from, message.body.as_str()))
        .collect();
    assert_eq!(
        said,
        [(Side::Renter, "可以养猫吗？"), (Side::Host, "可以。")]
    );
    assert_eq!(contacts.messages_by(renter, 9).await.unwrap().len(), 2);

    let mut unit = store.begin().await.unwrap();
    unit.read_enquiry(enquiry.id, Side::Renter).await.unwrap();
    unit.mark_enquiry(enquiry.id, EnquiryMark::Closed)
        .await
        .unwrap();
    unit.write_message(&enquiry, Side::Renter, "谢谢", at(40))
        .await
        .unwrap();
    unit.commit().await.unwrap();
    let seen = contacts.enquiry(enquiry.id, Side::Host).await.unwrap();
    let seen = seen.unwrap();
    assert_eq!((seen.unread, seen.mark), (1, EnquiryMark::Following));
}

pub async fn answers_are_measured_once_there_are_enough(database: &Database) {
    let store = &database.store;
    let user = person(store, 0).await;
    let mut unit = store.begin().await.unwrap();
    let mine = NewAgent {
        user: Some(user),
        ..agent("1")
    };
    let agent = unit.put_agents(&[mine]).await.unwrap()[0];
    unit.commit().await.unwrap();
    let home = NewListing {
        agent: Some(agent),
        ..sparse("a")
    };
    let listing = put(store, &[home], 0).await[0].id;
    let day = TimeDelta::days(1);
    let rate = async || {
        let contacts = store.contacts();
        contacts
            .response_rate(agent, at(0) - day, at(0) + day)
            .await
            .unwrap()
    };
    for number in 1..=5 {
        assert_eq!(rate().await, None, "{number}");
        let renter = person(store, number).await;
        let mut unit = store.begin().await.unwrap();
        let enquiry = unit
            .open_enquiry(listing, renter, user, at(0))
            .await
            .unwrap();
        unit.write_message(&enquiry, Side::Renter, "在吗？", at(0))
            .await
            .unwrap();
        let hours = [1, 1, 3, 30, 0][number - 1];
        if hours > 0 {
            // Only the first answer counts.
            for later in [hours, 100] {
                let then = at(0) + TimeDelta::hours(later);
                unit.write_message(&enquiry, Side::Host, "在", then)
                    .await
                    .unwrap();
            }
        }
        unit.commit().await.unwrap();
    }
    let rate = rate().await.unwrap();
    assert_eq!((rate.percent, rate.hours), (80, Some(1)));
    // One without an answer that is younger than what is settled does not count, nor do old ones.
    let contacts = store.contacts();
    for (since, settled) in [(at(0) - day, at(0) - day), (at(1), at(0) + day)] {
        let rate = contacts.response_rate(agent, since, settled).await;
        assert_eq!(rate.unwrap(), None);
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
    let open = contacts.open_viewings(host).await.unwrap();
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

pub async fn what_is_kept_for_oneself_goes_with_the_account(database: &Database) {
    let store = &database.store;
    let (host, listing) = host_with_home(store).await;
    let renter = person(store, 1).await;
    let notice = |minute| NewNotice {
        user: renter,
        kind: NoticeKind::Message,
        subject_id: 7,
        due_at: at(minute),
    };
    let mut unit = store.begin().await.unwrap();
    let search = unit.put_search(renter, "望京", "q=a", at(0)).await.unwrap();
    unit.put_calendar(renter, &"a".repeat(64), at(0))
        .await
        .unwrap();
    unit.put_calendar(renter, &"b".repeat(64), at(1))
        .await
        .unwrap();
    // One that is waiting says enough.
    unit.put_notice(&notice(1), at(1)).await.unwrap();
    unit.put_notice(&notice(2), at(2)).await.unwrap();
    unit.put_reveal(renter, listing, "192.0.2.1", at(1))
        .await
        .unwrap();
    unit.set_week(renter, &Default::default()).await.unwrap();
    assert!(!unit.rename_search(host, search, "x").await.unwrap());
    assert!(!unit.delete_search(host, search).await.unwrap());
    assert!(unit.rename_search(renter, search, "望京西").await.unwrap());
    assert_eq!(unit.count_searches(renter).await.unwrap(), 1);
    let elsewhere = unit.revealed_homes(renter, ListingId(99), at(0)).await;
    assert_eq!(elsewhere.unwrap(), 1);
    let own = unit.revealed_homes(renter, listing, at(0)).await;
    assert_eq!(own.unwrap(), 0);
    unit.commit().await.unwrap();
    let mut unit = store.begin().await.unwrap();
    let twice = unit.put_search(renter, "再来", "q=a", at(0)).await;
    assert_eq!(twice.unwrap_err().kind(), ErrorKind::Conflict);
    drop(unit);

    let contacts = store.contacts();
    assert_eq!(contacts.searches(renter).await.unwrap()[0].name, "望京西");
    assert_eq!(
        contacts.calendar_owner(&"a".repeat(64)).await.unwrap(),
        None
    );
    assert_eq!(
        contacts.calendar_owner(&"b".repeat(64)).await.unwrap(),
        Some(renter)
    );
    assert_eq!(contacts.notices(renter, at(0), 9).await.unwrap(), []);
    assert_eq!(contacts.notices(renter, at(9), 9).await.unwrap().len(), 1);
    let shown = async |since| contacts.is_revealed(renter, listing, since).await.unwrap();
    assert_eq!((shown(at(0)).await, shown(at(1)).await), (true, false));
    let mut unit = store.begin().await.unwrap();
    let about = Some(("enquiry", 7));
    assert_eq!(unit.notices_seen(renter, about, at(3)).await.unwrap(), 1);
    assert_eq!(unit.notices_seen(renter, None, at(3)).await.unwrap(), 0);
    unit.put_notice(&notice(4), at(4)).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(contacts.notices(renter, at(9), 9).await.unwrap().len(), 2);

    let mut unit = store.begin().await.unwrap();
    unit.forget_contacts(renter).await.unwrap();
    assert_eq!(unit.prune_reveals(at(2)).await.unwrap(), 1);
    unit.commit().await.unwrap();
    assert_eq!(contacts.searches(renter).await.unwrap(), []);
    assert_eq!(contacts.notices(renter, at(9), 9).await.unwrap(), []);
    assert_eq!(contacts.calendar_since(renter).await.unwrap(), None);
}
