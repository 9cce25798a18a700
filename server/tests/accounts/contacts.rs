use crate::people::{PASSWORD, problems, with_role};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ListingId, RoleId,
    contact::{
        CancelReason, NewSearch, NoticeKind, Side, ViewingAction, ViewingChange, ViewingPlan,
        ViewingQuery, ViewingStatus, ViewingTime,
    },
    offer::ListingAction,
};
use services::{Caller, Error, accounts::GRACE};
use store::NewAgent;
use testkit::{ListingBuilder, TestApp, noon};

/// A landlord who shows a home every day from 9 to 18, and a renter.
async fn both(app: &TestApp) -> (Caller, Caller, ListingId) {
    let (host, host_caller) = with_role(app, "landlord", "13800138000", RoleId::LANDLORD).await;
    let (_, renter) = with_role(app, "renter", "13900139000", RoleId::RENTER).await;
    let home = ListingBuilder::new("a").publisher(host);
    let home = app.put(vec![home]).await.unwrap()[0];
    let week = std::array::from_fn(|_| "9-18".to_owned());
    app.services.set_week(&host_caller, &week).await.unwrap();
    (host_caller, renter, home)
}

fn plan(listing: ListingId, starts_at: DateTime<Utc>) -> ViewingPlan {
    ViewingPlan {
        listing,
        starts_at,
        note: String::new(),
    }
}

fn change(action: ViewingAction, version: i64) -> ViewingChange {
    ViewingChange {
        action,
        version,
        starts_at: None,
        reason: None,
        note: String::new(),
    }
}

#[tokio::test]
async fn of_a_hundred_who_book_one_slot_one_gets_it() {
    let app = TestApp::start().await.unwrap();
    let (_, _, home) = both(&app).await;
    let starts = noon() + TimeDelta::hours(16);
    let mut renters = Vec::new();
    for number in 0..100 {
        let name = format!("renter{number:03}");
        let phone = format!("137{number:08}");
        renters.push(with_role(&app, &name, &phone, RoleId::RENTER).await.1);
    }
    let plan = plan(home, starts);
    let booked = renters
        .iter()
        .map(|renter| app.services.book(renter, &plan));
    let booked = futures::future::join_all(booked).await;
    let won = booked.iter().filter(|answer| answer.is_ok()).count();
    let lost = booked
        .iter()
        .filter(|answer| matches!(answer, Err(Error::Conflict)))
        .count();
    assert_eq!((won, lost), (1, 99));
}

#[tokio::test]
async fn reminders_follow_the_viewing() {
    let app = TestApp::start().await.unwrap();
    let (host, renter, home) = both(&app).await;
    // It is 20:00 in China; 9:00 in two days.
    let first = noon() + TimeDelta::hours(13 + 24);
    let viewing = app.services.book(&renter, &plan(home, first)).await;
    let viewing = viewing.unwrap();
    let due = async |caller: &Caller| {
        let store = app.store().primary_reads();
        let user = caller.user().unwrap();
        store
            .contacts()
            .reminders(user, viewing.id.0)
            .await
            .unwrap()
    };
    let before = |at: DateTime<Utc>| [24, 2].map(|hours| at - TimeDelta::hours(hours));
    for caller in [&host, &renter] {
        assert_eq!(due(caller).await, before(first));
    }
    let second = first + TimeDelta::hours(25);
    let moved = ViewingChange {
        starts_at: Some(second),
        ..change(ViewingAction::Move, 1)
    };
    let moved = app.services.change_viewing(&host, viewing.id, &moved).await;
    assert_eq!(moved.unwrap().status, ViewingStatus::Confirmed);
    assert_eq!(due(&renter).await, before(second));
    app.clock.set(second - TimeDelta::hours(2));
    let told = app.services.notices(&renter).await.unwrap();
    let kinds: Vec<_> = told.iter().map(|notice| notice.kind).collect();
    assert_eq!(
        kinds,
        [
            NoticeKind::ViewingReminder,
            NoticeKind::ViewingReminder,
            NoticeKind::ViewingMoved
        ]
    );
    let cancel = ViewingChange {
        reason: Some(CancelReason::Taken),
        ..change(ViewingAction::Cancel, 2)
    };
    let cancelled = app
        .services
        .change_viewing(&host, viewing.id, &cancel)
        .await;
    assert_eq!(cancelled.unwrap().sequence, 2);
    assert!(due(&renter).await.is_empty());
    // The slot is free again, for the next day's same hour as well as for others.
    let slots = app.services.slots(&renter, home).await.unwrap();
    assert!(slots.iter().all(|slot| *slot >= second));
}

