//! `/api/v1`.

mod caching;
mod contract;
mod conventions;
mod downloads;
mod listing;
mod listings;
mod map;
mod market;
mod once;
mod parts;
mod suggestions;

use crate::client::{Answer, Client};
use axum::http::StatusCode;

/// Asserts that `answer` is a problem of this kind.
fn assert_problem(answer: &Answer, status: StatusCode, code: &str, about: &str) {
    assert_eq!(answer.status, status, "{about}");
    assert_eq!(
        answer.header("content-type"),
        "application/problem+json",
        "{about}"
    );
    let problem = answer.json();
    assert_eq!(problem["status"], status.as_u16(), "{about}");
    assert_eq!(problem["code"], code, "{about}");
    assert_eq!(
        problem["type"],
        format!("urn:zufang:problem:{code}"),
        "{about}"
    );
    assert!(problem["title"].is_string(), "{about}");
}

#[tokio::test]
async fn an_unknown_endpoint_is_a_problem_too() {
    let client = Client::start().await;
    let answer = client.get("/api/v1/flats").await;
    assert_problem(&answer, StatusCode::NOT_FOUND, "not_found", "/api/v1/flats");
}
