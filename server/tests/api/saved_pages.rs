//! `/favourites` and `/history`: the browser knows what is on them.

use crate::client::Client;
use axum::http::StatusCode;
use domain::ListingStatus;
use testkit::ListingBuilder;

#[tokio::test]
async fn the_pages_explain_that_they_need_script() {
    let client = Client::start().await;
    for path in ["/favourites", "/history"] {
        let answer = client.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        let html = answer.text();
        assert!(html.contains("需要开启 JavaScript"), "{path}: {html}");
        assert!(html.contains("noindex"), "{path}");
        assert_eq!(client.statements(path).await, 0, "{path}");
    }
}

#[tokio::test]
async fn cards_come_in_the_order_asked_for_without_those_that_are_gone() {
    let client = Client::start().await;
    let mut homes = ListingBuilder::many(3);
    homes.push(ListingBuilder::new("let").status(ListingStatus::Let));
    let ids = client.app.put(homes).await.unwrap();
    let path = format!(
        "/api/ui/listings_by_ids?ids={},{},999999,x,{},",
        ids[2], ids[3], ids[0]
    );
    let answer = client.get(&path).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let cards = answer.json();
    let found: Vec<_> = cards
        .as_array()
        .unwrap()
        .iter()
        .map(|card| card["id"].as_i64())
        .collect();
    assert_eq!(found, [Some(ids[2].0), Some(ids[0].0)]);
    assert_eq!(client.statements(&path).await, 0, "the index answers alone");
}

#[tokio::test]
async fn at_most_a_hundred_cards_are_handed_out() {
    let client = Client::with_homes(101).await;
    let ids: Vec<_> = (1..=101).map(|id: i64| id.to_string()).collect();
    let answer = client
        .get(&format!("/api/ui/listings_by_ids?ids={}", ids.join(",")))
        .await;
    assert_eq!(answer.json().as_array().unwrap().len(), 100);
    let answer = client.get("/api/ui/listings_by_ids?ids=").await;
    assert_eq!(answer.json().as_array().unwrap().len(), 0);
}