#[tokio::test]
async fn a_closed_day_has_no_slots_and_moving_needs_a_free_one() {
    let app = TestApp::start().await.unwrap();
    let (host, renter, home) = both(&app).await;
    let all = app.services.slots(&renter, home).await.unwrap();
    assert_eq!(all.len(), 13 * 18);
    let day = domain::contact::china_date(all[0]);
    app.services.set_day(&host, day, "").await.unwrap();
    let left = app.services.slots(&renter, home).await.unwrap();
    assert_eq!(left.len(), 12 * 18);
    let closed = app.services.book(&renter, &plan(home, all[0])).await;
    assert_eq!(crate::people::problems(closed), ["starts_at slot_unknown"]);
    app.services.unset_day(&host, day).await.unwrap();
    let (_, other) = with_role(&app, "another", "13700137000", RoleId::RENTER).await;
    let mine = app.services.book(&renter, &plan(home, all[0])).await;
    app.services
        .book(&other, &plan(home, all[1]))
        .await
        .unwrap();
    let onto = ViewingChange {
        starts_at: Some(all[1]),
        ..change(ViewingAction::Move, 1)
    };
    let taken = app
        .services
        .change_viewing(&renter, mine.unwrap().id, &onto)
        .await;
    assert!(matches!(taken, Err(Error::Conflict)));
}

#[tokio::test]
async fn answers_show_as_a_rate_beside_the_agent() {
    let app = TestApp::start().await.unwrap();
    let (user, me) = with_role(&app, "agent01", "13800138000", RoleId::AGENT).await;
    let mut unit = app.store().begin().await.unwrap();
    let agent = NewAgent {
        source: "test".into(),
        source_id: "1".into(),
        name: "骆昊".into(),
        phone: "13512345678".into(),
        service_stars: 5,
        truth_stars: 5,
        skill_stars: 5,
        certified: true,
        demo: false,
        user: Some(user),
    };
    let agent = unit.put_agents(&[agent]).await.unwrap()[0];
    unit.commit().await.unwrap();
    let home = app
        .put(vec![ListingBuilder::new("a").agent(agent)])
        .await
        .unwrap()[0];
    for number in 0..5 {
        let name = format!("renter{number}");
        let phone = format!("137{number:08}");
        let (_, renter) = with_role(&app, &name, &phone, RoleId::RENTER).await;
        let id = app.services.ask(&renter, home, "在吗？").await.unwrap();
        app.clock
            .set(app.services.clock().now() + TimeDelta::minutes(90));
        app.services.answer(&me, id, "在").await.unwrap();
    }
    let shown = app.services.listing(home).await.unwrap().agent.unwrap();
    let rate = shown.response.unwrap();
    assert_eq!((rate.percent, rate.hours), (100, Some(2)));
    let page = app.services.agent_page(agent, 1, 1).await.unwrap();
    assert_eq!(page.agent.response, Some(rate));
}

#[tokio::test]
async fn who_leaves_takes_what_is_theirs_and_leaves_the_other_side_the_thread() {
    let app = TestApp::start().await.unwrap();
    let (host, renter, home) = both(&app).await;
    let enquiry = app.services.ask(&renter, home, "在吗？").await.unwrap();
    let starts = app.services.slots(&renter, home).await.unwrap()[0];
    let far = starts + TimeDelta::days(10);
    app.services.book(&renter, &plan(home, far)).await.unwrap();
    app.services.reveal_phone(&renter, home).await.unwrap();
    app.services.renew_calendar(&renter).await.unwrap();
    let search = NewSearch {
        name: "望京".into(),
        query: "q=望京".into(),
    };
    app.services.save_search(&renter, &search).await.unwrap();
    let export = app.services.export(&renter).await.unwrap();
    for list in [
        "enquiries",
        "messages",
        "viewings",
        "phones_shown",
        "searches",
    ] {
        assert_eq!(export[list].as_array().unwrap().len(), 1, "{list}");
    }
    assert_eq!(export["messages"][0]["body"], "在吗？");

    let user = renter.user().unwrap();
    app.services.leave(&renter, PASSWORD).await.unwrap();
    app.clock.set(noon() + GRACE);
    assert_eq!(app.services.keep_house().await.unwrap(), 1);
    let store = app.store().primary_reads();
    let contacts = store.contacts();
    assert_eq!(contacts.searches(user).await.unwrap(), []);
    assert_eq!(contacts.calendar_since(user).await.unwrap(), None);
    let thread = app.services.enquiry(&host, enquiry).await.unwrap();
    assert_eq!(thread.enquiry.with, "已注销");
    assert_eq!(thread.messages[0].body, "在吗？");
    let query = ViewingQuery {
        time: ViewingTime::Past,
        page: 1,
    };
    let past = app.services.viewings(&host, Side::Host, &query).await;
    let past = &past.unwrap().items[0];
    assert_eq!(past.reason, Some(CancelReason::AccountClosed));
    assert_eq!(past.with, "已注销");
    let told = app.services.notices(&host).await.unwrap();
    assert!(
        told.iter()
            .any(|notice| notice.kind == NoticeKind::ViewingCancelled)
    );
}

