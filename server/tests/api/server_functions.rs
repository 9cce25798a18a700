//! Server functions: what the browser calls after hydration.

use crate::client::Client;
use axum::http::StatusCode;
use testkit::ListingBuilder;

#[tokio::test]
async fn exactly_these_are_registered() {
    let client = Client::start().await;
    drop(client);
    let mut paths: Vec<String> = leptos::server_fn::axum::server_fn_paths()
        .map(|(path, method)| format!("{method} {path}"))
        .collect();
    paths.sort();
    assert_eq!(
        paths,
        [
            "GET /api/ui/agent",
            "GET /api/ui/cities",
            "GET /api/ui/compare_homes",
            "GET /api/ui/home",
            "GET /api/ui/listing",
            "GET /api/ui/listings_by_ids",
            "GET /api/ui/market",
            "GET /api/ui/place",
            "GET /api/ui/search_listings",
            "GET /api/ui/show_map",
        ]
    );
}

#[tokio::test]
async fn a_search_by_the_browser_finds_what_the_page_shows() {
    let client = Client::with_homes(3).await;
    let answer = client
        .get("/api/ui/search_listings?search=sort%3Drent_up")
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let page = answer.json();
    assert_eq!(page["total"], 3);
    assert_eq!(page["listings"][0]["rent"], 5_000);
}

#[tokio::test]
async fn a_home_that_is_not_there_is_not_found() {
    let client = Client::start().await;
    let ids = client
        .app
        .put(vec![ListingBuilder::new("a")])
        .await
        .unwrap();
    let answer = client.get(&format!("/api/ui/listing?id={}", ids[0])).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    for id in ["0", "999999"] {
        let answer = client.get(&format!("/api/ui/listing?id={id}")).await;
        assert_eq!(
            answer.status,
            StatusCode::NOT_FOUND,
            "{id}: {}",
            answer.text()
        );
    }
}
