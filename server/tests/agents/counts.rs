use crate::people::{anybody, with_role};
use chrono::TimeDelta;
use domain::{ListingId, RoleId};
use services::{
    Caller, Client, RequestId,
    counts::{Batches, CountWriter},
};
use testkit::{ListingBuilder, TestApp, noon};

async fn views(app: &TestApp, home: ListingId) -> u32 {
    let days = app.store().counts().days(home).await.unwrap();
    days.iter().map(|day| day.views).sum()
}

fn machine() -> Caller {
    let client = Client::new(
        [203, 0, 113, 9].into(),
        "Googlebot/2.1",
        RequestId("r".into()),
    );
    Caller::anonymous(client)
}

/// One of many visitors.
pub fn somebody(number: usize) -> Caller {
    let device = format!("Firefox {number}");
    let client = Client::new([203, 0, 113, 8].into(), &device, RequestId("r".into()));
    Caller::anonymous(client)
}

#[tokio::test]
async fn reading_a_page_again_is_no_second_view() {
    let app = TestApp::start().await.unwrap();
    let (_, renter) = with_role(&app, "renter-one", "13800138000", RoleId::RENTER).await;
    let homes = app.put(ListingBuilder::many(2)).await.unwrap();
    let looked = |caller: &Caller, home| {
        for _ in 0..5 {
            app.services.looked_at(Some(caller), home);
        }
    };
    looked(&anybody(), homes[0]);
    looked(&anybody(), homes[1]);
    looked(&somebody(1), homes[0]);
    // The same network and device, but an account of its own.
    looked(&renter, homes[0]);
    Batches::default().write(&app.services).await.unwrap();
    let counted = (views(&app, homes[0]).await, views(&app, homes[1]).await);
    assert_eq!(counted, (3, 1));
    next_hour(&app);
    looked(&anybody(), homes[0]);
    Batches::default().write(&app.services).await.unwrap();
    assert_eq!(views(&app, homes[0]).await, 4);
}

fn next_hour(app: &TestApp) {
    let now = app.services.clock().now();
    app.clock.set(now + TimeDelta::hours(1));
}

#[tokio::test]
async fn ten_thousand_views_take_few_statements() {
    let app = TestApp::start().await.unwrap();
    let homes = app.put(ListingBuilder::many(200)).await.unwrap();
    let before = app.store().statements();
    let cards = app
        .services
        .index()
        .homes_of_agent(domain::AgentId(0), 0, 0)
        .1;
    for number in 0..10_000 {
        let home = homes[number % homes.len()];
        app.services
            .looked_at(Some(&somebody(number / homes.len())), home);
        app.services.shown(Some(&anybody()), &cards);
    }
    assert_eq!(
        app.store().statements(),
        before,
        "a page waits for no statement"
    );
    let mut batches = Batches::default();
    let written = batches.write(&app.services).await.unwrap();
    let statements = app.store().statements() - before;
    assert_eq!(written.counters, 200);
    // The follower looks beside it.
    assert!(statements < 40, "{statements}");
    assert_eq!(views(&app, homes[0]).await, 50);
    let nothing = batches.write(&app.services).await.unwrap();
    assert_eq!((nothing.counters, views(&app, homes[0]).await), (0, 50));
}

#[tokio::test]
async fn machines_and_ones_own_visits_do_not_count() {
    let app = TestApp::start().await.unwrap();
    let (agent_id, agent) = with_role(&app, "agent-one", "13800138000", RoleId::AGENT).await;
    let own = ListingBuilder::new("own").publisher(agent_id);
    let homes = app
        .put(vec![own, ListingBuilder::new("other")])
        .await
        .unwrap();
    for caller in [Some(&agent), Some(&anybody()), Some(&machine()), None] {
        app.services.looked_at(caller, homes[0]);
        app.services.looked_at(caller, homes[1]);
    }
    // One that is not there, as if it was removed meanwhile.
    app.services.looked_at(Some(&anybody()), ListingId(999));
    Batches::default().write(&app.services).await.unwrap();
    assert_eq!(
        (views(&app, homes[0]).await, views(&app, homes[1]).await),
        (1, 2)
    );
}

#[tokio::test]
async fn days_are_those_in_china() {
    let app = TestApp::start().await.unwrap();
    let home = app.put(ListingBuilder::many(1)).await.unwrap()[0];
    app.services.looked_at(Some(&anybody()), home);
    app.clock.set(noon() + TimeDelta::hours(4));
    app.services.looked_at(Some(&anybody()), home);
    Batches::default().write(&app.services).await.unwrap();
    let days = app.store().counts().days(home).await.unwrap();
    let days: Vec<String> = days.iter().map(|day| day.day.to_string()).collect();
    assert_eq!(days, ["2026-06-01", "2026-06-02"]);
}

#[tokio::test]
async fn what_could_not_be_written_is_kept_and_counted_once() {
    let app = TestApp::start().await.unwrap();
    let home = app.put(ListingBuilder::many(1)).await.unwrap()[0];
    let other = app.open_store().await.unwrap();
    let mut batches = Batches::default();
    app.services.looked_at(Some(&anybody()), home);
    // The batch is given up in its middle, as when the connection is lost.
    let mut holding = other.begin().await.unwrap();
    holding.count_up_to(noon().date_naive()).await.unwrap();
    let waited = std::time::Duration::from_millis(100);
    let interrupted = tokio::time::timeout(waited, batches.write(&app.services)).await;
    assert!(interrupted.is_err());
    holding.rollback().await.unwrap();
    next_hour(&app);
    app.services.looked_at(Some(&anybody()), home);
    batches.write(&app.services).await.unwrap();
    assert_eq!(
        views(&app, home).await,
        1,
        "the batch that failed comes first"
    );
    batches.write(&app.services).await.unwrap();
    batches.write(&app.services).await.unwrap();
    assert_eq!(views(&app, home).await, 2);
}

#[tokio::test]
async fn the_writer_leaves_nothing_when_it_is_stopped_and_a_crash_only_the_last_moments() {
    let app = TestApp::start().await.unwrap();
    let home = app.put(ListingBuilder::many(1)).await.unwrap()[0];
    let writer = CountWriter::start(app.services.clone());
    app.services.looked_at(Some(&anybody()), home);
    writer.stop().await;
    assert_eq!(views(&app, home).await, 1);
    // What comes after the last batch goes with the process; what was written stays.
    next_hour(&app);
    app.services.looked_at(Some(&anybody()), home);
    let app = app.restart(async |_| Ok(())).await.unwrap();
    assert_eq!(views(&app, home).await, 1);
    let writer = CountWriter::start(app.services.clone());
    app.services.looked_at(Some(&anybody()), home);
    tokio::time::sleep(std::time::Duration::from_millis(2_500)).await;
    assert_eq!(views(&app, home).await, 2);
    drop(writer);
}