#[tokio::test]
async fn a_home_that_is_let_or_taken_back_is_shown_to_nobody_any_more() {
    for (action, reason) in [
        (ListingAction::Let, CancelReason::Taken),
        (ListingAction::Withdraw, CancelReason::Withdrawn),
    ] {
        let app = TestApp::start().await.unwrap();
        let (host, renter, home) = both(&app).await;
        let at = app.services.slots(&renter, home).await.unwrap()[30];
        let viewing = app.services.book(&renter, &plan(home, at)).await.unwrap();
        let stepped = app.services.step_offer(&host, home, action, None).await;
        stepped.unwrap();
        let seen = app.services.viewing(&renter, viewing.id).await.unwrap();
        assert_eq!(seen.status, ViewingStatus::Cancelled, "{action}");
        assert_eq!(
            (seen.reason, seen.cancelled_by, seen.sequence),
            (Some(reason), Some(Side::Host), 1)
        );
        let told = app.services.notices(&renter).await.unwrap();
        let kinds: Vec<_> = told.iter().map(|notice| notice.kind).collect();
        assert_eq!(kinds, [NoticeKind::ViewingCancelled]);
        let store = app.store().primary_reads();
        for caller in [&host, &renter] {
            let user = caller.user().unwrap();
            let left = store.contacts().reminders(user, viewing.id.0).await;
            assert!(left.unwrap().is_empty(), "{action}");
        }
        let late = app.services.book(&renter, &plan(home, at)).await;
        assert!(matches!(late, Err(Error::Gone)));
    }
}

#[tokio::test]
async fn what_comes_while_an_enquiry_is_read_stays_unread() {
    let app = TestApp::start().await.unwrap();
    let (host, renter, home) = both(&app).await;
    let id = app.services.ask(&renter, home, "在吗？").await.unwrap();
    app.services.ask(&renter, home, "还在吗？").await.unwrap();
    // As if the second came after the first was read.
    let store = app.store().primary_reads();
    let (_, last) = store.contacts().messages(id, 9).await.unwrap();
    let mut unit = app.store().begin().await.unwrap();
    let left = unit.read_enquiry(id, Side::Host, last - 1).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(left, 1);
    let unread = app.services.unread_enquiries(&host, Side::Host).await;
    assert_eq!(unread.unwrap(), 1);
    let unseen = async || {
        let told = app.services.notices(&host).await.unwrap();
        told.iter().filter(|notice| !notice.seen).count()
    };
    assert_eq!(unseen().await, 1);
    app.services.enquiry(&host, id).await.unwrap();
    let unread = app.services.unread_enquiries(&host, Side::Host).await;
    assert_eq!((unread.unwrap(), unseen().await), (0, 0));
}

#[tokio::test]
async fn who_is_refused_a_number_takes_none_from_the_others_of_the_network() {
    let app = TestApp::start().await.unwrap();
    let (host, _) = with_role(&app, "landlord", "13800138000", RoleId::LANDLORD).await;
    let homes = ListingBuilder::many(21).into_iter();
    let homes = homes.map(|home| home.publisher(host)).collect();
    let homes = app.put(homes).await.unwrap();
    let (_, greedy) = with_role(&app, "greedy", "13900139000", RoleId::RENTER).await;
    for home in &homes[..20] {
        app.services.reveal_phone(&greedy, *home).await.unwrap();
    }
    // All that is left of the hundred of the network, and more.
    for _ in 0..100 {
        let refused = app.services.reveal_phone(&greedy, homes[20]).await;
        assert!(matches!(refused, Err(Error::RateLimited(_))));
    }
    let (_, neighbour) = with_role(&app, "neighbour", "13700137000", RoleId::RENTER).await;
    app.services
        .reveal_phone(&neighbour, homes[20])
        .await
        .unwrap();
}

#[tokio::test]
async fn what_has_begun_is_not_called_off_by_its_host() {
    for action in [
        None,
        Some(ListingAction::Let),
        Some(ListingAction::Withdraw),
    ] {
        let app = TestApp::start().await.unwrap();
        let (host, renter, home) = both(&app).await;
        let services = &app.services;
        let at = services.slots(&renter, home).await.unwrap()[30];
        let viewing = services.book(&renter, &plan(home, at)).await.unwrap();
        let confirm = change(ViewingAction::Confirm, viewing.version);
        let confirmed = services.change_viewing(&host, viewing.id, &confirm).await;
        let version = confirmed.unwrap().version;
        app.clock.set(at);
        match action {
            None => {
                let cancel = ViewingChange {
                    reason: Some(CancelReason::Time),
                    ..change(ViewingAction::Cancel, version)
                };
                let refused = services.change_viewing(&host, viewing.id, &cancel).await;
                assert_eq!(problems(refused), ["action viewing_late"]);
            }
            Some(action) => {
                let stepped = services.step_offer(&host, home, action, None).await;
                stepped.unwrap();
            }
        }
        let seen = services.viewing(&renter, viewing.id).await.unwrap();
        assert_eq!(seen.status, ViewingStatus::Confirmed, "{action:?}");
        let after = at + TimeDelta::minutes(30);
        assert!(seen.status.took_place(seen.starts_at, after));
        // Its host says what became of it.
        let missed = change(ViewingAction::Missed, version);
        let told = services.change_viewing(&host, viewing.id, &missed).await;
        assert_eq!(told.unwrap().status, ViewingStatus::Missed);
    }
}
