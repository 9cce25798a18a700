use crate::people::{problems, with_role};
use domain::{EstateId, RoleId, agents::forms::AgentProfileForm};
use services::Error;
use testkit::{ListingBuilder, TestApp};

fn form(version: i64) -> AgentProfileForm {
    AgentProfileForm {
        agency: " 天天房产 ".into(),
        intro: "做望京十年。\r\n欢迎来看房。".into(),
        estates: Vec::new(),
        version,
    }
}

#[tokio::test]
async fn a_profile_is_there_once_it_is_saved() {
    let app = TestApp::start().await.unwrap();
    let (_, agent) = with_role(&app, "agent-one", "13800138000", RoleId::AGENT).await;
    let empty = app.services.own_agent(&agent).await.unwrap();
    assert_eq!((empty.agent, empty.version), (None, 0));
    assert_eq!(
        (empty.name.as_str(), empty.phone.as_str()),
        ("骆昊", "13800138000")
    );
    let saved = app.services.change_agent(&agent, &form(0)).await.unwrap();
    let id = saved.agent.unwrap();
    assert_eq!(saved.agency, "天天房产");
    assert_eq!(saved.intro, "做望京十年。\n欢迎来看房。");
    let page = app.services.agent_page(id, 1, 1).await.unwrap();
    assert_eq!(page.about.agency, "天天房产");
    assert_eq!(page.agent.service_stars, 0);
    assert_eq!(app.services.own_agent(&agent).await.unwrap(), saved);
}

#[tokio::test]
async fn of_two_editors_the_second_hears_of_the_first() {
    let app = TestApp::start().await.unwrap();
    let (_, agent) = with_role(&app, "agent-one", "13800138000", RoleId::AGENT).await;
    let saved = app.services.change_agent(&agent, &form(0)).await.unwrap();
    let again = app.services.change_agent(&agent, &form(0)).await;
    assert!(matches!(again, Err(Error::Conflict)));
    let newer = app
        .services
        .change_agent(&agent, &form(saved.version))
        .await;
    assert_eq!(newer.unwrap().version, saved.version + 1);
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_whole() {
    let app = TestApp::start().await.unwrap();
    let (_, agent) = with_role(&app, "agent-one", "13800138000", RoleId::AGENT).await;
    let odd = AgentProfileForm {
        agency: "房".repeat(61),
        intro: "介".repeat(501),
        estates: vec![EstateId(999)],
        version: 0,
    };
    assert_eq!(
        problems(app.services.change_agent(&agent, &odd).await),
        ["agency too_long", "intro too_long", "estates unknown_value"]
    );
    assert_eq!(app.services.own_agent(&agent).await.unwrap().agent, None);
}

#[tokio::test]
async fn estates_are_found_by_name_and_served() {
    let app = TestApp::start().await.unwrap();
    let home = ListingBuilder::new("a").estate("望京", "望京西园四区");
    app.put(vec![home]).await.unwrap();
    let app = app.restart(async |_| Ok(())).await.unwrap();
    let (_, agent) = with_role(&app, "agent-one", "13800138000", RoleId::AGENT).await;
    let found = app.services.estates_called(&agent, "西园四区").unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    let chosen = AgentProfileForm {
        estates: vec![EstateId(found[0].id), EstateId(found[0].id)],
        ..form(0)
    };
    let saved = app.services.change_agent(&agent, &chosen).await.unwrap();
    assert_eq!(saved.estates, found);
    let page = app
        .services
        .agent_page(saved.agent.unwrap(), 1, 1)
        .await
        .unwrap();
    assert_eq!(page.estates[0].0, found[0]);
}

#[tokio::test]
async fn only_who_may_offer_homes_has_a_profile() {
    let app = TestApp::start().await.unwrap();
    let (_, renter) = with_role(&app, "renter-one", "13800138000", RoleId::RENTER).await;
    assert!(matches!(
        app.services.own_agent(&renter).await,
        Err(Error::Forbidden)
    ));
    let changed = app.services.change_agent(&renter, &form(0)).await;
    assert!(matches!(changed, Err(Error::Forbidden)));
    assert!(matches!(
        app.services.estates_called(&renter, "望京"),
        Err(Error::Forbidden)
    ));
}

#[tokio::test]
async fn homes_that_were_begun_before_the_profile_are_the_agents() {
    let app = TestApp::start().await.unwrap();
    let (user, agent) = with_role(&app, "agent-one", "13800138000", RoleId::AGENT).await;
    let (other, _) = with_role(&app, "agent-two", "13800138001", RoleId::AGENT).await;
    let homes = vec![
        ListingBuilder::new("before").publisher(user),
        ListingBuilder::new("foreign").publisher(other),
    ];
    let homes = app.put(homes).await.unwrap();
    let saved = app.services.change_agent(&agent, &form(0)).await.unwrap();
    app.caught_up().await.unwrap();
    let id = saved.agent.unwrap();
    let shown = app.services.listing(homes[0]).await.unwrap();
    assert_eq!(shown.agent.map(|agent| agent.id), Some(id));
    assert_eq!(app.services.agent_page(id, 1, 1).await.unwrap().homes, 1);
    let shown = app.services.listing(homes[1]).await.unwrap();
    assert!(shown.agent.is_none());
}
