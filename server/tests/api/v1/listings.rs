//! `GET /api/v1/listings`.

use super::assert_problem;
use crate::client::Client;
use axum::http::StatusCode;
use serde_json::Value;
use testkit::ListingBuilder;

fn rents(page: &Value) -> Vec<u64> {
    let listings = page["results"].as_array().unwrap();
    listings
        .iter()
        .map(|home| home["rent"].as_u64().unwrap())
        .collect()
}

#[tokio::test]
async fn homes_come_in_pages_of_twenty_in_the_order_asked_for() {
    let client = Client::with_homes(45).await;
    let first = client.get("/api/v1/listings?sort=rent_up").await;
    assert_eq!(first.status, StatusCode::OK);
    assert_eq!(first.header("content-type"), "application/json");
    let first = first.json();
    assert_eq!((&first["count"], &first["pages"]), (&45.into(), &3.into()));
    assert_eq!(
        rents(&first),
        (0..20).map(|n| 5_000 + 10 * n).collect::<Vec<_>>()
    );
    let last = client
        .get("/api/v1/listings?sort=rent_up&page=3")
        .await
        .json();
    assert_eq!(rents(&last), [5_400, 5_410, 5_420, 5_430, 5_440]);
    assert_eq!(last["next_cursor"], Value::Null);
    assert_eq!(first.get("facets"), None);
}

#[tokio::test]
async fn the_cursor_leads_through_all_homes_once() {
    let client = Client::with_homes(45).await;
    let mut seen = Vec::new();
    let mut path = "/api/v1/listings?sort=rent_down".to_owned();
    loop {
        let page = client.get(&path).await.json();
        seen.extend(rents(&page));
        let Some(cursor) = page["next_cursor"].as_str() else {
            break;
        };
        path = format!("/api/v1/listings?sort=rent_down&cursor={cursor}");
    }
    let expected: Vec<u64> = (0..45).rev().map(|n| 5_000 + 10 * n).collect();
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn filters_hold_together_and_municipalities_may_be_written_as_provinces() {
    let client = Client::start().await;
    let homes = vec![
        ListingBuilder::new("a").rent(4_000),
        ListingBuilder::new("b").rent(6_000),
        ListingBuilder::new("c").rent(4_000).place(310_100, 310_104),
    ];
    client.app.put(homes).await.unwrap();
    for city in ["110100", "110000"] {
        let path = format!("/api/v1/listings?city={city}&rent_max=5000");
        let page = client.get(&path).await.json();
        assert_eq!(page["count"], 1, "{city}");
        assert_eq!(page["results"][0]["city"]["name"], "北京市", "{city}");
    }
}

#[tokio::test]
async fn facets_and_statistics_come_when_asked_for() {
    let client = Client::with_homes(5).await;
    let page = client
        .get("/api/v1/listings?include=facets,statistics")
        .await
        .json();
    assert_eq!(page["facets"]["cities"][0]["count"], 5);
    assert_eq!(page["statistics"]["median"], 5_020);
    let page = client
        .get("/api/v1/listings?include=statistics")
        .await
        .json();
    assert_eq!(page.get("facets"), None);
    assert_eq!(page["statistics"]["count"], 5);
}

#[tokio::test]
async fn whatever_cannot_be_taken_as_it_stands_is_named() {
    let client = Client::with_homes(1).await;
    for (query, field, code) in [
        ("page=0", "page", "out_of_range"),
        ("page=-1", "page", "out_of_range"),
        ("page=abc", "page", "not_a_number"),
        ("page=1000000000", "page", "out_of_range"),
        ("city=999999", "city", "unknown_place"),
        ("city=440000", "city", "unknown_place"),
        ("city=x", "city", "unknown_value"),
        ("district=110100", "district", "unknown_place"),
        ("business_district=77", "business_district", "unknown_place"),
        ("estate=77", "estate", "unknown_place"),
        ("tag=77", "tag", "unknown_value"),
        ("rent_min=9&rent_max=5", "rent_min", "min_above_max"),
        ("colour=red", "colour", "unknown_param"),
        ("q=%FF", "q", "utf8"),
        ("rent_min=", "rent_min", "missing"),
        ("include=photos", "include", "unknown_value"),
    ] {
        let answer = client.get(&format!("/api/v1/listings?{query}")).await;
        assert_problem(&answer, StatusCode::BAD_REQUEST, "invalid", query);
        let error = &answer.json()["errors"][0];
        assert_eq!(
            (&error["field"], &error["code"]),
            (&field.into(), &code.into()),
            "{query}"
        );
    }
}

#[tokio::test]
async fn a_page_beyond_the_last_is_not_found() {
    let client = Client::with_homes(21).await;
    assert_eq!(
        client.get("/api/v1/listings?page=2").await.status,
        StatusCode::OK
    );
    let answer = client.get("/api/v1/listings?page=3").await;
    assert_problem(&answer, StatusCode::NOT_FOUND, "not_found", "page=3");
}

#[tokio::test]
async fn a_result_page_takes_no_sql_at_all() {
    let client = Client::with_homes(45).await;
    for query in [
        "",
        "page=3",
        "include=facets,statistics",
        "q=Home&city=110100&sort=rent_up",
    ] {
        assert_eq!(
            client
                .statements(&format!("/api/v1/listings?{query}"))
                .await,
            0,
            "{query}"
        );
    }
}
