//! What is done in one unit of work takes one connection, and units that meet wait for each other in one order.
//! Both show on PostgreSQL only: `make test` starts one.

use crate::people::with_role;
use chrono::TimeDelta;
use domain::{
    ListingStatus, RoleId,
    account::forms::{KeptOnDevice, KeptSearch},
    contact::{CancelReason, ViewingAction, ViewingChange, ViewingPlan},
    offer::ListingAction,
};
use testkit::{ListingBuilder, PostgresDatabase, TestApp, noon};

#[tokio::test]
async fn one_connection_is_enough_for_who_is_in_touch() {
    let database = PostgresDatabase::create().await.unwrap();
    let mut app = TestApp::start_on(database, 1).await.unwrap();
    let (host_id, host) = with_role(&app, "landlord", "13800138000", RoleId::LANDLORD).await;
    let (_, renter) = with_role(&app, "renter", "13900139000", RoleId::RENTER).await;
    let home = ListingBuilder::new("a").publisher(host_id);
    let home = app.put(vec![home]).await.unwrap()[0];
    // It reads beside these units, and only keeps the test from being clear.
    app.stop_following().await.unwrap();
    let services = &app.services;
    let week = std::array::from_fn(|_| "9-18".to_owned());
    services.set_week(&host, &week).await.unwrap();
    let enquiry = services.ask(&renter, home, "在吗？").await.unwrap();
    services.answer(&host, enquiry, "在").await.unwrap();
    services.enquiry(&renter, enquiry).await.unwrap();
    services.reveal_phone(&renter, home).await.unwrap();
    let device = KeptOnDevice {
        favourites: vec![(home, noon())],
        viewed: vec![(home, noon())],
        searches: vec![KeptSearch {
            name: "朝阳两室".into(),
            query: "city=110100&rooms=2".into(),
            at: noon(),
        }],
    };
    services.merge_kept(&renter, &device).await.unwrap();
    let slots = services.slots(&renter, home).await.unwrap();
    let plan = ViewingPlan {
        listing: home,
        starts_at: slots[20],
        note: String::new(),
    };
    let viewing = services.book(&renter, &plan).await.unwrap();
    let mut change = ViewingChange {
        action: ViewingAction::Confirm,
        version: viewing.version,
        starts_at: None,
        reason: None,
        note: String::new(),
    };
    let confirmed = services.change_viewing(&host, viewing.id, &change).await;
    change.version = confirmed.unwrap().version;
    change.action = ViewingAction::Cancel;
    change.reason = Some(CancelReason::Time);
    let cancelled = services.change_viewing(&renter, viewing.id, &change).await;
    cancelled.unwrap();
    // Leaving calls off what is open, and letting does.
    services.book(&renter, &plan).await.unwrap();
    let let_out = services.step_offer(&host, home, ListingAction::Let, None);
    assert_eq!(let_out.await.unwrap(), ListingStatus::Let);
    services
        .leave(&host, crate::people::PASSWORD)
        .await
        .unwrap();
    app.clock.set(noon() + TimeDelta::days(16));
    assert_eq!(services.keep_house().await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_homes_at_once_and_one_by_one_do_not_wait_for_each_other() {
    let database = PostgresDatabase::create().await.unwrap();
    let app = TestApp::start_on(database, 8).await.unwrap();
    let (host_id, host) = with_role(&app, "landlord", "13800138000", RoleId::LANDLORD).await;
    let homes = ListingBuilder::many(30).into_iter();
    let homes = homes.map(|home| home.publisher(host_id)).collect();
    let homes = app.put(homes).await.unwrap();
    let backwards: Vec<_> = homes.iter().rev().copied().collect();
    for _ in 0..5 {
        let now = app.services.clock().now();
        app.clock.set(now + TimeDelta::seconds(1));
        let all = app.services.confirm_offers(&host, &homes);
        let other = app.services.confirm_offers(&host, &backwards);
        let singly = backwards.iter().map(|home| {
            app.services
                .step_offer(&host, *home, ListingAction::Confirm, None)
        });
        let (all, other, singly) =
            futures::join!(all, other, futures::future::join_all(singly.take(5)));
        assert_eq!((all.unwrap(), other.unwrap()), (30, 30));
        for step in singly {
            step.unwrap();
        }
    }
}
