use crate::people::{problems, with_role};
use chrono::TimeDelta;
use domain::{ListingId, RoleId, UserId, ViewingId, agents::forms::ReviewForm};
use services::Error;
use store::PastViewing;
use testkit::{ListingBuilder, TestApp, noon};

async fn viewing(
    app: &TestApp,
    listing: ListingId,
    (renter, host): (UserId, UserId),
    hours_ago: i64,
    status: &'static str,
) -> ViewingId {
    let at = noon() - TimeDelta::hours(hours_ago);
    let past = PastViewing {
        listing,
        renter,
        host,
        starts_at: at,
        made_at: at - TimeDelta::days(1),
        status,
    };
    let mut unit = app.store().begin().await.unwrap();
    let id = unit.put_past_viewing(&past).await.unwrap();
    unit.commit().await.unwrap();
    id
}

fn stars(stars: u8) -> ReviewForm {
    ReviewForm {
        service: stars,
        truth: 5,
        skill: 4,
        body: "很准时。".into(),
    }
}

#[tokio::test]
async fn three_reviews_make_stars_and_hiding_one_takes_them() {
    let app = TestApp::start().await.unwrap();
    let services = &app.services;
    let home = app.put(ListingBuilder::many(1)).await.unwrap()[0];
    let (renter_id, renter) = with_role(&app, "renter-one", "13800138000", RoleId::RENTER).await;
    let (host_id, host) = with_role(&app, "agent-one", "13800138001", RoleId::AGENT).await;
    let (_, admin) = with_role(&app, "admin-one", "13800138002", RoleId::ADMIN).await;
    let mut ids = Vec::new();
    for hours in [24, 48, 72] {
        let viewing = viewing(&app, home, (renter_id, host_id), hours, "done").await;
        let shown = services.viewing_to_review(&renter, viewing).await.unwrap();
        assert!(!shown.reviewed && shown.agent == "骆昊");
        ids.push(
            services
                .review_agent(&renter, viewing, &stars(4))
                .await
                .unwrap(),
        );
        let twice = services.review_agent(&renter, viewing, &stars(1)).await;
        assert!(matches!(twice, Err(Error::Conflict)));
        assert!(
            services
                .viewing_to_review(&renter, viewing)
                .await
                .unwrap()
                .reviewed
        );
    }
    // The agent's profile was made for the first of them.
    let profile = services.own_agent(&host).await.unwrap();
    let agent = profile.agent.unwrap();
    assert_eq!(
        (profile.reviews, profile.stars.service, profile.stars.truth),
        (3, 4, 5)
    );
    let page = services.agent_page(agent, 1, 1).await.unwrap();
    assert_eq!((page.agent.service_stars, page.about.newest.total), (4, 3));
    assert_eq!(page.about.newest.items[0].author, "骆**");

    assert!(matches!(
        services.hide_review(&host, ids[0], true).await,
        Err(Error::Forbidden)
    ));
    services.hide_review(&admin, ids[0], true).await.unwrap();
    let again = services.hide_review(&admin, ids[0], true).await;
    assert!(matches!(again, Err(Error::NotFound)));
    let page = services.agent_page(agent, 1, 1).await.unwrap();
    assert_eq!((page.agent.service_stars, page.about.newest.total), (0, 2));
    let all = services.agent_reviews(&admin, agent, 1).await.unwrap();
    assert_eq!(
        (
            all.total,
            services
                .agent_reviews(&renter, agent, 1)
                .await
                .unwrap()
                .total
        ),
        (3, 2)
    );
    services.hide_review(&admin, ids[0], false).await.unwrap();
    assert_eq!(services.own_agent(&host).await.unwrap().stars.service, 4);
}

#[tokio::test]
async fn only_the_renter_of_a_viewing_that_took_place_reviews_it_in_time() {
    let app = TestApp::start().await.unwrap();
    let services = &app.services;
    let home = app.put(ListingBuilder::many(1)).await.unwrap()[0];
    let (renter_id, renter) = with_role(&app, "renter-one", "13800138000", RoleId::RENTER).await;
    let (host_id, host) = with_role(&app, "agent-one", "13800138001", RoleId::AGENT).await;
    let (lord_id, _) = with_role(&app, "landlord-one", "13800138003", RoleId::LANDLORD).await;
    let both = (renter_id, host_id);
    let not_yet = viewing(&app, home, both, -24, "confirmed").await;
    let missed = viewing(&app, home, both, 24, "missed").await;
    let late = viewing(&app, home, both, 24 * 61, "done").await;
    let done = viewing(&app, home, both, 24, "done").await;
    for viewing in [not_yet, missed, late, ViewingId(999)] {
        let refused = services.review_agent(&renter, viewing, &stars(4)).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{viewing}");
    }
    let foreign = services.review_agent(&host, done, &stars(5)).await;
    assert!(matches!(foreign, Err(Error::NotFound)));
    let odd = ReviewForm {
        truth: 0,
        skill: 6,
        body: "好".repeat(501),
        service: 1,
    };
    assert_eq!(
        problems(services.review_agent(&renter, done, &odd).await),
        ["truth stars", "skill stars", "body too_long"]
    );
    let by_landlord = viewing(&app, home, (renter_id, lord_id), 30, "done").await;
    let refused = services.review_agent(&renter, by_landlord, &stars(5)).await;
    assert_eq!(problems(refused), ["form no_agent"]);
    services
        .review_agent(&renter, done, &stars(5))
        .await
        .unwrap();
}

#[tokio::test]
async fn a_viewing_that_was_agreed_on_is_reviewed_whether_its_host_says_so_or_not() {
    let app = TestApp::start().await.unwrap();
    let services = &app.services;
    let homes = app.put(ListingBuilder::many(2)).await.unwrap();
    let (renter_id, renter) = with_role(&app, "renter-one", "13800138000", RoleId::RENTER).await;
    let (host_id, _) = with_role(&app, "agent-one", "13800138001", RoleId::AGENT).await;
    let both = (renter_id, host_id);
    let confirmed = viewing(&app, homes[0], both, 0, "confirmed").await;
    let asked_for = viewing(&app, homes[1], both, 24, "requested").await;
    let early = services.review_agent(&renter, confirmed, &stars(4)).await;
    assert!(matches!(early, Err(Error::NotFound)), "it goes on");
    app.clock.set(noon() + TimeDelta::minutes(30));
    services
        .review_agent(&renter, confirmed, &stars(4))
        .await
        .unwrap();
    let never = services.review_agent(&renter, asked_for, &stars(4)).await;
    assert!(matches!(never, Err(Error::NotFound)), "nobody agreed");
}
