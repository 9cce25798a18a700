use crate::people::{anybody, caller, login};
use domain::agents::dashboard::DashboardQuery;
use services::{
    demo::{self, Options},
    photos::PhotoStore,
};
use testkit::{TestApp, noon};

#[tokio::test]
async fn the_demo_agent_has_homes_and_a_past_that_are_made_once() {
    let app = TestApp::start().await.unwrap();
    let photos = PhotoStore::folder(app.folder().join("photos"));
    let options = Options {
        listings: 600,
        seed: 1,
    };
    let fill = async || {
        let clock = app.services.clock();
        demo::fill(app.store(), &photos, options, clock, &|_| {})
            .await
            .unwrap()
    };
    let mut seen = Vec::new();
    for round in 0..2 {
        let filled = fill().await;
        assert_eq!(filled.updated, 0, "round {round}");
        demo::accounts::make(&app.services).await.unwrap();
        demo::business::make(&app.services).await.unwrap();
        app.caught_up().await.unwrap();
        let form = login("demo-agent", demo::accounts::PASSWORD);
        let tokens = app.services.sign_in(&anybody(), &form).await.unwrap();
        let agent = caller(&app, &tokens).await;
        let query = DashboardQuery::default();
        seen.push(app.services.dashboard(&agent, query).await.unwrap());
        let profile = app.services.own_agent(&agent).await.unwrap();
        assert!(
            profile.agent.is_some() && profile.reviews >= 3,
            "{profile:?}"
        );
    }
    assert_eq!(seen[0], seen[1]);
    let total = seen[0].total;
    assert!(seen[0].homes.total > 10 && total.views > 100 && total.contacts > 5);
    assert!(total.impressions > total.views && seen[0].tasks.len() >= 3);
    assert_eq!(noon(), app.services.clock().now());
}
