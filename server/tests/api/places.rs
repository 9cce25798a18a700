//! The pages of places and agents.

use crate::client::Client;
use axum::http::StatusCode;
use domain::{AgentId, EstateId, PlaceKind};
use store::{NewAgent, NewEstate};
use testkit::ListingBuilder;

/// Ten homes in 望京 and two elsewhere.
async fn filled() -> Client {
    let client = Client::start().await;
    let mut homes: Vec<ListingBuilder> = (0..10)
        .map(|n| {
            ListingBuilder::new(format!("w{n}"))
                .title(&format!("望京阳光 {n}"))
                .rent(5_000 + 100 * n)
                .estate("望京", "望京西园")
        })
        .collect();
    homes.push(ListingBuilder::new("c").estate("酒仙桥", "将府家园"));
    homes.push(ListingBuilder::new("d").place(310_100, 310_104));
    client.app.put(homes).await.unwrap();
    client
}

/// The id of the estate `name`, and of its business district.
async fn estate(client: &Client, name: &str) -> (i64, i64) {
    let estates = client.app.store().places().estates().await.unwrap();
    let estate = estates
        .into_iter()
        .find(|estate| estate.name == name)
        .unwrap();
    (estate.id.0, estate.business_district.unwrap().0)
}

/// An agent who works in the estate and has no home.
async fn agent(client: &Client, estate: EstateId) -> AgentId {
    let mut unit = client.app.store().begin().await.unwrap();
    let agent = NewAgent {
        source: "test".into(),
        source_id: "1".into(),
        name: "骆昊".into(),
        phone: "13512345678".into(),
        service_stars: 5,
        truth_stars: 4,
        skill_stars: 3,
        certified: true,
        demo: false,
        user: None,
    };
    let ids = unit.put_agents(&[agent]).await.unwrap();
    unit.put_agent_estates(&[(ids[0], estate)]).await.unwrap();
    unit.commit().await.unwrap();
    ids[0]
}

#[tokio::test]
async fn every_kind_of_place_shows_its_homes_prices_parts_and_where_it_lies() {
    let client = filled().await;
    let (estate, business_district) = estate(&client, "望京西园").await;
    for (path, parts) in [
        (
            PlaceKind::City.path(110_100),
            vec!["/districts/110105", "11 套在租", "/cities"],
        ),
        (
            PlaceKind::District.path(110_105),
            vec!["/cities/110100", "11 套在租", "/business-districts/"],
        ),
        (
            PlaceKind::BusinessDistrict.path(business_district),
            vec!["/districts/110105", "10 套在租", "/estates/"],
        ),
        (
            PlaceKind::Estate.path(estate),
            vec!["/business-districts/", "10 套在租"],
        ),
    ] {
        let answer = client.get(&path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        let html = answer.text();
        for part in parts {
            assert!(html.contains(part), "{part} in {path}");
        }
        // Eleven or ten entire homes of two rooms, all of 60 m².
        assert!(html.contains("整租中位数"), "{path}");
        assert!(html.contains("两室"), "{path}");
        assert!(html.contains("望京阳光 9"), "{path}");
        assert!(!html.contains("租金走势"), "one month says nothing: {path}");
    }
}

#[tokio::test]
async fn a_page_takes_at_most_three_statements_and_most_take_none() {
    let client = filled().await;
    let (estate, business_district) = estate(&client, "望京西园").await;
    let agent = agent(&client, EstateId(estate)).await;
    for (path, most) in [
        ("/".to_owned(), 0),
        ("/cities".to_owned(), 0),
        (PlaceKind::City.path(110_100), 0),
        (PlaceKind::District.path(110_105), 0),
        (PlaceKind::BusinessDistrict.path(business_district), 0),
        (PlaceKind::Estate.path(estate), 1),
        (domain::place_page::agent_path(agent.0), 2),
    ] {
        let statements = client.statements(&path).await;
        assert!(statements <= most, "{path}: {statements}");
    }
}

#[tokio::test]
async fn a_place_that_is_not_known_is_a_404_page() {
    let client = filled().await;
    for path in [
        "/cities/999999",
        "/cities/110105",
        "/cities/440000",
        "/cities/abc",
        "/cities/-1",
        "/cities/110100x",
        "/cities/%00",
        "/cities/9223372036854775808",
        "/districts/110100",
        "/districts/1%27%20OR%201=1",
        "/business-districts/999999",
        "/business-districts/0",
        "/estates/999999",
        "/estates/%E6%9C%9B%E4%BA%AC",
        "/agents/999999",
        "/agents/x",
        "/provinces/110000",
    ] {
        let answer = client.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.text().contains("</html>"), "{path}");
    }
}

#[tokio::test]
async fn a_place_has_one_address() {
    let client = filled().await;
    for (path, true_path) in [
        ("/cities/110000", "/cities/110100"),
        ("/cities/110000?lang=en", "/cities/110100?lang=en"),
        ("/cities/0110100", "/cities/110100"),
        ("/districts/+110105", "/districts/110105"),
    ] {
        let answer = client.get(path).await;
        assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT, "{path}");
        assert_eq!(answer.header("location"), true_path, "{path}");
    }
}

#[tokio::test]
async fn a_place_without_homes_has_a_page_that_is_not_listed() {
    let client = filled().await;
    let mut unit = client.app.store().begin().await.unwrap();
    let quiet = NewEstate {
        division: domain::DivisionCode(110_105),
        business_district: None,
        name: "安静小区".into(),
        hot: 0,
        intro: "九十年代<b>建成</b>".into(),
        point: None,
    };
    let estates = unit.put_estates(&[quiet]).await.unwrap();
    unit.commit().await.unwrap();
    let client = Client::over(
        client.into_app().restart(async |_| Ok(())).await.unwrap(),
        |_| {},
    );
    let path = PlaceKind::Estate.path(estates[0].0);
    let answer = client.get(&path).await;
    assert_eq!(answer.status, StatusCode::OK);
    let html = answer.text();
    assert!(html.contains("这里暂时没有在租房源"), "{html}");
    assert!(html.contains("noindex"), "{html}");
    assert!(html.contains("九十年代&lt;b&gt;建成"), "{html}");
    assert!(html.contains("同城其他区县") || html.contains("同商圈其他小区"));
    let answer = client.get("/cities/610100").await;
    assert_eq!(answer.status, StatusCode::OK, "a city without homes");
}

#[tokio::test]
async fn an_agent_shows_homes_and_estates_but_no_phone_number() {
    let client = filled().await;
    let (estate, _) = estate(&client, "将府家园").await;
    let agent = agent(&client, EstateId(estate)).await;
    let answer = client.get(&format!("/agents/{agent}?page=x")).await;
    assert_eq!(answer.status, StatusCode::OK);
    let html = answer.text();
    for part in ["经理人 骆昊", "将府家园", "目前没有在租房源", "noindex"] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("13512345678"));
}

#[tokio::test]
async fn cities_stand_under_their_provinces() {
    let client = filled().await;
    let html = client.get("/cities").await.text();
    for part in [
        "2 个城市，12 套在租房源",
        r##"href="#initial-B""##,
        r#"id="initial-B""#,
        "/cities/310100",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
}
