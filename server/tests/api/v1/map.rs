//! `GET /api/v1/map`.

use crate::client::Client;
use axum::http::StatusCode;
use serde_json::Value;
use testkit::ListingBuilder;

const CHINA: &str = "view=73,18,135,54";

fn sum(clusters: &Value) -> u64 {
    let clusters = clusters.as_array().unwrap().iter();
    clusters.map(|it| it["count"].as_u64().unwrap()).sum()
}

#[tokio::test]
async fn the_map_shows_the_homes_that_the_list_shows() {
    let client = Client::start().await;
    let homes = ListingBuilder::many(60).into_iter().zip(0..);
    // Every third has no coordinates.
    let homes = homes.map(|(home, n)| match n % 3 {
        0 => home,
        _ => home.at(116.3 + f64::from(n) / 500.0, 39.9),
    });
    client.app.put(homes.collect()).await.unwrap();
    for search in ["", "&rooms=2", "&rent_max=5300&sort=rent_up&page=2"] {
        let list = client
            .get(&format!(
                "/api/v1/listings?{}",
                search.trim_start_matches('&').replace("&page=2", "")
            ))
            .await
            .json();
        let far = client
            .get(&format!("/api/v1/map?{CHINA}&zoom=4{search}"))
            .await
            .json();
        assert_eq!(far["total"], list["count"], "{search}");
        assert_eq!(sum(&far["places"]), far["total"], "{search}");
        assert_eq!(far["clusters"], Value::Array(Vec::new()));
        let near = client
            .get(&format!("/api/v1/map?{CHINA}&zoom=14{search}"))
            .await
            .json();
        assert_eq!(near["total"], list["count"], "{search}");
        assert!(near["placed"].as_u64() > Some(0), "{search}");
        assert_eq!(
            sum(&near["clusters"]),
            near["placed"].as_u64().unwrap(),
            "{search}"
        );
    }
}

#[tokio::test]
async fn what_makes_no_sense_is_named() {
    let client = Client::with_homes(3).await;
    let corners: Vec<String> = (0..10_000)
        .map(|n| format!("{},{}", n % 9, n % 7))
        .collect();
    let many = format!("within={}", corners.join(";"));
    for (search, field, code) in [
        ("zoom=12", "view", "out_of_range"),
        ("view=1,2,3,4", "zoom", "out_of_range"),
        ("view=1,2,3&zoom=3", "view", "out_of_range"),
        ("view=5,5,1,9&zoom=3", "view", "out_of_range"),
        ("view=1,2,3,4&zoom=23", "zoom", "out_of_range"),
        ("view=1,2,3,4&zoom=-1", "zoom", "out_of_range"),
        ("view=1,2,3,4&zoom=9&within=abc", "within", "not_an_area"),
        (
            "view=1,2,3,4&zoom=9&within=1,2;3,4",
            "within",
            "too_few_corners",
        ),
        (
            "view=1,2,3,4&zoom=9&map_box=4,3,2,1",
            "map_box",
            "not_a_box",
        ),
        ("view=1,2,3,4&zoom=9&colour=red", "colour", "unknown_param"),
        (
            &format!("view=1,2,3,4&zoom=9&{many}"),
            "within",
            "too_many_corners",
        ),
    ] {
        let answer = client.get(&format!("/api/v1/map?{search}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{search}");
        let fields = answer.json()["errors"].clone();
        assert_eq!(
            (&fields[0]["field"], &fields[0]["code"]),
            (&field.into(), &code.into()),
            "{search}"
        );
    }
}

#[tokio::test]
async fn an_area_that_crosses_itself_has_a_meaning_and_the_page_says_which() {
    let client = Client::with_homes(3).await;
    let star = "within=0,3;2,-3;-3,1;3,1;-2,-3";
    for (path, count) in [
        ("/api/v1/listings?", "count"),
        ("/api/v1/map?view=1,2,3,4&zoom=9&", "total"),
    ] {
        let answer = client.get(&format!("{path}{star}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.json()[count], 0, "{path}");
    }
    let page = client.get(&format!("/listings?{star}")).await.text();
    assert!(
        page.contains("被圈了两次"),
        "the page explains the even-odd rule"
    );
}
