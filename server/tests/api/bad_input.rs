//! Input that makes no sense, on every address that takes any.

use crate::{ask::Ask, client::Client, people::new_ip};
use axum::{body::Body, http::Request};
use testkit::ListingBuilder;

/// Values that people and programs send.
fn odd_values() -> Vec<String> {
    let mut values: Vec<String> = [
        "",
        "0",
        "-1",
        "abc",
        "1000000000",
        "99999999999999999999999999",
        "NaN",
        "1e308",
        "%00",
        "a%00b",
        "%FF%FE",
        "%",
        "%zz",
        "%F0%9F%8F%A0%F0%9F%98%80",
        "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
        "%27%3B%20DROP%20TABLE%20listing%3B--",
        "%2522",
        "..%2F..%2Fetc%2Fpasswd",
        "%E2%80%AE",
        "*",
        "%22unclosed",
        "AND%20OR%20NOT",
        "title%3A%28",
        "%5B1%20TO%202%5D",
        "1,2,3,4",
        "-,-",
        "2026-02-30",
    ]
    .map(ToOwned::to_owned)
    .into();
    values.push("x".repeat(10_000));
    values.push("%E6%88%BF".repeat(1_200));
    values.push("1,".repeat(5_000));
    values
}

/// Asserts that nobody's markup stands in a page as markup; shows where it does.
fn assert_escaped(html: &str, markup: &[&str], about: &str) {
    for markup in markup {
        if let Some(at) = html.find(markup) {
            let before: String = html[..at].chars().rev().take(200).collect();
            let before: String = before.chars().rev().collect();
            panic!("{about}: {before} >>> {markup}");
        }
    }
}

const PARAMS: &[&str] = &[
    "q",
    "city",
    "district",
    "business_district",
    "estate",
    "rent_min",
    "rent_max",
    "rent",
    "area_min",
    "area_max",
    "rooms",
    "mode",
    "orientation",
    "floor",
    "decoration",
    "lift",
    "subway",
    "no_fee",
    "tag",
    "map_box",
    "available_by",
    "sort",
    "page",
    "cursor",
    "include",
    "unknown",
    "%FF",
    "%00",
];

#[tokio::test]
async fn no_parameter_makes_the_server_fail_or_say_it_back_unescaped() {
    let client = Client::with_homes(3).await;
    for page in [
        "/listings",
        "/stats",
        "/api/v1/listings",
        "/api/v1/market",
        "/api/v1/market.csv",
    ] {
        for param in PARAMS {
            for value in odd_values() {
                let path = format!("{page}?{param}={value}");
                // Each from another machine: so many from one would be too many.
                let answer = Ask::new("GET", &path).from(&new_ip()).to(&client).await;
                let about = path.chars().take(120).collect::<String>();
                assert!(
                    matches!(answer.status.as_u16(), 200 | 400 | 404),
                    "{about}: {}",
                    answer.status
                );
                assert_escaped(&answer.text(), &["<script>alert(1)", "<img src=x"], &about);
            }
        }
    }
}

#[tokio::test]
async fn no_path_makes_the_server_fail() {
    let client = Client::with_homes(1).await;
    for value in odd_values().into_iter().filter(|value| !value.is_empty()) {
        for path in [
            "/listings/",
            "/api/v1/listings/",
            "/photos/",
            "/floor-plans/",
            "/locale/",
            "/",
        ] {
            let path = format!("{path}{value}");
            let about = path.chars().take(80).collect::<String>();
            let answer = client.get(&path).await;
            assert!(
                !answer.status.is_server_error(),
                "{about}: {}",
                answer.status
            );
            assert_escaped(&answer.text(), &["<script>alert(1)"], &about);
        }
    }
}

#[tokio::test]
async fn stored_texts_are_escaped_in_pages() {
    let client = Client::start().await;
    let home = ListingBuilder::new("a")
        .title("<script>alert(1)</script>")
        .detail("</script><img src=x onerror=alert(2)>")
        .estate("<b>商圈</b>", "\"><script>alert(3)</script>")
        .tags(&["<i>tag</i>"]);
    let ids = client.app.put(vec![home]).await.unwrap();
    for path in [
        "/listings".to_owned(),
        "/stats".to_owned(),
        format!("/listings/{}", ids[0]),
    ] {
        let html = client.get(&path).await.text();
        let markup = ["<script>alert", "<img src=x", "<b>商圈", "<i>tag"];
        assert_escaped(&html, &markup, &path);
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused() {
    let client = Client::start().await;
    let request = Request::post("/api/ui/anything")
        .header("content-length", "1000000")
        .body(Body::from(vec![b'x'; 1_000_000]));
    let answer = client.send(request.unwrap()).await;
    assert_eq!(answer.status.as_u16(), 413);
}
