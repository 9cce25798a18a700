//! What dashboards are drawn from.

use crate::{
    agents::person,
    builders::{BEIJING, CHAOYANG, World, at, put},
    database::Database,
};
use chrono::TimeDelta;
use domain::{
    ListingId, ListingStatus, UserId,
    agents::dashboard::{HomeOrder, Span, Task},
    offer::{ListingAction, OwnQuery, OwnShelf},
};
use store::{Happened, NewListing, NewStep, OwnCut, PastEnquiry, PastViewing, Store, TaskTimes};

/// Four homes of an agent, one of them let and one a draft, and one of somebody else.
async fn homes(store: &Store) -> (UserId, UserId, Vec<ListingId>) {
    let world = World::build(store).await;
    let host = person(store, "agent_one", "13800138000").await;
    let renter = person(store, "renter_one", "13900139000").await;
    let own = |name, status| NewListing {
        publisher: Some(host),
        status,
        ..world.listing(name)
    };
    let listings = [
        own("a", ListingStatus::Published),
        own("b", ListingStatus::Published),
        own("c", ListingStatus::Let),
        own("d", ListingStatus::Draft),
        world.listing("e"),
    ];
    let put = put(store, &listings, 0).await;
    (host, renter, put.into_iter().map(|put| put.id).collect())
}

fn enquiry(listing: ListingId, renter: UserId, host: UserId, minute: u32) -> PastEnquiry {
    PastEnquiry {
        listing,
        renter,
        host,
        question: "还在租吗？".into(),
        at: at(minute),
        answer: None,
    }
}

pub async fn what_was_decided_against_ones_own_is_told(database: &Database) {
    let store = &database.store;
    let (host, _, homes) = homes(store).await;
    let (public, draft, taken) = (homes[0], homes[3], homes[1]);
    let mut unit = store.begin().await.unwrap();
    let form = r#"{"title": "新标题", "rent": "7200", "rooms": "3", "area": "inf"}"#;
    for (home, status, steps) in [
        (
            public,
            ListingStatus::Published,
            ["submit", "reject"].as_slice(),
        ),
        (draft, ListingStatus::Draft, &["reject", "appeal"]),
        (taken, ListingStatus::Published, &["reject", "take_down"]),
    ] {
        if home != taken {
            unit.open_edit(home, form, host, at(1)).await.unwrap();
        }
        for action in steps {
            let step = NewStep {
                listing: home,
                actor: None,
                action,
                from: status,
                to: status,
                reasons: &[],
                note: "",
            };
            unit.add_step(&step, at(2)).await.unwrap();
        }
    }
    let moved = (ListingStatus::Published, ListingStatus::Withdrawn);
    assert!(unit.move_listing(taken, moved, None, at(3)).await.unwrap());
    unit.commit().await.unwrap();

    let offers = store.offers();
    let cut = OwnCut {
        unconfirmed_before: at(0),
        now: at(9),
        skip: 0,
        limit: 10,
    };
    let own = async |shelf| {
        let query = OwnQuery {
            shelf,
            ..OwnQuery::default()
        };
        offers.own(host, &query, cut).await.unwrap().0
    };
    let all = own(None).await;
    let of = |id| all.iter().find(|home| home.id == id).unwrap();
    assert_eq!(of(public).against, Some(ListingAction::Reject));
    assert_eq!(of(draft).against, Some(ListingAction::Reject));
    assert_eq!(of(taken).against, Some(ListingAction::TakeDown));
    assert_eq!(of(homes[2]).against, None);
    // Of a draft what is written is shown, as far as it makes sense; of others what is public.
    let shown = of(draft);
    assert_eq!((shown.title.as_str(), shown.rent), ("新标题", 7_200));
    assert_eq!(shown.layout.rooms, Some(3));
    assert_eq!(shown.area, of(public).area);
    assert_ne!(of(public).title, "新标题");
    let sent_back: Vec<ListingId> = own(Some(OwnShelf::SentBack))
        .await
        .iter()
        .map(|home| home.id)
        .collect();
    assert_eq!(sent_back.len(), 2);
    assert!(sent_back.contains(&public) && sent_back.contains(&draft));
    let counts = offers.own_counts(host, at(0)).await.unwrap();
    let shelf = OwnShelf::ALL
        .iter()
        .position(|shelf| *shelf == OwnShelf::SentBack);
    assert_eq!(counts[shelf.unwrap()], 2);
    let times = TaskTimes {
        now: at(9),
        today: at(0),
        tomorrow: at(0) + TimeDelta::days(1),
        confirmed_before: at(0),
    };
    let tasks = store.dashboards().tasks(host, times).await.unwrap();
    assert_eq!(tasks, [(Task::Rejected, 2)], "a draft is counted once");
}

