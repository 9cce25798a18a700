//! `/healthz` and `/readyz`.

use crate::client::Client;
use axum::http::StatusCode;

#[tokio::test]
async fn a_server_that_has_caught_up_is_ready_and_says_what_it_holds() {
    let client = Client::with_homes(3).await;
    assert_eq!(client.get("/healthz").await.text(), "ok");
    let answer = client.get("/readyz").await;
    assert_eq!(answer.status, StatusCode::OK);
    let body = answer.json();
    assert_eq!(body["ready"], true);
    assert_eq!(body["index"]["listings"], 3);
    assert_eq!(body["index"]["lag"], 0);
}

#[tokio::test]
async fn a_server_whose_index_does_not_follow_is_not_ready() {
    let mut client = Client::start().await;
    client.app.stop_following().await.unwrap();
    let answer = client.get("/readyz").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.json()["index"]["phase"], "stopped");
    assert_eq!(client.get("/healthz").await.status, StatusCode::OK);
}
