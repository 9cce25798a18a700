use super::{asks, gets, landlord};
use crate::{ask::Ask, client::Client, people::new_ip};
use domain::RoleId;
use serde_json::{Value, json};
use store::NewAgent;
use testkit::ListingBuilder;

/// A number that nobody else has, and that stands nowhere else.
const AGENTS: &str = "13712340001";

#[tokio::test]
async fn no_public_page_and_no_public_json_tells_a_number() {
    let client = Client::start().await;
    let (host, home) = landlord(&client, "own").await;
    let agent = NewAgent {
        source: "test".into(),
        source_id: "1".into(),
        name: "骆昊".into(),
        phone: AGENTS.into(),
        service_stars: 5,
        truth_stars: 5,
        skill_stars: 5,
        certified: true,
        demo: false,
        user: None,
    };
    let mut unit = client.app.store().begin().await.unwrap();
    let agent = unit.put_agents(&[agent]).await.unwrap()[0];
    unit.commit().await.unwrap();
    let by_agent = ListingBuilder::new("agents").agent(agent);
    let other = client.app.put(vec![by_agent]).await.unwrap()[0];
    for path in [
        "/".to_owned(),
        "/listings".into(),
        "/map".into(),
        "/stats".into(),
        "/cities".into(),
        "/cities/110100".into(),
        "/districts/110105".into(),
        format!("/compare?ids={home},{other}"),
        format!("/listings/{home}"),
        format!("/listings/{other}"),
        format!("/agents/{agent}"),
        "/api/v1/listings".into(),
        format!("/api/v1/listings/{home}"),
        format!("/api/v1/listings/{other}"),
        "/api/v1/market".into(),
        "/api/v1/map?view=116,39,117,40&zoom=10".into(),
        "/api/v1/suggestions?q=骆".replace('骆', "%E9%AA%86"),
        format!("/api/ui/listing?id={home}"),
        format!("/api/ui/listing?id={other}"),
        format!("/api/ui/agent?id={agent}&page=1"),
        "/api/ui/search_listings?search=".into(),
        format!("/api/ui/listings_by_ids?ids={home},{other}"),
        "/api/ui/home".into(),
        "/sitemap.xml".into(),
    ] {
        let answer = client.get(&path).await;
        assert_eq!(answer.status, 200, "{path}");
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        for number in [AGENTS, &host.phone] {
            assert!(!text.contains(number), "{path}");
        }
    }

    // Nor does the page of who is signed in, before the number was asked for.
    let renter = client.renter().await;
    let page = |home| {
        let path = format!("/account/contact/{home}");
        let ask = Ask::new("GET", &path).header("accept", "text/html");
        renter.browses(ask.from(&new_ip()))
    };
    assert!(!page(other).to(&client).await.text().contains(AGENTS));
    let path = format!("/listings/{other}/phone");
    let answer = asks(&client, &renter, "POST", &path, &Value::Null).await;
    assert_eq!(answer.json(), json!({"phone": AGENTS}));
    assert!(page(other).to(&client).await.text().contains(AGENTS));
    assert!(!page(home).to(&client).await.text().contains(&host.phone));
    let export = gets(&client, &renter, "/account/export").await;
    assert_eq!(export["phones_shown"][0]["listing"], other.0);
}

#[tokio::test]
async fn an_account_sees_the_numbers_of_twenty_homes_a_day() {
    let client = Client::start().await;
    let host = client.person(RoleId::LANDLORD).await;
    let homes = (0..22).map(|number| ListingBuilder::new(format!("h{number}")).publisher(host.id));
    let homes = client.app.put(homes.collect()).await.unwrap();
    let renter = client.renter().await;
    let shown = async |home: usize| {
        let path = format!("/listings/{}/phone", homes[home]);
        let answer = asks(&client, &renter, "POST", &path, &Value::Null).await;
        answer.status.as_u16()
    };
    for home in 0..20 {
        assert_eq!(shown(home).await, 200, "{home}");
    }
    assert_eq!(shown(20).await, 429);
    assert_eq!(shown(3).await, 200, "what was shown today stays shown");
    client.wait(chrono::TimeDelta::hours(25));
    // The access token is over by then.
    let (access, _) = client.signed_in(&renter.username).await;
    let path = format!("/api/v1/listings/{}/phone", homes[20]);
    let ask = Ask::new("POST", &path).bearer(&access).from(&new_ip());
    assert_eq!(ask.to(&client).await.status, 200);
}

#[tokio::test]
async fn asking_for_many_numbers_at_once_shows_no_more() {
    let client = Client::start().await;
    let host = client.person(RoleId::LANDLORD).await;
    let homes = (0..30).map(|number| ListingBuilder::new(format!("h{number}")).publisher(host.id));
    let homes = client.app.put(homes.collect()).await.unwrap();
    let renter = client.renter().await;
    let paths: Vec<String> = homes
        .iter()
        .map(|home| format!("/listings/{home}/phone"))
        .collect();
    let asked = paths
        .iter()
        .map(|path| asks(&client, &renter, "POST", path, &Value::Null));
    let answers = futures::future::join_all(asked).await;
    let shown = answers.iter().filter(|answer| answer.status == 200).count();
    let refused = answers.iter().filter(|answer| answer.status == 429);
    assert_eq!((shown, refused.count()), (20, 10));
    let export = gets(&client, &renter, "/account/export").await;
    assert_eq!(export["phones_shown"].as_array().unwrap().len(), 20);
    // Who has no account sees none, and leaves no trace.
    let nobody = Ask::new("POST", &["/api/v1", &paths[0]].concat()).from(&new_ip());
    assert_eq!(nobody.to(&client).await.status, 401);
}
