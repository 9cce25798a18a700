//! Server functions: what the browser calls after hydration. Which there are stands in the access matrix.

use crate::client::Client;
use axum::http::StatusCode;
use testkit::ListingBuilder;

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

#[tokio::test]
async fn arguments_that_cannot_be_read_are_no_failure_of_ours() {
    let client = Client::start().await;
    for path in [
        "/api/ui/listing",
        "/api/ui/listing?id=x",
        "/api/ui/agent?id=1",
    ] {
        let answer = client.get(path).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}");
        assert_eq!(answer.json()["code"], "invalid", "{path}");
    }
}
