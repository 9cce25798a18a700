use crate::people::with_role;
use chrono::{Days, NaiveDate, TimeDelta};
use domain::{
    ListingId, RoleId,
    agents::dashboard::{DashboardQuery, HomeOrder, Span},
};
use std::{
    collections::HashMap,
    time::{Duration, Instant},
};
use store::{Counted, PastEnquiry};
use testkit::{ListingBuilder, TestApp, noon};

/// The homes of the agent.
const HOMES: u32 = 10_000;
/// How often the dashboard is asked for.
const TIMES: usize = 200;
/// What it may take.
const P99: Duration = Duration::from_millis(50);

/// `cargo test --release --test agents speed -- --ignored --nocapture`: the dashboard of an agent with 10,000 homes
/// that were all seen on each of 90 days.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes a minute"]
async fn the_dashboard_of_ten_thousand_homes_is_fast() {
    let app = TestApp::start().await.unwrap();
    let (host, agent) = with_role(&app, "agent-one", "13800138000", RoleId::AGENT).await;
    let (renter, _) = with_role(&app, "renter-one", "13800138001", RoleId::RENTER).await;
    let mut homes: Vec<ListingId> = Vec::new();
    let all: Vec<ListingBuilder> = ListingBuilder::many(HOMES);
    for part in all.chunks(1_000) {
        let own = part.iter().cloned().map(|home| home.publisher(host));
        homes.extend(app.put(own.collect()).await.unwrap());
    }
    let today = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
    let mut unit = app.store().begin().await.unwrap();
    let through = unit.count_up_to(today).await.unwrap();
    let whose: HashMap<_, _> = unit.counted_homes(&homes).await.unwrap();
    for back in 0..90 {
        let counted: Vec<Counted> = homes
            .iter()
            .map(|home| Counted {
                listing: *home,
                day: today - Days::new(back),
                impressions: 30,
                views: u32::try_from(home.0 % 7).unwrap(),
            })
            .collect();
        unit.count(&counted, &whose, through).await.unwrap();
    }
    for (number, home) in (0..).zip(homes.iter().step_by(4)) {
        let at = noon() - TimeDelta::minutes(number * 40);
        let enquiry = PastEnquiry {
            listing: *home,
            renter,
            host,
            question: "还在租吗？".into(),
            at,
            answer: None,
        };
        unit.put_past_enquiry(&enquiry).await.unwrap();
        unit.put_past_reveal(*home, renter, at).await.unwrap();
    }
    unit.commit().await.unwrap();
    let mut took = Vec::new();
    for number in 0..TIMES {
        let query = DashboardQuery {
            span: Span::ALL[number % 3],
            sort: HomeOrder::ALL[number % 4],
            page: u32::try_from(number % 9).unwrap() + 1,
        };
        let began = Instant::now();
        let dashboard = app.services.dashboard(&agent, query).await.unwrap();
        took.push(began.elapsed());
        assert_eq!(dashboard.homes.total, u64::from(HOMES));
    }
    took.sort();
    let (median, p99) = (took[TIMES / 2], took[TIMES * 99 / 100]);
    println!("dashboard of {HOMES} homes: median {median:?}, p99 {p99:?}");
    // Without optimisation SQLite itself is several times slower.
    if !cfg!(debug_assertions) {
        assert!(p99 <= P99, "{p99:?}");
    }
}