pub async fn every_part_counts_ones_own(database: &Database) {
    let store = &database.store;
    let (host, renter, homes) = homes(store).await;
    let mut unit = store.begin().await.unwrap();
    unit.put_past_enquiry(&enquiry(homes[0], renter, host, 1))
        .await
        .unwrap();
    let again = unit
        .put_past_enquiry(&enquiry(homes[0], renter, host, 2))
        .await;
    assert!(!again.unwrap());
    let answered = PastEnquiry {
        answer: Some(("在的".into(), at(9))),
        ..enquiry(homes[1], renter, host, 3)
    };
    unit.put_past_enquiry(&answered).await.unwrap();
    unit.put_past_reveal(homes[1], renter, at(4)).await.unwrap();
    unit.put_past_reveal(homes[4], renter, at(4)).await.unwrap();
    let viewing = |home: usize, minute, status| PastViewing {
        listing: homes[home],
        renter,
        host,
        starts_at: at(minute),
        made_at: at(5),
        status,
    };
    unit.put_past_viewing(&viewing(0, 30, "confirmed"))
        .await
        .unwrap();
    unit.put_past_viewing(&viewing(1, 40, "requested"))
        .await
        .unwrap();
    unit.confirmed(&homes[..1], at(0)).await.unwrap();
    unit.commit().await.unwrap();
    let let_on =
        "UPDATE listing SET status_since = '2025-06-01T17:00:00+00:00' WHERE status = 'let'";
    database.execute(let_on).await.unwrap();

    let dashboards = store.dashboards();
    let mut happened = dashboards.happened(host, at(0)).await.unwrap();
    happened.sort_by_key(|(day, _, times)| (day.clone(), *times));
    // Five in the afternoon in Greenwich is the next day in China.
    let (today, tomorrow) = ("2025-06-01", "2025-06-02");
    assert_eq!(
        happened,
        [
            (today.into(), Happened::Contact, 1),
            (today.into(), Happened::Contact, 2),
            (today.into(), Happened::Viewing, 2),
            (tomorrow.into(), Happened::Let, 1),
        ]
    );
    assert!(
        dashboards
            .happened(host, at(6) + TimeDelta::days(1))
            .await
            .unwrap()
            .is_empty()
    );
    let by_status = dashboards.by_status(host).await.unwrap();
    assert_eq!(
        by_status,
        [
            (ListingStatus::Draft, 1),
            (ListingStatus::Let, 1),
            (ListingStatus::Published, 2)
        ]
    );
    let served = dashboards.districts(host, 5).await.unwrap();
    assert_eq!(served, [(BEIJING, CHAOYANG, 2)]);
    let times = TaskTimes {
        now: at(35),
        today: at(0),
        tomorrow: at(0) + TimeDelta::days(1),
        confirmed_before: at(1),
    };
    assert_eq!(
        dashboards.tasks(host, times).await.unwrap(),
        [
            (Task::Reconfirm, 1),
            (Task::Unanswered, 1),
            (Task::Unconfirmed, 1),
            (Task::ViewingsToday, 2),
            (Task::Drafts, 1),
        ]
    );
    assert!(dashboards.tasks(renter, times).await.unwrap().is_empty());
}

pub async fn homes_come_in_the_order_asked_for(database: &Database) {
    let store = &database.store;
    let (host, renter, homes) = homes(store).await;
    let mut unit = store.begin().await.unwrap();
    unit.put_past_enquiry(&enquiry(homes[1], renter, host, 1))
        .await
        .unwrap();
    unit.put_past_reveal(homes[2], renter, at(4)).await.unwrap();
    unit.put_past_reveal(homes[2], renter, at(5)).await.unwrap();
    unit.commit().await.unwrap();
    let span = (Span::Month, at(0));
    let dashboards = store.dashboards();
    let page = dashboards
        .homes(host, span, HomeOrder::Contacts, (2, 0))
        .await
        .unwrap();
    let ids: Vec<_> = page
        .iter()
        .map(|home| (home.listing, home.funnel.contacts))
        .collect();
    assert_eq!(ids, [(homes[2], 2), (homes[1], 1)]);
    for (sort, number) in HomeOrder::ALL.iter().zip(1..) {
        let before = store.statements();
        let rest = dashboards.homes(host, span, *sort, (2, 2)).await.unwrap();
        assert_eq!(rest.len(), 2, "{number}");
        assert_eq!(store.statements() - before, 1);
    }
}
