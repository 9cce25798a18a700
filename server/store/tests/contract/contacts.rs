//! Renters and hosts in touch, and what people keep for themselves.

use crate::{
    builders::{agent, at, put, sparse},
    database::Database,
};
use chrono::TimeDelta;
use domain::{
    ListingId, RoleId, UserId,
    account::admin::Paged,
    contact::{EnquiryMark, EnquiryQuery, NoticeKind, Side},
};
use store::{ErrorKind, NewAccount, NewAgent, NewListing, NewNotice, Store};

pub async fn person(store: &Store, number: usize) -> UserId {
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
pub async fn host_with_home(store: &Store) -> (UserId, ListingId) {
    let host = person(store, 0).await;
    let mine = NewListing {
        publisher: Some(host),
        ..sparse("a")
    };
    let listing = put(store, &[mine], 0).await[0].id;
    (host, listing)
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
    let waits = contacts.waits_for_host(host, at(9)).await.unwrap();
    assert_eq!(waits, (1, 0));

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
        (
            EnquiryQuery {
                listing: Some(listing),
                ..everything
            },
            1,
        ),
        (
            EnquiryQuery {
                listing: Some(ListingId(0)),
                ..everything
            },
            0,
        ),
    ] {
        let list = list(renter, Side::Renter, query).await;
        assert_eq!(list.total, found, "{query:?}");
    }
    let (messages, last) = contacts.messages(enquiry.id, 2).await.unwrap();
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
    let renter_side = (enquiry.id, Side::Renter);
    let left = unit
        .read_enquiry(renter_side.0, renter_side.1, last - 1)
        .await;
    assert_eq!(left.unwrap(), 1, "what came after stays unread");
    let left = unit.read_enquiry(renter_side.0, renter_side.1, last).await;
    assert_eq!(left.unwrap(), 0);
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
    unit.put_reveal(host, listing, "192.0.2.2", at(1))
        .await
        .unwrap();
    unit.forget_contacts(renter).await.unwrap();
    let others = unit.prune_reveals(at(2)).await.unwrap();
    assert_eq!(others, 1, "those of others alone were left");
    unit.commit().await.unwrap();
    assert_eq!(contacts.searches(renter).await.unwrap(), []);
    assert_eq!(contacts.notices(renter, at(9), 9).await.unwrap(), []);
    assert_eq!(contacts.calendar_since(renter).await.unwrap(), None);
}
