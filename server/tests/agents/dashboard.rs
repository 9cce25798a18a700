use crate::{
    counts::somebody,
    people::{anybody, with_role},
};
use chrono::{Days, TimeDelta};
use domain::{
    ListingStatus, RoleId,
    agents::dashboard::{DashboardQuery, Funnel, HomeOrder, Span, Task},
};
use services::{Error, counts::Batches};
use store::{PastEnquiry, PastViewing};
use testkit::{ListingBuilder, TestApp, noon};

#[tokio::test]
async fn a_dashboard_tells_what_became_of_ones_homes() {
    let app = TestApp::start().await.unwrap();
    let services = &app.services;
    let (host, agent) = with_role(&app, "agent-one", "13800138000", RoleId::AGENT).await;
    let (renter, _) = with_role(&app, "renter-one", "13800138001", RoleId::RENTER).await;
    let own = |name: &str| ListingBuilder::new(name).publisher(host);
    let homes = vec![
        own("a").title("甲"),
        own("b").title("乙"),
        own("c").status(ListingStatus::Draft),
        ListingBuilder::new("d"),
    ];
    let ids = app.put(homes).await.unwrap();
    for (home, times) in [(ids[0], 2), (ids[1], 5), (ids[3], 7)] {
        for visitor in 0..times {
            services.looked_at(Some(&somebody(visitor)), home);
        }
    }
    Batches::default().write(services).await.unwrap();
    let mut unit = app.store().begin().await.unwrap();
    let enquiry = PastEnquiry {
        listing: ids[0],
        renter,
        host,
        question: "还在租吗？".into(),
        at: noon() - TimeDelta::days(2),
        answer: None,
    };
    unit.put_past_enquiry(&enquiry).await.unwrap();
    unit.put_past_reveal(ids[0], renter, noon() - TimeDelta::days(40))
        .await
        .unwrap();
    let viewing = PastViewing {
        listing: ids[0],
        renter,
        host,
        starts_at: noon() + TimeDelta::hours(2),
        made_at: noon(),
        status: "requested",
    };
    unit.put_past_viewing(&viewing).await.unwrap();
    unit.confirmed(&ids[..1], noon() - TimeDelta::days(15))
        .await
        .unwrap();
    unit.commit().await.unwrap();

    let query = DashboardQuery::default();
    let before = app.store().statements();
    let dashboard = services.dashboard(&agent, query).await.unwrap();
    assert!(app.store().statements() - before <= 10, "few statements");
    assert_eq!(
        dashboard.tasks,
        [
            (Task::Reconfirm, 1),
            (Task::Unanswered, 1),
            (Task::Unconfirmed, 1),
            (Task::ViewingsToday, 1),
            (Task::Drafts, 1),
        ]
    );
    let total = Funnel {
        impressions: 0,
        views: 7,
        contacts: 1,
        viewings: 1,
        lets: 0,
    };
    assert_eq!(dashboard.total, total);
    assert_eq!(dashboard.days.len(), 30);
    let today = dashboard.days.last().unwrap();
    assert_eq!((today.funnel.views, today.funnel.viewings), (7, 1));
    let asked = today.day - Days::new(2);
    let asked = dashboard.days.iter().find(|day| day.day == asked).unwrap();
    assert_eq!(asked.funnel.contacts, 1);
    let titles: Vec<_> = dashboard
        .homes
        .items
        .iter()
        .map(|home| home.title.as_str())
        .collect();
    assert_eq!(
        (titles[..2].to_vec(), dashboard.homes.total),
        (vec!["乙", "甲"], 3)
    );
    let district = &dashboard.districts[0];
    assert_eq!((district.own, district.homes), (2, 3));
    // 14 views of 3 homes.
    assert_eq!(district.views_per_home, 46);

    let quarter = DashboardQuery {
        span: Span::Quarter,
        sort: HomeOrder::Contacts,
        page: 9,
    };
    let dashboard = services.dashboard(&agent, quarter).await.unwrap();
    assert_eq!((dashboard.total.contacts, dashboard.days.len()), (2, 90));
    assert_eq!(
        (
            dashboard.query.page,
            dashboard.homes.items[0].title.as_str()
        ),
        (1, "甲")
    );
    assert_eq!(dashboard.homes.items[0].funnel.contacts, 2);
}

#[tokio::test]
async fn a_dashboard_is_for_who_may_offer_homes_and_shows_only_ones_own() {
    let app = TestApp::start().await.unwrap();
    let (host, _) = with_role(&app, "agent-one", "13800138000", RoleId::AGENT).await;
    app.put(vec![ListingBuilder::new("a").publisher(host)])
        .await
        .unwrap();
    let (_, other) = with_role(&app, "landlord-one", "13800138001", RoleId::LANDLORD).await;
    let (_, renter) = with_role(&app, "renter-one", "13800138002", RoleId::RENTER).await;
    let query = DashboardQuery::default();
    let empty = app.services.dashboard(&other, query).await.unwrap();
    assert!(empty.homes.items.is_empty() && empty.districts.is_empty() && empty.tasks.is_empty());
    assert_eq!((empty.total, empty.homes.pages), (Funnel::default(), 1));
    let refused = app.services.dashboard(&renter, query).await;
    assert!(matches!(refused, Err(Error::Forbidden)));
    let nobody = app.services.dashboard(&anybody(), query).await;
    assert!(matches!(nobody, Err(Error::Unauthenticated)));
}
