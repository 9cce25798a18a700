//! `/floor-plans/{rooms}-{halls}-{baths}.svg`.

use crate::client::Client;
use axum::http::StatusCode;

#[tokio::test]
async fn a_floor_plan_is_drawn_and_kept_forever() {
    let client = Client::start().await;
    let answer = client.get("/floor-plans/3-2-1.svg").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "image/svg+xml");
    assert!(answer.header("cache-control").contains("immutable"));
    assert!(answer.text().starts_with("<svg"));
    let other = client.get("/floor-plans/1-1-1.svg").await;
    assert_ne!(answer.body, other.body);
}

#[tokio::test]
async fn numbers_beyond_any_home_are_not_found() {
    let client = Client::start().await;
    for name in [
        "99-1-1.svg",
        "3-2.svg",
        "a-b-c.svg",
        "%00.svg",
        "%FF.svg",
        "3-2-1.png",
    ] {
        let answer = client.get(&format!("/floor-plans/{name}")).await;
        assert!(answer.status.is_client_error(), "{name}: {}", answer.status);
    }
    assert_eq!(
        client.get("/floor-plans/21-1-1.svg").await.status,
        StatusCode::NOT_FOUND
    );
}
